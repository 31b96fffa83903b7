import type { Actor } from '../../engine/context.ts'
import type { Ref } from '../../engine/plan.ts'
import { type Reference, references, year } from '../../model/field.ts'
import type { Given } from '../../model/given.ts'
import { ratio } from '../../model/quantity-field.ts'
import { holds, type RuleContext, type TargetRule, yearWithin } from './target-rule.ts'
import { beginOf, isNew, processesField, sayNothingJudged, unitsOf, zoneClassOf } from './units.ts'

/** New units of some processes come in only at a level of the energy limit of their process. */
export const entry: TargetRule = {
  rule: 'entry',
  name: { zh: '准入', en: 'entry' },
  about: {
    zh: '新建设施的单位产品能耗不劣于限额的某一级（可限于某类管控单元）',
    en: 'new units are at least at a level of the energy limit of their process (in zones of a class, where named)',
  },
  shape: {
    processes: processesField,
    from: year({ zh: '哪年起新建的', en: 'units that start from which year' }),
    level: ratio({ zh: '限额等级：1、2 或 3', en: 'level of the limit: 1, 2 or 3' }),
    zones: references({ zh: '只管这些类别的管控单元', en: 'only in zones of these classes' }).optional(),
  },
  plan(target, cx) {
    const { g } = cx
    const from = yearWithin(cx, target.fields['from'])
    const level = target.fields['level'] as Given | undefined
    if (from === undefined || !level) return undefined
    if (![1, 2, 3].includes(level.value)) {
      cx.diagnose('E0209', level.at, { found: level.value, expected: '1, 2, 3' })
      return undefined
    }
    const classes = (target.fields['zones'] as readonly Reference[] | undefined)?.map(({ id }) => id)
    const judged = unitsOf(cx, target.fields['processes'], target.at).filter((actor) => {
      if (!isNew(actor, from)) return false
      return classes === undefined || classes.includes(zoneClassOf(cx, actor) ?? '')
    })
    const each = judged.flatMap((actor) => judge(cx, actor, level.value as 1 | 2 | 3) ?? [])
    // A process without a ladder, or a unit without a site where zones are named, cannot be judged.
    if (each.length === 0) sayNothingJudged(cx, target)
    const zero = g.constant(0)
    const [first = { margin: zero, limit: zero, years: zero }, ...others] = each
    // The unit that is nearest to its limit, or farthest beyond it, is the one that is told.
    const worst = others.reduce((least, one) => {
      const worse = g.less(one.margin, least.margin)
      return {
        margin: g.min(least.margin, one.margin),
        limit: g.select(worse, one.limit, least.limit),
        years: g.max(least.years, one.years),
      }
    }, first)
    const years = [from, g.horizon.to] as const
    return {
      indicator: 'energy.per-tonne',
      unit: 'tce/t',
      judged: years,
      margin: worst.margin,
      met: holds(g, worst.margin, years),
      figure: g.subtract(worst.limit, worst.margin),
      figureUnit: 'tce/t',
      limit: worst.limit,
      any: worst.years,
    }
  },
}

/** A unit is judged as it comes in: in its second to sixth full year. What is changed later (capture, age) is no entry. */
const judgedYears = 5

/** One unit: its limit, the limit less its energy per unit of activity, and the years (1) in which it is judged. */
interface Entered {
  readonly limit: Ref
  readonly margin: Ref
  readonly years: Ref
}

/** A unit against its limit in the years in which it is judged; in others it has the whole limit to spare, so that they never decide. */
function judge(cx: RuleContext, actor: Actor, level: 1 | 2 | 3): Entered | undefined {
  const { g, model } = cx
  const found = [...model.ladders].find(([, ladder]) =>
    ladder.processes.some((process) => process.id === actor.process),
  )
  if (!found) return undefined
  const [id, ladder] = found
  const limit = cx.given(ladder[`level${level}`], `ladders.${id}.level${level}`)
  const energy = g.sum(
    cx.leaves.flatMap((leaf) => (leaf.kind === 'energy' && leaf.actor === actor.id ? [leaf.calorific] : [])),
  )
  // A node, since a project may be late in a draw: it is then judged later.
  const settled = g.add(cx.began(actor) ?? g.constant(beginOf(actor) ?? g.horizon.base), g.constant(2))
  const activity = cx.activity(actor)
  const each = g.subtract(limit, g.ratio(energy, activity, g.constant(0)))
  const year = g.table(Array.from({ length: g.length }, (_, i) => g.horizon.base + i))
  const young = g.mul(
    g.subtract(g.constant(1), g.less(year, settled)),
    g.less(year, g.add(settled, g.constant(judgedYears))),
  )
  const years = g.mul(young, g.less(g.constant(0), activity))
  return { limit, margin: g.select(years, each, limit), years }
}
