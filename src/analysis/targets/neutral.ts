import { year } from '../../model/field.ts'
import { holds, indicatorField, type TargetRule, yearWithin } from './target-rule.ts'

/** Neutrality: the indicator is at or below zero from a year on. */
export const neutral: TargetRule = {
  rule: 'neutral',
  name: { zh: '中和', en: 'neutrality' },
  about: { zh: '从某年起不大于零', en: 'not above zero from a year on' },
  shape: { indicator: indicatorField, by: year({ zh: '从哪年起', en: 'from which year' }) },
  plan(target, cx) {
    const { g } = cx
    const judged = cx.indicator(target.fields['indicator'])
    const by = yearWithin(cx, target.fields['by'])
    if (!judged || by === undefined) return undefined
    const years = [by, g.horizon.to] as const
    const margin = g.negate(judged.node)
    return {
      indicator: judged.id,
      unit: judged.unit,
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: judged.node,
      figureUnit: judged.unit,
      limit: g.table(Array.from({ length: g.length }, () => 0)),
    }
  },
}
