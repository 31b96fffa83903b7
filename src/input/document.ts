import { parseDocument } from 'yaml'
import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Reason } from '../diagnostics/reasons.ts'
import type { Span } from '../diagnostics/span.ts'
import type { MapTree, Tree } from '../model/tree.ts'
import { codePoint, decode, unseenIn } from './characters.ts'
import { limits, lineEnd } from './yaml/hearing.ts'
import { syntax } from './yaml/syntax.ts'
import { affordable } from './yaml/tokens.ts'
import { Walk } from './yaml/walk.ts'

const settings = {
  version: '1.2',
  strict: true,
  uniqueKeys: false,
  merge: false,
  resolveKnownTags: false,
  logLevel: 'error',
  prettyErrors: false,
} as const

/**
 * Read one YAML file: size → UTF-8 → unseen characters → line ends → directives → parse → walk.
 *
 * Offsets refer to the text after removal of the BOM and with every line end as LF. `undefined` when the text
 * as a whole cannot be used. When only single values are at fault the tree comes back with them in it, so
 * that a caller may look for further mistakes; it must then not compute with it.
 */
export function readDocument(bytes: Uint8Array, file: string, diagnose: Diagnose): MapTree | undefined {
  const decoded = decode(bytes, file, limits.bytes, diagnose)
  return decoded && readText(decoded.text, file, diagnose)
}

/** Read YAML text that has been decoded; see `readDocument`. */
export function readText(source: string, file: string, diagnose: Diagnose): MapTree | undefined {
  const at = (start: number, end: number): Span => ({ file, start, end })
  const foreign = /^(?:<{7} |version https:\/\/git-lfs)/m.exec(source)
  if (foreign) {
    const reason: Reason = foreign[0].startsWith('<') ? 'merge-conflict' : 'lfs-pointer'
    diagnose('E0101', at(foreign.index, lineEnd(source, foreign.index)), { reason })
    return undefined
  }
  const text = withoutDirectives(source, file, diagnose)
  if (!hasContent(text)) {
    diagnose('E0113', at(0, 0), {})
    return undefined
  }
  const root = parse(text, 0, file, diagnose, false)
  if (root === undefined) return undefined
  if (root.kind === 'map') return root
  diagnose('E0114', root.at, {})
  return undefined
}

/**
 * Read one value, as `--set` gives it: a scalar or a flow value. `prefix` stands before it in the text that
 * `file` names, so that positions count from there. An expression needs no quotes here: the shell has taken
 * them.
 */
export function readValue(prefix: string, value: string, file: string, diagnose: Diagnose): Tree | undefined {
  const at: Span = { file, start: prefix.length, end: prefix.length + value.length }
  const bad = unseenIn(prefix + value)
  for (const { character, offset } of bad) {
    diagnose(
      'E0106',
      { file, start: offset, end: offset + character.length },
      { character: codePoint(character) },
    )
  }
  if (bad.length > 0) return undefined
  const text = value.trim()
  if (text.startsWith('=')) return { kind: 'scalar', value: text, text, quoted: true, at }
  const flow = text.startsWith('{') || text.startsWith('[')
  const multiline = /\n/.test(text)
  if (
    text === '' ||
    text.startsWith('#') ||
    multiline ||
    (!flow && /^(?:[-?] |---|%|[^"'].*:(?: |$))/.test(text))
  ) {
    diagnose('E0101', at, { reason: 'not-a-value' satisfies Reason })
    return undefined
  }
  const tree = parse(value, prefix.length, file, diagnose, true)
  if (!tree || flow || tree.kind === 'scalar') return tree
  diagnose('E0101', at, { reason: 'not-a-value' satisfies Reason })
  return undefined
}

function parse(
  text: string,
  shift: number,
  file: string,
  diagnose: Diagnose,
  alone: boolean,
): Tree | undefined {
  const walk = new Walk(text, shift, file, diagnose)
  if (!affordable(walk)) return undefined
  const document = withoutStacks(() => parseDocument(text, settings))
  const broken = syntax(walk, document.errors)
  if (document.contents === null) {
    if (!broken) diagnose('E0101', walk.at(0, text.length), { reason: 'not-a-value' satisfies Reason })
    return undefined
  }
  const tree = walk.root(document.contents, broken)
  return broken || (alone && walk.count > 0) ? undefined : tree
}

/** The parser makes an error with a stack for each of a hundred thousand mistakes; nobody reads the stacks. */
function withoutStacks<T>(work: () => T): T {
  const before = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return work()
  } finally {
    Error.stackTraceLimit = before
  }
}

/** Report `%` lines before the content (E0111) and turn them into comments of the same length. */
function withoutDirectives(text: string, file: string, diagnose: Diagnose): string {
  if (!text.trimStart().startsWith('%') && !/^\s*#/.test(text)) return text
  const marks: number[] = []
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start)
    const line = text.slice(start, Math.min(end, start + 200))
    if (line.startsWith('%')) {
      if (marks.length < limits.perCode) {
        diagnose('E0111', { file, start, end }, { directive: line.split(/\s/)[0] ?? '%' })
      }
      marks.push(start)
    } else if (line.trim() !== '' && !line.trimStart().startsWith('#')) break
    start = end + 1
  }
  let from = 0
  const pieces = marks.map((mark) => {
    const piece = `${text.slice(from, mark)}#`
    from = mark + 1
    return piece
  })
  return pieces.join('') + text.slice(from)
}

/** Anything but comments, blank lines and document marks. */
function hasContent(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start)
    if (!/^[ \t]*(?:#.*|---[ \t]*|\.\.\.[ \t]*)?$/.test(text.slice(start, end))) return true
    start = end + 1
  }
  return false
}
