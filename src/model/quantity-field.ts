import type { Span } from '../diagnostics/span.ts'
import { dimensionless } from '../quantity/dimension.ts'
import { nearestUnit, parseUnit } from '../quantity/unit.ts'
import type { Text } from '../text/text.ts'
import { atomic, scalarOf } from './field.ts'
import { type Given, grades } from './given.ts'
import { type Expectation, readGiven } from './number.ts'
import { readCurve } from './series.ts'
import { bandJson } from './spread.ts'
import { uncertainJson } from './uncertainty.ts'

function expectation(unit: string): Expectation {
  const parsed = parseUnit(unit)
  if ('unknown' in parsed) throw new Error(`the unit ${unit} of a field is unknown`)
  return { dimension: parsed.dimension, example: unit }
}

const scalarJson = { anyOf: [{ type: 'string' }, { type: 'number' }] }
const givenJson = {
  anyOf: [
    { type: 'string' },
    { type: 'number' },
    {
      type: 'object',
      properties: {
        value: scalarJson,
        source: { type: 'string' },
        grade: { enum: [...grades] },
        note: {},
        range: { type: 'array', items: scalarJson, minItems: 2, maxItems: 2 },
        uncertain: uncertainJson,
      },
      required: ['value'],
    },
  ],
}

/** A number with a unit of a stated dimension, e.g. `quantity('t/a')`. The value is in the canonical unit. */
export function quantity(unit: string, about?: Text, options: { readonly least?: number } = {}) {
  const expected = { ...expectation(unit), ...options }
  return atomic(
    { ...givenJson, description: unit },
    (tree, report) => readGiven(tree, expected, report),
    about,
  )
}

/** A number with any unit: its dimension is checked when the commodity is known. */
export function anyQuantity(about?: Text, options: { readonly least?: number } = {}) {
  return atomic(givenJson, (tree, report) => readGiven(tree, { example: '1 t', ...options }, report), about)
}

/** Two numbers, the lower first: `[8%, 12%]`, or `{value: [8%, 12%], source: …}`. */
export interface Range {
  readonly low: Given
  readonly high: Given
  readonly at: Span
}

/** A range of a stated dimension (any, where no unit is given). */
export function range(about: Text, unit?: string) {
  const expected: Expectation =
    unit === undefined
      ? { example: '1 t' }
      : unit === '' || unit === '%'
        ? { dimension: dimensionless, example: '8%' }
        : expectation(unit)
  return atomic(
    {
      anyOf: [
        { type: 'array', minItems: 2, maxItems: 2 },
        { type: 'object', required: ['value'] },
      ],
    },
    (tree, report): Range | undefined => {
      const list = tree.kind === 'map' ? tree.entries.get('value')?.value : tree
      if (list?.kind !== 'list' || list.items.length !== 2)
        return report('E0203', tree.at, {
          expected: `[${expected.example}, ${expected.example}]`,
          found: tree.kind,
        })
      const [low, high] = list.items.map((item) => readGiven(item, expected, report))
      if (!low || !high) return undefined
      return low.value <= high.value
        ? { low, high, at: tree.at }
        : report('E0216', list.at, { found: `${low.value} … ${high.value}` })
    },
    about,
  )
}

/** A share of something: `5%`, `0.05`; above 1 only with %. */
export function share(about?: Text) {
  const expected: Expectation = { dimension: dimensionless, example: '5%', share: true, least: 0 }
  return atomic(
    { ...givenJson, description: '%' },
    (tree, report) => readGiven(tree, expected, report),
    about,
  )
}

/** A plain ratio or index: a number without unit (a percentage is allowed), not negative unless said. */
export function ratio(about?: Text, options: { readonly least?: number } = { least: 0 }) {
  const expected: Expectation = { dimension: dimensionless, example: '1.25', ...options }
  return atomic(
    { ...givenJson, description: '1' },
    (tree, report) => readGiven(tree, expected, report),
    about,
  )
}

export interface SeriesOptions {
  readonly share?: boolean
  readonly least?: number
  /** Activities must say how they are interpolated; shares and factors are linear by default. */
  readonly interpolate?: 'required' | 'linear'
}

const seriesJson = {
  anyOf: [
    { type: 'string' },
    { type: 'number' },
    {
      type: 'object',
      properties: {
        value: scalarJson,
        growth: {},
        interpolate: { enum: ['linear', 'step', 'growth', 'logistic'] },
        after: { enum: ['hold', 'extend'] },
        before: { enum: ['hold'] },
        from: { type: 'integer' },
        times: {},
        plus: {},
        source: { type: 'string' },
        grade: { enum: [...grades] },
        note: {},
        range: { type: 'array', items: scalarJson, minItems: 2, maxItems: 2 },
        uncertain: {
          ...uncertainJson,
          properties: { ...uncertainJson.properties, ...bandJson },
        },
      },
      patternProperties: { '^\\d{4}$': {} },
    },
  ],
}

/** A value for every year, of a stated dimension (`''` is a ratio, `undefined` any). */
export function series(unit: string | undefined, about?: Text, options: SeriesOptions = {}) {
  const base: Expectation =
    unit === undefined
      ? { example: '1 t' }
      : unit === ''
        ? { dimension: dimensionless, example: '1' }
        : expectation(unit)
  const expected: Expectation = {
    ...base,
    ...(options.share ? { share: true, least: 0, example: '5%' } : {}),
    ...(options.least !== undefined ? { least: options.least } : {}),
  }
  const json = unit === undefined ? seriesJson : { ...seriesJson, description: unit || '%' }
  return atomic(
    json,
    (tree, report) => readCurve(tree, expected, options.interpolate ?? 'linear', report),
    about,
  )
}

/** A share for every year. */
export function shareSeries(about?: Text) {
  return series('', about, { share: true })
}

/** A unit by itself, such as `t` or `Nm3`, with its dimension and its factor to the canonical unit. */
export function unitField(about?: Text) {
  return atomic(
    { type: 'string' },
    (tree, report) => {
      const scalar = scalarOf(tree, 't', report)
      if (!scalar) return undefined
      const parsed = parseUnit(scalar.text)
      return 'unknown' in parsed
        ? report('E0206', scalar.at, { unit: scalar.text, nearest: nearestUnit(scalar.text) ?? '' })
        : { unit: scalar.text, dimension: parsed.dimension, factor: parsed.factor, at: scalar.at }
    },
    about,
  )
}
