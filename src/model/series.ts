import { nearest } from '../diagnostics/nearest.ts'
import { dimensionless, sameDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { After, Curve, Interpolate } from './curve.ts'
import { type Report, scalarOf } from './field.ts'
import type { Given } from './given.ts'
import { type Expectation, readGiven, readScalar } from './number.ts'
import { type Band, readBand } from './spread.ts'
import type { MapTree, Tree } from './tree.ts'

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

/** The first number of another dimension than most of them have (than the first, where they are as many), and one of the others. */
function oddDimension(
  numbers: readonly Given[],
): { readonly found: Given; readonly expected: Given } | undefined {
  const alike = (one: Given) =>
    numbers.filter(({ dimension }) => sameDimension(dimension, one.dimension)).length
  const [first] = numbers
  if (!first || alike(first) === numbers.length) return undefined
  const expected = numbers.reduce((most, one) => (alike(one) > alike(most) ? one : most), first)
  return { found: numbers.find(({ dimension }) => !sameDimension(dimension, expected.dimension))!, expected }
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
  const odd = oddDimension(points.map(({ value }) => value))
  if (odd)
    return report('E0204', odd.found.at, {
      expected: canonicalUnit(odd.expected.dimension),
      found: canonicalUnit(odd.found.dimension),
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
