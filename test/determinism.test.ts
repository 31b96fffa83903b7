import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildProgram, type Project, withProject } from './county.ts'
import { base } from './invalid/base.ts'
import { county, reorderedFiles, specs } from './properties/counties.ts'

/** Same inputs, same bytes: no clock, no locale, no zone, no line ends, no order of keys, no folder in what is written. */

const [spec] = fc.sample(specs, { numRuns: 1, seed: 20 })
const made = county(spec!)

let root: string
let program: string
let done: () => void
let closed: Promise<unknown>

beforeAll(async () => {
  await new Promise<void>((ready) => {
    closed = withProject({}, async (folder) => {
      root = folder
      program = await buildProgram(join(folder, 'program'))
      ready()
      await new Promise<void>((end) => {
        done = end
      })
    })
  })
})

afterAll(async () => {
  done()
  await closed
})

function write(name: string, files: Project): string {
  const folder = join(root, name)
  for (const [path, text] of Object.entries({ 'peakzero.yaml': '', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

function bytes(folder: string, env: Record<string, string> = {}, format = 'json'): string {
  const ran = spawnSync(
    process.execPath,
    [program, 'run', 'scenarios/a.yaml', '--format', format, '--lang', 'en'],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } },
  )
  expect(ran.stderr).not.toMatch(/[1-9]\d* error/)
  expect(ran.status).toBe(0)
  expect(ran.stdout.length).toBeGreaterThan(1000)
  return ran.stdout
}

/** Without the hashes of files and the places in them: these tell what was written, not what was computed. */
function withoutFiles(json: string): unknown {
  const result = JSON.parse(json)
  return {
    ...result,
    scenario: { ...result.scenario, files: [] },
    warnings: result.warnings.map((warning: object) => ({ ...warning, line: 0, column: 0 })),
  }
}

describe('the same bytes', () => {
  it('twice, in every locale and zone, in any folder', () => {
    const first = bytes(write('one', made.files))
    expect(bytes(join(root, 'one'))).toBe(first)
    const places = [
      { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8', TZ: 'Pacific/Kiritimati' },
      { LC_ALL: 'zh_CN.UTF-8', TZ: 'Asia/Shanghai', COLUMNS: '40' },
      { LC_ALL: 'C', TZ: 'America/St_Johns', FORCE_COLOR: '1' },
    ]
    for (const env of places) expect(bytes(join(root, 'one'), env)).toBe(first)
    expect(bytes(write('elsewhere', made.files))).toBe(first)
  })

  it('as text for readers', () => {
    const folder = write('text', made.files)
    expect(bytes(folder, { LC_ALL: 'de_DE.UTF-8', TZ: 'Pacific/Kiritimati' }, 'text')).toBe(
      bytes(folder, {}, 'text'),
    )
  })

  it('with line ends of either kind, and with a byte-order mark', () => {
    const unix = bytes(write('lf', base))
    const windows = Object.fromEntries(
      Object.entries(base).map(([path, text]) => [path, `\uFEFF${text.replaceAll('\n', '\r\n')}`]),
    )
    expect(bytes(write('crlf', windows))).toBe(unix)
  })

  it('in any order of keys', () => {
    const first = withoutFiles(bytes(write('ordered', made.files)))
    for (const turn of [1, 2, 5])
      expect(withoutFiles(bytes(write(`turned-${turn}`, reorderedFiles(made, turn))))).toEqual(first)
  })
})
