import { type Dimension, sameDimension } from './dimension.ts'
import { parseUnitExactly, ratio } from './unit.ts'

/** Two price years that are both named and differ: only the county's deflator leads from one to the other. */
function pricesDiffer(a: Dimension, b: Dimension): boolean {
  return a.priceYear !== undefined && b.priceYear !== undefined && a.priceYear !== b.priceYear
}

/**
 * Convert a value from one unit to another: `convert(1, 'MWh', 'GJ')` = 3.6.
 * @returns undefined where a unit is unknown, the dimensions differ (t and tce, MW and MWh, Nm3 and m3), or both name a
 * price year and these differ.
 */
export function convert(value: number, fromUnit: string, toUnit: string): number | undefined {
  const from = parseUnitExactly(fromUnit)
  const to = parseUnitExactly(toUnit)
  if ('unknown' in from || 'unknown' in to) return undefined
  if (!sameDimension(from.dimension, to.dimension) || pricesDiffer(from.dimension, to.dimension))
    return undefined
  return scale(value, from.numerator * to.denominator, from.denominator * to.numerator)
}

/**
 * Express a value given in the canonical unit of its dimension in another unit: `inUnit(3_850_000, '万t/a')` = 385.
 * The caller knows the dimension; give it as `dimension` to have it checked.
 * @returns undefined where the unit is unknown or of another dimension or price year.
 */
export function inUnit(value: number, unit: string, dimension?: Dimension): number | undefined {
  const to = parseUnitExactly(unit)
  if ('unknown' in to) return undefined
  if (dimension && (!sameDimension(dimension, to.dimension) || pricesDiffer(dimension, to.dimension)))
    return undefined
  return scale(value, to.denominator, to.numerator)
}

/** value × top / bottom, rounded once from the shortest decimal text of the value: 0.57 is 57 %, not 56.99999999999999 %. */
function scale(value: number, top: bigint, bottom: bigint): number {
  if (!Number.isFinite(value)) return value
  const [mantissa = '0', power = '0'] = String(value).split('e')
  const [whole = '0', decimals = ''] = mantissa.split('.')
  const digits = BigInt(whole + decimals) * top
  const shift = Number(power) - decimals.length
  return shift >= 0
    ? ratio(digits * 10n ** BigInt(shift), bottom)
    : ratio(digits, bottom * 10n ** BigInt(-shift))
}
