import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inert } from '../../src/text/inert.ts'
import { byCodePoint } from '../../src/text/order.ts'
import { displayWidth, padEndWidth, padStartWidth, truncateWidth } from '../../src/text/width.ts'

test.each([
  ['capacity: 30 万t', 16],
  ['焦化，“甲醇”', 12],
  ['ＡＢ％', 6],
  ['█▁→−±₂', 6],
  ['e\u0301', 1],
  ['한글', 4],
  ['𠀀', 2],
  ['\u200b\u202e', 0],
  ['', 0],
])('%j is %d columns wide', (text, width) => {
  expect(displayWidth(text)).toBe(width)
})

test('padding and cutting', () => {
  expect(padEndWidth('焦化', 6)).toBe('焦化  ')
  expect(padStartWidth('万t', 5)).toBe('  万t')
  expect(padEndWidth('焦化', 2)).toBe('焦化')
  expect(truncateWidth('焦化冶金', 5)).toBe('焦化…')
  expect(truncateWidth('焦化冶金', 4)).toBe('焦…')
  expect(truncateWidth('焦化', 4)).toBe('焦化')
  expect(truncateWidth('焦化', 0)).toBe('')
})

test('a cut text fits, and a padded one fills', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '焦', '𠀀', '\u0301', '万') })
  fc.assert(
    fc.property(text, fc.nat(20), (some, width) => {
      expect(displayWidth(truncateWidth(some, width))).toBeLessThanOrEqual(width)
      expect(displayWidth(padEndWidth(truncateWidth(some, width), width))).toBe(width)
      expect(truncateWidth(some, width)).not.toMatch(/\p{Cs}/u)
    }),
  )
})

test('inert text holds nothing that a terminal obeys or a reader cannot see', () => {
  expect(inert('\x1b]8;;http://x\x1b\\a')).toBe('\\x1b]8;;http://x\\x1b\\a')
  expect(inert('a\u202eb\u200bc\u2028')).toBe('a<U+202E>b<U+200B>c<U+2028>')
  expect(inert('a\nb\x7f\x85\ud800')).toBe('a\\x0ab\\x7f\\x85<U+D800>')
  expect(inert('焦'.repeat(81))).toBe(`${'焦'.repeat(80)}…`)
  expect(inert('焦'.repeat(80))).toBe('焦'.repeat(80))
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(inert(text, 1000)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u)
    }),
  )
})

test('order by code point', () => {
  expect(['b', 'a', '焦', 'ab', 'B', ''].sort(byCodePoint)).toEqual(['', 'B', 'a', 'ab', 'b', '焦'])
  // UTF-16 order would put the pair of U+20000 before U+FF01.
  expect(['\u{20000}', '\uff01'].sort(byCodePoint)).toEqual(['\uff01', '\u{20000}'])
  expect(['\u{20001}', '\u{20000}'].sort(byCodePoint)).toEqual(['\u{20000}', '\u{20001}'])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const [left, right] = [[...a], [...b]].map((all) => all.map((c) => (c.codePointAt(0) ?? 0) + 1))
      let expected = 0
      for (let i = 0; expected === 0 && i < Math.max(a.length, b.length); i++)
        expected = Math.sign((left?.[i] ?? 0) - (right?.[i] ?? 0))
      expect(Math.sign(byCodePoint(a, b))).toBe(expected)
    }),
  )
})
