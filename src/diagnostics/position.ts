/** A place as editors count it: lines and columns from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The starts of lines of the text that was asked last: hundreds of positions are asked of one text, one after the other. */
let last: { readonly text: string; readonly starts: readonly number[] } | undefined

function lineStarts(text: string): readonly number[] {
  if (last?.text !== text) last = { text, starts: findLineStarts(text) }
  return last.starts
}

/** Offsets at which lines start. A line ends with LF, CR LF or a lone CR, as in YAML. */
export function findLineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1)
  }
  return starts
}

/** Make a function from offsets to positions: for many places in one text. Offsets outside are moved to its ends. */
export function locator(text: string): (offset: number) => Position {
  const starts = lineStarts(text)
  return (offset) => {
    const at = Math.min(Math.max(0, offset), text.length)
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 }
  }
}

/** The line and column (from 1, UTF-16) of an offset. */
export function position(text: string, offset: number): Position {
  return locator(text)(offset)
}

/** One line (from 1) without its line break, and where it starts; `''` at the end where there is no such line. */
export function lineAt(text: string, line: number): { readonly start: number; readonly text: string } {
  const starts = lineStarts(text)
  const start = starts[line - 1] ?? text.length
  const end = starts[line] ?? text.length
  return { start, text: text.slice(start, end).replace(/[\r\n]+$/, '') }
}
