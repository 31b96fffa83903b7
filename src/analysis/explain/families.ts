import { balanceItems } from '../../engine/columns.ts'
import type { Built } from '../../engine/compile.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import type { Text } from '../../text/text.ts'
import type { Figures } from '../figures.ts'
import type { Figure } from './figures.ts'
import type { Names } from './names.ts'

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

/** Every family of figures, in the order in which names are looked up. */
export const families: readonly Family[] = [balance, activity]
