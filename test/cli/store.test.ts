import { spawn, spawnSync } from 'node:child_process'
import * as files from 'node:fs'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { gravest } from '../../src/cli/exit-code.ts'
import { OutputError } from '../../src/cli/output.ts'
import { type FileSystem, prepareFolder, writeWhole } from '../../src/cli/store.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const target = (): string => join(folder, 'a.json')
const read = (): string => readFileSync(target(), 'utf8')

/** A file system whose n-th call fails; `calls` says how many there were. */
function faulty(n: number, code: string): { readonly fs: FileSystem; calls(): number } {
  let calls = 0
  const wrap =
    (name: keyof FileSystem) =>
    (...args: unknown[]): unknown => {
      calls++
      if (calls === n) throw Object.assign(new Error(`${code}: ${name}`), { code })
      return (Reflect.get(files, name) as (...all: unknown[]) => unknown)(...args)
    }
  const names: (keyof FileSystem)[] = [
    'closeSync',
    'fsyncSync',
    'mkdirSync',
    'openSync',
    'readdirSync',
    'renameSync',
    'unlinkSync',
    'writeSync',
  ]
  return {
    fs: Object.fromEntries(names.map((name) => [name, wrap(name)])) as unknown as FileSystem,
    calls: () => calls,
  }
}

describe('writeWhole', () => {
  test('writes, replaces, and leaves nothing beside it', () => {
    writeWhole(target(), 'old')
    writeWhole(target(), 'new 万吨')
    expect(read()).toBe('new 万吨')
    expect(readdirSync(folder)).toEqual(['a.json'])
  })

  test('whatever call fails, the file is the old or the new one, and nothing is left behind', () => {
    const whole = faulty(0, 'ENOSPC')
    writeWhole(target(), 'new', whole.fs)
    expect(whole.calls()).toBeGreaterThan(6)
    for (const code of ['ENOSPC', 'EIO', 'EACCES'])
      for (let n = 1; n <= whole.calls(); n++) {
        writeFileSync(target(), 'old')
        try {
          writeWhole(target(), 'new', faulty(n, code).fs)
          expect(read()).toBe('new')
        } catch (error) {
          expect(error).toBeInstanceOf(OutputError)
          expect((error as OutputError).code).toBe(code)
          expect(read()).toBe('old')
        }
        expect(readdirSync(folder)).toEqual(['a.json'])
      }
  })

  test('what a killed run left is swept, what a living one writes is not', () => {
    const dead = spawnSync(process.execPath, ['-e', '0']).pid
    writeFileSync(join(folder, `a.json.${dead}.tmp`), 'half')
    writeFileSync(join(folder, `a.json.${process.ppid}.tmp`), 'half')
    writeFileSync(join(folder, `b.json.${dead}.tmp`), 'of another file')
    writeWhole(target(), 'new')
    expect(readdirSync(folder).sort()).toEqual(
      ['a.json', `a.json.${process.ppid}.tmp`, `b.json.${dead}.tmp`].sort(),
    )
  })

  test('a bug is no disk error', () => {
    const broken = () => {
      throw new TypeError('a bug')
    }
    expect(() => writeWhole(target(), 'x', { ...faulty(0, '').fs, fsyncSync: broken })).toThrow(TypeError)
  })

  // The child runs the writer as Node runs it: bundled.
  test('killed at any moment: the old file or the new one, whole', { timeout: 60_000 }, async () => {
    const size = 4_000_000
    const { buildSync } = await import('esbuild')
    const bundle = join(folder, 'writer.mjs')
    buildSync({
      stdin: {
        contents: `import { writeWhole } from './src/cli/store.ts'
          const path = process.argv[2]
          for (let i = 0; ; i++) writeWhole(path, String(i % 10).repeat(${size}))`,
        resolveDir: join(import.meta.dirname, '../..'),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: bundle,
    })
    writeFileSync(target(), '0'.repeat(size))
    for (let i = 0; i < 15; i++) {
      const child = spawn(process.execPath, [bundle, target()], { stdio: 'ignore' })
      await new Promise((done) => setTimeout(done, 60 + i * 13))
      child.kill('SIGKILL')
      await new Promise((done) => child.once('exit', done))
      const text = read()
      expect(text.length).toBe(size)
      expect(text).toBe((text[0] ?? '').repeat(size))
    }
    writeWhole(target(), 'done')
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'writer.mjs'])
  })
})

describe('prepareFolder', () => {
  test('makes it, and leaves nothing in it', () => {
    prepareFolder(join(folder, 'a/b'))
    expect(readdirSync(join(folder, 'a/b'))).toEqual([])
  })
  test('a file in the way', () => {
    writeFileSync(target(), '')
    expect(() => prepareFolder(target())).toThrow(OutputError)
    expect(() => prepareFolder(join(target(), 'b'))).toThrow(OutputError)
  })
  test('a folder in which nothing can be written', () => {
    const calls = faulty(2, 'EROFS')
    expect(() => prepareFolder(folder, calls.fs)).toThrow('EROFS')
  })
})

test('the gravest exit code wins', () => {
  expect(gravest([])).toBe(0)
  expect(gravest([0, 1])).toBe(1)
  expect(gravest([1, 75])).toBe(75)
  expect(gravest([75, 2, 1])).toBe(2)
  expect(gravest([2, 74])).toBe(74)
  expect(gravest([74, 70, 2])).toBe(70)
})
