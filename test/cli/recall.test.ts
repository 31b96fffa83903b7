// An answer that is kept is told again only when nothing that it rests on has changed, and never when it is damaged.
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { cacheFolder, questionOf, recall, type Surroundings, sealed } from '../../src/cli/recall.ts'
import { holds, Witness } from '../../src/disk/witness.ts'
import { recorder } from './stage.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recall-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a look at the disk', () => {
  it('holds until what was looked at changes', () => {
    const place = join(folder, 'look')
    mkdirSync(join(place, 'inner'), { recursive: true })
    writeFileSync(join(place, 'a.yaml'), 'one')
    symlinkSync('a.yaml', join(place, 'link.yaml'))
    const look = (use: (see: Witness) => void) => {
      const see = new Witness()
      use(see)
      return see.looks()![0]!
    }
    const file = look((see) => see.saw(join(place, 'a.yaml'), new TextEncoder().encode('one')))
    const list = look((see) => see.list(place))
    const kind = look((see) => see.stat(join(place, 'b.yaml')))
    const real = look((see) => see.real(join(place, 'link.yaml')))
    const stamp = look((see) => see.stamp(folder, 'look'))
    const gone = look((see) => expect(() => see.real(join(place, 'nowhere'))).toThrow())
    const all = [file, list, kind, real, stamp, gone]
    expect(all.every(holds)).toBe(true)
    writeFileSync(join(place, 'a.yaml'), 'two')
    expect(holds(file)).toBe(false)
    writeFileSync(join(place, 'b.yaml'), '')
    expect([list, kind, stamp].map(holds)).toEqual([false, false, false])
    unlinkSync(join(place, 'link.yaml'))
    symlinkSync('b.yaml', join(place, 'link.yaml'))
    expect(holds(real)).toBe(false)
    mkdirSync(join(place, 'nowhere'))
    expect(holds(gone)).toBe(false)
    expect(holds(['other' as 'bytes', place, ''])).toBe(false)
    expect(holds(['bytes', place, ''])).toBe(false)
  })

  it('of two states of one path is told as none', () => {
    const see = new Witness()
    see.saw('x', 'a')
    expect(see.looks()).toHaveLength(1)
    see.saw('x', 'b')
    expect(see.looks()).toBeUndefined()
  })
})

describe('a question', () => {
  const around = (more: Partial<Surroundings> = {}): Surroundings => ({
    argv: ['check', 'scenarios'],
    env: { HOME: '/home/a' },
    cwd: '/x',
    build: 'one',
    node: 'v20',
    stdout: recorder(),
    stderr: recorder(),
    ...more,
  })
  const first = questionOf(around())

  it('is another one in another folder, language, build, terminal, on another day', () => {
    const others = [
      around({ cwd: '/y' }),
      around({ argv: ['check', 'scenarios', '--strict'] }),
      around({ env: { LANG: 'zh_CN.UTF-8' } }),
      around({ env: { CI: '1' } }),
      around({ env: { SOURCE_DATE_EPOCH: '1' } }),
      around({ build: 'two' }),
      around({ node: 'v22' }),
      around({ stdout: recorder({ isTTY: true }) }),
      around({ stdout: recorder({ columns: 100 }) }),
    ].map(questionOf)
    expect(new Set([first, ...others]).size).toBe(10)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is none where something is written, waited for, or not built', () => {
    for (const word of [
      '--no-cache',
      '--update-approved',
      '--watch',
      '--fix',
      '--out=x',
      '--debug',
      '--help',
      '-h',
    ])
      expect(questionOf(around({ argv: ['check', 'scenarios', word] }))).toBeUndefined()
    expect(questionOf(around({ argv: ['screen', 'scenarios'] }))).toBeUndefined()
    expect(questionOf(around({ build: undefined }))).toBeUndefined()
  })

  it('is kept in a folder of the user only', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/c', HOME: '/h' })).toBe('/c/peakzero')
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative', HOME: '/h' })).toBe('/h/.cache/peakzero')
    for (const env of [{}, { HOME: '' }, { HOME: '/' }]) expect(cacheFolder(env)).toBeUndefined()
  })

  it('is answered only by what was written whole', async () => {
    const env = { XDG_CACHE_HOME: join(folder, 'cache') }
    const mine = around({ env })
    const key = questionOf(mine)!
    const path = join(folder, 'cache/peakzero', `${key}.json`)
    mkdirSync(join(folder, 'cache/peakzero'), { recursive: true })
    const whole = {
      format: 'peakzero/remembered@1',
      key,
      looks: [],
      parts: [['out', 'well\n']],
      code: 0,
    } as const
    const ask = async (text: string) => {
      writeFileSync(path, text)
      const stdout = recorder()
      return [await recall({ ...mine, stdout }), stdout.text]
    }
    expect(await ask(sealed(whole))).toEqual([0, 'well\n'])
    const text = sealed(whole)
    for (let i = 0; i < text.length; i += 7)
      expect(await ask(text.slice(0, i) + (text[i] === '0' ? '1' : '0') + text.slice(i + 1))).toEqual([
        undefined,
        '',
      ])
    for (const cut of [0, 10, 64, 65, text.length - 1])
      expect(await ask(text.slice(0, cut))).toEqual([undefined, ''])
    // An answer to another question, of a code that is never kept, or resting on what is not so.
    expect(await ask(sealed({ ...whole, key: 'other' }))).toEqual([undefined, ''])
    expect(await ask(sealed({ ...whole, code: 2 }))).toEqual([undefined, ''])
    expect(await ask(sealed({ ...whole, looks: [['kind', folder, 'file']] }))).toEqual([undefined, ''])
  })
})

test('the program: the same bytes again, until anything changes', () => {
  const root = resolve(import.meta.dirname, '../..')
  const place = join(folder, 'project')
  mkdirSync(join(place, 'scenarios'), { recursive: true })
  cpSync(join(root, 'scenarios/rutland/reference.yaml'), join(place, 'scenarios/reference.yaml'))
  cpSync(join(root, 'baselines/rutland.yaml'), join(place, 'baselines/rutland.yaml'))
  writeFileSync(join(place, 'peakzero.yaml'), '')
  const cache = join(folder, 'kept')
  const env = { PATH: process.env.PATH ?? '', XDG_CACHE_HOME: cache, SOURCE_DATE_EPOCH: '1800000000' }
  const check = (...more: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'dist/launch.js'), 'check', 'scenarios', ...more],
      { cwd: place, env, encoding: 'utf8' },
    )
    return { status, stdout, stderr }
  }
  const kept = () => readdirSync(join(cache, 'peakzero')).filter((name) => name.endsWith('.json'))
  const first = check()
  expect(first).toMatchObject({ status: 0 })
  const [name = ''] = kept()
  const path = join(cache, 'peakzero', name)
  // What is told comes from the kept answer: another text in it is told.
  const text = readFileSync(path, 'utf8')
  const other = JSON.parse(text.slice(65))
  writeFileSync(path, sealed({ ...other, parts: [['out', 'kept\n']] }))
  expect(check()).toEqual({ status: 0, stdout: 'kept\n', stderr: '' })
  expect(check('--no-cache')).toEqual(first)
  // Damaged: the work is done again.
  writeFileSync(path, text.replace('"code":0', '"code":1'))
  expect(check()).toEqual(first)
  expect(check()).toEqual(first)
  // A folder that no scenario was in before, now with one that is wrong.
  mkdirSync(join(place, 'scenarios/more'))
  writeFileSync(join(place, 'scenarios/more/b.yaml'), 'kind: scenario\n')
  expect(check().status).toBe(2)
  expect(check().status).toBe(2)
  rmSync(join(place, 'scenarios/more'), { recursive: true })
  expect(check()).toEqual(first)
  // Another content of the same size and time.
  const scenario = join(place, 'scenarios/reference.yaml')
  const held = readFileSync(scenario, 'utf8')
  renameSync(scenario, `${scenario}.old`)
  writeFileSync(scenario, held.replace('net-zero-2050: missed', 'net-zero-2050: met   '))
  expect(check().status).toBe(1)
  writeFileSync(scenario, held)
  expect(check()).toEqual(first)
}, 120_000)

it('keeps the answers of the other verbs by all that they read: baseline, overlay, a saved result', () => {
  const root = resolve(import.meta.dirname, '../..')
  const place = join(folder, 'verbs')
  mkdirSync(join(place, 'scenarios'), { recursive: true })
  cpSync(join(root, 'scenarios/rutland/reference.yaml'), join(place, 'scenarios/reference.yaml'))
  cpSync(join(root, 'baselines/rutland.yaml'), join(place, 'baselines/rutland.yaml'))
  writeFileSync(join(place, 'peakzero.yaml'), '')
  const overlay = join(place, 'scenarios/late.yaml')
  writeFileSync(overlay, 'kind: overlay\nid: late\nfor: rutland\n')
  const cache = join(folder, 'kept-verbs')
  const env = { PATH: process.env.PATH ?? '', XDG_CACHE_HOME: cache, LANG: 'C.UTF-8' }
  const call = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/launch.js'), ...words], {
      cwd: place,
      env,
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }
  const saved = call('run', 'scenarios/reference.yaml', '--format', 'json', '--no-cache').stdout
  writeFileSync(join(place, 'old.json'), saved)
  const questions = [
    ['run', 'scenarios/reference.yaml', '--with', 'scenarios/late.yaml'],
    ['compare', 'old.json', 'scenarios/reference.yaml'],
    ['explain', 'co2.total@2030', 'scenarios/reference.yaml'],
    ['decompose', 'scenarios/reference.yaml'],
  ]
  const kept = () => readdirSync(join(cache, 'peakzero')).filter((name) => name.endsWith('.json')).length
  const before = questions.map((words) => call(...words))
  for (const { status } of before) expect(status).toBe(0)
  expect(kept()).toBe(questions.length)
  expect(questions.map((words) => call(...words))).toEqual(before)
  // A workbook is no text: it is made anew each time, and is the same.
  const book = () =>
    spawnSync(
      process.execPath,
      [join(root, 'dist/launch.js'), 'run', 'scenarios/reference.yaml', '--format', 'xlsx'],
      { cwd: place, env, maxBuffer: 1e8 },
    ).stdout
  const first = book()
  expect(first.subarray(0, 2).toString()).toBe('PK')
  expect(book().equals(first)).toBe(true)
  expect(kept()).toBe(questions.length)
  // An overlay that says another thing: only the run rests on it.
  writeFileSync(overlay, 'kind: overlay\nid: late\nfor: rutland\ngwp: ar6\n')
  const now = call(...questions[0]!)
  expect(now.status).toBe(0)
  expect(now).toEqual(call(...questions[0]!, '--no-cache'))
  expect(now).not.toEqual(before[0])
  // The saved result with another figure.
  const other = JSON.parse(saved)
  other.indicators['co2.total'].values['2030'] = 1
  writeFileSync(join(place, 'old.json'), JSON.stringify(other))
  const compared = call(...questions[1]!)
  expect(compared).toEqual(call(...questions[1]!, '--no-cache'))
  expect(compared).not.toEqual(before[1])
  // A baseline that cannot be read: no answer of before is told.
  writeFileSync(join(place, 'baselines/rutland.yaml'), 'kind: baseline\n')
  for (const words of questions) expect(call(...words).status).toBe(2)
}, 240_000)
