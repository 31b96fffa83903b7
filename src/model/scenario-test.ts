import * as z from 'zod'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Dimension } from '../quantity/dimension.ts'
import { parseQuantity } from '../quantity/parse.ts'
import { atomic, line, lines, provenance, type Report, scalarOf, text } from './field.ts'
import { readScalar } from './number.ts'
import type { MapTree, Scalar, Tree } from './tree.ts'

/** Words that say what should come out where no number does. */
const words = ['unchanged', 'more', 'less', 'met', 'missed'] as const
export type Word = (typeof words)[number]

/** One end of what is expected. */
export interface Bound {
  /** In the canonical unit. */
  readonly value: number
  readonly dimension: Dimension
  /** The unit as written, in which the figure found is told: `kt/a`, `%`. */
  readonly unit: string
  /** Canonical units in one of that unit. */
  readonly factor: number
  readonly percent: boolean
  /** Half a unit of the last digit that was written, in canonical units: how exact the author was. */
  readonly half: number
  readonly at: Span
}

/** What a test expects of one figure: a word, a level, or a change against the scenario without what is `given`. */
export type Expected =
  | { readonly kind: 'word'; readonly word: Word; readonly at: Span }
  | {
      readonly kind: 'level' | 'more-by' | 'less-by'
      readonly low?: Bound
      readonly high?: Bound
      /** How far one stated figure may be missed: an amount, or a share of it. Where absent, half its last digit. */
      readonly tolerance?: Bound
      readonly at: Span
    }

/** Reads what is expected of a figure. Reports E0711 for forms that mean nothing. */
function readExpected(tree: Tree, report: Report): Expected | undefined {
  if (tree.kind === 'scalar') {
    const word = words.find((candidate) => candidate === tree.text)
    if (word !== undefined) return { kind: 'word', word, at: tree.at }
    if (typeof tree.value === 'string' && !/\d/.test(tree.text)) return refuse(tree, report)
    const bound = readBound(tree, report)
    return bound ? { kind: 'level', low: bound, high: bound, at: tree.at } : undefined
  }
  if (tree.kind === 'list') return readPair(tree, 'level', report)
  if (tree.kind !== 'map') return refuse(tree, report)
  return readMap(tree, report)
}

const keys = ['value', 'tolerance', 'at-least', 'at-most', 'more-by', 'less-by'] as const

function readMap(tree: MapTree, report: Report): Expected | undefined {
  for (const [key, entry] of tree.entries)
    if (!keys.includes(key as (typeof keys)[number]))
      return report('E0201', entry.key, { key, nearest: nearest(key, keys) ?? '' })
  const get = (key: (typeof keys)[number]) => tree.entries.get(key)?.value
  const forms = [
    get('value') !== undefined,
    get('at-least') !== undefined || get('at-most') !== undefined,
    get('more-by') !== undefined,
    get('less-by') !== undefined,
  ]
  if (forms.filter(Boolean).length !== 1) return refuse(tree, report)
  const allowed = get('tolerance')
  const tolerance = allowed ? readBound(allowed, report) : undefined
  if (allowed && !tolerance) return undefined
  if (tolerance && tolerance.value < 0)
    return report('E0209', tolerance.at, { found: tolerance.value, expected: '≥ 0' })
  const rest = tolerance ? { tolerance } : {}
  const [low, high] = [get('at-least'), get('at-most')]
  if (low || high) {
    // What is at least or at most something is not near it.
    if (allowed) return refuse(tree, report)
    const [least, most] = [low && readBound(low, report), high && readBound(high, report)]
    if ((low && !least) || (high && !most)) return undefined
    if (least && most && least.value > most.value)
      return report('E0216', tree.at, { found: `${least.value} … ${most.value}` })
    return {
      kind: 'level',
      ...(least ? { low: exact(least) } : {}),
      ...(most ? { high: exact(most) } : {}),
      at: tree.at,
    }
  }
  for (const kind of ['value', 'more-by', 'less-by'] as const) {
    const value = get(kind)
    if (!value) continue
    const form = kind === 'value' ? 'level' : kind
    if (value.kind === 'list') return allowed ? refuse(tree, report) : readPair(value, form, report)
    const bound = readBound(value, report)
    return bound ? { kind: form, low: bound, high: bound, ...rest, at: tree.at } : undefined
  }
  return undefined
}

/** A stated limit is a limit: nothing is rounded. */
const exact = (bound: Bound): Bound => ({ ...bound, half: 0 })

function readPair(
  tree: Extract<Tree, { kind: 'list' }>,
  kind: 'level' | 'more-by' | 'less-by',
  report: Report,
): Expected | undefined {
  if (tree.items.length !== 2) return refuse(tree, report)
  const [low, high] = tree.items.map((item) => readBound(item, report))
  if (!low || !high) return undefined
  return low.value <= high.value
    ? { kind, low: exact(low), high: exact(high), at: tree.at }
    : report('E0216', tree.at, { found: `${low.value} … ${high.value}` })
}

function readBound(tree: Tree, report: Report): Bound | undefined {
  const scalar = scalarOf(tree, '72.5 万t', report)
  const given = scalar ? readScalar(scalar, { example: 't' }, report) : undefined
  if (!scalar || !given) return undefined
  const { unit, percent, figure, factor } = written(scalar)
  return {
    value: given.value,
    dimension: given.dimension,
    unit,
    factor,
    percent,
    half: lastDigit(figure) * 0.5 * factor,
    at: scalar.at,
  }
}

/** The figure and the unit of a scalar that `readScalar` could read. */
function written(scalar: Scalar): { figure: string; unit: string; factor: number; percent: boolean } {
  const parsed = parseQuantity(typeof scalar.value === 'number' ? scalar.text : scalar.text, scalar.quoted)
  if (!parsed.ok) throw new Error('a quantity that was read cannot be read again')
  const one = parsed.unit === '' ? undefined : parseQuantity(`1 ${parsed.unit}`)
  return {
    figure: parsed.figure,
    unit: parsed.unit,
    factor: one?.ok ? one.value : 1,
    percent: parsed.percent,
  }
}

/** What one in the last digit of a figure is worth: 0.1 for `72.5`, 1 for `1,300`, 100 for `1.30e4`. */
function lastDigit(figure: string): number {
  const [mantissa = '', power = '0'] = figure.split(/e/i)
  const decimals = mantissa.split('.')[1]?.length ?? 0
  return Number(`1e${Number(power) - decimals}`)
}

function refuse(tree: Tree, report: Report): undefined {
  return report('E0711', tree.at, { found: tree.kind === 'scalar' ? tree.text : tree.kind })
}

const expected = atomic(
  {
    anyOf: [
      { enum: [...words] },
      { type: 'string' },
      { type: 'number' },
      { type: 'array', minItems: 2, maxItems: 2 },
      {
        type: 'object',
        properties: Object.fromEntries(keys.map((key) => [key, {}])),
        additionalProperties: false,
      },
    ],
  },
  readExpected,
  {
    zh: '数值（连单位）、[下限, 上限]、unchanged、more、less、met、missed，或 value/tolerance、at-least/at-most、more-by/less-by',
    en: 'a figure with its unit, [low, high], unchanged, more, less, met, missed, or value/tolerance, at-least/at-most, more-by/less-by',
  },
)

/** Any value, put in the place of its path as `--set` would. */
const given = atomic({}, (tree): Tree => tree, {
  zh: '放到这条路径上的值，同 --set',
  en: 'value to be put at this path, as --set would',
})

const fields = {
  name: text({ zh: '名称', en: 'name' }).optional(),
  with: lines({ zh: '先叠加哪些 overlay', en: 'overlays to lay over it first' }).optional(),
  given: z.record(z.string(), given).optional(),
  expect: z.record(z.string(), expected).optional(),
  note: provenance.note,
}

/** A test of a scenario: what should come out, of it as it is or with something changed. */
export const scenarioTest = z.strictObject(fields)
export type ScenarioTest = z.output<typeof scenarioTest>

/** A test of an overlay: it names the scenario that the overlay is laid over. */
export const overlayTest = z.strictObject({
  ...fields,
  on: line({ zh: '叠加到哪个情景上', en: 'scenario that it is laid over' }),
})
