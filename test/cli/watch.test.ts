// check --watch: an answer at once, another after a save, none after what changes nothing, 130 at Ctrl-C.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { project, scenario } from '../check/small.ts'
import { play } from './stage.ts'

const launcher = join(resolve(import.meta.dirname, '../..'), 'dist/launch.js')

test('answers at each save, and ends at Ctrl-C', async () => {
  const root = mkdtempSync(join(tmpdir(), 'watch-'))
  writeFileSync(join(root, 'peakzero.yaml'), '')
  for (const [path, text] of Object.entries(project())) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const child = spawn(process.execPath, [launcher, 'check', 'scenarios', '--watch'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '' },
  })
  let out = ''
  let err = ''
  let wake = () => {}
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
    wake()
  })
  /** Until the program waits for the n-th time. */
  const waits = async (n: number) => {
    while (err.split('waiting for changes').length - 1 < n)
      await new Promise<void>((done) => {
        wake = done
      })
  }
  try {
    await waits(1)
    expect(out).toContain('1 scenario')
    writeFileSync(join(root, 'scenarios/a.yaml'), scenario.replace('2030: 900', '2030: 100'))
    await waits(2)
    expect(out).toContain('cap: expected met, found missed')
    writeFileSync(join(root, 'scenarios/b.yaml'), scenario.replace('id: a', 'id: b'))
    await waits(3)
    expect(err).toContain('in 2 files')
    const ended = new Promise((done) => child.once('exit', (code, signal) => done([code, signal])))
    child.kill('SIGINT')
    expect(await ended).toEqual([130, null])
  } finally {
    child.kill('SIGKILL')
    rmSync(root, { recursive: true, force: true })
  }
}, 120_000)

test('it looks and writes nothing', async () => {
  for (const more of ['--update-approved --reason x', '--fix'])
    expect((await play(`check a --watch ${more}`, {}, { env: {} })).code).toBe(64)
})
