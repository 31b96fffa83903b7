import * as z from 'zod'
import { type Diagnose, mostAlike } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import { type Reader, type Report, readerOf } from '../model/field.ts'
import type { MapTree, Tree } from '../model/tree.ts'

/**
 * Document × Shape → value. The declaration in zod says what may stand where; this file walks it and the tree side by side,
 * so that every mistake is said at the key or the value that it is about, all at once. Undefined when there was one. (zod's
 * own parser is not run: it knows no positions, and costs more than the rest of a start.)
 */
export function bind<S extends z.ZodType>(
  tree: MapTree,
  shape: S,
  diagnose: Diagnose,
): z.output<S> | undefined {
  let faults = 0
  const report: Report = (code, at, args) => {
    faults++
    const { found, expected } = args as Readonly<Record<string, string | number>>
    // A word that is none of the allowed ones: the nearest of them helps.
    const near = code === 'E0211' ? nearest(String(found), String(expected).split(', ')) : undefined
    diagnose(code, at, near === undefined ? args : { ...args, nearest: near })
    return undefined
  }
  const value = read(tree, shape, { report, faults: () => faults })
  return faults > 0 ? undefined : (value as z.output<S>)
}

/** Where mistakes go, and how many there were. */
interface Hearing {
  readonly report: Report
  readonly faults: () => number
}

/** Unknown keys of one map for which the one that was meant is looked for. */
const mostGuesses = 20
/** Unknown keys of one map that are reported: more than are ever told of one mistake. */
const mostUnknown = mostAlike + 1

/**
 * Entities that were read before without a word, by their tree: scenarios of one county share most of theirs (laid.ts). What is
 * read follows from the tree and the shape alone, and nobody changes it, so the same object serves them all.
 */
const entities = new WeakMap<z.ZodType, WeakMap<MapTree, unknown>>()

function readEntity(tree: Tree, shape: z.ZodType, hearing: Hearing): unknown {
  if (tree.kind !== 'map') return read(tree, shape, hearing)
  const known = entities.get(shape) ?? new WeakMap<MapTree, unknown>()
  entities.set(shape, known)
  const found = known.get(tree)
  if (found !== undefined) return found
  const before = hearing.faults()
  const value = read(tree, shape, hearing)
  if (hearing.faults() === before) known.set(tree, value)
  return value
}

function read(tree: Tree, shape: z.ZodType, hearing: Hearing): unknown {
  const { report } = hearing
  const form = formOf(shape)
  if (form.kind === 'field') return form.read(tree, report)
  if (tree.kind !== 'map') {
    const found = tree.kind === 'scalar' ? `“${tree.text}”` : tree.kind
    return report('E0203', tree.at, { expected: 'map', found })
  }
  const result: Record<string, unknown> = {}
  if (form.kind === 'record') {
    for (const [key, entry] of tree.entries) result[key] = readEntity(entry.value, form.inner, hearing)
    return result
  }
  let unknown = 0
  for (const [key, entry] of tree.entries) {
    const field = form.fields.get(key)
    if (field) result[key] = read(entry.value, field, hearing)
    else if (!form.open) {
      // A guess costs a comparison with every field: thousands of unknown keys get none. Of what is told 200 times at most (E0125)
      // no more need be said.
      const guess = ++unknown <= mostGuesses ? nearest(key, form.fields.keys()) : undefined
      if (unknown <= mostUnknown) report('E0201', entry.key, { key, nearest: guess ?? '' })
    }
  }
  for (const key of form.required) if (!tree.entries.has(key)) report('E0202', tree.at, { key })
  return result
}

/** What a shape is, looked up in zod once. */
type Form =
  | { readonly kind: 'field'; readonly read: Reader }
  | { readonly kind: 'record'; readonly inner: z.ZodType }
  | {
      readonly kind: 'map'
      readonly fields: ReadonlyMap<string, z.ZodType>
      readonly required: readonly string[]
      /** Keys that are not declared may stand there: another shape reads them later. */
      readonly open: boolean
    }

const forms = new WeakMap<z.ZodType, Form>()

function formOf(shape: z.ZodType): Form {
  const known = forms.get(shape)
  if (known) return known
  const made = makeForm(unwrap(shape))
  forms.set(shape, made)
  return made
}

function makeForm(shape: z.ZodType): Form {
  const reader = readerOf(shape)
  if (reader) return { kind: 'field', read: reader }
  if (shape instanceof z.ZodRecord) return { kind: 'record', inner: shape.valueType as z.ZodType }
  if (!(shape instanceof z.ZodObject)) throw new Error('a shape is a map, a record or a field type of ours')
  const { catchall } = shape.def
  const fields = new Map(Object.entries(shape.shape as Readonly<Record<string, z.ZodType>>))
  const required = [...fields].filter(([, field]) => !(field instanceof z.ZodOptional)).map(([key]) => key)
  return { kind: 'map', fields, required, open: catchall !== undefined && !(catchall instanceof z.ZodNever) }
}

/** Whether a shape declares one value (merged whole) at a path. */
export function isAtomicIn(shape: z.ZodType): (path: readonly string[]) => boolean {
  return (path) => {
    let form = formOf(shape)
    for (const key of path) {
      if (form.kind === 'field') return true
      const inner = form.kind === 'record' ? form.inner : form.fields.get(key)
      if (!inner) return true
      form = formOf(inner)
    }
    return form.kind === 'field'
  }
}

/** Whether a shape declares a field by name at a path (an id of a record is nobody's field). */
export function declaresIn(shape: z.ZodType): (path: readonly string[]) => boolean {
  return (path) => {
    let form = formOf(shape)
    let named = false
    for (const key of path) {
      if (form.kind === 'field') return false
      const inner = form.kind === 'record' ? form.inner : form.fields.get(key)
      if (!inner) return false
      named = form.kind === 'map'
      form = formOf(inner)
    }
    return named
  }
}

function unwrap(shape: z.ZodType): z.ZodType {
  return shape instanceof z.ZodOptional ? unwrap(shape.unwrap() as z.ZodType) : shape
}

/** A copy without the entries that say `null`: an overlay removes with them, its shape need not know. */
export function withoutNulls(tree: MapTree): MapTree {
  const entries = new Map<string, MapTree['entries'] extends ReadonlyMap<string, infer E> ? E : never>()
  for (const [key, entry] of tree.entries) {
    if (entry.value.kind === 'scalar' && entry.value.value === null) continue
    entries.set(key, entry.value.kind === 'map' ? { ...entry, value: withoutNulls(entry.value) } : entry)
  }
  return { ...tree, entries }
}
