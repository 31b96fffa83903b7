import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Gathered } from '../../src/study/gathered.ts'
import { Tally } from '../../src/study/tally.ts'

const shape = { fans: 1, targets: 2, years: 2 }

/** Tallies of a few blocks with numbers of very different sizes, so that another order of sums shows in the last bits. */
function tallyOf(block: number): Tally {
  const tally = new Tally(shape)
  for (let d = 0; d < 5; d++) {
    const draw = block * 1024 + d
    const x = Math.sin(draw) * 10 ** ((draw * 7) % 13)
    tally.draws++
    if (draw % 4 === 1) {
      tally.breach(`check ${draw % 3}`, draw)
      continue
    }
    tally.sound[draw % 16]!++
    for (const i of [0, 1]) {
      tally.sketches[i]!.add(i === 0 ? x : -x / 3)
      tally.moments[i]!.add(i === 0 ? x : -x / 3)
    }
    tally.met[draw % tally.met.length]!++
    tally.passes[draw % 4]!++
    tally.peaks[draw % 2]!++
  }
  return tally
}

const bits = (gathered: Gathered) =>
  JSON.stringify([
    gathered.counts.pack(false),
    gathered.moments().map(({ count, mean, squares }) => [count, mean, squares]),
  ])

/** Numbers 0 … n − 1 in an order, cut into parts. */
const dealt = fc.integer({ min: 1, max: 40 }).chain((n) =>
  fc.tuple(
    fc.shuffledSubarray(
      Array.from({ length: n }, (_, i) => i),
      { minLength: n, maxLength: n },
    ),
    fc.array(fc.nat(n), { maxLength: 4 }),
  ),
)

describe('blocks of draws', () => {
  test('say the same bits in whatever order and in whatever parts they come together', () => {
    fc.assert(
      fc.property(dealt, ([order, cuts]) => {
        const one = new Gathered(shape)
        for (let block = 0; block < order.length; block++) one.add(block, tallyOf(block))
        const ends = [...new Set([...cuts, order.length])].sort((a, b) => a - b)
        const whole = new Gathered(shape)
        let from = 0
        for (const end of ends) {
          const part = new Gathered(shape)
          for (const block of order.slice(from, end)) part.add(block, tallyOf(block))
          whole.merge(part)
          from = end
        }
        expect(bits(whole)).toBe(bits(one))
      }),
      { numRuns: 60 },
    )
  })

  test('keep little however many they are', () => {
    const one = new Gathered(shape)
    for (let block = 0; block < 1000; block++) one.add(block, tallyOf(block))
    // 1000 = 512 + 256 + 128 + 64 + 32 + 8
    expect(one.tree.nodes.map(({ level }) => 2 ** level)).toEqual([512, 256, 128, 64, 32, 8])
  })

  test('come back as they were from a list of numbers; what is no tally is refused', () => {
    const tally = tallyOf(3)
    const packed = JSON.parse(JSON.stringify(tally.pack())) as ReturnType<Tally['pack']>
    expect(JSON.stringify(Tally.unpack(shape, packed).pack())).toBe(JSON.stringify(tally.pack()))
    for (let i = 0; i < packed.numbers.length; i += 37) {
      const short = { ...packed, numbers: packed.numbers.slice(0, i) }
      expect(() => Tally.unpack(shape, short)).toThrow(RangeError)
    }
  })
})
