import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frame } from '../../src/diagnostics/frame.ts'
import { lineAt, locator, position } from '../../src/diagnostics/position.ts'
import { displayWidth } from '../../src/text/width.ts'

function framed(text: string, part: string, style = {}) {
  const start = text.indexOf(part)
  return frame(text, { start, end: start + part.length }, style)
}

describe('position', () => {
  const text = 'a: 1\r\n焦: 𠀀x\nb\rlast'
  test.each([
    [0, 1, 1],
    [3, 1, 4],
    [5, 1, 6], // between CR and LF
    [6, 2, 1],
    [9, 2, 4],
    [11, 2, 6], // 𠀀 is two UTF-16 units
    [13, 3, 1],
    [15, 4, 1],
    [19, 4, 5],
    [999, 4, 5],
    [-1, 1, 1],
  ])('offset %d is %d:%d', (offset, line, column) => {
    expect(position(text, offset)).toEqual({ line, column })
  })

  test('agrees with cutting the text into lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '焦') }), fc.nat(40), (some, at) => {
        fc.pre(at <= some.length && !(some[at - 1] === '\r' && some[at] === '\n'))
        const lines = some.slice(0, at).split(/\r\n|\n|\r/)
        expect(locator(some)(at)).toEqual({ line: lines.length, column: (lines.at(-1) ?? '').length + 1 })
        expect(lineAt(some, lines.length).text).toBe(some.split(/\r\n|\n|\r/)[lines.length - 1])
      }),
    )
  })
})

describe('frame', () => {
  test('the first frame of mock/terminal.md', () => {
    const text = `${'\n'.repeat(11)}    capacity: 30 万t\n`
    expect(framed(text, '30 万t')).toBe(
      ['     |', '  12 |     capacity: 30 万t', '     |               ^^^^^^'].join('\n'),
    )
  })

  test('the caret stands under what follows Chinese text and tabs', () => {
    expect(framed('名称: { 焦炉: x }', 'x').split('\n').slice(1)).toEqual([
      '   1 | 名称: { 焦炉: x }',
      '     |               ^',
    ])
    expect(framed('\tb: x', 'x').split('\n').slice(1)).toEqual(['   1 |     b: x', '     |        ^'])
    expect(framed('焦炉', '炉').split('\n')[2]).toBe('     |   ^^')
  })

  test('control and invisible characters are seen, and the caret keeps its place', () => {
    expect(framed('a: \x1b[31m\u202e x', ' x').split('\n').slice(1)).toEqual([
      '   1 | a: \\x1b[31m<U+202E> x',
      '     |                    ^^',
    ])
  })

  test('empty places, the end of a line and of the file, several lines, another mark', () => {
    expect(frame('ab\ncd', { start: 1, end: 1 }).split('\n')[2]).toBe('     |  ^')
    expect(frame('ab\r\ncd', { start: 2, end: 2 }).split('\n').slice(1)).toEqual(['   1 | ab', '     |   ^'])
    expect(frame('ab\n', { start: 3, end: 3 }).split('\n').slice(1)).toEqual(['   2 |', '     | ^'])
    expect(frame('ab\ncd', { start: 1, end: 5 }).split('\n')[2]).toBe('     |  ^')
    expect(frame('ab', { start: 50, end: 60 }).split('\n')[2]).toBe('     |   ^')
    expect(frame('', { start: 0, end: 0 })).toBe('     |\n   1 |\n     | ^')
    expect(framed('a: b', 'b', { mark: '-' }).split('\n')[2]).toBe('     |    -')
  })

  test('line numbers of five digits move the gutter', () => {
    expect(framed(`${'\n'.repeat(12344)}x: y`, 'y').split('\n')).toEqual([
      '      |',
      '12345 | x: y',
      '      |    ^',
    ])
  })

  test('a wide line is cut around the caret', () => {
    const text = `${'a'.repeat(100)}HERE${'b'.repeat(100)}`
    const [, line, caret] = framed(text, 'HERE').split('\n')
    expect(displayWidth(line ?? '')).toBe(80)
    expect(line).toMatch(/^ {3}1 \| …a+HEREb+…$/)
    expect(line?.indexOf('HERE')).toBe(caret?.indexOf('^^^^'))
    // What stands at the end is shown with what leads to it, the beginning with what follows.
    expect(framed(`${'a'.repeat(100)}END`, 'END').split('\n')[1]).toMatch(/^ {3}1 \| …a{66,}END$/)
    expect(framed(`START${'a'.repeat(100)}`, 'START').split('\n')[1]).toMatch(/^ {3}1 \| STARTa{66,}…$/)
  })

  test('a long key is shown from its beginning', () => {
    const [, line, caret] = framed(`x: ${'k'.repeat(10_000)}`, 'k'.repeat(10_000)).split('\n')
    expect(line).toMatch(/^ {3}1 \| (x: |…)k+…$/)
    expect(displayWidth(line ?? '')).toBeLessThanOrEqual(80)
    expect(displayWidth(caret ?? '')).toBeLessThanOrEqual(80)
  })

  test('never wider than the terminal, and the caret always under the first marked character', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '焦', '𠀀', ' ', '\t', '\n', '\x1b', '\u202e', '气'),
      maxLength: 300,
    })
    fc.assert(
      fc.property(
        text,
        fc.nat(300),
        fc.nat(30),
        fc.integer({ min: 40, max: 100 }),
        (some, start, size, width) => {
          const at = Math.min(start, some.length)
          const [blank = '', line = '', caret = ''] = frame(
            some,
            { start: at, end: at + size },
            { width },
          ).split('\n')
          for (const shown of [blank, line, caret]) expect(displayWidth(shown)).toBeLessThanOrEqual(width)
          expect(caret).toMatch(/^ +\| *\^+$/)
          expect(line).not.toMatch(/[\p{Cc}\u202e]/u)
          const before = [...line].reduce<[string, number]>(
            ([kept, used], c) =>
              used + displayWidth(c) > caret.indexOf('^') ? [kept, 999] : [kept + c, used + displayWidth(c)],
            ['', 0],
          )[0]
          const marked = some[at]
          if (marked === 'a' || marked === '焦' || marked === '气')
            expect(line.slice(before.length)[0]).toBe(marked)
        },
      ),
      { numRuns: 500 },
    )
  })
})
