import { exp } from './elementary.ts'

/** How far the distributions of two samples lie apart. */
export interface Apart {
  /** The greatest distance of the two shares of numbers not above x (Kolmogorov and Smirnov). */
  readonly distance: number
  /** Chance of so great a distance where both are draws from one distribution, for large samples (N. V. Smirnov 1939). */
  readonly p: number
}

/**
 * Whether numbers that belong to cases come from another distribution than the others: the test by which R. C. Spear and
 * G. M. Hornberger (Water Research 14 (1980) 43–49) tell inputs that matter for a behaviour from those that do not.
 */
export function kolmogorovSmirnov(values: Float64Array, cases: Uint8Array): Apart {
  const n = values.length
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => values[i]! - values[j]!)
  let hits = 0
  for (const one of cases) hits += one
  const others = n - hits
  if (hits === 0 || others === 0) return { distance: 0, p: 1 }
  let [seen, passed, distance] = [0, 0, 0]
  for (let k = 0; k < n; k++) {
    const i = order[k]!
    if (cases[i] === 1) seen++
    else passed++
    // Equal numbers are one step of both.
    if (k + 1 < n && values[order[k + 1]!] === values[i]) continue
    distance = Math.max(distance, Math.abs(seen / hits - passed / others))
  }
  const root = Math.sqrt((hits * others) / n)
  // Stephens's correction for samples that are not large.
  const lambda = (root + 0.12 + 0.11 / root) * distance
  let p = 0
  for (let k = 1; k <= 100; k++) {
    const term = 2 * (k % 2 === 1 ? 1 : -1) * exp(-2 * k * k * lambda * lambda)
    p += term
    if (Math.abs(term) < 1e-12) break
  }
  return { distance, p: lambda < 0.2 ? 1 : Math.min(1, Math.max(0, p)) }
}
