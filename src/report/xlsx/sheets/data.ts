import { inert } from '../../../text/inert.ts'
import type { Text } from '../../../text/text.ts'
import type { CutTable } from '../../result.ts'
import type { Cell, Sheet } from '../sheet.ts'
import { balanceItems } from './energy.ts'
import { looks, type Material, opening, sourceRows, text } from './layout.ts'

const texts = {
  title: { zh: '{scenario}：数据', en: '{scenario}: data' },
  scope: {
    zh: '一行一个数，单位如所写（基本单位，不换算）',
    en: 'one figure a row, in the unit as written (canonical units, nothing converted)',
  },
  indicator: { zh: '指标', en: 'Indicator' },
  cut: { zh: '分组', en: 'Cut' },
  id: { zh: '编号', en: 'Id' },
  name: { zh: '名称', en: 'Name' },
  year: { zh: '年份', en: 'Year' },
  value: { zh: '数值', en: 'Value' },
  unit: { zh: '单位', en: 'Unit' },
} satisfies Record<string, Text>

const cuts = ['sector', 'sectorCo2', 'facility', 'fuel', 'gas', 'scope'] as const

/** Everything as tidy rows: for pivot tables and other programs. */
export function dataSheet(material: Material, name: string): Sheet {
  const { result, language } = material
  const general = { format: 'General' }
  const year = { format: '0' }
  const rows: Cell[][] = []
  const add = (
    indicator: string,
    cut: string,
    id: string,
    label: string,
    at: number,
    value: number,
    unit: string,
  ) =>
    rows.push([
      text(indicator),
      text(cut),
      text(id),
      text(label),
      { number: at, look: year },
      { number: value, look: general },
      text(unit),
    ])
  for (const [id, series] of Object.entries(result.indicators))
    for (const [at, value] of Object.entries(series.values))
      add(id, '', '', inert(series.name[language], 200), Number(at), value, series.unit)
  for (const cut of cuts) {
    const table: CutTable = result.tables[cut]
    for (const row of table.rows)
      row.values.forEach((value, i) => {
        add(
          table.indicator,
          cut,
          inert(row.id),
          inert(row.name[language], 200),
          table.years[i]!,
          value,
          table.unit,
        )
      })
  }
  const { years } = result.tables.sector
  for (const row of result.tables.balance)
    row.values.forEach((value, i) => {
      const label = `${inert(row.name[language], 200)} · ${balanceItems[row.item]![language]}`
      if (years[i] !== undefined)
        add('balance', row.item, inert(row.commodity), label, years[i], value, row.unit)
    })
  for (const flow of result.tables.flow)
    add(
      'flow',
      `${inert(flow.from)} → ${inert(flow.to)}`,
      inert(flow.commodity),
      '',
      flow.year,
      flow.tce,
      'tce',
    )
  const head = [texts.indicator, texts.cut, texts.id, texts.name, texts.year, texts.value, texts.unit].map(
    (one) => text(one[language], looks.headLeft),
  )
  const title = texts.title[language].replace('{scenario}', () => inert(result.scenario.title[language], 200))
  return {
    name,
    rows: [...opening(title, texts.scope[language]), head, ...rows, ...sourceRows(material)],
    widths: [24, 22, 26, 36, 8, 18, 16],
    frozen: { rows: 4, columns: 1 },
    head: 4,
  }
}
