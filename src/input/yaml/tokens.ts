import { Lexer } from 'yaml'
import { tooMany } from '../counted.ts'
import { type Hearing, limits, short } from './hearing.ts'

/** Refuse far too deep or far too much by tokens alone, before the parser builds anything. */
export function affordable(hearing: Hearing): boolean {
  let marks = 0
  let opens = 0
  let odd = 0
  let lines = 0
  let colons = 0
  for (let i = 0; i < hearing.text.length; i++) {
    const c = hearing.text.charCodeAt(i)
    if (c === 44) marks++
    else if (c === 10) lines++
    else if (c === 58) colons++
    else if (c === 91 || c === 123) opens++
    else if (c === 33 || c === 34 || c === 38 || c === 39 || c === 42 || c === 93 || c === 125) odd++
  }
  if (lines > limits.lines) {
    // Not even blank lines: the parser takes four seconds for a million of them.
    hearing.diagnose('E0102', hearing.at(0, 0), tooMany('lines', limits.lines, lines))
    return false
  }
  // Every comma and every line ends at most one entry, a key and its value; `a: a: a:` on one line is an entry in an entry.
  const few = 2 * (marks + lines) + opens <= limits.nodes && colons <= limits.nodes
  if (few && opens <= 2_000 && odd <= 10_000 && !/(?:[-?:][ \t]){65}/.test(hearing.text)) return true
  let offset = 0
  let depth = 0
  let scalars = 0
  let parts = 0
  let dashes = 0
  let props = 0
  let scalar = false
  for (const token of new Lexer().lex(hearing.text)) {
    const marker = token === '\u001f' || token === '\u0002' || token === '\u0018'
    if (scalar || token.startsWith('"') || token.startsWith("'")) scalars++
    else if (/^[&*!]/.test(token) && ++props > 1_000) {
      const at = hearing.at(offset, offset + token.length)
      if (token.startsWith('!')) hearing.diagnose('E0109', at, { tag: short(token) })
      else hearing.diagnose('E0108', at, {})
      return false
    }
    scalar = token === '\u001f'
    if (token === '{' || token === '[') depth++
    else if (token === '}' || token === ']') depth--
    else if (token === ',') parts += 0.5
    if (token === '-' || token === '?' || token === ':') {
      parts += token === ':' ? 0 : 0.5
      dashes++
    } else if (!marker && token.trim() !== '') dashes = 0
    else if (token.includes('\n')) dashes = 0
    if (depth < 0) {
      hearing.yamlReason(offset, offset + 1, 'unexpected')
      return false
    }
    if (depth > limits.depth || dashes > limits.depth) {
      hearing.diagnose('E0103', hearing.at(offset, offset + 1), { limit: limits.depth })
      return false
    }
    if (scalars > limits.nodes || scalars + parts > 3 * limits.nodes) {
      hearing.diagnose('E0104', hearing.at(offset, offset + 1), { limit: limits.nodes })
      return false
    }
    if (!marker) offset += token.length
  }
  return true
}
