import type { Reason } from '../../diagnostics/reasons.ts'
import { fullWidth, visible } from '../characters.ts'
import { fullWidthOffset, type Hearing, limits, lineEnd, lineStart } from './hearing.ts'

/** An error as the library tells it. */
export type YamlError = {
  readonly code: string
  readonly pos: readonly [number, number]
  readonly message: string
}

/** Turn the parser's errors into ours; true when there was any. */
export function syntax(hearing: Hearing, errors: readonly YamlError[]): boolean {
  const lines = new Set<number>()
  const deep = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION')
  let first = Number.POSITIVE_INFINITY
  for (const error of deep ? [deep] : errors.slice(0, 1_000)) {
    const line = lineStart(hearing.text, error.pos[0])
    first = Math.min(first, line)
    if (lines.has(line)) continue
    const place = explain(hearing, error)
    const begin = lineStart(hearing.text, place.start)
    first = Math.min(first, begin)
    if (lines.has(begin)) continue
    lines.add(line).add(begin)
    if (lines.size > 2 * limits.perCode) break
    place.report()
    if (error.message.startsWith('Missing closing')) break
  }
  // The line before a broken one may only seem to have no value.
  while (first > 0 && first < hearing.text.length) {
    first = lineStart(hearing.text, first - 1)
    if (hearing.text.slice(first, lineEnd(hearing.text, first)).trim() !== '') break
  }
  hearing.until = first
  return errors.length > 0
}

/** Where an error of the parser lies, and how it is told there. */
function explain(hearing: Hearing, error: YamlError): { readonly start: number; report: () => void } {
  const { text } = hearing
  const [start, stop] = error.pos
  const begin = lineStart(text, start)
  const end = Math.max(start + 1, Math.min(stop, lineEnd(text, start)))
  const line = text.slice(begin, lineEnd(text, start))
  const because = (reason: Reason, more?: Readonly<Record<string, string>>, from = start, to = end) => ({
    start: from,
    report: () => hearing.yamlReason(from, to, reason, more),
  })
  if (error.code === 'RESOURCE_EXHAUSTION') {
    return { start, report: () => hearing.diagnose('E0103', hearing.at(start, end), { limit: limits.depth }) }
  }
  if (error.code === 'MULTIPLE_DOCS') {
    return { start, report: () => hearing.diagnose('E0107', hearing.at(start, Math.min(end, start + 3)), {}) }
  }
  const indent = /^[ \t]*/.exec(line)?.[0] ?? ''
  if (error.code === 'TAB_AS_INDENT' || indent.includes('\t')) {
    const tab = indent.includes('\t') ? begin + indent.indexOf('\t') : start
    return { start: tab, report: () => hearing.diagnose('E0118', hearing.at(tab, tab + 1), {}) }
  }
  if (error.message.startsWith('Missing closing')) {
    const quote = error.message.includes('"') ? '"' : "'"
    let open = text.lastIndexOf(quote, start)
    while (open > 0 && !/[\s:,[{]/.test(text[open - 1] ?? '')) open = text.lastIndexOf(quote, open - 1)
    return because('quote-open', {}, Math.max(open, 0), Math.max(open, 0) + 1)
  }
  const expression = /(?:^[ \t]*|[:,\-[{][ \t]+)(=[^\n]*)$/.exec(line)
  if (expression?.[1]) {
    const from = begin + line.length - expression[1].length
    const found = expression[1].trim().replace(/\s*[}\]]+$/, '')
    const place = hearing.at(from, from + found.length)
    return { start: from, report: () => hearing.diagnose('E0210', place, { found }) }
  }
  const wide = fullWidthOffset(line)
  if (wide >= 0) {
    const character = line[wide] ?? ''
    const place = hearing.at(begin + wide, begin + wide + 1)
    const args = { character: visible(character), instead: fullWidth.get(character) ?? '' }
    return { start: begin + wide, report: () => hearing.diagnose('E0117', place, args) }
  }
  switch (error.code) {
    case 'KEY_OVER_1024_CHARS':
      return because('key-too-long', {}, start, start + 1)
    case 'MISSING_CHAR':
      return because(/[}\]]/.test(error.message) ? 'bracket-open' : 'colon-missing')
    case 'MULTILINE_IMPLICIT_KEY':
      return because('colon-missing')
    case 'BAD_INDENT':
      if (error.message.startsWith('Flow')) return because('bracket-open')
      return because('indent', {}, begin + indent.length, begin + indent.length + 1)
    case 'BLOCK_AS_IMPLICIT_KEY':
      return because('colon-in-value')
    case 'BLOCK_IN_FLOW':
      return because('flow-colon')
    case 'BAD_SCALAR_START':
      return because('scalar-start', { character: text[start] ?? '' })
    case 'BAD_DQ_ESCAPE':
      return because('escape')
    case 'UNEXPECTED_TOKEN':
      return because('unexpected')
    default:
      return because('syntax')
  }
}
