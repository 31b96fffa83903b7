import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formatBy, load } from '../../src/report/formats/png.ts'
import { format as svg } from '../../src/report/formats/svg.ts'
import { base } from '../invalid/base.ts'
import { sample } from './fixture.ts'

/** Same inputs, same bytes in every format that is no plain text: no clock, no zone, no locale in the file. */

const launcher = resolve(import.meta.dirname, '../../dist/launch.js')
let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'peakzero-bytes-'))
  for (const [path, text] of Object.entries({ 'peakzero.yaml': '', ...base })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** The files that a command writes in some surroundings, by name. */
function files(args: readonly string[], where: string, env: Readonly<Record<string, string>>) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [launcher, ...args, '--lang', 'zh', '--out', where],
    { cwd: root, env: { PATH: process.env['PATH'], ...env }, maxBuffer: 1e8 },
  )
  expect(String(stderr)).not.toMatch(/[1-9]\d* error/)
  expect(status).toBe(0)
  const folder = join(root, where)
  return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')])
}

it.each([
  ['run', 'xlsx'],
  ['run', 'docx'],
  ['run', 'svg'],
  ['run', 'html'],
  ['compare', 'html'],
])(
  '%s --format %s',
  (verb, format) => {
    const scenarios = ['scenarios/a.yaml', 'scenarios/reference.yaml'].slice(0, verb === 'compare' ? 2 : 1)
    const args = [verb, ...scenarios, '--format', format]
    const one = files(args, `${verb}-${format}-1`, { LC_ALL: 'C', TZ: 'UTC' })
    const other = files(args, `${verb}-${format}-2`, {
      LC_ALL: 'tr_TR.UTF-8',
      LANG: 'zh_CN.UTF-8',
      TZ: 'America/New_York',
    })
    expect(one.length).toBeGreaterThan(0)
    expect(other).toEqual(one)
  },
  60_000,
)

it('run --format png: the same pictures in every locale and zone, or the same reason why there are none', () => {
  const drawn = (where: string, env: Readonly<Record<string, string>>) => {
    const args = ['run', 'scenarios/a.yaml', '--format', 'png', '--lang', 'zh', '--out', where]
    const { status, stderr } = spawnSync(process.execPath, [launcher, ...args], {
      cwd: root,
      env: { PATH: process.env['PATH'], ...env },
    })
    // Without a font that writes Chinese, or without the part that draws: 64 and what to install.
    if (status === 64) return String(stderr)
    expect(status).toBe(0)
    const folder = join(root, where)
    return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')])
  }
  const one = drawn('png-1', { LC_ALL: 'C', TZ: 'UTC' })
  const other = drawn('png-2', { LC_ALL: 'tr_TR.UTF-8', LANG: 'zh_CN.UTF-8', TZ: 'America/New_York' })
  expect(one.length).toBeGreaterThan(0)
  expect(other).toEqual(one)
}, 120_000)

it('a picture is the same twice, and is a picture', async () => {
  const { format } = await load()
  const options = { language: 'en', width: 80, colour: false, ascii: false, verbose: false } as const
  const [one, other] = [1, 2].map(() => Buffer.from(format.render([sample()], options)))
  expect(one!.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n')
  // Two pixels for each unit of the drawing.
  const drawing = String(svg.render([sample()], options))
  expect(one!.readUInt32BE(16)).toBe(2 * Number(/ width="(\d+)"/.exec(drawing)?.[1]))
  expect(one!.equals(other!)).toBe(true)
})

it('a machine without the renderer is told what to install, in both languages', () => {
  const format = formatBy(undefined)
  for (const language of ['zh', 'en'] as const) {
    const why = format.unfit?.({ language })?.[language] ?? ''
    expect(why).toContain('npm install @resvg/resvg-js')
    expect(why).toContain('--format svg')
  }
})

it('a machine without a font for the language is told so', () => {
  // A renderer that draws every letter as nothing.
  const blind = class {
    render = () => ({ pixels: Buffer.alloc(40 * 20 * 4), width: 40 })
  }
  const format = formatBy({ Resvg: blind } as unknown as Parameters<typeof formatBy>[0])
  expect(format.unfit?.({ language: 'zh' })?.zh).toContain('fonts-noto-cjk')
  expect(format.unfit?.({ language: 'en' })?.en).toContain('no font')
})
