import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import { type Figure, type Fuel, type Gathered, solids, unknownCarbon } from './gathered.ts'

/** GB/T 2589: a kilogram of coal equivalent is 7,000 kcal of 4.1868 kJ. */
export const gjPerTce = 29.3076

/** tce per unit of account by commodity, as the books state it: standard over physical quantity, all years and units together. */
export function statedCoefficients({ standards }: Gathered): ReadonlyMap<string, number> {
  const sums = new Map<string, { physical: number; tce: number }>()
  for (const { commodity, physical, tce } of standards) {
    const sum = sums.get(commodity) ?? { physical: 0, tce: 0 }
    sums.set(commodity, { physical: sum.physical + physical, tce: sum.tce + tce })
  }
  return new Map(
    [...sums].flatMap(([id, { physical, tce }]) =>
      physical > 0 && tce > 0 ? [[id, tce / physical] as const] : [],
    ),
  )
}

/**
 * Close the carbon of units that hand fuels on. Where carbon leaves in a product, what the unit burns belongs to its carbon
 * balance too, or gas made from it would be counted twice; what is not handed on is emitted, or stays in solids where the map
 * says so. More out than in is said (W0928) and entered as carbon of unknown origin, so that it stays in sight.
 */
export function closeCarbon(
  gathered: Gathered,
  fuel: (id: string) => Fuel | undefined,
  diagnose: Diagnose,
): void {
  const stated = statedCoefficients(gathered)
  const contentOf = (id: string): number => {
    const found = fuel(id)
    const tce = stated.get(id)
    if (found?.carbonPerHeat !== undefined && tce !== undefined) return found.carbonPerHeat * tce * gjPerTce
    return found?.carbon ?? 0
  }
  const byUnit = new Map<string, Figure[]>()
  for (const figure of gathered.figures) byUnit.set(figure.unit, [...(byUnit.get(figure.unit) ?? []), figure])
  const closed: Figure[] = []
  for (const [unit, figures] of byUnit) {
    const handsOn = figures.some(({ use, commodity }) => use === 'output' && contentOf(commodity) > 0)
    const kept = figures.map((figure) =>
      handsOn && figure.use === 'fuel' && contentOf(figure.commodity) > 0
        ? { ...figure, use: 'own-fuel' as const }
        : figure,
    )
    closed.push(...kept)
    const takesIn = kept.some(({ use, commodity }) => balanced.has(use) && contentOf(commodity) > 0)
    if (!takesIn && !handsOn) continue
    for (const year of new Set(kept.map((figure) => figure.year))) {
      const own = kept.filter((figure) => figure.year === year)
      const sum = (keep: (figure: Figure) => boolean) =>
        own.filter(keep).reduce((all, { commodity, amount }) => all + amount * contentOf(commodity), 0)
      const ins = sum(({ use }) => balanced.has(use))
      const outs = sum(({ use }) => use === 'output')
      const { at, table } = own[0]!
      const entry = { unit, year, at, table }
      // Ten digits, so that rounding never makes the engine see carbon out of nothing.
      const gap = Number((ins - outs).toPrecision(10))
      if (gap < -1e-9 * outs) {
        diagnose('W0928', at, { what: gathered.units.get(unit)?.name ?? unit, gap: -gap })
        closed.push({ ...entry, commodity: unknownCarbon, use: 'feedstock', amount: -gap * (1 + 1e-9) })
      } else if (gap > 0 && gathered.fates.get(unit) === 'stored')
        closed.push({ ...entry, commodity: solids, use: 'stored', amount: gap * (1 - 1e-9) })
    }
  }
  gathered.figures.splice(0, gathered.figures.length, ...closed)
}

const balanced: ReadonlySet<string> = new Set(['own-fuel', 'feedstock', 'material'])
