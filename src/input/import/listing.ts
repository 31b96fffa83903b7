import type { Span } from '../../diagnostics/span.ts'
import type { ImportMap } from '../../model/import-map.ts'
import type { Text } from '../../text/text.ts'
import type { Written } from './baseline.ts'
import type { Fuel, Gathered, Guess, LeftOut, Sum } from './gathered.ts'
import type { ImportedTotal } from './imported-totals.ts'
import type { Modelled } from './modelled.ts'
import { csvText } from './written.ts'

/** What an import saw: sums held against the books, what was left out and why, what was guessed. */
export interface Listing {
  readonly units: number
  readonly figures: number
  readonly sums: readonly Sum[]
  readonly left: readonly (LeftOut & { readonly reason: Text })[]
  readonly guesses: readonly Guess[]
}

/** Why something is not in the baseline. */
const reasons = {
  date: { zh: '日期', en: 'a date' },
  'formula-error': { zh: '公式出错', en: 'a failed formula' },
  'formula-empty': { zh: '公式没有结果', en: 'a formula without result' },
  unread: { zh: '不是数', en: 'no number' },
  skipped: { zh: '对照表不要的行', en: 'a row that the map skips' },
  part: { zh: '其中项，已在上一行里', en: 'a part of the row above' },
  heading: { zh: '标题行', en: 'a heading' },
  'no-name': { zh: '没有企业名称', en: 'no name of a firm' },
  'no-year': { zh: '没有年份', en: 'no year' },
  doubled: { zh: '重复的企业', en: 'a firm listed twice' },
  repeated: { zh: '重复写的用能', en: 'energy printed twice' },
  negative: { zh: '负数', en: 'negative' },
  merged: { zh: '被合并单元格盖住', en: 'hidden by a merged range' },
  sheet: { zh: '没有读的工作表', en: 'a sheet that was not read' },
  unmapped: { zh: '没有对应的商品', en: 'no commodity' },
  'no-unit': { zh: '没有单位', en: 'no unit' },
  'value-added-later': { zh: '基准年以后的增加值', en: 'value added after the base year' },
  column: { zh: '没有读的列', en: 'a column that was not read' },
  'in-balance': { zh: '留在平衡表的余量里', en: 'left in the rest of the balance' },
  row: { zh: '没有读的行', en: 'a row that was not read' },
  outside: { zh: '表的范围以外的行', en: 'rows outside the table' },
  sum: { zh: '分品种已计', en: 'counted by its parts' },
  capacity: { zh: '产能只列出，没有用', en: 'capacity: listed, not used' },
  check: { zh: '只用来核对', en: 'used to check only' },
} satisfies Record<string, Text>

/** The files of tables beside the baseline, and the listing for people. */
export function listingOf(
  gathered: Gathered,
  modelled: readonly Modelled[],
  totals: readonly ImportedTotal[],
  map: ImportMap,
  fuel: (id: string) => Fuel | undefined,
): { readonly files: readonly Written[]; readonly listing: Listing } {
  const parts = [...modelled.map(({ cells }) => cells), gathered]
  const figures = parts.flatMap((part) => part.figures)
  const outputs = parts.flatMap((part) => part.outputs)
  const values = parts.flatMap((part) => part.values)
  const guesses = [...guessesOf(map, figures), ...gathered.guesses]
  const left = [...gathered.left, ...laterValues(gathered), ...unusedCapacities(gathered)]
  const unitOf = (commodity: string) =>
    fuel(commodity)?.unit ?? (commodity.startsWith('energy-') ? 'tce' : 't')
  type Cell = { readonly unit: string; readonly year: number; readonly amount: number; readonly at: Span }
  const cell = ({ unit, year, amount, at }: Cell, what: string, use: string, measure: string) => [
    ...[gathered.units.get(unit)?.name ?? unit, year, what, use, amount, measure, at.file],
  ]
  const table = (name: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]) => ({
    name: `${map.id.id}-${name}.csv`,
    content: csvText([head, ...rows]),
  })
  return {
    files: [
      table(
        'cells',
        ['unit', 'year', 'what', 'use', 'amount', 'measure', 'cell'],
        [
          ...figures.map((one) => cell(one, one.commodity, one.use, unitOf(one.commodity))),
          ...outputs.map((one) => cell(one, one.product, 'counted', one.measure)),
          ...values.map((one) => cell(one, 'value-added', 'value', canonicalMoney)),
        ],
      ),
      table(
        'reconciliation',
        ['what', 'unit', 'printed', 'read', 'difference', 'agrees', 'cell'],
        [
          ...gathered.sums.map(({ what, unit, printed, read, agrees, where }) => [
            ...[what, unit, printed, read, printed - read, agrees ? 'yes' : 'no', where.file],
          ]),
          ...totals.map(({ name, model, year, amount, unit }) => [
            ...[`${name.zh} ${year} (${model})`, unit, amount, amount, 0, 'baseline', ''],
          ]),
        ],
      ),
      table(
        'left-out',
        ['cell', 'why', 'what', 'amount', 'unit'],
        left.map(({ at, why, what, amount, unit }) => [at.file, why, what, amount ?? '', unit ?? '']),
      ),
      table(
        'guesses',
        ['place', 'what', 'taken as', 'grade'],
        guesses.map(({ at, what, as }) => [at.file, what, as, 'assumption']),
      ),
    ],
    listing: {
      units: gathered.units.size,
      figures: figures.length + outputs.length + values.length,
      sums: gathered.sums,
      left: left.map((item) => ({ ...item, reason: reasons[item.why as keyof typeof reasons] })),
      guesses,
    },
  }
}

/** What a map itself calls an assumption, and what every import assumes. */
function guessesOf(map: ImportMap, figures: Gathered['figures']): readonly Guess[] {
  const at = map.id.at
  const found: Guess[] = []
  for (const [id, sheet] of Object.entries(map.sheets))
    for (const [letter, column] of Object.entries(sheet.columns ?? {}))
      if (column.grade === 'assumption')
        found.push({
          at,
          what: `${id} ${letter} ${column.header ?? ''}`.trim(),
          as: column.of?.id ?? column.is,
        })
  for (const [name, meaning] of Object.entries(map.energies ?? {}))
    if (meaning.grade === 'assumption' && meaning.commodity)
      found.push({ at, what: name, as: meaning.commodity.id })
  for (const [name, { grade, process }] of [
    ...Object.entries(map.products ?? {}),
    ...Object.entries(map.firms ?? {}),
  ])
    if (grade === 'assumption') found.push({ at, what: name, as: process.id })
  for (const [code, placement] of Object.entries(map.industries ?? {}))
    if (placement.grade === 'assumption')
      found.push({
        ...{ at, what: `GB/T 4754 ${code}` },
        as: [placement.sector.id, placement.process?.id ?? ''].join(' ').trim(),
      })
  const gases = new Set(figures.flatMap(({ commodity }) => (gasOf(commodity) ? [commodity] : [])))
  for (const commodity of gases) found.push({ at, what: `m3 of ${commodity}`, as: 'Nm3' })
  return found
}

const gases: ReadonlySet<string> = new Set([
  'natural-gas',
  'coke-oven-gas',
  'blast-furnace-gas',
  'converter-gas',
  'hydrogen',
])
const gasOf = (commodity: string): boolean => gases.has(commodity)

/** The format holds value added of one year: later ones are listed. */
function laterValues({ values, figures, outputs, units }: Gathered): readonly LeftOut[] {
  const base = Math.min(...[...figures, ...outputs, ...values].map(({ year }) => year))
  return values
    .filter(({ year }) => year !== base)
    .map(({ unit, year, amount, at }) => ({
      at,
      why: 'value-added-later',
      what: `${units.get(unit)?.name ?? unit} ${year}`,
      amount,
      unit: canonicalMoney,
    }))
}

const canonicalMoney = '\u4e07\u5143'

/** A recorded unit has no capacity in tonnes: what the books state is listed. */
function unusedCapacities({ capacities, units }: Gathered): readonly LeftOut[] {
  return capacities.map(({ unit, product, amount, measure, at }) => ({
    at,
    why: 'capacity',
    what: `${units.get(unit)?.name ?? unit} ${product}`.trim(),
    amount,
    unit: measure,
  }))
}
