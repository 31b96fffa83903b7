import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bond, wrap } from '../../src/report/table.ts'
import { displayWidth } from '../../src/text/width.ts'

describe('wrap', () => {
  test('breaks between words and between Chinese characters', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three'])
    expect(wrap('焦化和冶金', 4)).toEqual(['焦化', '和冶', '金'])
  })
  test('no line begins with a closing sign', () => {
    expect(wrap('焦化，冶金', 4)).toEqual(['焦', '化，', '冶金'])
  })
  test('a figure keeps its unit', () => {
    expect(wrap(`峰值 −95.7${bond}万吨，2060 年`, 14)).toEqual(['峰值', `−95.7${bond}万吨，`, '2060 年'])
  })
  test('nothing is lost and no line is too wide', () => {
    const word = fc.constantFrom(
      '焦化',
      'co2',
      '，',
      ' ',
      '（',
      '）',
      `7.8${bond}万tce`,
      'averyveryverylongword',
      '。',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 4, max: 30 }), (words, width) => {
        const text = words.join('')
        const lines = wrap(text, width)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})
