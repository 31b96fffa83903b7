import { inertCharacter } from '../text/inert.ts'
import { characterWidth } from '../text/width.ts'
import { lineAt, locator } from './position.ts'

export interface FrameStyle {
  /** Columns of the terminal, 80 by default; no line is wider. */
  readonly width?: number
  /** `^` under the place itself, `-` under another that matters. */
  readonly mark?: '^' | '-'
}

/** A character of the source line as it is drawn: its text, its columns, whether the caret stands under it. */
interface Cell {
  readonly text: string
  readonly columns: number
  readonly marked: boolean
}

const tab = '    '
/** What stands where something was cut off at the left or right. */
const cut = '…'

function cells(line: string, from: number, to: number): Cell[] {
  const result: Cell[] = []
  let offset = 0
  for (const character of line) {
    const text = character === '\t' ? tab : inertCharacter(character)
    const columns = [...text].reduce((sum, shown) => sum + characterWidth(shown), 0)
    const end = offset + character.length
    result.push({ text, columns, marked: offset < to && end > from })
    offset = end
  }
  return result
}

/** So many characters around a place are drawn at most: a line may be a megabyte long, and no terminal is so wide. */
const drawn = 2_000

/** The cells of a line, of a very long one those around the place, with `…` where it goes on. */
function cellsNear(line: string, from: number, to: number): Cell[] {
  if (line.length <= 2 * drawn) return cells(line, from, to)
  const start = Math.max(0, from - drawn)
  const end = Math.min(line.length, from + drawn)
  const near = cells(line.slice(start, end), from - start, to - start)
  const more: Cell = { text: cut, columns: 1, marked: false }
  return [...(start > 0 ? [more] : []), ...near, ...(end < line.length ? [more] : [])]
}

const columnsOf = (part: readonly Cell[]): number => part.reduce((sum, cell) => sum + cell.columns, 0)

/** The cells that fit into `room` columns, chosen around the first marked one, `…` where something was left out. */
function fitAround(line: readonly Cell[], first: number, room: number): readonly Cell[] {
  if (columnsOf(line) <= room) return line
  const ellipsis: Cell = { text: cut, columns: 1, marked: false }
  const inner = room - 2
  // Show what leads to the caret in at most half the line, more only where nothing follows.
  let start = Math.min(first, line.length)
  let used = 0
  const after = Math.min(columnsOf(line.slice(start)), inner)
  const lead = Math.max(Math.floor(inner / 2), inner - after)
  while (start > 0 && used + (line[start - 1]?.columns ?? 0) <= lead) used += line[--start]?.columns ?? 0
  let end = start
  used = 0
  while (end < line.length && used + (line[end]?.columns ?? 0) <= inner) used += line[end++]?.columns ?? 0
  const shown = line.slice(start, end)
  if (start > 0) shown.unshift(ellipsis)
  if (end < line.length) shown.push(ellipsis)
  return shown
}

/**
 * Draw the line on which a place begins, with a caret under it:
 * ```
 *      |
 *   12 |     capacity: 30 万t
 *      |               ^^^^^^
 * ```
 * Chinese characters are two columns wide, a tab four. Control and invisible characters are made visible (`\x1b`,
 * `<U+202E>`). A line that is too wide is cut around the caret with `…`. A place over several lines is marked to the end of
 * its first, an empty one with one caret. Offsets outside the text are moved to its ends.
 * @returns the lines without a line break at the end.
 */
export function frame(
  text: string,
  at: { readonly start: number; readonly end: number },
  style: FrameStyle = {},
): string {
  const { line } = locator(text)(at.start)
  const source = lineAt(text, line)
  const from = Math.min(Math.max(0, at.start - source.start), source.text.length)
  const to = Math.min(Math.max(from + 1, at.end - source.start), source.text.length)
  const all = cellsNear(source.text, from, to)
  if (from === source.text.length) all.push({ text: ' ', columns: 1, marked: true })
  const number = String(line)
  const gutter = Math.max(4, number.length)
  const first = all.findIndex((cell) => cell.marked)
  const shown = fitAround(all, first, Math.max(20, (style.width ?? 80) - gutter - 3))
  const lead = columnsOf(
    shown.slice(
      0,
      shown.findIndex((cell) => cell.marked),
    ),
  )
  const caret = (style.mark ?? '^').repeat(Math.max(1, columnsOf(shown.filter((cell) => cell.marked))))
  const blank = `${' '.repeat(gutter + 1)}|`
  return [
    blank,
    `${number.padStart(gutter)} | ${shown.map((cell) => cell.text).join('')}`.trimEnd(),
    `${blank} ${' '.repeat(lead)}${caret}`,
  ].join('\n')
}
