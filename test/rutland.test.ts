import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { codes } from '../src/diagnostics/codes.ts'
import { calibrate, run } from '../src/index.ts'
import { indicator, repository } from './county.ts'

/** A county of another country, with published totals by sector and fuel to be held against. */

const { results, diagnostics } = await run([join(repository, 'scenarios/rutland')])
const of = (id: string) => results.find(({ scenario }) => scenario.id === id)!

/** Published for Rutland in 2019 (local authority CO2 statistics, within the scope of influence), in tonnes. */
const published: Readonly<Record<string, number>> = {
  'homes-power': 15_287,
  'homes-fuel': 39_840 + 10_356,
  'industry-power': 38_123,
  'industry-fuel': 591 + 35_071,
  commercial: 15_095,
  public: 13_528,
  'a-roads': 118_216,
  'minor-roads': 36_467,
  'farm-energy': 9138,
  total: 332_459,
}

const sector = (id: string, row: string) =>
  of(id).tables.sector.rows.find(({ id: found }) => found === row)?.values ?? []

describe('Rutland', () => {
  it('runs both scenarios without a finding', () => {
    expect(diagnostics.filter(({ code }) => codes[code].severity !== 'info')).toEqual([])
    expect(results.map(({ scenario }) => scenario.id).sort()).toEqual(['neutral', 'reference'])
    expect(of('reference').horizon).toEqual({ base: 2019, observedTo: 2020, to: 2050 })
  })

  it.each(Object.entries(published))('%s of 2019 equals the published total within 2 %%', (id, tonnes) => {
    const line = of('reference').tables.reconciliation.find((row) => row.id === id)!
    expect(line).toMatchObject({ kind: 'observed', year: 2019, within: true })
    expect(Math.abs(line.against / tonnes - 1)).toBeLessThan(5e-5)
    expect(Math.abs(line.model / tonnes - 1)).toBeLessThan(0.02)
  })

  it('the parts that are published sum to the total that is published', () => {
    const parts = Object.entries(published).filter(([id]) => id !== 'total')
    // What the statistics call other transport has no line of its own: 759 t.
    const sum = parts.reduce((sum, [, tonnes]) => sum + tonnes, 759)
    expect(Math.abs(sum / published['total']! - 1)).toBeLessThan(1e-4)
  })

  it('all lines lie within their tolerance, and most are observed', () => {
    for (const { tables } of results) {
      expect(tables.reconciliation.filter(({ within }) => !within)).toEqual([])
      expect(tables.reconciliation.filter(({ kind }) => kind === 'observed').length).toBeGreaterThan(12)
    }
  })

  it('holds nothing of the first county', () => {
    const first = parse(readFileSync(join(repository, 'baselines/jiaocheng.yaml'), 'utf8'))
    const own = new Set(
      Object.keys(parse(readFileSync(join(repository, 'baselines/rutland.yaml'), 'utf8')).facilities),
    )
    const foreign = ['facilities', 'demands', 'sites'].flatMap((block) => Object.keys(first[block] ?? {}))
    expect(foreign.length).toBeGreaterThan(20)
    for (const result of results) {
      const actors = result.tables.facility.rows.map(({ id }) => id)
      expect(actors).toContain('ketton-kiln')
      expect(actors.filter((id) => foreign.includes(id) && !own.has(id))).toEqual([])
      const names = JSON.stringify({ ...result.tables, projects: result.projects, targets: result.targets })
      expect(/交城|jiaocheng|coke-oven|焦炉|nitrate/i.test(names)).toBe(false)
    }
  })

  it('the neutral route leaves less for the reasons that it states', () => {
    const [reference, neutral] = [of('reference'), of('neutral')]
    const last = (id: string, row: string) => sector(id, row).at(-1)!
    expect(reference.targets.find(({ id }) => id === 'net-zero-2050')!.met).toBe(false)
    expect(neutral.targets.find(({ id }) => id === 'net-zero-2050')!.met).toBe(true)
    // Capture at the kiln, and biomass in it, take most; the stored carbon of biomass brings cement below zero.
    const cut = reference.neutrality.residual - neutral.neutrality.residual
    expect(last('reference', 'cement') - last('neutral', 'cement')).toBeGreaterThan(0.75 * cut)
    expect(last('neutral', 'cement')).toBeLessThan(0)
    expect(indicator(neutral, 'co2.stored').at(-1)).toBeGreaterThan(400_000)
    expect(reference.indicators['co2.stored']?.values['2050'] ?? 0).toBe(0)
    for (const row of ['homes', 'a-roads', 'farming', 'land'])
      expect(last('neutral', row), row).toBeLessThan(last('reference', row))
    // Capture takes electricity: more is bought than in the reference.
    const bought = (id: string) =>
      of(id).tables.balance.find(({ commodity, item }) => commodity === 'electricity' && item === 'imports')!
        .values
    expect(bought('neutral').at(-1)).toBeGreaterThan(1.3 * bought('reference').at(-1)!)
  })

  it('the past is the same in both', () => {
    for (const year of ['2019', '2020'])
      expect(of('neutral').indicators['ghg.net']!.values[year]).toBe(
        of('reference').indicators['ghg.net']!.values[year],
      )
  })

  it('calibrate meets its control totals inside the ranges', async () => {
    const { calibrated, diagnostics } = await calibrate(join(repository, 'baselines/rutland.yaml'))
    expect(diagnostics).toEqual([])
    expect(calibrated!.solved.map(({ control }) => control).sort()).toEqual([
      'a-roads',
      'industry-power',
      'minor-roads',
    ])
    for (const { control, factor, range, after, total } of calibrated!.solved) {
      expect(Math.abs(after / total - 1), control).toBeLessThan(1e-8)
      expect(factor, control).toBeGreaterThan(range[0])
      expect(factor, control).toBeLessThan(range[1])
      // What stands in the file is what was solved, to three digits.
      expect(Math.abs(factor - 1), control).toBeLessThan(1e-3)
    }
  })
})
