// What must hold whatever happens to the machine (F1, F3, F5, F8): killed at any moment, no room, no right to write. The
// program as users have it, in processes of its own. KILLS says how many moments are tried for each command
// (10 in CI; the bar is 100).
import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealed } from '../../src/cli/recall.ts'
import { readInputs } from '../../src/pipeline/check/inputs-file.ts'

const root = resolve(import.meta.dirname, '../..')
const launcher = join(root, 'dist/launch.js')
const kills = Number(process.env.KILLS ?? 10)
let folder = ''
let cache = ''
const env = () => ({ PATH: process.env.PATH ?? '', XDG_CACHE_HOME: cache, SOURCE_DATE_EPOCH: '1800000000' })
const run = (args: readonly string[]) =>
  spawnSync(process.execPath, [launcher, ...args], {
    cwd: folder,
    env: env(),
    encoding: 'utf8',
    maxBuffer: 1e8,
  })

/** Starts a command and kills it after so many milliseconds; true where it had not ended yet. */
function killed(args: readonly string[], after: number): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [launcher, ...args], { cwd: folder, env: env(), stdio: 'ignore' })
    const timer = setTimeout(() => child.kill('SIGKILL'), after)
    child.once('exit', (_, signal) => {
      clearTimeout(timer)
      done(signal === 'SIGKILL')
    })
  })
}

/** How long a command takes, in milliseconds: the moments to kill it at lie within. */
function length(args: readonly string[]): number {
  const start = process.hrtime.bigint()
  run(args)
  return Number(process.hrtime.bigint() - start) / 1e6
}

/** An ensemble wants a county that says how sure its figures are. */
const jiaocheng = join(root, 'scenarios/jiaocheng/reference.yaml')
const scenario = () => join(folder, 'scenarios/reference.yaml')
const rates = ['3%', '4%'] as const
/** Puts one of two states of the scenario there. */
function state(which: 0 | 1): void {
  const text = readFileSync(join(root, 'scenarios/rutland/reference.yaml'), 'utf8')
  const more = `\ndrivers:\n  added: { name: added, path: { value: 1, growth: ${rates[which]} } }\n`
  writeFileSync(scenario(), text.replace(/\s*$/, '\n') + (text.includes('\ndrivers:') ? '' : more))
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faults-'))
  cache = join(folder, 'cache')
  mkdirSync(join(folder, 'scenarios'))
  mkdirSync(join(folder, 'baselines'))
  writeFileSync(join(folder, 'peakzero.yaml'), '')
  cpSync(join(root, 'baselines/rutland.yaml'), join(folder, 'baselines/rutland.yaml'))
  state(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe(`killed at ${kills} moments`, () => {
  it('run --out: each file is the old or the new one', async () => {
    const out = join(folder, 'out')
    const commands = ['2020..2050', '2020..2040'].map((years) => [
      ...['run', 'scenarios', '--format', 'json', '--out', out, '--years', years],
    ])
    const wholes = new Set<string>()
    let file = ''
    for (const command of commands) {
      expect(run(command).status).toBe(0)
      const [name = ''] = readdirSync(out).filter((entry) => entry.endsWith('.json'))
      file = join(out, name)
      wholes.add(readFileSync(file, 'utf8'))
    }
    expect(wholes.size).toBe(2)
    const most = length(commands[0]!)
    let hit = 0
    for (let i = 0; i < kills; i++) {
      if (await killed(commands[i % 2]!, (most * (i + 0.5)) / kills)) hit++
      expect(wholes.has(readFileSync(file, 'utf8')), `killed at moment ${i}`).toBe(true)
    }
    expect(hit).toBeGreaterThan(kills / 4)
    // What was left lying about is swept, and the lock of the dead is taken over.
    expect(run(commands[0]!).status).toBe(0)
    expect(readdirSync(out).filter((name) => !name.endsWith('.json'))).toEqual([])
  })

  it('check --update-approved: the files fit together at every moment', async () => {
    const command = ['check', 'scenarios', '--update-approved', '--reason', 'tried']
    expect(run(command).status).toBe(0)
    const county = join(folder, 'baselines/approved/rutland')
    const approved = readdirSync(county).find((name) => name.endsWith('.yaml'))!
    const first = readFileSync(join(county, approved), 'utf8')
    state(1)
    expect(run(command).status).toBe(0)
    const wholes = new Set([first, readFileSync(join(county, approved), 'utf8')])
    const most = length([...command.slice(0, 3), '--reason', 'again'])
    for (let i = 0; i < kills; i++) {
      state((i % 2) as 0 | 1)
      await killed(command, (most * (i + 0.5)) / kills)
      const text = readFileSync(join(county, approved), 'utf8')
      expect(wholes.has(text) || /^reason: "again"$/m.test(text), `killed at moment ${i}`).toBe(true)
      const list = readInputs(readFileSync(join(county, 'inputs.json'), 'utf8'))
      expect('reason' in list ? list.reason : '', `killed at moment ${i}`).toBe('')
      const digest = /^inputs: (\S+)$/m.exec(text)?.[1] ?? ''
      expect(Object.keys((list as { listings: object }).listings), `killed at moment ${i}`).toContain(digest)
    }
  })

  it('a check with its cache: what is kept is whole, and the answer is the same', async () => {
    state(0)
    rmSync(join(folder, 'baselines/approved'), { recursive: true, force: true })
    const command = ['check', 'scenarios']
    const { status, stdout } = run([...command, '--no-cache'])
    const most = length([...command, '--no-cache'])
    for (let i = 0; i < kills; i++) {
      rmSync(cache, { recursive: true, force: true })
      await killed(command, most * (0.5 + i / kills))
      const kept = existsSync(join(cache, 'peakzero')) ? readdirSync(join(cache, 'peakzero')) : []
      for (const name of kept.filter((entry) => entry.endsWith('.json'))) {
        const text = readFileSync(join(cache, 'peakzero', name), 'utf8')
        expect(sealed(JSON.parse(text.slice(65))), `killed at moment ${i}`).toBe(text)
      }
      if (i % 10 === 0) expect(run(command)).toMatchObject({ status, stdout })
    }
  })
})

describe('a disk that is full or read-only', () => {
  const disk = () => join(folder, 'disk')
  const mount = (...args: readonly string[]) => spawnSync('mount', args).status === 0
  const tried = mkdtempSync(join(tmpdir(), 'mount-'))
  const can = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', tried)
  if (can) spawnSync('umount', [tried])
  rmSync(tried, { recursive: true, force: true })

  it.skipIf(!can)('ends with 74, says so, and leaves the old file', () => {
    mkdirSync(disk())
    expect(mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk())).toBe(true)
    try {
      const out = join(disk(), 'out')
      mkdirSync(out)
      const name = 'rutland-reference.json'
      for (const file of [name, 'reference.json']) writeFileSync(join(out, file), 'old')
      const command = ['run', 'scenarios', '--format', 'json', '--out', out]
      const full = run(command)
      expect([full.status, full.stdout]).toEqual([74, ''])
      expect(full.stderr).toMatch(/ENOSPC/)
      for (const file of readdirSync(out)) expect(readFileSync(join(out, file), 'utf8')).toBe('old')
      expect(mount('-o', 'remount,ro', disk())).toBe(true)
      const start = process.hrtime.bigint()
      const fixed = run(command)
      expect(fixed.status).toBe(74)
      expect(fixed.stderr).toMatch(/EROFS/)
      expect(fixed.stderr).not.toMatch(/\n\s+at /)
      expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(20)
    } finally {
      spawnSync('umount', [disk()])
    }
  })

  it.skipIf(!can)('approving and a checkpoint: 74, and what was approved and kept before stays', () => {
    // The whole project stands on a small disk, so that files are written beside those that are there.
    const place = join(folder, 'small-disk')
    mkdirSync(place)
    expect(mount('-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', place)).toBe(true)
    try {
      for (const part of ['scenarios', 'baselines/rutland.yaml', 'peakzero.yaml'])
        cpSync(join(folder, part), join(place, part), { recursive: true })
      const there = (args: readonly string[]) =>
        spawnSync(process.execPath, [launcher, ...args], { cwd: place, env: env(), encoding: 'utf8' })
      const approve = (reason: string) => [
        ...['check', 'scenarios', '--update-approved', '--reason', reason, '--no-cache'],
      ]
      expect(there(approve('first')).status).toBe(0)
      const files = () =>
        readdirSync(place, { recursive: true, encoding: 'utf8' })
          .filter((name) => /approved.*\.|\.part/.test(name))
          .map((name) => [name, readFileSync(join(place, name), 'utf8')])
      const draw = [
        ...['ensemble', jiaocheng, '--draws', '1024', '--design', 'random'],
        ...['--quiet', '--resume', 'kept.part'],
      ]
      expect(there(draw).status).toBe(0)
      const before = files()
      expect(before.length).toBeGreaterThan(2)
      state(1)
      cpSync(scenario(), join(place, 'scenarios/reference.yaml'))
      const fill = spawnSync('bash', ['-c', 'cat /dev/zero > filler'], { cwd: place })
      expect(fill.status).not.toBe(0)
      for (const remount of [undefined, 'remount,ro']) {
        if (remount) expect(mount('-o', remount, place)).toBe(true)
        const approved = there(approve('again'))
        expect([approved.status, /ENOSPC|EROFS/.test(approved.stderr)]).toEqual([74, true])
        const drawn = there([...draw.slice(0, -1), 'other.part'])
        expect([drawn.status, /ENOSPC|EROFS/.test(drawn.stderr)]).toEqual([74, true])
        expect(files()).toEqual(before)
      }
    } finally {
      spawnSync('umount', [place])
      state(0)
    }
  })

  it('without room for a file of that size (ulimit): 74, and the old file stays', () => {
    const out = join(folder, 'small')
    mkdirSync(out)
    const script = 'ulimit -f 8; exec "$0" "$@"'
    const args = [process.execPath, launcher, 'run', 'scenarios', '--format', 'json', '--out', out]
    const { status, stderr } = spawnSync('bash', ['-c', script, ...args], {
      cwd: folder,
      env: env(),
      encoding: 'utf8',
    })
    expect([status, readdirSync(out)]).toEqual([74, []])
    expect(stderr).toMatch(/EFBIG/)
  })
})

it('two runs to one folder: one of them ends with 75 or both ran one after the other, and the file is whole', async () => {
  const out = join(folder, 'both')
  const command = ['run', 'scenarios', '--format', 'json', '--out', out]
  const started = [0, 1, 2].map(
    () =>
      new Promise<number | null>((done) =>
        spawn(process.execPath, [launcher, ...command], { cwd: folder, env: env(), stdio: 'ignore' }).once(
          'exit',
          done,
        ),
      ),
  )
  const codes = await Promise.all(started)
  expect(codes).toContain(0)
  expect(codes.every((code) => code === 0 || code === 75)).toBe(true)
  const [name = ''] = readdirSync(out)
  expect(JSON.parse(readFileSync(join(out, name), 'utf8')).format).toBe('peakzero/result@1')
  expect(readdirSync(out)).toHaveLength(1)
})

describe('interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('an ensemble by %s keeps what is done and ends with %i; a second signal ends at once', async (signal, code) => {
    const part = join(folder, `${signal}.part`)
    const words = ['ensemble', jiaocheng, '--draws', '100000000', '--design', 'random', '--resume', part]
    const begun = async () => {
      const child = spawn(process.execPath, [launcher, ...words], {
        cwd: folder,
        env: env(),
        stdio: 'ignore',
      })
      const ended = new Promise<number | null>((done) => child.once('exit', (status) => done(status)))
      while (!existsSync(part) && child.exitCode === null) await new Promise((go) => setTimeout(go, 10))
      return { child, ended }
    }
    const one = await begun()
    one.child.kill(signal)
    expect(await one.ended).toBe(code)
    expect(JSON.parse(readFileSync(part, 'utf8').split('\n')[1]!).done).toBeGreaterThan(0)
    rmSync(part)
    const two = await begun()
    two.child.kill(signal)
    two.child.kill(signal)
    expect(await two.ended).toBe(code)
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('the same bytes', () => {
  it('whatever locale, zone, clock and home, of a check and a page', () => {
    const worlds = [
      {},
      { LC_ALL: 'C' },
      { LC_ALL: 'zh_CN.UTF-8', TZ: 'Asia/Shanghai' },
      { LC_ALL: 'de_DE.UTF-8', TZ: 'America/New_York', HOME: '/nowhere' },
      { LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Apia', TERM: 'dumb', COLUMNS: '37' },
    ]
    for (const args of [
      ['run', 'scenarios', '--format', 'markdown', '--lang', 'zh'],
      ['check', 'scenarios', '--format', 'json', '--lang', 'en', '--no-cache'],
    ]) {
      const said = worlds.map(
        (more) =>
          spawnSync(process.execPath, [launcher, ...args], {
            cwd: folder,
            env: { ...env(), ...more },
            encoding: 'utf8',
          }).stdout,
      )
      expect(said[0]!.length).toBeGreaterThan(500)
      expect(new Set(said).size).toBe(1)
    }
  })

  it('through a pipe as in a file: nothing of five megabytes is lost (F17), and nobody need read them (F6)', () => {
    const words = ['run', 'scenarios', '--format', 'html']
    const shell = (script: string) =>
      spawnSync('bash', ['-c', script, process.execPath, launcher, ...words], {
        cwd: folder,
        env: env(),
        encoding: 'utf8',
        maxBuffer: 1e8,
      })
    const file = Number(shell('"$0" "$@" > whole.html; wc -c < whole.html').stdout)
    expect(file).toBeGreaterThan(131_072)
    expect(Number(shell('"$0" "$@" | (sleep 1; wc -c)').stdout)).toBe(file)
    const cut = shell('"$0" "$@" | head -c 10 > /dev/null; exit "$PIPESTATUS"')
    expect([cut.status, cut.stderr.includes('EPIPE')]).toEqual([0, false])
  })
})
