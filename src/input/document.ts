import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Reason } from '../diagnostics/reasons.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Entry, MapTree, Tree } from '../model/tree.ts'
import { codePoint, decode, fullWidth, unseenIn, visible } from './characters.ts'
import { reservedKeys } from './keys.ts'

/** What a file may hold; reasons and measurements are in `reliability.md`. */
export const limits = {
  bytes: 1024 * 1024,
  depth: 64,
  nodes: 50_000,
  lines: 100_000,
  perCode: 20,
  key: 256,
} as const

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
  if (!walk.affordable()) return undefined
  const document = withoutStacks(() => parseDocument(text, settings))
  const broken = walk.syntax(document.errors)
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

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}

type YamlError = { readonly code: string; readonly pos: readonly [number, number]; readonly message: string }
type Range = readonly [number, number, number]

/** One pass over one text: it keeps the counts of nodes and messages. */
class Walk {
  readonly text: string
  readonly shift: number
  readonly file: string
  readonly diagnose: Diagnose
  nodes = 0
  /** Diagnostics made so far. */
  count = 0
  /** Only what stands before this offset is reported: after a syntax error the rest is guesswork. */
  until = Number.POSITIVE_INFINITY
  readonly perCode = new Map<string, number>()
  stopped = false

  constructor(text: string, shift: number, file: string, diagnose: Diagnose) {
    this.text = text
    this.shift = shift
    this.file = file
    this.diagnose = (code, at, args, related) => {
      const seen = this.perCode.get(code) ?? 0
      this.count += 1
      if (seen >= limits.perCode || at.start - shift >= this.until) return
      this.perCode.set(code, seen + 1)
      diagnose(code, at, args, related)
    }
  }

  at(start: number, end: number): Span {
    return { file: this.file, start: start + this.shift, end: end + this.shift }
  }

  yamlReason(start: number, end: number, reason: Reason, more: Readonly<Record<string, string>> = {}): void {
    const args = { reason, ...more }
    this.diagnose('E0101', this.at(start, end), args)
  }

  /** Refuse far too deep or far too much by tokens alone, before the parser builds anything. */
  affordable(): boolean {
    let marks = 0
    let opens = 0
    let odd = 0
    let lines = 0
    for (let i = 0; i < this.text.length; i++) {
      const c = this.text.charCodeAt(i)
      if (c === 44 || c === 58) marks++
      else if (c === 10) lines++
      else if (c === 91 || c === 123) opens++
      else if (c === 33 || c === 34 || c === 38 || c === 39 || c === 42 || c === 93 || c === 125) odd++
    }
    if (lines > limits.lines) {
      this.diagnose('E0102', this.at(0, 0), { found: `${lines} lines`, limit: `${limits.lines} lines` })
      return false
    }
    if (
      marks + lines + opens <= 100_000 &&
      opens <= 2_000 &&
      odd <= 10_000 &&
      !/(?:[-?:][ \t]){65}/.test(this.text)
    )
      return true
    let offset = 0
    let depth = 0
    let parts = 0
    let dashes = 0
    let props = 0
    let scalar = false
    for (const token of new Lexer().lex(this.text)) {
      const marker = token === '\u001f' || token === '\u0002' || token === '\u0018'
      if (scalar || token.startsWith('"') || token.startsWith("'")) parts++
      else if (/^[&*!]/.test(token) && ++props > 1_000) {
        const at = this.at(offset, offset + token.length)
        if (token.startsWith('!')) this.diagnose('E0109', at, { tag: short(token) })
        else this.diagnose('E0108', at, {})
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
        this.yamlReason(offset, offset + 1, 'unexpected')
        return false
      }
      if (depth > limits.depth || dashes > limits.depth) {
        this.diagnose('E0103', this.at(offset, offset + 1), { limit: limits.depth })
        return false
      }
      if (parts > 3 * limits.nodes) {
        this.diagnose('E0104', this.at(offset, offset + 1), { limit: limits.nodes })
        return false
      }
      if (!marker) offset += token.length
    }
    return true
  }

  /** Turn the parser's errors into ours; true when there was any. */
  syntax(errors: readonly YamlError[]): boolean {
    const lines = new Set<number>()
    const deep = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION')
    let first = Number.POSITIVE_INFINITY
    for (const error of deep ? [deep] : errors.slice(0, 1_000)) {
      const line = lineStart(this.text, error.pos[0])
      first = Math.min(first, line)
      if (lines.has(line)) continue
      const place = this.explain(error)
      const begin = lineStart(this.text, place.start)
      first = Math.min(first, begin)
      if (lines.has(begin)) continue
      lines.add(line).add(begin)
      if (lines.size > 2 * limits.perCode) break
      place.report()
      if (error.message.startsWith('Missing closing')) break
    }
    // The line before a broken one may only seem to have no value.
    while (first > 0 && first < this.text.length) {
      first = lineStart(this.text, first - 1)
      if (this.text.slice(first, lineEnd(this.text, first)).trim() !== '') break
    }
    this.until = first
    return errors.length > 0
  }

  explain(error: YamlError): { readonly start: number; report: () => void } {
    const { text } = this
    const [start, stop] = error.pos
    const begin = lineStart(text, start)
    const end = Math.max(start + 1, Math.min(stop, lineEnd(text, start)))
    const line = text.slice(begin, lineEnd(text, start))
    const because = (reason: Reason, more?: Readonly<Record<string, string>>, from = start, to = end) => ({
      start: from,
      report: () => this.yamlReason(from, to, reason, more),
    })
    if (error.code === 'RESOURCE_EXHAUSTION') {
      return { start, report: () => this.diagnose('E0103', this.at(start, end), { limit: limits.depth }) }
    }
    if (error.code === 'MULTIPLE_DOCS') {
      return { start, report: () => this.diagnose('E0107', this.at(start, Math.min(end, start + 3)), {}) }
    }
    const indent = /^[ \t]*/.exec(line)?.[0] ?? ''
    if (error.code === 'TAB_AS_INDENT' || indent.includes('\t')) {
      const tab = indent.includes('\t') ? begin + indent.indexOf('\t') : start
      return { start: tab, report: () => this.diagnose('E0118', this.at(tab, tab + 1), {}) }
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
      const place = this.at(from, from + found.length)
      return { start: from, report: () => this.diagnose('E0210', place, { found }) }
    }
    const wide = fullWidthOffset(line)
    if (wide >= 0) {
      const character = line[wide] ?? ''
      const place = this.at(begin + wide, begin + wide + 1)
      const args = { character: visible(character), instead: fullWidth.get(character) ?? '' }
      return { start: begin + wide, report: () => this.diagnose('E0117', place, args) }
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

  root(node: unknown, broken: boolean): Tree | undefined {
    if (broken && this.until <= 0) return undefined
    return this.tree(node, 1, false)
  }

  tree(node: unknown, depth: number, flow: boolean): Tree | undefined {
    if (this.stopped) return undefined
    this.nodes += 1
    const [start, end] = this.extent(node)
    if (this.nodes > limits.nodes) {
      this.stopped = true
      this.diagnose('E0104', this.at(start, start + 1), { limit: limits.nodes })
      return undefined
    }
    if (depth > limits.depth) {
      this.stopped = true
      this.diagnose('E0103', this.at(start, start + 1), { limit: limits.depth })
      return undefined
    }
    if (isAlias(node)) {
      this.diagnose('E0108', this.at(start, end), {})
      return undefined
    }
    this.properties(node, start)
    if (isMap(node)) return this.map(node, depth, start, end)
    if (isSeq(node)) return this.list(node, depth, start, end)
    return isScalar(node) ? this.scalar(node, start, end, flow) : undefined
  }

  extent(node: unknown): readonly [number, number] {
    const range = (node as { range?: Range | null } | null)?.range ?? [0, 0, 0]
    let end = range[1]
    while (end > range[0] && /\s/.test(this.text[end - 1] ?? '')) end--
    return [range[0], end]
  }

  /** Anchors and tags. */
  properties(node: unknown, start: number): void {
    const { anchor, tag } = node as { anchor?: string; tag?: string }
    if (anchor !== undefined) {
      const from = this.text.lastIndexOf(`&${anchor}`, start)
      this.diagnose('E0108', this.at(Math.max(from, 0), Math.max(from, 0) + anchor.length + 1), {})
    }
    if (tag !== undefined) {
      const from = Math.max(this.text.lastIndexOf('!', Math.max(start - 1, 0)), 0)
      const word = /^[^\s,{}[\]]*/.exec(this.text.slice(from, from + 200))?.[0] ?? '!'
      const begin = this.text[from - 1] === '!' ? from - 1 : from
      const found = begin < from ? `!${word}` : word
      this.diagnose('E0109', this.at(begin, from + word.length), { tag: found })
    }
  }

  scalar(
    node: { value?: unknown; source?: string; type?: string | undefined },
    start: number,
    end: number,
    flow: boolean,
  ): Tree {
    const at = this.at(start, end)
    const value = node.value
    if (node.type !== 'PLAIN') {
      const text = typeof value === 'string' ? value : String(node.source ?? '')
      this.decoded(text, at)
      return { kind: 'scalar', value: text, text, quoted: true, at }
    }
    const text = node.source ?? ''
    if (this.number(text, value, at)) return { kind: 'scalar', value: text, text, quoted: false, at }
    if (typeof value === 'number') {
      return { kind: 'scalar', value: value === 0 ? 0 : value, text, quoted: false, at }
    }
    if (typeof value === 'boolean' || value === null)
      return { kind: 'scalar', value, text, quoted: false, at }
    if (text.startsWith('=')) this.diagnose('E0210', at, { found: text })
    else this.wide(text, start, flow)
    return { kind: 'scalar', value: text, text, quoted: false, at }
  }

  /** Full-width digits, signs and commas that make a number or an entry into plain text. */
  wide(text: string, start: number, flow: boolean): void {
    const report = (index: number, instead: string) => {
      const character = text[index] ?? ''
      this.diagnose('E0117', this.at(start + index, start + index + 1), { character, instead })
    }
    const sign = /^[\u2212\u2012\u2013\uff0d\uff0b](?=[\d\uff10-\uff19])/.exec(text)
    const digit = /^[-+]?[\d.]*([\uff10-\uff19])/.exec(text)
    const percent = /^[-+]?[\d.]+\s*\uff05/.exec(text)
    const comma = flow ? /\uff0c\s*[\p{L}\p{N}_-]+\s*[:\uff1a]/u.exec(text) : null
    if (sign) report(0, sign[0] === '\uff0b' ? '+' : '-')
    else if (digit?.[1]) report(digit[0].length - 1, String((digit[1].codePointAt(0) ?? 0xff10) - 0xff10))
    else if (percent) report(percent[0].length - 1, '%')
    else if (comma) report(comma.index, ',')
  }

  /** E0119 for a plain scalar that is a number, or looks like one, and can be misread; true when reported. */
  number(text: string, value: unknown, at: Span): boolean {
    const odd =
      typeof value === 'number'
        ? /^[-+]?0[\dxob]/i.test(text) ||
          !Number.isFinite(value) ||
          Math.abs(value) > Number.MAX_SAFE_INTEGER + 1 ||
          (value === 0 && /[1-9]/.test(text.split(/e/i)[0] ?? ''))
        : /^[-+]?\d[\d_]*_[\d_]*(?:\.\d*)?$/.test(text) ||
          /^[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?$/.test(text) ||
          /^[-+]?(?:nan|inf|infinity)$/i.test(text) ||
          /^[-+]?0[xob][\da-f]+$/i.test(text)
    const unsafe =
      typeof value === 'number' &&
      /^[-+]?\d+$/.test(text) &&
      BigInt(text.replace('+', '')) !== BigInt(exact(value))
    if (!odd && !unsafe) return false
    this.diagnose('E0119', at, { found: short(text) })
    return true
  }

  /** Unseen characters that came in through the escapes of a quoted text. */
  decoded(text: string, at: Span): void {
    const first = unseenIn(text, 1)[0]
    if (first) this.diagnose('E0106', at, { character: codePoint(first.character) })
  }

  list(node: YAMLSeq, depth: number, start: number, end: number): Tree {
    const flow = node.flow === true
    const items: Tree[] = []
    for (let i = 0; i < node.items.length; i++) {
      const item = node.items[i]
      const torn = flow ? this.tornItem(node, i) : undefined
      if (torn !== undefined) {
        i = torn
        continue
      }
      if (isPair(item)) {
        const [from, to] = this.extent(item.key)
        this.yamlReason(from, to, 'flow-colon')
        continue
      }
      if (isScalar(item) && item.value === null && (item.source ?? '') === '') {
        const from = item.range?.[0] ?? start
        this.yamlReason(from, from, 'not-a-value')
        continue
      }
      const tree = this.tree(item, depth + 1, flow)
      if (tree) items.push(tree)
      if (this.stopped) break
    }
    return { kind: 'list', items, at: this.at(start, end) }
  }

  /** `[triangular(3%, 5%)]`: the index of the last piece when item `i` begins a torn value. */
  tornItem(node: YAMLSeq, i: number): number | undefined {
    const item = node.items[i]
    if (!isScalar(item) || item.type !== 'PLAIN' || surplus(item.source) <= 0) return undefined
    let open = surplus(item.source)
    for (let j = i + 1; j < Math.min(node.items.length, i + 20); j++) {
      const next = node.items[j]
      if (!isScalar(next) || next.type !== 'PLAIN') return undefined
      open += surplus(next.source)
      if (open <= 0) {
        this.torn(this.extent(item)[0], this.extent(next)[1])
        return j
      }
    }
    return undefined
  }

  torn(start: number, end: number): void {
    this.diagnose('E0116', this.at(start, end), { found: short(this.text.slice(start, end)) })
  }

  map(node: YAMLMap, depth: number, start: number, end: number): MapTree {
    const flow = node.flow === true
    const entries = new Map<string, Entry>()
    const taken = new Map<string, Span>()
    let set = false
    for (let i = 0; i < node.items.length; i++) {
      if (this.stopped) break
      const pair = node.items[i]
      if (!pair) continue
      const key = this.key(pair.key, pair.value)
      if (!key) continue
      const last = flow && pair.value !== null ? this.tornEntry(node, i) : undefined
      const earlier = taken.get(key.same)
      if (earlier) this.diagnose('E0112', key.at, { key: short(key.name) }, [earlier])
      else taken.set(key.same, key.at)
      if (last !== undefined) {
        i = last
        continue
      }
      const value = pair.value
      if (value === null || (isScalar(value) && value.value === null && (value.source ?? '') === '')) {
        if (isScalar(value)) this.properties(value, value.range?.[0] ?? start)
        const wide = fullWidthOffset(key.name)
        const from = key.at.start - this.shift
        if (value === null && wide >= 0) {
          const character = key.name[wide] ?? ''
          const args = { character: visible(character), instead: fullWidth.get(character) ?? '' }
          this.diagnose('E0117', this.at(from + wide, from + wide + 1), args)
        } else {
          const lone = value === null && flow
          const reason: Reason = lone ? 'entry-without-value' : 'value-missing'
          // One message for a set such as {a, b, c}.
          if (!lone || !set) this.yamlReason(from, key.at.end - this.shift, reason, { key: short(key.name) })
          set ||= lone
        }
        continue
      }
      if (key.name === 'id' && isScalar(value) && reservedKeys.has(String(value.value))) {
        this.diagnose('E0115', this.at(...this.extent(value)), { key: String(value.value) })
      }
      const tree = this.tree(value, depth + 1, flow)
      if (tree && !earlier) entries.set(key.name, { key: key.at, value: tree })
    }
    return { kind: 'map', entries, at: this.at(start, end) }
  }

  /**
   * `{amount: 5,200 h/a}`, `{x: triangular(3%, 5%)}`: YAML ends the value at the comma and makes the rest an
   * entry without a value. The index of the last piece when entry `i` begins such a value.
   */
  tornEntry(node: YAMLMap, i: number): number | undefined {
    const value = node.items[i]?.value
    if (!isScalar(value) || value.type !== 'PLAIN') return undefined
    const text = value.source ?? ''
    let open = surplus(text)
    let last: number | undefined
    let end = 0
    for (let j = i + 1; j < node.items.length; j++) {
      const next = node.items[j]
      if (!isScalar(next?.key) || next.value !== null || next.key.type !== 'PLAIN') break
      const piece = next.key.source ?? ''
      const digits = j === i + 1 && /\d$/.test(text) && /^\d/.test(piece)
      if (open <= 0 && !digits && !(last === undefined && text.startsWith('='))) break
      open += surplus(piece)
      last = j
      end = this.extent(next.key)[1]
    }
    if (last === undefined) return undefined
    this.torn(this.extent(value)[0], end)
    return last
  }

  key(
    node: unknown,
    value: unknown,
  ): { readonly name: string; readonly same: string; readonly at: Span } | undefined {
    const [from, to] = this.extent(node)
    const at = this.at(from, to)
    if (isAlias(node)) {
      this.diagnose('E0108', at, {})
      return undefined
    }
    if (!isScalar(node)) {
      const [start] = node === null ? this.extent(value) : [from]
      this.yamlReason(start, Math.max(to, start + 1), 'key-not-text')
      return undefined
    }
    this.properties(node, from)
    const plain = node.type === 'PLAIN'
    const name = String(plain ? (node.source ?? '') : node.value).normalize('NFC')
    if (name === '<<') {
      this.diagnose('E0110', at, {})
      return undefined
    }
    if (plain && this.number(name, node.value, at)) return undefined
    if (!plain) this.decoded(name, at)
    const word = name === '' || (plain && (node.value === null || typeof node.value === 'boolean'))
    if (word || name.split(/[.[\]]/).some((part) => reservedKeys.has(part))) {
      this.diagnose('E0115', at, { key: short(name) })
      return undefined
    }
    if (name.length > limits.key) {
      this.yamlReason(from, from + 1, 'key-too-long')
      return undefined
    }
    return { name, same: plain ? String(node.value).normalize('NFC') : name, at }
  }
}

/** Opening minus closing round brackets. */
function surplus(text: string | undefined): number {
  let open = 0
  for (const character of text ?? '') open += character === '(' ? 1 : character === ')' ? -1 : 0
  return open
}

function exact(value: number): string {
  return Number.isFinite(value) && Number.isInteger(value) ? BigInt(value).toString() : '0'
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

/** Where a full-width character stands on a line, outside quotes and comments; −1 when nowhere. */
function fullWidthOffset(line: string): number {
  let quote = ''
  for (let i = 0; i < line.length; i++) {
    const character = line[i] ?? ''
    if (quote) {
      if (character === quote) quote = ''
    } else if ((character === '"' || character === "'") && /^$|[\s:,[{]/.test(line[i - 1] ?? ''))
      quote = character
    else if (character === '#' && /^$|\s/.test(line[i - 1] ?? '')) return -1
    else if (fullWidth.has(character)) return i
  }
  return -1
}
