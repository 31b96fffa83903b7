import { year } from '../../model/field.ts'
import type { Given } from '../../model/given.ts'
import { anyQuantity } from '../../model/quantity-field.ts'
import { holds, indicatorField, type TargetRule, wantDimension, yearWithin } from './target-rule.ts'

/** A budget: the sum over some years, both ends included, stays at or below a limit. */
export const budget: TargetRule = {
  rule: 'budget',
  name: { zh: '累计预算', en: 'budget' },
  about: {
    zh: '若干年累计（含首尾年）不超过限额',
    en: 'the sum over some years, both ends included, at or below a limit',
  },
  shape: {
    indicator: indicatorField,
    from: year({ zh: '起', en: 'from' }),
    to: year({ zh: '止', en: 'to' }),
    limit: anyQuantity({ zh: '限额', en: 'limit' }),
  },
  plan(target, cx) {
    const { g } = cx
    const judged = cx.indicator(target.fields['indicator'])
    const from = yearWithin(cx, target.fields['from'])
    const to = yearWithin(cx, target.fields['to'])
    const given = target.fields['limit'] as Given | undefined
    if (!judged || from === undefined || to === undefined || !given) return undefined
    wantDimension(
      cx,
      { kind: 'constant', value: given, at: given.at, dimension: given.dimension },
      judged.dimension,
    )
    const limit = cx.given(given, `targets.${target.id}.limit`)
    const counted = g.table(
      Array.from({ length: g.length }, (_, i) =>
        g.horizon.base + i >= from && g.horizon.base + i <= to ? 1 : 0,
      ),
    )
    const spent = g.running(g.mul(judged.node, counted))
    const margin = g.subtract(limit, spent)
    const years = [from, to] as const
    return {
      indicator: judged.id,
      unit: judged.unit,
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: spent,
      figureUnit: judged.unit,
      limit: g.add(limit, g.table(Array.from({ length: g.length }, () => 0))),
    }
  },
}
