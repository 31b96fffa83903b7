import { inert } from '../../../text/inert.ts'
import type { Language, Text } from '../../../text/text.ts'
import { grouping } from '../../chart/palette.ts'
import type { CutTable, Result } from '../../result.ts'
import type { Cell, Sheet } from '../sheet.ts'
import { looks, type Material, sectorFill, shown, text, yearCells, yearHead, yearSheet } from './layout.ts'

const texts = {
  title: { zh: '{scenario}：排放', en: '{scenario}: emissions' },
  scope: {
    zh: '温室气体按 {gwp} 折算，含净购电与热；* 为给定，不是模拟',
    en: 'Greenhouse gases by {gwp}, with net imported power and heat; * given, not modelled',
  },
  sector: { zh: '按部门（净排放）', en: 'by sector (net)' },
  sectorCo2: { zh: '按部门（CO₂）', en: 'by sector (CO₂)' },
  gas: { zh: '按气体', en: 'by gas' },
  scope_: { zh: '按口径', en: 'by scope' },
  fuel: { zh: '按品种', en: 'by fuel' },
  facility: { zh: '按装置', en: 'by unit' },
  sum: { zh: '合计（公式）', en: 'Sum (formula)' },
  model: { zh: '模型的总量：{name}', en: 'Total of the model: {name}' },
  indicators: { zh: '指标', en: 'Indicators' },
  none: { zh: '结果里没有这一项。', en: 'The result holds none of these.' },
} satisfies Record<string, Text>

/** The rows of a cut with their sum as a formula, and the model's own total beneath to check it against. */
function block(
  material: Material,
  table: CutTable,
  name: Text,
  startRow: number,
  colours: boolean,
): Cell[][] {
  const { result, language } = material
  const rows = table.rows.filter(({ values }) => values.some((value) => value !== 0))
  const all = rows.flatMap(({ values }) => values)
  const { label, by, format } = shown(table.unit, all, language)
  const { of } = grouping(result)
  const head = yearHead(table.years, language, name)
  if (rows.length === 0) return [head, [text(''), text(texts.none[language], looks.quiet)]]
  const body = rows.map((row) =>
    yearCells({
      name: inert(row.name[language], 200) + (row.given ? ' *' : ''),
      unit: label,
      values: row.values.map((value) => value * by),
      format,
      ...(colours ? { fill: sectorFill(row, of) } : {}),
    }),
  )
  const [first, last] = [startRow + 1, startRow + rows.length]
  const sums = table.years.map((_, i) => rows.reduce((total, row) => total + (row.values[i] ?? 0), 0) * by)
  const sum = yearCells({
    name: texts.sum[language],
    unit: label,
    values: sums,
    bold: true,
    format,
    formula: (column) => `SUM(${column}${first + 1}:${column}${last + 1})`,
  })
  return [head, ...body, sum, ...modelTotal(result, language, table, { label, by, format })]
}

function modelTotal(
  result: Result,
  language: Language,
  table: CutTable,
  unit: { readonly label: string; readonly by: number; readonly format: string },
): Cell[][] {
  const total = result.indicators[table.indicator]
  if (!total || total.unit !== table.unit) return []
  const values = table.years.map((year) => {
    const value = total.values[String(year)]
    return value === undefined ? undefined : value * unit.by
  })
  const name = texts.model[language].replace('{name}', () => inert(total.name[language], 200))
  return [yearCells({ name, unit: unit.label, values, format: unit.format })]
}

/** Rows of indicators whose id is wanted. */
export function indicatorRows(
  { result, language }: Material,
  years: readonly number[],
  wanted: (id: string) => boolean,
): Cell[][] {
  return Object.entries(result.indicators)
    .filter(([id]) => wanted(id))
    .map(([, { name, unit, values }]) => {
      const list = years.map((year) => values[String(year)])
      const { label, by, format } = shown(
        unit,
        list.flatMap((value) => value ?? []),
        language,
      )
      return yearCells({
        name: inert(name[language], 200),
        unit: label,
        values: list.map((value) => (value === undefined ? undefined : value * by)),
        format,
      })
    })
}

const emission = /^(co2|ghg|sink|ch4|n2o|hfc|sf6|so2|nox|pm|voc|dust|hg)/

/** Emissions by sector, gas, scope, fuel and unit, each with its sum; indicators of emissions and pollutants. */
export function emissionSheet(material: Material, name: string): Sheet {
  const { result, language } = material
  const { tables } = result
  const title = texts.title[language].replace('{scenario}', () => inert(result.scenario.title[language], 200))
  const scope = texts.scope[language].replace('{gwp}', () => inert(result.conventions.gwp).toUpperCase())
  const table: Cell[][] = []
  const add = (rows: readonly Cell[][]) => table.push(...(table.length > 0 ? [[]] : []), ...rows)
  // Rows of the sheet stand before the table: title, scope, an empty one.
  const at = () => 3 + table.length + (table.length > 0 ? 1 : 0)
  add(block(material, tables.sector, texts.sector, at(), true))
  const { years } = tables.sector
  add([
    yearHead(years, language, texts.indicators),
    ...indicatorRows(material, years, (id) => emission.test(id) && !id.includes('intensity')),
  ])
  add(block(material, tables.sectorCo2, texts.sectorCo2, at(), true))
  add(block(material, tables.gas, texts.gas, at(), false))
  add(block(material, tables.scope, texts.scope_, at(), false))
  add(block(material, tables.fuel, texts.fuel, at(), false))
  add(block(material, tables.facility, texts.facility, at(), false))
  return yearSheet(name, material, title, scope, table, years.length)
}
