import { replicates } from './draws.ts'
import { Moments } from './moments.ts'

/** A probability as it was estimated. */
export interface Chance {
  readonly count: number
  readonly share: number
  /** Standard error: of independent draws, or of the differences between replicates where draws are not independent. */
  readonly error: number
  /** 95 % interval: Wilson's for independent draws, Student's t over replicates otherwise (Wilson's where they all agree). */
  readonly interval: readonly [low: number, high: number]
}

/** The probability of which `hits` are the draws by replicate, of `sound` draws by replicate. */
export function chanceOf(hits: Float64Array, sound: Float64Array, independent: boolean): Chance {
  const count = hits.reduce((sum, hit) => sum + hit, 0)
  const n = sound.reduce((sum, draws) => sum + draws, 0)
  if (n === 0) return { count: 0, share: Number.NaN, error: Number.NaN, interval: [0, 1] }
  const share = count / n
  if (!independent) {
    const moments = new Moments()
    for (let r = 0; r < replicates; r++) if (sound[r]! > 0) moments.add(hits[r]! / sound[r]!)
    const error = moments.sd / Math.sqrt(moments.count)
    if (error > 0 && moments.count === replicates) {
      const reach = student15 * error
      return { count, share, error, interval: [Math.max(0, share - reach), Math.min(1, share + reach)] }
    }
  }
  const middle = (count + normal95 ** 2 / 2) / (n + normal95 ** 2)
  const reach = (normal95 / (n + normal95 ** 2)) * Math.sqrt((count * (n - count)) / n + normal95 ** 2 / 4)
  return {
    count,
    share,
    error: Math.sqrt((share * (1 - share)) / n),
    interval: [count === 0 ? 0 : Math.max(0, middle - reach), count === n ? 1 : Math.min(1, middle + reach)],
  }
}

/** 97.5 % quantiles: of the normal distribution, and of Student's t with 15 degrees of freedom (16 replicates). */
const normal95 = 1.959964
const student15 = 2.13145
