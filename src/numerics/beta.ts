import { exp, log, pow } from './elementary.ts'

/** Coefficients of Lanczos' approximation, g = 7, n = 9: P. Godfrey's, as in Press et al., Numerical Recipes, section 6.1. */
const lanczos = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const

/** log Γ(x) for x > 0; C. Lanczos, SIAM Journal on Numerical Analysis B 1 (1964) 86–96. */
export function logGamma(x: number): number {
  // Γ(x) = Γ(x + 1)/x keeps small arguments where the approximation is good.
  if (x < 0.5) return logGamma(x + 1) - log(x)
  const z = x - 1
  let sum: number = lanczos[0]
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i]! / (z + i)
  const t = z + 7.5
  return 0.9189385332046728 + (z + 0.5) * log(t) - t + log(sum)
}

/** The continued fraction of the incomplete beta function; Lentz's method, DLMF 8.17.22. */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m <= 400; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    const step = d * c
    h *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return h
}

/** I_x(a, b): the share of the beta distribution below x; a, b > 0. */
export function betaShare(x: number, a: number, b: number): number {
  if (!(x > 0)) return 0
  if (x >= 1) return 1
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(1 - x))
  if (x < (a + 1) / (a + b + 2)) return (front * fraction(x, a, b)) / a
  return 1 - (front * fraction(1 - x, b, a)) / b
}

/** x with I_x(a, b) = p: Newton's steps kept within a bracket that shrinks. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0
  if (p >= 1) return 1
  const scale = exp(logGamma(a + b) - logGamma(a) - logGamma(b))
  let [low, high] = [0, 1]
  let x = a / (a + b)
  for (let step = 0; step < 100; step++) {
    const gap = betaShare(x, a, b) - p
    if (gap < 0) low = x
    else high = x
    const slope = scale * pow(x, a - 1) * pow(1 - x, b - 1)
    let next = x - gap / slope
    if (!(next > low && next < high)) next = low + (high - low) / 2
    if (Math.abs(next - x) <= 1e-16 + 4e-16 * x || high - low <= 1e-16) return next
    x = next
  }
  return x
}
