import type { Built } from '../engine/compile.ts'
import type { Ref, Trajectories } from '../engine/plan.ts'
import type { Curve } from '../model/curve.ts'
import type { Given } from '../model/given.ts'
import type { Control, ReconciliationItem } from '../model/reconciliation.ts'
import { type Dimension, sameDimension, timesDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'

/** What the model says of one year, and the figure that it is held against; both one number. */
export interface Held<I> {
  readonly id: string
  readonly item: I
  readonly model: Ref
  readonly against: Ref
  readonly unit: string
}

/** One line of the reconciliation, as numbers. */
export interface Residual {
  readonly id: string
  readonly kind: 'observed' | 'analogue'
  readonly year: number
  readonly unit: string
  readonly model: number
  readonly against: number
  /** model − against, and that as a share of `against`. */
  readonly residual: number
  readonly relative: number
  readonly tolerance: number
  readonly within: boolean
}

/**
 * Builds the columns of the reconciliation. An observed total that is missed by more than its tolerance refuses the county
 * (E0423); an analogue is told by whoever reads the residuals, since another place may differ for good reasons.
 */
export function reconcile(built: Built): readonly Held<ReconciliationItem>[] {
  return [...built.model.reconciliation].flatMap(([id, item]) => {
    const held = hold(built, id, item, item.against, `reconciliation.${id}`, 'against')
    if (!held) return []
    const { g } = built
    const residual = g.subtract(held.model, held.against)
    if (item.kind === 'observed')
      built.checks.push({
        node: g.ratio(g.max(residual, g.negate(residual)), held.against, g.constant(1)),
        scale: built.given(item.tolerance, `reconciliation.${id}.tolerance`),
        test: 'at-most-one',
        code: 'E0423',
        at: item.against.at,
        args: { id, year: item.year.year },
      })
    return [held]
  })
}

/** Builds the columns of the control totals that `calibrate` meets. */
export function controlled(built: Built): readonly Held<Control>[] {
  return [...built.model.controls].flatMap(
    ([id, item]) => hold(built, id, item, item.total, `controls.${id}`, 'total') ?? [],
  )
}

function hold<
  I extends { readonly model: Curve; readonly year: { readonly year: number; readonly at: Given['at'] } },
>(built: Built, id: string, item: I, figure: Given, path: string, key: string): Held<I> | undefined {
  const { g, diagnose } = built
  const { base, to } = g.horizon
  const { year } = item.year
  if (year < base || year > to) {
    diagnose('E0209', item.year.at, { found: year, expected: `${base} … ${to}` })
    return undefined
  }
  const model = g.at(built.curve(item.model, `${path}.model`), year)
  const dimension = built.dimensionOf(item.model)
  // Indicators are amounts of a year: a figure may be written a year or not.
  const yearly = timesDimension(dimension, { powers: { time: 1 } }, -1)
  if (!sameDimension(figure.dimension, dimension) && !sameDimension(figure.dimension, yearly))
    diagnose('E0204', figure.at, {
      expected: canonicalUnit(dimension),
      found: canonicalUnit(figure.dimension),
    })
  return { id, item, model, against: built.given(figure, `${path}.${key}`), unit: unitOf(dimension) }
}

function unitOf(dimension: Dimension): string {
  return canonicalUnit(dimension) || '1'
}

/** Reads the residuals of a run. */
export function residuals(
  held: readonly Held<ReconciliationItem>[],
  trajectories: Trajectories,
): readonly Residual[] {
  return held.map(({ id, item, model, against, unit }) => {
    const [value, figure] = [trajectories.value(model)[0]!, trajectories.value(against)[0]!]
    const residual = value - figure
    const relative = figure === 0 ? (residual === 0 ? 0 : 1) : residual / Math.abs(figure)
    const tolerance = item.tolerance.value
    return {
      id,
      kind: item.kind,
      year: item.year.year,
      unit,
      model: value,
      against: figure,
      residual,
      relative,
      tolerance,
      within: Math.abs(relative) <= tolerance * (1 + 1e-9),
    }
  })
}
