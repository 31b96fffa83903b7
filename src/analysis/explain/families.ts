import { balanceItems } from '../../engine/columns.ts'
import type { Ref } from '../../engine/plan.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import { evidenceShare } from './evidence-figures.ts'
import type { Family } from './family.ts'
import { flow } from './flow-figures.ts'
import { held, observed, stated } from './held-figures.ts'
import { ledger } from './ledger-figures.ts'
import { beside } from './names.ts'
import { permit, potential } from './project-figures.ts'
import { costs, neutrality, peak, sums } from './run-figures.ts'
import { target } from './target-figures.ts'

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

const level: Family = {
  pattern: 'level.UNIT@YEAR, level.UNIT.beyond.N@YEAR',
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
    // `level.UNIT.beyond.N`: by how much it lies above the limit of level N.
    const [, bare = name, wanted] = /^(.+)\.beyond\.([123])$/.exec(name) ?? []
    const actor = built.actors.find(({ id }) => bare === `level.${id}`)
    if (!actor) return undefined
    const { g } = built
    const energy = g.sum(
      built.leaves.flatMap((leaf) =>
        leaf.kind === 'energy' && leaf.actor === actor.id ? [leaf.calorific] : [],
      ),
    )
    const perTonne = g.ratio(g.mul(energy, g.constant(1000)), built.activity(actor), g.constant(0))
    const named = beside(names.actor(actor.id), this.about)
    if (wanted === undefined) return { name: named, about: this.about, unit: 'kgce/t', node: perTonne }
    const found = [...built.model.ladders].find(([, { processes }]) =>
      processes.some(({ id }) => id === actor.process),
    )
    if (!found) return undefined
    const key = `level${wanted}` as 'level1' | 'level2' | 'level3'
    const limit = g.mul(built.given(found[1][key], `ladders.${found[0]}.${key}`), g.constant(1000))
    return { name: named, about: this.about, unit: 'kgce/t', node: g.subtract(perTonne, limit) }
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
  sums,
  target,
  level,
  potential,
  permit,
  held,
  observed,
  stated,
  flow,
  ledger,
  evidenceShare,
  column,
]
