import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cases } from './cases.ts'
import { generated } from './generated.ts'
import { shown } from './shown.ts'
import { alsoCovered, states } from './state.ts'

/** The public corpus row by row: its file, its exit code, and which case of ours stands for it. */
const rows = readFileSync(join(import.meta.dirname, 'badinput.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',') as [string, string, string, string])

/** Exit codes of our cases by the row that they stand for. */
const ours = new Map<string, number>()
for (const { covers = [], codes, exit } of cases) for (const row of covers) ours.set(row, exit ?? (codes.length > 0 ? 2 : 0))
for (const { covers, exit } of generated) if (covers) ours.set(covers, exit)
for (const { covers } of shown) if (covers) ours.set(covers, 0)
for (const { covers, exit } of states) if (covers) ours.set(`state/${covers}`, exit)
for (const [covers, exit] of alsoCovered) ours.set(`state/${covers}`, exit)

describe('the public corpus of bad input', () => {
  it('is there in whole', () => {
    expect(rows.length).toBe(185)
  })

  it.each(rows)('%s ends with %s', (file, exit, ourExit, why) => {
    if (why !== '') expect(why.length).toBeGreaterThan(20)
    else expect(ours.has(file), 'no case stands for it').toBe(true)
    if (ours.has(file)) expect(ours.get(file)).toBe(Number(ourExit === '' ? exit : ourExit))
  })
})
