import type { Span } from '../diagnostics/span.ts'
import type { Given } from '../model/given.ts'
import type { Model } from '../model/model.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Compiled } from './compile.ts'
import { numberSlot } from './curve.ts'
import { slotOf } from './graph.ts'

/**
 * One plan for all models of one structure. Scenarios of a county mostly differ in how far drivers and measures go: numbers,
 * which the compiler turns into slots without looking at them. Where nothing else differs, the plan of the one is the plan of
 * the other with its own numbers and places in the slots. Whatever is not known to be a mere number counts as structure, and the
 * model is compiled; a test holds that both ways give the same.
 */

/** Series whose numbers reach the plan through slots alone (engine/curve.ts), by section and field. */
const series: Readonly<Record<string, ReadonlySet<string>>> = {
  drivers: new Set(['path', 'observed']),
  measures: new Set(['adoption']),
}

/** Describe a scenario; the compiler does not read them. */
const unread: ReadonlySet<string> = new Set(['id', 'title', 'about', 'at', 'county', 'sources'])

/** What stands in a model where another has something else: numbers by number, places by place. */
export interface Exchange {
  readonly givens: Map<Given, Given>
  readonly spans: Map<Span, Span>
}

/** What to put in the place of what, so that the one model becomes the other; undefined where their structures differ. */
export function exchangeFor(from: Model, to: Model): Exchange | undefined {
  const exchange: Exchange = { givens: new Map(), spans: new Map() }
  const keys = Object.keys(from) as (keyof Model)[]
  if (!sameWords(keys, Object.keys(to))) return undefined
  for (const key of keys) {
    if (unread.has(key)) continue
    const [a, b] = [from[key], to[key]]
    if (a === b) continue
    if (!(a instanceof Map && b instanceof Map)) {
      if (!equal(a, b)) return undefined
      continue
    }
    if (!sameWords([...a.keys()], [...b.keys()])) return undefined
    for (const [id, one] of a) if (!sameEntity(one, b.get(id), series[key], exchange)) return undefined
  }
  return exchange
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i])
}

function sameEntity(a: unknown, b: unknown, fields: ReadonlySet<string> | undefined, to: Exchange): boolean {
  if (a === b) return true
  if (!fields || !isRecord(a) || !isRecord(b)) return equal(a, b)
  const keys = Object.keys(a)
  return (
    sameWords(keys, Object.keys(b)) &&
    keys.every((key) => (fields.has(key) ? alike(a[key], b[key], to) : equal(a[key], b[key])))
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)
}

/** Equal in everything, places included. */
function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((one, i) => equal(one, b[i]))
  if (a instanceof Map)
    return b instanceof Map && a.size === b.size && equal([...a.entries()], [...b.entries()])
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = Object.keys(a)
  return sameWords(keys, Object.keys(b)) && keys.every((key) => equal(a[key], b[key]))
}

/** Equal but for numbers and places, which are noted. */
function alike(a: unknown, b: unknown, to: Exchange): boolean {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((one, i) => alike(one, b[i], to))
  if (!isRecord(a) || !isRecord(b)) return Object.is(a, b)
  if (isSpan(a) && isSpan(b)) {
    to.spans.set(a, b)
    return true
  }
  if (isGiven(a) && isGiven(b)) {
    to.givens.set(a, b)
    to.spans.set(a.at, b.at)
    return equal(a.dimension, b.dimension) && equal(a.uncertain, b.uncertain)
  }
  const keys = Object.keys(a)
  // A band becomes slots of its own, by its numbers.
  return (
    sameWords(keys, Object.keys(b)) &&
    keys.every((key) => (key === 'spread' ? equal(a[key], b[key]) : alike(a[key], b[key], to)))
  )
}

function isSpan(value: object): value is Span {
  return 'file' in value && 'start' in value && 'end' in value
}

function isGiven(value: object): value is Given {
  return 'value' in value && typeof value.value === 'number' && 'dimension' in value && 'at' in value
}

/** The compiled form of a model, from that of another of the same structure; undefined where a number is no plain slot. */
export function exchanged(
  compiled: Compiled,
  model: Model,
  { givens, spans }: Exchange,
): Compiled | undefined {
  const { plan } = compiled
  const slots = plan.slots.slice()
  const values = compiled.values.slice()
  const done = new Set<number>()
  for (const [old, now] of givens) {
    const place = compiled.slotOf.get(old)
    // A number that nothing reads.
    if (place === undefined) continue
    const slot = slots[place]!
    if (slot.origin.length !== 1 || slot.origin[0] !== old.at || slot.unit !== canonicalUnit(now.dimension))
      return undefined
    slots[place] = slotOf(numberSlot(now, slot.path))
    values[place] = now.value
    done.add(place)
  }
  // Whatever else came from a place that is exchanged would be stale.
  for (const [place, slot] of plan.slots.entries())
    if (!done.has(place) && slot.origin.some((at) => spans.has(at))) return undefined
  const placed = <T extends { readonly at: Span }>(one: T): T => {
    const at = spans.get(one.at)
    return at === undefined ? one : { ...one, at }
  }
  const swapped = { slots, nodes: plan.nodes, columns: plan.columns, blocks: plan.blocks }
  return {
    ...compiled,
    model,
    plan: { format: plan.format, horizon: plan.horizon, ...swapped },
    values,
    checks: compiled.checks.map(placed),
    expressions: compiled.expressions.map(placed),
    slotOf: new Map([...compiled.slotOf].map(([given, place]) => [givens.get(given) ?? given, place])),
  }
}
