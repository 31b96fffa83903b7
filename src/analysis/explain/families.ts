import { balanceItems } from '../../engine/columns.ts'
import type { Built } from '../../engine/compile.ts'
import type { Ref } from '../../engine/plan.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import type { Text } from '../../text/text.ts'
import type { Figures } from '../figures.ts'
import type { TargetColumns } from '../targets/target-rule.ts'
import { verdictOf } from '../verdict.ts'
import type { Figure } from './figures.ts'
import { beside, type Names } from './names.ts'

/** What a family builds its figures from. */
export interface FamilyContext {
  readonly built: Built
  readonly figures: Figures
  readonly names: Names
}

/**
 * A kind of figure beside indicators and their parts: one entry in `families`. Other studies (ledgers, comparison) add theirs
 * here; a figure is a node of the plan, so what is no node yet is built with `built.g`.
 */
export interface Family {
  /** As a reader writes it, with what varies in capitals. */
  readonly pattern: string
  readonly about: Text
  /** Every name of the family in a county, without years. */
  list(cx: FamilyContext): readonly string[]
  find(name: string, cx: FamilyContext): Omit<Figure, 'id'> | undefined
}

const balance: Family = {
  pattern: 'balance.COMMODITY.ITEM@YEAR',
  about: { zh: '一种商品的平衡项', en: 'one term of the balance of a commodity' },
  list: ({ built }) =>
    [...built.model.commodities.keys()].flatMap((id) => balanceItems.map((item) => `balance.${id}.${item}`)),
  find(name, { built, names }) {
    const [head, commodity = '', word = '', ...more] = name.split('.')
    const item = balanceItems.find((candidate) => candidate === word)
    const entry = built.model.commodities.get(commodity)
    if (head !== 'balance' || !item || !entry || more.length > 0) return undefined
    return {
      name: names.balance(commodity, item),
      unit: canonicalUnit(entry.unit.dimension) || '1',
      node: built.balance(commodity)[item],
    }
  },
}

const activity: Family = {
  pattern: 'activity.UNIT@YEAR',
  about: { zh: '一个设施、项目或终端用能的活动量', en: 'how much a unit or end use does' },
  list: ({ built }) => built.actors.map(({ id }) => `activity.${id}`),
  find(name, { built, names }) {
    const actor = built.actors.find(({ id }) => name === `activity.${id}`)
    if (!actor) return undefined
    return {
      name: names.activity(actor.id),
      unit: canonicalUnit(actor.unit) || '1',
      node: built.activity(actor),
    }
  },
}

/** A figure of the whole run, built when it is asked for. */
interface Whole {
  readonly name: Text
  readonly build: (cx: FamilyContext) => Omit<Figure, 'id' | 'name'> | undefined
}

function wholes(pattern: string, about: Text, figures: Readonly<Record<string, Whole>>): Family {
  return {
    pattern,
    about,
    list: (cx) => Object.entries(figures).flatMap(([id, { build }]) => (build(cx) ? [id] : [])),
    find(id, cx) {
      const whole = Object.hasOwn(figures, id) ? figures[id] : undefined
      const made = whole?.build(cx)
      return whole && made ? { name: whole.name, about, ...made } : undefined
    },
  }
}

const peakYear: Whole = {
  name: { zh: '达峰年', en: 'peak year' },
  build: ({ figures }) => ({ node: figures.peak.columns.figure, unit: 'year', timeless: true }),
}

const peak = wholes(
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
  },
)

const neutrality = wholes(
  'neutrality.residual',
  { zh: '中和指标在最后一年的数值', en: 'the indicator of neutrality in the last year' },
  {
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

const costs = wholes(
  'costs.present',
  { zh: '各年之和，折现到基准年', en: 'all years, discounted to the base year' },
  {
    'costs.present': {
      name: { zh: '总费用现值', en: 'present value of the total cost' },
      build: presentValue('cost.total'),
    },
    'costs.sales': { name: { zh: '销售现值', en: 'present value of sales' }, build: presentValue('sales') },
  },
)

const targetFigures = {
  margin: { zh: '余量', en: 'margin' },
  figure: { zh: '判定的数', en: 'figure judged' },
  limit: { zh: '限值', en: 'limit' },
  met: { zh: '是否达标（1 为达标）', en: 'met (1) or not (0)' },
} satisfies Record<string, Text>

const target: Family = {
  pattern: 'target.ID.margin, .figure, .limit, .met',
  about: {
    zh: '目标的余量、判定的数与限值；不写年份时取起决定作用的那一年',
    en: 'margin, figure judged and limit of a target; without a year, of the year that decides',
  },
  list: ({ figures }) =>
    figures.targets.flatMap(({ target: { id }, columns }) =>
      Object.keys(targetFigures)
        .filter((word) => word !== 'limit' || columns.limit !== undefined)
        .map((word) => `target.${id}.${word}`),
    ),
  find(name, { built, figures }) {
    for (const { target: one, columns } of figures.targets) {
      if (!name.startsWith(`target.${one.id}.`)) continue
      const word = name.slice(`target.${one.id}.`.length)
      if (!Object.hasOwn(targetFigures, word)) continue
      const node = nodeOfTarget(columns, word)
      if (!node) return undefined
      const { base } = built.g.horizon
      return {
        name: beside(one.name, targetFigures[word as keyof typeof targetFigures]),
        about: this.about,
        ...node,
        ...(word === 'met'
          ? { timeless: true }
          : { yearOf: (trajectories) => verdictOf(columns, trajectories, base).decisive }),
      }
    }
    return undefined
  },
}

/** What a reader is told of a target: `shown` where the rule has one, else its margin. */
function nodeOfTarget(columns: TargetColumns, word: string): Pick<Figure, 'node' | 'unit'> | undefined {
  switch (word) {
    case 'margin':
      return columns.shown ?? { node: columns.margin, unit: columns.unit }
    case 'figure':
      return { node: columns.figure, unit: columns.figureUnit }
    case 'limit':
      // A limit is written in the unit of the figure, years among them.
      return columns.limit === undefined ? undefined : { node: columns.limit, unit: columns.figureUnit }
    default:
      return { node: columns.met, unit: '1' }
  }
}

const level: Family = {
  pattern: 'level.UNIT@YEAR',
  about: {
    zh: '单位产品能耗：投入减产出，当量值，每单位活动量',
    en: 'energy per unit of activity: what goes in less what comes out, calorific',
  },
  list: ({ built }) => {
    const judged = new Set(
      [...built.model.ladders.values()].flatMap(({ processes }) => processes.map(({ id }) => id)),
    )
    return built.actors.flatMap(({ id, process }) =>
      process !== undefined && judged.has(process) ? [`level.${id}`] : [],
    )
  },
  find(name, { built, names }) {
    const actor = built.actors.find(({ id }) => name === `level.${id}`)
    if (!actor) return undefined
    const { g } = built
    const energy = g.sum(
      built.leaves.flatMap((leaf) =>
        leaf.kind === 'energy' && leaf.actor === actor.id ? [leaf.calorific] : [],
      ),
    )
    const perTonne = g.ratio(g.mul(energy, g.constant(1000)), built.activity(actor), g.constant(0))
    return { name: beside(names.actor(actor.id), this.about), unit: 'kgce/t', node: perTonne }
  },
}

const held: Family = {
  pattern: 'reconciliation.ID.model, .against, .residual',
  about: { zh: '模型与观测或类比值的核对', en: 'the model beside an observed total or an analogue' },
  list: ({ figures }) =>
    figures.reconciliation.flatMap(({ id }) =>
      ['model', 'against', 'residual'].map((word) => `reconciliation.${id}.${word}`),
    ),
  find(name, { built, figures }) {
    for (const { id, item, model, against, unit } of figures.reconciliation) {
      const word = name.startsWith(`reconciliation.${id}.`) ? name.slice(`reconciliation.${id}.`.length) : ''
      const node =
        word === 'model'
          ? model
          : word === 'against'
            ? against
            : word === 'residual'
              ? built.g.subtract(model, against)
              : undefined
      if (node !== undefined) return { name: item.name, about: this.about, unit, node, timeless: true }
    }
    return undefined
  },
}

/** Every column that the plan names: leaves of accounts, ledgers, whatever a study adds. */
const column: Family = {
  pattern: 'emission.UNIT.COMMODITY.SPECIES.SCOPE@YEAR, energy.…, cost.…, and every other column of the plan',
  about: { zh: '计算图中有名字的一列', en: 'a column of the plan' },
  list: ({ built }) => built.g.plan().columns.map(({ id }) => id),
  find(name, { built }) {
    const found =
      built.g.find(name) === undefined ? undefined : built.g.plan().columns.find(({ id }) => id === name)
    return found && { name: found.name ?? { zh: name, en: name }, unit: found.unit, node: found.node as Ref }
  },
}

/** Every family of figures, in the order in which names are looked up. */
export const families: readonly Family[] = [
  balance,
  activity,
  peak,
  neutrality,
  costs,
  target,
  level,
  held,
  column,
]
