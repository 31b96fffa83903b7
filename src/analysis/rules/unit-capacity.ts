import type { Actor } from '../../engine/context.ts'
import type { Given } from '../../model/given.ts'
import { sameDimension } from '../../quantity/dimension.ts'

/** A MW that runs all year makes 8,760 MWh, in GJ. */
const gigajoulesPerMegawattYear = 8760 * 3.6

/** One step of a unit's capacity in its activity a year, with the year in which it begins (none: it always stood). */
export interface Step {
  readonly given: Given
  readonly size: number
  readonly from?: number
}

/** The steps of a unit's capacity; of another dimension than its activity they are left out (E0204 has said so). */
export function stepsOf(actor: Actor): readonly Step[] {
  const unit = actor.facility
  if (!unit) return []
  const begin = beginOf(actor)
  const stages = 'stages' in unit && unit.stages
  const steps = stages
    ? stages.map((stage) => ({ given: stage.capacity, from: stage.start.year }))
    : unit.capacity
      ? [begin === undefined ? { given: unit.capacity } : { given: unit.capacity, from: begin }]
      : []
  return steps.map((step) => {
    const isPower =
      sameDimension(step.given.dimension, { powers: { power: 1 } }) &&
      sameDimension(actor.unit, { powers: { energy: 1 } })
    return { ...step, size: step.given.value * (isPower ? gigajoulesPerMegawattYear : 1) }
  })
}

/** When a unit begins, as a real year. */
export function beginOf(actor: Actor): number | undefined {
  const unit = actor.facility
  if (!unit) return undefined
  if ('stages' in unit && unit.stages) return Math.min(...unit.stages.map(({ start }) => start.year))
  if ('start' in unit && unit.start) return unit.start.year
  return 'commissioned' in unit ? unit.commissioned?.year : undefined
}

/** The capacity that stands at the end of a year, ramp and retirement apart. */
export function capacityIn(steps: readonly Step[], year: number): number {
  return steps.reduce((sum, { size, from }) => sum + (from === undefined || from < year + 1 ? size : 0), 0)
}
