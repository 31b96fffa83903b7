import type { Span } from '../diagnostics/span.ts'
import type { Entry, MapTree, Scalar, Tree } from '../model/tree.ts'

/**
 * A tree as plain JSON: every text once in `strings`, all else as numbers in the order of a walk. Positions
 * are kept as differences. Keeps the order of entries, trails and layers; `unpack(pack(tree))` equals the
 * tree.
 */
export interface Packed {
  readonly format: 'peakzero/tree@2'
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
/** A document's sections lie at depth 0, their entities at depth 1: a library has many of which a county uses few. */
const entityDepth = 1
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
  const visit = (node: Tree, depth: number): void => {
    if (node.kind === 'scalar') {
      scalar(node)
      return
    }
    data.push(kinds[node.kind])
    place(node.at)
    if (node.kind === 'layers') {
      visit(node.base, depth + 1)
      visit(node.over, depth + 1)
    } else if (node.kind === 'list') {
      data.push(node.items.length)
      for (const item of node.items) visit(item, depth + 1)
    } else {
      data.push(node.entries.size)
      for (const [key, entry] of node.entries) {
        data.push(text(key), entry.replaced ? entry.replaced.length + 1 : 0)
        const length = data.length
        if (depth === entityDepth) {
          // Read by itself or not at all: its length comes first, and its places do not lean on what stands before it.
          data.push(0)
          last = 0
          file = -1
        }
        place(entry.key)
        visit(entry.value, depth + 1)
        for (const old of entry.replaced ?? []) visit(old, depth + 1)
        if (depth === entityDepth) {
          data[length] = data.length - length - 1
          last = 0
          file = -1
        }
      }
    }
  }
  visit(tree, 0)
  return { format: 'peakzero/tree@2', strings, numbers, data }
}

/**
 * Turn a packed tree back; `rename` gives the file names of its spans. Entities (the entries of a section) are read when
 * someone looks at them.
 */
export function unpack(packed: Packed, rename: (file: string) => string = (file) => file): Tree {
  return new Unpacking(packed, rename, new Map(), 0).tree(0)
}

class Unpacking {
  readonly #packed: Packed
  readonly #rename: (file: string) => string
  readonly #names: Map<number, string>
  #next: number
  #last = 0
  #file = ''

  constructor(packed: Packed, rename: (file: string) => string, names: Map<number, string>, next: number) {
    this.#packed = packed
    this.#rename = rename
    this.#names = names
    this.#next = next
  }

  #number(): number {
    return this.#packed.data[this.#next++] as number
  }

  #text(): string {
    return this.#packed.strings[this.#number()] as string
  }

  #place(): Span {
    const start = this.#last + this.#number()
    const length = this.#number()
    if (length % 2 === 1) {
      const name = this.#number()
      this.#file = this.#names.get(name) ?? this.#rename(this.#packed.strings[name] as string)
      this.#names.set(name, this.#file)
    }
    this.#last = start
    return { file: this.#file, start, end: start + (length >> 1) }
  }

  #scalar(tag: number): Scalar {
    const at = this.#place()
    const written = this.#text()
    let value: Scalar['value'] = written
    const kind = tag % 16
    if (kind === kinds.other) value = this.#text()
    else if (kind === kinds.number) value = Number(written)
    else if (kind === kinds.otherNumber) value = this.#packed.numbers[this.#number()] as number
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
    if (tag & sourceFlag) node.source = this.#text()
    if (tag & gradeFlag) node.grade = this.#text()
    return node
  }

  tree(depth: number): Tree {
    const tag = this.#number()
    if (tag % 16 < kinds.map) return this.#scalar(tag)
    const at = this.#place()
    if (tag === kinds.layers)
      return { kind: 'layers', base: this.tree(depth + 1), over: this.tree(depth + 1) as MapTree, at }
    const size = this.#number()
    if (tag === kinds.list) {
      const items: Tree[] = []
      for (let i = 0; i < size; i++) items.push(this.tree(depth + 1))
      return { kind: 'list', items, at }
    }
    const entries = new Map<string, Entry>()
    for (let i = 0; i < size; i++) {
      const name = this.#text()
      const trail = this.#number()
      if (depth !== entityDepth) entries.set(name, this.#entry(trail, depth))
      else {
        const length = this.#number()
        entries.set(name, this.#later(this.#next, trail, depth))
        this.#next += length
      }
    }
    if (depth === entityDepth) {
      this.#last = 0
      this.#file = ''
    }
    return { kind: 'map', entries, at }
  }

  #entry(trail: number, depth: number): Entry {
    const key = this.#place()
    const value = this.tree(depth + 1)
    if (trail === 0) return { key, value }
    const replaced: Tree[] = []
    for (let j = 1; j < trail; j++) replaced.push(this.tree(depth + 1))
    return { key, value, replaced }
  }

  /** The entry that stands at a place of the data, read at the first look; a plain entry to all who look. */
  #later(from: number, trail: number, depth: number): Entry {
    let read: Entry | undefined
    const entry = (): Entry => {
      read ??= new Unpacking(this.#packed, this.#rename, this.#names, from).#entry(trail, depth)
      return read
    }
    const plain = {
      get key() {
        return entry().key
      },
      get value() {
        return entry().value
      },
    }
    if (trail === 0) return plain
    return {
      get key() {
        return entry().key
      },
      get value() {
        return entry().value
      },
      get replaced() {
        return entry().replaced!
      },
    }
  }
}
