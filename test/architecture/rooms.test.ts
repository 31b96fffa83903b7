import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

/** The names of the rules that are broken in a tree. */
function broken(folder: string): string[] {
  const args = [bin, 'src', '--config', 'test/architecture/rooms.cjs', '--output-type', 'json']
  let text: string
  try {
    text = execFileSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e8,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch (error) {
    // It leaves with the number of errors as its code; the report is on stdout all the same.
    text = (error as { stdout: string }).stdout
  }
  const { summary } = JSON.parse(text) as {
    summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] }
  }
  expect(summary.totalCruised).toBeGreaterThan(5)
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}

test('the rooms look down only', { timeout: 60_000 }, () => {
  expect(broken(root)).toEqual([])
})

/** One fault a rule, planted in a small house of the same rooms. */
const faults: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'quantity-looks-down-only': ['src/quantity/a.ts', "export { b } from '../text/b.ts'"],
  'numerics-looks-down-only': ['src/numerics/a.ts', "export { b } from '../quantity/b.ts'"],
  'text-looks-down-only': [
    'src/text/a.ts',
    "import type { B } from '../diagnostics/b.ts'\nexport type A = B",
  ],
  'diagnostics-looks-down-only': ['src/diagnostics/a.ts', "export { b } from '../model/b.ts'"],
  'model-looks-down-only': ['src/model/a.ts', "export { b } from '../input/b.ts'"],
  'input-looks-down-only': ['src/input/a.ts', "export { b } from '../engine/b.ts'"],
  'engine-looks-down-only': ['src/engine/a.ts', "export { b } from '../analysis/b.ts'"],
  'analysis-looks-down-only': ['src/analysis/a.ts', "export { b } from '../report/b.ts'"],
  'study-looks-down-only': ['src/study/a.ts', "export { b } from '../report/b.ts'"],
  'report-looks-down-only': ['src/report/a.ts', "export { b } from '../analysis/b.ts'"],
  'report-never-looks-up': ['src/report/c.ts', "import type { B } from '../cli/b.ts'\nexport type A = B"],
  'cli-looks-down-only': ['src/cli/a.ts', "export { b } from '../engine/b.ts'"],
  'yaml-has-one-door': ['src/model/y.ts', "export { parse } from 'yaml'"],
  'mathjs-has-one-door': ['src/analysis/m.ts', "export { parse } from 'mathjs'"],
  'zod-has-one-door': ['src/engine/z.ts', "export { z } from 'zod'"],
  'commander-has-one-door': ['src/report/k.ts', "export { Command } from 'commander'"],
  'files-open-at-the-doors': ['src/analysis/f.ts', "export { readFileSync } from 'node:fs'"],
  'src-never-sees-tests': ['src/model/t.ts', "export { b } from '../../test/b.ts'"],
  'no-circle': ['src/model/b.ts', "import { c } from './c.ts'\nexport const b = () => c"],
  'no-lost-import': ['src/model/l.ts', "export { b } from './nowhere.ts'"],
}

test('every rule catches the fault that it is for', { timeout: 60_000 }, () => {
  const house = mkdtempSync(join(tmpdir(), 'rooms-'))
  try {
    const put = (file: string, text: string): void => {
      mkdirSync(dirname(join(house, file)), { recursive: true })
      writeFileSync(join(house, file), `${text}\n`)
    }
    for (const room of 'quantity numerics text diagnostics model input engine analysis study report cli'.split(
      ' ',
    ))
      put(`src/${room}/b.ts`, 'export const b = 1\nexport type B = number')
    put('src/model/c.ts', "import { b } from './b.ts'\nexport const c = () => b")
    put('test/b.ts', 'export const b = 1')
    cpSync(join(root, 'test/architecture/rooms.cjs'), join(house, 'test/architecture/rooms.cjs'), {
      recursive: true,
    })
    cpSync(join(root, 'tsconfig.json'), join(house, 'tsconfig.json'))
    cpSync(join(root, 'package.json'), join(house, 'package.json'))
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
    for (const [file, text] of Object.values(faults)) put(file, text)
    const found = broken(house)
    for (const [rule, [file]] of Object.entries(faults))
      expect(
        found.filter((one) => one.startsWith(`${rule}: ${file}`)),
        rule,
      ).not.toEqual([])
  } finally {
    rmSync(house, { recursive: true })
  }
})
