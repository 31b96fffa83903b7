import type { Text } from '../../text/text.ts'
import type { CutTable, Result } from '../result.ts'
import { fuelOf, fuels } from './fuels.ts'

/** A part of the energy of a county, in tce, one value a year asked for. */
export interface EnergyPart {
  readonly id: string
  readonly name: Text
  readonly fill: string
  /** What dual control does not count is textured. */
  readonly texture?: 'hatch' | 'dots'
  readonly values: readonly number[]
}

const counted = { id: 'counted', name: { zh: '考核能耗', en: 'counted' }, fill: '#3b4652' }
const feedstock = {
  id: 'feedstock',
  name: { zh: '原料用能（不计入）', en: 'feedstock (not counted)' },
  fill: '#7a8490',
  texture: 'hatch',
} as const
const renewables = {
  id: 'renewables',
  name: { zh: '新增可再生电力（不计入）', en: 'new renewable power (not counted)' },
  fill: '#8fbf9f',
  texture: 'dots',
} as const

/**
 * Counted energy by carrier, then what is not counted; all parts together are energy.total. New renewable power that the rule
 * takes off is taken from sun, wind and water, and from power where a county counts no energy of them. A carrier of which more
 * is sold than bought is negative. Results that do not know their fuels have one counted part.
 */
export function energyParts(result: Result, years: readonly number[]): readonly EnergyPart[] {
  const of = (id: string) => years.map((year) => result.indicators[id]?.values[String(year)] ?? 0)
  const aside: readonly EnergyPart[] = [
    { ...feedstock, values: of('energy.excluded-feedstock') },
    { ...renewables, values: of('energy.excluded-renewables') },
  ].filter(({ values }) => values.some((value) => value !== 0))
  const { energy, feedstock: raw } = result.tables
  if (!energy || !raw || energy.rows.length === 0)
    return [{ ...counted, values: of('energy.controlled') }, ...aside]
  const sums = new Map(fuels.map(({ id }) => [id, years.map(() => 0)]))
  const add = (table: CutTable, sign: number) => {
    const at = years.map((year) => table.years.indexOf(year))
    for (const row of table.rows) {
      const sum = sums.get(fuelOf(result.carriers?.[row.id]).id)!
      at.forEach((place, i) => {
        sum[i]! += sign * (row.values[place] ?? 0)
      })
    }
  }
  add(energy, 1)
  add(raw, -1)
  of('energy.excluded-renewables').forEach((excluded, i) => {
    const own = sums.get('renewable')!
    const taken = Math.min(excluded, Math.max(0, own[i]!))
    own[i]! -= taken
    sums.get('power')![i]! -= excluded - taken
  })
  const whole = Math.max(...of('energy.total').map(Math.abs), 1e-9)
  const byFuel = fuels.flatMap(({ id, name, fill }): EnergyPart[] => {
    const values = sums.get(id)!
    // What is less than a rounding of the whole is no part that could be seen.
    return values.some((value) => Math.abs(value) > whole * 1e-9) ? [{ id, name, fill, values }] : []
  })
  return [...byFuel, ...aside]
}
