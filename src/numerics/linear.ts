/**
 * Solves A·x = b for a small dense square matrix by Gaussian elimination with partial pivoting (Golub & Van Loan, Matrix
 * Computations, 3.4). `a` holds rows one after the other; neither argument is changed. Undefined where A is singular.
 */
export function solveLinear(a: Float64Array, b: Float64Array): Float64Array | undefined {
  const n = b.length
  const m = a.slice()
  const x = b.slice()
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let row = column + 1; row < n; row++)
      if (Math.abs(m[row * n + column]!) > Math.abs(m[pivot * n + column]!)) pivot = row
    const head = m[pivot * n + column]!
    if (!(Math.abs(head) > 0) || !Number.isFinite(head)) return undefined
    if (pivot !== column) {
      for (let k = 0; k < n; k++) {
        const held = m[column * n + k]!
        m[column * n + k] = m[pivot * n + k]!
        m[pivot * n + k] = held
      }
      const held = x[column]!
      x[column] = x[pivot]!
      x[pivot] = held
    }
    for (let row = column + 1; row < n; row++) {
      const factor = m[row * n + column]! / head
      if (factor === 0) continue
      for (let k = column; k < n; k++) m[row * n + k]! -= factor * m[column * n + k]!
      x[row]! -= factor * x[column]!
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = x[row]!
    for (let k = row + 1; k < n; k++) sum -= m[row * n + k]! * x[k]!
    x[row] = sum / m[row * n + row]!
  }
  return x
}
