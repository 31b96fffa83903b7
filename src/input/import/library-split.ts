import type { Fuel } from './gathered.ts'
import type { LibraryProcess } from './library-process.ts'

/** Beyond these the total means something else than the rule below, or the process is another one. */
const usual: readonly [number, number] = [0.5, 2]

/** What a firm that states only its total took of each fuel, and how many times the energy of the process that is, by year. */
export interface Split {
  readonly fuels: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly times: ReadonlyMap<number, number>
}

/**
 * Divide a total in coal equivalent among the fuels of a process, in its proportions. By the rule of the statistics (the comprehensive consumption of
 * firms that convert energy: what goes in less what comes out as energy) the output in coal equivalent is added first: the total of
 * a power plant is its coal less its power. Where the result is not within half and twice the process, it is no such total.
 * @param output Of the product, in its unit of account.
 * @param totals tce by year.
 * @param made What the books say of other outputs.
 * @param tceOf tce per unit of account by the convention of the map.
 * @returns The number of times where it is out of bounds.
 */
export function splitByLibrary(
  process: LibraryProcess,
  output: ReadonlyMap<number, number>,
  totals: ReadonlyMap<number, number>,
  made: ReadonlyMap<string, ReadonlyMap<number, number>>,
  tceOf: (fuel: Fuel) => number | undefined,
): Split | number {
  const carriers = process.inputs.filter(({ fuel, amount }) => amount > 0 && (tceOf(fuel) ?? 0) > 0)
  const fuels = new Map<string, Map<number, number>>()
  const times = new Map<number, number>()
  for (const [year, total] of totals) {
    const produced = output.get(year) ?? 0
    const out = process.outputs.reduce(
      (sum, { fuel, amount }) => {
        const own = made.get(fuel.id)?.get(year) ?? amount * produced
        return sum + own * (tceOf(fuel) ?? 0)
      },
      produced * (tceOf(process.lead) ?? 0),
    )
    const library = carriers.reduce((sum, { fuel, amount }) => sum + amount * produced * tceOf(fuel)!, 0)
    const scale = library > 0 ? (total + out) / library : Number.POSITIVE_INFINITY
    if (!(scale >= usual[0] && scale <= usual[1])) return scale
    times.set(year, scale)
    for (const { fuel, amount } of carriers) {
      const series = fuels.get(fuel.id) ?? new Map<number, number>()
      fuels.set(fuel.id, series)
      series.set(year, (series.get(year) ?? 0) + amount * produced * scale)
    }
  }
  return { fuels, times }
}
