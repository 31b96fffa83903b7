import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import { dimensionless } from '../quantity/dimension.ts'
import { atomic, type Report, scalarOf } from './field.ts'
import type { Given } from './given.ts'
import type { Expectation } from './number.ts'
import type { MapTree, Tree } from './tree.ts'
import type { ReadNumber } from './uncertainty.ts'

/**
 * A path that wanders: year by year it is multiplied by a number around 1. Of one year alone that number is normal with the
 * deviation half-width ÷ 1.644854, so nine draws in ten lie within the half-width, and cut at 0 and 2. From year to year the
 * normals keep `persistence` of what they were (an autoregression of order one, stationary): two that lie k years apart have
 * the correlation persistenceᵏ.
 */
export interface Band {
  readonly at: Span
  /** Half of the width of the central 90 % as a share of the path: years rise, linear between them, none before, held after. */
  readonly anchors: readonly { readonly year: number; readonly half: number }[]
  readonly persistence: number
  /** A share stays at most one. */
  readonly atMost?: number
}

/** One of several whole paths: names in the order in which they were written, chances that add up to 1. */
export interface OneOf {
  readonly at: Span
  readonly paths: readonly { readonly name: string; readonly chance: number; readonly at: Span }[]
}

/** The path itself among the alternatives. */
export const statedPath = 'stated'

/** The 95 % quantile of the standard normal distribution: half of the width of its central 90 %. */
const normal90 = 1.6448536269514722

/** Deviation of the factor of a year; 0 before the first anchor. */
export function bandDeviation(band: Band, year: number): number {
  const { anchors } = band
  const after = anchors.findIndex((anchor) => anchor.year >= year)
  if (after < 0) return anchors.at(-1)!.half / normal90
  const next = anchors[after]!
  if (next.year === year) return next.half / normal90
  const before = anchors[after - 1]
  if (!before) return 0
  const part = (year - before.year) / (next.year - before.year)
  return (before.half + part * (next.half - before.half)) / normal90
}

const number = { anyOf: [{ type: 'string' }, { type: 'number' }] }
export const bandJson = {
  band: { type: 'object', patternProperties: { '^\\d{4}$': number }, additionalProperties: false },
  persistence: number,
}

const bandForm = '{band: {2030: 10%, 2060: 40%}, persistence: 0.9}'

/**
 * Reads `{band: {2025: 3%, 2060: 40%}, persistence: 0.9}`. Reports E0880 (form) and E0881 (a width or persistence that no band
 * has).
 */
export function readBand(
  tree: MapTree,
  expected: Expectation,
  readNumber: ReadNumber,
  report: Report,
): Band | undefined {
  const other = [...tree.entries].find(([key]) => key !== 'band' && key !== 'persistence')
  if (other) return report('E0880', other[1].key, { found: other[0], expected: bandForm })
  const band = tree.entries.get('band')!.value
  const persistence = tree.entries.get('persistence')
  if (!persistence) return report('E0202', tree.at, { key: 'persistence' })
  if (band.kind !== 'map' || band.entries.size === 0)
    return report('E0880', band.at, { found: band.kind, expected: '{2030: 10%, 2060: 40%}' })
  const plain: Expectation = { dimension: dimensionless, example: '10%' }
  const read = (at: Tree, example: string): Given | undefined => {
    const scalar = scalarOf(at, example, report)
    return scalar && readNumber(scalar, plain, report)
  }
  const anchors: { year: number; half: number }[] = []
  for (const [key, entry] of band.entries) {
    if (!/^\d{4}$/.test(key)) return report('E0880', entry.key, { found: key, expected: '2030: 10%' })
    const half = read(entry.value, '10%')
    if (!half) return undefined
    if (half.value < 0 || half.value > 1)
      return report('E0881', half.at, { found: `${half.value * 100}%`, expected: '0% … 100%' })
    anchors.push({ year: Number(key), half: half.value })
  }
  const kept = read(persistence.value, '0.9')
  if (!kept) return undefined
  if (kept.value < 0 || kept.value >= 1)
    return report('E0881', kept.at, { found: kept.value, expected: '0 ≤ persistence < 1' })
  anchors.sort((a, b) => a.year - b.year)
  return {
    at: tree.at,
    anchors,
    persistence: kept.value,
    ...(expected.share ? { atMost: 1 } : {}),
  }
}

/** Reads `{one-of: {slow: 30%, stated: 50%, fast: 20%}}`. Reports E0882 (form, `stated` missing) and E0852 (chances). */
function readOneOf(tree: MapTree, readNumber: ReadNumber, report: Report): OneOf | undefined {
  const other = [...tree.entries].find(([key]) => key !== 'one-of')
  const form = '{slow: 30%, stated: 50%, fast: 20%}'
  if (other) return report('E0882', other[1].key, { found: other[0], expected: `one-of: ${form}` })
  const list = tree.entries.get('one-of')!.value
  if (list.kind !== 'map') return report('E0882', list.at, { found: list.kind, expected: form })
  if (!list.entries.has(statedPath))
    return report('E0882', list.at, { found: [...list.entries.keys()].join(', '), expected: statedPath })
  const chance: Expectation = { dimension: dimensionless, example: '30%', share: true, least: 0 }
  const paths: { name: string; chance: number; at: Span }[] = []
  for (const [name, entry] of list.entries) {
    const scalar = scalarOf(entry.value, '30%', report)
    const share = scalar && readNumber(scalar, chance, report)
    if (!share) return undefined
    paths.push({ name, chance: share.value, at: entry.key })
  }
  const sum = paths.reduce((total, path) => total + path.chance, 0)
  if (Math.abs(sum - 1) > 1e-9)
    return report('E0852', list.at, { found: `${Number((sum * 100).toPrecision(6))}%` })
  return { at: tree.at, paths }
}

/** What a whole path may be instead: a band around it, or one of several. */
export type PathUncertain = { readonly band: Band } | { readonly oneOf: OneOf }

/** `uncertain:` beside a path with alternatives. */
export function pathUncertain(readNumber: ReadNumber) {
  const chances = { type: 'object', additionalProperties: number }
  return atomic(
    { type: 'object', properties: { ...bandJson, 'one-of': chances } },
    (tree, report): PathUncertain | undefined => {
      if (tree.kind === 'map' && tree.entries.has('band')) {
        const band = readBand(tree, { example: '1' }, readNumber, report)
        return band && { band }
      }
      if (tree.kind === 'map' && tree.entries.has('one-of')) {
        const oneOf = readOneOf(tree, readNumber, report)
        return oneOf && { oneOf }
      }
      const keys = ['band', 'one-of']
      const found = tree.kind === 'map' ? [...tree.entries.keys()].join(', ') : tree.kind
      return report('E0880', tree.at, {
        found,
        expected: nearest(found, keys) ?? `${bandForm} | {one-of: {…}}`,
      })
    },
    { zh: '整条走势的不确定性：带状或几选一', en: 'what the whole path may be: a band, or one of several' },
  )
}
