import type { Text } from '../../text/text.ts'
import { narrow } from '../workbook/amount.ts'
import { nameOf } from './balance.ts'
import { unclassified } from './gathered.ts'
import { captionOf } from './layout.ts'
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
  standard: { zh: '标准量表；同一年的实物量表已读', en: 'in tce; the physical table of the year is read' },
  column: { zh: '没有对应的商品：写上 of，或改成 ignored', en: 'no commodity: say `of`, or ignored' },
  commodity: { zh: '没有对应的商品', en: 'no commodity' },
  products: {
    zh: '企业按统计记录计，不套工艺；要按工艺建模，去掉下面的 #，选一个过程（单个企业写在 firms: 里，全行业写在 industries: 里）',
    en: 'firms count as recorded, by no technology; to model them take the # away and choose a process (of one firm alone: firms:, of an industry: industries:)',
  },
  row: { zh: '认不出这一行，没有读', en: 'not recognised, not read' },
  turned: {
    zh: '能源在行、项目在列：这几行转过来读，下面的行列是转过以后的',
    en: 'fuels in rows, items in columns: these rows are read turned, and rows and columns below are of the turned table',
  },
  unknown: { zh: '认不出这一列，没有读', en: 'not recognised, not read' },
  again: {
    zh: '同一品种前面已有一列：要相加就写 of，不要就写 is: ignored',
    en: 'the same fuel stands in a column before: to add them say `of`, else is: ignored',
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
    ...sheets.flatMap((sheet) =>
      sheetLines(ids.of(sheet.layout.grid.name || 'table'), sheet, words, printedTwice(sheet, sheets)),
    ),
    ...meanings(sheets, words),
  ].join('\n')}\n`
}

/** A balance in tce whose year has one in physical quantities beside it. */
function printedTwice(sheet: FoundSheet, sheets: readonly FoundSheet[]): boolean {
  const other = (one: FoundSheet) => one.kind === 'balance' && !one.standard && one.year === sheet.year
  return sheet.standard && sheets.some(other)
}

function sheetLines(id: string, sheet: FoundSheet, words: Words, twice: boolean): readonly string[] {
  const { layout, frame, kind, columns } = sheet
  const why = layout.grid.hidden ? notes.hidden : twice ? notes.standard : undefined
  const lines = [
    `  ${yamlKey(id)}:`,
    `    book: ${yamlText(baseName(layout.book.file))}`,
    ...(layout.book.plain ? [] : [`    sheet: ${yamlText(layout.grid.name)}`]),
    `    table: ${why ? 'none' : kind}${why ? `  ${remark(why)}` : ''}`,
  ]
  if (kind === 'none' || why || !frame) return lines
  if (sheet.year !== undefined) lines.push(`    year: ${sheet.year}`)
  if (sheet.firm !== undefined && kind === 'stocks') lines.push(`    firm: ${yamlText(sheet.firm)}`)
  if (sheet.turned)
    lines.push(`    turned: [${sheet.turned.from + 1}, ${sheet.turned.to + 1}]  ${remark(notes.turned)}`)
  lines.push(
    `    header: [${frame.header.from + 1}, ${frame.header.to + 1}]`,
    `    rows: [${frame.rows.from + 1}, ${frame.rows.to + 1}]`,
    '    columns:',
    ...columns.map((column) => columnLine(column)),
    ...sheet.unknown.map(
      ({ letter, header }) => `      # ${letter}: ${yamlText(header)}  ${remark(notes.unknown)}`,
    ),
  )
  if (kind === 'balance') lines.push('    lines:', ...balanceLines(sheet, words))
  return lines
}

/** Roles of rows that only hold others together, and what is used where. */
const frames: ReadonlySet<string> = new Set([
  ...['supply', 'production', 'inflow', 'outflow', 'stock-change', 'conversion', 'losses', 'final'],
  ...['difference', 'consumption'],
])
const sectors: Readonly<Record<string, string>> = {
  agriculture: 'agriculture',
  industry: 'industry',
  construction: 'construction',
  transport: 'transport',
  trade: 'services',
  'other-services': 'services',
  homes: 'homes',
}
/** The branches of an economy: where their parts stand beside them they are sums of these. */
const branches: Readonly<Record<string, { readonly parts: readonly string[]; readonly sector: string }>> = {
  secondary: { parts: ['industry', 'construction'], sector: 'industry' },
  tertiary: { parts: ['transport', 'trade', 'other-services'], sector: 'services' },
}
const conversionSectors: Readonly<Record<string, string>> = {
  'thermal-power': 'power-heat',
  'heat-supply': 'power-heat',
  washing: 'coal-mining',
  coking: 'coking',
  refining: 'refining',
}

/** What each row of a balance is; a row whose name says nothing stays out and is listed by the import. */
function balanceLines({ layout, frame, columns }: FoundSheet, words: Words): readonly string[] {
  if (!frame) return []
  const fuels = columns.filter(({ role }) => role === 'energy-use').map(({ column }) => ({ index: column }))
  const lines: string[] = []
  const one = (name: string) => words.balance(name.replace(/^\s*\u5176\u4e2d\s*[:\uff1a]?/u, ''))
  // A name of several levels is that of its last; a sum among them is that of the first.
  const roleOf = (name: string) => {
    const pieces = name.split(' ')
    const last = pieces.at(-1)!
    return one(name) ?? (words.isTotal(last) ? one(pieces[0]!) : one(last))
  }
  const roles = new Set<string | undefined>()
  for (let row = frame.rows.from; row <= frame.rows.to; row++)
    roles.add(roleOf(nameOf({ layout }, row, fuels)))
  for (let row = frame.rows.from; row <= frame.rows.to; row++) {
    const name = nameOf({ layout }, row, fuels)
    if (name === '') continue
    const role = roleOf(name)
    const header = `header: ${yamlText(name)}`
    const put = (rest: string) => lines.push(`      ${row + 1}: { ${rest}, ${header} }`)
    if (role === undefined) lines.push(`      # ${row + 1}: ${yamlText(name)}  ${remark(notes.row)}`)
    else if (role === 'losses') put('is: losses, sector: losses')
    else if (frames.has(role)) put(`is: ${role}`)
    else if (branches[role])
      put(
        branches[role].parts.some((part) => roles.has(part))
          ? 'is: part'
          : `is: use, sector: ${branches[role].sector}`,
      )
    else if (role === 'industry-feedstock')
      put('is: feedstock, sector: industry, carbon: stored, grade: assumption')
    else if (role === 'urban-homes' || role === 'rural-homes') put('is: part')
    else if (sectors[role] !== undefined) put(`is: use, sector: ${sectors[role]}`)
    else {
      const sector = conversionSectors[role] ?? 'industry'
      put(`is: convert, sector: ${sector}, carbon: ${words.carbon(role)}, grade: assumption`)
    }
  }
  return lines
}

function columnLine(column: FoundColumn): string {
  const { letter, header, role, energies = [], unit, year, unitGuessed, again } = column
  const parts = [`is: ${role}`, `header: ${yamlText(header)}`]
  if (role === 'ignored') return `      ${letter}: { ${parts.join(', ')} }`
  const named = energies.length > 0 || role === 'energy-use' || role === 'standard'
  if (named && energies.length === 1 && !again) parts.push(`of: ${energies[0]}`)
  if (named && (energies.length > 1 || again)) parts.push(`one-of: [${energies.join(', ')}]`)
  if (unit !== undefined) parts.push(`unit: ${yamlText(unit)}`)
  if (year !== undefined) parts.push(`year: ${year}`)
  const missing = named && energies.length === 0 ? `  ${remark(notes.column)}` : ''
  const guessed = unitGuessed === true || (named && energies.length === 1)
  if (again) return `      ${letter}: { ${parts.join(', ')} }  ${remark(notes.again)}`
  return `      ${letter}: { ${parts.join(', ')}${guessed ? guess : ''} }${missing}`
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

/** Industries that lines above a form name, one a firm. */
function captionIndustries({ kind, layout, frame }: FoundSheet, words: Words): readonly string[] {
  if (!frame || kind !== 'stocks') return []
  const found: string[] = []
  for (let row = frame.from; row <= frame.rows.to; row++)
    found.push(captionOf(layout, row, words).industry ?? '')
  return found.filter((text) => text !== '')
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
  if (products.length > 0) lines.push(remark(notes.products), '# products:')
  for (const name of products) {
    const [first = '', ...others] = words.processes(name)
    const or = others.length > 0 ? `  # ${others.join(', ')}` : ''
    lines.push(`#   ${yamlText(name)}: { process: ${first}${guess} }${or}`)
  }
  const written = read.flatMap((sheet) => [
    ...valuesOf(sheet, 'industry'),
    ...captionIndustries(sheet, words),
  ])
  const codes = [...new Set(written.map(narrow))].sort()
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
