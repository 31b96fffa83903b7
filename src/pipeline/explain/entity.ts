import { position } from '../../diagnostics/position.ts'
import { blame } from '../../input/extend.ts'
import { aboutOf } from '../../model/about.ts'
import type { MapTree, Tree } from '../../model/tree.ts'
import type { CitedSource, EntityPage, EntityRow, ScenarioName } from '../../report/explain/explanation.ts'
import type { Text } from '../../text/text.ts'
import { groundsOf } from '../resolve.ts'
import type { Loaded } from '../session.ts'
import { isAtomic } from '../vocabulary.ts'

/** Sections of a scenario whose entries can be asked for, and what one of them is. */
export const sections: Readonly<Record<string, Text>> = {
  facilities: { zh: '设施', en: 'facility' },
  projects: { zh: '项目', en: 'project' },
  'end-uses': { zh: '终端用能', en: 'end use' },
  processes: { zh: '过程', en: 'process' },
  commodities: { zh: '商品', en: 'commodity' },
  measures: { zh: '措施', en: 'measure' },
  species: { zh: '气体或污染物', en: 'species' },
  drivers: { zh: '驱动', en: 'driver' },
  demands: { zh: '需求', en: 'demand' },
  improvements: { zh: '改进', en: 'improvement' },
  land: { zh: '土地', en: 'land' },
  sectors: { zh: '部门', en: 'sector' },
  ladders: { zh: '能耗限额', en: 'energy limit' },
  targets: { zh: '目标', en: 'target' },
  context: { zh: '政策数字', en: 'figure of a policy' },
  observed: { zh: '观测总量', en: 'observed total' },
  economy: { zh: '经济', en: 'economy' },
  reconciliation: { zh: '核对项', en: 'reconciliation' },
  controls: { zh: '控制总量', en: 'control total' },
  plans: { zh: '规划期', en: 'plan period' },
  zones: { zh: '管控单元', en: 'zone' },
  sites: { zh: '厂址', en: 'site' },
  sources: { zh: '来源', en: 'source' },
}

const unverified: Text = { zh: '出处', en: 'source' }

/** Where an id stands: `SECTION.ID` for each. A qualified word (`commodities.coke`, `commodity:coke`) is one of them. */
export function entitiesCalled(
  tree: MapTree,
  word: string,
): readonly (readonly [section: string, id: string])[] {
  const has = (section: string, id: string) => {
    const entries = tree.entries.get(section)?.value
    return entries?.kind === 'map' && entries.entries.has(id)
  }
  const dot = word.indexOf('.')
  if (dot > 0 && Object.hasOwn(sections, word.slice(0, dot)) && has(word.slice(0, dot), word.slice(dot + 1)))
    return [[word.slice(0, dot), word.slice(dot + 1)]]
  // A path into an entry (`facilities.ovens-a.capacity`) is the entry, read there.
  const [section = '', id = '', ...rest] = word.split('.')
  if (rest.length > 0 && Object.hasOwn(sections, section) && has(section, id))
    return [[section, `${id}.${rest.join('.')}`]]
  return Object.keys(sections).flatMap((section) => (has(section, word) ? [[section, word] as const] : []))
}

/** Every id that can be asked for, and every `SECTION.ID`. */
export function entityWords(tree: MapTree): readonly string[] {
  return Object.keys(sections).flatMap((section) => {
    const entries = tree.entries.get(section)?.value
    return entries?.kind === 'map'
      ? [...entries.entries.keys()].flatMap((id) => [id, `${section}.${id}`])
      : []
  })
}

/** The page of one entity: what is written of it, who names it; undefined where nothing stands at a place inside it. */
export function entityPage(
  tree: MapTree,
  section: string,
  called: string,
  loaded: Loaded,
  scenario?: ScenarioName,
): EntityPage | undefined {
  const entries = tree.entries.get(section)?.value
  const whole = entries?.kind === 'map' && entries.entries.has(called)
  const id = whole ? called : called.slice(0, called.indexOf('.'))
  const inside = whole ? '' : called.slice(id.length + 1)
  const path = `${section}.${id}`
  const within = only(tree, section, id)
  const rows = blame(within, isAtomic)
    .filter(({ path: own }) => isInside(own.slice(path.length + 1), inside))
    .map((row): EntityRow => {
      const text = loaded.sourceText(row.at.file)
      const key = row.path.slice(path.length + 1)
      const about = aboutOf(row.path.split('.'))?.about
      const [ground] = groundsOf(tree, row.path)
      return {
        key,
        ...(about ? { about } : {}),
        text: row.value,
        file: row.at.file,
        line: text === undefined ? 1 : position(text, row.at.start).line,
        ...(ground?.grade === undefined ? {} : { grade: ground.grade }),
        ...(ground?.source === undefined ? {} : { source: ground.source }),
      }
    })
  if (rows.length === 0) return undefined
  const entry = treeAt(tree, [section, id])
  const cited = new Set(rows.flatMap(({ source }) => source ?? []))
  return {
    format: 'peakzero/explain@1',
    kind: 'entity',
    id: inside === '' ? path : `${path}.${inside}`,
    name: nameOf(entry) ?? { zh: id, en: id },
    section,
    what: sections[section] ?? unverified,
    ...(scenario ? { scenario } : {}),
    rows,
    sources: [...cited].map((source) => sourceOf(tree, source)),
    used: usersOf(tree, section, id),
    figures: figuresOf(section, id),
  }
}

/** Whether a row stands at a place or below it, or holds it as one value (a series and its year). */
function isInside(key: string, place: string): boolean {
  return place === '' || key === place || key.startsWith(`${place}.`) || place.startsWith(`${key}.`)
}

/** The tree with one entity alone. */
function only(tree: MapTree, section: string, id: string): MapTree {
  const entries = tree.entries.get(section)!
  if (entries.value.kind !== 'map') return { ...tree, entries: new Map() }
  const one = { ...entries.value, entries: new Map([[id, entries.value.entries.get(id)!]]) }
  return { ...tree, entries: new Map([[section, { key: entries.key, value: one }]]) }
}

function treeAt(tree: Tree | undefined, path: readonly string[]): Tree | undefined {
  return path.reduce<Tree | undefined>(
    (here, key) => (here?.kind === 'map' ? here.entries.get(key)?.value : undefined),
    tree,
  )
}

/** A name or title, in one language or both. */
function nameOf(entry: Tree | undefined): Text | undefined {
  const name = treeAt(entry, ['name']) ?? treeAt(entry, ['title'])
  if (name?.kind === 'scalar') return { zh: name.text, en: name.text }
  const word = (key: string) => {
    const value = treeAt(name, [key])
    return value?.kind === 'scalar' ? value.text : undefined
  }
  const zh = word('zh') ?? word('en')
  return zh === undefined ? undefined : { zh, en: word('en') ?? zh }
}

function sourceOf(tree: MapTree, id: string): CitedSource {
  const entry = treeAt(tree, ['sources', id])
  const word = (key: string) => {
    const value = treeAt(entry, [key])
    return value?.kind === 'scalar' ? value.text : undefined
  }
  const [url, verified] = [word('url'), word('verified')]
  return {
    id,
    title: nameOf(entry) ?? { zh: id, en: id },
    ...(url === undefined ? {} : { url }),
    ...(verified === undefined ? {} : { verified }),
  }
}

/** Sections that may name an entity of a section. */
const naming: Readonly<Record<string, readonly string[]>> = {
  processes: ['facilities', 'projects', 'end-uses', 'ladders', 'commodities'],
  commodities: ['processes', 'facilities', 'projects', 'end-uses', 'demands', 'improvements', 'commodities'],
  measures: ['projects'],
  sectors: ['facilities', 'projects', 'end-uses', 'processes', 'sectors', 'measures', 'improvements'],
  drivers: ['end-uses', 'demands', 'drivers', 'economy', 'commodities'],
  facilities: ['projects', 'commodities', 'demands', 'measures', 'targets'],
  projects: ['commodities', 'targets'],
  sources: Object.keys(sections),
  sites: ['facilities', 'projects'],
  zones: ['sites'],
  species: ['processes', 'facilities', 'projects'],
}

/** Entries that name an id as a value or a key, by section. */
function usersOf(tree: MapTree, section: string, id: string): EntityPage['used'] {
  return (naming[section] ?? []).flatMap((other) => {
    const entries = tree.entries.get(other)?.value
    if (entries?.kind !== 'map') return []
    const ids = [...entries.entries]
      .filter(([key, { value }]) => !(other === section && key === id) && mentions(value, id))
      .map(([key]) => key)
    const what = sections[other]
    return ids.length === 0 || !what ? [] : [{ what, ids }]
  })
}

function mentions(tree: Tree, id: string): boolean {
  switch (tree.kind) {
    case 'scalar':
      return tree.text === id || tree.source === id
    case 'list':
      return tree.items.some((item) => mentions(item, id))
    case 'layers':
      return mentions(tree.base, id) || mentions(tree.over, id)
    case 'map':
      return [...tree.entries].some(([key, { value }]) => key === id || mentions(value, id))
  }
}

/** Figures of an entity that a reader may ask for next. */
function figuresOf(section: string, id: string): readonly string[] {
  switch (section) {
    case 'sectors':
      return [`ghg.net.of.sector:${id}`, `energy.total.of.sector:${id}`]
    case 'facilities':
    case 'projects':
      return [`activity.${id}`, `ghg.net.of.facility:${id}`, `energy.total.of.facility:${id}`]
    case 'end-uses':
      return [`ghg.net.of.facility:${id}`]
    case 'commodities':
      return [`balance.${id}.production`, `balance.${id}.uses`, `ghg.net.of.commodity:${id}`]
    case 'targets':
      return [`target.${id}.margin`, `target.${id}.figure`]
    default:
      return []
  }
}
