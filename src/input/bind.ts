import * as z from 'zod'
import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import { type Report, readerOf } from '../model/field.ts'
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
  let failed = false
  const report: Report = (code, at, args) => {
    failed = true
    const { found, expected } = args as Readonly<Record<string, string | number>>
    // A word that is none of the allowed ones: the nearest of them helps.
    const near = code === 'E0211' ? nearest(String(found), String(expected).split(', ')) : undefined
    diagnose(code, at, near === undefined ? args : { ...args, nearest: near })
    return undefined
  }
  const value = read(tree, shape, report)
  return failed ? undefined : (value as z.output<S>)
}

function read(tree: Tree, declared: z.ZodType, report: Report): unknown {
  const shape = unwrap(declared)
  const reader = readerOf(shape)
  if (reader) return reader(tree, report)
  if (tree.kind !== 'map') {
    const found = tree.kind === 'scalar' ? `“${tree.text}”` : tree.kind
    return report('E0203', tree.at, { expected: 'map', found })
  }
  const result: Record<string, unknown> = {}
  if (shape instanceof z.ZodRecord) {
    const inner = shape.valueType as z.ZodType
    for (const [key, entry] of tree.entries) result[key] = read(entry.value, inner, report)
    return result
  }
  if (!(shape instanceof z.ZodObject)) throw new Error('a shape is a map, a record or a field type of ours')
  const fields = shape.shape as Readonly<Record<string, z.ZodType>>
  const open = shape.def.catchall !== undefined && !(shape.def.catchall instanceof z.ZodNever)
  for (const [key, entry] of tree.entries) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined
    if (field) result[key] = read(entry.value, field, report)
    else if (!open) report('E0201', entry.key, { key, nearest: nearest(key, Object.keys(fields)) ?? '' })
  }
  for (const key in fields)
    if (!tree.entries.has(key) && !(fields[key] instanceof z.ZodOptional)) report('E0202', tree.at, { key })
  return result
}

/** The shape of what stands at a path; undefined past the end of the declared. */
export function shapeAt(shape: z.ZodType, path: readonly string[]): z.ZodType | undefined {
  let at: z.ZodType | undefined = unwrap(shape)
  for (const key of path) {
    if (at instanceof z.ZodObject) at = at.shape[key] ? unwrap(at.shape[key] as z.ZodType) : undefined
    else if (at instanceof z.ZodRecord) at = unwrap(at.valueType as z.ZodType)
    else return undefined
  }
  return at
}

/** Whether a shape declares one value (merged whole) at a path. */
export function isAtomicIn(shape: z.ZodType): (path: readonly string[]) => boolean {
  return (path) => {
    const at = shapeAt(shape, path)
    return !(at instanceof z.ZodObject || at instanceof z.ZodRecord)
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
