import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codes } from '../../src/diagnostics/codes.ts'
import { run } from '../../src/index.ts'
import type { Result } from '../../src/report/result.ts'
import { indicator, repository, told } from '../county.ts'

/** The laws of accounts in every scenario that ships. */

const folder = join(repository, 'scenarios')
const counties = readdirSync(folder).filter((name) => existsSync(join(repository, `baselines/${name}.yaml`)))
const scenarios = counties.flatMap((county) =>
  readdirSync(join(folder, county))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${county}/${name}`),
)

function expectZero(terms: readonly number[], what: string): void {
  const sum = terms.reduce((a, b) => a + b, 0)
  const size = terms.reduce((a, b) => a + Math.abs(b), 0)
  if (!(Math.abs(sum) <= 1e-9 * size)) throw new Error(`${what}: ${sum} of ${size} is not zero`)
}

function laws(result: Result): void {
  const { tables, horizon } = result
  for (const name of ['sector', 'facility', 'fuel', 'gas', 'scope', 'sectorCo2'] as const) {
    const table = tables[name]
    for (const [i, total] of indicator(result, table.indicator).entries())
      expectZero([...table.rows.map((row) => row.values[i]!), -total], `${name} in ${horizon.base + i}`)
  }
  const supplies = ['production', 'imports', 'unmet']
  for (const commodity of new Set(tables.balance.map((row) => row.commodity)))
    for (let i = 0; i <= horizon.to - horizon.base; i++)
      expectZero(
        tables.balance
          .filter((row) => row.commodity === commodity)
          .map((row) => (supplies.includes(row.item) ? row.values[i]! : -row.values[i]!)),
        `balance of ${commodity} in ${horizon.base + i}`,
      )
  const at = (id: string) => indicator(result, id)
  const stored = tables.scope.rows.find(({ id }) => id === 'stored')?.values
  for (const i of at('co2.total').keys()) {
    const parts = ['co2.energy', 'co2.process', 'co2.indirect'].map((id) => at(id)[i]!)
    expectZero([...parts, stored?.[i] ?? 0, -at('co2.total')[i]!], 'co2.total')
    expectZero([at('ghg.total')[i]!, -at('sink')[i]!, -at('ghg.net')[i]!], 'ghg.net')
  }
  // The peak that is told is the peak that is there.
  const course = at(result.peak.indicator)
  expect(result.peak.value).toBe(Math.max(...course))
  expect(result.peak.year).toBe(horizon.base + course.indexOf(Math.max(...course)))
}

describe('scenarios', () => {
  it('are of more than one county', () => {
    expect(counties.length).toBeGreaterThan(1)
  })
  it.each(scenarios)('%s keeps the laws', async (name) => {
    const ran = await run([join(folder, name)])
    expect(told(ran).filter(({ code }) => codes[code].severity === 'error')).toEqual([])
    expect(ran.results).toHaveLength(1)
    laws(ran.results[0]!)
  })
})
