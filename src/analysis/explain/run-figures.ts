import type { Ref } from '../../engine/plan.ts'
import { indexes } from '../targets/target-rule.ts'
import { type Family, type FamilyContext, type Whole, wholes } from './family.ts'
import { beside } from './names.ts'
import { firstYear, lastYear } from './years.ts'

const peakYear: Whole = {
  name: { zh: '达峰年', en: 'peak year' },
  build: ({ figures }) => ({ node: figures.peak.columns.figure, unit: 'year', timeless: true }),
}

/** Peak, neutrality and present values: figures of the whole run. */
export const peak = wholes(
  'peak',
  {
    zh: '主指标最高的那一年，及其数值',
    en: 'the year in which the headline indicator is highest, and its value',
  },
  {
    peak: peakYear,
    'peak.year': peakYear,
    'peak.value': {
      name: { zh: '峰值', en: 'peak level' },
      build: ({ built, figures }) => {
        const { node, unit } = figures.indicators.get(figures.peak.indicator)!
        const { base, to } = built.g.horizon
        return { node: built.g.greatest(node, base, to), unit, timeless: true }
      },
    },
    'peak.plateau.from': {
      name: { zh: '平台期首年', en: 'first year of the plateau' },
      build: (cx) => ({ node: plateau(cx).from, unit: 'year', timeless: true }),
    },
    'peak.plateau.to': {
      name: { zh: '平台期末年', en: 'last year of the plateau' },
      build: (cx) => ({ node: plateau(cx).to, unit: 'year', timeless: true }),
    },
  },
)

/** The years around the peak that stay within 1 % of it (analysis/verdict: `peakOf`). */
function plateau({ built: { g }, figures }: FamilyContext): { readonly from: Ref; readonly to: Ref } {
  const { base, to } = g.horizon
  const { node } = figures.indicators.get(figures.peak.indicator)!
  const top = g.greatest(node, base, to)
  const size = g.max(top, g.negate(top))
  const below = g.less(node, g.subtract(top, g.mul(size, g.constant(0.01))))
  const passed = g.add(g.constant(base), indexes(g))
  const year = figures.peak.columns.figure
  const one = g.constant(1)
  return {
    from: g.add(lastYear(g, g.mul(below, g.less(passed, year))), one),
    to: g.subtract(firstYear(g, g.mul(below, g.less(year, passed))), one),
  }
}

export const neutrality = wholes(
  'neutrality.residual, neutrality.year',
  {
    zh: '中和指标在最后一年的数值；从哪一年起不再大于零',
    en: 'the indicator of neutrality in the last year; the year from which it stays at or below zero',
  },
  {
    'neutrality.year': {
      name: { zh: '中和年', en: 'year of neutrality' },
      build: ({ built: { g }, figures }) => {
        const net = figures.indicators.get(figures.neutral.indicator)
        if (!net) return undefined
        const node = g.add(lastYear(g, g.less(g.constant(0), net.node)), g.constant(1))
        return {
          node,
          unit: 'year',
          timeless: true,
          absent: (trajectories) =>
            trajectories.value(node)[0]! > g.horizon.to
              ? { zh: '到最后一年仍大于零', en: 'it is still above zero in the last year' }
              : undefined,
        }
      },
    },
    'neutrality.residual': {
      name: { zh: '剩余排放', en: 'residual emissions' },
      build: ({ built, figures }) => {
        const net = figures.indicators.get(figures.neutral.indicator)
        return net && { node: built.g.at(net.node, built.g.horizon.to), unit: net.unit, timeless: true }
      },
    },
  },
)

/** Σ x / (1 + r)^i over all years, the base year itself not discounted (summary: `costs`). */
function presentValue(id: string): Whole['build'] {
  return ({ built, figures }) => {
    const { g, model } = built
    const flow = figures.indicators.get(id)
    if (!model.costs || !flow || !figures.indicators.has('cost.total')) return undefined
    const rate = built.given(model.costs['discount-rate'], 'costs.discount-rate')
    const passed = g.table(Array.from({ length: g.length }, (_, i) => i))
    const discounted = g.div(flow.node as Ref, g.pow(g.add(g.constant(1), rate as Ref), passed as Ref))
    return { node: g.total(discounted, g.horizon.base, g.horizon.to), unit: flow.unit, timeless: true }
  }
}

export const costs = wholes(
  'costs.present',
  { zh: '各年之和，折现到基准年', en: 'all years, discounted to the base year' },
  {
    'costs.present': {
      name: { zh: '总费用现值', en: 'present value of the total cost' },
      build: presentValue('cost.total'),
    },
    'costs.net': {
      name: { zh: '费用净现值（费用减销售）', en: 'present value of cost less sales' },
      build: (cx) => {
        const [cost, sold] = [presentValue('cost.total')(cx), presentValue('sales')(cx)]
        return cost && sold
          ? { node: cx.built.g.subtract(cost.node, sold.node), unit: cost.unit, timeless: true }
          : undefined
      },
    },
    'costs.discountRate': {
      name: { zh: '折现率', en: 'discount rate' },
      build: ({ built, figures }) =>
        built.model.costs && figures.indicators.has('cost.total')
          ? {
              node: built.given(built.model.costs['discount-rate'], 'costs.discount-rate'),
              unit: '1',
              timeless: true,
            }
          : undefined,
    },
    'costs.sales': { name: { zh: '销售现值', en: 'present value of sales' }, build: presentValue('sales') },
  },
)

/** An indicator summed over all years, or over the years that are named. */
export const sums: Family = {
  pattern: 'sum.INDICATOR, sum.INDICATOR.FROM-TO',
  about: { zh: '各年之和', en: 'sum of all years' },
  list: ({ figures }) => [...figures.indicators.keys()].map((id) => `sum.${id}`),
  find(name, { built: { g }, figures }) {
    const { base, to } = g.horizon
    const [, id = '', from, last] = /^sum\.(.+?)(?:\.(\d{4})-(\d{4}))?$/.exec(name) ?? []
    const column = figures.indicators.get(id)
    if (!column) return undefined
    const [first, until] = [from === undefined ? base : Number(from), last === undefined ? to : Number(last)]
    if (first < base || until > to || first > until) return undefined
    const years = { zh: `${first}—${until} 年之和`, en: `sum of ${first} to ${until}` }
    const about = from === undefined ? this.about : years
    return {
      name: beside(column.name, about),
      about,
      unit: column.unit,
      node: g.total(column.node, first, until),
      timeless: true,
    }
  },
}
