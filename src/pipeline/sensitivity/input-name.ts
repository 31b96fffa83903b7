import type { Model } from '../../model/model.ts'
import type { Text } from '../../text/text.ts'

/** What fields of numbers are called when an input is spoken of; a field that stands not here is called by its key. */
const fields: Readonly<Record<string, Text>> = {
  carbon: { zh: '含碳量', en: 'carbon content' },
  energy: { zh: '热值', en: 'heating value' },
  oxidation: { zh: '氧化率', en: 'oxidation' },
  purchased: { zh: '外购排放因子', en: 'factor of purchases' },
  intensity: { zh: '强度', en: 'intensity' },
  observed: { zh: '已知值', en: 'observed' },
  path: { zh: '走势', en: 'path' },
  capacity: { zh: '产能', en: 'capacity' },
  utilisation: { zh: '利用率', en: 'utilisation' },
  'value-added': { zh: '增加值', en: 'value added' },
  'value-added-rate': { zh: '增加值率', en: 'rate of value added' },
  rate: { zh: '速率', en: 'rate' },
  amount: { zh: '数量', en: 'amount' },
  adoption: { zh: '普及率', en: 'adoption' },
  efficiency: { zh: '效率', en: 'efficiency' },
  effects: { zh: '效果', en: 'effect' },
  share: { zh: '占比', en: 'share' },
  price: { zh: '价格', en: 'price' },
  growth: { zh: '增长率', en: 'growth' },
  start: { zh: '投产时间', en: 'start' },
  included: { zh: '是否建成', en: 'whether it is built' },
  chance: { zh: '是否建成', en: 'whether it is built' },
  delay: { zh: '推迟', en: 'delay' },
  band: { zh: '波动', en: 'band' },
  choice: { zh: '走哪条路径', en: 'which path' },
  losses: { zh: '损失', en: 'losses' },
  emissions: { zh: '排放', en: 'emissions' },
  emits: { zh: '排放因子', en: 'emission factor' },
}

/** Keys inside a field that say how its number is written, not which one it is. */
const shapes: ReadonlySet<string> = new Set(['value', 'relative', 'factor'])

/** Flows and factors are called by what flows. */
const flows: Readonly<Record<string, Text>> = {
  inputs: { zh: '{of}投入', en: 'input of {of}' },
  outputs: { zh: '{of}产出', en: 'output of {of}' },
  factors: { zh: '{of}因子', en: 'factor of {of}' },
}

type Named = { readonly name?: Text; readonly title?: Text }

/** The entities of a model by the section in which they stand. */
function entityOf(model: Model, section: string, id: string): Text | undefined {
  const maps: Readonly<Record<string, ReadonlyMap<string, Named> | undefined>> = {
    commodities: model.commodities as ReadonlyMap<string, Named>,
    processes: model.processes as ReadonlyMap<string, Named>,
    measures: model.measures as ReadonlyMap<string, Named>,
    sectors: model.sectors as ReadonlyMap<string, Named>,
    drivers: model.drivers as ReadonlyMap<string, Named>,
    demands: model.demands as ReadonlyMap<string, Named>,
    improvements: model.improvements as ReadonlyMap<string, Named>,
    land: model.land as ReadonlyMap<string, Named>,
    facilities: model.facilities as ReadonlyMap<string, Named>,
    projects: model.projects as ReadonlyMap<string, Named>,
    'end-uses': model.endUses as ReadonlyMap<string, Named>,
    species: model.species as ReadonlyMap<string, Named>,
  }
  const map = Object.hasOwn(maps, section) ? maps[section] : undefined
  const found = map?.get(id)
  return found && (found.name ?? found.title ?? { zh: id, en: id })
}

/**
 * What an input is called, from its path: the entity and what of it (`commodities.coke.carbon`: coke, carbon content). What has
 * no name keeps its key, so that nothing is called by the name of another.
 */
export function inputName(model: Model, path: string): Text {
  const parts = path.split('.')
  const economy = parts[0] === 'economy' && parts[1] === 'sectors'
  const [section, id, ...rest] = (economy ? parts.slice(1) : parts) as [string, string?, ...string[]]
  const entity = id === undefined ? undefined : entityOf(model, section, id)
  if (entity === undefined || id === undefined) return { zh: path, en: path }
  const [field, of] = rest
  const flow = field !== undefined && Object.hasOwn(flows, field) ? flows[field] : undefined
  if (flow && of !== undefined) {
    const what = entityOf(model, 'commodities', of) ?? entityOf(model, 'species', of) ?? { zh: of, en: of }
    return join(entity, {
      zh: flow.zh.replace('{of}', what.zh),
      en: flow.en.replace('{of}', what.en),
    })
  }
  if (field === undefined) return entity
  const word = Object.hasOwn(fields, field) ? fields[field]! : { zh: field, en: field }
  const keys = rest.slice(1).filter((key) => !shapes.has(key))
  const more = (language: keyof Text) => {
    const named = keys.map(
      (key) =>
        entityOf(model, 'species', key)?.[language] ??
        (Object.hasOwn(fields, key) ? fields[key]![language] : key),
    )
    return named.length === 0 ? '' : ` ${named.join('.')}`
  }
  return join(entity, { zh: word.zh + more('zh'), en: word.en + more('en') })
}

function join(entity: Text, of: Text): Text {
  return { zh: `${entity.zh}：${of.zh}`, en: `${entity.en}: ${of.en}` }
}
