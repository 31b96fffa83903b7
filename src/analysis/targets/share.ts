import type { Curve } from '../../model/curve.ts'
import { shareSeries } from '../../model/quantity-field.ts'
import { holds, indicatorField, limitNode, type TargetRule, yearsOf } from './target-rule.ts'

/** A share: one indicator as a share of another, at least or at most stated values. */
export const share: TargetRule = {
  rule: 'share',
  name: { zh: '占比', en: 'share' },
  about: {
    zh: '一个指标占另一个的比例不低于或不高于限值',
    en: 'one indicator as a share of another, at least or at most stated values',
  },
  shape: {
    indicator: indicatorField,
    of: indicatorField,
    'at-least': shareSeries({ zh: '不低于', en: 'at least' }).optional(),
    'at-most': shareSeries({ zh: '不高于', en: 'at most' }).optional(),
  },
  plan(target, cx) {
    const { g } = cx
    const part = cx.indicator(target.fields['indicator'])
    const whole = cx.indicator(target.fields['of'])
    const least = target.fields['at-least'] as Curve | undefined
    const values = least ?? (target.fields['at-most'] as Curve | undefined)
    if (!part || !whole) return undefined
    if (!values) {
      cx.diagnose('E0202', target.at, { key: 'at-least | at-most' })
      return undefined
    }
    const node = g.ratio(part.node, whole.node, g.constant(0))
    const limit = limitNode(cx, values, `targets.${target.id}.${least ? 'at-least' : 'at-most'}`)
    const years = yearsOf(cx, values)
    const margin = least ? g.subtract(node, limit) : g.subtract(limit, node)
    return {
      indicator: part.id,
      unit: '1',
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: node,
      figureUnit: '1',
      limit,
    }
  },
}
