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
  return within(a, b) && within(b, a)
}

function within(a: Dimension, b: Dimension): boolean {
  for (const base in a.powers)
    if ((a.powers[base as Base] ?? 0) !== (b.powers[base as Base] ?? 0)) return false
  return true
}

/** The dimension of a product (of a quotient with sign −1); price years must agree where both have one (the left one is kept). */
export function timesDimension(a: Dimension, b: Dimension, sign: 1 | -1 = 1): Dimension {
  const powers: Partial<Record<Base, number>> = {}
  for (const base in a.powers) {
    const power = a.powers[base as Base] ?? 0
    if (power !== 0) powers[base as Base] = power
  }
  for (const base in b.powers) {
    const power = (powers[base as Base] ?? 0) + sign * (b.powers[base as Base] ?? 0)
    if (power === 0) delete powers[base as Base]
    else powers[base as Base] = power
  }
  const priceYear = a.priceYear ?? b.priceYear
  return powers.money !== undefined && priceYear !== undefined ? { powers, priceYear } : { powers }
}
