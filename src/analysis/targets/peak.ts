import { year } from '../../model/field.ts'
import { share } from '../../model/quantity-field.ts'
import { indexes, indicatorField, type TargetRule, yearWithin } from './target-rule.ts'

/** A real fall: five years after the peak the indicator must stand this much below it. */
const drop = 0.01
/** A rebound: no later year may stand more than this above the lowest year since the peak. */
const rebound = 0.01

/**
 * Peak by a year (model.md, Targets). With P the year of the maximum: met iff P ≤ by, P is not the last year, sustained
 * (E[t] ≤ (1 − d)·E[P] for t ≥ P + 5) and no rebound (E[t] ≤ (1 + ε)·min of E from P to t − 1). The margin of a year is the
 * least of its conditions, in the indicator's unit; a year that no condition judges has the margin E[P].
 */
export const peak: TargetRule = {
  rule: 'peak',
  name: { zh: '达峰', en: 'peak' },
  about: {
    zh: '在某年或之前达到最高，之后持续下降、不反弹',
    en: 'the highest value stands in that year or before, then falls and does not rebound',
  },
  shape: {
    indicator: indicatorField,
    by: year({ zh: '不迟于', en: 'no later than' }),
    drop: share({ zh: '峰后五年至少降多少', en: 'least fall after five years' }).optional(),
    rebound: share({ zh: '允许的反弹', en: 'rebound allowed' }).optional(),
  },
  plan(target, cx) {
    const { g } = cx
    const judged = cx.indicator(target.fields['indicator'])
    const by = yearWithin(cx, target.fields['by'])
    if (!judged || by === undefined) return undefined
    const { node } = judged
    const { base, to } = g.horizon
    const one = g.constant(1)
    const path = `targets.${target.id}`
    const fall = target.fields['drop'] ? cx.given(target.fields['drop'], `${path}.drop`) : g.constant(drop)
    const rise = target.fields['rebound']
      ? cx.given(target.fields['rebound'], `${path}.rebound`)
      : g.constant(rebound)
    const index = indexes(g)
    const at = g.argmax(node)
    const top = g.greatest(node, base, to)
    const early = g.greatest(node, base, by)
    const late = g.table(Array.from({ length: g.length }, (_, i) => (base + i > by ? 1 : 0)))
    const inTime = g.select(late, g.subtract(early, node), top)
    const settled = g.less(g.add(at, g.constant(4.5)), index)
    const sustained = g.select(settled, g.subtract(g.mul(top, g.subtract(one, fall)), node), top)
    const after = g.less(at, index)
    const sincePeak = g.select(g.less(index, at), top, node)
    const lowest = g.lag(g.lowest(sincePeak), top)
    const steady = g.select(after, g.subtract(g.mul(lowest, g.add(one, rise)), node), top)
    const margin = g.min(inTime, g.min(sustained, steady))
    const inside = g.less(at, g.constant(to - base - 0.5))
    const met = g.mul(inside, g.less(g.constant(-Number.MIN_VALUE), g.least(margin, base, to)))
    const peakYear = g.add(at, g.constant(base))
    return {
      indicator: judged.id,
      unit: judged.unit,
      judged: [base, to],
      margin,
      met,
      figure: peakYear,
      figureUnit: 'year',
      shown: { node: g.subtract(g.constant(by), peakYear), unit: 'year' },
      limit: g.table(Array.from({ length: g.length }, () => by)),
    }
  },
}
