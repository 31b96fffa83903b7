import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { discover, ensemble, explain, sensitivity } from '../../src/index.ts'
import type { StudyPage } from '../../src/report/explain/explanation.ts'
import { explainMarkdown } from '../../src/report/explain/markdown.ts'
import { intervalText, pageAmount } from '../../src/report/explain/study-words.ts'
import { explainText } from '../../src/report/explain/text.ts'
import { explainSchema } from '../../src/report/schema/explain-schema.ts'
import { misfit } from '../../src/report/schema/shape.ts'
import { displayWidth } from '../../src/text/width.ts'
import { kiln, kilns, peopled as small, withFires } from '../check/small.ts'
import { plainScenario, told, withProject } from '../county.ts'
import { type Loose, nameOf, numbersIn, type Rule } from './named.ts'
import { discoverRules, ensembleRules, sensitivityRules } from './study-rules.ts'

/**
 * 800 t of the stack in 2030, U(0, 100) t of fires, a band on the stack, a kiln of 100 t as likely as not, late by up to two
 * years: a cap of 900 t in 2030 is missed mostly where the kiln is built.
 */
const files = {
  'baselines/toy.yaml': `${withFires(small).replace(
    'interpolate: linear, after: hold } }',
    'interpolate: linear, after: hold, uncertain: { band: { 2030: 5% }, persistence: 0.5 } } }',
  )}
default-ranges: { assumption: 10%, source: made-up, grade: assumption }
correlations: [{ of: [facilities.fires.emissions.1.amount, facilities.fires.emissions.2.amount], rho: 0.5 }]
${kilns}${kiln('k', 'status: planned, chance: 50%, delay: { discrete: { 0 a: 50%, 2 a: 50% } }')}`,
  'scenarios/a.yaml': `${plainScenario}source: made-up
grade: assumption
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: 900 tCO2 } }
`,
  'scenarios/b.yaml': `${plainScenario.replace('id: a\n', 'id: b\n')}source: made-up
grade: assumption
`,
}

interface Named {
  readonly what: string
  readonly value: number
}

/** Every number of a document with its name; what no rule knows is a gap. */
function named(document: Loose, rules: readonly Rule[]): readonly Named[] {
  const unknown = new Set<string>()
  const found = numbersIn(document).flatMap(({ at, value }): readonly Named[] => {
    const name = nameOf(document, at, rules)
    if (name === undefined) unknown.add(at.map((key) => (/^\d+$/.test(String(key)) ? '*' : key)).join('/'))
    return typeof name === 'string' ? [{ what: name, value }] : []
  })
  expect([...unknown]).toEqual([])
  return found
}

const studies = (root: string) => {
  const path = join(root, 'scenarios/a.yaml')
  const of = ['co2.total@2030', 'peak', 'margin.cap']
  return [
    [ensembleRules, async () => (await ensemble(path, { draws: 256, defaultRanges: true })).ensemble],
    [sensitivityRules, async () => (await sensitivity(path, { of, draws: 128 })).sensitivity],
    [
      sensitivityRules,
      async () => (await sensitivity(path, { of, method: 'morris', trajectories: 4 })).sensitivity,
    ],
    [
      sensitivityRules,
      async () => (await sensitivity(path, { of: [of[0]!, of[2]!], method: 'gradient' })).sensitivity,
    ],
    [
      discoverRules,
      async () => (await discover(path, { target: 'cap', draws: 1024, defaultRanges: true })).discovered,
    ],
  ] as const
}

/** Every so many of them, and one of each kind at least. */
function some(all: readonly Named[], many: number): readonly Named[] {
  const kinds = new Map<string, Named>()
  for (const one of all) kinds.set(one.what.replace(/\d+/g, '#'), one)
  const step = Math.max(1, Math.floor(all.length / many))
  return [...all.filter((_, i) => i % step === 0), ...[...kinds.values()].slice(0, many)]
}

describe('numbers of many runs', () => {
  test('each has a name, and explain gives it again from the saved result', { timeout: 60_000 }, async () => {
    await withProject(files, async (root) => {
      for (const [rules, study] of studies(root)) {
        const document = await study()
        const text = JSON.stringify(document)
        const all = named(JSON.parse(text), rules)
        expect(all.length).toBeGreaterThan(30)
        for (const { what, value } of some(all, 60)) {
          const { explanation, diagnostics } = await explain(what, undefined, {
            study: { path: 'saved.json', text },
          })
          expect(diagnostics, what).toEqual([])
          if (explanation?.kind !== 'study') throw new Error(`${what} has no page`)
          expect([explanation.id, explanation.value]).toEqual([what, value])
          for (const language of ['zh', 'en'] as const) {
            const options = { language, width: 80, colour: false, ascii: false, verbose: false }
            for (const page of [explainText(explanation, options), explainMarkdown(explanation, options)])
              expect(page, what).not.toMatch(/NaN|undefined|\{\w+\}/)
            for (const line of explainText(explanation, options).split('\n'))
              expect(displayWidth(line)).toBeLessThanOrEqual(80)
          }
        }
      }
    })
  })

  test('with the scenario: the single run with its sources, and the inputs that move it most, in order', async () => {
    await withProject(files, async (root) => {
      const path = join(root, 'scenarios/a.yaml')
      const text = JSON.stringify((await ensemble(path, { draws: 256 })).ensemble)
      const asked = async (what: string, options = {}, where = path) =>
        await explain(what, where, { study: { path: 'e.json', text }, ...options })
      const { explanation: page } = await asked('ensemble.co2.total.p50@2030')
      if (page?.kind !== 'study') throw new Error('no page')
      expect(page.single).toMatchObject({ what: 'co2.total@2030', value: 850, unit: 'tCO2' })
      expect(page.single!.page!.sources.map(({ id }) => id)).toEqual(['made-up'])
      // Built the kiln gives 100 t; fires from 5 to 95 t move it by 45 t, the band of ± 5 % of 800 t by some 40 t.
      expect(page.inputs.slice(0, 2).map(({ id, moves }) => [id, moves])).toEqual([
        ['projects.k.chance', [0, 100]],
        [
          expect.stringContaining('facilities.fires.emissions.1.amount'),
          [expect.closeTo(-45, 6), expect.closeTo(45, 6)],
        ],
      ])
      expect(misfitOf(page)).toBeUndefined()
      const changed = await asked('ensemble.co2.total.p50@2030', {
        set: ['facilities.fires.emissions.0.amount=60 tCO2/a'],
      })
      expect(told(changed).map(({ code, args }) => [code, args['found'], args['expected']])).toContainEqual([
        'W0820',
        860,
        850,
      ])
      const other = await asked('ensemble.co2.total.p50@2030', {}, join(root, 'scenarios/b.yaml'))
      expect(told(other).map(({ code }) => code)).toContain('E0822')
      expect(other.explanation).toBeUndefined()
    })
  })
})

/** Where a page is not as its schema says. */
const misfitOf = (page: object) => {
  const study = (
    explainSchema as { oneOf: readonly { properties: { kind: { const: string } } }[] }
  ).oneOf.find(({ properties }) => properties.kind.const === 'study')
  return misfit(JSON.parse(JSON.stringify({ ...page, single: undefined })), study as never)
}

describe('what is not there is refused', () => {
  const codesOf = async (what: string, study?: Loose) =>
    (await explain(what, undefined, study ? { study } : {})).diagnostics.map(({ code }) => code)

  test('a number of many runs without its result (E0820), a result that is none of these (E0821)', async () => {
    expect(await codesOf('ensemble.target.cap.share')).toEqual(['E0820'])
    expect(await codesOf('sobol.total.peak.by.x')).toEqual(['E0820'])
    const run = { path: 'r.json', text: '{"format":"peakzero/result@1"}' }
    expect(await codesOf('ensemble.target.cap.share', run)).toEqual(['E0821'])
  })

  test('a file that is missing (E0121), cut off (E0810), bent (E0812), and a name that it has not (E0800)', async () => {
    const what = 'ensemble.target.cap.share'
    expect(await codesOf(what, { path: 'r.json', missing: true })).toEqual(['E0121'])
    expect(await codesOf(what, { path: 'r.json', text: '{"format":' })).toEqual(['E0810'])
    expect(await codesOf(what, { path: 'r.json', text: '{"format":"peakzero/ensemble@1"}' })).toEqual([
      'E0812',
    ])
    await withProject(files, async (root) => {
      const { ensemble: e } = await ensemble(join(root, 'scenarios/a.yaml'), { draws: 64 })
      expect(await codesOf('ensemble.target.cup.share', { path: 'e.json', text: JSON.stringify(e) })).toEqual(
        ['E0800'],
      )
    })
  })
})

test('a share of one is all of the draws, a count of one is one', async () => {
  const page = {
    kind: 'study',
    id: 'ensemble.target.cap.share',
    value: 1,
    unit: '1',
    interval: [0.99, 1],
  } as unknown as StudyPage
  expect(pageAmount(page, 'en')).toBe('100%')
  expect(intervalText(page, [0.99, 1], 'en')).toContain('99% … 100%')
  const { interval: _, ...year } = { ...page, id: 'ensemble.target.cap.share@2030' }
  expect(pageAmount(year as StudyPage, 'zh')).toBe('100%')
  expect(pageAmount({ ...year, id: 'ensemble.draws.sound' } as StudyPage, 'en')).toBe('1')
})
