import type { ImportWords } from '../../model/import-words.ts'
import { parseUnit, type Unit } from '../../quantity/unit.ts'
import type { Text } from '../../text/text.ts'
import { narrow } from '../workbook/amount.ts'

/** What a word may mean, and how long the word was that said so: longer words say more. */
export interface Meaning<T> {
  readonly is: T
  readonly length: number
}

export interface SectorWords {
  readonly id: string
  readonly name: Text
  readonly parent?: string
}

/** The words of tables, ready to be asked. */
export interface Words {
  /** Roles of a column by its header: the one whose word is the longest that the header contains. */
  role(header: string): Meaning<string> | undefined
  /** Commodities that a name may mean; several where the word says too little. */
  energies(name: string): readonly string[]
  /** Names whose sum the named fuel is. */
  parts(name: string): readonly string[]
  isTotal(name: string): boolean
  /** Whether a part of a header says another year, a change, a share or a plan: figures that are not those of the table. */
  isBeside(part: string): boolean
  isPart(name: string): boolean
  /** Whether a line above a table bears a date that is not the year of the table. */
  isOtherDate(text: string): boolean
  isNote(text: string): boolean
  isNumbering(text: string): boolean
  table(title: string): 'balance' | 'stocks' | 'enterprises' | undefined
  electricity(text: string): 'calorific' | 'equivalent' | undefined
  quantity(text: string): 'physical' | 'standard' | undefined
  /** A unit as a header writes it, in our spelling; undefined where it is none. */
  unit(text: string): { readonly text: string; readonly unit: Unit } | undefined
  /** What a row of a balance is. */
  balance(name: string): string | undefined
  carbon(conversion: string): 'burnt' | 'emitted' | 'stored'
  /** The sector of a GB/T 4754 code; undefined where no division begins like it. */
  sectorOf(code: string): string | undefined
  readonly sectors: ReadonlyMap<string, SectorWords>
  /** Processes that may make a product. */
  processes(product: string): readonly string[]
}

const parentheses = /[（(〔［[【][^（）()〔〕［］[\]【】]*[）)〕］\]】]/gu

/** Numbering of chapters and lists at the beginning of a name, in all the ways in which tables number. */
const numbering =
  /^(?:[\p{Nl}\p{No}\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]+[\u3001.:]|\d+[\u3001.:)](?!\d))+/u

/** A name as it is compared: narrow, small, without blanks, numbering, units in parentheses, marks. */
export function plainName(text: string): string {
  return narrow(text.replace(parentheses, ''))
    .replace(numbering, '')
    .replace(/^[#*\u203b]+|[:;,.*#\u3001\u3002\u203b]+$/gu, '')
    .toLowerCase()
}

/** What stands in parentheses in a header, each without them. */
export function inParentheses(text: string): readonly string[] {
  return [...text.matchAll(parentheses)].map(([found]) => narrow(found.slice(1, -1)))
}

type Lists = Readonly<Record<string, readonly { readonly text: string }[]>>

/** Names by word; a word may stand under several. */
function byWord(lists: Lists): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const [name, words] of Object.entries(lists))
    for (const { text } of words) {
      const key = plainName(text)
      found.set(key, [...(found.get(key) ?? []), name])
    }
  return found
}

function longest(map: ReadonlyMap<string, readonly string[]>): (text: string) => Meaning<string> | undefined {
  const sorted = [...map].sort(([a], [b]) => b.length - a.length)
  return (text) => {
    const plain = plainName(text)
    const exact = map.get(plain)
    if (exact) return { is: exact[0]!, length: plain.length + 1 }
    const found = sorted.find(([word]) => plain.includes(word))
    return found && { is: found[1][0]!, length: found[0].length }
  }
}

/** Makes the words ready. */
export function wordsOf(declared: ImportWords): Words {
  const role = longest(byWord(declared.columns))
  const energies = byWord(declared.energies)
  const sums = new Map(
    Object.entries(declared.sums).map(([name, words]) => [
      plainName(name),
      words.map(({ text }) => plainName(text)),
    ]),
  )
  const set = (list: readonly { readonly text: string }[]) => new Set(list.map(({ text }) => plainName(text)))
  const totals = set(declared.totals)
  const alone = set(declared.beside['alone'] ?? [])
  const besides = (declared.beside['within'] ?? []).map(({ text }) => narrow(text))
  const sumsOfYear = (declared.beside['not'] ?? []).map(({ text }) => narrow(text))
  const otherDates = declared['other-dates'].map(({ text }) => narrow(text))
  const partWords = declared['of-which'].map(({ text }) => narrow(text))
  const notes = declared.notes.map(({ text }) => narrow(text))
  const signs = set(declared.numbering)
  const tables = Object.entries(declared.tables)
  const balance = byWord(declared.balance)
  const aliases = new Map(
    Object.entries(declared.units).flatMap(([written, [ours]]) =>
      ours ? [[written, ours.text] as const] : [],
    ),
  )
  const products = new Map(Object.entries(declared.products).map(([name, list]) => [plainName(name), list]))
  const within = (lists: Lists) => (text: string) => {
    const plain = narrow(text)
    return Object.entries(lists).find(([, words]) =>
      words.some((word) => plain.includes(narrow(word.text))),
    )?.[0]
  }
  const conventions = Object.entries(declared.electricity).map(
    ([is, words]) => [is, within({ [is]: words })] as const,
  )
  // A line that names both says nothing.
  const electricity = (text: string) => {
    const said = conventions.filter(([, names]) => names(text) !== undefined)
    return said.length === 1 ? said[0]![0] : undefined
  }
  const quantity = within(declared.quantity)
  const codes = Object.entries(declared.sectors)
    .flatMap(([id, { codes: list }]) => (list ?? []).map(({ text }) => [text, id] as const))
    .sort(([a], [b]) => b.length - a.length)
  return {
    role,
    energies: (name) => energies.get(plainName(name)) ?? [],
    parts: (name) => sums.get(plainName(name)) ?? [],
    isTotal: (name) => {
      const plain = plainName(name)
      return totals.has(plain) || [...totals].some((word) => word.length > 1 && plain.endsWith(word))
    },
    isBeside: (part) => {
      if (alone.has(plainName(part))) return true
      const rest = sumsOfYear.reduce((text, word) => text.replaceAll(word, ''), narrow(part))
      return besides.some((word) => rest.includes(word))
    },
    isOtherDate: (text) => otherDates.some((word) => narrow(text).includes(word)),
    isPart: (name) => {
      const plain = narrow(name)
      return partWords.some((word) => plain.startsWith(word))
    },
    isNote: (text) => {
      const plain = narrow(text)
      return notes.some((word) => new RegExp(`^${word}(?:\\d*[:.\u3001]|$)`, 'u').test(plain))
    },
    isNumbering: (text) => signs.has(plainName(text)) || /^\d{1,2}$|^[A-Z]$/.test(narrow(text)),
    table: (title) => {
      const plain = narrow(title).toLowerCase()
      const found = tables.find(([, words]) =>
        words.some(({ text }) => plain.includes(narrow(text).toLowerCase())),
      )
      return found?.[0] as 'balance' | 'stocks' | 'enterprises' | undefined
    },
    electricity: (text) => electricity(text) as 'calorific' | 'equivalent' | undefined,
    quantity: (text) => quantity(text) as 'physical' | 'standard' | undefined,
    unit: (text) => {
      const plain = narrow(text)
      for (const piece of [plain, ...plain.split(/[,;\u3001]/)]) {
        const ours = aliases.get(piece) ?? piece
        const unit = ours === '' ? undefined : parseUnit(ours)
        if (unit && !('unknown' in unit)) return { text: ours, unit }
      }
      return undefined
    },
    balance: (name) => balance.get(plainName(name))?.[0],
    carbon: (conversion) =>
      Object.hasOwn(declared.conversions, conversion) ? declared.conversions[conversion]! : 'emitted',
    sectorOf: (code) => {
      const digits = /^[A-T]?(\d{2,4})$/.exec(narrow(code))?.[1]
      return digits === undefined ? undefined : codes.find(([start]) => digits.startsWith(start))?.[1]
    },
    sectors: new Map(
      Object.entries(declared.sectors).map(([id, { name, parent }]) => [
        id,
        { id, name, ...(parent ? { parent: parent.id } : {}) },
      ]),
    ),
    processes: (product) => (products.get(plainName(product)) ?? []).map(({ id }) => id),
  }
}
