import { stream } from '../numerics/random.ts'

/** Who causes how much of v(all) − v(none), by Shapley's rule (Contributions to the Theory of Games II (1953) 307–317). */
export interface Shapley {
  readonly method: 'exact' | 'sampled'
  /** One share a player; they add up to v(all) − v(none). */
  readonly shares: Float64Array
  /** Standard error of each share; only where sampled. */
  readonly errors?: Float64Array
  /** Games that were played. */
  readonly runs: number
  readonly permutations?: number
  /**
   * How each share comes about: the mean gain of the player when it comes first, second …, and the weight of each place; the
   * share is their weighted sum.
   */
  readonly places: (player: number) => readonly { readonly mean: number; readonly weight: number }[]
}

/** Up to so many players all coalitions are played: 4,096. */
export const exactPlayers = 12

/**
 * Shares of n players. `play` is handed coalitions (a bit a player, in words of 32) and says what each is worth; all that are
 * needed are asked for at once. Up to 12 players every coalition is played. Beyond, `permutations` orders are drawn with the
 * seed (Castro, Gómez and Tejada, Computers & Operations Research 36 (2009) 1726–1730): the shares of one order add up, so
 * their means do, and each carries the standard error of its mean.
 */
export function shapley(
  n: number,
  play: (coalitions: readonly Uint32Array[]) => Float64Array,
  { seed = 1, permutations = 200, only }: ShapleyOrder = {},
): Shapley {
  return n <= exactPlayers ? exact(n, play) : sampled(n, play, seed, Math.max(2, permutations), only)
}

export interface ShapleyOrder {
  readonly seed?: number
  readonly permutations?: number
  /**
   * The only player whose share is wanted: of each order that is drawn just the two games around it are played, and its share has
   * the bits that it has among all. Shares of the others are NaN then.
   */
  readonly only?: number
}

function exact(n: number, play: (coalitions: readonly Uint32Array[]) => Float64Array): Shapley {
  const count = 1 << n
  const worth = play(Array.from({ length: count }, (_, mask) => Uint32Array.of(mask)))
  // |S|! (n − |S| − 1)! / n! by size of S: 1 / (n · C(n − 1, |S|)).
  const weights: number[] = []
  let choose = 1
  for (let size = 0; size < n; size++) {
    weights.push(1 / (n * choose))
    choose = (choose * (n - 1 - size)) / (size + 1)
  }
  const shares = new Float64Array(n)
  for (let mask = 0; mask < count; mask++) {
    const weight = weights[ones(mask)]
    if (weight === undefined) continue
    for (let i = 0; i < n; i++)
      if ((mask & (1 << i)) === 0) shares[i]! += weight * (worth[mask | (1 << i)]! - worth[mask]!)
  }
  const places = (player: number) => {
    const sums = new Float64Array(n)
    for (let mask = 0; mask < count; mask++)
      if ((mask & (1 << player)) === 0) sums[ones(mask)]! += worth[mask | (1 << player)]! - worth[mask]!
    // Σ over coalitions of one size · weight = (1/n) · their mean.
    return [...sums].map((sum, size) => ({ mean: sum * weights[size]! * n, weight: 1 / n }))
  }
  return { method: 'exact', shares, runs: count, places }
}

function ones(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}

function sampled(
  n: number,
  play: (coalitions: readonly Uint32Array[]) => Float64Array,
  seed: number,
  permutations: number,
  only?: number,
): Shapley {
  const random = stream(seed, 'shapley')
  let drawn = 0
  /** A whole number below n: of 2⁵³ equal pieces, so the bias is below 1e-13. */
  const below = (n: number) => Math.floor(random.at(drawn++) * n)
  const words = Math.ceil(n / 32)
  const index = new Map<string, number>()
  const coalitions: Uint32Array[] = []
  const place = (coalition: Uint32Array): number => {
    const key = coalition.join(' ')
    const known = index.get(key)
    if (known !== undefined) return known
    index.set(key, coalitions.length)
    coalitions.push(coalition.slice())
    return coalitions.length - 1
  }
  const orders: Uint16Array[] = []
  const steps: Int32Array[] = []
  for (let p = 0; p < permutations; p++) {
    const order = Uint16Array.from({ length: n }, (_, i) => i)
    for (let i = n - 1; i > 0; i--) {
      const j = below(i + 1)
      const kept = order[i]!
      order[i] = order[j]!
      order[j] = kept
    }
    const coalition = new Uint32Array(words)
    const visited = new Int32Array(n + 1).fill(-1)
    /** Games before and after each player that is wanted. */
    const wanted = (k: number) => only === undefined || order[k] === only || order[k - 1] === only
    if (wanted(0)) visited[0] = place(coalition)
    for (const [k, player] of order.entries()) {
      coalition[player >> 5]! |= 1 << (player & 31)
      if (wanted(k + 1)) visited[k + 1] = place(coalition)
    }
    orders.push(order)
    steps.push(visited)
  }
  const worth = play(coalitions)
  const shares = new Float64Array(n).fill(only === undefined ? 0 : Number.NaN)
  if (only !== undefined) shares[only] = 0
  const squares = new Float64Array(n)
  for (const [p, order] of orders.entries())
    for (const [k, player] of order.entries()) {
      if (only !== undefined && player !== only) continue
      const gain = worth[steps[p]![k + 1]!]! - worth[steps[p]![k]!]!
      // Welford: mean and sum of squared distances, order by order.
      const before = shares[player]!
      shares[player] = before + (gain - before) / (p + 1)
      squares[player]! += (gain - before) * (gain - shares[player]!)
    }
  const errors = squares.map((square) => Math.sqrt(square / (permutations - 1) / permutations))
  const places = (player: number) => {
    const sums = new Float64Array(n)
    const counts = new Float64Array(n)
    for (const [p, order] of orders.entries()) {
      const k = order.indexOf(player)
      sums[k]! += worth[steps[p]![k + 1]!]! - worth[steps[p]![k]!]!
      counts[k]!++
    }
    return [...sums].flatMap((sum, k) =>
      counts[k]! > 0 ? [{ mean: sum / counts[k]!, weight: counts[k]! / permutations }] : [],
    )
  }
  return { method: 'sampled', shares, errors, runs: coalitions.length, permutations, places }
}

/** Whether a player belongs to a coalition. */
export function belongs(coalition: Uint32Array, player: number): boolean {
  return ((coalition[player >> 5]! >>> (player & 31)) & 1) === 1
}
