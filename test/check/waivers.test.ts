// Waivers: what does not count for a while, because somebody says why.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/index.ts'
import { isDay } from '../../src/model/waivers.ts'
import { told, withProject } from '../county.ts'
import { project, scenario } from './small.ts'

const waivers = (body: string) => `kind: waivers\nwaivers:\n${body.replace(/^/gm, '  ')}\n`
const row = (fields: string) =>
  waivers(`one: { ${fields}, reason: the law changes in June, owner: Li Wei, until: 2027-06-30 }`)

/** The scenario with a `must` target that is missed, and no sources (W0604 needs none; it has them). */
const missing = scenario.replace('2030: 900 tCO2', '2030: 100 tCO2')

async function look(text: string, file: string, today = '2027-06-30', more = {}) {
  return withProject(project(text, { 'waivers.yaml': file, ...more }), async (root) => {
    const found = await check([join(root, 'scenarios')], { waivers: { today } })
    return {
      said: told(found)
        .filter(({ severity }) => severity !== 'info')
        .map(({ code, place }) => `${code} ${place}`),
      open: found.findings.filter(({ waived }) => !waived).map(({ id }) => id),
      covered: found.findings
        .filter(({ waived }) => waived)
        .map(({ id, waived }) => [id, waived?.owner, waived?.until]),
      warnings: found.diagnostics.filter((one) => found.waiverOf?.(one)).map(({ code }) => code),
      outcome: found.scenarios[0]?.outcome,
    }
  })
}

const nothing = { said: [], open: [], covered: [], warnings: [], outcome: 'passed' }

describe('a waiver', () => {
  it('covers a finding until its last day, and says who and why', async () => {
    const file = row('code: target, path: scenarios/a.yaml, about: cap')
    expect(await look(missing, file)).toEqual({ ...nothing, covered: [['cap', 'Li Wei', '2027-06-30']] })
  })

  it('ends: the finding stands again, and the waiver is a warning', async () => {
    const file = row('code: target, path: scenarios/a.yaml, about: cap')
    expect(await look(missing, file, '2027-07-01')).toEqual({
      ...nothing,
      said: ['W0734 waivers.yaml:3:115'],
      open: ['cap'],
      outcome: 'failed',
    })
  })

  it('that covers nothing is a warning: nothing there, another target, another file', async () => {
    const file = row('code: target, path: scenarios/a.yaml')
    expect((await look(scenario, file)).said).toEqual(['W0735 waivers.yaml:3:16'])
    expect(await look(missing, row('code: target, path: scenarios/a.yaml, about: gone'))).toMatchObject({
      said: ['W0735 waivers.yaml:3:16'],
      open: ['cap'],
    })
    expect((await look(missing, row('code: target, path: scenarios/b.yaml'))).open).toEqual(['cap'])
    expect((await look(missing, row('code: expectation, path: scenarios/a.yaml'))).open).toEqual(['cap'])
  })

  it('of a file that was not looked at says nothing', async () => {
    const file = row('code: W0602, path: baselines/toy.yaml')
    expect((await look(scenario, file)).said).toEqual([])
  })

  it('covers a warning, by code or slug, in a file, an entity or a place of it', async () => {
    // An expectation of a should target that nothing is said about is W0601.
    const text = scenario.replace('expect: { gone: missed }\n', '')
    expect((await look(text, waivers('{}'))).said[0]).toBeDefined()
    for (const code of ['W0601', 'verdict-unexpected'])
      for (const about of ['', ', about: targets', ', about: targets.gone'])
        expect((await look(text, row(`code: ${code}, path: scenarios/a.yaml${about}`))).warnings).toEqual([
          'W0601',
        ])
    const other = await look(text, row('code: W0601, path: scenarios/a.yaml, about: targets.cap'))
    expect(other.warnings).toEqual([])
    expect(other.said.map((line) => line.split(' ')[0])).toEqual(['W0601', 'W0735'])
  })

  it('without a day to judge by nothing is waived', async () => {
    await withProject(
      project(missing, { 'waivers.yaml': row('code: target, path: scenarios/a.yaml') }),
      async (root) => {
        expect((await check([join(root, 'scenarios')])).findings.every(({ waived }) => !waived)).toBe(true)
      },
    )
  })

  it.each([
    ['E0733', 'an error is not for waiving', row('code: E0204, path: scenarios/a.yaml')],
    ['E0733', 'by its slug', row('code: unit-dimension, path: scenarios/a.yaml')],
    ['E0730', 'no such code', row('code: W9999, path: scenarios/a.yaml')],
    [
      'E0202',
      'no reason',
      waivers('one: { code: target, path: scenarios/a.yaml, owner: Li Wei, until: 2027-06-30 }'),
    ],
    [
      'E0202',
      'no owner',
      waivers('one: { code: target, path: scenarios/a.yaml, reason: so, until: 2027-06-30 }'),
    ],
    ['E0202', 'no day', waivers('one: { code: target, path: scenarios/a.yaml, reason: so, owner: Li Wei }')],
    [
      'E0203',
      'an empty reason',
      waivers('one: { code: target, path: scenarios/a.yaml, reason: " ", owner: Li Wei, until: 2027-06-30 }'),
    ],
    [
      'E0732',
      'no such day',
      waivers('one: { code: target, path: scenarios/a.yaml, reason: so, owner: Li Wei, until: 2027-02-29 }'),
    ],
    [
      'E0732',
      'a year',
      waivers('one: { code: target, path: scenarios/a.yaml, reason: so, owner: Li Wei, until: 2027 }'),
    ],
    ['E0201', 'another key', row('code: target, path: scenarios/a.yaml, files: x')],
    ['E0112', 'twice the same', waivers('one: {}\none: {}')],
    ['E0306', 'no file of waivers', 'kind: overlay\nid: x\nfor: toy\n'],
  ])('%s %s: and nothing is waived', async (code, _, file) => {
    const { said, open } = await look(missing, file)
    expect(said.map((line) => line.split(' ')[0])).toContain(code)
    expect(open).toEqual(['cap'])
  })

  it('days are days', () => {
    for (const day of ['2024-02-29', '2027-12-31', '2000-02-29']) expect(isDay(day)).toBe(true)
    for (const day of ['2027-02-29', '2100-02-29', '2027-13-01', '2027-00-10', '2027-1-1', '2027-04-31', ''])
      expect(isDay(day)).toBe(false)
  })
})
