import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import { type Dimension, dimensionless, sameDimension } from '../quantity/dimension.ts'
import { parseQuantity } from '../quantity/parse.ts'
import { canonicalUnit, nearestUnit, parseUnit } from '../quantity/unit.ts'
import type { Text } from '../text/text.ts'
import type { After, Curve, Interpolate } from './curve.ts'
import { atomic, type Report, scalarOf } from './field.ts'
import { type Given, type Grade, grades } from './given.ts'
import { type Band, bandJson, readBand } from './spread.ts'
import type { MapTree, Scalar, Tree } from './tree.ts'
import { readUncertain, uncertainJson } from './uncertainty.ts'

/** What a field expects of a number. */
export interface Expectation {
  /** Absent: any dimension; the caller checks it when it knows the commodity. */
  readonly dimension?: Dimension
  /** A unit to show in messages. */
  readonly example: string
  /** A share: 0 to 1, and above 1 only with %. */
  readonly share?: boolean
  /** The least value allowed. */
  readonly least?: number
}

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

function gradeOf(word: string | undefined, at: Span, report: Report): Grade | undefined {
  if (word === undefined) return undefined
  const found = grades.find((grade) => grade === word)
  if (!found) report('E0211', at, { found: word, expected: grades.join(', '), nearest: '' })
  return found
}

/** No amount of a county is larger, in whatever canonical unit (China's yearly energy is 2e11 GJ): sums and products stay finite. */
const most = 1e18

/** Reads one scalar as a number of the expected dimension. Reports: E0204–E0210, E0217, E0119. */
export function readScalar(scalar: Scalar, expected: Expectation, report: Report): Given | undefined {
  if (!scalar.quoted && scalar.text.startsWith('=')) return report('E0210', scalar.at, { found: scalar.text })
  const parsed = parseQuantity(typeof scalar.value === 'number' ? scalar.value : scalar.text, scalar.quoted)
  if (!parsed.ok) {
    const problem = parsed.problem
    if (problem.kind === 'unit-unknown')
      return report('E0206', scalar.at, { unit: problem.unit, nearest: problem.nearest ?? '' })
    if (problem.kind === 'unit-missing')
      return report('E0205', scalar.at, { found: scalar.text, example: example(scalar, expected) })
    if (problem.kind === 'non-finite') return report('E0217', scalar.at, { found: scalar.text })
    if (problem.kind === 'full-width')
      return report('E0117', scalar.at, { character: problem.character, instead: problem.instead })
    if (problem.kind === 'number-format') return report('E0119', scalar.at, { found: scalar.text })
    return report('E0207', scalar.at, { found: scalar.text })
  }
  const { value, dimension } = parsed
  const bare = parsed.unit === '' && !parsed.percent
  if (expected.dimension && !sameDimension(dimension, expected.dimension))
    return bare
      ? report('E0205', scalar.at, { found: scalar.text, example: example(scalar, expected) })
      : report('E0204', scalar.at, { expected: expected.example, found: canonicalUnit(dimension) })
  if (expected.share && bare && Math.abs(value) > 1) return report('E0208', scalar.at, { found: scalar.text })
  if (expected.share && Math.abs(value) > 1 + 1e-12)
    return report('E0209', scalar.at, { found: scalar.text, expected: '0% … 100%' })
  if (Math.abs(value) > most)
    return report('E0209', scalar.at, {
      found: scalar.text,
      expected: `≤ ${most} ${canonicalUnit(dimension)}`,
    })
  if (expected.least !== undefined && value < expected.least)
    return report('E0209', scalar.at, { found: scalar.text, expected: `≥ ${expected.least}` })
  const grade = gradeOf(scalar.grade, scalar.at, report)
  // One shape after the other, no spreads: there are thousands of numbers in a county.
  const given: { -readonly [K in keyof Given]: Given[K] } = { value, dimension, at: scalar.at }
  if (scalar.source) given.source = scalar.source
  if (grade) given.grade = grade
  return given
}

function example(scalar: Scalar, expected: Expectation): string {
  return `${scalar.text} ${expected.example}`
}

const givenKeys = new Set(['value', 'source', 'grade', 'range', 'uncertain', 'note'])

/** Reads a number as somebody gave it: a scalar, or `{value, source, grade, range, uncertain, note}`. */
export function readGiven(tree: Tree, expected: Expectation, report: Report): Given | undefined {
  if (tree.kind !== 'map') {
    const scalar = scalarOf(tree, expected.example, report)
    return scalar ? readScalar(scalar, expected, report) : undefined
  }
  for (const [key, entry] of tree.entries)
    if (!givenKeys.has(key))
      return report('E0201', entry.key, { key, nearest: nearest(key, givenKeys) ?? '' })
  const value = tree.entries.get('value')
  if (!value) return report('E0202', tree.at, { key: 'value' })
  const scalar = scalarOf(value.value, expected.example, report)
  const given = scalar ? readScalar(scalar, expected, report) : undefined
  if (!given) return undefined
  const range = tree.entries.get('range')?.value
  const limits = range ? readRange(range, given, expected, report) : undefined
  if (range && !limits) return undefined
  const stated = tree.entries.get('uncertain')?.value
  const uncertain = stated ? readUncertain(stated, given, expected, readScalar, report) : undefined
  if (stated && !uncertain) return undefined
  const note = tree.entries.get('note')?.value
  return {
    ...given,
    ...(limits ? { range: limits } : {}),
    ...(uncertain ? { uncertain } : {}),
    ...(note ? { note: noteText(note) } : {}),
  }
}

/** A note in one language or both, as one text: nobody computes with it. */
function noteText(note: Tree): string {
  if (note.kind === 'scalar') return note.text
  return note.kind === 'map' ? [...note.entries.values()].map(({ value }) => noteText(value)).join(' / ') : ''
}

function readRange(
  tree: Tree,
  given: Given,
  expected: Expectation,
  report: Report,
): readonly [number, number] | undefined {
  if (tree.kind !== 'list' || tree.items.length !== 2)
    return report('E0203', tree.at, { expected: '[low, high]', found: tree.kind })
  const [low, high] = tree.items.map((item) => {
    const scalar = scalarOf(item, expected.example, report)
    return scalar ? readScalar(scalar, expected, report) : undefined
  })
  if (!low || !high) return undefined
  // A field that takes any dimension has to find its own in the range, and money that of its own year.
  for (const [i, end] of [low, high].entries()) {
    const at = tree.items[i]!.at
    const units = { expected: canonicalUnit(given.dimension), found: canonicalUnit(end.dimension) }
    if (!sameDimension(end.dimension, given.dimension)) return report('E0204', at, units)
    const { priceYear } = given.dimension
    if (priceYear !== undefined && end.dimension.priceYear !== priceYear)
      return report('E0218', at, { expected: priceYear, found: units.found })
  }
  return low.value <= given.value && given.value <= high.value
    ? [low.value, high.value]
    : report('E0216', tree.at, { found: `${low.value} … ${high.value}` })
}

const seriesKeys = new Set([
  'value',
  'growth',
  'interpolate',
  'after',
  'before',
  'source',
  'grade',
  'note',
  'range',
  'uncertain',
  'from',
  'times',
  'plus',
])
const interpolations: readonly Interpolate[] = ['linear', 'step', 'growth', 'logistic']
const afters: readonly After[] = ['hold', 'extend']
const befores: readonly 'hold'[] = ['hold']

/** Reads a series (format.md property 3). */
export function readCurve(
  tree: Tree,
  expected: Expectation,
  interpolate: 'required' | 'linear',
  report: Report,
): Curve | undefined {
  if (tree.kind === 'layers') return readLayers(tree.base, tree.over, expected, interpolate, report)
  if (tree.kind === 'scalar' && tree.quoted && tree.text.trim().startsWith('='))
    return {
      kind: 'expression',
      text: tree.text.trim(),
      at: tree.at,
      dimension: expected.dimension ?? dimensionless,
      ...(expected.dimension ? {} : { free: true }),
    }
  if (tree.kind !== 'map') {
    const value = readGiven(tree, expected, report)
    return value ? { kind: 'constant', value, at: tree.at, dimension: value.dimension } : undefined
  }
  for (const [key, entry] of tree.entries)
    if (!seriesKeys.has(key) && !/^\d{4}$/.test(key))
      return report('E0201', entry.key, { key, nearest: nearest(key, seriesKeys) ?? '' })
  const wanders = tree.entries.get('uncertain')?.value
  if (wanders?.kind === 'map' && wanders.entries.has('band'))
    return readBanded(tree, wanders, expected, interpolate, report)
  // Beside a whole series it would have no unit of its own: each point says what it may be, and the points move together.
  const loose = tree.entries.get('uncertain')
  if (loose && (!tree.entries.has('value') || tree.entries.has('growth')))
    return report('E0850', loose.key, { found: 'uncertain', expected: '2030: { value: …, uncertain: … }' })
  // `{times: 90%, from: 2030}` in a file of its own: what it acts on stands in another file and is laid under it later.
  if (tree.entries.has('times') || tree.entries.has('plus'))
    return readActing(tree, fromOf(tree, report), undefined, expected, report)
  if (tree.entries.has('growth')) return readGrowth(tree, expected, report)
  if (tree.entries.has('value')) {
    const value = readGiven(tree, expected, report)
    return value ? { kind: 'constant', value, at: tree.at, dimension: value.dimension } : undefined
  }
  return readPoints(tree, expected, interpolate, report)
}

/** A series with a band around it: the series as it would be read alone, and how far it may wander. */
function readBanded(
  tree: MapTree,
  stated: MapTree,
  expected: Expectation,
  interpolate: 'required' | 'linear',
  report: Report,
): Curve | undefined {
  const spread: Band | undefined = readBand(stated, expected, readScalar, report)
  const entries = new Map([...tree.entries].filter(([key]) => key !== 'uncertain'))
  const curve = readCurve({ ...tree, entries }, expected, interpolate, report)
  return spread && curve ? { ...curve, spread } : undefined
}

function readPoints(
  tree: MapTree,
  expected: Expectation,
  interpolate: 'required' | 'linear',
  report: Report,
): Curve | undefined {
  const points: { year: number; value: Given }[] = []
  let failed = false
  for (const [key, entry] of tree.entries) {
    if (!/^\d{4}$/.test(key)) continue
    const value = readGiven(entry.value, expected, report)
    if (value) points.push({ year: Number(key), value })
    else failed = true
  }
  const how = word(tree, 'interpolate', interpolations, report)
  const after = word(tree, 'after', afters, report)
  const before = word(tree, 'before', befores, report)
  if (failed || how === null || after === null || before === null) return undefined
  const first = points[0]
  if (!first) return report('E0202', tree.at, { key: '2030: …' })
  for (const point of points)
    if (!sameDimension(point.value.dimension, first.value.dimension))
      return report('E0204', point.value.at, {
        expected: canonicalUnit(first.value.dimension),
        found: canonicalUnit(point.value.dimension),
      })
  points.sort((a, b) => a.year - b.year)
  const gap = points.find((point, i) => i > 0 && point.year - points[i - 1]!.year > 1)
  if (!how && interpolate === 'required' && gap) {
    const before = points[points.indexOf(gap) - 1]!.year
    return report('E0214', tree.at, {
      years: `${before + 1}–${gap.year - 1}`,
      instead: 'interpolate: linear | step | growth | logistic',
    })
  }
  return {
    kind: 'points',
    points,
    at: tree.at,
    dimension: first.value.dimension,
    ...(how ? { interpolate: how } : {}),
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
  }
}

/** undefined: absent; null: wrong and reported. */
function word<W extends string>(
  tree: MapTree,
  key: string,
  words: readonly W[],
  report: Report,
): W | undefined | null {
  const value = tree.entries.get(key)?.value
  if (!value) return undefined
  const scalar = scalarOf(value, words.join(' | '), report)
  const found = words.find((candidate) => candidate === scalar?.text)
  if (!scalar) return null
  if (found) return found
  report('E0211', scalar.at, { found: scalar.text, expected: words.join(', '), nearest: '' })
  return null
}

function readGrowth(tree: MapTree, expected: Expectation, report: Report): Curve | undefined {
  const start = tree.entries.get('value')
  const startValue = start ? readGiven(start.value, expected, report) : undefined
  if (start && !startValue) return undefined
  const rate: Expectation = { dimension: dimensionless, example: '4.5%', least: -1 }
  const growth = tree.entries.get('growth')!.value
  const rates: { from: number; to: number; rate: Given }[] = []
  if (growth.kind === 'map') {
    for (const [key, entry] of growth.entries) {
      const period = /^(\d{4})-(\d{4})$/.exec(key)
      if (!period || Number(period[1]) > Number(period[2]))
        return report('E0203', entry.key, { expected: '2026-2030: 4%', found: key })
      const value = readGiven(entry.value, rate, report)
      if (!value) return undefined
      rates.push({ from: Number(period[1]), to: Number(period[2]), rate: value })
    }
    rates.sort((a, b) => a.from - b.from)
    for (const [i, period] of rates.entries()) {
      const before = rates[i - 1]
      if (before && period.from !== before.to + 1)
        return report('E0214', growth.at, { years: `${before.to + 1}–${period.from - 1}`, instead: 'growth' })
    }
  } else {
    const value = readGiven(growth, rate, report)
    if (!value) return undefined
    rates.push({ from: 1900, to: 2200, rate: value })
  }
  // A rate of 4.5 is +450 % a year: nobody means that.
  for (const { rate: value } of rates)
    if (value.value > 1) return report('E0209', value.at, { found: value.value, expected: '4.5%' })
  return {
    kind: 'growth',
    rates,
    at: tree.at,
    dimension: startValue?.dimension ?? expected.dimension ?? dimensionless,
    ...(startValue ? { start: startValue } : {}),
  }
}

function readLayers(
  below: Tree,
  over: MapTree,
  expected: Expectation,
  interpolate: 'required' | 'linear',
  report: Report,
): Curve | undefined {
  const base = readCurve(below, expected, interpolate, report)
  if (!base) return undefined
  const from = fromOf(over, report)
  if (from === null) return undefined
  if (over.entries.has('times') || over.entries.has('plus'))
    return readActing(over, from, base, expected, report)
  if (from === undefined) return report('E0202', over.at, { key: 'from' })
  const entries = new Map([...over.entries].filter(([key]) => key !== 'from'))
  const { dimension } = base
  const same: Expectation = expected.dimension
    ? expected
    : { ...expected, dimension, example: canonicalUnit(dimension) }
  const rest = readCurve({ ...over, entries }, same, interpolate, report)
  if (!rest) return undefined
  // A point before `from` would be lost without a word, or bend the line that begins there.
  const early = rest.kind === 'points' ? rest.points.find(({ year }) => year < from) : undefined
  if (early) return report('E0240', early.value.at, { year: early.year, from })
  if (!sameDimension(rest.dimension, base.dimension))
    return report('E0204', over.at, {
      expected: canonicalUnit(base.dimension),
      found: canonicalUnit(rest.dimension),
    })
  return { kind: 'from', from, base, over: rest, at: over.at, dimension: base.dimension }
}

/** The year from which a part of a series holds; undefined: none is said; null: it is wrong and was reported. */
function fromOf(tree: MapTree, report: Report): number | undefined | null {
  const from = tree.entries.get('from')?.value
  if (!from) return undefined
  if (from.kind === 'scalar' && typeof from.value === 'number' && Number.isInteger(from.value))
    return from.value
  report('E0213', from.at, { found: from.kind === 'scalar' ? from.text : from.kind })
  return null
}

/** `{times: …}` or `{plus: …}` on what stands beneath it; without `base` only its form is checked. */
function readActing(
  over: MapTree,
  from: number | undefined | null,
  base: Curve | undefined,
  expected: Expectation,
  report: Report,
): Curve | undefined {
  if (from === null) return undefined
  const acting = over.entries.has('times') ? 'times' : 'plus'
  const other = [...over.entries].find(([key]) => ![acting, 'from', 'source', 'grade', 'note'].includes(key))
  if (other) return report('E0201', other[1].key, { key: other[0], nearest: '' })
  const dimension = base?.dimension ?? expected.dimension
  const expectedBy: Expectation =
    acting === 'times'
      ? { dimension: dimensionless, example: '90%', least: 0 }
      : { example: expected.example, ...(dimension ? { dimension, example: canonicalUnit(dimension) } : {}) }
  const by = readCurve(over.entries.get(acting)!.value, expectedBy, 'linear', report)
  if (!by) return undefined
  return {
    kind: acting,
    base: base ?? by,
    by,
    at: over.at,
    dimension: dimension ?? by.dimension,
    ...(from !== undefined ? { from } : {}),
  }
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
