import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exp, log, pow } from '../../src/numerics/elementary.ts'

/** Values by mpmath 1.3 at 300 bits, rounded to double. */
const reference: readonly (readonly ['exp' | 'log' | 'pow', number, number, number])[] = [
  ['exp', 0, 0, 1.0],
  ['exp', 1e-10, 0, 1.0000000001],
  ['exp', 0.3, 0, 1.3498588075760032],
  ['exp', -0.3, 0, 0.7408182206817179],
  ['exp', 0.5, 0, 1.6487212707001282],
  ['exp', 3, 0, 20.085536923187668],
  ['exp', -1, 0, 0.36787944117144233],
  ['exp', 2.5, 0, 12.182493960703473],
  ['exp', -17.25, 0, 3.2241867372567335e-8],
  ['exp', 100.125, 0, 3.0460357809113723e43],
  ['exp', 709.5, 0, 1.3549863193146328e308],
  ['exp', -708.25, 0, 2.5759248692837695e-308],
  ['exp', -740, 0, 4.2e-322],
  ['exp', 3e-300, 0, 1.0],
  ['exp', 0.34657359, 0, 1.4142135619771539],
  ['exp', 1.0397, 0, 2.8283683765492893],
  ['log', 1, 0, 0.0],
  ['log', 3, 0, 1.0986122886681098],
  ['log', 0.3, 0, -1.2039728043259361],
  ['log', 7, 0, 1.9459101490553132],
  ['log', 1.0000001, 0, 9.999999505838704e-8],
  ['log', 0.9999999, 0, -1.0000000494736474e-7],
  ['log', 1e-300, 0, -690.7755278982137],
  ['log', 5e-324, 0, -744.4400719213812],
  ['log', 1.7e308, 0, 709.7268368932282],
  ['log', 0.75, 0, -0.2876820724517809],
  ['pow', 2, 10, 1024.0],
  ['pow', 3, 0.5, 1.7320508075688772],
  ['pow', 1.045, 40, 5.816364537597439],
  ['pow', 0.93, 7.5, 0.5802593058724819],
  ['pow', 10, -3, 0.001],
  ['pow', 7, 11, 1977326743.0],
  ['pow', 1.0000001, 1e9, 2.6881038582144647e43],
  ['pow', 0.5, 1074, 5e-324],
  ['pow', 3, 33, 5559060566555523.0],
  ['pow', -3, 3, -27.0],
  ['pow', -2, -5, -0.03125],
  ['pow', 1e-5, 60, 1.0000000000000048e-300],
  ['pow', 0.1, 0.1, 0.7943282347242815],
  ['pow', 123.456, -2.75, 1.7715011782461382e-6],
]

/** The distance to the next double away from 0. */
function ulp(x: number): number {
  const bits = new Float64Array([Math.abs(x)])
  const words = new BigUint64Array(bits.buffer)
  words[0] = words[0]! + 1n
  return bits[0]! - Math.abs(x)
}

const any = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, 1, -1, 0.5, -0.5, 2, 3, -3, Infinity, -Infinity, NaN, 2 ** 53, -(2 ** 53), 1e300),
)

describe('exp, log and pow', () => {
  it.each(
    reference,
  )('%s(%d, %d) is within one unit in the last place of the exact value', (name, x, y, exact) => {
    const value = name === 'exp' ? exp(x) : name === 'log' ? log(x) : pow(x, y)
    expect(Math.abs(value - exact)).toBeLessThanOrEqual(ulp(exact))
  })

  it('is guarded outside the domain', () => {
    expect([exp(710), exp(-746), exp(Infinity), exp(-Infinity), exp(NaN)]).toEqual([
      Infinity,
      0,
      Infinity,
      0,
      NaN,
    ])
    expect([log(0), log(-0), log(-1), log(Infinity), log(NaN)]).toEqual([
      -Infinity,
      -Infinity,
      NaN,
      Infinity,
      NaN,
    ])
  })

  it('agrees with ** on every edge case', () => {
    fc.assert(
      fc.property(any, any, (x, y) => {
        const [ours, theirs] = [pow(x, y), x ** y]
        if (!Number.isFinite(theirs) || theirs === 0) expect(ours).toBe(theirs)
        else expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(2 * ulp(theirs))
      }),
      { numRuns: 20_000 },
    )
  })

  it('gives whole powers of whole numbers exactly', () => {
    for (let x = 2; x <= 12; x++) {
      for (let y = 0, exact = 1n; exact < 2n ** 53n; y++, exact *= BigInt(x))
        expect(pow(x, y)).toBe(Number(exact))
    }
  })

  it('exp and log undo each other', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(4e-16 * (1 + Math.abs(x)))
      }),
    )
  })

  it('never falls where it should rise', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -745, max: 709, noNaN: true }),
        fc.double({ min: 1e-9, max: 1, noNaN: true }),
        (x, d) => {
          expect(exp(x + d)).toBeGreaterThanOrEqual(exp(x))
        },
      ),
    )
  })
})
