import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { collector } from '../../src/diagnostics/diagnostic.ts'
import type { FilesOptions, ReferenceKind } from '../../src/input/files.ts'
import { openFiles } from '../../src/input/load.ts'
import { projectRoot } from '../../src/input/root.ts'
import type { MapTree, Scalar } from '../../src/model/tree.ts'

const root = mkdtempSync(join(tmpdir(), 'peakzero-load-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, content: string | Uint8Array): string {
  const full = join(root, path)
  mkdirSync(join(full, '..'), { recursive: true })
  writeFileSync(full, content)
  return full
}

write('peakzero.yaml', 'waivers: []\n')
const main = write('scenarios/x/main.yaml', 'kind: scenario\nfacilities: { table: f.csv, source: s }\n')
write('scenarios/x/f.csv', 'id,a\nx,1\n')
write('scenarios/x/b.yml', 'a: 1\n')
write('scenarios/x/Z.yaml', 'a: 1\n')
write('scenarios/x/\u4e2d.yaml', 'a: 1\n')
write('scenarios/x/.hidden/a.yaml', 'a: 1\n')
write('scenarios/x/node_modules/a.yaml', 'a: 1\n')
write('scenarios/schema/a.yaml', 'a: 1\n')
write('baselines/jiaocheng.yaml', 'kind: baseline\n')
write('baselines/policies/cn.yaml', 'kind: policy\n')
write('mine/lib.yaml', 'kind: library\n')
write('empty/readme.txt', '')

function open(options: FilesOptions = {}, path = main) {
  const { diagnostics, diagnose } = collector()
  return { files: openFiles(path, diagnose, options), diagnostics }
}

const reference = (text: string, file = 'scenarios/x/main.yaml'): Scalar => ({
  kind: 'scalar',
  value: text,
  text,
  quoted: false,
  at: { file, start: 10, end: 20 },
})

describe('projectRoot', () => {
  it('is the nearest folder with peakzero.yaml or .git', () => {
    expect(projectRoot(main)).toBe(projectRoot(root))
    mkdirSync(join(root, 'sub/.git'), { recursive: true })
    expect(projectRoot(write('sub/deep/a.yaml', 'a: 1'))).toBe(join(projectRoot(root), 'sub'))
  })
})

describe('readFileTree', () => {
  it('reads a file once, with its tables, hash and shown name', async () => {
    const { files, diagnostics } = open()
    const [one, two] = await Promise.all([
      files.readFileTree(main),
      files.readFileTree(join(root, 'scenarios/../scenarios/x/main.yaml')),
    ])
    expect(one).toBe(two)
    expect(diagnostics).toEqual([])
    expect(one).toMatchObject({ file: 'scenarios/x/main.yaml', bytes: 55 })
    expect(one?.sha256).toBe(
      createHash('sha256')
        .update(one?.text ?? '')
        .digest('hex'),
    )
    expect(one?.tables.map(({ file }) => file)).toEqual(['scenarios/x/f.csv'])
    expect(files.sourceText('scenarios/x/f.csv')).toBe('id,a\nx,1\n')
    expect(files.read().map(({ file }) => file)).toEqual(['scenarios/x/f.csv', 'scenarios/x/main.yaml'])
    const cell = (
      (one?.tree?.entries.get('facilities')?.value as MapTree).entries.get('x')?.value as MapTree
    ).entries.get('a')
    expect(cell?.value).toMatchObject({ value: 1, source: 's', at: { file: 'scenarios/x/f.csv' } })
  })

  it('takes a tree that was made before', async () => {
    const tree: MapTree = { kind: 'map', entries: new Map(), at: { file: 'x', start: 0, end: 0 } }
    const asked: string[] = []
    const { files } = open({
      precompiled: (hash, file) => {
        asked.push(`${hash.length} ${file}`)
        return tree
      },
      prefix: 'builtin:',
    })
    expect((await files.readFileTree(main))?.tree).toBe(tree)
    expect(asked).toEqual(['64 builtin:scenarios/x/main.yaml'])
  })

  const refused = async (path: string, code: string, args: object) => {
    const { files, diagnostics } = open()
    expect(await files.readFileTree(path)).toBeUndefined()
    expect(diagnostics.map((found) => ({ code: found.code, ...found.args }))).toEqual([{ code, ...args }])
  }

  it('says what is missing, outside or no file', async () => {
    await refused(join(root, 'none.yaml'), 'E0121', { path: 'none.yaml', where: '' })
    await refused(join(root, 'none/none.yaml'), 'E0121', { path: 'none/none.yaml', where: '' })
    await refused(join(root, '../none.yaml'), 'E0122', { path: '../none.yaml' })
    await refused(join(root, 'empty/readme.txt'), 'E0122', { path: 'empty/readme.txt' })
    mkdirSync(join(root, 'dir.yaml'))
    await refused(join(root, 'dir.yaml'), 'E0122', { path: 'dir.yaml' })
  })

  it('never follows a link out of the project, nor opens a pipe or a device', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'peakzero-outside-'))
    writeFileSync(join(outside, 'secret.yaml'), 'secret: 1\n')
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'link.yaml'))
    symlinkSync('/dev/zero', join(root, 'zero.yaml'))
    symlinkSync('loop.yaml', join(root, 'loop.yaml'))
    symlinkSync(join(root, 'scenarios/x/.hidden/a.yaml'), join(root, 'tohidden.yaml'))
    symlinkSync(main, join(root, 'inner.yaml'))
    execFileSync('mkfifo', [join(root, 'pipe.yaml')])
    await refused(join(root, 'link.yaml'), 'E0122', { path: 'link.yaml' })
    await refused(join(root, 'zero.yaml'), 'E0122', { path: 'zero.yaml' })
    await refused(join(root, 'pipe.yaml'), 'E0122', { path: 'pipe.yaml' })
    await refused(join(root, 'tohidden.yaml'), 'E0122', { path: 'tohidden.yaml' })
    await refused(join(root, 'loop.yaml'), 'E0124', { path: 'loop.yaml', cause: 'ELOOP' })
    expect((await open().files.readFileTree(join(root, 'inner.yaml')))?.file).toBe('scenarios/x/main.yaml')
    rmSync(outside, { recursive: true })
  })

  it('measures before it reads', async () => {
    const big = write('big.yaml', new Uint8Array(3 * 1024 * 1024))
    const { files, diagnostics } = open()
    expect(await files.readFileTree(big)).toBeUndefined()
    expect(diagnostics).toMatchObject([
      { code: 'E0102', args: { found: '3 MiB', limit: '1 MiB' }, at: { file: 'big.yaml' } },
    ])
  })

  it('shows odd names inert', async () => {
    const odd = write('odd/a\u001b[31m\n::error::\u202e.yaml', 'a: 010\n')
    const { files, diagnostics } = open()
    await files.readFileTree(odd)
    expect(diagnostics[0]?.at.file).toBe('odd/a<U+001B>[31m<U+000A>::error::<U+202E>.yaml')
    rmSync(join(root, 'odd'), { recursive: true })
  })
})

describe('findFiles', () => {
  const list = (path: string) => {
    const { files, diagnostics } = open()
    const found = files.findFiles(join(root, path)).map((file) => file.slice(projectRoot(root).length + 1))
    return { found, diagnostics: diagnostics.map(({ code, args }) => ({ code, ...args })) }
  }

  it('searches folders in code-point order', () => {
    expect(list('scenarios')).toEqual({
      found: ['Z.yaml', 'b.yml', 'main.yaml', '\u4e2d.yaml'].map((name) => `scenarios/x/${name}`),
      diagnostics: [],
    })
  })

  it('takes a single file', () => expect(list('scenarios/x/b.yml').found).toEqual(['scenarios/x/b.yml']))

  it('says that nothing is no pass', () => {
    expect(list('empty')).toEqual({ found: [], diagnostics: [{ code: 'E0123', path: 'empty' }] })
    expect(list('scenarios/none')).toEqual({
      found: [],
      diagnostics: [{ code: 'E0122', path: 'scenarios/none' }],
    })
    expect(list('none.yaml')).toEqual({
      found: [],
      diagnostics: [{ code: 'E0121', path: 'none.yaml', where: '' }],
    })
  })
})

describe('resolveReference', () => {
  const resolve = (kind: ReferenceKind, text: string) => {
    const { files, diagnostics } = open()
    const path = files.resolveReference(kind, reference(text))
    const found = diagnostics.map(({ code, args, at }) => `${code} ${args.path} ${at.file}:${at.start}`)
    return path?.slice(projectRoot(root).length + 1) ?? found.join()
  }

  it.each([
    ['extends', 'b.yml', 'scenarios/x/b.yml'],
    ['extends', '../x/./b.yml', 'scenarios/x/b.yml'],
    ['baseline', 'jiaocheng', 'baselines/jiaocheng.yaml'],
    ['baseline', '../../baselines/jiaocheng.yaml', 'baselines/jiaocheng.yaml'],
    ['policy', 'cn', 'baselines/policies/cn.yaml'],
    ['library', '../../mine', 'mine'],
    ['library', '../../mine/lib.yaml', 'mine/lib.yaml'],
    ['baseline', 'nowhere', 'E0121 baselines/nowhere.yaml scenarios/x/main.yaml:10'],
    ['extends', 'nowhere.yaml', 'E0121 scenarios/x/nowhere.yaml scenarios/x/main.yaml:10'],
    ['extends', 'b', 'E0122 scenarios/x/b scenarios/x/main.yaml:10'],
    ['extends', '../../../a.yaml', 'E0122 ../a.yaml scenarios/x/main.yaml:10'],
    ['extends', '/etc/passwd', 'E0122 /etc/passwd scenarios/x/main.yaml:10'],
    ['extends', 'https://example.com/a.yaml', 'E0122 https://example.com/a.yaml scenarios/x/main.yaml:10'],
    ['extends', '.hidden/a.yaml', 'E0122 .hidden/a.yaml scenarios/x/main.yaml:10'],
    ['extends', 'C:\\a.yaml', 'E0122 C:\\a.yaml scenarios/x/main.yaml:10'],
    ['extends', 'a\u0000.yaml', 'E0122 a<U+0000>.yaml scenarios/x/main.yaml:10'],
    ['baseline', 'con', 'E0122 con scenarios/x/main.yaml:10'],
  ] as const)('%s: %s', (kind, text, expected) => expect(resolve(kind, text)).toBe(expected))
})
