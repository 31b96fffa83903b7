import { describe, expect, it } from 'vitest'
import { collector } from '../../src/diagnostics/diagnostic.ts'
import { position } from '../../src/diagnostics/position.ts'
import { readText } from '../../src/input/document.ts'
import { flowText } from '../../src/input/extend.ts'
import { spreadProvenance } from '../../src/input/provenance.ts'
import { expandTables, readTable } from '../../src/input/table.ts'
import type { MapTree, Scalar } from '../../src/model/tree.ts'

function expand(csv: string, columns = '{ capacity: { unit: 万t/a } }', more = '') {
  const { diagnostics, diagnose } = collector()
  const tree = readText(
    `facilities: { table: f.csv, columns: ${columns}${more} }\n`,
    'b.yaml',
    diagnose,
  ) as MapTree
  const open = (reference: Scalar) => ({ text: csv, file: reference.text })
  const expanded = spreadProvenance(expandTables(tree, open, diagnose))
  const table = expanded.entries.get('facilities')?.value as MapTree
  const found = diagnostics.map(({ at, args, code }) => {
    const before = csv.slice(0, at.start).split('\n')
    const place = at.file === 'f.csv' ? `${before.length}:${(before.at(-1) ?? '').length + 1}` : at.file
    return { code, place, ...args }
  })
  return { table, diagnostics, found }
}

const header = 'id,process,capacity,commissioned,name.zh,name.en\n'
const row = 'oven-a,coke-oven,120,2013,甲厂,"A ""old"", works"\n'

describe('a table becomes a map of rows', () => {
  const { table, diagnostics } = expand(`${header}${row}`)

  it('without a word', () => expect(diagnostics).toEqual([]))

  it('with units, nested columns and quoted cells', () => {
    expect(flowText(table)).toBe(
      '{oven-a: {process: coke-oven, capacity: 120 万t/a, commissioned: 2013, name: {zh: 甲厂, en: A "old", works}}}',
    )
    const oven = table.entries.get('oven-a')?.value as MapTree
    expect(oven.entries.get('commissioned')?.value).toMatchObject({ value: 2013 })
    expect(oven.entries.get('capacity')?.value).toMatchObject({
      value: '120 万t/a',
      at: { file: 'f.csv', start: header.length + 17, end: header.length + 20 },
    })
    expect(oven.entries.get('capacity')?.key).toEqual({ file: 'f.csv', start: 11, end: 19 })
    expect(table.entries.get('oven-a')?.key).toEqual({
      file: 'f.csv',
      start: header.length,
      end: header.length + 6,
    })
  })

  it('with the provenance beside it', () => {
    const given = expand(
      `${header}${row}`,
      '{ capacity: { unit: t/a } }',
      ', defaults: { source: s, grade: measured }',
    )
    const oven = given.table.entries.get('oven-a')?.value as MapTree
    expect(given.table.entries.size).toBe(1)
    expect(oven.entries.get('capacity')?.value).toMatchObject({ source: 's', grade: 'measured' })
    expect(oven.entries.get('name')?.value).toMatchObject({ kind: 'map' })
  })

  it('leaves an optional empty cell out', () => {
    const given = expand('id,a,b\nx,,2\n', '{ a: { optional: true } }')
    expect(given.diagnostics).toEqual([])
    expect(flowText(given.table)).toBe('{x: {b: 2}}')
  })

  it('leaves maps with other keys alone', () => {
    const { diagnose } = collector()
    const tree = readText('a: { table: f.csv, other: 1 }', 'b.yaml', diagnose) as MapTree
    expect(expandTables(tree, () => undefined, diagnose)).toBe(tree)
  })
})

const cases: [csv: string, place: string, reason: string, more?: object, columns?: string][] = [
  ['', '1:1', 'no-header'],
  ['id,capacity\n', '1:1', 'no-rows'],
  ['name,capacity\na,1\n', '1:1', 'first-column', { found: 'name' }],
  ['id,capacity,capacity\na,1,2\n', '1:13', 'header-twice', { column: 'capacity' }],
  ['id, capacity\na,1\n', '1:4', 'header-blank'],
  ['id;capacity\na;1\n', '1:1', 'separator'],
  ['id,a.b,a,capacity\nx,1,2,3\n', '1:8', 'column-clash', { column: 'a' }],
  ['id,capacity\na,1\nb\n', '3:1', 'cell-count', { found: 1, expected: 2 }],
  ['id,capacity\na,1,2\n', '2:1', 'cell-count', { found: 3, expected: 2 }],
  ['id,capacity\na,1,\n', '2:1', 'cell-count', { found: 3, expected: 2 }],
  ['id,capacity\na,1\n\nb,2\n', '3:1', 'row-blank'],
  ['id,capacity\na,1\na,2\n', '3:1', 'row-twice', { id: 'a' }],
  ['id,capacity\na,\n', '2:3', 'cell-empty', { column: 'capacity' }],
  ['id,capacity\n,1\n', '2:1', 'cell-empty', { column: 'id' }],
  ['id,capacity\na,N/A\n', '2:3', 'cell-marker', { cell: 'N/A' }],
  ['id,capacity\na,#REF!\n', '2:3', 'cell-marker', { cell: '#REF!' }],
  ['id,capacity\na,x1\n', '2:3', 'cell-number', { column: 'capacity', cell: 'x1' }],
  ['id,capacity\na,010\n', '2:3', 'cell-number', { column: 'capacity', cell: '010' }],
  ['id,capacity\na,5 t\n', '2:3', 'cell-number', { column: 'capacity', cell: '5 t' }],
  ['id,capacity\na,"1,000"\n', '2:3', 'cell-thousands', { cell: '1,000' }],
  ['id,capacity\na,2020/1/1\n', '2:3', 'cell-date', { cell: '2020/1/1' }],
  ['id,x,capacity\na,=1+1,1\n', '2:3', 'cell-formula', { cell: '=1+1' }],
  ['id,capacity\na,"1\nb,2\n', '2:3', 'quote-open'],
  ['id,capacity\n<<<<<<< a\na,1\n', '2:1', 'merge-conflict'],
  ['version https://git-lfs.github.com/spec/v1\n', '1:1', 'lfs-pointer'],
  ['id,b\na,1\n', 'b.yaml', 'column-unknown', { column: 'capacity' }],
  ['id,capacity\na,1\n', 'b.yaml', 'column-setting', {}, '{ capacity: { units: t } }'],
]

describe('a broken table', () => {
  it.each(cases)('%j', (csv, place, reason, more = {}, columns = '{ capacity: { unit: t } }') => {
    expect(expand(csv, columns).found).toEqual([{ code: 'E0120', place, reason, ...more }])
  })

  it('tells all its mistakes at once', () => {
    expect(expand('id,capacity\na,NA\na,2,3\na,=x\n').found.map(({ place }) => place)).toEqual([
      '2:3',
      '3:1',
      '4:1',
      '4:3',
    ])
  })

  it('refuses reserved ids', () => {
    expect(expand('id,capacity\n__proto__,1\n').found).toEqual([
      { code: 'E0115', place: '2:1', key: '__proto__' },
    ])
  })
})

it('reads large tables and breaks off at too many cells', () => {
  const { diagnostics, diagnose } = collector()
  const text = `id,a\n${Array.from({ length: 60_000 }, (_, i) => `r${i},1`).join('\n')}\n`
  expect(readTable(text, 'f.csv', diagnose)?.rows).toHaveLength(60_000)
  expect(diagnostics).toEqual([])
  expect(expand(text, '{}').found.map(({ code }) => code)).toEqual(['E0104'])
})

it('counts the cells of all tables of a document together', () => {
  const { diagnostics, diagnose } = collector()
  const read = readText(
    'a: { table: t.csv, columns: {} }\nb: { table: t.csv, columns: {} }\n',
    's.yaml',
    diagnose,
  )!
  const text = `id,a\n${Array.from({ length: 15_000 }, (_, i) => `r${i},1`).join('\n')}\n`
  expandTables(read, () => ({ text, file: 't.csv' }), diagnose)
  // 30,000 cells fit; of the second table 20,000 more, which end with row 10,000.
  const { line } = position(text, diagnostics[0]!.at.start)
  expect(diagnostics.map(({ code }) => code)).toEqual(['E0104'])
  expect(line).toBe(10_002)
})

it('refuses more columns than a table may have', () => {
  const names = Array.from({ length: 250 }, (_, i) => `c${i}`).join(',')
  expect(expand(`id,${names}\nx,${names}\n`, '{}').found.map(({ code }) => code)).toEqual(['E0830'])
})

it.each(['id,a\nx,', 'id,a\nx,"', '"', ',', '\n', 'id,a\n"x"y,1', 'id,a\n,\n'])('%j never throws', (text) => {
  const { diagnostics } = expand(text, '{}')
  expect(diagnostics.length).toBeGreaterThan(0)
})
