import type { Curve } from '../../model/curve.ts'
import { year } from '../../model/field.ts'
import { series } from '../../model/quantity-field.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import { holds, type TargetRule, yearWithin } from './target-rule.ts'

/** An expression over indicators and drivers that must not be negative: `margin: "= 4 MtCO2 - co2.total"`. */
export const expression: TargetRule = {
  rule: 'expression',
  name: { zh: '表达式', en: 'expression' },
  about: {
    zh: '由指标与驱动写成的式子不小于零',
    en: 'an expression over indicators and drivers that is not below zero',
  },
  shape: {
    margin: series(undefined, { zh: '不小于零的式子', en: 'expression that must not be below zero' }),
    from: year({ zh: '起', en: 'from' }).optional(),
    to: year({ zh: '止', en: 'to' }).optional(),
  },
  plan(target, cx) {
    const { g } = cx
    const curve = target.fields['margin'] as Curve | undefined
    if (!curve) return undefined
    const from = target.fields['from'] ? yearWithin(cx, target.fields['from']) : g.horizon.base
    const to = target.fields['to'] ? yearWithin(cx, target.fields['to']) : g.horizon.to
    if (from === undefined || to === undefined) return undefined
    const margin = cx.curve(curve, `targets.${target.id}.margin`)
    const years = [from, to] as const
    const unit = canonicalUnit(cx.dimensionOf(curve))
    return {
      indicator: '',
      unit,
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: margin,
      figureUnit: unit,
    }
  },
}
