// A made-up county: no figure here is of a real place. Values are linear between the years given.
import type { Changes, CutTable, IndicatorSeries, Result, TargetResult } from '../../src/report/result.ts'

export type Points = Readonly<Record<number, number>>
const years = Array.from({ length: 41 }, (_, i) => 2020 + i)

/** Linear between the given years, level before the first and after the last. */
export function course(points: Points): number[] {
  const known = Object.keys(points).map(Number)
  return years.map((year) => {
    const before = known.filter((one) => one <= year).at(-1) ?? known[0]!
    const after = known.find((one) => one >= year) ?? known.at(-1)!
    const from = points[before]!
    const to = points[after]!
    return before === after ? from : from + ((to - from) * (year - before)) / (after - before)
  })
}

function series(unit: string, zh: string, en: string, points: Points): IndicatorSeries {
  const values = course(points)
  return { unit, name: { zh, en }, values: Object.fromEntries(years.map((year, i) => [year, values[i]!])) }
}

const row = (id: string, zh: string, en: string, points: Points, given = false) => ({
  id,
  name: { zh, en },
  ...(given ? { given } : {}),
  values: course(points),
})

const cut = (indicator: string, unit: string, rows: CutTable['rows'] = []): CutTable => ({
  indicator,
  unit,
  years,
  rows,
})

const target = (id: string, zh: string, en: string, rest: Partial<TargetResult>): TargetResult => ({
  id,
  name: { zh, en },
  rule: 'cap',
  indicator: id,
  severity: 'must',
  met: true,
  expected: 'met',
  margin: 0,
  figure: 0,
  figureUnit: 't',
  unit: 't',
  limit: {},
  drivers: [],
  ...rest,
})

export const targets: readonly TargetResult[] = [
  target('carbon-peak', '碳达峰', 'carbon peak', {
    rule: 'peak',
    indicator: 'co2.total',
    margin: 2,
    figure: 2028,
    figureUnit: 'year',
    unit: 'year',
    limit: { 2020: 2030, 2060: 2030 },
  }),
  target('neutrality', '碳中和', 'carbon neutrality', {
    rule: 'neutral',
    indicator: 'ghg.net',
    met: false,
    expected: 'missed',
    margin: -720_000,
    figure: 720_000,
    figureUnit: 'tCO2e',
    unit: 'tCO2e',
    firstMiss: 2060,
    drivers: [{ zh: '焦化', en: 'Coking' }],
  }),
  target('energy-quota', '能耗指标', 'energy quota', {
    met: false,
    margin: -78_000,
    figure: 3_478_000,
    figureUnit: 'tce',
    unit: 'tce/a',
    firstMiss: 2026,
    drivers: [{ zh: '甲醇二期达产', en: 'Second methanol plant at full load' }],
  }),
  target('energy-intensity', '能耗强度', 'energy intensity', {
    rule: 'reduction',
    margin: 7.2,
    figure: 21.7,
    figureUnit: '%',
    unit: 'pp',
  }),
  target('voc-budget', 'VOC 容量', 'VOC budget', {
    severity: 'should',
    met: false,
    margin: -239,
    figure: 2289,
    firstMiss: 2026,
    drivers: [{ zh: '园区无组织排放', en: 'Fugitive emissions of the park' }],
  }),
  target('so2-budget', 'SO₂ 容量', 'SO₂ budget', { margin: 190, figure: 1890 }),
]

export const changes: Changes = {
  reference: { id: 'reference', title: { zh: '参考情景', en: 'Reference' } },
  peakYear: -1,
  peakValue: -957_000,
  co2In2030: -1_290_000,
  residual: -4_790_000,
  inputs: [
    {
      path: 'measures.ccus.adoption.2050',
      before: '0%',
      after: '75%',
      file: 'scenarios/sample/a.yaml',
      line: 33,
    },
    {
      path: 'supply.green-share.2050',
      before: '50%',
      after: '95%',
      file: 'scenarios/sample/a.yaml',
      line: 38,
    },
  ],
}

/** The sample county; what a test is about is given in `rest`. */
export function sample(rest: Partial<Result> = {}): Result {
  return {
    format: 'peakzero/result@1',
    generator: { name: 'peakzero', version: '0.0.0' },
    scenario: {
      id: 'sample',
      title: { zh: '2028 年达峰情景', en: 'peak in 2028' },
      county: { id: 'sample', title: { zh: '示例县', en: 'Sample County' } },
      files: [{ path: 'scenarios/sample/a.yaml', sha256: '00' }],
    },
    horizon: { base: 2020, observedTo: 2025, to: 2060 },
    conventions: { gwp: 'AR5', prices: 2020, electricity: 'equivalent', exportCredit: false, gdp: 'built' },
    indicators: {
      'co2.energy': series('tCO2', '能源燃烧', 'Combustion', { 2020: 11e6, 2028: 12e6, 2060: 0.5e6 }),
      'co2.process': series('tCO2', '工业过程', 'Process', { 2020: 0 }),
      'co2.indirect': series('tCO2', '净购电热', 'Net imports', { 2020: 1.9e6, 2028: 1.98e6, 2060: 0.3e6 }),
      'co2.total': series('tCO2', 'CO₂ 总量', 'Total CO₂', { 2020: 12.9e6, 2028: 13.98e6, 2060: 0.8e6 }),
      'ghg.net': series('tCO2e', '净排放', 'Net emissions', {
        2020: 12.62e6,
        2025: 13.18e6,
        2030: 13.2e6,
        2040: 6.5e6,
        2060: 0.72e6,
      }),
      'energy.total': series('tce', '综合能源消费', 'Energy used', {
        2020: 3.43e6,
        2030: 3.86e6,
        2060: 1.68e6,
      }),
      'energy.controlled': series('tce', '考核能耗', 'Energy counted', {
        2020: 3.21e6,
        2030: 3.4e6,
        2060: 1.09e6,
      }),
      so2: series('t', 'SO₂', 'SO₂', { 2020: 1890, 2060: 400 }),
      nox: series('t', 'NOx', 'NOx', { 2020: 3201, 2060: 800 }),
      pm25: series('t', 'PM2.5', 'PM2.5', { 2020: 1189, 2060: 300 }),
      voc: series('t', 'VOC', 'VOC', { 2020: 1959, 2026: 2289, 2060: 500 }),
      gdp: series('万元@2020', '地区生产总值', 'GDP', { 2020: 1_200_000, 2060: 4_800_000 }),
    },
    peak: {
      indicator: 'co2.total',
      year: 2028,
      value: 13.98e6,
      unit: 'tCO2',
      sustained: true,
      plateau: [2028, 2028],
      rising: false,
      before: false,
    },
    neutrality: { indicator: 'ghg.net', reached: false, residual: 720_000, unit: 'tCO2e' },
    targets,
    projects: [],
    ledgers: [],
    context: [],
    tables: {
      sector: cut('ghg.net', 'tCO2e', [
        row('coking', '焦化', 'Coking', {
          2020: 3.29e6,
          2025: 3.24e6,
          2030: 3.1e6,
          2040: 2.2e6,
          2060: 0.78e6,
        }),
        row('metallurgy', '冶金', 'Metallurgy', { 2020: 2.9e6, 2060: 0.71e6 }),
        row('other', '其他', 'Other', { 2020: 0.4e6, 2060: 0.1e6 }, true),
        row('sinks', '碳汇', 'Sinks', { 2020: -0.34e6, 2060: -0.98e6 }),
      ]),
      facility: cut('ghg.net', 'tCO2e'),
      fuel: cut('ghg.net', 'tCO2e'),
      gas: cut('ghg.net', 'tCO2e'),
      scope: cut('ghg.net', 'tCO2e'),
      reconciliation: [],
      sectorCo2: cut('co2.total', 'tCO2'),
      flow: [],
      balance: [],
      observed: [
        {
          item: 'energy',
          name: { zh: '综合能源消费', en: 'Energy used' },
          unit: 'tce',
          year: 2025,
          observed: 3.5e6,
          model: 3.6e6,
        },
        {
          item: 'coke',
          name: { zh: '焦炭产量', en: 'Coke output' },
          unit: 't',
          year: 2025,
          observed: 4e6,
          model: 3.9e6,
        },
      ],
    },
    levels: [
      {
        facility: 'a',
        name: { zh: '甲厂焦炉', en: 'Ovens of works A' },
        ladder: 'coke',
        ladderName: { zh: '焦炭', en: 'coke' },
        year: 2020,
        figure: 150,
        level1: 110,
        level2: 125,
        level3: 140,
        level: 4,
      },
      {
        facility: 'a',
        name: { zh: '甲厂焦炉', en: 'Ovens of works A' },
        ladder: 'coke',
        ladderName: { zh: '焦炭', en: 'coke' },
        year: 2025,
        figure: 145.5,
        level1: 110,
        level2: 125,
        level3: 140,
        level: 4,
      },
      {
        facility: 'b',
        name: { zh: '乙厂焦炉', en: 'Ovens of works B' },
        ladder: 'coke',
        ladderName: { zh: '焦炭', en: 'coke' },
        year: 2025,
        figure: 120,
        level1: 110,
        level2: 125,
        level3: 140,
        level: 2,
      },
      {
        facility: 'b',
        name: { zh: '乙厂焦炉', en: 'Ovens of works B' },
        ladder: 'coke',
        ladderName: { zh: '焦炭', en: 'coke' },
        year: 2060,
        figure: 108,
        level1: 110,
        level2: 125,
        level3: 140,
        level: 1,
      },
    ],
    evidence: {
      'co2.total': {
        2030: {
          measured: 0.3,
          statistics: 0.11,
          standard: 0.33,
          literature: 0.1,
          expert: 0.06,
          assumption: 0.1,
        },
      },
    },
    warnings: [
      {
        code: 'W0601',
        slug: 'x',
        severity: 'warning',
        message: { zh: '干熄焦到 2033 年后不再改进', en: 'dry quenching does not improve after 2033' },
        file: 'scenarios/sample/a.yaml',
        line: 47,
        column: 5,
      },
      {
        code: 'W0607',
        slug: 'no-data-closure',
        severity: 'info',
        message: { zh: '提示', en: 'a note' },
        file: 'baselines/a.yaml',
        line: 1,
        column: 1,
      },
    ],
    sources: [],
    ...rest,
  }
}

export const page = { language: 'zh', width: 80, colour: false, ascii: false, verbose: false } as const
