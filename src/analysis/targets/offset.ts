import type { Ref } from '../../engine/plan.ts'
import { word, year } from '../../model/field.ts'
import { ratio } from '../../model/quantity-field.ts'
import { holds, type TargetRule, yearWithin } from './target-rule.ts'
import { isNew, wantKnown } from './units.ts'

/** What new projects emit of a pollutant is freed, times a ratio, by everything else in the county. */
export const offset: TargetRule = {
  rule: 'offset',
  name: { zh: '倍量削减', en: 'offset' },
  about: {
    zh: '其余来源自起始年起的减量不少于新建项目排放乘以倍数',
    en: 'since the first year, the cut of all other sources is at least the ratio times what new projects emit',
  },
  shape: {
    species: word({ zh: '污染物', en: 'pollutant' }),
    ratio: ratio({ zh: '倍数', en: 'ratio' }),
    from: year({ zh: '从哪年起', en: 'from which year' }),
  },
  plan(target, cx) {
    const { g } = cx
    const from = yearWithin(cx, target.fields['from'])
    const species = target.fields['species'] as { id: string; at: typeof target.at } | undefined
    if (from === undefined || !species || !target.fields['ratio']) return undefined
    if (!wantKnown(cx, species, 'species', [...cx.model.species.keys()])) return undefined
    const fresh = new Set(cx.actors.filter((actor) => isNew(actor, from)).map(({ id }) => id))
    const made: Ref[] = []
    const others: Ref[] = []
    for (const leaf of cx.leaves)
      if (leaf.kind === 'emission' && leaf.species === species.id && leaf.scope !== 'memo')
        (fresh.has(leaf.actor) ? made : others).push(leaf.node)
    const before = Math.max(g.horizon.base, from - 1)
    const rest = g.sum(others)
    const freed = g.subtract(g.at(rest, before), rest)
    const needed = g.mul(g.sum(made), cx.given(target.fields['ratio'], `targets.${target.id}.ratio`))
    const margin = g.subtract(freed, needed)
    const years = [from, g.horizon.to] as const
    return {
      indicator: species.id,
      unit: 't',
      judged: years,
      margin,
      met: holds(g, margin, years),
      figure: freed,
      figureUnit: 't',
      limit: needed,
    }
  },
}
