/**
 * What a quantity measures, as powers of base dimensions. Two quantities may be added or compared only when all powers
 * agree. Coal equivalent, each of CO2, CO2e and carbon, gas volume at 0 °C and at 20 °C, and power are base dimensions of
 * their own: nothing converts between them silently (model.md, Dimensions).
 */
export const bases = [
  'mass',
  'energy',
  'power',
  'tce',
  'co2',
  'co2e',
  'carbon',
  'gas0',
  'volume',
  'area',
  'length',
  'time',
  'money',
  'person',
  'vehicle',
  'rack',
  'item',
] as const
export type Base = (typeof bases)[number]

/** Powers by base; a base that is absent has power 0; `money` carries its price year in `priceYear`. */
export interface Dimension {
  readonly powers: Readonly<Partial<Record<Base, number>>>
  readonly priceYear?: number
}

export const dimensionless: Dimension = { powers: {} }

/** Same powers; price years are compared by the caller, who knows the county's. */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return bases.every((base) => (a.powers[base] ?? 0) === (b.powers[base] ?? 0))
}

/** The dimension of a product; price years must agree where both have one (the left one is kept). */
export function timesDimension(a: Dimension, b: Dimension, sign: 1 | -1 = 1): Dimension {
  const powers: Partial<Record<Base, number>> = {}
  for (const base of bases) {
    const power = (a.powers[base] ?? 0) + sign * (b.powers[base] ?? 0)
    if (power !== 0) powers[base] = power
  }
  const priceYear = a.priceYear ?? b.priceYear
  return powers.money !== undefined && priceYear !== undefined ? { powers, priceYear } : { powers }
}
