import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { collector } from '../../src/diagnostics/diagnostic.ts'
import type { Span } from '../../src/diagnostics/span.ts'
import { extendsOrder, type Link, referencesUnder } from '../../src/input/extend.ts'
import type { SourceFile } from '../../src/input/files.ts'
import { openFiles } from '../../src/input/load.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'hostile')
const rows = readFileSync(join(folder, 'manifest.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))

/** Read a file, follow what it refers to, and say what was found. */
async function load(name: string) {
  const { diagnostics, diagnose } = collector()
  const files = openFiles(join(folder, name), diagnose, { root: folder })
  const source = await files.readFileTree(join(folder, name))
  if (source?.tree) {
    type File = Link & { readonly source: SourceFile }
    const link = (read: SourceFile): File | undefined =>
      read.tree && { id: read.path, file: read.file, tree: read.tree, source: read }
    const parents = async ({ tree }: File) => {
      const found: { link: File; at: Span }[] = []
      for (const reference of referencesUnder(tree, 'extends')) {
        const path = files.resolveReference('extends', reference)
        const read = path === undefined ? undefined : await files.readFileTree(path, reference.at)
        const next = read && link(read)
        if (next) found.push({ link: next, at: reference.at })
      }
      return found
    }
    const start = link(source)
    if (start) await extendsOrder(start, parents, diagnose)
    for (const reference of referencesUnder(source.tree, 'baseline')) {
      if (reference.text !== 'jiaocheng') files.resolveReference('baseline', reference)
    }
  }
  return { diagnostics, source, files }
}

describe('the corpus of broken and hostile files', () => {
  it('is not empty', () => expect(rows.length).toBeGreaterThan(140))

  it.each(rows)('%s (%s) gives %s', async (name = '', _class = '', code = '', exit = '') => {
    const started = performance.now()
    const { diagnostics, source, files } = await load(name)
    expect(performance.now() - started).toBeLessThan(2000)
    const wanted = code === '-' ? [] : [code]
    expect([...new Set(diagnostics.map((found) => found.code))], JSON.stringify(diagnostics)).toEqual(wanted)
    expect(exit).toBe(code === '-' ? '0' : '2')
    if (code === '-') expect(source?.tree).toBeDefined()
    for (const { at, args } of diagnostics) {
      const text = files.sourceText(at.file)
      expect(text).toBeDefined()
      expect(at.start).toBeGreaterThanOrEqual(0)
      expect(at.end).toBeGreaterThanOrEqual(at.start)
      expect(at.start).toBeLessThanOrEqual(text?.length ?? 0)
      for (const value of Object.values(args)) expect(String(value).length).toBeLessThanOrEqual(420)
      expect(JSON.stringify(args)).not.toMatch(/root:|PATH=/)
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it.each([
    ['00-ok-base.yaml', '00-ok-crlf.yaml'],
    ['00-ok-base.yaml', '00-ok-cr.yaml'],
    ['00-ok-base.yaml', '00-ok-bom.yaml'],
  ])('%s and %s are the same', async (a, b) => {
    const [one, two] = [await load(a), await load(b)]
    const rename = (source?: SourceFile) => JSON.stringify(plain(source?.tree)).replaceAll(/00-ok-\w+/g, 'x')
    expect(rename(one.source)).toBe(rename(two.source))
    expect(one.source?.sha256).toBe(two.source?.sha256)
  })
})

/** Maps as lists, for JSON. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(([key, entry]) => [key, plain(entry)])
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
