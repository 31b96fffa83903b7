import * as z from 'zod'
import type { Code } from '../diagnostics/codes.ts'
import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import type { FieldIssue } from '../model/field.ts'
import { plain } from '../model/field.ts'
import type { MapTree, Tree } from '../model/tree.ts'

/**
 * Document × Shape → value. zod finds what is wrong, this file says where: every issue becomes a diagnostic at the key or
 * the value that it is about. All mistakes at once; undefined when there was one.
 */
export function bind<S extends z.ZodType>(
  tree: MapTree,
  shape: S,
  diagnose: Diagnose,
): z.output<S> | undefined {
  const parsed = shape.safeParse(plain(tree))
  if (parsed.success) return parsed.data
  const wrongShapes = new Set<string>()
  for (const issue of parsed.error.issues) report(issue, tree, shape, diagnose, wrongShapes)
  return undefined
}

function report(
  issue: z.core.$ZodIssue,
  tree: MapTree,
  shape: z.ZodType,
  diagnose: Diagnose,
  wrong: Set<string>,
): void {
  const path = issue.path.map(String)
  const params =
    issue.code === 'custom' ? (issue.params as (FieldIssue & { missing?: boolean }) | undefined) : undefined
  const found = locate(tree, path)
  // Whatever zod says about something inside a scalar or a list: another shape was wanted there.
  const stopped = found.depth < path.length && found.tree.kind !== 'map'
  if (params?.missing && !stopped) {
    diagnose('E0202', found.tree.at, { key: path.at(-1) ?? '' })
    return
  }
  if (params && !params.missing && !stopped) {
    const nearestWord =
      params.code === 'E0211'
        ? nearest(String(params.args['found']), String(params.args['expected']).split(', '))
        : undefined
    const args = nearestWord ? { ...params.args, nearest: nearestWord } : params.args
    ;(diagnose as (code: Code, at: Span, args: Record<string, string | number>) => void)(
      params.code,
      params.at,
      args,
    )
    return
  }
  if (issue.code === 'unrecognized_keys' && found.tree.kind === 'map') {
    const known = keysOf(shapeAt(shape, path))
    for (const key of issue.keys) {
      const at = found.tree.entries.get(key)?.key ?? found.tree.at
      diagnose('E0201', at, { key, nearest: nearest(key, known) ?? '' })
    }
    return
  }
  if (issue.code === 'invalid_type' && found.depth < path.length && found.tree.kind === 'map') {
    diagnose('E0202', found.tree.at, { key: path.at(-1) ?? '' })
    return
  }
  const place = `${found.tree.at.file}:${found.tree.at.start}`
  if (wrong.has(place)) return
  wrong.add(place)
  diagnose('E0203', found.tree.at, {
    expected: 'map',
    found: found.tree.kind === 'scalar' ? `“${found.tree.text}”` : found.tree.kind,
  })
}

/** The deepest tree that a path reaches, and how far. */
function locate(tree: Tree, path: readonly string[]): { readonly tree: Tree; readonly depth: number } {
  let at = tree
  for (const [depth, key] of path.entries()) {
    const next: Tree | undefined =
      at.kind === 'map' ? at.entries.get(key)?.value : at.kind === 'list' ? at.items[Number(key)] : undefined
    if (!next) return { tree: at, depth }
    at = next
  }
  return { tree: at, depth: path.length }
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

function keysOf(shape: z.ZodType | undefined): readonly string[] {
  return shape instanceof z.ZodObject ? Object.keys(shape.shape) : []
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
