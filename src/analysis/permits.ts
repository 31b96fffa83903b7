import type { Actor } from '../engine/context.ts'
import type { Ref, Trajectories } from '../engine/plan.ts'
import type { Approval, Project } from '../model/facility.ts'
import { isIncluded } from '../model/model.ts'
import type { Text } from '../text/text.ts'
import { yearly } from './ledger-facts.ts'
import { wantAmount } from './ledger-limits.ts'
import { type Surroundings, useOfPermit } from './ledger-use.ts'
import { settledYear } from './project-years.ts'
import type { RuleContext } from './targets/target-rule.ts'
import { beginOf } from './targets/units.ts'

/** Permits of projects: what they use of what was granted, and what the unit that is to offset a permit has freed. */

/** A permit of a project that runs, and what the project uses of it. */
export interface PermitColumns {
  readonly project: string
  readonly subject: string
  /** What the subject is called. */
  readonly name: Text
  readonly unit: string
  readonly approval: Approval
  readonly used: Ref
  /** What the unit that is to offset it has given up since the year before the project begins. */
  readonly freed?: Ref
}

/** Who uses what a project was granted, and since when. */
interface Holder {
  readonly id: string
  readonly approvals: Readonly<Record<string, Approval>>
  readonly actor: Actor
  readonly begin: number | undefined
  /** Of a retrofit only what the unit that it changes uses more than in the year before. */
  readonly added: boolean
}

/** Projects that run and have permits: units of their own, and changes of a unit. */
function holdersOf({ actors, model }: RuleContext): readonly Holder[] {
  const units = actors.flatMap((actor): Holder[] => {
    const unit = actor.facility
    if (actor.kind !== 'project' || !unit || !('approvals' in unit) || !unit.approvals) return []
    return [{ id: actor.id, approvals: unit.approvals, actor, begin: beginOf(actor), added: false }]
  })
  const changes = [...model.projects].flatMap(([id, project]): Holder[] => {
    const { retrofit, approvals } = project
    const actor = retrofit && actors.find((one) => one.id === retrofit.of.id)
    if (!actor || !approvals || !isIncluded(project, model.projectsFrom)) return []
    return [{ id, approvals, actor, begin: retrofit.from.year, added: true }]
  })
  return [...units, ...changes]
}

/**
 * What projects with permits use of what was granted; of a retrofit what the unit that it changes uses more than in the year
 * before it begins. Reports E0204 where a permit grants something else, E0816 half of a condition.
 */
export function permitColumns(around: Surroundings): readonly PermitColumns[] {
  const { cx } = around
  return holdersOf(cx).flatMap(({ id, approvals, actor, begin, added }) =>
    Object.entries(approvals)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([subject, approval]): PermitColumns[] => {
        const use = useOfPermit(around, subject)
        if (!use) return []
        const { amount, offset, from: giver } = approval
        // Half of the condition is none: it would never be judged.
        if ((offset === undefined) !== (giver === undefined))
          cx.diagnose('E0816', (offset ?? giver)!.at, {
            subject,
            there: offset ? 'offset' : 'from',
            wanted: offset ? 'from' : 'offset',
          })
        const { at, dimension } = amount
        wantAmount(cx, { kind: 'constant', value: amount, at, dimension }, use.dimension)
        const from = cx.actors.find((one) => one.id === giver?.id)
        const before = begin === undefined ? undefined : Math.floor(begin) - 1
        const freed =
          from === undefined || before === undefined ? undefined : fallOf(cx, use.of([from]), before)
        const whole = use.of([actor])
        const used = added && before !== undefined ? cx.g.negate(fallOf(cx, whole, before)) : whole
        return [
          {
            project: id,
            subject,
            name: use.name,
            unit: use.unit,
            approval,
            used,
            ...(freed === undefined ? {} : { freed }),
          },
        ]
      }),
  )
}

/** How far a use has fallen since a year. */
function fallOf(cx: RuleContext, use: Ref, since: number): Ref {
  const { g } = cx
  const { base, to } = g.horizon
  return g.subtract(g.at(use, Math.min(Math.max(since, base), to)), use)
}

/** What is not as a permit says. */
export interface PermitFault {
  readonly permit: PermitColumns
  readonly kind: 'amount' | 'offset'
  readonly year: number
  readonly found: number
  readonly wanted: number
}

/**
 * More is used than was granted (worst year up to `until`), or the named unit has not freed its part by the first full year of
 * the project: what is to be offset has to be freed by then, whatever year the rest is judged to.
 */
export function permitFaults(
  permit: PermitColumns,
  project: Project,
  trajectories: Trajectories,
  { base, to }: { readonly base: number; readonly to: number },
  until = to,
): readonly PermitFault[] {
  const { approval } = permit
  const length = to - base + 1
  const used = yearly(trajectories, permit.used, length)
  const granted = approval.amount.value
  const faults: PermitFault[] = []
  let worst = base
  for (let year = base; year <= Math.min(to, until); year++)
    if (used[year - base]! > used[worst - base]!) worst = year
  const most = used[worst - base]!
  if (most > granted * (1 + 1e-9))
    faults.push({ permit, kind: 'amount', year: worst, found: most, wanted: granted })
  if (approval.offset && approval.from) {
    const year = Math.min(to, Math.max(base, settledYear(project) ?? to))
    const found = permit.freed === undefined ? 0 : yearly(trajectories, permit.freed, length)[year - base]!
    const wanted = approval.offset.value * granted
    if (found < wanted * (1 - 1e-9)) faults.push({ permit, kind: 'offset', year, found, wanted })
  }
  return faults
}
