import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codes } from '../../src/diagnostics/codes.ts'
import { message } from '../../src/diagnostics/render.ts'
import { explain, explainFigures, run } from '../../src/index.ts'
import type { FigurePage, PlainLevel } from '../../src/report/explain/explanation.ts'
import type { Result } from '../../src/report/result.ts'
import { repository, withProject } from '../county.ts'
import { base } from '../invalid/base.ts'
import { evaluate } from './evaluate.ts'

const scenario = (path: string) => join(repository, 'scenarios', path)

async function figure(what: string, path: string, depth?: number): Promise<FigurePage> {
  const answer = await explain(what, scenario(path), depth === undefined ? {} : { depth })
  if (answer.explanation?.kind !== 'figure')
    throw new Error(`${what}: ${answer.diagnostics.map((one) => message(one, 'en'))}`)
  return answer.explanation
}

/** Every level with terms gives its value again; how many were looked at. */
function workOut(level: PlainLevel): number {
  if (!level.terms || !level.how) return 0
  const { value, scale } = evaluate(level)
  expect(Math.abs(value - level.value), `${level.id ?? level.name.en} (${level.how})`).toBeLessThanOrEqual(
    1e-9 * Math.max(scale, Math.abs(level.value)),
  )
  return 1 + level.terms.reduce((sum, term) => sum + workOut(term), 0)
}

test('every level can be worked out from the terms that are shown', async () => {
  const page = await figure('co2.total@2030', 'jiaocheng/reference.yaml', 12)
  expect(workOut(page.tree)).toBeGreaterThan(500)
})

/** Every number that a result holds with a name, as pairs of name and number. */
function named(result: Result): readonly (readonly [what: string, value: number])[] {
  const { tables, peak, neutrality, targets, levels, costs } = result
  const cuts = [tables.sector, tables.facility, tables.fuel, tables.gas, tables.scope, tables.sectorCo2]
  return [
    ...Object.entries(result.indicators).flatMap(([id, { values }]) =>
      Object.entries(values).map(([year, value]) => [`${id}@${year}`, value] as const),
    ),
    ...cuts.flatMap(({ rows, years }) =>
      rows.flatMap((row) => years.map((year, i) => [`${row.explain}@${year}`, row.values[i]!] as const)),
    ),
    ...tables.balance.flatMap((row) =>
      row.values.map((value, i) => [`${row.explain}@${result.horizon.base + i}`, value] as const),
    ),
    ...tables.reconciliation.flatMap((row) =>
      (['model', 'against', 'residual'] as const).map(
        (key) => [`reconciliation.${row.id}.${key}`, row[key]] as const,
      ),
    ),
    ...targets.flatMap(({ id, margin, figure, limit, met }) => [
      [`target.${id}.margin`, margin] as const,
      [`target.${id}.figure`, figure] as const,
      [`target.${id}.met`, met ? 1 : 0] as const,
      ...Object.entries(limit).map(([year, value]) => [`target.${id}.limit@${year}`, value] as const),
    ]),
    ...levels.map(({ facility, year, figure }) => [`level.${facility}@${year}`, figure] as const),
    ['peak', peak.year],
    ['peak.value', peak.value],
    ['neutrality.residual', neutrality.residual],
    ...(costs ? [['costs.present', costs.present] as const, ['costs.sales', costs.sales] as const] : []),
  ]
}

describe('samples of every kind of number, over scenarios and counties', () => {
  const paths = ['jiaocheng/neutral-combined.yaml', 'wangmo/reference.yaml', 'rutland/reference.yaml']
  test.each(paths)('%s', async (path) => {
    const { results } = await run([scenario(path)])
    const all = named(results[0]!)
    // A fixed stride that shares no factor with the number of years visits every kind and all years.
    const sample = all.filter(([what], i) => i % 89 === path.length || !/@/.test(what))
    const whats = sample.map(([what]) => what)
    const { explanations, diagnostics } = await explainFigures(whats, scenario(path), { depth: 3 })
    expect(diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
    for (const [i, [what, value]] of sample.entries()) {
      const page = explanations[i]
      if (page?.kind !== 'figure') throw new Error(`${what} has no page`)
      expect(Math.abs(page.value - value), `${what}: ${page.value} and ${value}`).toBeLessThanOrEqual(
        2e-12 * Math.abs(value),
      )
      workOut(page.tree)
    }
  })
})

describe('what cannot be found is said at its place', () => {
  const path = 'jiaocheng/reference.yaml'
  const cases: readonly (readonly [
    what: string,
    code: string,
    place: readonly [number, number],
    args: object,
    good: string,
  ])[] = [
    ['co2.totl@2030', 'E0800', [0, 8], { what: 'co2.totl', nearest: 'co2.total' }, 'co2.total@2030'],
    [
      'co2.total.of.cokin@2030',
      'E0800',
      [13, 18],
      { what: 'cokin', nearest: 'co2.total.of.coking' },
      'co2.total.of.coking@2030',
    ],
    [
      'ghg.net.of.electricity.of.sector:nowhere@2030',
      'E0800',
      [26, 40],
      {},
      'ghg.net.of.electricity.of.sector:coking@2030',
    ],
    [
      'co2.total@2090',
      'E0803',
      [10, 14],
      { example: 'co2.total@2030', years: '2020–2060' },
      'co2.total@2060',
    ],
    [
      'activity.ovens-meijin',
      'E0803',
      [0, 21],
      { example: 'activity.ovens-meijin@2030' },
      'activity.ovens-meijin@2030',
    ],
    ['peak@2030', 'E0803', [5, 9], {}, 'peak'],
    ['facilities.ovens-meijin.capacty', 'E0800', [0, 31], {}, 'facilities.ovens-meijin.capacity'],
  ]
  test.each(cases)('%s', async (what, code, [start, end], args, good) => {
    const answer = await explain(what, scenario(path))
    expect(answer.explanation).toBeUndefined()
    expect(answer.diagnostics.filter((one) => codes[one.code].severity === 'error')).toMatchObject([
      { code, args, at: { start, end } },
    ])
    const told = answer.diagnostics.find((one) => one.code === code)!
    expect(answer.sourceText(told.at.file)).toBe(what)
    expect((await explain(good, scenario(path))).explanation).toBeDefined()
  })

  test('a figure without a scenario (E0802), an indicator without data (E0804), an id in two places (E0801)', async () => {
    const said = async (what: string, path?: string) =>
      (await explain(what, path && scenario(path))).diagnostics.find((one) => one.code.startsWith('E'))
    expect(await said('co2.total@2030')).toMatchObject({ code: 'E0802', at: { start: 0, end: 14 } })
    expect(await said('cost.total@2030', 'rutland/reference.yaml')).toMatchObject({
      code: 'E0804',
      at: { start: 0, end: 10 },
    })
    const twice = await withProject(
      {
        ...base,
        'baselines/toy.yaml': base['baselines/toy.yaml'].replace(
          'sectors:\n',
          'sectors:\n  coke: { name: coke }\n',
        ),
      },
      async (root) => (await explain('coke', join(root, 'scenarios/a.yaml'))).diagnostics,
    )
    expect(twice).toContainEqual(
      expect.objectContaining({
        code: 'E0801',
        args: { what: 'coke', choices: 'commodities.coke, sectors.coke' },
      }),
    )
    expect(await said('nothing-of-the-kind')).toMatchObject({ code: 'E0800' })
  })
})

test('a figure that a scenario does not have says why (E0805); one that has it gives the year', async () => {
  const said = async (what: string, path: string) => {
    const { diagnostics, explanation } = await explain(what, scenario(path))
    return explanation?.kind === 'figure'
      ? explanation.value
      : diagnostics.find(({ code }) => code === 'E0805')
  }
  // The reference of Jiaocheng emits more than its sinks take up in 2060; nobody observed 2050.
  expect(await said('neutrality.year', 'jiaocheng/reference.yaml')).toMatchObject({
    at: { start: 0, end: 15 },
  })
  expect(await said('observed.gdp@2050', 'jiaocheng/reference.yaml')).toMatchObject({ at: { start: 0 } })
  const { results } = await run([scenario('jiaocheng/neutral-combined.yaml')])
  const { neutrality } = results[0]!
  const year = neutrality.year ?? expect.objectContaining({ code: 'E0805' })
  expect(await said('neutrality.year', 'jiaocheng/neutral-combined.yaml')).toEqual(year)
})

test('a difference wants another side (E0806): the reference that the scenario names, --against, or two years', async () => {
  const path = scenario('rutland/reference.yaml')
  const alone = await explain('change.co2.total@2030', path)
  expect(alone.diagnostics.find(({ code }) => code.startsWith('E'))).toMatchObject({
    code: 'E0806',
    at: { start: 0, end: 21 },
  })
  const value = async (what: string, of: string, against?: string) => {
    const { explanation } = await explain(what, scenario(of), {
      depth: 1,
      ...(against === undefined ? {} : { against: scenario(against) }),
    })
    if (explanation?.kind !== 'figure') throw new Error(`${what} of ${of}`)
    return explanation.value
  }
  const [here, there] = [
    await value('co2.total@2030', 'rutland/neutral.yaml'),
    await value('co2.total@2030', 'rutland/reference.yaml'),
  ]
  const gap = await value('change.co2.total@2030', 'rutland/neutral.yaml', 'rutland/reference.yaml')
  expect(Math.abs(gap - (here - there))).toBeLessThanOrEqual(5e-12 * (Math.abs(here) + Math.abs(there)))
  // A scenario held against itself differs in nothing.
  expect(await value('change.ghg.net@2050', 'rutland/neutral.yaml', 'rutland/neutral.yaml')).toBe(0)
})

describe('words without a scenario', () => {
  test.each(Object.entries(codes))('%s by number and by slug', async (code, { slug }) => {
    for (const word of [code, code.toLowerCase(), slug]) {
      const { explanation } = await explain(word)
      expect(explanation).toMatchObject({ kind: 'code', id: code, slug })
    }
  })
})
