import { characterWidth, displayWidth, truncateWidth } from '../text/width.ts'
import type { Ink, Role } from './ink.ts'

/** One cell: its text and what it is for. */
export interface Cell {
  readonly text: string
  readonly role?: Role | undefined
}

export interface Column {
  /** Names left, numbers right. */
  readonly side: 'left' | 'right'
  /** Columns at least; default none. */
  readonly least?: number
  /** Columns at most: what is wider is cut. Never for numbers. */
  readonly most?: number
  /** Blanks before it. */
  readonly gap: number
}

/** The width of each column: its widest cell, within its bounds. */
export function columnWidths(rows: readonly (readonly Cell[])[], columns: readonly Column[]): number[] {
  return columns.map(({ least = 0, most = Number.POSITIVE_INFINITY }, i) => {
    const widest = rows.reduce((width, row) => Math.max(width, displayWidth(row[i]?.text ?? '')), 0)
    return Math.min(most, Math.max(least, widest))
  })
}

/** Lay cells out in lines, one a row, with no blanks at the end. */
export function layout(rows: readonly (readonly Cell[])[], columns: readonly Column[], ink: Ink): string[] {
  const widths = columnWidths(rows, columns)
  return rows.map((row) => {
    let last = row.length - 1
    while (last > 0 && row[last]?.text === '') last--
    const parts = row.slice(0, last + 1).map((cell, i) => {
      const column = columns[i]
      const width = widths[i] ?? 0
      if (!column) return cell.text
      const text = truncateWidth(cell.text, width, ink.cut)
      // The blanks stand outside the colour, so that nothing but the text is dressed.
      const blanks = ' '.repeat(width - displayWidth(text))
      const after = i === last ? '' : blanks
      const shown = ink.paint(cell.role, text)
      return ' '.repeat(column.gap) + (column.side === 'left' ? shown + after : blanks + shown)
    })
    return parts.join('')
  })
}

/** Signs that never begin a line in Chinese, and those that never end one. */
const closing = /^[，。、；：！？）》」』”’%…]/u
const opening = /[（《「『“‘]$/u

/** Holds a figure and its unit together (report.md 4): behind it a piece goes on to the next blank or sign. */
export const bond = '\u202f'
const ends = /[ ，。、；：！？）]$/u

function breakable(last: string, character: string): boolean {
  if (character === ' ' || closing.test(character) || opening.test(last)) return false
  if (last.includes(bond)) return ends.test(last)
  return characterWidth(character) === 2 || last.endsWith(' ') || characterWidth([...last].at(-1) ?? '') === 2
}

/** Pieces of a text between which a line may be broken: words, figures with units, and single Chinese characters. */
function pieces(text: string): string[] {
  const found: string[] = []
  for (const character of text) {
    const last = found.at(-1)
    if (last === undefined || (character !== bond && breakable(last, character))) found.push(character)
    else found[found.length - 1] = last + character
  }
  return found
}

/** Break a text into lines of at most `width` columns, between words or Chinese characters; longer words are cut through. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text)) {
    if (displayWidth(line + piece.trimEnd()) <= width) {
      line += piece
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    line = ''
    for (const character of piece) {
      if (displayWidth(line + character) > width && line !== '') {
        lines.push(line.trimEnd())
        line = ''
      }
      line += character
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** A head on the left and what belongs to it wrapped on its right, lines below the first set in. */
export function hanging(head: string, text: string, width: number): string[] {
  const indent = displayWidth(head)
  const [first = '', ...rest] = wrap(text, Math.max(20, width - indent))
  return [(head + first).trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)]
}
