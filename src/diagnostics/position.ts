/** A place as editors count it: lines and columns from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The starts of lines of the texts that were asked last: hundreds of positions are asked of a few texts. */
const asked = new Map<string, readonly number[]>()
const mostTexts = 8

function lineStarts(text: string): readonly number[] {
  const known = asked.get(text)
  if (known) return known
  const starts = findLineStarts(text)
  if (asked.size >= mostTexts) asked.clear()
  asked.set(text, starts)
  return starts
}

/** Offsets at which lines start. A line ends with LF, CR LF or a lone CR, as in YAML. */
export function findLineStarts(text: string): readonly number[] {
  const starts = [0]
  if (!text.includes('\r'))
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  else for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length)
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
  let end = starts[line] ?? text.length
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return { start, text: text.slice(start, end) }
}
