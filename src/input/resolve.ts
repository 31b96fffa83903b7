import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Curve } from '../model/curve.ts'
import { type Effective, effective } from '../model/documents.ts'
import { isId } from '../model/field.ts'
import { assemble, type Model } from '../model/model.ts'
import type { Entry, MapTree, Tree } from '../model/tree.ts'
import type { Text } from '../text/text.ts'
import { bind } from './bind.ts'
import { readTargets } from './read-targets.ts'
import { checkReferences, checkSources } from './references.ts'
import type { Case } from './scenario.ts'
import { actorSections, entitySections } from './sections.ts'
import { usedTree } from './used-tree.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * Effective tree → Model: binds it to its shape, looks up every reference (E0301 with the nearest name), checks ids, the
 * years that a scenario may not assign, and reads each target by the shape of its rule. Undefined when something is wrong.
 */
export function resolveModel(
  opened: Case,
  vocabulary: Vocabulary,
  diagnose: Diagnose,
  /** `alone`: a baseline without scenario, whose orders may name projects that only scenarios declare. */
  options: { readonly alone?: boolean } = {},
): Model | undefined {
  let failed = false
  const say: Diagnose = (code, at, args, related) => {
    failed = true
    diagnose(code, at, args, related)
  }
  const { tree } = opened
  checkIds(tree, say)
  for (const key of ['horizon', 'prices', 'gwp', 'sectors'] as const)
    if (!tree.entries.has(key)) say('E0202', opened.county.tree.at, { key })
  const used = usedTree(tree)
  const bound = bind(used, effective, say)
  if (!bound || failed) return undefined
  const orders: Diagnose = (code, at, args, related) => {
    const later = options.alone && code === 'E0301' && 'what' in args && args.what === 'facility'
    if (!later) say(code, at, args, related)
  }
  checkReferences(bound, tree, vocabulary, orders)
  checkSources(used, tree, say)
  checkHorizon(bound, say)
  checkObservedYears(bound, opened.county.tree.at.file, say)
  const targets = readTargets(tree, bound, vocabulary, say)
  if (failed) return undefined
  const countyTitle = opened.county.tree.entries.get('title')?.value
  return assemble(bound, {
    at: opened.tree.entries.get('id')?.value.at ?? opened.tree.at,
    county: {
      id: opened.county.id,
      title: textOf(countyTitle) ?? { zh: opened.county.id, en: opened.county.id },
    },
    targets,
  })
}

/** Folding leaves it as it is. */
const plain = /^[a-z0-9_-]+$/

/** Every key of a section is an id; ids differ in more than their case; actors share one name space (E0212, E0302). */
function checkIds(tree: MapTree, say: Diagnose): void {
  // Entries, not places: an entity of a library that nobody uses is never read.
  const actors = new Map<string, Entry>()
  for (const section of entitySections) {
    const map = tree.entries.get(section)?.value
    if (map?.kind !== 'map') continue
    const seen = (actorSections as readonly string[]).includes(section) ? actors : new Map<string, Entry>()
    for (const [id, entry] of map.entries) {
      if (!isId(id)) say('E0212', entry.key, { found: id })
      const folded = plain.test(id) ? id : id.normalize('NFC').toLowerCase()
      const before = seen.get(folded)
      if (before) say('E0302', entry.key, { id }, [before.key])
      else seen.set(folded, entry)
    }
  }
}

function checkHorizon(bound: Effective, say: Diagnose): void {
  const { horizon } = bound
  if (!horizon) return
  const { base, to } = horizon
  const seen = horizon['observed-to']
  if (to.year <= base.year || to.year - base.year > 200)
    say('E0209', to.at, { found: to.year, expected: `${base.year + 1} … ${base.year + 200}` })
  else if (seen.year < base.year || seen.year > to.year)
    say('E0209', seen.at, { found: seen.year, expected: `${base.year} … ${to.year}` })
}

/** A value for a year that has an observed value may not be assigned: the path of a driver begins after it (E0307). */
function checkObservedYears(bound: Effective, baselineFile: string, say: Diagnose): void {
  const to = bound.horizon?.['observed-to'].year
  if (to === undefined) return
  const last = (observed: Curve | undefined) =>
    observed?.kind === 'points' ? Math.min(observed.points.at(-1)!.year, to) : observed ? to : undefined
  const check = (observed: Curve | undefined, path: Curve | undefined) => {
    const until = last(observed)
    if (until === undefined || !path) return
    for (const { year, at } of pointsOf(path)) if (year <= until) say('E0307', at, { year, to: until })
  }
  for (const driver of Object.values(bound.drivers ?? {})) check(driver.observed, driver.path)
  for (const demand of Object.values(bound.demands ?? {})) check(demand.observed, demand.amount)
  // Observed values themselves are the baseline's to state.
  const foreign = (curve: Curve | undefined) => {
    if (!curve || curve.at.file === baselineFile) return
    for (const { year, at } of pointsOf(curve)) say('E0307', at, { year, to })
  }
  const observedOf = [
    ...Object.values(bound.drivers ?? {}),
    ...Object.values(bound.demands ?? {}),
    ...Object.values(bound.facilities ?? {}),
    ...Object.values(bound['end-uses'] ?? {}),
  ]
  for (const entity of observedOf) foreign(entity.observed)
}

function pointsOf(curve: Curve): readonly { readonly year: number; readonly at: Span }[] {
  if (curve.kind === 'points') return curve.points.map((point) => ({ year: point.year, at: point.value.at }))
  if (curve.kind === 'from') return [{ year: curve.from, at: curve.at }, ...pointsOf(curve.over)]
  if (curve.kind === 'times' || curve.kind === 'plus')
    return curve.from === undefined ? [] : [{ year: curve.from, at: curve.at }]
  return []
}

function textOf(tree: Tree | undefined): Text | undefined {
  if (tree?.kind === 'scalar') return { zh: tree.text, en: tree.text }
  if (tree?.kind !== 'map') return undefined
  const get = (key: string) => {
    const value = tree.entries.get(key)?.value
    return value?.kind === 'scalar' ? value.text : undefined
  }
  const zh = get('zh') ?? get('en')
  const en = get('en') ?? get('zh')
  return zh && en ? { zh, en } : undefined
}
