import { isId } from '../../model/field.ts'
import { inert } from '../../text/inert.ts'
import { reservedKeys } from '../keys.ts'

/** A text of anybody's in YAML: always quoted, nothing unseen in it. */
export function yamlText(text: string, limit = 200): string {
  return JSON.stringify(inert(text, limit))
}

/** A key of anybody's in YAML. */
export function yamlKey(text: string): string {
  return /^\p{L}[\p{L}\p{N}_-]*$/u.test(text) && isId(text) ? text : yamlText(text)
}

/** A number as a file says it: to 15 digits, without an exponent. */
export function yamlNumber(value: number): string {
  const text = String(Number(value.toPrecision(15)) + 0)
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

/** What a spreadsheet would compute, or our own reader would take for something else than a text. */
const active = /^[=+\-@\t\r]/

/** A cell of a CSV file that no program computes. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return yamlNumber(value)
  const text = inert(value, 1000)
  const safe = active.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as a CSV file. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('')
}

/** A name for people: what begins like a number, a date or a sign gets a word before it, so that tables read it as text. */
export function plainLabel(name: string): string {
  const text = inert(name.trim().replace(/\s+/g, ' '), 120)
  return /^\p{L}/u.test(text) && !/^(?:n\/?a|nan|null|none|[A-Z][a-z]{2}-\d{2})$/i.test(text)
    ? text
    : `firm ${text}`
}

/** Makes ids from names: letters, digits, `-` and `_` of the name stay; each id is given once, whatever its case. */
export class Ids {
  readonly #given = new Set<string>()
  readonly #fallback: string

  constructor(fallback: string) {
    this.#fallback = fallback
  }

  of(name: string): string {
    const plain = inert(name, 200)
      .normalize('NFKC')
      .replace(/[^\p{L}\p{N}_-]+/gu, '')
      .slice(0, 48)
      .normalize('NFC')
    const base =
      isId(plain) && !reservedKeys.has(plain) ? plain : `${this.#fallback}${plain === '' ? '' : `-${plain}`}`
    const stem = isId(base) ? base : this.#fallback
    for (let n = 1; ; n++) {
      const id = n === 1 ? stem : `${stem}-${n}`
      const folded = id.toLowerCase()
      if (this.#given.has(folded)) continue
      this.#given.add(folded)
      return id
    }
  }
}
