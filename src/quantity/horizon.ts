/** The years of a run, both ends included: `base` ≤ `observedTo` ≤ `to`. Years to `observedTo` hold observed values. */
export interface Horizon {
  readonly base: number
  readonly observedTo: number
  readonly to: number
}

/** How many years: `to − base + 1`; 1 where both are the same. */
export function length(horizon: Horizon): number {
  return horizon.to - horizon.base + 1
}

/** All years in order: `[2020, 2021, …, 2060]`. */
export function years(horizon: Horizon): number[] {
  return Array.from({ length: length(horizon) }, (_, index) => horizon.base + index)
}

/** The place of a year in a series, from 0; undefined where it is no whole number or outside the horizon. */
export function yearIndex(horizon: Horizon, year: number): number | undefined {
  if (!Number.isInteger(year) || year < horizon.base || year > horizon.to) return undefined
  return year - horizon.base
}

/** Whether a year lies in the observed part, which scenarios cannot change. */
export function isObserved(horizon: Horizon, year: number): boolean {
  return year >= horizon.base && year <= horizon.observedTo
}
