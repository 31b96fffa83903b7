import type { Curve } from '../../model/curve.ts'
import { word } from '../../model/field.ts'
import { series } from '../../model/quantity-field.ts'
import { timesDimension } from '../../quantity/dimension.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import { holds, indicatorField, limitNode, type TargetRule, wantDimension, yearsOf } from './target-rule.ts'

/** An intensity: one indicator per another (GDP unless said) at or below stated values. */
export const intensity: TargetRule = {
  rule: 'intensity',
  name: { zh: '强度', en: 'intensity' },
  about: {
    zh: '一个指标除以另一个（默认 GDP）不超过限值',
    en: 'one indicator per another (GDP unless said) at or below stated values',
  },
  shape: {
    indicator: indicatorField,
    per: word({ zh: '除以哪个指标', en: 'per which indicator' }, { dots: true }).optional(),
    values: series(undefined, { zh: '限值', en: 'limits' }),
  },
  plan(target, cx) {
    const { g } = cx
    const over = cx.indicator(target.fields['indicator'])
    const under = cx.indicator(target.fields['per'] ?? { id: 'gdp', at: target.at })
    const values = target.fields['values'] as Curve | undefined
    if (!over || !under || !values) return undefined
    const dimension = timesDimension(over.dimension, under.dimension, -1)
    wantDimension(cx, values, dimension)
    const node = g.ratio(over.node, under.node, g.constant(0))
    const limit = limitNode(cx, values, `targets.${target.id}.values`)
    const years = yearsOf(cx, values)
    const margin = g.subtract(limit, node)
    const unit = canonicalUnit(dimension)
    return {
      indicator: over.id,
      unit,
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: node,
      figureUnit: unit,
      limit,
    }
  },
}
