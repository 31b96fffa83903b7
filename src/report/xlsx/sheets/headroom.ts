import { inert } from '../../../text/inert.ts'
import type { Text } from '../../../text/text.ts'
import { rooms } from '../../chart/figures.ts'
import { standingOf } from '../../verdict.ts'
import type { Cell, Sheet } from '../sheet.ts'
import { looks, type Material, shown, sign, text, yearCells, yearHead, yearSheet } from './layout.ts'

const texts = {
  title: { zh: '{scenario}：容量与余量', en: '{scenario}: budgets and headroom' },
  scope: {
    zh: '每项限值：用量、限值与余量（公式）；余量为负即缺口。– 表示该年不考核',
    en: 'For each limit: use, limit and headroom (formula); below zero it falls short. – means that the year does not count',
  },
  limits: { zh: '目标里的限值', en: 'Limits of targets' },
  used: { zh: '{name}：用量', en: '{name}: use' },
  limit: { zh: '{name}：限值', en: '{name}: limit' },
  room: { zh: '{name}：余量', en: '{name}: headroom' },
  ledger: { zh: '容量账：{name}', en: 'Ledger: {name}' },
  sum: { zh: '合计（公式）', en: 'Sum (formula)' },
  use: { zh: '用量', en: 'use' },
  freed: { zh: '关停腾出', en: 'freed by closures' },
  quota: { zh: '限值：{name}', en: 'limit: {name}' },
  figure: { zh: '计入限值：{name}', en: 'held against it: {name}' },
  margin: { zh: '余量：{name}', en: 'margin: {name}' },
  none: { zh: '没有给出限值：余量无从谈起。', en: 'No limit is given, so there is no headroom to tell.' },
} satisfies Record<string, Text>

/** Use, limit and headroom of every limit, and the ledgers with what uses them. */
export function headroomSheet(material: Material, name: string): Sheet {
  const { result, language } = material
  const { years } = result.tables.sector
  const fill = (one: Text, value: string) => one[language].replace(/\{\w+\}/, () => value)
  const table: Cell[][] = [yearHead(years, language, texts.limits)]
  const limits = rooms(result, language)
  if (limits.length === 0 && result.ledgers.every(({ quotas }) => quotas.length === 0))
    table.push([text(''), text(texts.none[language], looks.quiet)])
  for (const one of limits) {
    const known = [...one.used, ...one.limit.flatMap((value) => value ?? [])]
    const { label, by, format } = shown(one.unit, known, language)
    const at = (list: readonly (number | undefined)[]) =>
      years.map((year) => {
        const value = list[one.years.indexOf(year)]
        return value === undefined ? undefined : value * by
      })
    // Rows of the sheet, from 1: three before the table.
    const used = 3 + table.length + 1
    const side = one.target.rule === 'floor' ? [used, used + 1] : [used + 1, used]
    const first = yearCells({ name: fill(texts.used, one.name), unit: label, values: at(one.used), format })
    table.push(
      [sign(standingOf(one.target)), ...first.slice(1)],
      yearCells({ name: fill(texts.limit, one.name), unit: label, values: at(one.limit), format }),
      yearCells({
        name: fill(texts.room, one.name),
        unit: label,
        values: at(one.room),
        format,
        bold: true,
        formula: (column) => `${column}${side[0]}-${column}${side[1]}`,
      }),
    )
  }
  for (const ledger of result.ledgers) {
    const { label, by, format } = shown(ledger.unit, ledger.used, language)
    const row = (title: string, list: readonly (number | undefined)[], bold = false) =>
      yearCells({
        name: title,
        unit: label,
        values: list.map((value) => (value === undefined ? undefined : value * by)),
        format,
        bold,
      })
    const byYear = (values: Readonly<Record<string, number>>) =>
      ledger.years.map((year) => values[String(year)])
    const own = inert(ledger.name[language], 200)
    table.push(
      [],
      yearHead(ledger.years, language, { zh: fill(texts.ledger, own), en: fill(texts.ledger, own) }),
    )
    const first = 3 + table.length + 1
    for (const part of ledger.parts) table.push(row(inert(part.name[language], 200), part.values))
    const last = 3 + table.length
    if (ledger.parts.length > 0)
      table.push(
        yearCells({
          name: texts.sum[language],
          unit: label,
          values: ledger.years.map(
            (_, i) => ledger.parts.reduce((sum, { values }) => sum + (values[i] ?? 0), 0) * by,
          ),
          format,
          bold: true,
          formula: (column) => `SUM(${column}${first}:${column}${last})`,
        }),
      )
    table.push(row(texts.use[language], ledger.used))
    if (ledger.freed) table.push(row(texts.freed[language], ledger.freed))
    for (const quota of ledger.quotas) {
      const title = inert(quota.name[language], 200)
      table.push(
        row(fill(texts.quota, title), byYear(quota.limit)),
        row(fill(texts.figure, title), byYear(quota.figure)),
        row(fill(texts.margin, title), byYear(quota.margin), true),
      )
    }
  }
  return yearSheet(
    name,
    material,
    fill(texts.title, inert(result.scenario.title[language], 200)),
    texts.scope[language],
    table,
    years.length,
  )
}
