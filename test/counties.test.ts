import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calibrate, check, run } from '../src/index.ts'
import { repository } from './county.ts'

/** A county of another kind, smaller, without coking, fertiliser or ferro-alloys: nothing is built around the first. */

const wangmo = (name: string) => join(repository, 'scenarios/wangmo', name)

describe('Wangmo, a mountain county of farms and homes', () => {
  it('is right in every file', async () => {
    const checked = await check([
      join(repository, 'baselines/wangmo.yaml'),
      join(repository, 'scenarios/wangmo'),
    ])
    expect(checked.findings).toEqual([])
    expect(checked.diagnostics.filter(({ code }) => !/^W060[378]$/.test(code))).toEqual([])
    expect(checked.scenarios).toHaveLength(2)
  })
  it('meets what the bulletin prints: 100.48 亿元, 42,225 元 a head, 29.7 % farming', async () => {
    const { results } = await run([wangmo('reference.yaml')])
    const [result] = results
    expect(result!.indicators['gdp']!.values['2020']).toBeCloseTo(1_004_800, 3)
    const rows = new Map(result!.tables.reconciliation.map((row) => [row.id, row]))
    expect(Math.abs(rows.get('gdp-per-person')!.relative)).toBeLessThan(0.001)
    expect(Math.abs(rows.get('farm-share')!.relative)).toBeLessThan(0.005)
    expect(rows.get('farm-share')!.kind).toBe('observed')
  })
  it('has its own conventions and nothing of the first county', async () => {
    const { results } = await run([wangmo('reference.yaml')])
    const [result] = results
    expect(result!.conventions).toMatchObject({ gwp: 'ar6', electricity: 'calorific', exportCredit: true })
    // The list of files names the whole library.
    const { scenario, ...told } = result!
    expect(scenario.county.id).toBe('wangmo')
    expect(JSON.stringify(told)).not.toMatch(/coke|coking|nitrate|ferro|jiaocheng|焦化|硝酸/i)
  })
  it('by hand: farming is rice, cattle, pigs, fields and diesel', async () => {
    const { results } = await run([wangmo('reference.yaml')])
    const row = (id: string) => results[0]!.tables.facility.rows.find((one) => one.id === id)!.values[0]!
    // AR6: CH4 29.8 (fossil set of the library), N2O 273.
    expect(row('paddy')).toBeCloseTo(7500 * 0.16 * 29.8, 3)
    expect(row('fields')).toBeCloseTo(22_000 * 0.0022 * 273, 3)
    expect(row('herd')).toBeCloseTo(45_000 * (0.057 * 29.8 + 0.0009 * 273), 3)
    expect(row('sties')).toBeCloseTo(110_000 * (0.005 * 29.8 + 0.00025 * 273), 3)
    expect(row('hills')).toBeCloseTo(-200_000 * 2.2, 6)
  })
  it('the other scenario differs for its reasons: coal gone from villages, methane of paddies cut', async () => {
    const { results } = await run([wangmo('reference.yaml'), wangmo('clean-villages.yaml')])
    const at = (i: number, id: string, year: number) => {
      const { facility } = results[i]!.tables
      return facility.rows.find((row) => row.id === id)?.values[year - 2020] ?? 0
    }
    expect(at(0, 'village-heat.stove-coal', 2032)).toBeGreaterThan(0)
    expect(at(1, 'village-heat.stove-coal', 2032)).toBe(0)
    // 90 % × 40 %.
    expect(at(1, 'paddy', 2055) / at(0, 'paddy', 2055)).toBeCloseTo(0.64, 9)
    expect(at(1, 'hills', 2055)).toBe(at(0, 'hills', 2055))
  })
  it('sells power in the end: the credit stands by itself, and nobody is paid for using power', async () => {
    const { results } = await run([wangmo('clean-villages.yaml')])
    const [result] = results
    const { rows } = result!.tables.facility
    const last = rows[0]!.values.length - 1
    for (const row of rows)
      if (row.id !== 'hills' && row.id !== 'export.electricity')
        expect(Math.min(...row.values), row.id).toBeGreaterThanOrEqual(0)
    const credit = rows.find((row) => row.id === 'export.electricity')!
    // In the last year all of the indirect emissions are the credit: sold less bought, at the factor of the grid.
    expect(credit.values[last]).toBeLessThan(0)
    expect(credit.values[last]).toBeCloseTo(result!.indicators['co2.indirect']!.values['2060']!, 6)
  })
  it('calibrates', async () => {
    const { calibrated, diagnostics } = await calibrate(join(repository, 'baselines/wangmo.yaml'))
    expect(diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
    expect(calibrated!.solved.map(({ after, total }) => after / total)).toEqual([expect.closeTo(1, 9)])
  })
})

it('no line of the program names a county or its firms', () => {
  const sources = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const named = sources.flatMap((name) =>
    readFileSync(join(repository, 'src', name), 'utf8')
      .split('\n')
      // Examples of the help point at files that ship.
      .filter((line) =>
        /jiaocheng|交城|wangmo|望谟|rutland|拉特兰|ketton|shanxi|山西|meijin|美锦|guojin|国锦|jintaoyuan|lüliang|吕梁/i.test(
          line,
        ),
      )
      .filter((line) => !/(scenarios|baselines)\/(jiaocheng|wangmo)|(for|baseline): jiaocheng/.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  )
  expect(named).toEqual([])
})
