import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaQuantile, betaShare, logGamma } from '../../src/numerics/beta.ts'
import { type Distribution, quantile, share } from '../../src/numerics/distribution.ts'
import { normalQuantile, normalShare } from '../../src/numerics/normal.ts'

const near = (found: number, expected: number, relative: number) =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(relative * Math.max(1e-300, Math.abs(expected)))

describe('special functions, against SciPy 1.11.4', () => {
  it.each([
    [-8, 6.22096057427174e-16],
    [-3.5, 0.00023262907903552502],
    [-1.2, 0.11506967022170822],
    [-0.3, 0.3820885778110474],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [1.96, 0.9750021048517795],
    [4.5, 0.9999966023268753],
  ])('Φ(%d)', (z, p) => near(normalShare(z), p, 1e-13))

  it.each([
    [1e-300, -37.0470962993612],
    [1e-12, -7.034483825301131],
    [0.001, -3.090232306167813],
    [0.02425, -1.972961051311885],
    [0.3, -0.5244005127080409],
    [0.7, 0.5244005127080407],
    [0.975, 1.959963984540054],
    [0.999999999, 5.997807019601637],
  ])('Φ⁻¹(%d)', (p, z) => near(normalQuantile(p), z, 2e-15))

  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247],
    [2.5, 0.2846828704729192],
    [6, 4.787491742782046],
    [100, 359.1342053695754],
  ])('log Γ(%d)', (x, y) => near(logGamma(x), y, 1e-13))

  it.each([
    [1, 5, 0.1, 0.40951],
    [3, 3, 0.5, 0.5],
    [2.2, 3.8, 0.7, 0.9545316808427884],
    [4.9, 1.1, 0.99, 0.9657005642509612],
    [0.5, 0.5, 0.2, 0.29516723530086664],
  ])('I(a=%d, b=%d, x=%d)', (a, b, x, p) => near(betaShare(x, a, b), p, 1e-12))

  it.each([
    [1, 5, 0.1, 0.020851637639023212],
    [3, 3, 0.9, 0.7533635467115334],
    [2.2, 3.8, 0.05, 0.09570428352919891],
    [4.9, 1.1, 0.999, 0.9996050568348105],
    [0.5, 0.5, 0.2, 0.09549150281252622],
  ])('I⁻¹(a=%d, b=%d, p=%d)', (a, b, p, x) => near(betaQuantile(p, a, b), x, 1e-11))
})

const all: readonly {
  readonly name: string
  readonly d: Distribution
  readonly mean: number
  readonly sd: number
}[] = [
  { name: 'uniform', d: { kind: 'uniform', low: 2, high: 8 }, mean: 5, sd: Math.sqrt(3) },
  {
    name: 'triangular',
    d: { kind: 'triangular', low: 3, mode: 5, high: 9 },
    mean: 17 / 3,
    sd: Math.sqrt((9 + 25 + 81 - 15 - 27 - 45) / 18),
  },
  // mean (a + 4m + b)/6; variance (µ − a)(b − µ)/7
  {
    name: 'pert',
    d: { kind: 'pert', low: 3, mode: 5, high: 9 },
    mean: 32 / 6,
    sd: Math.sqrt(((7 / 3) * (11 / 3)) / 7),
  },
  // on [3, 9]: mean 3 + 6·a/(a + b); variance 36·ab/((a + b)²(a + b + 1))
  {
    name: 'beta',
    d: { kind: 'beta', a: 2, b: 5, low: 3, high: 9 },
    mean: 3 + 12 / 7,
    sd: Math.sqrt((36 * 10) / (49 * 8)),
  },
  { name: 'normal', d: { kind: 'normal', mean: -1, sd: 0.5 }, mean: -1, sd: 0.5 },
  {
    name: 'lognormal',
    d: { kind: 'lognormal', median: 2, gsd: 1.5 },
    mean: 2 * Math.exp(Math.log(1.5) ** 2 / 2),
    sd: 2 * Math.exp(Math.log(1.5) ** 2 / 2) * Math.sqrt(Math.exp(Math.log(1.5) ** 2) - 1),
  },
  {
    name: 'discrete',
    d: { kind: 'discrete', values: [1, 2, 10], chances: [0.3, 0.5, 0.2] },
    mean: 3.3,
    sd: Math.sqrt(22.3 - 3.3 ** 2),
  },
  // a normal cut at its mean: mean µ + σ√(2/π), variance σ²(1 − 2/π)
  {
    name: 'truncated',
    d: { kind: 'truncated', of: { kind: 'normal', mean: 1, sd: 2 }, low: 1, high: 1e9 },
    mean: 1 + 2 * Math.sqrt(2 / Math.PI),
    sd: 2 * Math.sqrt(1 - 2 / Math.PI),
  },
]

describe.each(all)('$name', ({ d, mean, sd }) => {
  it('has the mean and deviation of its closed form (midpoints of 20,000 equal shares)', () => {
    const n = 20_000
    let [sum, squares] = [0, 0]
    for (let i = 0; i < n; i++) {
      const x = quantile(d, (i + 0.5) / n)
      sum += x
      squares += (x - mean) ** 2
    }
    expect(Math.abs(sum / n - mean)).toBeLessThan(1e-3 * sd)
    expect(Math.abs(Math.sqrt(squares / n) / sd - 1)).toBeLessThan(3e-3)
  })

  it('rises with the share, and share and quantile undo each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (i, j) => {
        const [u, v] = [i / 10_000, j / 10_000]
        const [x, y] = [quantile(d, u), quantile(d, v)]
        if (u < v) expect(x).toBeLessThanOrEqual(y)
        if (d.kind === 'discrete') expect(share(d, x)).toBeGreaterThanOrEqual(u - 1e-12)
        else expect(Math.abs(share(d, x) - u)).toBeLessThan(1e-9)
      }),
    )
  })
})

it('gives quantiles of SciPy 1.11.4', () => {
  near(quantile({ kind: 'triangular', low: 3, mode: 5, high: 9 }, 0.3), 4.897366596101028, 1e-14)
  near(quantile({ kind: 'triangular', low: 3, mode: 5, high: 9 }, 0.8), 6.809109769979336, 1e-14)
  near(quantile({ kind: 'lognormal', median: 2, gsd: 1.5 }, 0.9), 3.362792145687603, 1e-14)
  const cut: Distribution = { kind: 'truncated', of: { kind: 'normal', mean: 1, sd: 2 }, low: 0, high: 3 }
  near(quantile(cut, 0.25), 0.7068783609147133, 1e-13)
})

it('cuts every kind by its own shares: Q(F(l) + u (F(h) − F(l)))', () => {
  const cut = (of: Distribution, low: number, high: number): Distribution => ({
    kind: 'truncated',
    of,
    low,
    high,
  })
  // uniform: what is left is uniform
  near(quantile(cut({ kind: 'uniform', low: 0, high: 10 }, 2, 6), 0.25), 3, 1e-14)
  // triangular from 0 rising to its mode 10: F = x²/100; between 6 and 10 the median is √((36 + 100)/2)
  near(quantile(cut({ kind: 'triangular', low: 0, mode: 10, high: 10 }, 6, 10), 0.5), Math.sqrt(68), 1e-14)
  // pert 0, 0, 1 is beta(1, 5): F = 1 − (1 − x)⁵
  const left = (x: number) => (1 - x) ** 5
  const median = 1 - ((left(0.1) + left(0.4)) / 2) ** 0.2
  near(quantile(cut({ kind: 'pert', low: 0, mode: 0, high: 1 }, 0.1, 0.4), 0.5), median, 1e-11)
  near(quantile(cut({ kind: 'beta', a: 1, b: 5, low: 0, high: 1 }, 0.1, 0.4), 0.5), median, 1e-11)
  // lognormal: the logarithm is a normal cut at the same shares; symmetric in logarithms, the median stays
  near(quantile(cut({ kind: 'lognormal', median: 2, gsd: 1.5 }, 1, 4), 0.5), 2, 1e-14)
  // discrete: values outside go, the rest keep their proportion: 2 and 3 at 0.5 : 0.2
  const some: Distribution = { kind: 'discrete', values: [1, 2, 3, 9], chances: [0.2, 0.5, 0.2, 0.1] }
  const counted = Array.from({ length: 700 }, (_, i) => quantile(cut(some, 2, 3), (i + 0.5) / 700))
  expect(counted.filter((x) => x === 2).length).toBe(500)
  expect(counted.filter((x) => x === 3).length).toBe(200)
  expect([1.5, 2, 3].map((x) => share(cut(some, 2, 3), x))).toEqual([0, expect.closeTo(5 / 7, 12), 1])
})

it('gives beta quantiles of closed forms', () => {
  for (const u of [0.001, 0.2, 0.5, 0.9, 0.9999]) {
    near(quantile({ kind: 'beta', a: 1, b: 3, low: 0, high: 1 }, u), 1 - Math.cbrt(1 - u), 1e-11)
    near(quantile({ kind: 'beta', a: 4, b: 1, low: 0, high: 2 }, u), 2 * u ** 0.25, 1e-11)
  }
})

it('draws one number where the width is zero', () => {
  for (const u of [0.001, 0.5, 0.999]) {
    expect(quantile({ kind: 'uniform', low: 4, high: 4 }, u)).toBe(4)
    expect(quantile({ kind: 'triangular', low: 4, mode: 4, high: 4 }, u)).toBe(4)
    expect(quantile({ kind: 'pert', low: 4, mode: 4, high: 4 }, u)).toBe(4)
    expect(quantile({ kind: 'normal', mean: 4, sd: 0 }, u)).toBe(4)
    expect(quantile({ kind: 'lognormal', median: 4, gsd: 1 }, u)).toBe(4)
  }
})
