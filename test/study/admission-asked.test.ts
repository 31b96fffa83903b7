import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { admit, run, screen } from '../../src/index.ts'
import { told, withProject } from '../county.ts'
import { admitted, energyQuota, files, project, screened } from './admission-county.ts'

const plant = (size: string, more = '') => project(`process: plant, site: fields, capacity: ${size}${more}`)

/** What `screen` or `admit` refuses, in order. */
async function refused(scenario: string, options: Parameters<typeof screen>[1], newProject?: string) {
  return withProject(files(scenario, newProject), async (root) => {
    const path = join(root, 'scenarios/a.yaml')
    const loaded =
      newProject === undefined
        ? await screen(path, options)
        : await admit(join(root, 'new.yaml'), path, options)
    return told(loaded).filter(({ severity }) => severity === 'error')
  })
}

describe('what is asked and cannot be answered is refused, not dropped', () => {
  const later =
    'facilities: { works-b: { retired: 2024 } }\nprojects: { soon: { process: plant, site: fields, status: building, capacity: 1 kt/a, start: 2028 } }'

  it('a unit to close that nobody knows (E0752): the nearest is named', async () => {
    expect(await refused('', { close: ['work-a'] })).toMatchObject([
      { code: 'E0752', place: '--close', args: { id: 'work-a', nearest: 'works-a' } },
    ])
  })

  it('a unit that does not stand then (E0813): why, and which do', async () => {
    for (const [unit, why] of [
      ['works-b', /closed by 2024/],
      ['soon', /not begun/],
    ] as const) {
      const [said] = await refused(later, { close: [unit, 'works-a'] })
      expect(said).toMatchObject({ code: 'E0813', args: { id: unit, year: 2025 } })
      expect(said!.en).toMatch(why)
      expect(said!.en).toContain('works-a')
      expect(said!.zh).toMatch(/关不了/)
    }
  })

  it('a year before the project begins, or outside the county (E0814)', async () => {
    for (const until of [2026, 1990, 2041])
      expect(await refused(energyQuota, { until }, plant('80 kt/a'))).toMatchObject([
        { code: 'E0814', args: { found: until, expected: '2027 … 2040' } },
      ])
    // The observed years are no question for a screening.
    expect(await refused('', { until: 2024 })).toMatchObject([
      { code: 'E0814', args: { expected: '2025 … 2040' } },
    ])
  })

  it('a closure that breaks the county (E0815)', async () => {
    // Of 100 kt of metal works-a makes all for 1,000 yuan a tonne; the dear works would make them for 9,000, more than the GDP.
    const tied = `processes: { dear: { name: dear, sector: smelting, inputs: [{ of: coal, use: fuel, amount: 0.1 t/t }], outputs: [{ of: metal, lead: true, amount: 1 t/t }], value-added: 9000 元@2020/t } }
facilities: { works-a: { operation: demand }, works-b: { operation: demand }, dear: { process: dear, site: fields, operation: demand, capacity: 100 kt/a } }
commodities: { metal: { suppliers: [works-a, dear, works-b] } }
demands: { metal: { of: metal, amount: 100 kt/a } }
economy: { gdp: given, total: 15000 万元@2020, sectors: null }`
    expect((await screened(tied)).freed).toEqual([])
    const [said] = await refused(tied, { close: ['works-a'] })
    expect(said).toMatchObject({ code: 'E0815', args: { ids: 'works-a' } })
  })

  it('nothing after the last judged year is held against a project', async () => {
    const gas =
      project('process: gas-salt, site: fields, operation: outlet, capacity: 2 kt/a') +
      'commodities: { gas: { outlets: [new, torch] } }\nfacilities: { retorts: { retired: 2029 } }\n'
    const all = await admitted('', gas, { search: false })
    expect(all.reasons.map(({ rule, year }) => [rule, year])).toEqual([['supply', 2027]])
    const half = gas.replace('2 kt/a', '1 kt/a')
    // Enough until the retorts close in 2029.
    expect((await admitted('', half, { search: false })).reasons[0]).toMatchObject({
      rule: 'supply',
      year: 2029,
    })
    expect((await admitted('', half, { search: false, until: 2028 })).verdict).toBe('admitted')
    // It settles after the last judged year: the years before are looked at all the same.
    const slow = gas.replace('start: 2027', 'start: 2027, ramp: [60%, 80%, 100%]')
    const judged = await admitted('', slow, { search: false, until: 2028 })
    expect(judged.reasons.map(({ rule, year }) => [rule, year])).toEqual([['supply', 2027]])
  })
})

describe('permits', () => {
  const permit = (fields: string, more = '') =>
    `projects: { new: { status: approved, start: 2027, process: plant, site: town, capacity: 40 kt/a, approvals: { nox: { ${fields} } } } }\n${more}`
  const warned = (scenario: string) =>
    withProject(files(scenario), async (root) =>
      told(await run([join(root, 'scenarios/a.yaml')])).filter(({ code }) =>
        /^(W0752|W0817|E0816)$/.test(code),
      ),
    )

  it('a run says what the named unit has not freed (W0817), and is silent when it has', async () => {
    const said = await warned(permit('amount: 40 t/a, offset: 2, from: works-a'))
    // works-a emits 100 t a year and gives up nothing: 80 t are asked for in 2027.
    expect(said).toMatchObject([
      { code: 'W0817', args: { project: 'new', from: 'works-a', wanted: '80 t', found: '0 t', year: 2027 } },
    ])
    expect(
      await warned(
        permit('amount: 40 t/a, offset: 2, from: works-a', 'facilities: { works-a: { retired: 2027 } }'),
      ),
    ).toEqual([])
  })

  it.each(['offset: 2', 'from: works-a'])('half of a condition is refused (E0816): %s', async (half) => {
    expect(await warned(permit(`amount: 40 t/a, ${half}`))).toMatchObject([
      { code: 'E0816', args: { subject: 'nox' } },
    ])
  })
})

describe('changes of units that stand', () => {
  const retrofit = (more = '') =>
    `  clean: { status: planned, retrofit: { of: works-a, measure: low-nox, from: 2027${more} } }\n`
  const nox = 'quotas: { nox: { values: { 2026: 0.2 kt/a, 2040: 0.2 kt/a } } }\n'
  const overlay = (entry: string) =>
    project('process: plant, capacity: 1 kt/a').replace(/ {2}new: .*\n/, entry)

  it('admit: what it does to the ledgers, and that it fits', async () => {
    // 200 t of NOx, of which works-a 100 t; low NOx takes 50 %, a share of 80 % of the unit 40 t.
    const judged = await admitted(nox, overlay(retrofit(', share: 80%')))
    expect(judged).toMatchObject({ verdict: 'admitted', project: { id: 'clean', start: 2027 } })
    expect(judged.effect.indicators['nox']!.values['2028']).toBeCloseTo(-40, 9)
    expect(judged.effect.indicators['nox']!.values['2026']).toBe(0)
    expect(judged.ledgers.find(({ quota }) => quota === 'nox')).toMatchObject({ used: 200, limit: 200 })
  })

  it('admit: a change of a unit that has closed does nothing, and a project that does not run is named', async () => {
    const closed = await admitted(
      'facilities: { works-a: { retired: 2026 } }',
      overlay(retrofit(', share: 80%')),
    )
    expect(closed).toMatchObject({ verdict: 'conditions', reasons: [{ rule: 'idle', severity: 'should' }] })
    const idea =
      'projects: { works-a2: { process: plant, site: fields, status: idea, capacity: 9 kt/a, start: 2026 } }'
    const other = await admitted(
      idea,
      overlay(retrofit(', share: 80%').replace('of: works-a', 'of: works-a2')),
    )
    expect(other.reasons).toEqual([expect.objectContaining({ rule: 'needs', id: 'works-a2' })])
    expect(other.offers[0]).toMatchObject({ kinds: ['include'], verdict: 'admitted' })
  })

  it('admit: a measure beyond its potential is said by name', async () => {
    // The potential of low NOx is 80 %.
    const said = await withProject(files('', overlay(retrofit())), async (root) =>
      told(await admit(join(root, 'new.yaml'), join(root, 'scenarios/a.yaml'))),
    )
    expect(said.map(({ code }) => code)).toContain('E0421')
  })

  it('screen: a change of a unit makes room for a project that does not fit alone', async () => {
    const planned = `${nox}projects:
  big: { process: plant, site: fields, status: planned, capacity: 30 kt/a, start: 2028 }
${retrofit(', share: 80%')}`
    const result = await screened(planned, { until: 2035 })
    expect(result.skipped).toEqual([])
    expect(result.projects.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['big', 'refused'],
      ['clean', 'admitted'],
    ])
    // 30 t of the project against 40 t that the change gives up.
    expect(result.set).toMatchObject({ ids: ['big', 'clean'], verified: true, exact: true })
    expect(result.projects.find(({ id }) => id === 'clean')!.adds['nox']!.value).toBeCloseTo(-40, 9)
  })

  it('screen: what breaks the county alone is refused by name', async () => {
    const result = await screened(`projects:\n${retrofit()}`, { until: 2035 })
    const [clean] = result.projects
    expect(clean).toMatchObject({ verdict: 'refused', reasons: [{ rule: 'broken', id: 'E0421' }] })
    expect(clean!.reasons[0]!.text.zh).toMatch(/算不通.*E0421/)
  })
})
