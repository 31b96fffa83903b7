import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { admit, run } from '../../src/index.ts'
import { resultOf, told, withProject } from '../county.ts'
import { admitted, energyQuota, files, project, screened } from './admission-county.ts'

const plant = (size: string, more = '') => project(`process: plant, site: fields, capacity: ${size}${more}`)

describe('ledgers', () => {
  it('use, parts by status, what closures free, headroom', async () => {
    const result = await resultOf(
      files(
        `${energyQuota}\nfacilities: { works-b: { retired: 2028-07 } }\nprojects: { built: { process: plant, site: town, status: approved, capacity: 20 kt/a, start: 2026, area: 3 ha } }`,
      ),
    )
    const ledger = result.ledgers.find(({ id }) => id === 'energy.total')!
    const at = (values: readonly number[] | undefined, year: number) => values?.[year - 2020]
    // 20,000 tce, 2,000 more from 2026; works-b (10,000 tce) stands for half of 2028.
    expect(at(ledger.used, 2025)).toBeCloseTo(20_000, 6)
    expect(at(ledger.used, 2027)).toBeCloseTo(22_000, 6)
    expect(at(ledger.used, 2028)).toBeCloseTo(17_000, 6)
    expect(at(ledger.parts.find(({ of }) => of === 'approved')?.values, 2027)).toBeCloseTo(2_000, 6)
    expect(at(ledger.freed, 2027)).toBe(0)
    expect(at(ledger.freed, 2028)).toBeCloseTo(5_000, 6)
    expect(at(ledger.freed, 2029)).toBeCloseTo(10_000, 6)
    expect(ledger.headroom).toEqual({ 2026: 3000, 2027: 3000, 2028: 8000, 2029: 13000, 2030: 13000 })
    expect(ledger.quotas[0]).toMatchObject({
      severity: 'must',
      clause: 'paper 7',
      grade: 'assumption',
      plan: 'fyp15',
    })
    expect(ledger.periods).toEqual([
      {
        plan: 'fyp15',
        name: { zh: '15th', en: '15th' },
        from: 2026,
        to: 2030,
        before: 20000,
        end: 12000,
        change: -8000,
      },
    ])
    const land = result.ledgers.find(({ id }) => id === 'land@core')!
    expect(at(land.used, 2025)).toBe(10)
    expect(at(land.used, 2027)).toBe(13)
    // Nobody declared a quota of water: none is invented.
    expect(result.ledgers.find(({ id }) => id === 'water')).toMatchObject({ quotas: [], headroom: {} })
  })
})

describe('admit: energy', () => {
  it('lets in what is left and no more', async () => {
    expect(await admitted(energyQuota, plant('50 kt/a'))).toMatchObject({ verdict: 'admitted', reasons: [] })
    const over = await admitted(energyQuota, plant('80 kt/a'))
    expect(over.verdict).toBe('refused')
    // 20,000 + 8,000 of 25,000 tce.
    expect(over.reasons[0]).toMatchObject({ rule: 'limit', id: 'energy', clause: 'paper 7', year: 2027 })
    expect(over.reasons[0]!.missing).toBeCloseTo(3000, 6)
    expect(over.ledgers.find(({ quota }) => quota === 'energy')).toMatchObject({
      used: 20000,
      project: 8000,
      limit: 25000,
      headroom: -3000,
      fits: false,
    })
    // 95 kgce/t is level 2, the plant takes 100: level 3.
    expect(over.level).toMatchObject({ level: 3 })
    expect(over.level!.figure).toBeCloseTo(100, 9)
    const kinds = over.offers.map(({ kinds }) => kinds.join('+'))
    expect(kinds).toEqual(expect.arrayContaining(['close', 'size', 'later']))
    expect(over.offers.find(({ kinds }) => kinds[0] === 'size')!.text.en).toContain('(')
    // After the plan no quota is declared: 2031 is the first start that fits.
    expect(over.offers.find(({ kinds }) => kinds[0] === 'later')!.overlay).toContain('start: 2031')
  })

  it('each condition, applied as the overlay that is printed, turns the verdict', async () => {
    const over = await admitted(energyQuota, plant('80 kt/a'))
    expect(over.offers.length).toBeGreaterThanOrEqual(4)
    for (const offer of over.offers) {
      const again = await admitted(
        energyQuota,
        plant('80 kt/a'),
        { offset: ['offer.yaml'], search: false },
        { 'offer.yaml': offer.overlay },
      )
      expect(again.verdict).toBe(offer.verdict)
      expect(again.verdict).toBe('admitted')
    }
  })

  it('a closure whose product is then bought says so, and one whose product was sold says nothing', async () => {
    // 250 kt are wanted and 280 made; without a works of 100 kt it is 180, and 70 are bought.
    const wanted = `${energyQuota}
demands: { builders: { of: metal, driver: growth, intensity: 250 kt/a } }`
    const closing = async (scenario: string) =>
      (await admitted(scenario, plant('80 kt/a'))).offers.map(({ kinds, bought }) => [
        kinds.join('+'),
        bought?.map(({ id }) => id),
      ])
    const offers = await closing(wanted)
    expect(offers).toEqual(
      expect.arrayContaining([
        ['close', ['metal']],
        ['size', undefined],
      ]),
    )
    for (const [kinds, bought] of await closing(energyQuota)) expect(bought, String(kinds)).toBeUndefined()
  })

  it('feedstock is not counted where the quota leaves it out', async () => {
    const quota =
      'quotas: { energy: { plan: fyp15, total: 25000 tce/a, excludes: [feedstock, added-renewables] } }'
    // 90 kt: 4,500 tce of fuel, 45,000 of feedstock.
    const chem = project('process: chem, site: fields, capacity: 90 kt/a')
    expect((await admitted(quota, chem)).verdict).toBe('admitted')
    const counted = await admitted(energyQuota, chem, { search: false })
    expect(counted.verdict).toBe('refused')
    expect(counted.reasons[0]!.missing).toBeCloseTo(44_500, 6)
  })

  it('a quota of new projects counts those that start in its plan; an earlier start is judged by the total alone', async () => {
    const quota = 'quotas: { energy: { plan: fyp15, total: 60000 tce/a, new-projects: 5000 tce/a } }'
    const early = project('process: plant, site: fields, capacity: 80 kt/a').replace(
      'start: 2027',
      'start: 2025',
    )
    expect((await admitted(quota, early)).verdict).toBe('admitted')
    const late = await admitted(quota, plant('80 kt/a'), { search: false })
    expect(late.reasons[0]).toMatchObject({ rule: 'limit', id: 'energy' })
    expect(late.reasons[0]!.missing).toBeCloseTo(3000, 6)
  })

  it('a quota that is overdrawn anyway refuses what makes it worse, and says that it was so', async () => {
    const short = 'quotas: { energy: { plan: fyp15, total: 15000 tce/a } }'
    const worse = await admitted(short, plant('10 kt/a'))
    expect(worse.verdict).toBe('refused')
    expect(worse.reasons[0]).toMatchObject({ before: true })
    expect(worse.reasons[0]!.missing).toBeCloseTo(1000, 6)
    expect(worse.missedBefore[0]).toMatchObject({ id: 'energy', without: -5000, with: -6000 })
    // What takes nothing of it is let in.
    expect((await admitted(short, project('process: retort, site: fields, capacity: 1 kt/a'))).verdict).toBe(
      'admitted',
    )
  })

  it('an outcome that is missed anyway is told and refuses nobody', async () => {
    const target =
      'targets: { less: { rule: intensity, indicator: energy.total, values: { 2030: 0.001 tce/万元@2020 } } }'
    const judged = await admitted(target, plant('10 kt/a'))
    expect(judged.verdict).toBe('admitted')
    expect(judged.missedBefore.map(({ id }) => id)).toEqual(['less'])
  })
})

describe('admit: pollutants, zones, supply, other projects', () => {
  const offset = 'quotas: { nox: { control-unit: key, base: 2025, offset-ratio: 2 } }'
  it('NOx in the key zone is offset two to one by the sources of that zone', async () => {
    const inside = project('process: plant, site: town, capacity: 40 kt/a')
    const alone = await admitted(offset, inside)
    expect(alone.verdict).toBe('refused')
    expect(alone.reasons[0]).toMatchObject({ rule: 'limit', id: 'nox', ledger: 'nox@key' })
    expect(alone.reasons[0]!.missing).toBeCloseTo(80, 9)
    // works-b stands elsewhere: its closure does not help; that of works-a (100 t) does.
    const close = (unit: string) =>
      project('process: plant, site: town, capacity: 40 kt/a', `facilities: { ${unit}: { retired: 2027 } }`)
    expect((await admitted(offset, close('works-b'), { search: false })).verdict).toBe('refused')
    expect((await admitted(offset, close('works-a'), { search: false })).verdict).toBe('admitted')
    // By hand: low NOx at share a leaves (1 − a/2) of 100 t and of the new 40 t: 50 a = 80 (1 − a/2), a = 8/9 > 80 %.
    expect(alone.offers.some(({ kinds }) => kinds.join() === 'measure')).toBe(false)
    expect(alone.offers.some(({ overlay }) => overlay.includes('works-a: { retired: 2027 }'))).toBe(true)
    // Outside the zone nothing is asked.
    expect((await admitted(offset, plant('40 kt/a'))).verdict).toBe('admitted')
  })

  it('offers the least adoption of a measure', async () => {
    // 20 kt: 50 a = 40 (1 − a/2), a = 4/7.
    const some = await admitted(offset, project('process: plant, site: town, capacity: 20 kt/a'))
    const measure = some.offers.find(({ kinds }) => kinds.join() === 'measure')!
    const level = Number(/value: ([\d.]+)%/.exec(measure.overlay)![1])
    expect(level).toBeGreaterThanOrEqual(400 / 7)
    expect(level).toBeLessThan(400 / 7 + 0.2)
  })

  it('gas that is not there', async () => {
    const gas = (size: string) =>
      project(`process: gas-salt, site: fields, operation: outlet, capacity: ${size}`) +
      'commodities: { gas: { outlets: [new, torch] } }\n'
    const much = await admitted('', gas('2 kt/a'))
    expect(much.verdict).toBe('refused')
    expect(much.reasons[0]).toMatchObject({ rule: 'supply', year: 2027 })
    // 1,000,000 of 2,000,000 Nm3.
    expect(much.reasons[0]!.without! / much.reasons[0]!.with!).toBeCloseTo(0.5, 9)
    expect(much.offers.find(({ kinds }) => kinds[0] === 'size')!.overlay).toMatch(/value: 10\d\d t\/a/)
    expect((await admitted('', gas('1 kt/a'))).verdict).toBe('admitted')
  })

  it('a zone that forbids the sector; another site is offered', async () => {
    const forbidden = 'zones: { core: { forbids: [smelting], clause: list 3 } }'
    const judged = await admitted(forbidden, project('process: plant, site: town, capacity: 1 kt/a'))
    expect(judged).toMatchObject({ verdict: 'refused' })
    expect(judged.reasons).toEqual([expect.objectContaining({ rule: 'zone', id: 'core', clause: 'list 3' })])
    expect(judged.offers.map(({ overlay }) => overlay).join()).toContain('site: fields')
    expect((await admitted(forbidden, plant('1 kt/a'))).verdict).toBe('admitted')
  })

  it('a replacement ratio that is too low', async () => {
    const replacing = (size: string) => plant(size, ', replaces: { units: [works-b], ratio: 1.25 }')
    const large = await admitted('', replacing('90 kt/a'))
    expect(large.reasons).toEqual([expect.objectContaining({ rule: 'replaces' })])
    // 100 closed ÷ 90 built is below 1.25; 112.5 kt would have to close.
    expect(large.reasons[0]!.missing).toBeCloseTo(12_500, 6)
    expect((await admitted('', replacing('80 kt/a'))).verdict).toBe('admitted')
  })

  it('needs another project, and cannot stand beside a third', async () => {
    const others =
      'projects: { pipe: { process: plant, site: fields, status: idea, capacity: 1 kt/a, start: 2026 }, rival: { process: plant, site: fields, status: building, capacity: 1 kt/a, start: 2026 } }'
    const needs = await admitted(others, plant('1 kt/a', ', needs: [pipe]'))
    expect(needs.reasons).toEqual([expect.objectContaining({ rule: 'needs', id: 'pipe' })])
    expect(needs.offers[0]).toMatchObject({ kinds: ['include'], verdict: 'admitted' })
    const rival = await admitted(others, plant('1 kt/a', ', excludes: [rival]'))
    expect(rival.reasons).toEqual([expect.objectContaining({ rule: 'excludes', id: 'rival' })])
    expect(rival.offers[0]).toMatchObject({ kinds: ['leave-out'], verdict: 'admitted' })
  })

  it('a permit: not more than was granted, and offset by the unit that it names', async () => {
    const permit = (fields: string, more = '') =>
      project(`process: plant, site: town, capacity: 40 kt/a, approvals: { nox: { ${fields} } }`, more)
    const over = await admitted('', permit('amount: 30 t/a'), { search: false })
    expect(over.reasons).toEqual([expect.objectContaining({ rule: 'approval', id: 'nox' })])
    expect(over.reasons[0]!.missing).toBeCloseTo(10, 9)
    // 40 t twice: 80 t of the 100 t of works-a have to go.
    const offset = 'amount: 40 t/a, offset: 2, from: works-a'
    expect((await admitted('', permit(offset), { search: false })).reasons[0]!.missing).toBeCloseTo(80, 9)
    const closing = permit(offset, 'facilities: { works-a: { retired: 2027 } }')
    expect((await admitted('', closing, { search: false })).verdict).toBe('admitted')
  })

  it('a permit of a retrofit: no more than was granted beyond what its unit used before', async () => {
    // Drying takes 20 kg more coal a tonne on the 100 kt of works-a: 2,000 tce a year more from 2027.
    const dry =
      'measures: { drying: { name: drying, effects: [{ input: coal, absolute: -0.02 t/t }], applies-to: [smelting], adoption: 0%, potential: 100% } }'
    const change = (fields: string) =>
      project('', '').replace(
        /new: .*/,
        `new: { status: planned, retrofit: { of: works-a, measure: drying, from: 2027 }, approvals: { energy: { ${fields} } } }`,
      )
    const over = await admitted(dry, change('amount: 1500 tce/a'), { search: false })
    expect(over.reasons).toEqual([expect.objectContaining({ rule: 'approval', id: 'energy' })])
    expect(over.reasons[0]).toMatchObject({ explain: 'permit.new.energy.used@2027' })
    expect(over.reasons[0]!.with).toBeCloseTo(2000, 6)
    expect(over.reasons[0]!.missing).toBeCloseTo(500, 6)
    expect((await admitted(dry, change('amount: 2500 tce/a'), { search: false })).verdict).toBe('admitted')
    // Twice 1,000 tce of works-b, which uses 10,000 and stays.
    const offset = await admitted(dry, change('amount: 2500 tce/a, offset: 2, from: works-b'), {
      search: false,
    })
    expect(offset.reasons[0]!.missing).toBeCloseTo(5000, 6)
    // A run that includes it says the same (W0752), and a screening of the planned one.
    const planned = `${dry}\nprojects: { new: { status: planned, retrofit: { of: works-a, measure: drying, from: 2027 }, approvals: { energy: { amount: 1500 tce/a } } } }`
    const screening = await screened(planned)
    expect(screening.projects[0]!.reasons).toEqual([
      expect.objectContaining({ rule: 'approval', id: 'energy' }),
    ])
    const ran = await withProject(files(planned.replace('status: planned', 'status: approved')), (root) =>
      run([join(root, 'scenarios/a.yaml')]),
    )
    expect(told(ran).map(({ code }) => code)).toContain('W0752')
  })

  it('entry by level of the energy limit', async () => {
    const entry = (level: number) =>
      `targets: { gate: { rule: entry, processes: [plant], from: 2026, level: ${level}, severity: must, clause: limit 5 } }`
    expect((await admitted(entry(2), plant('1 kt/a'))).reasons).toEqual([
      expect.objectContaining({ rule: 'entry', id: 'gate', clause: 'limit 5' }),
    ])
    expect((await admitted(entry(3), plant('1 kt/a'))).verdict).toBe('admitted')
  })

  it('more than one project, or none, is no question for admit', async () => {
    await withProject(
      files(
        '',
        plant('1 kt/a').replace(
          'projects:\n',
          'projects:\n  other: { process: plant, site: fields, status: idea, capacity: 1 kt/a, start: 2027 }\n',
        ),
      ),
      async (root) => {
        const loaded = await admit(join(root, 'new.yaml'), join(root, 'scenarios/a.yaml'))
        expect(told(loaded).map(({ code, args }) => [code, args['count']])).toEqual([['E0750', 2]])
      },
    )
  })
})

describe('admit: properties', () => {
  it('a project twice as large never turns a refusal into an admission', async () => {
    const rank = { admitted: 0, conditions: 1, refused: 2 }
    const county = `quotas: { energy: { plan: fyp15, total: 25000 tce/a, severity: should }, nox: { values: { 2026: 0.23 kt/a, 2040: 0.22 kt/a } } }
targets: { share: { rule: intensity, indicator: energy.total, values: { 2027: 0.95 tce/万元@2020, 2040: 0.95 tce/万元@2020 }, severity: must } }`
    const kinds = [
      'process: plant, site: fields, capacity: ',
      'process: chem, site: fields, capacity: ',
      'process: plant, site: town, replaces: { units: [works-a] }, capacity: ',
    ]
    for (const kind of kinds) {
      let before = 0
      for (const size of [5, 10, 20, 40, 80, 160]) {
        const { verdict } = await admitted(county, project(`${kind}${size} kt/a`), { search: false })
        expect(rank[verdict], `${kind} ${size}`).toBeGreaterThanOrEqual(before)
        before = rank[verdict]
      }
    }
  })

  it('leaves no trace: the scenario gives the same bytes after as before', async () => {
    await withProject(files(energyQuota, plant('80 kt/a')), async (root) => {
      const scenario = join(root, 'scenarios/a.yaml')
      const bytes = async () => JSON.stringify((await run([scenario])).results)
      const before = await bytes()
      await admit(join(root, 'new.yaml'), scenario)
      expect(await bytes()).toBe(before)
    })
  })
})

describe('screen', () => {
  // Headroom 5,000 tce. By value added per tce: chem with its feedstock counts 0.55 tce/t, plants 0.1.
  const planned = (more = '') => `${energyQuota}
projects:
  big: { process: plant, site: fields, status: planned, capacity: 40 kt/a, start: 2026 }
  mid: { process: plant, site: fields, status: planned, capacity: 30 kt/a, start: 2026 }
  small: { process: plant, site: fields, status: planned, capacity: 20 kt/a, start: 2026 ${more} }
  chem: { process: chem, site: fields, status: idea, capacity: 1 kt/a, start: 2026 }`

  it('finds the set with most value added, not the largest project first', async () => {
    const result = await screened(planned(), { until: 2030 })
    // 30 + 20 kt use all 5,000 tce and are worth more than 40 kt with 1 kt of chemistry.
    expect(result.set.ids).toEqual(['mid', 'small'])
    expect(result.set).toMatchObject({ exact: true, verified: true })
    // 50 kt × 1,000 yuan × 5 years.
    expect(result.set.valueAdded).toBeCloseTo(5 * 5000, 6)
    expect(result.projects.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['big', 'admitted'],
      ['chem', 'admitted'],
      ['mid', 'admitted'],
      ['small', 'admitted'],
    ])
    const yields = Object.fromEntries(
      result.projects.map(({ id, yields }) => [id, yields['energy.controlled']?.value]),
    )
    expect(yields['big']).toBeCloseTo(10_000, 6)
    expect(yields['chem']).toBeCloseTo(40_000, 6)
    // Any of the two plants frees 10,000 tce: everything enters.
    expect(result.freed.map(({ units }) => units[0]!.id).sort()).toEqual(['works-a', 'works-b'])
    expect(result.freed[0]!.enters.map(({ id }) => id).sort()).toEqual(['big', 'chem'])
    // 100 kt × 1,000 yuan from 2025 to 2030.
    expect(result.freed[0]!.lost).toBeCloseTo(6 * 10_000, 6)
  })

  it('respects either-or and prerequisites', async () => {
    expect((await screened(planned(', excludes: [mid]'), { until: 2030 })).set.ids).toEqual(['big', 'chem'])
    const needs = await screened(planned(', needs: [chem]'), { until: 2030 })
    expect(needs.set.ids).toEqual(['big', 'chem'])
    expect(needs.projects.find(({ id }) => id === 'small')!.reasons.map(({ rule }) => rule)).toEqual([
      'needs',
    ])
  })
})
