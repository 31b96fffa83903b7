import { dimensionless } from '../quantity/dimension.ts'
import { type Report, scalarOf } from './field.ts'
import type { Given } from './given.ts'
import type { Expectation } from './number.ts'
import type { Scalar, Tree } from './tree.ts'

/**
 * What a number may be, as somebody declared it beside the value: parameters in the canonical unit of the number. How it is
 * drawn stands in numerics/distribution.ts, which has the same shape.
 */
export type Uncertain =
  | PlainUncertain
  | { readonly kind: 'truncated'; readonly of: PlainUncertain; readonly low: number; readonly high: number }

type PlainUncertain =
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | {
      readonly kind: 'triangular' | 'pert'
      readonly low: number
      readonly mode: number
      readonly high: number
    }
  | {
      readonly kind: 'beta'
      readonly a: number
      readonly b: number
      readonly low: number
      readonly high: number
    }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly kind: 'lognormal'; readonly median: number; readonly gsd: number }
  | { readonly kind: 'discrete'; readonly values: readonly number[]; readonly chances: readonly number[] }

/** Words of the forms, as they stand in a file. */
export const uncertainForms = [
  'triangular',
  'uniform',
  'pert',
  'beta',
  'normal',
  'lognormal',
  'discrete',
] as const
type Form = (typeof uncertainForms)[number]

const expectedForm = 'triangular | uniform | pert | beta | normal | lognormal | discrete'
const number = { anyOf: [{ type: 'string' }, { type: 'number' }] }
const list = (length: number) => ({ type: 'array', items: number, minItems: length, maxItems: length })
const map = (...keys: readonly string[]) => ({
  type: 'object',
  properties: Object.fromEntries(keys.map((key) => [key, number])),
  required: [...keys],
})

/** How one number is read: handed in, since fields of numbers read what stands beside them too. */
export type ReadNumber = (scalar: Scalar, expected: Expectation, report: Report) => Given | undefined

/** For editors. */
export const uncertainJson = {
  type: 'object',
  properties: {
    triangular: list(3),
    uniform: list(2),
    pert: list(3),
    beta: map('a', 'b', 'low', 'high'),
    normal: map('mean', 'sd'),
    lognormal: map('median', 'gsd'),
    discrete: { type: 'object', properties: {}, additionalProperties: number },
    within: list(2),
  },
}

/** Deviations from the middle beyond which nothing of a normal or lognormal is kept: a cut there is a slip. */
const farthest = 5

/**
 * Reads `uncertain: {triangular: […]}` beside a number. Units are those of the number. Reports E0850 (form), E0851 (parameters
 * that no distribution has), E0852 (chances), E0853 (draws that the number may not take), E0854 (the number itself outside).
 */
export function readUncertain(
  tree: Tree,
  given: Given,
  expected: Expectation,
  readNumber: ReadNumber,
  report: Report,
): Uncertain | undefined {
  const uncertain = readDistribution(tree, given, expected, readNumber, report)
  if (!uncertain) return undefined
  const [least, most] = supportOf(uncertain)
  if (given.value < least || given.value > most)
    return report('E0854', statedAt(tree), {
      value: show(given.value),
      found: `${show(least)} … ${show(most)}`,
    })
  return uncertain
}

function statedAt(tree: Tree): Tree['at'] {
  const stated = tree.kind === 'map' ? [...tree.entries].find(([key]) => key !== 'within') : undefined
  return stated?.[1].value.at ?? tree.at
}

/** A distribution whose draws `given` could take, wherever the value of a run lies. */
export function readDistribution(
  tree: Tree,
  given: Given,
  expected: Expectation,
  readNumber: ReadNumber,
  report: Report,
): Uncertain | undefined {
  const same: Expectation = { ...expected, dimension: given.dimension }
  const wrongForm = (at: Tree, found: string) => report('E0850', at.at, { found, expected: expectedForm })
  if (tree.kind !== 'map') return wrongForm(tree, tree.kind === 'scalar' ? tree.text : tree.kind)
  const forms = [...tree.entries.keys()].filter((key) => key !== 'within')
  const [form] = forms
  if (forms.length !== 1 || !uncertainForms.includes(form as Form))
    return wrongForm(tree, forms.length === 0 ? '{}' : forms.join(', '))
  const stated = tree.entries.get(form!)!.value
  const plain = readPlain(form as Form, stated, same, readNumber, report)
  if (!plain) return undefined
  const cut = tree.entries.get('within')?.value
  const within = cut ? numbers(cut, 2, '[low, high]', same, readNumber, report) : undefined
  if (cut && !within) return undefined
  const [from, to] = supportOf(plain)
  let uncertain: Uncertain = plain
  if (within) {
    const [low, high] = within as [number, number]
    const [least, most] = bulkOf(plain)
    const nothing =
      plain.kind === 'discrete'
        ? !plain.values.some((value) => value >= low && value <= high)
        : least === most
          ? low > most || high < least
          : low >= most || high <= least
    if (low >= high || nothing)
      return report('E0851', cut!.at, {
        found: `${show(low)} … ${show(high)}`,
        expected: low >= high ? 'low < high' : `${show(least)} … ${show(most)}`,
      })
    if (low > from || high < to) uncertain = { kind: 'truncated', of: plain, low, high }
  }
  const [least, most] = supportOf(uncertain)
  const floor =
    expected.least ?? (given.value >= 0 && given.dimension !== undefined && !isPlain(given) ? 0 : undefined)
  const unbounded = plain.kind === 'normal'
  // A number that is never negative by its meaning may be told otherwise only where that is written out.
  const refused =
    floor !== undefined &&
    least < floor &&
    (expected.least !== undefined || (unbounded && least === Number.NEGATIVE_INFINITY))
  if (refused || (expected.share && most > 1))
    return report('E0853', stated.at, {
      found: `${show(least)} … ${show(most)}`,
      expected: expected.share ? '0% … 100%' : `≥ ${floor}`,
    })
  return uncertain
}

function isPlain(given: Given): boolean {
  return Object.keys(given.dimension.powers).length === 0
}

const show = (value: number): string | number =>
  Number.isFinite(value) ? Number(value.toPrecision(6)) : value < 0 ? '−∞' : '∞'

function readPlain(
  form: Form,
  stated: Tree,
  same: Expectation,
  readNumber: ReadNumber,
  report: Report,
): PlainUncertain | undefined {
  /** Parameters are judged by what can be drawn, not one by one: a mean has no floor of its own. */
  const free: Expectation = {
    example: same.example,
    ...(same.dimension ? { dimension: same.dimension } : {}),
  }
  const bare: Expectation = { dimension: dimensionless, example: '1.2' }
  const wrong = (found: string, expected: string) => report('E0851', stated.at, { found, expected })
  switch (form) {
    case 'uniform': {
      const read = numbers(stated, 2, '[low, high]', free, readNumber, report)
      if (!read) return undefined
      const [low, high] = read as [number, number]
      return low <= high ? { kind: form, low, high } : wrong(read.map(show).join(', '), 'low ≤ high')
    }
    case 'triangular':
    case 'pert': {
      const read = numbers(stated, 3, '[low, mode, high]', free, readNumber, report)
      if (!read) return undefined
      const [low, mode, high] = read as [number, number, number]
      return low <= mode && mode <= high
        ? { kind: form, low, mode, high }
        : wrong(read.map(show).join(', '), 'low ≤ mode ≤ high')
    }
    case 'beta': {
      const read = fields(stated, { a: bare, b: bare, low: free, high: free }, readNumber, report)
      if (!read) return undefined
      const { a, b, low, high } = read
      // Below 0.1 nearly all lies at the two ends, closer than doubles tell apart.
      for (const [key, shape] of [
        ['a', a!],
        ['b', b!],
      ] as const)
        if (shape < 0.1 || shape > 1e4) return wrong(`${key} ${show(shape)}`, '0.1 ≤ a, b ≤ 10000')
      return low! < high!
        ? { kind: form, a: a!, b: b!, low: low!, high: high! }
        : wrong(`${show(low!)} … ${show(high!)}`, 'low < high')
    }
    case 'normal': {
      const read = fields(stated, { mean: free, sd: free }, readNumber, report)
      if (!read) return undefined
      const { mean, sd } = read
      return sd! >= 0 ? { kind: form, mean: mean!, sd: sd! } : wrong(`sd ${show(sd!)}`, 'sd ≥ 0')
    }
    case 'lognormal': {
      const read = fields(stated, { median: free, gsd: bare }, readNumber, report)
      if (!read) return undefined
      const { median, gsd } = read
      if (!(median! > 0)) return wrong(`median ${show(median!)}`, 'median > 0')
      return gsd! >= 1 ? { kind: form, median: median!, gsd: gsd! } : wrong(`gsd ${show(gsd!)}`, 'gsd ≥ 1')
    }
    case 'discrete':
      return readDiscrete(stated, free, readNumber, report)
  }
}

function readDiscrete(
  stated: Tree,
  free: Expectation,
  readNumber: ReadNumber,
  report: Report,
): PlainUncertain | undefined {
  if (stated.kind !== 'map' || stated.entries.size === 0)
    return report('E0850', stated.at, { found: stated.kind, expected: 'discrete: {value: chance}' })
  const chance: Expectation = { dimension: dimensionless, example: '40%', share: true, least: 0 }
  const rows: { value: number; chance: number }[] = []
  for (const [key, entry] of stated.entries) {
    const written: Scalar = { kind: 'scalar', value: key, text: key, quoted: false, at: entry.key }
    const value = readNumber(written, free, report)
    const scalar = scalarOf(entry.value, '40%', report)
    const share = scalar ? readNumber(scalar, chance, report) : undefined
    if (!value || !share) return undefined
    rows.push({ value: value.value, chance: share.value })
  }
  rows.sort((a, b) => a.value - b.value)
  const sum = rows.reduce((total, row) => total + row.chance, 0)
  if (Math.abs(sum - 1) > 1e-9)
    return report('E0852', stated.at, { found: `${Number((sum * 100).toPrecision(6))}%` })
  return { kind: 'discrete', values: rows.map(({ value }) => value), chances: rows.map((row) => row.chance) }
}

/** A list of so many numbers in the unit of the field. */
function numbers(
  tree: Tree,
  length: number,
  form: string,
  expected: Expectation,
  readNumber: ReadNumber,
  report: Report,
): readonly number[] | undefined {
  if (tree.kind !== 'list' || tree.items.length !== length)
    return report('E0850', tree.at, {
      found: tree.kind === 'list' ? `[${tree.items.length}]` : tree.kind,
      expected: form,
    })
  const read = tree.items.map((item) => {
    const scalar = scalarOf(item, expected.example, report)
    return scalar ? readNumber(scalar, expected, report)?.value : undefined
  })
  return read.every((value) => value !== undefined) ? read : undefined
}

/** A map of exactly these numbers. */
function fields(
  tree: Tree,
  wanted: Readonly<Record<string, Expectation>>,
  readNumber: ReadNumber,
  report: Report,
): Readonly<Record<string, number>> | undefined {
  const keys = Object.keys(wanted)
  const form = `{${keys.map((key) => `${key}: …`).join(', ')}}`
  if (tree.kind !== 'map') return report('E0850', tree.at, { found: tree.kind, expected: form })
  const other = [...tree.entries].find(([key]) => !Object.hasOwn(wanted, key))
  if (other) return report('E0850', other[1].key, { found: other[0], expected: form })
  const read: Record<string, number> = {}
  for (const [key, expected] of Object.entries(wanted)) {
    const entry = tree.entries.get(key)
    if (!entry) return report('E0202', tree.at, { key })
    const scalar = scalarOf(entry.value, expected.example, report)
    const given = scalar ? readNumber(scalar, expected, report) : undefined
    if (!given) return undefined
    read[key] = given.value
  }
  return read
}

/** The least and the greatest number that can be drawn. */
export function supportOf(d: Uncertain): readonly [number, number] {
  switch (d.kind) {
    case 'uniform':
    case 'triangular':
    case 'pert':
    case 'beta':
      return [d.low, d.high]
    case 'normal':
      return d.sd === 0 ? [d.mean, d.mean] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    case 'lognormal':
      return d.gsd === 1 ? [d.median, d.median] : [0, Number.POSITIVE_INFINITY]
    case 'discrete':
      return [d.values[0]!, d.values.at(-1)!]
    case 'truncated': {
      const [low, high] = supportOf(d.of)
      return [Math.max(low, d.low), Math.min(high, d.high)]
    }
  }
}

/** Where nearly all of it lies: a cut that leaves nothing of this is a slip. */
function bulkOf(d: PlainUncertain): readonly [number, number] {
  if (d.kind === 'normal') return [d.mean - farthest * d.sd, d.mean + farthest * d.sd]
  if (d.kind === 'lognormal') return [d.median / d.gsd ** farthest, d.median * d.gsd ** farthest]
  return supportOf(d)
}
