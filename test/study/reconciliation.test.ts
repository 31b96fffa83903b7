import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calibrate, run } from '../../src/index.ts'
import { resultOf, runProject, withProject } from '../county.ts'
import { plainCounty } from '../model/plain.ts'

/** A works of 10 万t at 100 kWh a tonne and homes: 10 GWh and 100 kWh a head for 5 万 people, 5 GWh. */
const base = (more: string, range = 'range: [50 kWh/person, 300 kWh/person]') =>
  plainCounty(
    `drivers: { people: { name: people, path: { 2020: { value: 5 万人, range: [4 万人, 6 万人] }, 2030: 4 万人, interpolate: linear } } }
facilities:
  works-a: { process: make, capacity: { value: 10 万t/a, range: [8 万t/a, 11 万t/a] }, utilisation: { 2020: { value: 100%, range: [60%, 100%] }, 2030: 80% } }
end-uses:
  homes-power: { name: homes, sector: homes, driver: people, technologies: { lamp: 100% }, intensity: { value: 100 kWh/person, ${range} } }
${more}`,
    {
      commodities: '  light: { name: light, unit: MWh, group: product }\n',
      processes:
        '  lamp: { name: lamp, sector: homes, inputs: [{ of: power, use: fuel, amount: 1 MWh/MWh }], outputs: [{ of: light, lead: true, amount: 1 MWh/MWh }] }\n',
    },
  )

describe('reconciliation', () => {
  const line = (against: string, more: string) =>
    `reconciliation: { power: { name: power, model: "= balance.power.imports", year: 2020, against: ${against}, ${more} } }\n`

  it('tells model, figure and residual', async () => {
    const result = await resultOf(base(line('16 GWh', 'kind: observed, tolerance: 10%')))
    expect(result.tables.reconciliation).toEqual([
      expect.objectContaining({
        id: 'power',
        kind: 'observed',
        year: 2020,
        within: true,
        tolerance: 0.1,
        relative: -0.0625,
      }),
    ])
    // MWh are counted in GJ: 15 GWh = 54,000 GJ.
    expect(result.tables.reconciliation[0]).toMatchObject({
      model: 54_000,
      against: 57_600,
      residual: -3600,
      unit: 'GJ',
    })
  })
  it('an observed total beyond its tolerance refuses the county, at the figure', async () => {
    const ran = await runProject(base(line('16 GWh', 'kind: observed, tolerance: 6%')), 'scenarios/a.yaml')
    expect(ran.results).toEqual([])
    expect(ran.diagnostics).toMatchObject([
      { code: 'E0423', args: { id: 'power', year: 2020, found: '6.25%', limit: '6%' } },
    ])
  })
  it('an analogue beyond its tolerance is a warning', async () => {
    const result = await resultOf(base(line('16 GWh', 'kind: analogue, tolerance: 6%')))
    expect(result.warnings.map(({ code }) => code)).toContain('W0606')
    expect(result.tables.reconciliation[0]).toMatchObject({ within: false })
  })
  it('reads sectors, activities, drivers; a wrong unit and an unknown name are told', async () => {
    const more = `reconciliation:
  homes: { name: homes, model: "= energy.total.of.homes / energy.total", year: 2020, against: 33.3333333%, kind: observed, tolerance: 0.01% }
  made: { name: made, model: "= activity.works-a / people", year: 2020, against: 2 t/person, kind: observed, tolerance: 0.01% }
`
    const result = await resultOf(base(more))
    expect(result.tables.reconciliation.map(({ within }) => within)).toEqual([true, true])
    const wrong = await runProject(base(line('16 t', 'kind: observed, tolerance: 6%')), 'scenarios/a.yaml')
    expect(wrong.diagnostics.map(({ code }) => code)).toEqual(['E0204'])
    const unknown = line('16 GWh', 'kind: observed, tolerance: 6%').replace('balance.power', 'balance.powder')
    const named = await runProject(base(unknown), 'scenarios/a.yaml')
    expect(named.diagnostics.map(({ code }) => code)).toEqual(['E0301'])
  })
})

describe('calibrate', () => {
  const controls = `controls:
  bought: { name: bought, model: "= balance.power.imports", year: 2020, total: 17 GWh, unknown: end-uses.homes-power.intensity }
  made: { name: made, model: "= activity.works-a", year: 2020, total: 9 万t, unknown: facilities.works-a.utilisation }
`
  it('solves several unknowns at once, and the overlay reproduces the totals', async () => {
    await withProject(base(controls), async (root) => {
      const { calibrated, diagnostics } = await calibrate(join(root, 'baselines/toy.yaml'))
      expect(diagnostics).toEqual([])
      // 9 万t take 9 GWh, so 8 GWh are left for the homes: 160 kWh a head.
      const solved = new Map(calibrated!.solved.map((row) => [row.control, row]))
      expect((solved.get('bought')!.value!.after * 1e3) / 3.6).toBeCloseTo(160, 5)
      expect(solved.get('made')!.factor).toBeCloseTo(0.9, 9)
      expect(calibrated!.overlay).toContain('grade: calibrated')
      const overlay = join(root, 'overlay.yaml')
      writeFileSync(overlay, calibrated!.overlay)
      const { results, diagnostics: told } = await run([join(root, 'scenarios/a.yaml')], { with: [overlay] })
      expect(told.filter(({ code }) => code.startsWith('E'))).toEqual([])
      const imports = results[0]!.tables.balance.find(
        ({ commodity, item }) => commodity === 'power' && item === 'imports',
      )!
      expect(imports.values[0]! / 3600).toBeCloseTo(17, 6)
    })
  })
  it('never stretches a range: the nearest figure is told and nothing is written', async () => {
    const ran = await withProject(base(controls, 'range: [50 kWh/person, 120 kWh/person]'), (root) =>
      calibrate(join(root, 'baselines/toy.yaml')),
    )
    expect(ran.calibrated).toBeUndefined()
    expect(ran.diagnostics).toMatchObject([{ code: 'E0425', args: { id: 'bought', high: 1.2 } }])
  })
  it('an unknown that is no number, has no range, or serves two totals is refused', async () => {
    const said = async (find: string, put: string) =>
      (
        await withProject(base(controls.replace(find, put)), (root) =>
          calibrate(join(root, 'baselines/toy.yaml')),
        )
      ).diagnostics.map(({ code }) => code)
    expect(await said('end-uses.homes-power.intensity', 'end-uses.homes-power.intensities')).toEqual([
      'E0424',
    ])
    expect(await said('end-uses.homes-power.intensity', 'processes.make.inputs.power')).toEqual(['E0202'])
    expect(await said('facilities.works-a.utilisation', 'end-uses.homes-power.intensity')).toEqual(['E0302'])
  })
  it('meets an observed total that the baseline as it stands would be refused for', async () => {
    const observed = `${controls}reconciliation: { power: { name: power, model: "= balance.power.imports", year: 2020, against: 17 GWh, kind: observed, tolerance: 1% } }\n`
    const ran = await withProject(base(observed), (root) => calibrate(join(root, 'baselines/toy.yaml')))
    expect(ran.calibrated).toBeDefined()
  })
})

describe('assumptions, one at a time', () => {
  const factor = `commodities: { power: { purchased: { 2020: { value: 0.6 tCO2/MWh, range: [0.5 tCO2/MWh, 0.7 tCO2/MWh] }, 2030: 0.3 tCO2/MWh } } }\n`
  it('each end of each range, by hand; points without a range move along', async () => {
    const files = base('')
    const { results } = await withProject(
      { ...files, 'scenarios/a.yaml': `${files['scenarios/a.yaml']}${factor}` },
      (root) => run([join(root, 'scenarios/a.yaml')], { evidence: true }),
    )
    const { assumptions } = results[0]!
    const level = new Map(assumptions!.byLevel.map((row) => [row.path, row.level]))
    // 2030: works 8 GWh (80 %), homes 4 GWh, 0.3 t/MWh = 3,600 t.
    const near = (path: string, low: number, high: number) => {
      expect(level.get(path)![0]).toBeCloseTo(low, 6)
      expect(level.get(path)![1]).toBeCloseTo(high, 6)
    }
    near('end-uses.homes-power.intensity', -600, 2400)
    near('drivers.people.path', -240, 240)
    near('facilities.works-a.capacity', -480, 240)
    // 0.5 / 0.6 of 0.3, and 0.7 / 0.6.
    near('commodities.power.purchased', -600, 600)
    // 60 % of 2030, too; a share stays at most one.
    near('facilities.works-a.utilisation', -960, 0)
    expect(assumptions).toMatchObject({ indicator: 'co2.total', year: 2030, moved: 5 })
  })
})
