import { describe, expect, test } from 'vitest'
import { format } from '../../src/report/formats/text.ts'
import { shownYears } from '../../src/report/page.ts'
import type { RenderOptions, Result } from '../../src/report/result.ts'
import { displayWidth } from '../../src/text/width.ts'
import { changes, course, page, sample, targets } from './fixture.ts'

const render = (results: readonly Result[], options: Partial<RenderOptions> = {}): string =>
  String(format.render(results, { ...page, ...options }))
const lineWith = (text: string, start: string): string =>
  text.split('\n').find((line) => line.trimStart().startsWith(start)) ?? ''
const esc = '\u001b'
const colours = new RegExp(`${esc}\\[[\\d;]*m`, 'g')

const long = '一个名字特别长特别长的部门，长得一行都放不下还要继续写下去'
const crowded = sample({
  changes: {
    ...changes,
    reference: {
      id: 'reference',
      title: { zh: long, en: 'A reference whose name is much too long to stand in a head' },
    },
    inputs: Array.from({ length: 8 }, (_, i) => ({
      path: `projects.a-project-with-a-very-long-name-indeed-${i}.stages.capacity.and.more`,
      before: '{2030: 30%, 2040: 50%, 2050: 70%}',
      after: '{2030: 40%, 2040: 60%, 2050: 80%}',
      file: 'scenarios/sample/overlays/a-file-with-a-long-name.yaml',
      line: 1234,
    })),
  },
  targets: targets.map((target) => ({
    ...target,
    name: { zh: long, en: 'A target with a name that does not fit into any column' },
    drivers: [{ zh: long, en: 'A driver with a very long name that has to be broken' }],
  })),
  warnings: Array.from({ length: 7 }, (_, i) => ({
    code: `W060${i}`,
    slug: 'x',
    severity: 'warning',
    message: { zh: long.repeat(3), en: 'a warning that says a great deal about very little '.repeat(4) },
    file: 'scenarios/sample/overlays/a-file-with-a-long-name.yaml',
    line: 99,
    column: 1,
  })),
})

describe('width', () => {
  for (const language of ['zh', 'en'] as const)
    for (const ascii of [false, true])
      for (const width of [40, 59, 60, 71, 72, 80, 200])
        test(`no line is wider than the terminal: ${language} ${width}${ascii ? ' ascii' : ''}`, () => {
          for (const verbose of [false, true]) {
            const text = render([crowded, sample({ changes })], { language, ascii, width, verbose })
            const limit = Math.min(80, width)
            // Only a table of figures may need more than a very narrow terminal has; nothing stands in two lines there.
            const wide = text.split('\n').filter((line) => displayWidth(line) > Math.max(limit, 60))
            expect(wide).toEqual([])
          }
        })

  test('figures stand under their years, in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      const text = render([sample()], { language })
      const head = text.split('\n').find((line) => / 2020 +2025 +2030 +2040 +2060$/.test(line)) ?? ''
      const row = lineWith(text, language === 'zh' ? '焦化' : 'Coking')
      const columnsTo = (line: string, part: string): number =>
        displayWidth(line.slice(0, line.indexOf(part) + part.length))
      expect(columnsTo(row, language === 'zh' ? '329' : '3.29')).toBe(columnsTo(head, '2020'))
      expect(columnsTo(row, language === 'zh' ? ' 78' : '0.78')).toBe(columnsTo(head, '2060'))
    }
  })
})

describe('figures', () => {
  // 3.29 Mt = 329 万吨; 2025: 324; 2030: 310; 2040: 220; 2060: 78. The row rises nowhere, so its first mark is the highest.
  test('a sector row', () => {
    expect(lineWith(render([sample()]), '焦化')).toMatch(/^ {2}焦化 +329 +324 +310 +220 +78 {2}█[▁-█]{20}$/)
    expect(lineWith(render([sample()], { language: 'en' }), 'Coking')).toMatch(
      /^ {2}Coking +3\.29 +3\.24 +3\.10 +2\.20 +0\.78 /,
    )
  })

  test('below zero has a real minus', () => {
    expect(lineWith(render([sample()]), '碳汇')).toMatch(/ −34 .* −98 /)
    expect(lineWith(render([sample()], { ascii: true }), '碳汇')).toMatch(/ -34 .* -98 /)
  })

  test('what is given is marked', () => {
    const text = render([sample()])
    expect(lineWith(text, '其他')).toMatch(/^ {2}其他 \* /)
    expect(text).toContain('* 给定的值，未建模')
  })

  test('the total is that of the indicator', () => {
    expect(lineWith(render([sample()]), '净排放')).toMatch(/^净排放 +1262 +1318 +1320 +650 +72 /)
  })

  test('an origin of CO2 that is nothing in every year is left out', () => {
    const text = render([sample()])
    expect(text).toContain('能源燃烧')
    expect(text).not.toContain('工业过程')
  })

  test('the fixture is linear between its points', () => {
    expect(course({ 2020: 0, 2030: 10 })[5]).toBe(5)
    expect(course({ 2020: 0, 2030: 10 })[40]).toBe(10)
  })
})

describe('verdicts', () => {
  const first = (text: string, n = 3): string[] => text.split('\n').slice(2, 2 + n)

  test('what the mock-up says', () => {
    expect(first(render([sample()]))).toEqual([
      '✓ 2028 年达峰    比 2030 年限期早 2 年，峰值 1398 万吨 CO₂',
      '✗ 2060 年不到零  还差 72 万吨 CO₂e，主要在焦化和冶金，情景预期如此',
      '✗ 1 项容量不够   能耗指标，从 2026 年起',
    ])
    expect(first(render([sample()], { language: 'en' }), 1)).toEqual([
      '✓ Peak in 2028        2 years before the 2030 deadline, 13.98 Mt CO₂',
    ])
  })

  const peak = sample().peak
  const one = (rest: Partial<Result>): string => first(render([sample(rest)]), 1)[0] ?? ''
  const missed = targets.map((target) => (target.rule === 'peak' ? { ...target, met: false } : target))

  test('a late peak', () => {
    expect(one({ peak: { ...peak, year: 2033, plateau: [2033, 2033] }, targets: missed })).toContain(
      '✗ 2033 年达峰',
    )
    expect(one({ peak: { ...peak, year: 2033, plateau: [2033, 2033] }, targets: missed })).toContain(
      '比 2030 年限期晚 3 年',
    )
  })
  test('no peak within the horizon', () => {
    expect(one({ peak: { ...peak, year: 2060, rising: true }, targets: missed })).toContain(
      '✗ 到 2060 年仍在上升',
    )
  })
  test('a peak in the first year may lie before it', () => {
    expect(one({ peak: { ...peak, year: 2020, before: true, plateau: [2020, 2020] } })).toContain(
      '✓ 2020 年或更早达峰',
    )
  })
  test('a plateau is named', () => {
    expect(one({ peak: { ...peak, plateau: [2026, 2030] } })).toContain('平台期 2026—2030 年')
  })
  test('a peak that does not hold', () => {
    expect(one({ peak: { ...peak, sustained: false }, targets: missed })).toContain('✗ 2028 年最高，未能保持')
  })
  test('without a target it is a fact, without a sign', () => {
    expect(one({ targets: [] })).toMatch(/^ {2}2028 年达峰 {4}未设目标，峰值 1398 万吨 CO₂$/)
  })
  test('zero reached', () => {
    const neutrality = { indicator: 'ghg.net', reached: true, year: 2058, residual: -50_000, unit: 'tCO2e' }
    const met = targets.map((target) =>
      target.rule === 'neutral' ? { ...target, met: true, expected: 'met' as const } : target,
    )
    expect(first(render([sample({ neutrality, targets: met })]))[1]).toBe(
      '✓ 2058 年到零   2060 年为 −5 万吨 CO₂e',
    )
  })
  test('nothing else in the way', () => {
    const met = targets.map((target) => ({ ...target, met: true }))
    expect(first(render([sample({ targets: met })]))[2]).toMatch(/^✓ 没有别的障碍 +其余 4 个目标都达标$/)
  })
})

describe('targets', () => {
  test('figure, margin with its word, first miss, drivers', () => {
    const text = render([sample()])
    expect(text).toMatch(/✓ 碳达峰 +2028 年 +早 2 年 +-\n/)
    expect(text).toMatch(/✗ 碳中和 +72 万吨 +差 72 万吨 +2060 +预期内、焦化\n/)
    expect(text).toMatch(/✗ 能耗指标 +348 万tce +缺 7\.8 万tce +2026 +甲醇二期达产\n/)
    expect(text).toMatch(/✓ 能耗强度 +降 21\.7% +超 7\.2 个百分点 +-\n/)
    expect(text).toMatch(/! VOC 容量 +2289 吨 +缺 239 吨 +2026 +园区无组织排放\n/)
    expect(text).toContain('6 个目标：3 达标，2 不达标（其中 1 个在预期内），1 应改进')
  })
  test('a target met against the expectation is said', () => {
    const met = targets.map((target) => ({ ...target, met: true }))
    expect(render([sample({ targets: met })])).toContain('6 个目标：6 达标，1 个与情景的预期不符')
  })
  test('a long reason goes on below, under the first', () => {
    expect(render([sample()], { language: 'en' })).toMatch(/2026 {3}Second methanol\n {60,}plant at full\n/)
  })
})

describe('grounds', () => {
  test('levels by count, and names beyond the limit with their figures', () => {
    const text = render([sample()])
    expect(lineWith(text, '1 级')).toMatch(/^ +1 级 +2 级 +3 级 +超限额$/)
    expect(text).toMatch(/\n {2}2025 +0 +1 +0 +1\n {2}2060 +1 +0 +0 +0\n/)
    expect(text).toContain('2025 年超限额：甲厂焦炉（146，限额 140 kgce/t）')
  })
  // A 0.30 + 0.11; C 0.10 + 0.06.
  test('evidence by class', () => {
    expect(render([sample()], { language: 'en' })).toMatch(
      /A measured 41% {2}B standard 33% {2}C literature 16%\s+D assumption 10%/,
    )
  })
  test('a share without a grade is named', () => {
    const text = render([sample({ evidence: { 'co2.total': { 2030: { measured: 0.6, unknown: 0.4 } } } })])
    expect(text).toContain('未注明 40%')
  })
  // 3.6 / 3.5 = 1.0286; 3.9 / 4 = 0.975.
  test('model against what was observed', () => {
    expect(render([sample()])).toContain('模型与观测（2025 年）  综合能源消费 +2.9%，焦炭产量 −2.5%')
  })
  test('notes are shown only on request', () => {
    expect(render([sample()])).not.toContain('W0607')
    expect(render([sample()], { verbose: true })).toContain('W0607')
  })
  test('what changes against the reference', () => {
    const text = render([sample({ changes })])
    expect(text).toContain('早 1 年达峰，峰值 −95.7 万吨，2030 年 −129 万吨')
    expect(text).toMatch(/measures\.ccus\.adoption\.2050 +0% → 75% +a\.yaml:33/)
  })
})

describe('colour', () => {
  test('only colours differ', () => {
    for (const language of ['zh', 'en'] as const) {
      const plain = render([sample({ changes }), sample()], { language })
      const coloured = render([sample({ changes }), sample()], { language, colour: true })
      expect(plain).not.toContain(esc)
      expect(coloured).toContain(`${esc}[32m✓${esc}[0m`)
      expect(coloured.replaceAll(colours, '')).toBe(plain)
    }
  })
  test('ASCII has none of our signs', () => {
    const text = render([sample({ changes }), sample()], { language: 'en', ascii: true })
    expect([...text].filter((character) => character > '~')).toEqual([])
  })
  test('what a user wrote cannot steer the terminal', () => {
    const scenario = { ...sample().scenario, title: { zh: `坏${esc}[2J`, en: `bad${esc}[2J\u202e` } }
    expect(render([sample({ scenario })])).not.toContain(esc)
    expect(render([sample({ scenario })], { language: 'en' })).not.toContain('\u202e')
  })
})

describe('several scenarios', () => {
  test('an overview first, then a page each', () => {
    const other = sample({
      scenario: { ...sample().scenario, id: 'b', title: { zh: '乙情景', en: 'scenario b' } },
    })
    const text = render([sample(), other])
    expect(text.startsWith('2 个情景\n')).toBe(true)
    expect(lineWith(text, '乙情景')).toMatch(/^ {2}乙情景 +2028 +1398 +1316 +72 +✗ 3 \/ 5$/)
    expect(text.split('示例县：').length).toBe(3)
  })
})

describe('years shown', () => {
  test.each([
    [{ base: 2020, observedTo: 2025, to: 2060 }, false, [2020, 2025, 2030, 2040, 2060]],
    [{ base: 2020, observedTo: 2025, to: 2060 }, true, [2020, 2030, 2060]],
    [{ base: 2020, observedTo: 2025, to: 2030 }, false, [2020, 2025, 2028, 2030]],
    [{ base: 2030, observedTo: 2030, to: 2050 }, false, [2030, 2040, 2050]],
    [{ base: 2020, observedTo: 2020, to: 2020 }, false, [2020]],
  ])('%j narrow %s', (horizon, narrow, years) => {
    expect(shownYears(horizon, narrow)).toEqual(years)
  })
})

describe('many sectors', () => {
  const rows = Array.from({ length: 15 }, (_, i) => ({
    id: `s${i}`,
    name: { zh: `部门${i}`, en: `Sector ${i}` },
    ...(i === 14 ? { given: true } : {}),
    values: course({ 2020: (15 - i) * 1e5 }),
  }))
  const many = sample({ tables: { ...sample().tables, sector: { ...sample().tables.sector, rows } } })

  // The smallest five are 5e5 + 4e5 + 3e5 + 2e5 + 1e5 = 1.5e6 t.
  test('the smallest are joined, and marked when one of them is given', () => {
    const text = render([many])
    expect(text).toContain('部门9 ')
    expect(text).not.toContain('部门10')
    expect(lineWith(text, '另 5 个部门')).toMatch(/^ {2}另 5 个部门 \* +150 +150 +150 +150 +150 /)
    expect(render([many], { verbose: true })).toContain('部门14 *')
  })
})

test('of a changed series the points that differ', () => {
  const inputs = [
    {
      path: 'drivers.coke.path',
      before: '{2028: 415 万t/a, 2030: 409 万t/a, after: hold}',
      after: '{2028: 415 万t/a, 2030: 420 万t/a, after: hold}',
      file: 'a.yaml',
      line: 3,
    },
  ]
  expect(render([sample({ changes: { ...changes, inputs } })])).toContain(
    '2030: 409 万t/a → 420 万t/a  a.yaml:3',
  )
})
