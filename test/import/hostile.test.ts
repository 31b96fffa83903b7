import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { collector } from '../../src/diagnostics/diagnostic.ts'
import { message } from '../../src/diagnostics/render.ts'
import { openBook } from '../../src/input/workbook/open.ts'
import { type Part, zip } from '../../src/report/office/zip.ts'
import { recorder } from '../cli/stage.ts'
import { bookParts, makeBook } from './make-book.ts'
import { importedBooks } from './tools.ts'

const plain = [
  {
    name: '表1',
    rows: [
      ['企业名称', '产量（吨）'],
      ['甲公司', 1],
    ],
  },
]

/** A workbook with one part replaced or added. */
const withPart = (path: string, content: string | Uint8Array): Uint8Array => {
  const parts = bookParts(plain)
  const others: readonly Part[] = parts.filter((part) => part.path !== path)
  return zip([...others, { path, content }])
}

/** A zip of one entry whose directory says what it likes of its size. */
function forged(path: string, content: Uint8Array, size: number): Uint8Array {
  const packed = deflateRawSync(content)
  const name = new TextEncoder().encode(path)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(size, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, central, name, end])
}

const sheet = (body: string) =>
  withPart(
    'xl/worksheets/sheet1.xml',
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${body}</worksheet>`,
  )
const compound = (text: string) => {
  const bytes = Buffer.alloc(4096)
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  bytes.write(text, 1024, 'utf16le')
  return bytes
}
const dtd = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]><worksheet/>'

const hostile: readonly (readonly [what: string, code: string, says: RegExp, bytes: () => Uint8Array])[] = [
  [
    'a bomb that tells its size',
    'E0901',
    /104857600/,
    () => forged('[content_types].xml', new Uint8Array(10), 100 * 1024 * 1024),
  ],
  [
    'a bomb that lies about its size',
    'E0900',
    /damaged/,
    () => forged('[content_types].xml', new Uint8Array(8 * 1024 * 1024), 100),
  ],
  [
    'a million rows',
    'E0901',
    /1000000/,
    () => sheet('<sheetData><row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData>'),
  ],
  [
    'a cell far to the right',
    'E0901',
    /columns|1000/,
    () => sheet('<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>'),
  ],
  [
    'cells beyond the limit',
    'E0901',
    /400000/,
    () =>
      sheet(
        `<sheetData>${'<row><c><v>1</v></c></row>'.repeat(99_000)}${`<row>${'<c><v>1</v></c>'.repeat(900)}</row>`.repeat(350)}</sheetData>`,
      ),
  ],
  [
    'a link to another book',
    'E0900',
    /other workbooks/,
    () => withPart('xl/externalLinks/externalLink1.xml', '<externalLink/>'),
  ],
  ['a DOCTYPE in a sheet', 'E0900', /DOCTYPE/, () => withPart('xl/worksheets/sheet1.xml', dtd)],
  [
    'an entity that nobody declared',
    'E0900',
    /DOCTYPE/,
    () => sheet('<sheetData><row><c t="inlineStr"><is><t>&xxe;</t></is></c></row></sheetData>'),
  ],
  ['XML a thousand deep', 'E0901', /64/, () => sheet('<a>'.repeat(1000))],
  ['XML that ends in the middle', 'E0900', /well-formed/, () => sheet('<sheetData><row')],
  ['macros', 'E0900', /macros/, () => withPart('xl/vbaProject.bin', new Uint8Array(10))],
  [
    'the content type of macros',
    'E0900',
    /macros/,
    () =>
      withPart(
        '[Content_Types].xml',
        '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      ),
  ],
  ['the old binary format', 'E0900', /\.xls/, () => compound('Workbook')],
  ['an encrypted book', 'E0900', /password/, () => compound('EncryptedPackage')],
  ['a path out of the archive', 'E0900', /outside/, () => withPart('../../etc/passwd', 'x')],
  ['an absolute path', 'E0900', /outside/, () => withPart('/etc/passwd', 'x')],
  [
    'two parts of one name',
    'E0900',
    /one name/,
    () => zip([...bookParts(plain), { path: 'XL/workbook.xml', content: 'x' }]),
  ],
  [
    'a sheet that leads outside',
    'E0900',
    /outside/,
    () =>
      withPart(
        'xl/_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../etc/passwd"/></Relationships>',
      ),
  ],
  ['a zip that is no book', 'E0900', /neither/, () => zip([{ path: 'a.txt', content: 'a' }])],
  ['a torn zip', 'E0900', /damaged/, () => makeBook(plain).slice(0, 900)],
  ['nothing', 'E0900', /neither/, () => new Uint8Array(0)],
  ['a picture', 'E0900', /neither/, () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13)],
  ['a quote that never ends', 'E0900', /quote/, () => new TextEncoder().encode('a,b\n"c,d\n')],
  ['bytes of no encoding', 'E0900', /UTF-8/, () => Uint8Array.of(0x61, 0xff, 0xff, 0x2c, 0xfe, 0x80)],
]

describe('hostile books are refused with their place, in both languages', () => {
  it.each(hostile)('%s: %s', (_, code, says, bytes) => {
    const { diagnostics, diagnose } = collector()
    expect(openBook(bytes(), '名单.xlsx', diagnose)).toBeUndefined()
    expect(diagnostics.map((one) => one.code)).toEqual([code])
    const [found] = diagnostics
    expect(found!.at.file).toMatch(/^名单\.xlsx/)
    expect(message(found!, 'en')).toMatch(says)
    expect(message(found!, 'zh')).toMatch(/\p{Script=Han}/u)
  })

  it('whatever is done to the bytes of a book, it is read or refused', () => {
    const book = makeBook(plain)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(book.length - 1), fc.nat(255)), { maxLength: 12 }), (edits) => {
        const bytes = book.slice()
        for (const [at, byte] of edits) bytes[at] = byte
        const { diagnostics, diagnose } = collector()
        const found = openBook(bytes, 'b.xlsx', diagnose)
        expect(found === undefined).toBe(diagnostics.length > 0)
      }),
      { numRuns: 200, seed: 6 },
    )
  })
})

describe('texts of strangers stay texts', () => {
  it('a name that a spreadsheet would compute is refused at its cell', async () => {
    const rows = [
      ['企业名称', '产量（吨）'],
      ['2023年'],
      ['=HYPERLINK("http://x")', 1],
      ['@SUM(A1)', 2],
      ['甲公司', 3],
    ]
    const found = await importedBooks({ 'b.xlsx': makeBook([{ name: '表1', rows }]) }, (map) =>
      map.replace('table: enterprises', 'table: enterprises\n    year: 2023'),
    )
    expect(found.diagnostics.filter(({ code }) => code === 'E0905').map(({ at }) => at.file)).toEqual([
      'b.xlsx 表1!A3',
      'b.xlsx 表1!A4',
    ])
  })

  it('names that are YAML, markup, reserved or unseen become quoted texts and plain ids', async () => {
    const names = [
      'a: {b}',
      '"]}\n- x: 1',
      '__proto__',
      'constructor',
      'null',
      '<script>alert(1)</script>',
      '甲\u202e乙',
      "x' y",
      '2023-01-02',
      'CON',
    ]
    const rows = [
      ['2023年规模以上企业'],
      ['企业名称', '主要产品', '产量（吨）'],
      ...names.map((name, i) => [name, name, i + 1]),
    ]
    const found = await importedBooks({ 'b.xlsx': makeBook([{ name: '表1', rows }]) })
    expect(found.diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
    expect(found.listing?.units).toBe(names.length)
    const table = found.files.find(({ name }) => name === 'toy-units.csv')?.content ?? ''
    expect(table.split('\n').length).toBe(names.length + 2)
    expect(table).not.toMatch(/(^|,)"?[=+@]|\u202e/m)
    const { check } = await import('../../src/index.ts')
    const root = mkdtempSync(join(tmpdir(), 'peakzero-import-'))
    writeFileSync(join(root, 'peakzero.yaml'), '')
    for (const { name, content } of found.files) writeFileSync(join(root, name), content)
    const checked = await check([root])
    rmSync(root, { recursive: true, force: true })
    expect(checked.diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
  })
})

describe('the verb', () => {
  let root: string
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'peakzero-import-'))
    writeFileSync(join(root, 'peakzero.yaml'), '')
    writeFileSync(join(root, 'b.xlsx'), makeBook([{ name: '2023', rows: plain[0]!.rows }]))
    writeFileSync(join(root, 'old.xls'), compound('Workbook'))
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  const play = async (...argv: readonly string[]) => {
    const stdout = recorder()
    const stderr = recorder()
    const code = await main({ argv: ['import', ...argv], env: {}, version: '0', stdout, stderr })
    return { code, out: stdout.text, err: stderr.text }
  }
  const at = (name: string) => join(root, name)

  it('proposes, imports, refuses to write over what is there, and says each by its exit code', async () => {
    expect((await play(at('b.xlsx'))).code).toBe(64)
    expect((await play(at('none.xlsx'), '--propose', at('m.yaml'))).code).toBe(2)
    const refused = await play(at('old.xls'), '--propose', at('m.yaml'), '--lang', 'zh')
    expect(refused).toMatchObject({ code: 2, out: '' })
    expect(refused.err).toMatch(/old\.xls.*E0900/)
    expect(refused.err).not.toMatch(/ {4}at /)
    const proposed = await play(at('b.xlsx'), '--propose', at('m.yaml'))
    expect(proposed.code).toBe(0)
    expect(proposed.out).toContain('kind: import')
    expect((await play(at('b.xlsx'), '--propose', at('m.yaml'))).code).toBe(74)
    const done = await play(at('b.xlsx'), '--map', at('m.yaml'), '--out', at('out'))
    expect(done.code).toBe(0)
    expect(readdirSync(at('out')).sort()).toEqual([
      ...['county-cells.csv', 'county-guesses.csv', 'county-left-out.csv', 'county-reconciliation.csv'],
      ...['county-units.csv', 'county.yaml'],
    ])
    expect((await play(at('b.xlsx'), '--map', at('m.yaml'), '--out', at('out'))).code).toBe(74)
    expect((await play(at('b.xlsx'), '--map', at('m.yaml'), '--out', at('out'), '--force')).code).toBe(0)
    const map = readFileSync(at('m.yaml'), 'utf8')
    writeFileSync(at('none.yaml'), map.replace('    columns:', '    skip: [2]\n    columns:'))
    const empty = await play(at('b.xlsx'), '--map', at('none.yaml'))
    expect(empty).toMatchObject({ code: 2, out: '' })
    expect(empty.err).toMatch(/E0908/)
    const json = await play(at('b.xlsx'), '--map', at('m.yaml'), '--format', 'json')
    expect(JSON.parse(json.out)).toMatchObject({ format: 'peakzero/import@1' })
    expect(readdirSync(root).filter((name) => name.includes('.tmp'))).toEqual([])
  })
})
