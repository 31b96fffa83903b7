// Two runs that write to one place do not mix: the second is told who is at work; a lock that a dead run left is taken over.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alone, BusyError } from '../../src/cli/lock.ts'
import { play } from './stage.ts'

let folder = ''
const lock = () => join(folder, '.peakzero.lock')
const held = (more: object) =>
  writeFileSync(
    lock(),
    `${JSON.stringify({ pid: process.pid, host: hostname(), since: '2026-01-01', ...more })}\n`,
  )
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The number of a process that was and is no more. */
const dead = spawnSync(process.execPath, ['-e', '0']).pid

test('the second is refused while the first works, and may go on afterwards', async () => {
  await alone(folder, async () => {
    const holder = JSON.parse(readFileSync(lock(), 'utf8'))
    expect(holder).toMatchObject({ pid: process.pid, host: hostname() })
    await expect(alone(folder, async () => 1)).rejects.toThrow(BusyError)
    expect(existsSync(lock())).toBe(true)
  })
  expect(readdirSync(folder)).toEqual([])
  expect(await alone(folder, async () => 2)).toBe(2)
})

test('it is given back whatever happens', async () => {
  await expect(
    alone(folder, async () => {
      throw new Error('oh')
    }),
  ).rejects.toThrow('oh')
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  ['of a dead process', () => held({ pid: dead })],
  ['of nobody', () => writeFileSync(lock(), '')],
  ['that is none', () => writeFileSync(lock(), '{"pid": "x"}')],
])('a lock %s is taken over', async (_, leave) => {
  leave()
  expect(await alone(folder, async () => readFileSync(lock(), 'utf8'))).toContain(`"pid":${process.pid},`)
  expect(readdirSync(folder)).toEqual([])
})

test('a process of another machine cannot be asked: its lock stands', async () => {
  held({ pid: dead, host: 'another' })
  await expect(alone(folder, async () => 1)).rejects.toThrow(/another since 2026-01-01/)
  expect(existsSync(lock())).toBe(true)
})

test('run --out: 75, who and since when, and nothing is written', async () => {
  held({})
  const never = () => Promise.reject(new Error('nothing is run'))
  const { code, out, err } = await play(`run a.yaml --out ${folder}`, { run: never })
  expect([code, out]).toEqual([75, ''])
  expect(err).toContain(`process ${process.pid} on ${hostname()} since 2026-01-01`)
  expect(readdirSync(folder)).toEqual(['.peakzero.lock'])
})
