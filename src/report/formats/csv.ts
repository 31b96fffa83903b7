import { line } from '../csv.ts'
import type { CutTable, Format, Result } from '../result.ts'

const head = ['scenario', 'county', 'table', 'id', 'name', 'year', 'value', 'unit', 'explain']

type Row = readonly [
  table: string,
  id: string,
  name: string,
  year: number | '',
  value: number,
  unit: string,
  explain: string,
]

/** Every number of a result that has a name, one a line: for pandas, R and spreadsheets. */
function rows(result: Result, language: 'zh' | 'en'): readonly Row[] {
  const { base } = result.horizon
  const { tables, targets, levels, peak, neutrality } = result
  const cut = (name: string, { rows, years, unit }: CutTable): readonly Row[] =>
    rows.flatMap((row) =>
      row.values.map((value, i): Row => {
        const year = years[i] ?? base + i
        return [
          name,
          row.id,
          row.name[language],
          year,
          value,
          unit,
          row.explain ? `${row.explain}@${year}` : '',
        ]
      }),
    )
  return [
    ...Object.entries(result.indicators).flatMap(([id, { unit, name, values }]) =>
      Object.entries(values).map(
        ([year, value]): Row => ['indicator', id, name[language], Number(year), value, unit, `${id}@${year}`],
      ),
    ),
    ['peak', 'year', peak.indicator, '', peak.year, 'year', 'peak'],
    ['peak', 'value', peak.indicator, peak.year, peak.value, peak.unit, 'peak.value'],
    [
      'neutrality',
      'residual',
      neutrality.indicator,
      '',
      neutrality.residual,
      neutrality.unit,
      'neutrality.residual',
    ],
    ...targets.flatMap(({ id, name, figure, figureUnit, margin, unit, met, limit }): readonly Row[] => [
      ['target-figure', id, name[language], '', figure, figureUnit, `target.${id}.figure`],
      ['target-margin', id, name[language], '', margin, unit, `target.${id}.margin`],
      ['target-met', id, name[language], '', met ? 1 : 0, '1', `target.${id}.met`],
      ...Object.entries(limit).map(
        ([year, value]): Row => [
          'target-limit',
          id,
          name[language],
          Number(year),
          value,
          figureUnit,
          `target.${id}.limit@${year}`,
        ],
      ),
    ]),
    ...cut('sector', tables.sector),
    ...cut('sector-co2', tables.sectorCo2),
    ...cut('facility', tables.facility),
    ...cut('fuel', tables.fuel),
    ...cut('gas', tables.gas),
    ...cut('scope', tables.scope),
    ...tables.balance.flatMap(({ commodity, item, name, unit, values, explain }) =>
      values.map((value, i): Row => {
        const year = (tables.sector.years[0] ?? base) + i
        return [
          `balance-${item}`,
          commodity,
          name[language],
          year,
          value,
          unit,
          explain ? `${explain}@${year}` : '',
        ]
      }),
    ),
    ...tables.flow.map(
      ({ from, to, commodity, year, tce }): Row => [
        'flow',
        `${from} > ${to}`,
        commodity,
        year,
        tce,
        'tce',
        '',
      ],
    ),
    ...tables.observed.map(
      ({ item, name, year, observed, unit }): Row => [
        'observed',
        item,
        name[language],
        year,
        observed,
        unit,
        '',
      ],
    ),
    ...tables.reconciliation.flatMap(({ id, name, year, unit, model, against }): readonly Row[] => [
      ['reconciliation-model', id, name[language], year, model, unit, `reconciliation.${id}.model`],
      ['reconciliation-against', id, name[language], year, against, unit, `reconciliation.${id}.against`],
    ]),
    ...levels.map(
      ({ facility, name, year, figure }): Row => [
        'level',
        facility,
        name[language],
        year,
        figure,
        'kgce/t',
        `level.${facility}@${year}`,
      ],
    ),
    ...Object.entries(result.evidence).flatMap(([id, years]) =>
      Object.entries(years).flatMap(([year, grades]) =>
        Object.entries(grades).map(
          ([grade, share]): Row => ['evidence', id, grade, Number(year), share, '1', `${id}@${year}`],
        ),
      ),
    ),
  ]
}

/** Tidy long CSV: UTF-8, one number a line, names in one language, units as in the result. */
export const format: Format = {
  name: 'csv',
  extension: 'csv',
  about: { zh: '长表：每行一个数', en: 'a long table, one number a line' },
  render(results, { language }) {
    let text = line(head)
    for (const result of results) {
      const { scenario } = result
      for (const row of rows(result, language)) text += line([scenario.id, scenario.county.id, ...row])
    }
    return text
  },
}
