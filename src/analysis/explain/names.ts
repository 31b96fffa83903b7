import type { Actor, Leaf } from '../../engine/context.ts'
import { aboutOf } from '../../model/about.ts'
import type { Model } from '../../model/model.ts'
import type { Text } from '../../text/text.ts'
import { type CutKind, noCommodity } from './cut.ts'

/** What leaves are told apart by, in words. */
const scopeNames: Readonly<Record<string, Text>> = {
  energy: { zh: '能源活动', en: 'energy' },
  process: { zh: '工业过程', en: 'process' },
  indirect: { zh: '净购电热', en: 'purchased power and heat' },
  sink: { zh: '碳汇', en: 'sinks' },
  stored: { zh: '捕集封存', en: 'captured and stored' },
  memo: { zh: '备忘', en: 'memo' },
  fuel: { zh: '燃料', en: 'fuel' },
  'own-fuel': { zh: '自用燃料', en: 'own fuel' },
  feedstock: { zh: '原料', en: 'feedstock' },
  reductant: { zh: '还原剂', en: 'reductant' },
  material: { zh: '材料', en: 'material' },
  lead: { zh: '主产品', en: 'main product' },
  'by-product': { zh: '副产品', en: 'by-product' },
  flare: { zh: '放散', en: 'flared' },
  losses: { zh: '损耗', en: 'losses' },
  export: { zh: '外送', en: 'exported' },
  rest: { zh: '未建模部分', en: 'rest of the sector' },
  capital: { zh: '投资', en: 'capital' },
  fixed: { zh: '固定运行', en: 'fixed operation' },
  variable: { zh: '可变运行', en: 'variable operation' },
  measures: { zh: '措施', en: 'measures' },
  purchases: { zh: '外购', en: 'purchases' },
  carbon: { zh: '碳价', en: 'carbon' },
  sales: { zh: '销售', en: 'sales' },
}

const itemNames: Readonly<Record<string, Text>> = {
  production: { zh: '生产', en: 'production' },
  imports: { zh: '外购', en: 'bought' },
  uses: { zh: '使用', en: 'uses' },
  demand: { zh: '需求', en: 'demand' },
  exports: { zh: '外送', en: 'sent out' },
  flare: { zh: '放散', en: 'flared' },
  losses: { zh: '损耗', en: 'losses' },
  unmet: { zh: '未满足', en: 'unmet' },
}

const activityWord: Text = { zh: '活动量', en: 'activity' }
const none: Text = { zh: '未分', en: 'not assigned' }

/** Words put side by side: `甲：乙`, `a: b`. */
export function beside(left: Text, right: Text): Text {
  return { zh: `${left.zh}：${right.zh}`, en: `${left.en}: ${right.en}` }
}

const same = (word: string): Text => ({ zh: word, en: word })

/** What things of one county are called, in both languages. */
export class Names {
  readonly #model: Model
  readonly #actors: ReadonlyMap<string, Text>
  readonly #firms: ReadonlyMap<string, Text>

  constructor(model: Model, actors: readonly Actor[]) {
    this.#model = model
    this.#actors = new Map(actors.map(({ id, name }) => [id, name]))
    this.#firms = new Map(
      actors.flatMap(({ facility }) => (facility?.firm ? [[facility.firm.en, facility.firm] as const] : [])),
    )
  }

  scope(id: string): Text {
    return scopeNames[id] ?? same(id)
  }

  sector(id: string): Text {
    return this.#model.sectors.get(id)?.name ?? same(id)
  }

  commodity(id: string): Text {
    if (id === '') return none
    return this.#model.commodities.get(id)?.name ?? this.#model.measures.get(id)?.name ?? same(id)
  }

  species(id: string): Text {
    return this.#model.species.get(id)?.name ?? same(id)
  }

  /** A unit, an end use, a technology, a forest, or what is flared, lost or sent out (`flare.coke-oven-gas`). */
  actor(id: string): Text {
    const known = this.#actors.get(id) ?? this.#model.land.get(id)?.name
    if (known) return known
    const cut = id.indexOf('.')
    const kind = scopeNames[id.slice(0, cut)]
    if (!kind || cut <= 0) return same(id)
    const of = id.slice(cut + 1)
    return beside(id.startsWith('rest.') ? this.sector(of) : this.commodity(of), kind)
  }

  /** What a part of an indicator is called. */
  cut(kind: CutKind, id: string): Text {
    switch (kind) {
      case 'sector':
      case 'only':
        return this.sector(id)
      case 'facility':
        return this.actor(id)
      case 'firm':
        return id === noCommodity ? none : (this.#firms.get(id) ?? same(id))
      case 'zone':
        return id === noCommodity ? none : (this.#model.zones.get(id)?.name ?? same(id))
      case 'commodity':
        return this.commodity(id === noCommodity ? '' : id)
      case 'species':
        return this.species(id)
      case 'scope':
        return this.scope(id)
    }
  }

  activity(id: string): Text {
    return beside(this.actor(id), activityWord)
  }

  balance(commodity: string, item: string): Text {
    return beside(this.commodity(commodity), itemNames[item] ?? same(item))
  }

  /** What a leaf is, beside whose it is. */
  leaf(leaf: Leaf): Text {
    const own = this.actor(leaf.actor)
    switch (leaf.kind) {
      case 'emission':
        return beside(
          own,
          leaf.commodity === ''
            ? this.species(leaf.species)
            : this.#of(leaf.commodity, this.species(leaf.species)),
        )
      case 'energy':
        return beside(own, this.#of(leaf.commodity, this.scope(leaf.use)))
      case 'cost':
        return beside(
          own,
          leaf.commodity === ''
            ? this.scope(leaf.component)
            : this.#of(leaf.commodity, this.scope(leaf.component)),
        )
      case 'water':
        return beside(own, { zh: '用水', en: 'water' })
      default:
        return beside(own, { zh: '增加值', en: 'value added' })
    }
  }

  #of(commodity: string, what: Text): Text {
    const of = this.commodity(commodity)
    return { zh: `${of.zh}，${what.zh}`, en: `${of.en}, ${what.en}` }
  }

  /** A path of the effective scenario (`processes.P.inputs.coal.2030`) in words: whose, what, of which year. */
  path(path: string): Text {
    const keys = path.split('.')
    const [section = '', id = ''] = keys
    if (keys.length === 1) return same(path)
    const own = this.#entity(section, id) ?? same(id)
    if (keys.length === 2) return own
    const found = aboutOf(keys)
    const words = found ? found.rest : keys.slice(2)
    const tail = words
      .filter((word) => !structural.has(word))
      .map((word) => (/^\d{4}$/.test(word) ? same(word) : this.#word(word)))
    const about = found ? [short(found.about)] : []
    const said = [...about, ...tail]
    if (said.length === 0) return own
    // What it is stands first: whose it is may be cut where a line is short.
    return {
      zh: `${said.map(({ zh }) => zh).join(' ')}（${own.zh}）`,
      en: `${said.map(({ en }) => en).join(' ')} (${own.en})`,
    }
  }

  #word(word: string): Text {
    return (
      this.#model.commodities.get(word)?.name ??
      this.#model.processes.get(word)?.name ??
      this.#model.species.get(word)?.name ??
      scopeNames[word] ??
      same(word)
    )
  }

  #entity(section: string, id: string): Text | undefined {
    const { sections } = this
    return sections[section]?.get(id)?.name
  }

  /** Sections of a scenario whose entries have names. */
  get sections(): Readonly<Record<string, ReadonlyMap<string, { readonly name?: Text | undefined }>>> {
    const model = this.#model
    return {
      facilities: model.facilities,
      projects: model.projects,
      'end-uses': model.endUses,
      processes: model.processes,
      commodities: model.commodities,
      measures: model.measures,
      species: model.species,
      drivers: model.drivers as ReadonlyMap<string, { readonly name?: Text }>,
      demands: model.demands as ReadonlyMap<string, { readonly name?: Text }>,
      improvements: model.improvements as ReadonlyMap<string, { readonly name?: Text }>,
      land: model.land,
      ladders: model.ladders,
      sectors: model.sectors,
      reconciliation: model.reconciliation,
      targets: new Map(model.targets.map((target) => [target.id, target])),
    }
  }
}

/** What a field is, without what its description adds behind a comma. */
function short({ zh, en }: Text): Text {
  return { zh: zh.split(/[，；：]/)[0]!, en: en.split(/[,;:]/)[0]! }
}

/** Keys of a path that a reader needs no word for. */
const structural: ReadonlySet<string> = new Set(['base', 'amount', 'value', 'path', 'observed'])
