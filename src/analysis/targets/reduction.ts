import { year } from '../../model/field.ts'
import { share } from '../../model/quantity-field.ts'
import { holds, indicatorField, type TargetRule, yearWithin } from './target-rule.ts'

/** A reduction: in one year the indicator stands a stated share below its value of another. */
export const reduction: TargetRule = {
  rule: 'reduction',
  name: { zh: '下降', en: 'reduction' },
  about: { zh: '到某年比另一年下降多少', en: 'in one year a stated share below another year' },
  shape: {
    indicator: indicatorField,
    from: year({ zh: '比哪年', en: 'against which year' }),
    to: year({ zh: '到哪年', en: 'in which year' }),
    cut: share({ zh: '下降多少', en: 'by how much' }),
  },
  plan(target, cx) {
    const { g } = cx
    const judged = cx.indicator(target.fields['indicator'])
    const from = yearWithin(cx, target.fields['from'])
    const to = yearWithin(cx, target.fields['to'])
    if (!judged || from === undefined || to === undefined) return undefined
    const one = g.constant(1)
    const cut = cx.given(target.fields['cut'], `targets.${target.id}.cut`)
    const start = g.at(judged.node, from)
    const limit = g.mul(start, g.subtract(one, cut))
    const margin = g.subtract(limit, judged.node)
    const years = [to, to] as const
    const achieved = g.subtract(one, g.ratio(g.at(judged.node, to), start, one))
    return {
      indicator: judged.id,
      unit: judged.unit,
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: achieved,
      figureUnit: '1',
      shown: { node: g.mul(g.subtract(achieved, cut), g.constant(100)), unit: 'pp' },
      limit: g.add(limit, g.table(Array.from({ length: g.length }, () => 0))),
    }
  },
}
