import type { Dimension } from '../quantity/dimension.ts'
import type { Curve } from './curve.ts'
import type { Given } from './given.ts'
import type { Model } from './model.ts'
import type { Uncertain } from './uncertainty.ts'

/** The declared price index: what a yuan of one year is worth in yuan of another; undefined outside the years that it knows. */
export type Deflator = (from: number, to: number) => number | undefined

/** The price index as somebody stated it: points, linear between them. Nothing is known outside the years stated. */
export function deflatorOf(index: Curve): Deflator {
  const points = index.kind === 'points' ? index.points : []
  const at = (year: number): number | undefined => {
    const next = points.findIndex((point) => point.year >= year)
    const b = points[next]
    if (!b) return undefined
    if (b.year === year) return b.value.value
    const a = points[next - 1]
    if (!a) return undefined
    return a.value.value + ((b.value.value - a.value.value) * (year - a.year)) / (b.year - a.year)
  }
  return (from, to) => {
    const [a, b] = [at(from), at(to)]
    return a === undefined || b === undefined || !(a > 0) || !(b > 0) ? undefined : b / a
  }
}

/**
 * The model with all money at the prices of the county: numbers, their ranges and distributions of another price year are
 * multiplied by the index of the county's year over that of their own, and keep that factor (`deflated`). What the index does not
 * reach keeps its year, and is refused where it is used (E0218). Parts without such money are the same objects as before.
 */
export function inPrices(model: Model, deflator: Deflator): Model {
  const walked = new WeakMap<object, object>()
  const walk = <T>(value: T): T => {
    if (typeof value !== 'object' || value === null) return value
    const known = walked.get(value)
    if (known) return known as T
    const made = remade(value)
    walked.set(value, made)
    return made as T
  }
  const remade = (value: object): object => {
    if (value instanceof Map) {
      const entries = [...value].map(([key, entry]) => [key, walk(entry)] as const)
      return entries.every(([key, entry]) => entry === value.get(key)) ? value : new Map(entries)
    }
    if (Array.isArray(value)) {
      const items = value.map(walk)
      return items.every((item, i) => item === value[i]) ? value : items
    }
    if (isNumber(value)) return inYear(value, model.prices, deflator)
    const entries = Object.entries(value).map(
      ([key, part]) => [key, key === 'at' ? part : walk(part)] as const,
    )
    const own: object = entries.every(([key, part]) => part === (value as Record<string, unknown>)[key])
      ? value
      : { ...value, ...Object.fromEntries(entries) }
    const { dimension } = own as { readonly dimension?: Dimension }
    return dimension && factorOf(dimension, model.prices, deflator) !== undefined
      ? { ...own, dimension: { ...dimension, priceYear: model.prices } }
      : own
  }
  return walk(model)
}

type Plain = Exclude<Uncertain, { readonly kind: 'truncated' }>

function isNumber(value: object): value is Given {
  return 'dimension' in value && 'value' in value && typeof value.value === 'number'
}

/** By what money of a dimension is multiplied; undefined where it is none, of the right year already, or beyond the index. */
function factorOf({ powers, priceYear }: Dimension, prices: number, deflator: Deflator): number | undefined {
  if (!powers.money || priceYear === undefined || priceYear === prices) return undefined
  const index = deflator(priceYear, prices)
  return index === undefined ? undefined : index ** powers.money
}

function inYear(given: Given, prices: number, deflator: Deflator): Given {
  const factor = factorOf(given.dimension, prices, deflator)
  if (factor === undefined) return given
  return {
    ...given,
    value: given.value * factor,
    dimension: { ...given.dimension, priceYear: prices },
    ...(given.range ? { range: [given.range[0] * factor, given.range[1] * factor] } : {}),
    ...(given.uncertain ? { uncertain: scaled(given.uncertain, factor) } : {}),
    deflated: factor,
  }
}

/** A distribution of x as that of f·x. Shapes and ratios (a, b, gsd, chances) have no unit and stay. */
function scaled(one: Uncertain, f: number): Uncertain {
  return one.kind === 'truncated'
    ? { ...one, of: scaledPlain(one.of, f), low: one.low * f, high: one.high * f }
    : scaledPlain(one, f)
}

function scaledPlain(one: Plain, f: number): Plain {
  switch (one.kind) {
    case 'uniform':
    case 'beta':
      return { ...one, low: one.low * f, high: one.high * f }
    case 'triangular':
    case 'pert':
      return { ...one, low: one.low * f, mode: one.mode * f, high: one.high * f }
    case 'normal':
      return { ...one, mean: one.mean * f, sd: one.sd * f }
    case 'lognormal':
      return { ...one, median: one.median * f }
    case 'discrete':
      return { ...one, values: one.values.map((value) => value * f) }
  }
}
