import type { Actor } from '../engine/context.ts'
import type { Ref } from '../engine/plan.ts'
import type { Curve } from '../model/curve.ts'
import { type Given, type Grade, grades } from '../model/given.ts'
import type { Quota } from '../model/planning.ts'
import { type Dimension, sameDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Text } from '../text/text.ts'
import type { Surroundings, Use } from './ledger-use.ts'
import { limitNode, type RuleContext, yearsOf } from './targets/target-rule.ts'
import { beginOf } from './targets/units.ts'

/** What a ledger is held to: the lines of declared quotas, and targets that limit an amount of a year. */

/** One limit of a ledger. `margin` ≥ 0 means that it holds in that year; only the years of `judged` count. */
export interface QuotaLine {
  readonly id: string
  /** `total`: the use itself; `new-projects`: what new projects use; `offset`: cuts of all others against what new projects emit. */
  readonly kind: 'total' | 'new-projects' | 'offset'
  readonly origin: 'quota' | 'target'
  readonly name: Text
  readonly severity: 'must' | 'should'
  readonly judged: readonly [from: number, to: number]
  readonly limit: Ref
  readonly figure: Ref
  readonly margin: Ref
  readonly ratio?: number
  readonly plan?: string
  readonly clause?: string
  readonly source?: string
  /** The weakest grade among the numbers that the limit states. */
  readonly grade?: Grade
}

/** The lines that a declared quota draws in its ledger. */
export function quotaLines(
  cx: RuleContext,
  id: string,
  quota: Quota,
  whole: Ref,
  inside: readonly Actor[],
  use: Use,
  inZone: boolean,
): readonly QuotaLine[] {
  const { g, model } = cx
  const { base, to } = g.horizon
  const clamp = (year: number) => Math.min(Math.max(year, base), to)
  const period = quota.plan ? model.plans.get(quota.plan.id) : undefined
  const common = {
    id,
    origin: 'quota' as const,
    severity: quota.severity ?? ('must' as const),
    ...(quota.plan ? { plan: quota.plan.id } : {}),
    ...(quota.clause ? { clause: quota.clause } : {}),
  }
  const named = quota.name ?? { zh: `${use.name.zh}指标`, en: `quota of ${use.name.en}` }
  const lines: QuotaLine[] = []
  const total = quota.total ?? quota.values
  if (total) {
    wantAmount(cx, total, use.dimension)
    const limit = limitNode(cx, total, `quotas.${id}.${quota.total ? 'total' : 'values'}`)
    const [first, last] = total.kind === 'points' || !period ? yearsOf(cx, total) : [base, to]
    const from = clamp(Math.max(first, period?.from.year ?? first))
    const until = clamp(Math.min(last, period?.to.year ?? last))
    if (from <= until)
      lines.push({
        ...common,
        ...provenanceOf(quota, total),
        kind: 'total',
        name: named,
        judged: [from, until],
        limit,
        figure: whole,
        margin: g.subtract(limit, whole),
      })
    else cx.diagnose('W0753', total.at, { quota: id, plan: quota.plan?.id ?? '' })
  }
  const after = quota.base?.year ?? (period ? period.from.year - 1 : undefined)
  if (after === undefined) return lines
  const isNew = (actor: Actor, last: number) => {
    const begin = actor.kind === 'project' ? beginOf(actor) : undefined
    return begin !== undefined && begin >= after + 1 && begin < last + 1
  }
  const most = quota['new-projects']
  if (most) {
    wantAmount(cx, { kind: 'constant', value: most, at: most.at, dimension: most.dimension }, use.dimension)
    const limit = spread(cx, cx.given(most, `quotas.${id}.new-projects`))
    const figure = use.of(inside.filter((actor) => isNew(actor, period?.to.year ?? to)))
    lines.push({
      ...common,
      ...provenanceOf(quota, most),
      kind: 'new-projects',
      name: { zh: `${named.zh}（新建项目）`, en: `${named.en} (new projects)` },
      judged: [clamp(after + 1), to],
      limit,
      figure,
      margin: g.subtract(limit, figure),
    })
  }
  const ratio = quota['offset-ratio']
  if (ratio) {
    const fresh = inside.filter((actor) => isNew(actor, to))
    const made = use.of(fresh)
    // In a control unit only its own sources count; in the county everything else does.
    const others = inZone ? use.of(inside.filter((actor) => !fresh.includes(actor))) : g.subtract(whole, made)
    const freed = g.subtract(g.at(others, clamp(after)), others)
    const limit = g.mul(made, cx.given(ratio, `quotas.${id}.offset-ratio`))
    lines.push({
      ...common,
      ...provenanceOf(quota, ratio),
      kind: 'offset',
      name: { zh: `${use.name.zh}削减替代`, en: `offset of ${use.name.en}` },
      judged: [clamp(after + 1), to],
      limit,
      figure: freed,
      margin: g.subtract(freed, limit),
      ratio: ratio.value,
    })
  }
  return lines
}

/** A node for each year of what holds in all. */
function spread(cx: RuleContext, node: Ref): Ref {
  const { g } = cx
  return g.add(node, g.table(Array.from({ length: g.length }, () => 0)))
}

/** Reports E0204 unless an amount, or an amount a year, is of what the ledger counts. */
export function wantAmount(cx: RuleContext, curve: Curve, dimension: Dimension): void {
  if (curve.kind === 'expression') return
  const yearly = { ...dimension, powers: { ...dimension.powers, time: -1 } }
  if (sameDimension(curve.dimension, dimension) || sameDimension(curve.dimension, yearly)) return
  cx.diagnose('E0204', curve.at, {
    expected: canonicalUnit(dimension),
    found: canonicalUnit(curve.dimension),
  })
}

/** Targets that limit an amount of a year are lines of its ledger. */
const limiting: ReadonlySet<string> = new Set(['cap', 'quota', 'reduction'])

/** The lines that targets draw in the ledger of their indicator. */
export function targetLines({ targets, cx }: Surroundings, indicator: string): readonly QuotaLine[] {
  return targets.flatMap(({ target, columns }): QuotaLine[] => {
    if (columns.indicator !== indicator || columns.limit === undefined) return []
    const offset = target.rule === 'offset'
    if (!offset && !limiting.has(target.rule)) return []
    const ratio = target.fields['ratio'] as Given | undefined
    const value = Object.values(target.fields).find((field) => isGiven(field) || isCurve(field))
    return [
      {
        id: target.id,
        kind: offset ? 'offset' : 'total',
        origin: 'target',
        name: target.name,
        severity: target.severity,
        judged: columns.judged,
        limit: columns.limit,
        // A reduction tells a share to its reader; a ledger tells the amount.
        figure: offset ? columns.figure : cx.g.subtract(columns.limit, columns.margin),
        margin: columns.margin,
        ...(offset && ratio ? { ratio: ratio.value } : {}),
        ...(target.clause ? { clause: target.clause } : {}),
        ...provenanceOf(target, (offset ? ratio : (value as Given | Curve | undefined)) ?? undefined),
      },
    ]
  })
}

const isGiven = (field: unknown): field is Given =>
  typeof field === 'object' && field !== null && 'value' in field && 'dimension' in field
const isCurve = (field: unknown): field is Curve =>
  typeof field === 'object' && field !== null && 'kind' in field && 'dimension' in field

/** Source and weakest grade of the numbers that a limit states. */
function provenanceOf(
  owner: { readonly source?: string | undefined },
  stated: Given | Curve | undefined,
): Pick<QuotaLine, 'source' | 'grade'> {
  const numbers = stated === undefined ? [] : 'kind' in stated ? givensOf(stated) : [stated]
  const found = numbers.flatMap(({ grade }) => grade ?? [])
  const weakest = found.reduce<Grade | undefined>(
    (worst, grade) => (worst === undefined || grades.indexOf(grade) > grades.indexOf(worst) ? grade : worst),
    undefined,
  )
  const source = owner.source ?? numbers.find(({ source }) => source !== undefined)?.source
  return { ...(source ? { source } : {}), ...(weakest ? { grade: weakest } : {}) }
}

function givensOf(curve: Curve): readonly Given[] {
  switch (curve.kind) {
    case 'constant':
      return [curve.value]
    case 'points':
      return curve.points.map(({ value }) => value)
    case 'from':
      return [...givensOf(curve.base), ...givensOf(curve.over)]
    case 'times':
    case 'plus':
      return [...givensOf(curve.base), ...givensOf(curve.by)]
    case 'growth':
      return curve.start ? [curve.start] : []
    default:
      return []
  }
}
