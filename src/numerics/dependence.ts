import { normalQuantile, normalShare } from './normal.ts'

/**
 * What ties uniform numbers together without changing any of them taken alone: a Gaussian copula. Rows of independent uniform
 * numbers become standard normals, are mixed, and become uniform again, so every distribution keeps its own quantiles.
 */
export interface Dependence {
  /** Rows whose normals have a correlation matrix, by its lower Cholesky factor (row by row, as long as the row's place). */
  readonly groups: readonly {
    readonly rows: readonly number[]
    readonly factor: readonly (readonly number[])[]
  }[]
  /**
   * Rows of successive years: `z₁ = ε₁`, `z_t = φ z_(t−1) + √(1 − φ²) ε_t`, so each is standard normal and two that lie k years
   * apart have the correlation φᵏ (a stationary autoregression of order one).
   */
  readonly chains: readonly { readonly rows: readonly number[]; readonly persistence: number }[]
}

/**
 * The lower Cholesky factor of a correlation matrix (row i has i + 1 numbers), or the row at which the matrix stops being
 * positive definite: then no numbers have these correlations.
 */
export function cholesky(
  matrix: readonly (readonly number[])[],
): { readonly factor: readonly (readonly number[])[] } | { readonly failedAt: number } {
  const factor: number[][] = []
  for (const [i, row] of matrix.entries()) {
    const made: number[] = []
    for (let j = 0; j <= i; j++) {
      let rest = row[j]!
      for (let k = 0; k < j; k++) rest -= made[k]! * (factor[j] ?? made)[k]!
      if (j < i) made.push(rest / factor[j]![j]!)
      // Rounding leaves a matrix that is singular at 1e-16 or so on either side of zero.
      else if (rest > 1e-12) made.push(Math.sqrt(rest))
      else return { failedAt: i }
    }
    factor.push(made)
  }
  return { factor }
}

/** Mixes rows of `width` uniform numbers in place. */
export function depend({ groups, chains }: Dependence, units: Float64Array, width: number): void {
  for (const { rows, factor } of groups) {
    const normals = new Float64Array(rows.length)
    for (let lane = 0; lane < width; lane++) {
      for (let i = 0; i < rows.length; i++) normals[i] = normalQuantile(units[rows[i]! * width + lane]!)
      // The first row keeps its numbers as they are.
      for (let i = 1; i < rows.length; i++) {
        const weights = factor[i]!
        let z = 0
        for (let k = 0; k <= i; k++) z += weights[k]! * normals[k]!
        units[rows[i]! * width + lane] = inside(normalShare(z))
      }
    }
  }
  for (const { rows, persistence } of chains) {
    const fresh = Math.sqrt(1 - persistence * persistence)
    for (let lane = 0; lane < width; lane++) {
      let z = normalQuantile(units[rows[0]! * width + lane]!)
      for (let i = 1; i < rows.length; i++) {
        const at = rows[i]! * width + lane
        z = persistence * z + fresh * normalQuantile(units[at]!)
        units[at] = inside(normalShare(z))
      }
    }
  }
}

/** Uniform numbers lie strictly between 0 and 1; Φ rounds to an end beyond 8 deviations. */
function inside(u: number): number {
  return Math.min(Math.max(u, 2 ** -54), 1 - 2 ** -53)
}
