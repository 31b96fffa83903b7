import { inert } from '../../../text/inert.ts'
import type { Text } from '../../../text/text.ts'
import type { Cell, Sheet } from '../sheet.ts'
import { indicatorRows } from './emissions.ts'
import { type Material, shown, yearCells, yearHead, yearSheet } from './layout.ts'

const texts = {
  title: { zh: '{scenario}：能源与经济', en: '{scenario}: energy and economy' },
  scope: {
    zh: '综合能源消费按{basis}；考核能耗不含原料用能与新增可再生电力',
    en: 'Comprehensive energy consumption by {basis}; controlled energy leaves out feedstock and added renewable power',
  },
  equivalent: { zh: '等价值', en: 'equivalent value' },
  calorific: { zh: '当量值', en: 'calorific value' },
  energy: { zh: '能源消费', en: 'Energy' },
  other: { zh: '经济、水与费用', en: 'Economy, water and cost' },
  balance: { zh: '平衡：{item}', en: 'Balance: {item}' },
} satisfies Record<string, Text>

export const balanceItems: Readonly<Record<string, Text>> = {
  production: { zh: '产出', en: 'production' },
  imports: { zh: '购入', en: 'imports' },
  uses: { zh: '耗用', en: 'uses' },
  demand: { zh: '需求', en: 'demand' },
  exports: { zh: '外销', en: 'exports' },
  flare: { zh: '放散', en: 'flare' },
  losses: { zh: '损失', en: 'losses' },
  unmet: { zh: '缺口', en: 'unmet' },
}

/** Energy as indicators, the economy, and the balance of each commodity. */
export function energySheet(material: Material, name: string): Sheet {
  const { result, language } = material
  const { years } = result.tables.sector
  const fill = (text: Text, key: string, value: string) => text[language].replace(key, () => value)
  const other = (id: string) => /^(gdp|water|cost|sales|energy\.intensity|co2\.intensity)/.test(id)
  const table: Cell[][] = [
    yearHead(years, language, texts.energy),
    ...indicatorRows(material, years, (id) => id.startsWith('energy.') && !other(id)),
    [],
    yearHead(years, language, texts.other),
    ...indicatorRows(material, years, other),
  ]
  for (const [item, label] of Object.entries(balanceItems)) {
    const rows = result.tables.balance.filter((row) => row.item === item && row.values.some((v) => v !== 0))
    if (rows.length === 0) continue
    table.push(
      [],
      yearHead(years, language, {
        zh: fill(texts.balance, '{item}', label.zh),
        en: fill(texts.balance, '{item}', label.en),
      }),
    )
    for (const row of rows) {
      const unit = shown(row.unit, row.values, language)
      table.push(
        yearCells({
          name: inert(row.name[language], 200),
          unit: unit.label,
          values: row.values.map((value) => value * unit.by),
          format: unit.format,
        }),
      )
    }
  }
  return yearSheet(
    name,
    material,
    fill(texts.title, '{scenario}', inert(result.scenario.title[language], 200)),
    fill(texts.scope, '{basis}', texts[result.conventions.electricity][language]),
    table,
    years.length,
  )
}
