import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runPlan } from '../../src/engine/run.ts'
import { type EnsembleOptions, ensemble } from '../../src/index.ts'
import type { Project as ProjectModel } from '../../src/model/facility.ts'
import type { Model } from '../../src/model/model.ts'
import { analyse, runCase } from '../../src/pipeline/case.ts'
import { withOpenProjects } from '../../src/pipeline/ensemble/outcomes.ts'
import { Desk } from '../../src/pipeline/session.ts'
import { outcomesOf, startsIn, switchesIn } from '../../src/study/outcomes.ts'
import { kiln, kilns, peopled as small } from '../check/small.ts'
import { type Project, plainScenario, repository, told, withProject } from '../county.ts'

const none = (() => undefined) as never

/** Jiaocheng with every planned project and idea at a chance of one half, opened. */
async function jiaocheng() {
  const path = join(repository, 'scenarios/jiaocheng/reference.yaml')
  const session = await new Desk().at(path)
  const ran = (await runCase(path, session, {}))!
  const half = { value: 0.5, dimension: { powers: {} }, at: ran.analysed.model.at }
  const projects = new Map(
    [...ran.analysed.model.projects].map(([id, project]): [string, ProjectModel] =>
      ['idea', 'planned'].includes(project.status) ? [id, { ...project, chance: half }] : [id, project],
    ),
  )
  const model: Model = { ...ran.analysed.model, projects }
  const open = await withOpenProjects({ ...ran, analysed: { ...ran.analysed, model } }, session)
  expect(session.diagnostics.filter(({ code }) => code === 'E0889')).toEqual([])
  /** Indicators and margins of the plan with switches, and of a plan of exactly these projects, in which some start later. */
  const both = async (ids: readonly string[], late: Readonly<Record<string, number>> = {}) => {
    const { analysed } = open
    const { outcomes } = analysed
    const switches = switchesIn(analysed.plan, outcomes)
    const values = analysed.values.slice()
    for (const { id } of outcomes) values[switches.get(id)!] = Number(ids.includes(id))
    for (const [id, years] of Object.entries(late))
      for (const slot of startsIn(analysed.plan, id)) values[slot]! += years
    const later = (project: ProjectModel, years: number): ProjectModel => ({
      ...project,
      ...(project.start ? { start: { ...project.start, year: project.start.year + years } } : {}),
      ...(project.stages
        ? {
            stages: project.stages.map((stage) => ({
              ...stage,
              start: { ...stage.start, year: stage.start.year + years },
            })),
          }
        : {}),
    })
    const exact = new Map(
      [...projects].map(([id, project]): [string, ProjectModel] =>
        outcomes.some((outcome) => outcome.id === id)
          ? [id, later({ ...project, included: { value: ids.includes(id), at: model.at } }, late[id] ?? 0)]
          : [id, project],
      ),
    )
    const alone = await analyse({ ...model, projects: exact }, { diagnose: none, parsed: session.parsed })
    const read = (from: typeof alone, given: Float64Array) => {
      const trajectories = runPlan(from, none, given)
      const { indicators, targets, peak } = from.figures
      return Object.fromEntries([
        ...[...indicators].map(([id, { node }]) => [id, [...trajectories.value(node)]] as const),
        ...targets.map(({ target, columns }) => [target.id, [...trajectories.value(columns.met)]] as const),
        ['peak', [...trajectories.value(peak.columns.figure)]] as const,
      ])
    }
    return {
      mixed: read({ ...analysed, asked: new Map(), known: [] }, values),
      alone: read(alone, alone.values),
    }
  }
  return { open, both }
}

describe('Jiaocheng with switches for its projects', () => {
  test('is, bit for bit, Jiaocheng with the projects that are on and without the others; late is a later start', async () => {
    const { open, both } = await jiaocheng()
    const ids = open.analysed.outcomes.map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(12)
    const runs = [
      await both([]),
      await both(ids, { 'green-ammonia': 3 }),
      await both(['coke-park', 'park-heat', 'cdq-retrofit-rest'], { 'coke-park': 2, 'park-heat': 0.5 }),
    ]
    for (const { mixed, alone } of runs) expect(mixed).toEqual(alone)
    expect(runs[0]!.mixed).not.toEqual(runs[1]!.mixed)
  })
})

function county(projects: string, scenario = ''): Project {
  return {
    'baselines/toy.yaml': `${small}${kilns}${projects}`,
    'scenarios/a.yaml': `${plainScenario}source: made-up
grade: assumption
projects-from: approved
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: 2000 tCO2 } }
${scenario}`,
  }
}

async function drawn(files: Project, options: EnsembleOptions = {}) {
  const found = await withProject(files, (root) =>
    ensemble(join(root, 'scenarios/a.yaml'), { draws: 4096, ...options }),
  )
  if (!found.ensemble) throw new Error(JSON.stringify(told(found)))
  return found.ensemble
}
const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
  Object.fromEntries(list.map((row) => [row.id, row]))

describe('in an ensemble', () => {
  test('a project comes as often as its chance, and is late as it says', async () => {
    const { indicators, projects, dimensions } = await drawn(
      county(
        kiln('k', 'status: approved, chance: 60%, delay: { discrete: { 0 a: 50%, 2 a: 30%, 4 a: 20% } }'),
      ),
    )
    const { years, run } = indicators['co2.total']!
    const mean = (year: number) => years[year]!.mean - (1050 - 20 * (year - 2020))
    // 100 t × 60 % × the share that has started.
    expect(mean(2025)).toBeCloseTo(0, 6)
    for (const [year, started] of [
      [2026, 0.5],
      [2027, 0.5],
      [2028, 0.8],
      [2030, 1],
    ] as const)
      expect(Math.abs(mean(year) - 60 * started)).toBeLessThan(0.5)
    expect(run[2030]).toBeCloseTo(950, 6)
    expect(projects).toMatchObject([{ id: 'k', chance: 0.6, said: 'project', run: true, status: 'approved' }])
    expect(Math.abs(projects[0]!.built / 4096 - 0.6)).toBeLessThan(0.002)
    expect(dimensions.map(({ id, cause }) => [id, cause])).toEqual([
      ['projects.k.chance', 'chance'],
      ['projects.k.delay', 'delay'],
    ])
  })

  test('takes its chance from a policy by status, below projects-from too; what the scenario includes stays', async () => {
    const { projects } = await drawn(
      county(
        kiln('a', 'status: planned') +
          kiln('b', 'status: idea') +
          kiln('c', 'status: idea, included: true') +
          kiln('d', 'status: planned, included: false') +
          kiln('e', 'status: planned, chance: 90%') +
          kiln('f', 'status: cancelled') +
          kiln('g', 'status: approved'),
        'outcomes: { idea: { chance: 10% }, planned: { chance: 40% } }\n',
      ),
    )
    expect(projects.map(({ id, chance, said, run }) => [id, chance, said, run])).toEqual([
      ['a', 0.4, 'status', false],
      ['b', 0.1, 'status', false],
      ['e', 0.9, 'project', false],
    ])
  })

  test('stands only with what it needs, and never beside what it excludes', async () => {
    const { projects, indicators } = await drawn(
      county(
        kiln('base', 'status: building, chance: 50%') +
          kiln('onto', 'status: planned, chance: 60%, needs: [base]') +
          kiln('sure', 'status: planned, included: true, needs: [base]') +
          kiln('rival', 'status: idea, chance: 80%, excludes: [base]'),
      ),
      { draws: 16384 },
    )
    const { base, onto, sure, rival } = byId(projects)
    const near = (built: number, share: number) => expect(Math.abs(built / 16384 - share)).toBeLessThan(0.005)
    near(base!.built, 0.5)
    near(onto!.built, 0.5 * 0.6)
    expect(sure!.built).toBe(base!.built)
    // Base is further on, so it stands and the rival gives way.
    near(rival!.built, 0.5 * 0.8)
    // All four together: never more than base, onto and sure.
    const { years } = indicators['co2.total']!
    expect(years[2030]!.greatest).toBeCloseTo(850 + 300, 6)
    expect(years[2030]!.least).toBeCloseTo(850, 6)
  })

  test('a model whose switches changed the single run is not drawn from (E0889)', async () => {
    await withProject(county(kiln('k', 'status: approved, chance: 60%')), async (root) => {
      const path = join(root, 'scenarios/a.yaml')
      const session = await new Desk().at(path)
      const ran = (await runCase(path, session, {}))!
      // As if the single run had given twice as much.
      const value = (node: number) => ran.trajectories.value(node).map((x) => 2 * x)
      await withOpenProjects({ ...ran, trajectories: { ...ran.trajectories, value } }, session)
      expect(session.diagnostics.map(({ code }) => code)).toContain('E0889')
    })
  })

  test('a delay of what has no start is said (W0880)', async () => {
    const files = county(
      '  given-one: { process: given, sector: industry, status: approved, start: 2026, delay: { uniform: [0 a, 2 a] }, emissions: [{ species: co2, scope: process, amount: 5 tCO2/a }] }\n',
    )
    const found = await withProject(files, (root) => ensemble(join(root, 'scenarios/a.yaml'), { draws: 64 }))
    expect(told(found)).toContainEqual(expect.objectContaining({ code: 'W0880', args: { id: 'given-one' } }))
  })
})

test('a circle of needs is judged once for each', () => {
  const at = { file: 'a', start: 0, end: 0 }
  const project = (needs: string): ProjectModel => ({
    status: 'planned',
    chance: { value: 0.5, dimension: { powers: {} }, at },
    needs: [{ id: needs, at }],
  })
  const model = {
    projects: new Map([
      ['a', project('b')],
      ['b', project('a')],
    ]),
    projectsFrom: 'approved',
    outcomes: {},
    at,
  } as unknown as Model
  expect(outcomesOf(model).map(({ id }) => id)).toEqual(['b', 'a'])
})
