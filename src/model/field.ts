import * as z from 'zod'
import type { Code } from '../diagnostics/codes.ts'
import type { Args } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Text } from '../text/text.ts'
import type { MapTree, Scalar, Tree } from './tree.ts'

/**
 * Field types of the documents. A kind of document is declared once, with these, in zod; its type, its validation, its
 * JSON Schema and its reference page come from that one declaration. zod sees plain objects (`plain`) whose leaves are
 * `Leaf`s; every field type reads the tree behind them, so that each value keeps its place and each mistake its position.
 */

// No code is generated at run time: zod's compiled validators cost more than they save on one document, and a page with a
// strict content security policy could not run them.
z.config({ jitless: true })

/** The tree behind each object that `plain` made: kept beside it, since zod would take any key for one of the user's. */
const behind = new WeakMap<object, Tree>()

/** A scalar as zod sees it. A class of its own, so that no shape takes it for a map. */
export class Leaf {
  readonly tree: Tree
  constructor(tree: Tree) {
    this.tree = tree
  }
}

/** What zod parses: maps become objects, lists arrays, scalars and layered series leaves. The tree stays reachable. */
export function plain(tree: Tree): unknown {
  if (tree.kind === 'map') {
    const object: Record<string, unknown> = {}
    behind.set(object, tree)
    for (const [key, entry] of tree.entries) object[key] = plain(entry.value)
    return object
  }
  if (tree.kind === 'list') {
    const list = tree.items.map(plain)
    behind.set(list, tree)
    return list
  }
  return new Leaf(tree)
}

/** The tree behind a value that `plain` made. */
export function treeOf(value: unknown): Tree | undefined {
  if (value instanceof Leaf) return value.tree
  return typeof value === 'object' && value !== null ? behind.get(value) : undefined
}

/** What a field type knows about itself beyond zod: a description in both languages and its JSON Schema. */
export interface FieldMeta {
  readonly about?: Text
  readonly json?: Readonly<Record<string, unknown>>
}

/** A problem found by a field type, carried through zod as the params of a custom issue. */
export interface FieldIssue {
  readonly code: Code
  readonly at: Span
  readonly args: Readonly<Record<string, string | number>>
}

/** How a reader reports a mistake; it then returns undefined. */
export type Report = <C extends Code>(code: C, at: Span, args: Args<C>) => undefined

/** A field type that reads one tree whole: merging replaces it whole, zod does not look inside. */
export function atomic<T>(
  json: FieldMeta['json'],
  read: (tree: Tree, report: Report) => T | undefined,
  about?: Text,
) {
  return z
    .transform((value: unknown, context): T => {
      const report: Report = (code, at, args) => {
        context.issues.push({ code: 'custom', input: value, params: { code, at, args } satisfies FieldIssue })
        return undefined
      }
      const tree = treeOf(value)
      if (tree === undefined) {
        context.issues.push({ code: 'custom', input: value, params: { code: 'E0202', missing: true } })
        return z.NEVER
      }
      const result = read(tree, report)
      if (result === undefined && context.issues.length === 0)
        throw new Error('a field type gave nothing and reported nothing')
      return result === undefined ? z.NEVER : result
    })
    .meta({ json, ...(about ? { about } : {}) } as Record<string, unknown>)
}

/** Describes a tree in a message without echoing its content. */
export function describeTree(tree: Tree): Text {
  if (tree.kind === 'map') return { zh: '映射', en: 'a map' }
  if (tree.kind === 'list') return { zh: '列表', en: 'a list' }
  if (tree.kind === 'layers') return { zh: '序列的一部分', en: 'a part of a series' }
  if (tree.value === null) return { zh: '空值', en: 'nothing' }
  return { zh: `“${tree.text}”`, en: `“${tree.text}”` }
}

/** The scalar itself, or a report that something else stands here. */
export function scalarOf(tree: Tree, expected: string, report: Report): Scalar | undefined {
  if (tree.kind === 'scalar' && tree.value !== null) return tree
  return report('E0203', tree.at, { expected, found: tree.kind === 'scalar' ? 'null' : tree.kind })
}

const idPattern = /^\p{L}[\p{L}\p{N}_-]{0,63}$/u
/** Words that YAML 1.1 readers take for truth values: no id of ours is one. */
const yaml11 = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'])

/** Whether a text may be an id (format.md property 6). */
export function isId(text: string): boolean {
  return idPattern.test(text) && !yaml11.has(text.toLowerCase())
}

/** A word: an id, or a path of ids joined by dots where `dots` is set. */
export function word(about?: Text, options: { readonly dots?: boolean } = {}) {
  return atomic(
    { type: 'string' },
    (tree, report) => {
      const scalar = scalarOf(tree, 'id', report)
      if (!scalar) return undefined
      const text = scalar.text.normalize('NFC')
      const good = options.dots ? text.split('.').every((part) => idPattern.test(part)) : isId(text)
      return good ? { id: text, at: scalar.at } : report('E0212', scalar.at, { found: scalar.text })
    },
    about,
  )
}

/** A reference: the id of an entity of a kind, with the place where it was written. */
export interface Reference {
  readonly id: string
  readonly at: Span
}

export const reference = word

/** One id or a list of ids. */
export function references(about?: Text) {
  return atomic(
    { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    (tree, report): readonly Reference[] | undefined => {
      const items = tree.kind === 'list' ? tree.items : [tree]
      const result: Reference[] = []
      for (const item of items) {
        const scalar = scalarOf(item, 'id', report)
        if (!scalar) continue
        const text = scalar.text.normalize('NFC')
        if (isId(text)) result.push({ id: text, at: scalar.at })
        else report('E0212', scalar.at, { found: scalar.text })
      }
      return result.length === items.length ? result : undefined
    },
    about,
  )
}

/** Free text on one or more lines. */
export function line(about?: Text) {
  return atomic({ type: 'string' }, (tree, report) => scalarOf(tree, 'text', report)?.text, about)
}

/** A list of free texts (paths of files). */
export function lines(about?: Text) {
  return atomic(
    { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    (tree, report): readonly { readonly text: string; readonly at: Span }[] | undefined => {
      const items = tree.kind === 'list' ? tree.items : [tree]
      const result = items.flatMap((item) => {
        const scalar = scalarOf(item, 'text', report)
        return scalar ? [{ text: scalar.text, at: scalar.at }] : []
      })
      return result.length === items.length ? result : undefined
    },
    about,
  )
}

/** A name or a sentence: one text for both languages, or `{zh, en}` (one of them may be missing, the other then serves). */
export function text(about?: Text) {
  return atomic(
    {
      anyOf: [
        { type: 'string' },
        {
          type: 'object',
          properties: { zh: { type: 'string' }, en: { type: 'string' } },
          additionalProperties: false,
        },
      ],
    },
    (tree, report): Text | undefined => {
      if (tree.kind === 'scalar' && tree.value !== null) return { zh: tree.text, en: tree.text }
      if (tree.kind !== 'map') return report('E0203', tree.at, { expected: '{zh, en}', found: tree.kind })
      const found = new Map<string, string>()
      for (const [key, entry] of tree.entries) {
        if (key !== 'zh' && key !== 'en') return report('E0201', entry.key, { key, nearest: '' })
        const scalar = scalarOf(entry.value, 'text', report)
        if (!scalar) return undefined
        found.set(key, scalar.text)
      }
      const zh = found.get('zh') ?? found.get('en')
      const en = found.get('en') ?? found.get('zh')
      return zh === undefined || en === undefined ? report('E0202', tree.at, { key: 'zh / en' }) : { zh, en }
    },
    about,
  )
}

/** One of a closed list of words. */
export function choice<const W extends readonly string[]>(words: W, about?: Text) {
  return atomic(
    { enum: [...words] },
    (tree, report): W[number] | undefined => {
      const scalar = scalarOf(tree, words.join(' | '), report)
      if (!scalar) return undefined
      return words.includes(scalar.text)
        ? (scalar.text as W[number])
        : report('E0211', scalar.at, { found: scalar.text, expected: words.join(', '), nearest: '' })
    },
    about,
  )
}

/** `true` or `false`. */
export function flag(about?: Text) {
  return atomic(
    { type: 'boolean' },
    (tree, report): { readonly value: boolean; readonly at: Span } | undefined =>
      tree.kind === 'scalar' && typeof tree.value === 'boolean'
        ? { value: tree.value, at: tree.at }
        : report('E0203', tree.at, {
            expected: 'true | false',
            found: tree.kind === 'scalar' ? tree.text : tree.kind,
          }),
    about,
  )
}

/** A date as a real year: `2028` or `2028-07` (July 2026 is 2026.5). */
export function date(about?: Text) {
  return atomic(
    {
      anyOf: [
        { type: 'integer', minimum: 1900, maximum: 2200 },
        { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
      ],
    },
    readDate,
    about,
  )
}

/** A date with its place. */
export interface Moment {
  readonly year: number
  readonly at: Span
  readonly source?: string
  readonly grade?: string
}

/** Reads `2028` or `2028-07` as a real year. */
export function readDate(tree: Tree, report: Report): Moment | undefined {
  const scalar = scalarOf(tree, '2028', report)
  if (!scalar) return undefined
  const match = /^(\d{4})(?:-(\d{2}))?$/.exec(scalar.text.trim())
  const month = match?.[2] === undefined ? 1 : Number(match[2])
  const year = match ? Number(match[1]) : 0
  if (!match || year < 1900 || year > 2200 || month < 1 || month > 12)
    return report('E0213', scalar.at, { found: scalar.text })
  return {
    year: year + (month - 1) / 12,
    at: scalar.at,
    ...(scalar.source ? { source: scalar.source } : {}),
    ...(scalar.grade ? { grade: scalar.grade } : {}),
  }
}

/** A whole year, as `2030`. */
export function year(about?: Text) {
  return atomic(
    { type: 'integer', minimum: 1900, maximum: 2200 },
    (tree, report): Moment | undefined => {
      const moment = readDate(tree, report)
      if (moment && !Number.isInteger(moment.year))
        return report('E0213', moment.at, { found: String(moment.year) })
      return moment
    },
    about,
  )
}

/** A map from ids to something: the key of each entry must be an id. */
export function byId<S extends z.ZodType>(shape: S) {
  return z.record(z.string(), shape)
}

/** Keys that say on whose authority a block stands; `spreadProvenance` has already handed them to the values inside. */
export const provenance = {
  source: line({ zh: '来源编号', en: 'id of the source' }).optional(),
  grade: line({ zh: '证据等级', en: 'grade of evidence' }).optional(),
  note: text({ zh: '说明', en: 'note' }).optional(),
  defaults: atomic({ type: 'object' }, (tree) => tree as MapTree | Tree, {
    zh: '本块各值默认的来源与等级',
    en: 'source and grade for every value of this block that names none',
  }).optional(),
}
