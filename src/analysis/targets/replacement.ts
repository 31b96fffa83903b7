import { year } from '../../model/field.ts'
import { ratio } from '../../model/quantity-field.ts'
import { holds, type TargetRule, yearWithin } from './target-rule.ts'
import { capacityUnit, processesField, sayNothingJudged, unitsOf } from './units.ts'

/** Capacity of some processes grows only by replacement: what is closed is at least the ratio times what is built. */
export const replacement: TargetRule = {
  rule: 'replacement',
  name: { zh: '产能置换', en: 'capacity replacement' },
  about: {
    zh: '自起始年起，累计关停产能不少于新建产能乘以置换比',
    en: 'since the first year, capacity closed is at least the ratio times capacity built',
  },
  shape: {
    processes: processesField,
    from: year({ zh: '从哪年起', en: 'from which year' }),
    ratio: ratio({ zh: '置换比：关停 ÷ 新建', en: 'closed ÷ built, at least' }),
  },
  plan(target, cx) {
    const { g } = cx
    const from = yearWithin(cx, target.fields['from'])
    if (from === undefined || !target.fields['ratio']) return undefined
    const zero = g.constant(0)
    const before = Math.max(g.horizon.base, from - 1)
    const units = unitsOf(cx, target.fields['processes'], target.at)
    const unit = capacityUnit(units)
    if (units.length === 0) sayNothingJudged(cx, target)
    const changes = units.flatMap((actor) => {
      const capacity = cx.capacity(actor)
      return capacity === undefined ? [] : [g.subtract(capacity, g.at(capacity, before))]
    })
    const built = g.sum(changes.map((change) => g.max(zero, change)))
    const closed = g.sum(changes.map((change) => g.max(zero, g.negate(change))))
    const needed = g.mul(built, cx.given(target.fields['ratio'], `targets.${target.id}.ratio`))
    const margin = g.subtract(closed, needed)
    const years = [from, g.horizon.to] as const
    return {
      indicator: 'capacity',
      unit,
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: closed,
      figureUnit: unit,
      limit: needed,
      any: g.less(zero, g.max(built, closed)),
    }
  },
}
