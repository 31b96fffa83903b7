import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distance, nearest, nearestHint } from '../../src/diagnostics/nearest.ts'

describe('distance', () => {
  // The textbook pairs, and Chinese counted by character.
  test.each([
    ['kitten', 'sitting', 3],
    ['saturday', 'sunday', 3],
    ['ca', 'abc', 3],
    ['coke', 'coek', 1],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['焦炉煤气', '焦炉气', 1],
    ['𠀀a', 'a𠀀', 1],
  ])('%j to %j is %d', (a, b, expected) => {
    expect(distance(a, b)).toBe(expected)
    expect(distance(b, a)).toBe(expected)
    expect(distance(a, b, expected)).toBe(expected)
    if (expected > 0) expect(distance(a, b, expected - 1)).toBe(expected)
  })

  test('a limit never changes what it finds below itself', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, fc.nat(8), (a, b, most) => {
        expect(distance(a, b, most)).toBe(Math.min(distance(a, b), most + 1))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('nearest', () => {
  const keys = [
    'capacity',
    'commissioned',
    'inputs',
    'outputs',
    'coke-oven-gas',
    'coke-oven-coke',
    'use',
    'of',
    '焦炉煤气',
  ]
  test.each([
    ['capcity', 'capacity'],
    ['Capacity', 'capacity'],
    ['capaicty', 'capacity'],
    ['coke-oven-gass', 'coke-oven-gas'],
    ['input', 'inputs'],
    ['usr', 'use'],
    ['fo', 'of'],
    ['焦炉煤汽', '焦炉煤气'],
    ['projects', undefined],
    ['项目', undefined],
    ['xy', undefined],
    ['', undefined],
    ['x'.repeat(5000), undefined],
  ])('%j → %j', (word, expected) => {
    expect(nearest(word, keys)).toBe(expected)
  })

  test('ties: the same first letter, then the earlier candidate', () => {
    expect(nearest('cat', ['bat', 'cut'])).toBe('cut')
    expect(nearest('cat', ['cut', 'cot'])).toBe('cut')
    expect(nearest('cat', ['cot', 'cut'])).toBe('cot')
    expect(nearest('A', ['b', 'a'])).toBe('a')
  })

  test('a candidate itself is always found, and nothing comes from nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 10 }), { minLength: 1 }), (candidates) => {
        const word = candidates[0] ?? ''
        expect(nearest(word, candidates)?.normalize('NFC').toLowerCase()).toBe(
          word.normalize('NFC').toLowerCase(),
        )
      }),
    )
    expect(nearest('abc', [])).toBeUndefined()
    expect(nearestHint('capcity', keys)).toEqual({ nearest: 'capacity' })
    expect(nearestHint('projects', keys)).toEqual({ nearest: '' })
  })
})
