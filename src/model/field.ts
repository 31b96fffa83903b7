import * as z from 'zod'
import type { Code } from '../diagnostics/codes.ts'
import type { Args } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Text } from '../text/text.ts'
import { grades } from './given.ts'
import type { MapTree, Scalar, Tree } from './tree.ts'

/**
 * Field types of the documents. A kind of document is declared once, with these, in zod; its type, its validation, its
 * JSON Schema and its reference page come from that one declaration. A field type brings its own reader of trees, so that each
 * value keeps its place and each mistake its position.
 */

// No code is generated at run time: a page with a strict content security policy could not run it.
z.config({ jitless: true })

/** What a field type knows about itself beyond zod: a description in both languages and its JSON Schema. */
export interface FieldMeta {
  readonly about?: Text
  readonly json?: Readonly<Record<string, unknown>>
}

/** How a reader reports a mistake; it then returns undefined. */
export type Report = <C extends Code>(code: C, at: Span, args: Args<C>) => undefined

/** Reads the tree of one field; what is wrong goes to `report`, and the answer is then undefined. */
export type Reader = (tree: Tree, report: Report) => unknown

const readers = new WeakMap<z.ZodType, Reader>()

/** The reader of a field type; undefined for maps and records, which have fields of their own. */
export function readerOf(shape: z.ZodType): Reader | undefined {
  return readers.get(shape)
}

/** A field type that reads one tree whole: merging replaces it whole. zod holds its type and its description, `input/bind` calls `read`. */
export function atomic<T>(
  json: FieldMeta['json'],
  read: (tree: Tree, report: Report) => T | undefined,
  about?: Text,
) {
  const shape = z
    .transform((): T => {
      throw new Error('documents are read by input/bind')
    })
    .meta({ json, ...(about ? { about } : {}) } as Record<string, unknown>)
  readers.set(shape, read)
  return shape
}

/** The scalar itself, or a report that something else stands here. */
export function scalarOf(tree: Tree, expected: string, report: Report): Scalar | undefined {
  if (tree.kind === 'scalar' && tree.value !== null) return tree
  return report('E0203', tree.at, { expected, found: tree.kind === 'scalar' ? 'null' : tree.kind })
}

const idPattern = /^\p{L}[\p{L}\p{N}_-]{0,63}$/u
/** Words that YAML 1.1 readers take for truth values: no id of ours is one. */
const yaml11 = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'])

/** Names of devices: an id becomes a file name, and Windows opens a device instead. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** Most ids: what needs no table of all the letters there are. */
const asciiId = /^[a-z][a-z0-9_-]{0,63}$/

/** Whether a text may be an id (format.md property 6). */
export function isId(text: string): boolean {
  return (asciiId.test(text) || idPattern.test(text)) && !yaml11.has(text.toLowerCase()) && !device.test(text)
}

/** A word: an id, or a path of ids joined by dots where `dots` is set. */
export function word(about?: Text, options: { readonly dots?: boolean } = {}) {
  const one = idPattern.source.slice(1, -1)
  return atomic(
    { type: 'string', pattern: options.dots ? `^${one}([.]${one})*$` : idPattern.source },
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
  return atomic({ type: ['string', 'number'] }, (tree, report) => scalarOf(tree, 'text', report)?.text, about)
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

const defaultsJson = {
  type: 'object',
  properties: { source: { type: 'string' }, grade: { enum: [...grades] } },
}

/** A block's grade is looked at where it stands: there need be no number in the block that it comes down to. */
function readGrade(tree: Tree, report: Report): string | undefined {
  const found = scalarOf(tree, 'text', report)?.text
  if (found === undefined || (grades as readonly string[]).includes(found)) return found
  return report('E0211', tree.at, {
    found: found.slice(0, 80),
    expected: grades.join(', '),
    nearest: '',
  })
}

/** Keys that say on whose authority a block stands; `spreadProvenance` has already handed them to the values inside. */
export const provenance = {
  source: line({ zh: '来源编号', en: 'id of the source' }).optional(),
  grade: atomic({ enum: [...grades] }, readGrade, { zh: '证据等级', en: 'grade of evidence' }).optional(),
  note: text({ zh: '说明', en: 'note' }).optional(),
  defaults: atomic(defaultsJson, (tree) => tree as MapTree | Tree, {
    zh: '本块各值默认的来源与等级',
    en: 'source and grade for every value of this block that names none',
  }).optional(),
}
