import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { belongs, shapley } from '../../src/study/attribution.ts'

const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0)
/** A game as a function of who plays. */
const game =
  (worth: (plays: (player: number) => boolean) => number) =>
  (coalitions: readonly Uint32Array[]): Float64Array =>
    Float64Array.from(coalitions, (coalition) => worth((player) => belongs(coalition, player)))

describe('Shapley shares', () => {
  test('the glove game: one left glove, two right ones (Shapley 1953; textbooks: 2/3, 1/6, 1/6)', () => {
    const { shares, runs, method } = shapley(
      3,
      game((plays) => (plays(0) && (plays(1) || plays(2)) ? 1 : 0)),
    )
    expect([...shares].map((share) => share.toFixed(12))).toEqual([
      '0.666666666667',
      '0.166666666667',
      '0.166666666667',
    ])
    expect({ runs, method }).toEqual({ runs: 8, method: 'exact' })
  })

  test('no player, one player', () => {
    expect([
      ...shapley(
        0,
        game(() => 3),
      ).shares,
    ]).toEqual([])
    expect([
      ...shapley(
        1,
        game((plays) => (plays(0) ? 5 : 2)),
      ).shares,
    ]).toEqual([3])
  })

  test('shares add up; equals get equal parts; who changes nothing gets exactly nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 8 }),
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 256, maxLength: 256 }),
        (n, random) => {
          // Players 0 and 1 count alike (how many of them play), player 2 changes nothing, the rest is random.
          const play = game((plays) => {
            let key = Number(plays(0)) + Number(plays(1))
            for (let i = 3; i < n; i++) key = key * 2 + Number(plays(i))
            return random[key % 256]!
          })
          const { shares } = shapley(n, play)
          const [none, all] = play([Uint32Array.of(0), Uint32Array.of(2 ** n - 1)])
          const size =
            shares.reduce((sum, share) => sum + Math.abs(share), 0) + Math.abs(all!) + Math.abs(none!)
          expect(Math.abs(total(shares) - (all! - none!))).toBeLessThanOrEqual(1e-9 * size)
          expect(Math.abs(shares[0]! - shares[1]!)).toBeLessThanOrEqual(1e-9 * 1e6)
          expect(shares[2]).toBe(0)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('beyond 12 players: adds up, is seeded, and its error tells how far it may be off', () => {
    // v = Σ cᵢ + Σᵢ dᵢ·(i and i+1 both play): the shares are known.
    const n = 40
    const c = Array.from({ length: n }, (_, i) => ((i * 37) % 11) - 5)
    const d = Array.from({ length: n - 1 }, (_, i) => ((i * 13) % 7) - 3)
    const worth = game((plays) => {
      let sum = 0
      for (let i = 0; i < n; i++) if (plays(i)) sum += c[i]! + (i < n - 1 && plays(i + 1) ? d[i]! : 0)
      return sum
    })
    const known = c.map((value, i) => value + (d[i] ?? 0) / 2 + (d[i - 1] ?? 0) / 2)
    const found = shapley(n, worth, { seed: 7, permutations: 400 })
    expect(found.method).toBe('sampled')
    expect(total(found.shares)).toBeCloseTo(total(known), 9)
    const beyond = known.filter(
      (value, i) => Math.abs(found.shares[i]! - value) > 2 * found.errors![i]! + 1e-9,
    )
    // Two standard errors hold about 95 % of them.
    expect(beyond.length).toBeLessThanOrEqual(6)
    expect([...shapley(n, worth, { seed: 7, permutations: 400 }).shares]).toEqual([...found.shares])
    expect([...shapley(n, worth, { seed: 8, permutations: 400 }).shares]).not.toEqual([...found.shares])
  })

  test('asked for one player, only the games around it are played, and its share has the same bits', () => {
    const n = 20
    const play = game((plays) => {
      let sum = 0
      for (let i = 0; i < n; i++) if (plays(i)) sum += Math.sin(i + 1) * (plays((i * 7) % n) ? 3 : 1)
      return sum
    })
    const all = shapley(n, play, { seed: 4, permutations: 50 })
    for (const only of [0, 13, 19]) {
      const one = shapley(n, play, { seed: 4, permutations: 50, only })
      expect([one.shares[only], one.errors![only]]).toEqual([all.shares[only], all.errors![only]])
      expect(one.places(only)).toEqual(all.places(only))
      expect(one.runs).toBeLessThanOrEqual(2 * 50)
      expect(one.shares[(only + 1) % n]).toBeNaN()
    }
  })
})
