import type { Span } from '../diagnostics/span.ts'
import { dimensionless } from '../quantity/dimension.ts'
import { atomic, type Reference, scalarOf } from './field.ts'
import { readScalar } from './number.ts'

/** Uncertain numbers that lie high or low together: every pair of them has this correlation in standard normals. */
export interface Correlation {
  readonly of: readonly Reference[]
  readonly rho: number
  readonly at: Span
}

const form = '{of: [drivers.a, drivers.b], rho: 0.6}'

/**
 * `correlations: [{of: […], rho: 0.6}]`. Reports E0884: another form, fewer than two, one twice, a correlation that is not
 * between −1 and 1.
 */
export const correlations = atomic(
  {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        of: { type: 'array', items: { type: 'string' }, minItems: 2 },
        rho: { anyOf: [{ type: 'string' }, { type: 'number' }] },
        note: {},
        source: { type: 'string' },
        grade: { type: 'string' },
      },
      required: ['of', 'rho'],
    },
  },
  (tree, report): readonly Correlation[] | undefined => {
    if (tree.kind !== 'list') return report('E0884', tree.at, { found: tree.kind, expected: `[${form}]` })
    const made = tree.items.flatMap((item): Correlation[] => {
      const wrong = (at: Span, found: string | number, expected: string) => {
        report('E0884', at, { found, expected })
        return []
      }
      if (item.kind !== 'map') return wrong(item.at, item.kind, form)
      const keys = ['of', 'rho', 'note', 'source', 'grade']
      const other = [...item.entries].find(([key]) => !keys.includes(key))
      if (other) return wrong(other[1].key, other[0], form)
      const of = item.entries.get('of')?.value
      const stated = item.entries.get('rho')?.value
      if (!of || !stated) return wrong(item.at, of ? 'of' : 'rho', form)
      if (of.kind !== 'list' || of.items.length < 2)
        return wrong(of.at, of.kind === 'list' ? `[${of.items.length}]` : of.kind, '[drivers.a, drivers.b]')
      const names: Reference[] = []
      for (const name of of.items) {
        const scalar = scalarOf(name, 'drivers.a', report)
        if (!scalar) return []
        const id = scalar.text.normalize('NFC')
        if (names.some((known) => known.id === id)) return wrong(scalar.at, id, '≠')
        names.push({ id, at: scalar.at })
      }
      const scalar = scalarOf(stated, '0.6', report)
      const rho = scalar && readScalar(scalar, { dimension: dimensionless, example: '0.6' }, report)
      if (!rho) return []
      if (!(Math.abs(rho.value) < 1)) return wrong(rho.at, rho.value, '−1 < rho < 1')
      return [{ of: names, rho: rho.value, at: item.at }]
    })
    return made.length === tree.items.length ? made : undefined
  },
  { zh: '一同偏高或偏低的不确定数', en: 'uncertain numbers that lie high or low together' },
)

/** Two names whose correlation was written twice, with the place of the second. */
export interface Twice {
  readonly a: string
  readonly b: string
  readonly at: Span
}

/** A matrix of correlations by name, names in the order in which they were first written; pairs that nobody names are 0. */
export interface Matrix {
  readonly names: readonly Reference[]
  /** The lower triangle, row by row, with the diagonal. */
  readonly rows: readonly (readonly number[])[]
  /** Where a pair was written. */
  readonly at: (i: number, j: number) => Span | undefined
  readonly twice: readonly Twice[]
}

export function matrixOf(list: readonly Correlation[]): Matrix {
  const names: Reference[] = []
  const place = new Map<string, number>()
  const pairs = new Map<string, { readonly rho: number; readonly at: Span }>()
  const twice: Twice[] = []
  const key = (i: number, j: number) => `${Math.max(i, j)} ${Math.min(i, j)}`
  for (const { of, rho, at } of list) {
    const indexes = of.map((name) => {
      const known = place.get(name.id)
      if (known !== undefined) return known
      place.set(name.id, names.length)
      names.push(name)
      return names.length - 1
    })
    for (const [k, i] of indexes.entries())
      for (const j of indexes.slice(0, k)) {
        const before = pairs.get(key(i, j))
        if (before && before.rho !== rho)
          twice.push({ a: names[Math.min(i, j)]!.id, b: names[Math.max(i, j)]!.id, at })
        else pairs.set(key(i, j), { rho, at })
      }
  }
  return {
    names,
    rows: names.map((_, i) =>
      Array.from({ length: i + 1 }, (__, j) => (i === j ? 1 : (pairs.get(key(i, j))?.rho ?? 0))),
    ),
    at: (i, j) => pairs.get(key(i, j))?.at,
    twice,
  }
}
