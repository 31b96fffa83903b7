import type { Text } from '../../text/text.ts'
import { narrow } from '../workbook/amount.ts'
import { unclassified } from './gathered.ts'
import { rowTexts } from './layout.ts'
import type { FoundColumn, FoundSheet } from './recognise.ts'
import type { Words } from './words.ts'
import { Ids, yamlKey, yamlText } from './written.ts'

const guess = ', grade: assumption'

const notes = {
  head: {
    zh: '由 peakzero import 提出。grade: assumption 的都是猜的：看过、对的就去掉等级；one-of 要从中选定一个',
    en: 'Proposed by peakzero import. What is graded assumption is a guess: look at it, and take the grade away where it is right; of one-of choose one',
  },
  electricity: {
    zh: '表里没有说电力按当量还是等价折标；请写一个',
    en: 'the books do not say how electricity is counted in tce; state one',
  },
  hidden: { zh: '隐藏的工作表', en: 'a hidden sheet' },
  column: { zh: '没有对应的商品：写上 of，或改成 ignored', en: 'no commodity: say `of`, or ignored' },
  commodity: { zh: '没有对应的商品', en: 'no commodity' },
  products: {
    zh: '库里可能有对应的过程；不写 process，企业就按统计记录计，不套工艺',
    en: 'processes of the library that may fit; without `process` a firm counts as recorded, by no technology',
  },
  code: { zh: 'GB/T 4754 没有这样的代码', en: 'GB/T 4754 has no such code' },
} satisfies Record<string, Text>

const remark = ({ zh, en }: Text): string => `# ${zh} / ${en}`

/**
 * The map of some books as their words suggest it, in YAML: every guess says so by its grade, what is not clear stands as
 * `one-of` and is never taken, what was not recognised is listed in comments.
 */
export function proposalOf(id: string, sheets: readonly FoundSheet[], words: Words): string {
  const years = sheets.flatMap(({ year }) => (year === undefined ? [] : [year]))
  const electricity = [...new Set(sheets.flatMap((sheet) => (sheet.electricity ? [sheet.electricity] : [])))]
  const last = years.length > 0 ? Math.max(...years) : undefined
  const ids = new Ids('sheet')
  return `${[
    remark(notes.head),
    'kind: import',
    `id: ${yamlKey(id)}`,
    `title: ${yamlText(id)}`,
    ...(last === undefined ? [] : [`prices: ${last}`]),
    'to: 2060',
    'gwp: ar6',
    electricity.length === 1
      ? `electricity: ${electricity[0]}`
      : `# electricity: calorific  ${remark(notes.electricity)}`,
    'sheets:',
    ...sheets.flatMap((sheet) => sheetLines(ids.of(sheet.layout.grid.name || 'table'), sheet)),
    ...meanings(sheets, words),
  ].join('\n')}\n`
}

function sheetLines(id: string, sheet: FoundSheet): readonly string[] {
  const { layout, frame, kind, columns } = sheet
  const lines = [
    `  ${yamlKey(id)}:`,
    `    book: ${yamlText(baseName(layout.book.file))}`,
    ...(layout.book.plain ? [] : [`    sheet: ${yamlText(layout.grid.name)}`]),
    `    table: ${layout.grid.hidden ? 'none' : kind}${layout.grid.hidden ? `  ${remark(notes.hidden)}` : ''}`,
  ]
  if (kind === 'none' || layout.grid.hidden || !frame) return lines
  if (sheet.year !== undefined) lines.push(`    year: ${sheet.year}`)
  if (sheet.firm !== undefined && kind === 'stocks') lines.push(`    firm: ${yamlText(sheet.firm)}`)
  if (kind === 'balance') lines.push(`    quantity: ${sheet.quantity}`)
  lines.push(
    `    header: [${frame.header.from + 1}, ${frame.header.to + 1}]`,
    `    rows: [${frame.rows.from + 1}, ${frame.rows.to + 1}]`,
    '    columns:',
    ...columns.map((column) => columnLine(column)),
  )
  return lines
}

function columnLine(column: FoundColumn): string {
  const { letter, header, role, energies = [], unit, year } = column
  const parts = [`is: ${role}`, `header: ${yamlText(header)}`]
  if (role === 'ignored') return `      ${letter}: { ${parts.join(', ')} }`
  const named = role === 'energy-use' || role === 'standard' || role === 'coefficient'
  if (named && energies.length === 1) parts.push(`of: ${energies[0]}`)
  if (named && energies.length > 1) parts.push(`one-of: [${energies.join(', ')}]`)
  if (unit !== undefined) parts.push(`unit: ${yamlText(unit)}`)
  if (year !== undefined) parts.push(`year: ${year}`)
  const missing = named && energies.length === 0 ? `  ${remark(notes.column)}` : ''
  return `      ${letter}: { ${parts.join(', ')}${named && energies.length === 1 ? guess : ''} }${missing}`
}

/** The values of a column in all rows of a table, each once, in their order. */
function valuesOf(sheet: FoundSheet, role: string): readonly string[] {
  const { frame, layout, columns } = sheet
  if (!frame || layout.grid.hidden) return []
  const found = new Set<string>()
  for (const column of columns)
    if (column.role === role)
      for (let row = frame.rows.from; row <= frame.rows.to; row++) {
        const text = layout.text(row, column.column)
        if (text !== '') found.add(text)
      }
  return [...found]
}

function meanings(sheets: readonly FoundSheet[], words: Words): readonly string[] {
  const lines: string[] = []
  const read = sheets.filter(({ kind }) => kind !== 'none')
  const names = new Set(
    read.filter(({ kind }) => kind === 'stocks').flatMap((sheet) => valuesOf(sheet, 'energy')),
  )
  const energies = [...names].filter((name) => !words.isTotal(name) && !words.isNote(name))
  if (energies.length > 0) lines.push('energies:')
  for (const name of energies) {
    const found = words.energies(name)
    if (found.length === 1) lines.push(`  ${yamlText(name)}: { commodity: ${found[0]}${guess} }`)
    else if (found.length > 1) lines.push(`  ${yamlText(name)}: { one-of: [${found.join(', ')}] }`)
    else lines.push(`  ${yamlText(name)}: {}  ${remark(notes.commodity)}`)
  }
  const firms = read.filter(({ kind }) => kind === 'enterprises')
  const products = [...new Set(firms.flatMap((sheet) => valuesOf(sheet, 'product')))].filter(
    (name) => words.processes(name).length > 0,
  )
  if (products.length > 0) lines.push(remark(notes.products), 'products:')
  for (const name of products)
    lines.push(`  ${yamlText(name)}: { candidates: [${words.processes(name).join(', ')}] }`)
  const codes = [...new Set(read.flatMap((sheet) => valuesOf(sheet, 'industry')).map(narrow))].sort()
  if (codes.length > 0) lines.push('industries:')
  for (const code of codes) {
    const sector = words.sectorOf(code)
    lines.push(
      sector === undefined
        ? `  ${yamlText(code)}: { sector: ${unclassified} }  ${remark(notes.code)}`
        : `  ${yamlText(code)}: { sector: ${sector}${guess} }`,
    )
  }
  return lines
}

export function baseName(path: string): string {
  return path.replace(/^.*[/\\]/, '')
}

/** Rows of a sheet, for people who look at what was not recognised. */
export function firstRows(sheet: FoundSheet, most = 3): readonly string[] {
  const rows: string[] = []
  for (let row = 0; row < sheet.layout.grid.height && rows.length < most; row++) {
    const text = rowTexts(sheet.layout, row).join(' | ')
    if (text !== '') rows.push(text.slice(0, 80))
  }
  return rows
}
