import { lineAt, position } from './position.ts'

/** `key:` at the start of a line, behind the dashes of a list; quotes are left off. */
const keyOfLine = /^(\s*(?:-\s+)*)(?:"([^"]*)"|'([^']*)'|([^\s#"'{}[\],][^#{}[\],]*?))\s*:(?:\s|$)/

/**
 * The keys that lead to a place in a YAML text, outermost first, as far as indentation shows them: keys inside `{…}` on one
 * line are not seen. A place is known by them when lines above it come or go. For what is waived and for fingerprints;
 * wherever a tree is at hand, its own path is better.
 */
export function keyPath(text: string, offset: number): readonly string[] {
  const keys: string[] = []
  let column = Number.POSITIVE_INFINITY
  for (let line = position(text, offset).line; line > 0 && column > 0; line--) {
    const { text: whole } = lineAt(text, line)
    // Hundreds of places each look back over thousands of lines: what stands deeper is not looked at twice.
    if (blanksBefore(whole) >= column) continue
    // A key is at most 256 characters long; what stands after it does not matter, however much it is.
    const found = keyOfLine.exec(whole.slice(0, 400))
    if (!found) continue
    const indent = (found[1] ?? '').length
    if (indent >= column) continue
    column = indent
    keys.unshift(found[2] ?? found[3] ?? found[4] ?? '')
  }
  return keys
}

function blanksBefore(line: string): number {
  let count = 0
  while (line[count] === ' ') count++
  return count
}
