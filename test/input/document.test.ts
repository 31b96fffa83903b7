import { describe, expect, it } from 'vitest'
import { collector } from '../../src/diagnostics/diagnostic.ts'
import { readDocument, readText, readValue } from '../../src/input/document.ts'
import { limits } from '../../src/input/yaml/hearing.ts'
import type { MapTree, Scalar, Tree } from '../../src/model/tree.ts'

function read(text: string) {
  const { diagnostics, diagnose } = collector()
  const tree = readDocument(new TextEncoder().encode(text), 'f.yaml', diagnose)
  const lines = diagnostics.map(({ code, at, args, related }) => {
    const before = text.slice(0, at.start).split('\n')
    const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`
    return { code, place, text: text.slice(at.start, at.end), args, related: related?.length ?? 0 }
  })
  return { tree, diagnostics, found: lines }
}

function at(tree: Tree | undefined, ...path: (string | number)[]): Tree | undefined {
  let here = tree
  for (const step of path) {
    if (here?.kind === 'list') here = here.items[Number(step)]
    else if (here?.kind === 'map') here = here.entries.get(String(step))?.value
    else return undefined
  }
  return here
}

const scalar = (tree: Tree | undefined, ...path: (string | number)[]) => at(tree, ...path) as Scalar

describe('a document becomes a tree', () => {
  const text =
    "a: { 2025: 5%, y: 2027-07 }\nb: [1, -0, 5., true, 'x', ~]\nc: |\n  two\n  lines\nd: 5,200 h/a # c\n"
  const { tree, diagnostics } = read(text)

  it('without a word', () => expect(diagnostics).toEqual([]))

  it('keeps what was written', () => {
    expect(scalar(tree, 'a', 2025)).toMatchObject({ value: '5%', text: '5%', quoted: false })
    expect(scalar(tree, 'a', 'y')).toMatchObject({ value: '2027-07', text: '2027-07' })
    expect(scalar(tree, 'd')).toMatchObject({ value: '5,200 h/a' })
    expect((at(tree, 'b') as { items: readonly Tree[] }).items.map((item) => (item as Scalar).value)).toEqual(
      [1, 0, 5, true, 'x', null],
    )
    expect(Object.is(scalar(tree, 'b', 1).value, 0)).toBe(true)
    expect(scalar(tree, 'b', 4).quoted).toBe(true)
    expect(scalar(tree, 'c')).toMatchObject({ value: 'two\nlines\n', quoted: true })
  })

  it('knows every place', () => {
    const span = scalar(tree, 'a', 2025).at
    expect(text.slice(span.start, span.end)).toBe('5%')
    const key = (tree as MapTree).entries.get('d')?.key
    expect(text.slice(key?.start, key?.end)).toBe('d')
    const list = at(tree, 'b')?.at
    expect(text.slice(list?.start, list?.end)).toBe("[1, -0, 5., true, 'x', ~]")
  })

  it('compares and keeps keys in NFC', () => {
    expect([...(read('"cafe\u0301": 1').tree?.entries.keys() ?? [])]).toEqual(['caf\u00e9'])
  })
})

const cases: [text: string, code: string, place: string, marked: string, args: object][] = [
  ['a: 1\nb: 010\n', 'E0119', '2:4', '010', { found: '010' }],
  ['a: 1e400', 'E0119', '1:4', '1e400', { found: '1e400' }],
  ['a: 9007199254740993', 'E0119', '1:4', '9007199254740993', { found: '9007199254740993' }],
  ['a: 1_000', 'E0119', '1:4', '1_000', { found: '1_000' }],
  ['a: 1\nb: 2\na: 3', 'E0112', '3:1', 'a', { key: 'a' }],
  ['x: { amount: 5,200 h/a, of: coke }', 'E0116', '1:14', '5,200 h/a', { found: '5,200 h/a' }],
  [
    'x: { v: triangular(3%, 5%, 7%), w: 1 }',
    'E0116',
    '1:9',
    'triangular(3%, 5%, 7%)',
    { found: 'triangular(3%, 5%, 7%)' },
  ],
  ['x: { v: =max(a, b) }', 'E0116', '1:9', '=max(a, b)', { found: '=max(a, b)' }],
  ['x: [f(1, 2)]', 'E0116', '1:5', 'f(1, 2)', { found: 'f(1, 2)' }],
  ['a: 1\nx: =gdp * 2\n', 'E0210', '2:4', '=gdp * 2', { found: '=gdp * 2' }],
  ['x: =year > 2030 ? 1 : 2', 'E0210', '1:4', '=year > 2030 ? 1 : 2', { found: '=year > 2030 ? 1 : 2' }],
  ['a: 1\nb\uff1a 2\nc: 3', 'E0117', '2:2', '\uff1a', { character: '\uff1a', instead: ':' }],
  ['a: 1\nb:\u30002', 'E0117', '2:3', '\u3000', { character: 'U+3000', instead: 'U+0020' }],
  ['x: {a\uff1a1}', 'E0117', '1:6', '\uff1a', { character: '\uff1a', instead: ':' }],
  ['x: \u22125 t', 'E0117', '1:4', '\u2212', { character: '\u2212', instead: '-' }],
  ['a:\n\tb: 1', 'E0118', '2:1', '\t', {}],
  ['a: 1\nb: "x\nc: 2\n', 'E0101', '2:4', '"', { reason: 'quote-open' }],
  ['a: [1, 2\nb: 3', 'E0101', '2:1', 'b', { reason: 'bracket-open' }],
  ['a: 1\nb', 'E0101', '2:1', 'b', { reason: 'colon-missing' }],
  ['a: b: c', 'E0101', '1:4', 'b', { reason: 'colon-in-value' }],
  ['a: @x', 'E0101', '1:4', '@', { reason: 'scalar-start', character: '@' }],
  ['a: "\\q"', 'E0101', '1:5', '\\', { reason: 'escape' }],
  ['a:\n   b: 1\n  c: 2', 'E0101', '3:3', 'c', { reason: 'indent' }],
  ['a: { b, c }', 'E0101', '1:6', 'b', { reason: 'entry-without-value', key: 'b' }],
  ['a:\nb: 1', 'E0101', '1:1', 'a', { reason: 'value-missing', key: 'a' }],
  ['a: &x 1', 'E0108', '1:4', '&x', {}],
  ['a: *x', 'E0108', '1:4', '*x', {}],
  ['a: !!str 5', 'E0109', '1:4', '!!str', { tag: '!!str' }],
  ['a: !foo 5', 'E0109', '1:4', '!foo', { tag: '!foo' }],
  ['<<: 1', 'E0110', '1:1', '<<', {}],
  ['%YAML 1.1\n---\na: 1', 'E0111', '1:1', '%YAML 1.1', { directive: '%YAML' }],
  ['a: 1\n---\nb: 2', 'E0107', '2:1', '---', {}],
  ['a: { x.__proto__.y: 1 }', 'E0115', '1:6', 'x.__proto__.y', { key: 'x.__proto__.y' }],
  ['a: "\\u202e"', 'E0106', '1:4', '"\\u202e"', { character: 'U+202E' }],
  ['a: b\u200bc', 'E0106', '1:5', '\u200b', { character: 'U+200B' }],
]

const good = [
  'a: 10\nb: 0.5\n',
  'a: 1e20 t\n',
  'a: { amount: "5,200 h/a", of: coke }',
  'x: { v: { triangular: [3%, 5%, 7%] }, w: 1 }',
  'x: { v: "=max(a, b)" }',
  'x: "=year > 2030 ? 1 : 2"',
  'a: 1\nb: 2\uff1a3\uff0c4',
  'x: { zh: \u4ea4\u57ce\u53bf\uff1a\u60c5\u666f\uff0c\u4e00, en: x }',
  'a:\n  b: 1\t# c',
  'a: "x\n  y"\n',
  'a: [1,\n  2]\nb: 3',
  'a: "b: c"',
  'a: "@x"',
  'a: "\\n\\u00e9"',
  'a: { b: 1, c: null }',
  'a: {}\nb: []',
  'a: R&D *x !y',
  '# %YAML 1.1\n---\na: 1\n...\n',
  'a: 2020-01-01\nb: "010"\nc: 1,000 t\nd: 12:30x',
  '"2030": 1\n2031: 2',
  'a: constructor',
  'a: 9007199254740992',
]

describe('mistakes of the text', () => {
  it.each(cases)('%j is %s', (text, code, place, marked, args) => {
    const { found } = read(text)
    expect(found.map((one) => one.code)).toEqual([code])
    expect(found[0]).toMatchObject({ place, text: marked })
    expect(found[0]?.args).toEqual(args)
  })

  it.each(good)('%j is none', (text) => {
    const { found, tree } = read(text)
    expect(found).toEqual([])
    expect(tree).toBeDefined()
  })

  it('shows both places of a key written twice', () => {
    expect(read('a: 1\nb: 2\na: 3').diagnostics[0]?.related).toEqual([{ file: 'f.yaml', start: 0, end: 1 }])
  })

  it('are told all at once', () => {
    const { found } = read('a: 010\na: 1\nb: =x\nc: { d: 5,200 t }\ne: *f\n')
    expect(found.map(({ code }) => code)).toEqual(['E0119', 'E0112', 'E0210', 'E0116', 'E0108'])
  })

  it('before a broken line are told with it, after it not', () => {
    const { found, tree } = read('a: 010\nb: 1\nc: "x\nd: 020\n')
    expect(found.map(({ code }) => code).sort()).toEqual(['E0101', 'E0119'])
    expect(tree).toBeUndefined()
  })

  it('of a single value leave the tree', () => expect(read('a: 010\nb: 1').tree).toBeDefined())
})

describe('large and deep files', () => {
  const list = (items: number) => `a: [${'1, '.repeat(items - 1)}1]`

  it('holds 24,999 keys with their values, and no more', () => {
    const keys = (count: number) => Array.from({ length: count }, (_, i) => `k${i}: ${i}`).join('\n')
    // The map itself is a node too.
    expect(read(keys(24_999)).tree?.entries.size).toBe(24_999)
    expect(read(keys(25_000)).found.map(({ code }) => code)).toEqual(['E0104'])
    expect(read(keys(40_000)).found.map(({ code }) => code)).toEqual(['E0104'])
  })

  it('holds 50,000 nodes and no more', () => {
    // Beside the items: the map, the key, the list.
    expect(read(list(limits.nodes - 3)).found).toEqual([])
    expect(read(list(limits.nodes - 2)).found.map(({ code }) => code)).toEqual(['E0104'])
    expect(read(list(300_000)).found.map(({ code }) => code)).toEqual(['E0104'])
  })

  it('is 64 deep and no deeper', () => {
    const deep = (levels: number) => `${'{a: '.repeat(levels)}1${'}'.repeat(levels)}`
    expect(read(deep(63)).found).toEqual([])
    expect(read(deep(64)).found.map(({ code }) => code)).toEqual(['E0103'])
  })

  it('is 1 MiB and no larger', () => {
    const text = `a: 1 # ${'x'.repeat(limits.bytes - 7)}`
    expect(read(text).found).toEqual([])
    expect(read(`${text}x`).found).toMatchObject([
      { code: 'E0102', args: { found: '1.1 MiB', limit: '1 MiB' } },
    ])
  })

  const mebibyte = (unit: string) => unit.repeat(Math.floor((limits.bytes - 10) / unit.length))
  it.each([
    '[',
    '{a: ',
    '- ',
    '? ',
    ': ',
    '-\n',
    '"',
    "'",
    '&a ',
    '! ',
    '*\n',
    '}',
    '%a\n',
    '# c\n',
    '---\n',
    'a\n',
    '@\n',
  ])('a mebibyte of %j gives a diagnostic, not a stack', (unit) => {
    const { found } = read(mebibyte(unit))
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(50)
  })
})

describe('a single value', () => {
  const value = (text: string) => {
    const { diagnostics, diagnose } = collector()
    return { tree: readValue('a.b=', text, '--set', diagnose), diagnostics }
  }

  it.each([
    ['80%', '80%'],
    ['5,200 h/a', '5,200 h/a'],
    ['2028', 2028],
    ['=max(a, b)', '=max(a, b)'],
    ['null', null],
    ['"x: y"', 'x: y'],
  ])('%s', (text, expected) => {
    const { tree, diagnostics } = value(text)
    expect(diagnostics).toEqual([])
    expect(tree).toMatchObject({
      kind: 'scalar',
      value: expected,
      at: { file: '--set', start: 4, end: 4 + text.length },
    })
  })

  it('may be a flow value', () => {
    const { tree } = value('{2030: 5%, 2040: [1, 2]}')
    expect(scalar(tree, 2030)).toMatchObject({ value: '5%', at: { start: 11, end: 13 } })
  })

  it.each([
    '',
    ' ',
    'a: 1',
    '- 1',
    '--- 1',
    '{a: 1',
    'x\ny: 1',
    '# c',
    '%a',
    '[1, =x(2, 3)]',
  ])('%j is none', (text) => {
    const { tree, diagnostics } = value(text)
    expect(tree).toBeUndefined()
    expect(diagnostics.length).toBeGreaterThan(0)
  })
})

it('never throws, whatever is cut off', () => {
  const text =
    'kind: scenario\na: { 2025: "x", y: [1, "=b"] }\nc: |\n  t\n- x: \u4ea4\u57ce\n? {z: 1}\n: &a *b !c\n'
  for (let i = 0; i <= text.length; i++) {
    for (const part of [text.slice(0, i), text.slice(i), `${text.slice(0, i)}\u0000${text.slice(i)}`]) {
      const { diagnose } = collector()
      expect(() => readText(part, 'f.yaml', diagnose)).not.toThrow()
    }
  }
})
