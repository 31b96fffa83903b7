/** Signs that a spreadsheet takes for the start of a formula; a text that begins so gets an apostrophe. Full-width twins too. */
const formula = /^[=+\-−@\t\r＝＋－＠]/u

/** A cell of text: never a formula, quoted where it holds a comma, a quote or a line break (RFC 4180). */
export function textCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A number as it stands in the result; nothing is rounded twice. */
export function numberCell(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value}: no result may hold it`)
  return String(value + 0)
}

/** One line of cells. */
export function line(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? numberCell(cell) : textCell(cell))).join(',')}\n`
}
