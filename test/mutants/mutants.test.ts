import { writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { mutantsOf } from './grammar.ts'
import { attempt, prepareTrials, sources } from './harness.ts'
import { reportOf } from './report.ts'

const full = process.env['MUTATE'] !== undefined
const perOperator = Number(process.env['MUTATE'] ?? 2)
const seed = Number(process.env['SEED'] ?? 20261129)

describe('slips in shipped files', () => {
  beforeAll(prepareTrials)

  it('are caught at their place', { timeout: 3_600_000 }, async () => {
    const trials = []
    const started = performance.now()
    for (const mutant of mutantsOf(sources(), perOperator, seed)) trials.push(await attempt(mutant))
    const report = reportOf(trials)
    if (full) {
      const path = process.env['REPORT'] ?? 'mutants.md'
      writeFileSync(path, report.text)
      console.info(
        `${report.summary}\n${Math.round((performance.now() - started) / trials.length)} ms a mutant; ${path}`,
      )
    }
    expect(trials.length).toBeGreaterThan(perOperator * 15)
    // Names, percent signs, commas and units of carbon are caught whatever the file; the whole figure stands in docs/robustness.md.
    const sure = new Set(['key-misspelt', 'decimal-comma', 'percent-dropped'])
    const escaped = trials.filter(({ mutant, outcome }) => outcome === 'escaped' && sure.has(mutant.operator))
    expect(
      escaped.map(({ mutant }) => `${mutant.file}:${mutant.line} ${mutant.before} -> ${mutant.after}`),
    ).toEqual([])
  })
})
