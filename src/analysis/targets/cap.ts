import type { Curve } from '../../model/curve.ts'
import { series } from '../../model/quantity-field.ts'
import { holds, indicatorField, limitNode, type TargetRule, wantDimension, yearsOf } from './target-rule.ts'

/** A cap: the indicator stays at or below stated values in the years for which they are stated. */
export const cap: TargetRule = {
  rule: 'cap',
  name: { zh: '总量控制', en: 'cap' },
  about: {
    zh: '在给出限值的各年不超过限值',
    en: 'at or below the stated values in the years for which they are stated',
  },
  shape: { indicator: indicatorField, values: series(undefined, { zh: '限值', en: 'limits' }) },
  plan(target, cx) {
    const { g } = cx
    const judged = cx.indicator(target.fields['indicator'])
    const values = target.fields['values'] as Curve | undefined
    if (!judged || !values) return undefined
    // A cap may be written as an amount a year; indicators are amounts of a year.
    const perYear = values.dimension.powers.time === -1
    wantDimension(
      cx,
      values,
      perYear ? { ...judged.dimension, powers: { ...judged.dimension.powers, time: -1 } } : judged.dimension,
    )
    const limit = limitNode(cx, values, `targets.${target.id}.values`)
    const years = yearsOf(cx, values)
    const margin = g.subtract(limit, judged.node)
    return {
      indicator: judged.id,
      unit: judged.unit,
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: judged.node,
      figureUnit: judged.unit,
      limit,
    }
  },
}
