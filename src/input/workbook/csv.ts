import { type Book, type Cell, gridOf } from './grid.ts'
import { bookLimits, Refusal, refusals, within } from './refusal.ts'

/** How the bytes of a text were read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/**
 * The text of a CSV file: by its BOM, else UTF-8 where it is valid, else GB18030 (which holds GBK and GB 2312) where that is
 * valid and looks like Chinese. UTF-16 without a BOM is known by its zeros.
 * @throws Refusal
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return strictly(bytes, 'utf-8')
  if (a === 0xff && b === 0xfe) return strictly(bytes, 'utf-16le')
  if (a === 0xfe && b === 0xff) return strictly(bytes, 'utf-16be')
  const head = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]!++
  })
  if (zeros[0]! + zeros[1]! > 0) {
    if (zeros[1]! > head.length / 8 && zeros[0] === 0) return strictly(bytes, 'utf-16le')
    if (zeros[0]! > head.length / 8 && zeros[1] === 0) return strictly(bytes, 'utf-16be')
    throw new Refusal(refusals.noBook)
  }
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      return strictly(bytes, encoding)
    } catch {
      // The next one.
    }
  }
  throw new Refusal(refusals.text)
}

function strictly(bytes: Uint8Array, encoding: Encoding): { text: string; encoding: Encoding } {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    throw new Refusal(refusals.text)
  }
}

/** The separator of a CSV file: the one that stands most often in its first lines outside of quotes. */
function separatorOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const counts = [',', '\t', ';', '\uff0c'].map((sign) => [sign, head.split(sign).length] as const)
  const [best] = counts.sort((x, y) => y[1] - x[1])
  return best?.[0] ?? ','
}

/**
 * Read a CSV file as a sheet of texts: quotes as in RFC 4180, rows of any length, any line ends.
 * @throws Refusal
 */
export function readCsv(bytes: Uint8Array, file: string): Book {
  const { text } = decodeText(bytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text does not hold them
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 4096))) throw new Refusal(refusals.noBook)
  const separator = separatorOf(text)
  const cells: Cell[] = []
  let row = 0
  let column = 0
  let at = text.startsWith('\ufeff') ? 1 : 0
  const put = (found: string) => {
    if (found.trim() === '') return
    within(cells.length + 1, bookLimits.cells, file)
    within(row + 1, bookLimits.rows, file)
    within(column + 1, bookLimits.columns, file)
    cells.push({ row, column, value: { kind: 'text', text: found.slice(0, bookLimits.text) } })
  }
  const stop = new RegExp(`[${separator}\\r\\n]`, 'g')
  while (at < text.length) {
    if (text[at] === '"') {
      let value = ''
      for (at++; ; ) {
        const close = text.indexOf('"', at)
        if (close < 0) throw new Refusal(refusals.quote, `${row + 1}`)
        value += text.slice(at, close)
        at = close + 1
        if (text[at] !== '"') break
        value += '"'
        at++
      }
      stop.lastIndex = at
      const end = stop.exec(text)?.index ?? text.length
      put(value + text.slice(at, end))
      at = end
    } else {
      stop.lastIndex = at
      const end = stop.exec(text)?.index ?? text.length
      put(text.slice(at, end))
      at = end
    }
    if (text[at] === separator) column++
    else {
      row++
      column = 0
      if (text[at] === '\r' && text[at + 1] === '\n') at++
    }
    at++
  }
  return { file, plain: true, sheets: [gridOf('', false, cells, [], new Set())] }
}
