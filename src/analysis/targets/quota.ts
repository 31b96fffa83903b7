import type { Curve } from '../../model/curve.ts'
import { type Reference, word } from '../../model/field.ts'
import { series } from '../../model/quantity-field.ts'
import { holds, indicatorField, limitNode, type TargetRule, wantDimension } from './target-rule.ts'
import { wantKnown } from './units.ts'

/** A quota of a plan period: the indicator stays at or below it in each year of the period. */
export const quota: TargetRule = {
  rule: 'quota',
  name: { zh: '规划期指标', en: 'quota of a plan' },
  about: {
    zh: '规划期内各年不超过分配的指标',
    en: 'at or below the allotted amount in each year of a plan period',
  },
  shape: {
    indicator: indicatorField,
    plan: word({ zh: '哪个规划期', en: 'plan period' }),
    limit: series(undefined, { zh: '指标', en: 'allotted amount' }),
  },
  plan(target, cx) {
    const { g } = cx
    const judged = cx.indicator(target.fields['indicator'])
    const named = target.fields['plan'] as Reference | undefined
    const limit = target.fields['limit'] as Curve | undefined
    if (!judged || !named || !limit || !wantKnown(cx, named, 'plan', [...cx.model.plans.keys()]))
      return undefined
    const period = cx.model.plans.get(named.id)!
    const perYear = limit.dimension.powers.time === -1
    const { dimension } = judged
    wantDimension(
      cx,
      limit,
      perYear ? { ...dimension, powers: { ...dimension.powers, time: -1 } } : dimension,
    )
    const node = limitNode(cx, limit, `targets.${target.id}.limit`)
    const { base, to } = g.horizon
    const clamp = (year: number) => Math.min(Math.max(year, base), to)
    const years = [clamp(period.from.year), clamp(period.to.year)] as const
    const margin = g.subtract(node, judged.node)
    return {
      indicator: judged.id,
      unit: judged.unit,
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: judged.node,
      figureUnit: judged.unit,
      limit: node,
    }
  },
}
