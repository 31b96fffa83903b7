import { describe, expect, test } from 'vitest'
import type { FrontDoor } from '../../src/cli/context.ts'
import type { Comparison } from '../../src/report/compare.ts'
import { displayWidth } from '../../src/text/width.ts'
import { loaded, play } from './stage.ts'

const text = (zh: string, en: string) => ({ zh, en })
const peak = {
  indicator: 'co2.total',
  unit: 'tCO2',
  sustained: true,
  plateau: [2025, 2025],
  rising: false,
  before: false,
} as const
const side = (id: string) => ({
  id,
  title: text(`情景${id}`, `case ${id}`),
  county: { id: 'x', title: text('某县', 'County') },
  path: `${id}.yaml`,
  saved: false,
})
const row = (id: string, difference: number) => ({ id, name: text(`部门${id}`, `sector ${id}`), difference })

const comparison = (differing: number): Comparison => ({
  format: 'peakzero/compare@1',
  generator: { name: 'peakzero', version: '0' },
  scenarios: [side('a'), side('b')],
  years: [2020, 2030, 2060],
  observedTo: 2020,
  indicators: {
    'co2.total': {
      unit: 'tCO2',
      name: text('总量', 'total CO2'),
      values: [
        [3e6, 4e6, 1e6],
        [3e6, differing > 0 ? 3.5e6 : 4e6, 1e6],
      ],
    },
  },
  notCompared: [],
  peak: [
    { ...peak, year: 2029, value: 4e6 },
    { ...peak, year: 2027, value: 3.6e6, sustained: false },
  ],
  neutrality: [
    { indicator: 'co2.total', reached: false, residual: 1e6, unit: 'tCO2' },
    { indicator: 'co2.total', reached: false, residual: 1e6, unit: 'tCO2' },
  ],
  targets: [
    {
      id: 'cap',
      name: text('总量上限', 'cap'),
      severity: 'must',
      unit: 'tCO2',
      verdicts: ['missed', 'met'],
      margins: { a: -1, b: 1 },
    },
  ],
  pairs: [
    {
      scenario: 'b',
      differing,
      beyond: [
        {
          indicator: 'co2.total',
          year: 2030,
          reference: 4e6,
          value: 3.5e6,
          difference: -5e5,
          tolerance: 0.004,
        },
      ].slice(0, differing),
      gained: differing > 0 ? ['cap'] : [],
      lost: [],
      inputs:
        differing > 0
          ? [
              {
                path: 'measures.x.adoption',
                before: { value: '15%', file: 'baselines/x.yaml', line: 3 },
                after: { value: '65%', file: 'scenarios/b.yaml', line: 31 },
              },
            ]
          : [],
      ...(differing > 0
        ? {
            attribution: {
              indicator: 'co2.total',
              name: text('总量', 'total CO2'),
              year: 2030,
              unit: 'tCO2',
              before: 4e6,
              after: 3.5e6,
              gap: -5e5,
              sector: [row('p', -7e5), row('q', 2e5)],
              lever: {
                method: 'sampled',
                runs: 99,
                permutations: 7,
                seed: 3,
                rows: [{ ...row('p', -5e5), error: 1e4, paths: ['measures.x.adoption'] }],
              },
            },
          }
        : {}),
      notes: [],
    },
  ],
})

const door = (differing: number, asked: unknown[] = []): Partial<FrontDoor> => ({
  compare: async (...all) => {
    asked.push(all)
    return { ...loaded(), comparison: comparison(differing) }
  },
})

describe('compare', () => {
  test('figures of both sides, what is gained, the gap and its parts, the inputs; 80 columns', async () => {
    for (const lang of ['zh', 'en']) {
      const { code, out, err } = await play(`compare a.yaml b.yaml --lang ${lang}`, door(1))
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(Math.max(...out.split('\n').map(displayWidth))).toBeLessThanOrEqual(80)
      expect(out).toMatch(/2029\s+2027\*\s+−2/)
      expect(out).toMatch(
        lang === 'zh' ? /✓ B 达标而 A 不达标 {2}总量上限/ : /✓ Met by B and not by A {2}cap/,
      )
      expect(out).toContain('b.yaml:31')
      expect(out).toContain('15% → 65%')
      expect(out).toContain('±')
    }
  })

  test('identical sides say so in one line', async () => {
    const { out } = await play('compare a.yaml b.yaml --lang en', door(0))
    expect(out).toBe('case a (A) and case b (B)\n\nAll 1 indicators are the same\n')
  })

  test('JSON is one document, Markdown has tables and folds', async () => {
    const json = await play('compare a.yaml b.yaml --format json', door(1))
    expect(JSON.parse(json.out)).toEqual(comparison(1))
    const { out } = await play('compare a.yaml b.yaml --format markdown --lang en', door(1))
    expect(out).toContain('| Peak year | 2029 | 2027 | **−2** |')
    expect(out).toContain('<details><summary>1 input changed</summary>')
  })

  test('--fail-on-difference is 1, and 0 where nothing differs', async () => {
    expect((await play('compare a b --fail-on-difference --lang en', door(1))).code).toBe(1)
    expect((await play('compare a b --fail-on-difference', door(0))).code).toBe(0)
    expect((await play('compare a b', door(1))).code).toBe(0)
  })

  test('what was asked reaches the front door', async () => {
    const asked: unknown[] = []
    await play(
      'compare a.yaml b.json --by lever,effect --at co2.total@2030 --tolerance 0.5% --tolerance so2=10 --tolerance nox=1% --seed 7 --orders 50',
      door(1, asked),
    )
    expect(asked).toEqual([
      [
        ['a.yaml', 'b.json'],
        {
          by: ['lever', 'effect'],
          at: { indicator: 'co2.total', year: 2030 },
          tolerances: [{ share: 0.005 }, { indicator: 'so2', amount: 10 }, { indicator: 'nox', share: 0.01 }],
          seed: 7,
          permutations: 50,
        },
      ],
    ])
  })

  test.each([
    ['compare a.yaml', /two scenarios/],
    ['compare a b --by sectors', /--by knows no sectors/],
    ['compare a b --at 30', /--at wants/],
    ['compare a b --tolerance much', /--tolerance wants/],
    ['compare a b --orders 0', /--orders wants/],
    ['decompose a --from soon', /--from wants a year/],
  ])('%s is wrong usage', async (line, said) => {
    const { code, err, out } = await play(`${line} --lang en`, door(1))
    expect({ code, out }).toEqual({ code: 64, out: '' })
    expect(err).toMatch(said)
  })
})
