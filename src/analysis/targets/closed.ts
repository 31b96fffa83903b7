import { year } from '../../model/field.ts'
import { holds, type TargetRule, yearWithin } from './target-rule.ts'
import { capacityUnit, processesField, sayNothingJudged, unitsOf } from './units.ts'

/** Units of outdated processes stand still from the year after a date. */
export const closed: TargetRule = {
  rule: 'closed',
  name: { zh: '淘汰关停', en: 'closure' },
  about: {
    zh: '所列过程的设施在期限之后不再有产能',
    en: 'units of the listed processes have no capacity after the date',
  },
  shape: { processes: processesField, by: year({ zh: '最迟到哪年底', en: 'by the end of which year' }) },
  plan(target, cx) {
    const { g } = cx
    const by = yearWithin(cx, target.fields['by'])
    if (by === undefined) return undefined
    // What states no capacity is judged by what it does.
    const units = unitsOf(cx, target.fields['processes'], target.at)
    const left = g.sum(units.map((actor) => cx.capacity(actor) ?? cx.activity(actor)))
    const unit = capacityUnit(units)
    if (units.length === 0) sayNothingJudged(cx, target)
    const margin = g.negate(left)
    const years = [Math.min(by + 1, g.horizon.to), g.horizon.to] as const
    return {
      indicator: 'capacity',
      unit,
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: left,
      figureUnit: unit,
      any: g.constant(units.length > 0 ? 1 : 0),
    }
  },
}
