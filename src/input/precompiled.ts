import type { Span } from '../diagnostics/span.ts'
import type { Entry, MapTree, Scalar, Tree } from '../model/tree.ts'

/**
 * A tree as plain JSON: every text once in `strings`, all else as numbers in the order of a walk. Positions
 * are kept as differences. Keeps the order of entries, trails and layers; `unpack(pack(tree))` equals the
 * tree.
 */
export interface Packed {
  readonly format: 'peakzero/tree@1'
  readonly strings: readonly string[]
  /** Values of scalars that are not what their text says. */
  readonly numbers: readonly number[]
  readonly data: readonly number[]
}

const kinds = {
  text: 0,
  other: 1,
  number: 2,
  otherNumber: 3,
  true: 4,
  false: 5,
  null: 6,
  map: 7,
  list: 8,
  layers: 9,
}
const quotedFlag = 16
const sourceFlag = 32
const gradeFlag = 64

/** Turn a tree into its packed form. */
export function pack(tree: Tree): Packed {
  const strings: string[] = []
  const index = new Map<string, number>()
  const numbers: number[] = []
  const data: number[] = []
  let last = 0
  let file = -1
  const text = (value: string): number => {
    const known = index.get(value)
    if (known !== undefined) return known
    index.set(value, strings.length)
    strings.push(value)
    return strings.length - 1
  }
  const place = (at: Span): void => {
    const name = text(at.file)
    // The length is doubled; an odd one says that another file follows.
    data.push(at.start - last, (at.end - at.start) * 2 + (name === file ? 0 : 1))
    if (name !== file) data.push(name)
    file = name
    last = at.start
  }
  const scalar = (node: Scalar): void => {
    const { value } = node
    let kind = kinds.null
    if (typeof value === 'boolean') kind = value ? kinds.true : kinds.false
    else if (typeof value === 'number')
      kind = Object.is(Number(node.text), value) ? kinds.number : kinds.otherNumber
    else if (value !== null) kind = value === node.text ? kinds.text : kinds.other
    const flags = (node.quoted ? quotedFlag : 0) + (node.source === undefined ? 0 : sourceFlag)
    data.push(kind + flags + (node.grade === undefined ? 0 : gradeFlag))
    place(node.at)
    data.push(text(node.text))
    if (kind === kinds.other) data.push(text(String(value)))
    if (kind === kinds.otherNumber) {
      data.push(numbers.length)
      numbers.push(value as number)
    }
    if (node.source !== undefined) data.push(text(node.source))
    if (node.grade !== undefined) data.push(text(node.grade))
  }
  const visit = (node: Tree): void => {
    if (node.kind === 'scalar') {
      scalar(node)
      return
    }
    data.push(kinds[node.kind])
    place(node.at)
    if (node.kind === 'layers') {
      visit(node.base)
      visit(node.over)
    } else if (node.kind === 'list') {
      data.push(node.items.length)
      for (const item of node.items) visit(item)
    } else {
      data.push(node.entries.size)
      for (const [key, entry] of node.entries) {
        data.push(text(key), entry.replaced ? entry.replaced.length + 1 : 0)
        place(entry.key)
        visit(entry.value)
        for (const old of entry.replaced ?? []) visit(old)
      }
    }
  }
  visit(tree)
  return { format: 'peakzero/tree@1', strings, numbers, data }
}

/** Turn a packed tree back; `rename` gives the file names of its spans. */
export function unpack(packed: Packed, rename: (file: string) => string = (file) => file): Tree {
  const { strings, numbers, data } = packed
  const names = new Map<number, string>()
  let next = 0
  let last = 0
  let file = ''
  const number = (): number => data[next++] as number
  const text = (): string => strings[number()] as string
  const place = (): Span => {
    const start = last + number()
    const length = number()
    if (length % 2 === 1) {
      const name = number()
      file = names.get(name) ?? rename(strings[name] as string)
      names.set(name, file)
    }
    last = start
    return { file, start, end: start + Math.floor(length / 2) }
  }
  const scalar = (tag: number): Scalar => {
    const at = place()
    const written = text()
    let value: Scalar['value'] = written
    const kind = tag % 16
    if (kind === kinds.other) value = text()
    else if (kind === kinds.number) value = Number(written)
    else if (kind === kinds.otherNumber) value = numbers[number()] as number
    else if (kind === kinds.true) value = true
    else if (kind === kinds.false) value = false
    else if (kind === kinds.null) value = null
    const node: { -readonly [K in keyof Scalar]: Scalar[K] } = {
      kind: 'scalar',
      value,
      text: written,
      quoted: (tag & quotedFlag) !== 0,
      at,
    }
    if (tag & sourceFlag) node.source = text()
    if (tag & gradeFlag) node.grade = text()
    return node
  }
  const visit = (): Tree => {
    const tag = number()
    if (tag % 16 < kinds.map) return scalar(tag)
    const at = place()
    if (tag === kinds.layers) return { kind: 'layers', base: visit(), over: visit() as MapTree, at }
    const size = number()
    if (tag === kinds.list) {
      const items: Tree[] = []
      for (let i = 0; i < size; i++) items.push(visit())
      return { kind: 'list', items, at }
    }
    const entries = new Map<string, Entry>()
    for (let i = 0; i < size; i++) {
      const name = text()
      const trail = number()
      const key = place()
      const value = visit()
      if (trail === 0) entries.set(name, { key, value })
      else {
        const replaced: Tree[] = []
        for (let j = 1; j < trail; j++) replaced.push(visit())
        entries.set(name, { key, value, replaced })
      }
    }
    return { kind: 'map', entries, at }
  }
  return visit()
}
