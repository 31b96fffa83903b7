import * as z from 'zod'
import { commodityGroups } from './commodity.ts'
import { atomic, choice, provenance, references, text, word } from './field.ts'
import { range } from './quantity-field.ts'
import { gwpSets } from './species.ts'

/** Figures that have a plausible range: what a rule of analysis/rules holds against it. */
export const plausibleFigures = [
  'heat-value',
  'carbon-per-energy',
  'carbon-content',
  'ch4-per-energy',
  'n2o-per-energy',
  'oxidation',
  'tce-per-energy',
  'gross-heat-ratio',
  'warming-potential',
  'power-coal-equivalent',
  'purchase-factor',
  'price',
  'growth',
  'gdp-per-person',
  'co2-per-person',
  'power-per-person',
  'energy-per-person',
  'sink-rate',
  'saturation-years',
  'capture-rate',
  'coefficient-of-performance',
  'energy-per-unit',
  'energy-floor',
  'process-co2',
  'emission-factor',
  'own-coefficient',
  'load',
  'capacity',
  'unit-age',
  'lead-time',
  'yearly-change',
  'value-change',
  'investment',
  'running-cost',
  'value-added',
  'discount-rate',
  'carbon-price',
  'observed-gap',
  'county-size',
  'sink-rate-least',
  'water-use',
  'growth-least',
  'ramp',
  'flow-share',
  'material-per-unit',
  'feedstock-kept',
  'use-growth',
  'improvement',
  'value-share',
  'product-margin',
] as const
export type PlausibleFigure = (typeof plausibleFigures)[number]

const groups = atomic(
  { anyOf: [{ type: 'string' }, { type: 'array', items: { enum: [...commodityGroups] } }] },
  (tree, report): readonly (typeof commodityGroups)[number][] | undefined => {
    const items = tree.kind === 'list' ? tree.items : [tree]
    const found = items.flatMap((item) => {
      const known = commodityGroups.find((group) => item.kind === 'scalar' && item.text === group)
      if (known) return [known]
      const written = item.kind === 'scalar' ? item.text : item.kind
      report('E0211', item.at, { found: written, expected: commodityGroups.join(', '), nearest: '' })
      return []
    })
    return found.length === items.length ? found : undefined
  },
  { zh: '适用的商品类别', en: 'families of commodities that it holds for' },
)

/**
 * A range in which a figure lies wherever it was measured: what is outside is a slip until somebody says otherwise. The
 * most particular entry counts: one that names the commodity, process or product, then the family, then one for all.
 */
export const plausibility = z.strictObject({
  name: text({ zh: '名称', en: 'name' }).optional(),
  figure: choice(plausibleFigures, { zh: '哪个数', en: 'which figure' }),
  groups: groups.optional(),
  commodities: references({
    zh: '适用的商品（过程按其主产出）',
    en: 'commodities that it holds for (a process by its lead output)',
  }).optional(),
  processes: references({ zh: '适用的过程', en: 'processes that it holds for' }).optional(),
  species: references({ zh: '适用的物种', en: 'species that it holds for' }).optional(),
  set: choice(gwpSets, { zh: '哪次评估', en: 'which assessment' }).optional(),
  status: word({ zh: '项目进展', en: 'status of a project' }).optional(),
  range: range({ zh: '合理范围', en: 'plausible range' }),
  ...provenance,
})
export type Plausibility = z.output<typeof plausibility>

/** The section `plausibility` of a document. */
export const plausibilities = z.record(z.string(), plausibility)
