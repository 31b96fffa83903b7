import { isAlias, isMap, isPair, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Reason } from '../../diagnostics/reasons.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { Entry, MapTree, Tree } from '../../model/tree.ts'
import { codePoint, fullWidth, unseenIn, visible } from '../characters.ts'
import { reservedKeys } from '../keys.ts'
import { fullWidthOffset, Hearing, limits, short } from './hearing.ts'

type Range = readonly [number, number, number]

/** From the library's nodes to our tree: one pass over one text, which counts nodes and refuses what can be misread. */
export class Walk extends Hearing {
  nodes = 0
  stopped = false

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
      this.nodes += 1
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
