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
    const margins = judged.flatMap((actor) => marginOf(cx, actor, level.value as 1 | 2 | 3) ?? [])
    const margin = margins.reduce<Ref | undefined>(
      (least, one) => (least === undefined ? one : g.min(least, one)),
      undefined,
    )
    // A process without a ladder, or a unit without a site where zones are named, cannot be judged.
    if (margins.length === 0) sayNothingJudged(cx, target)
    const node = margin ?? g.constant(0)
    const years = [from, g.horizon.to] as const
    return {
      indicator: 'energy.per-tonne',
      unit: 'tce/t',
      judged: years,
      margin: node,
      met: holds(g, node, years),
      figure: node,
      figureUnit: 'tce/t',
    }
  },
}

/** A unit is judged as it comes in: in its second to sixth full year. What is changed later (capture, age) is no entry. */
const judgedYears = 5

/** Limit less energy per unit of activity in the years in which a unit that came in is judged. */
function marginOf(cx: RuleContext, actor: Actor, level: 1 | 2 | 3): Ref | undefined {
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
  const years = g.mul(
    g.subtract(g.constant(1), g.less(year, settled)),
    g.less(year, g.add(settled, g.constant(judgedYears))),
  )
  return g.select(g.mul(years, activity), each, g.constant(0))
}
