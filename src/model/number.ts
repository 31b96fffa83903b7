import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import { type Dimension, sameDimension } from '../quantity/dimension.ts'
import { parseQuantity } from '../quantity/parse.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import { type Report, scalarOf } from './field.ts'
import { type Given, type Grade, grades } from './given.ts'
import type { Scalar, Tree } from './tree.ts'
import { readUncertain } from './uncertainty.ts'

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

export function gradeOf(word: string | undefined, at: Span, report: Report): Grade | undefined {
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
export function noteText(note: Tree): string {
  if (note.kind === 'scalar') return note.text
  return note.kind === 'map' ? [...note.entries.values()].map(({ value }) => noteText(value)).join(' / ') : ''
}

export function readRange(
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
