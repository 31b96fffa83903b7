// check --watch and run --watch: an answer at once, another after a save, none after what changes nothing, 130 at Ctrl-C.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test, vi } from 'vitest'
import { project, scenario } from '../check/small.ts'
import { play } from './stage.ts'

const launcher = join(resolve(import.meta.dirname, '../..'), 'dist/launch.js')

/** A project with a program that watches it. */
function watching(args: readonly string[]) {
  const root = mkdtempSync(join(tmpdir(), 'watch-'))
  writeFileSync(join(root, 'peakzero.yaml'), '')
  for (const [path, text] of Object.entries(project())) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const child = spawn(process.execPath, [launcher, ...args, '--watch'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '' },
  })
  const said = { out: '', err: '' }
  let wake = () => {}
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
    wake()
  })
  /** Until the program waits for the n-th time. */
  const waits = async (n: number) => {
    while (said.err.split('waiting for changes').length - 1 < n)
      await new Promise<void>((done) => {
        wake = done
      })
  }
  const end = async () => {
    const ended = new Promise((done) => child.once('exit', (code, signal) => done([code, signal])))
    child.kill('SIGINT')
    expect(await ended).toEqual([130, null])
  }
  const clean = () => {
    child.kill('SIGKILL')
    rmSync(root, { recursive: true, force: true })
  }
  return { root, said, waits, end, clean }
}

test('a check answers at each save, and ends at Ctrl-C', async () => {
  const { root, said, waits, end, clean } = watching(['check', 'scenarios'])
  try {
    await waits(1)
    expect(said.out).toContain('1 scenario')
    writeFileSync(join(root, 'scenarios/a.yaml'), scenario.replace('2030: 900', '2030: 100'))
    await waits(2)
    expect(said.out).toContain('cap: expected met, found missed')
    writeFileSync(join(root, 'scenarios/b.yaml'), scenario.replace('id: a', 'id: b'))
    await waits(3)
    expect(said.err).toContain('in 2 files')
    await end()
  } finally {
    clean()
  }
}, 120_000)

test('a run writes its page at each save; an error is told and the page of the last good run stays', async () => {
  const { root, said, waits, end, clean } = watching([
    'run',
    'scenarios/a.yaml',
    '--format',
    'html',
    '--out',
    'pages',
  ])
  const page = () => readFileSync(join(root, 'pages/a.html'), 'utf8')
  const save = (text: string) => writeFileSync(join(root, 'scenarios/a.yaml'), text)
  try {
    await waits(1)
    const first = page()
    expect(first).toContain('</html>')
    save(scenario.replace('2030: 900', '2030: 9oo'))
    await waits(2)
    expect(said.err).toMatch(/scenarios\/a\.yaml:\d+:\d+ error E/)
    expect(page()).toBe(first)
    save(`title: { zh: 改过, en: mended }\n${scenario}`)
    await waits(3)
    await vi.waitFor(() => expect(page()).toContain('mended'), { timeout: 20_000 })
    await end()
  } finally {
    clean()
  }
}, 120_000)

test('it looks and writes nothing', async () => {
  for (const more of ['--update-approved --reason x', '--fix'])
    expect((await play(`check a --watch ${more}`, {}, { env: {} })).code).toBe(64)
})
