// The program as a user gets it: built once, started as a process of its own.
import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const launcher = join(root, 'dist/launch.js')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const reference = 'scenarios/jiaocheng/reference.yaml'
const env = { PATH: process.env.PATH ?? '' }
let folder = ''

const start = (args: readonly string[], options: object = {}) =>
  spawnSync(process.execPath, [launcher, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1e8,
    ...options,
  })

beforeAll(() => {
  // What is there already and the same is left alone: other tests may be using it.
  const built = spawnSync(process.execPath, ['build.mjs'], { cwd: root, encoding: 'utf8' })
  expect(built.status, built.stderr).toBe(0)
  folder = mkdtempSync(join(tmpdir(), 'binary-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('--version', () => {
  expect(start(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' })
})

test('the launcher is small: nothing of the program is in it', () => {
  expect(readFileSync(launcher, 'utf8').length).toBeLessThan(5000)
})

describe('an ensemble', () => {
  const order = ['ensemble', reference, '--format', 'json', '--quiet', '--design', 'random', '--draws']

  test('by two threads, by one, and killed and resumed: the same bytes', async () => {
    const part = join(folder, 'ensemble.part')
    const words = [...order, '3072']
    const one = start([...words, '--threads', '1'])
    expect(one.status).toBe(0)
    expect(start([...words, '--threads', '2']).stdout).toBe(one.stdout)
    const killed = spawn(process.execPath, [launcher, ...words, '--threads', '2', '--resume', part], {
      cwd: root,
      env,
      stdio: 'ignore',
    })
    const gone = new Promise((done) => killed.on('exit', (_, signal) => done(signal)))
    // What is done is kept after the first block; then the process dies on the spot.
    while (!existsSync(part) && killed.exitCode === null) await new Promise((go) => setTimeout(go, 5))
    killed.kill('SIGKILL')
    await gone
    expect(JSON.parse(readFileSync(part, 'utf8').split('\n')[1]!).done).toBeGreaterThan(0)
    expect(start([...words, '--threads', '2', '--resume', part]).stdout).toBe(one.stdout)
  })

  test('that is interrupted tells what is done, keeps it, and ends with 130', async () => {
    const part = join(folder, 'interrupted.part')
    const words = [...order, '1000000', '--threads', '2', '--resume', part]
    const child = spawn(process.execPath, [launcher, ...words], { cwd: root, env })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    const ended = new Promise((done) => child.on('close', (code) => done(code)))
    while (!existsSync(part) && child.exitCode === null) await new Promise((go) => setTimeout(go, 5))
    child.kill('SIGINT')
    expect(await ended).toBe(130)
    const { draws } = JSON.parse(out)
    expect(draws.done).toBeGreaterThan(0)
    expect(draws.done).toBeLessThan(1000000)
    expect(err).toContain('the same command goes on from there')
    expect(JSON.parse(readFileSync(part, 'utf8').split('\n')[1]!).done * 1024).toBe(draws.done)
  })
})

describe('run on the shipped county', () => {
  test('a page, with no escapes on a pipe, in both languages', () => {
    for (const lang of ['zh', 'en']) {
      const { status, stdout, stderr } = start(['run', reference, '--lang', lang])
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(stdout).toContain('2060')
      expect(stdout).not.toContain('\u001b')
    }
  })

  test('JSON: one document of the same bytes, whatever the locale, zone and folder', () => {
    const first = start(['run', reference, '--format', 'json', '--quiet'])
    expect(first).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(first.stdout).format).toBe('peakzero/result@1')
    const others = [
      { env: { ...env, LC_ALL: 'tr_TR.UTF-8', TZ: 'America/New_York' } },
      { env: { ...env, LANG: 'zh_CN.UTF-8', TZ: 'Asia/Shanghai' } },
      { cwd: join(root, 'scenarios'), file: 'jiaocheng/reference.yaml' },
    ]
    for (const { file = reference, ...options } of others as { file?: string }[])
      expect(start(['run', file, '--format', 'json', '--quiet'], options).stdout).toBe(first.stdout)
  })

  test('stdout is full: 74 and a sentence', () => {
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = start(['run', reference, '--format', 'json'], {
      stdio: ['ignore', full, 'pipe'],
    })
    expect(status).toBe(74)
    expect(stderr).toContain('(ENOSPC)')
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(start(['--version'], { stdio: ['ignore', full, 'pipe'] }).status).toBe(74)
  })

  test('nobody reads: quiet, and the code of the work', () => {
    const script = `"$0" "$1" run "$2" --format json | head -c 1 >/dev/null; exit "\${PIPESTATUS[0]}"`
    const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, launcher, reference], {
      cwd: root,
      env,
      encoding: 'utf8',
    })
    expect(status).toBe(0)
    expect(stderr).not.toMatch(/EPIPE|\n\s+at /)
  })

  test('no stdin, no home, no terminal', () => {
    expect(start(['check', reference], { env: {}, stdio: ['ignore', 'pipe', 'pipe'] }).status).toBeLessThan(2)
  })

  test('started in a folder that is gone: a whole path is enough, any other is said and 74', () => {
    const tried = (path: string) =>
      spawnSync(
        'bash',
        [
          '-c',
          'mkdir "$3" && cd "$3" && rmdir "$3" && exec "$0" "$1" check "$2" --lang en',
          process.execPath,
          launcher,
          path,
          join(folder, 'gone'),
        ],
        { env, encoding: 'utf8' },
      )
    expect(tried(join(root, 'scenarios/rutland/reference.yaml'))).toMatchObject({ status: 0 })
    const lost = tried('reference.yaml')
    expect(lost).toMatchObject({ status: 74, stdout: '' })
    expect(lost.stderr).toContain('the folder that it was started in is gone')
    expect(lost.stderr).not.toMatch(/\n\s+at /)
  })
})

test.each([
  [2, ['run', 'nowhere.yaml']],
  [2, ['check', 'nowhere']],
  [64, ['rnu']],
  [64, ['run']],
  [74, ['run', reference, '--out', '/dev/full']],
  [74, ['run', reference, '--out', '/proc/nowhere']],
])('exit %i: %j', (code, args) => {
  const { status, stdout, stderr } = start(args)
  expect({ status, stdout }).toEqual({ status: code, stdout: '' })
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(stderr).not.toBe('')
})

describe('when the program is broken', () => {
  /** A launcher beside which `main.js` is what a test wants. */
  function broken(main: string | undefined): string {
    const place = mkdtempSync(join(folder, 'broken-'))
    mkdirSync(place, { recursive: true })
    cpSync(launcher, join(place, 'launch.js'))
    writeFileSync(join(place, 'package.json'), '{"type":"commonjs"}')
    if (main !== undefined) writeFileSync(join(place, 'main.js'), main)
    return join(place, 'launch.js')
  }
  const run = (main: string | undefined, args: readonly string[] = [], more: object = {}) =>
    spawnSync(process.execPath, [broken(main), ...args], { env, encoding: 'utf8', ...more })

  test.each([
    ['a file is missing', undefined],
    ['it cannot be parsed', 'exports.main = ='],
    ['it throws', "exports.main = async () => { throw new TypeError('oh') }"],
    [
      'it throws later',
      "exports.main = () => new Promise(() => setTimeout(() => { throw new TypeError('oh') }, 5))",
    ],
    [
      'a promise is forgotten',
      'exports.main = () => { Promise.reject(new Error("oh")); return new Promise((d) => setTimeout(d, 50, 0)) }',
    ],
    ['it never answers', 'exports.main = () => new Promise(() => {})'],
    ['it leaves on its own', 'exports.main = () => process.exit(1)'],
    ['it ends with a code that is none of ours', 'exports.main = async () => 3'],
  ])('%s: 70, a sentence, no stack', (_, main) => {
    const { status, stdout, stderr } = run(main)
    expect({ status, stdout }).toEqual({ status: 70, stdout: '' })
    expect(stderr).not.toMatch(/\n\s+at /)
    if (!String(main).includes('=> 3')) expect(stderr).toContain('peakzero has a bug')
  })

  test('in Chinese, and with a stack on request', () => {
    const main = "exports.main = async () => { throw new TypeError('oh') }"
    const { stderr } = run(main, ['--debug'], { env: { ...env, LANG: 'zh_CN.UTF-8' } })
    expect(stderr).toContain('peakzero 出错了，不是您的文件有错。')
    expect(stderr).toContain('TypeError: oh')
    expect(stderr).toMatch(/\n\s+at /)
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s: %i', async (signal, code) => {
    const main =
      "exports.main = () => { console.log('on'); return new Promise((d) => setTimeout(d, 9000, 0)) }"
    const child = spawn(process.execPath, [broken(main)], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    await new Promise((done) => child.stdout.once('data', done))
    child.kill(signal)
    const ended = await new Promise((done) => child.once('exit', (status, by) => done([status, by])))
    expect(ended).toEqual([code, null])
  })
})
