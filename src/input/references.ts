import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import { commodityGroups } from '../model/commodity.ts'
import type { Effective } from '../model/documents.ts'
import type { Reference } from '../model/field.ts'
import { openStatuses } from '../model/outcome.ts'
import { energyExclusions } from '../model/planning.ts'
import { statedPath } from '../model/spread.ts'
import type { Entry, MapTree } from '../model/tree.ts'
import { namedIn } from './found-in.ts'
import { entitySections, idsOf } from './sections.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Every id that one entity uses for another leads somewhere. */
export function checkReferences(
  bound: Effective,
  tree: MapTree,
  vocabulary: Vocabulary,
  say: Diagnose,
): void {
  const none: ReadonlyMap<string, Entry> = new Map()
  const known = (section: string): ReadonlyMap<string, Entry> => {
    const map = tree.entries.get(section)?.value
    return map?.kind === 'map' ? map.entries : none
  }
  const want = (section: string, id: string, at: Span, what: string, also: readonly string[] = []) => {
    const ids = known(section)
    if (section === 'species') wantPotential(id)
    if (ids.has(id) || also.includes(id)) return
    say('E0301', at, { id, what, nearest: nearest(id, [...ids.keys(), ...also]) ?? '' })
  }
  const weighed = new Set<string>()
  /** A greenhouse gas that is emitted has a potential in the county's set (E0202): without one it would count as nothing. */
  const wantPotential = (id: string) => {
    const gas = bound.species?.[id]
    const set = bound.gwp
    if (id === 'co2' || gas?.family !== 'greenhouse' || !set || gas[set] || weighed.has(id)) return
    weighed.add(id)
    const section = tree.entries.get('species')?.value
    const entry = section?.kind === 'map' ? section.entries.get(id) : undefined
    if (entry) say('E0202', entry.value.at, { key: set })
  }
  const sector = (ref: { id: string; at: Span } | undefined) =>
    ref && want('sectors', ref.id, ref.at, 'sector')
  const commodity = (id: string, at: Span) => want('commodities', id, at, 'commodity')
  for (const entry of Object.values(bound.sectors ?? {})) sector(entry.parent)
  checkSectorTree(bound, say)
  checkDriverTree(bound, say)
  /** An order names each once; outlets may come again from a later year. */
  const single = (where: string, list: readonly { readonly key: string; readonly at: Span }[]) => {
    const seen = new Map<string, Span>()
    for (const { key, at } of list) {
      const before = seen.get(key)
      if (before) say('E0314', at, { id: key, where }, [before])
      else seen.set(key, at)
    }
  }
  const keyed = (list: readonly Reference[] | undefined) =>
    (list ?? []).map(({ id, at }) => ({ key: id, at }))
  for (const [id, entry] of Object.entries(bound.commodities ?? {})) {
    single(`commodities.${id}.suppliers`, keyed(entry.suppliers))
    single(
      `commodities.${id}.outlets`,
      (entry.outlets ?? []).map(({ to, from, at }) => ({
        key: from === undefined ? to : `${to} ${from}`,
        at,
      })),
    )
    sector(entry.sector)
    for (const supplier of entry.suppliers ?? [])
      wantAny(['facilities', 'projects'], supplier.id, supplier.at, 'facility')
    for (const outlet of entry.outlets ?? []) {
      wantAny(['facilities', 'projects', 'end-uses', 'demands'], outlet.to, outlet.at, 'facility')
      if (outlet.shortfall.kind === 'buy') commodity(outlet.shortfall.fuel, outlet.shortfall.at)
    }
  }
  function wantAny(sections: readonly string[], id: string, at: Span, what: string) {
    if (sections.some((section) => known(section).has(id))) return
    const ids = sections.flatMap((section) => idsOf(tree, section))
    say('E0301', at, { id, what, nearest: nearest(id, ids) ?? '' })
  }
  for (const process of Object.values(bound.processes ?? {})) {
    for (const flow of [...(process.inputs ?? []), ...process.outputs]) commodity(flow.of, flow.ofAt)
    for (const method of process.emits ?? [])
      if (method.kind === 'factor')
        for (const [id, curve] of method.factors) want('species', id, curve.at, 'species')
    if (process.ladder) want('ladders', process.ladder.id, process.ladder.at, 'ladder')
  }
  const defaults = new Set<string>()
  for (const unit of [...Object.values(bound.facilities ?? {}), ...Object.values(bound.projects ?? {})]) {
    if (unit.process) want('processes', unit.process.id, unit.process.at, 'process', [givenProcess])
    sector(unit.sector)
    const processSector = unit.process ? bound.processes?.[unit.process.id]?.sector : undefined
    const known = unit.process && (unit.process.id === givenProcess || bound.processes?.[unit.process.id])
    // The sector of a process is a default: it must be there only for a unit that names none.
    if (unit.process && !unit.sector && processSector && !defaults.has(processSector.id)) {
      defaults.add(processSector.id)
      sector(processSector)
    }
    if (unit.process && known && !unit.sector && !processSector)
      say('E0202', unit.process.at, { key: 'sector' })
    for (const emission of unit.emissions ?? []) {
      want('species', emission.species, emission.at, 'species')
      if (emission.commodity) commodity(emission.commodity, emission.at)
    }
    for (const [id, curve] of Object.entries(unit.uses ?? {})) commodity(id, curve.at)
    for (const [id, curve] of Object.entries(unit.factors ?? {})) want('species', id, curve.at, 'species')
  }
  for (const [id, project] of Object.entries(bound.projects ?? {})) {
    single(`projects.${id}.replaces`, keyed(project.replaces?.units))
    for (const replaced of project.replaces?.units ?? [])
      wantAny(['facilities', 'projects'], replaced.id, replaced.at, 'facility')
    if (project.retrofit) {
      wantAny(['facilities', 'projects'], project.retrofit.of.id, project.retrofit.of.at, 'facility')
      want('measures', project.retrofit.measure.id, project.retrofit.measure.at, 'measure')
    }
    for (const needed of project.needs ?? [])
      wantAny(['facilities', 'projects'], needed.id, needed.at, 'facility')
    for (const other of project.excludes ?? []) want('projects', other.id, other.at, 'project')
    for (const [id, { amount, from }] of Object.entries(project.approvals ?? {})) {
      if (from) wantAny(['facilities', 'projects'], from.id, from.at, 'facility')
      if (!quotaSubject(id, vocabulary))
        say('E0301', amount.at, {
          id,
          what: 'indicator',
          nearest: nearest(id, quotaSubjects(vocabulary)) ?? '',
        })
    }
  }
  for (const endUse of Object.values(bound['end-uses'] ?? {})) {
    sector(endUse.sector)
    want('drivers', endUse.driver.id, endUse.driver.at, 'driver')
    for (const [id, curve] of Object.entries(endUse.technologies ?? {}))
      want('processes', id, curve.at, 'process')
    for (const flow of endUse.inputs ?? []) commodity(flow.of, flow.ofAt)
    for (const method of endUse.emits ?? [])
      if (method.kind === 'factor')
        for (const [id, curve] of method.factors) want('species', id, curve.at, 'species')
  }
  for (const demand of Object.values(bound.demands ?? {})) {
    commodity(demand.of.id, demand.of.at)
    if (demand.driver) want('drivers', demand.driver.id, demand.driver.at, 'driver')
    if (!demand.driver && !demand.amount) say('E0202', demand.of.at, { key: 'amount' })
  }
  const scopes = ['sectors', 'processes', 'facilities', 'projects', 'end-uses']
  const written = tree.entries.get('measures')?.value
  for (const [id, measure] of Object.entries(bound.measures ?? {}))
    if (!measure.effects && !measure.capture && written?.kind === 'map')
      say('E0202', written.entries.get(id)!.key, { key: 'effects | capture' })
  for (const measure of Object.values(bound.measures ?? {})) {
    single('applies-to', keyed(measure['applies-to']))
    for (const target of measure['applies-to'] ?? []) wantAny(scopes, target.id, target.at, 'sector')
    for (const flow of measure.capture?.inputs ?? []) commodity(flow.of, flow.ofAt)
    if (measure.adoption && !measure['applies-to']) say('E0202', measure.adoption.at, { key: 'applies-to' })
    for (const effect of measure.effects ?? [])
      if (effect.on === 'emission') want('species', effect.of, effect.ofAt, 'species')
  }
  const flowIds = new Set(
    [...Object.values(bound.processes ?? {}), ...Object.values(bound['end-uses'] ?? {})].flatMap((entry) =>
      [...(entry.inputs ?? []), ...('outputs' in entry ? entry.outputs : [])].map((flow) => flow.id),
    ),
  )
  for (const measure of Object.values(bound.measures ?? {}))
    for (const effect of measure.effects ?? [])
      if (effect.on !== 'emission' && !flowIds.has(effect.of)) commodity(effect.of, effect.ofAt)
  for (const improvement of Object.values(bound.improvements ?? {}))
    if (improvement.of && !(commodityGroups as readonly string[]).includes(improvement.of.id))
      commodity(improvement.of.id, improvement.of.at)
  for (const improvement of Object.values(bound.improvements ?? {}))
    wantAny(scopes, improvement['applies-to'].id, improvement['applies-to'].at, 'sector')
  for (const land of Object.values(bound.land ?? {})) sector(land.sector)
  checkAlternatives(bound, tree, say)
  checkOutcomes(bound, say)
  checkCorrelated(bound, tree, say)
  checkQuotas(bound, tree, vocabulary, say)
  for (const entry of Object.values(bound.zones ?? {}))
    for (const forbidden of entry.forbids ?? [])
      wantAny(['sectors', 'processes'], forbidden.id, forbidden.at, 'sector')
  for (const entry of Object.values(bound.sites ?? {})) want('zones', entry.zone.id, entry.zone.at, 'zone')
  for (const unit of [...Object.values(bound.facilities ?? {}), ...Object.values(bound.projects ?? {})])
    if (unit.site && bound.sites) want('sites', unit.site.id, unit.site.at, 'site')
  for (const covered of bound.costs?.covers ?? []) sector(covered)
  for (const [id, entry] of Object.entries(bound.economy?.sectors ?? {})) {
    want('sectors', id, entry['value-added'].at, 'sector')
    want('drivers', entry.follows.id, entry.follows.at, 'driver')
  }
  for (const ladder of Object.values(bound.ladders ?? {}))
    for (const process of ladder.processes) want('processes', process.id, process.at, 'process')
  for (const [id, curve] of Object.entries(bound.observed ?? {}))
    if (!vocabulary.indicators.includes(id))
      say('E0301', curve.at, { id, what: 'indicator', nearest: nearest(id, vocabulary.indicators) ?? '' })
  const targets = idsOf(tree, 'targets')
  const expected = tree.entries.get('expect')?.value
  if (expected?.kind === 'map')
    for (const [id, entry] of expected.entries)
      if (!targets.includes(id))
        say('E0301', entry.key, { id, what: 'target', nearest: nearest(id, targets) ?? '' })
}

/** Every alternative path has a chance (E0883), and every chance is that of a path (E0882). */
function checkAlternatives(bound: Effective, tree: MapTree, say: Diagnose): void {
  const section = tree.entries.get('drivers')?.value
  for (const [id, { alternatives = {}, uncertain, path: entryPath }] of Object.entries(bound.drivers ?? {})) {
    if (uncertain && 'band' in uncertain && entryPath.spread)
      say('E0880', entryPath.spread.at, { found: 'band', expected: `drivers.${id}.uncertain` }, [
        uncertain.band.at,
      ])
    const drawn = uncertain && 'oneOf' in uncertain ? uncertain.oneOf.paths : []
    const driver = section?.kind === 'map' ? section.entries.get(id)?.value : undefined
    const written = driver?.kind === 'map' ? driver.entries.get('alternatives')?.value : undefined
    for (const [name, curve] of Object.entries(alternatives)) {
      const key = written?.kind === 'map' ? written.entries.get(name)?.key : undefined
      if (name === statedPath) say('E0882', key ?? curve.at, { found: name, expected: 'path' })
      else if (!drawn.some((path) => path.name === name)) say('E0883', key ?? curve.at, { id: name })
    }
    for (const { name, at } of drawn)
      if (name !== statedPath && !alternatives[name])
        say('E0882', at, { found: name, expected: [statedPath, ...Object.keys(alternatives)].join(', ') })
  }
}

/** Chance and delay are of projects that are still open (E0888). */
function checkOutcomes(bound: Effective, say: Diagnose): void {
  for (const [id, { status, chance, delay }] of Object.entries(bound.projects ?? {})) {
    if ((openStatuses as readonly string[]).includes(status)) continue
    for (const [key, at] of [
      ['chance', chance?.at],
      ['delay', delay?.at],
    ] as const)
      if (at) say('E0888', at, { id, status, key })
  }
}

/** Names in correlations begin with an entity that is there (E0301); which number of it is meant, an ensemble looks up. */
function checkCorrelated(bound: Effective, tree: MapTree, say: Diagnose): void {
  for (const { of } of bound.correlations ?? [])
    for (const { id, at } of of) {
      const [section = '', name = ''] = id.split('.')
      if (section === 'economy' || section === 'costs') continue
      const map = (entitySections as readonly string[]).includes(section)
        ? tree.entries.get(section)?.value
        : undefined
      if (map?.kind === 'map' && map.entries.has(name)) continue
      const known = entitySections.flatMap((kind) => idsOf(tree, kind).map((own) => `${kind}.${own}`))
      say('E0301', at, { id, what: 'entity', nearest: nearest(`${section}.${name}`, known) ?? '' })
    }
}

/** What a quota or a permit of this name limits, as an indicator or `land`; undefined where there is none. */
function quotaSubject(id: string, vocabulary: Pick<Vocabulary, 'indicators'>): string | undefined {
  const short = { energy: 'energy.total', carbon: 'co2.total', land: 'land' }[id]
  return short ?? (vocabulary.indicators.includes(id) ? id : undefined)
}

function quotaSubjects(vocabulary: Vocabulary): readonly string[] {
  return ['energy', 'carbon', 'land', ...vocabulary.indicators]
}

/** A quota says what it limits, how much, and names plans and zones that are there. */
function checkQuotas(bound: Effective, tree: MapTree, vocabulary: Vocabulary, say: Diagnose): void {
  const classes = Object.values(bound.zones ?? {}).map((zone) => zone.class.id)
  const written = tree.entries.get('quotas')?.value
  for (const [id, entry] of Object.entries(bound.quotas ?? {})) {
    const at = (written?.kind === 'map' ? written.entries.get(id)?.key : undefined) ?? tree.at
    const subject = entry.of?.id ?? id
    if (!quotaSubject(subject, vocabulary)) {
      if (entry.of)
        say('E0301', entry.of.at, {
          id: subject,
          what: 'indicator',
          nearest: nearest(subject, quotaSubjects(vocabulary)) ?? '',
        })
      else say('E0202', at, { key: 'of' })
    }
    if (!entry.total && !entry.values && !entry['new-projects'] && !entry['offset-ratio'])
      say('E0202', at, { key: 'total | new-projects | offset-ratio' })
    if (entry.total && entry.values) say('E0751', entry.values.at, { id })
    const plans = idsOf(tree, 'plans')
    if (entry.plan && !plans.includes(entry.plan.id))
      say('E0301', entry.plan.at, {
        id: entry.plan.id,
        what: 'plan',
        nearest: nearest(entry.plan.id, plans) ?? '',
      })
    const unit = entry['control-unit']
    const units = [...idsOf(tree, 'zones'), ...classes]
    if (unit && !units.includes(unit.id))
      say('E0301', unit.at, { id: unit.id, what: 'zone', nearest: nearest(unit.id, units) ?? '' })
    for (const excluded of entry.excludes ?? [])
      if (!(energyExclusions as readonly string[]).includes(excluded.id))
        say('E0211', excluded.at, {
          found: excluded.id,
          expected: energyExclusions.join(', '),
          nearest: nearest(excluded.id, [...energyExclusions]) ?? '',
        })
    if ((entry['new-projects'] || entry['offset-ratio']) && !entry.plan && !entry.base)
      say('E0202', at, { key: 'plan | base' })
  }
}

/** Every `source:` names an entry of `sources:`; each unknown name is said once, where it first stands. */
export function checkSources(used: MapTree, tree: MapTree, say: Diagnose): void {
  const ids = new Set(idsOf(tree, 'sources'))
  const said = new Set<string>()
  for (const [key, entry] of used.entries) {
    if (key === 'sources') continue
    namedIn(entry.value, (first) => {
      const id = first.source!
      if (ids.has(id) || said.has(id)) return
      said.add(id)
      say('E0301', first.at, { id, what: 'source', nearest: nearest(id, ids) ?? '' })
    })
  }
}

/** Levels of sectors: no classification of any country has more than six. */
const sectorDepth = 16

function checkSectorTree(bound: Effective, say: Diagnose): void {
  const sectors = bound.sectors ?? {}
  for (const [id, entry] of Object.entries(sectors)) {
    const path = [id]
    let at = entry.parent
    while (at && !path.includes(at.id) && path.length <= sectorDepth) {
      path.push(at.id)
      at = sectors[at.id]?.parent
    }
    if (at && entry.parent && path.length > sectorDepth && !path.includes(at.id)) {
      say('E0832', entry.parent.at, { id, limit: sectorDepth })
      return
    }
    // Said once, at the first id of the circle; what merely leads into one is not to blame.
    if (at?.id === id && entry.parent && [...path].sort()[0] === id)
      say('E0310', entry.parent.at, { what: 'sectors', path: [...path, at.id].join(' → ') })
  }
}

/** So many names of a circle are told. */
const toldOfCircle = 12

/**
 * No driver reads itself by a detour. The compiler finds those that something else reads; a circle that nothing outside reads would
 * never be looked at, and each of its drivers seems used by another.
 */
function checkDriverTree(bound: Effective, say: Diagnose): void {
  const drivers = bound.drivers ?? {}
  const reads = (id: string): readonly string[] => {
    const { path } = drivers[id]!
    if (path?.kind !== 'expression') return []
    const words = path.text.match(/[\p{L}_][\p{L}\p{N}_.-]*/gu) ?? []
    return [...new Set(words)].filter((word) => Object.hasOwn(drivers, word))
  }
  const done = new Set<string>()
  for (const start of Object.keys(drivers)) {
    // By hand and not by recursion: a chain may be as long as there are drivers.
    const open: { readonly id: string; readonly left: string[] }[] = []
    const enter = (id: string) => open.push({ id, left: [...reads(id)] })
    if (!done.has(start)) enter(start)
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.left.pop()
      if (next === undefined) {
        done.add(top.id)
        open.pop()
      } else if (!done.has(next)) {
        const circle = open.findIndex(({ id }) => id === next)
        if (circle < 0) enter(next)
        else {
          const path = [...open.slice(circle).map(({ id }) => id), next]
          const shown = path.length > toldOfCircle ? [...path.slice(0, toldOfCircle), '…'] : path
          say('E0310', drivers[next]!.path!.at, { what: 'drivers', path: shown.join(' → ') })
          done.add(next)
        }
      }
    }
  }
}

/** The process that needs no library entry. */
const givenProcess = 'given'
