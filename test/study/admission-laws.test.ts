import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startOf } from '../../src/analysis/project-years.ts'
import { admit, run } from '../../src/index.ts'
import { isIncluded } from '../../src/model/model.ts'
import { compilable, withProject as included } from '../../src/pipeline/admit.ts'
import { analyse, runCase } from '../../src/pipeline/case.ts'
import { openSession } from '../../src/pipeline/session.ts'
import { judge } from '../../src/study/admit.ts'
import { sizePaths, Trial, withoutOf } from '../../src/study/trial.ts'
import { repository, withProject } from '../county.ts'
import { admitted, files, project, screened } from './admission-county.ts'

const rank = { admitted: 0, conditions: 1, refused: 2 }

/** Park and Miller's generator: the same draws in every run. */
function sampler(seed: number): (many: number) => number {
  let state = seed
  // The first draws of small seeds are small.
  for (let i = 0; i < 5; i++) state = (state * 48271) % 2147483647
  return (many) => {
    state = (state * 48271) % 2147483647
    return state % many
  }
}

describe('projects that ship', () => {
  const scenario = join(repository, 'scenarios/jiaocheng/peak-2028.yaml')

  it('a project twice as large is never judged more mildly; nothing of a trial stays behind', {
    timeout: 120_000,
  }, async () => {
    const session = await openSession(scenario)
    const ran = (await runCase(scenario, session, {}))!
    const { model } = ran.analysed
    const until = 2032
    const ids = [...model.projects].flatMap(([id, one]) => {
      const start = startOf(one)
      const open = !isIncluded(one, model.projectsFrom) && one.capacity !== undefined
      return open && start !== undefined && start > model.horizon.observedTo && start < until ? [id] : []
    })
    expect(ids.length).toBeGreaterThan(9)
    const declared = included(model, ids)
    const analysed = await analyse(compilable(declared, ids), session)
    const trial = new Trial(analysed, declared, ids, withoutOf(ran.analysed, ran.trajectories), until)
    const untouched = trial.values()
    const off = trial.values()
    for (const id of ids) off[trial.slot(`projects.${id}.included`)!] = 0
    const before = trial.run(off, [])!
    for (const id of ids) {
      const verdicts = [1, 2].map((times) => {
        const values = off.slice()
        values[trial.slot(`projects.${id}.included`)!] = 1
        for (const path of sizePaths(id, declared.projects.get(id)!)) {
          const slot = trial.slot(path)
          if (slot !== undefined) values[slot]! *= times
        }
        return judge(trial, id, values, included(model, [id])).admission
      })
      expect(rank[verdicts[1]!], `${id} ${verdicts.join(' ')}`).toBeGreaterThanOrEqual(rank[verdicts[0]!])
    }
    expect(trial.values()).toEqual(untouched)
    const after = trial.run(off, [])!
    for (const [key, margins] of before.margins) expect(after.margins.get(key)).toEqual(margins)
  })
})

/** Counties with quotas of every kind, and projects of every kind, drawn. */
function drawn(seed: number) {
  const pick = sampler(seed)
  const one = <T>(...choices: readonly T[]): T => choices[pick(choices.length)]!
  const severity = () => one('must', 'should', 'should')
  const quotas = [
    `energy: { plan: fyp15, total: ${20 + pick(8)}000 tce/a, severity: ${severity()} }`,
    `nox: { control-unit: ${one('key', 'core', 'general')}, base: 2025, offset-ratio: ${one(1, 1.5, 2)}, severity: ${severity()} }`,
    `water: { values: { 2026: ${400 + 10 * pick(20)} 万m3/a, 2040: ${400 + 10 * pick(20)} 万m3/a }, severity: ${severity()} }`.replaceAll(
      ' 万m3',
      '000 m3',
    ),
    `land: { control-unit: core, values: { 2026: ${10 + pick(8)} ha, 2040: ${10 + pick(8)} ha } }`,
    `so2: { of: nox, values: { 2026: 0.${20 + pick(6)} kt/a, 2040: 0.${20 + pick(6)} kt/a } }`,
  ].filter(() => pick(5) < 2)
  const others = `projects:
  pipe: { process: plant, site: fields, status: ${one('idea', 'building')}, capacity: 1 kt/a, start: 2026 }
  rival: { process: plant, site: fields, status: ${one('idea', 'building')}, capacity: 1 kt/a, start: 2026 }`
  const forbids =
    pick(3) === 0 ? `zones: { core: { forbids: [${one('smelting', 'chemistry', 'plant')}] } }\n` : ''
  const kind = one('plant', 'plant', 'chem', 'gas')
  const more = [
    ...(pick(2) ? [`area: ${1 + pick(5)} ha`] : []),
    ...(pick(4) === 0 ? ['needs: [pipe]'] : []),
    ...(pick(4) === 0 ? ['excludes: [rival]'] : []),
    ...(pick(5) === 0 ? [`replaces: { units: [works-${one('a', 'b')}], ratio: ${one(1, 1.25)} }`] : []),
    ...(pick(3) === 0 ? [`approvals: { nox: { amount: ${10 + pick(60)} t/a } }`] : []),
    ...(pick(3) === 0 ? ['ramp: [40%, 80%, 100%]'] : []),
  ]
  const size = 4 + pick(60)
  const fields = (kilotonnes: number) =>
    [
      kind === 'gas' ? 'process: gas-salt, operation: outlet' : `process: ${kind}`,
      `site: ${one2}`,
      `capacity: ${kind === 'gas' ? kilotonnes / 20 : kilotonnes} kt/a`,
      ...more,
    ].join(', ')
  const one2 = one('town', 'fields')
  const outlets = kind === 'gas' ? 'commodities: { gas: { outlets: [new, torch] } }\n' : ''
  const county = `${quotas.length > 0 ? `quotas:\n${quotas.map((line) => `  ${line}\n`).join('')}` : ''}${forbids}${others}`
  return { county, text: (times: number) => project(fields(size * times), outlets) }
}

describe('made projects in made counties', () => {
  it('twice as large is never milder; each offer turns the verdict as it says; no trace is left', {
    timeout: 120_000,
  }, async () => {
    const seen = { admitted: 0, conditions: 0, refused: 0 }
    const kinds = new Set<string>()
    for (let seed = 1; seed <= 14; seed++) {
      const { county, text } = drawn(seed * 7919)
      const whole = await admitted(county, text(1))
      const twice = await admitted(county, text(2), { search: false })
      expect(rank[twice.verdict], `${county}\n${text(1)}`).toBeGreaterThanOrEqual(rank[whole.verdict])
      seen[whole.verdict]++
      for (const { rule } of whole.reasons) kinds.add(rule)
      for (const offer of whole.offers.slice(0, 3)) {
        const again = await admitted(
          county,
          text(1),
          { offset: ['offer.yaml'], search: false },
          { 'offer.yaml': offer.overlay },
        )
        expect(again.verdict, `${county}\n${text(1)}\n${offer.overlay}`).toBe(offer.verdict)
        expect(rank[again.verdict]).toBeLessThan(rank[whole.verdict])
      }
    }
    // The draws are of use only while they reach both verdicts and several rules.
    expect(seen.admitted).toBeGreaterThan(0)
    expect(seen.refused).toBeGreaterThan(0)
    expect(kinds.size).toBeGreaterThanOrEqual(3)
  })

  it('admitting leaves the files and the figures of the scenario as they were', async () => {
    const { county, text } = drawn(31)
    await withProject(files(county, text(1)), async (root) => {
      const path = join(root, 'scenarios/a.yaml')
      const bytes = async () => JSON.stringify((await run([path])).results)
      const before = [await bytes(), readFileSync(path, 'utf8')]
      await admit(join(root, 'new.yaml'), path)
      expect([await bytes(), readFileSync(path, 'utf8')]).toEqual(before)
    })
  })

  it('a set holds what its members need and none of what excludes them, and was run', async () => {
    for (const seed of [3, 5]) {
      const pick = sampler(seed * 104729)
      const rows = ['p', 'q', 'r', 's'].map((id, i, all) => {
        const needs = pick(3) === 0 ? `, needs: [${all[(i + 1) % 4]}]` : ''
        const excludes = pick(3) === 0 ? `, excludes: [${all[(i + 2) % 4]}]` : ''
        return {
          id,
          needs,
          excludes,
          text: `  ${id}: { process: ${pick(2) ? 'plant' : 'chem'}, site: fields, status: planned, capacity: ${5 + pick(30)} kt/a, start: ${2026 + pick(3)}${needs}${excludes} }`,
        }
      })
      const { set } = await screened(
        `quotas: { energy: { plan: fyp15, total: 25000 tce/a } }\nprojects:\n${rows.map(({ text }) => text).join('\n')}`,
        { until: 2030 },
      )
      expect(set.verified).toBe(true)
      for (const { id, needs, excludes } of rows)
        if (set.ids.includes(id)) {
          const named = (list: string) => /\[(\w)\]/.exec(list)?.[1]
          if (needs) expect(set.ids).toContain(named(needs))
          if (excludes) expect(set.ids).not.toContain(named(excludes))
        }
    }
  })
})
