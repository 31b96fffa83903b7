import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Code } from '../../src/diagnostics/codes.ts'
import { collector, type Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import {
  countDiagnostics,
  message,
  renderDiagnostic,
  renderDiagnostics,
  sortDiagnostics,
  toJson,
} from '../../src/diagnostics/render.ts'

const text = '\nprojects:\n  甲醇: { capacity: 30 万t }\n'
const at = { file: 'scenarios/x.yaml', start: text.indexOf('30 万t'), end: text.indexOf('30 万t') + 5 }
const texts = (file: string) => (file === 'scenarios/x.yaml' ? text : undefined)
const dimension: Diagnostic = { code: 'E0204', at, args: { expected: '万t/a', found: 't' } }

describe('renderDiagnostic', () => {
  test('header, frame, place', () => {
    expect(renderDiagnostic(dimension, texts, 'zh').split('\n')).toEqual([
      'scenarios/x.yaml:3:19 错误 E0204 unit-dimension: 量纲不符：应为 万t/a 这样的量，得到 t',
      '     |',
      '   3 |   甲醇: { capacity: 30 万t }',
      '     |                     ^^^^^^',
    ])
    expect(renderDiagnostic(dimension, texts, 'en').split('\n')[0]).toBe(
      'scenarios/x.yaml:3:19 error E0204 unit-dimension: expected a quantity such as 万t/a, found t',
    )
  })

  test('related places have frames with dashes; without the text there is the header alone', () => {
    const related = {
      ...dimension,
      related: [
        { ...at, start: 1, end: 9 },
        { file: 'builtin:coke', start: 5, end: 6 },
      ],
    }
    expect(renderDiagnostic(related, texts, 'en').split('\n').slice(4)).toEqual([
      '  --> scenarios/x.yaml:2:1',
      '     |',
      '   2 | projects:',
      '     | --------',
      '  --> builtin:coke',
    ])
    expect(renderDiagnostic(dimension, () => undefined, 'en')).toBe(
      'scenarios/x.yaml error E0204 unit-dimension: expected a quantity such as 万t/a, found t',
    )
  })
})

describe('message', () => {
  const of = (code: Code, args: Record<string, string | number>, language: 'zh' | 'en' = 'en') =>
    message({ code, at, args }, language)

  test('the nearest name is a clause, or nothing', () => {
    expect(of('E0201', { key: 'capcity', nearest: 'capacity' })).toBe(
      'there is no key capcity here; the nearest is capacity',
    )
    expect(of('E0201', { key: 'capcity', nearest: 'capacity' }, 'zh')).toBe(
      '这里没有名为 capcity 的键；最接近的是 capacity',
    )
    expect(of('E0201', { key: 'q', nearest: '' })).toBe('there is no key q here')
  })

  test('words of ours are said in the reader’s language, words of the user are left', () => {
    expect(of('E0203', { expected: 'map', found: 'list' })).toBe('expected a map (key: value), found a list')
    expect(of('E0203', { expected: 'map', found: 'list' }, 'zh')).toBe('应为映射（键: 值），得到列表')
    expect(of('E0301', { what: 'commodity', id: 'map', nearest: '' }, 'zh')).toBe('没有叫 map 的商品')
    expect(of('E0203', { expected: '[8%, 12%]', found: 'constructor' })).toBe(
      'expected [8%, 12%], found constructor',
    )
    expect(of('W0601', { target: 'x', expected: 'missed', found: 'met' }, 'zh')).toBe(
      '目标 x：预期不达标，结果达标',
    )
  })

  test('a reason is a sentence with names of its own', () => {
    expect(of('E0101', { reason: 'value-missing', key: 'coke' })).toBe(
      'this is not valid YAML: coke has no value; to remove it write null',
    )
    expect(of('E0101', { reason: 'flow-colon' })).toBe(
      'this is not valid YAML: one “: ” too many inside { }; quote text',
    )
    expect(of('E0311', { reason: 'no such thing' })).toBe('this expression cannot be used: no such thing')
  })

  test('arguments are inert, short and finite in length; what looks like a place for one is left', () => {
    expect(of('E0206', { unit: '\x1b[31m\u202e', nearest: '' })).toBe('the unit \\x1b[31m<U+202E> is unknown')
    expect(of('E0206', { unit: 'u'.repeat(500), nearest: '' })).toBe(`the unit ${'u'.repeat(80)}… is unknown`)
    expect(of('E0206', { unit: '{nearest}$&', nearest: '$1' })).toBe(
      'the unit {nearest}$& is unknown; the nearest is $1',
    )
    expect(of('E0102', { found: 0.1 + 0.2, limit: -0 })).toBe('the file is too large: 0.3, the limit is 0')
    expect(of('E0121', {})).toBe('there is no file ')
  })
})

const mixed: readonly Diagnostic[] = [
  { code: 'E0202', at: { file: 'b.yaml', start: 5, end: 6 }, args: { key: 'z' } },
  { code: 'E0202', at: { file: 'a.yaml', start: 50, end: 51 }, args: { key: 'a' } },
  { code: 'E0201', at: { file: 'a.yaml', start: 50, end: 51 }, args: { key: 'a', nearest: '' } },
  { code: 'E0202', at: { file: 'a.yaml', start: 7, end: 8 }, args: { key: 'b' } },
  { code: 'E0202', at: { file: 'a.yaml', start: 7, end: 8 }, args: { key: 'a' } },
  { code: 'E0202', at: { file: '焦.yaml', start: 0, end: 0 }, args: { key: 'a' } },
]

describe('sorting', () => {
  test('by file, offset, code, then arguments; exact duplicates once', () => {
    const sorted = sortDiagnostics([...mixed, ...mixed])
    expect(
      sorted.map(({ code, at: { file, start }, args }) => `${file}:${start} ${code} ${args.key}`),
    ).toEqual([
      'a.yaml:7 E0202 a',
      'a.yaml:7 E0202 b',
      'a.yaml:50 E0201 a',
      'a.yaml:50 E0202 a',
      'b.yaml:5 E0202 z',
      '焦.yaml:0 E0202 a',
    ])
  })

  test('the order in which they were found does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...mixed, ...mixed], { minLength: 12 }), (shuffled) => {
        expect(sortDiagnostics(shuffled)).toEqual(sortDiagnostics(mixed))
      }),
    )
  })

  test('counts', () => {
    const warning: Diagnostic = { code: 'W0604', at, args: { count: 3 } }
    const info: Diagnostic = { code: 'W0607', at, args: { count: 3 } }
    expect(countDiagnostics([...mixed, warning, info])).toEqual({ error: 6, warning: 1, info: 1, files: 4 })
  })
})

test('fifty are shown, the rest counted', () => {
  const { diagnostics, diagnose } = collector()
  for (let i = 0; i < 53; i++) diagnose('E0202', { file: 'a.yaml', start: i, end: i + 1 }, { key: `k${i}` })
  const en = renderDiagnostics(diagnostics, () => undefined, 'en').split('\n\n')
  expect(en).toHaveLength(51)
  expect(en[50]).toBe('and 3 more')
  expect(renderDiagnostics(diagnostics, () => undefined, 'zh').split('\n\n')[50]).toBe('还有 3 条未列出')
  expect(renderDiagnostics(diagnostics, () => undefined, 'en', { limit: 53 })).not.toContain('more')
  expect(renderDiagnostics([], texts, 'en')).toBe('')
  expect(toJson(diagnostics, texts)).toHaveLength(53)
})

test('JSON carries both languages, both ends, and no control characters of the user', () => {
  expect(toJson([{ ...dimension, related: [{ file: 'c\x1b', start: 3, end: 4 }] }], texts)).toEqual([
    {
      code: 'E0204',
      slug: 'unit-dimension',
      severity: 'error',
      message: {
        zh: '量纲不符：应为 万t/a 这样的量，得到 t',
        en: 'expected a quantity such as 万t/a, found t',
      },
      file: 'scenarios/x.yaml',
      range: { start: { line: 3, column: 19, offset: 29 }, end: { line: 3, column: 24, offset: 34 } },
      args: { expected: '万t/a', found: 't' },
      related: [{ file: 'c\\x1b', range: { start: { offset: 3 }, end: { offset: 4 } } }],
    },
  ])
  const [first] = toJson([{ code: 'E0202', at, args: { key: `\x1b${'k'.repeat(100)}` } }], texts)
  expect(first?.args.key).toBe(`\\x1b${'k'.repeat(79)}…`)
})
