import type { Trajectories } from '../engine/plan.ts'
import type { Analysed } from './figures.ts'
import { cut, type Row } from './tables.ts'
import { at, type Verdict } from './verdict.ts'

/** The two sectors (or, for a pollutant, the two sectors that emit most of it) that weigh most in a miss. */
export function heaviest(
  analysed: Analysed,
  trajectories: Trajectories,
  indicator: string,
  verdict: Verdict,
  cuts: { readonly sector: readonly Row[]; readonly sectorCo2: readonly Row[] },
): readonly string[] {
  const i = verdict.decisive - analysed.model.horizon.base
  const rows = indicator.startsWith('energy.')
    ? cut(
        analysed,
        (leaf) => (leaf.kind === 'energy' ? trajectories.value(leaf[analysed.model.electricity]) : undefined),
        (leaf) => leaf.sector,
      )
    : indicator.startsWith('co2.')
      ? cuts.sectorCo2
      : indicator.startsWith('ghg.')
        ? cuts.sector
        : cut(
            analysed,
            (leaf) =>
              leaf.kind === 'emission' && leaf.species === indicator
                ? trajectories.value(leaf.node)
                : undefined,
            (leaf) => leaf.sector,
          )
  return rows
    .map((row) => ({ id: row.id, value: at(row.values, i) }))
    .filter((row) => row.value > 0)
    .sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1))
    .slice(0, 2)
    .map((row) => row.id)
}
