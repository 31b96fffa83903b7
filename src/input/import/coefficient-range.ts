import type { Fuel } from './gathered.ts'

/**
 * How far a coefficient that a book prints may lie from that of the library, as a ratio. Kinds of coal and gases of works differ by
 * what they are made of (GB/T 2589-2020, annex A, gives ranges of the same width); refined products, coke and heat hardly do. A
 * slip of the decimal point, of the unit or of the row lies outside. Assumption, from the spread of annex A.
 */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  coal: [0.4, 1.5],
  coke: [0.88, 1.12],
  oil: [0.93, 1.07],
  gas: [0.75, 1.2],
  heat: [0.95, 1.1],
}
const other: readonly [number, number] = [0.5, 2]
/** Calorific value is a constant (0.1229 kgce/kWh); the equivalent moves with the coal that a kilowatt-hour takes. */
const electricity: readonly [number, number] = [0.87, 1.15]

/** Whether a printed coefficient can be that of the fuel. @param ratio Printed over that of the library. */
export function isUsual(fuel: Fuel, ratio: number): boolean {
  const [low, high] = fuel.id === 'electricity' ? electricity : (ranges[fuel.group] ?? other)
  return ratio >= low && ratio <= high
}
