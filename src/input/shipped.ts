import { readBeside } from '../disk/beside.ts'
import type { MapTree } from '../model/tree.ts'
import { type Packed, unpack } from './precompiled.ts'
import type { WholeLibrary } from './scenario.ts'

/** What the build writes beside the bundle (`builtin.json`; trees of single library files in `library.json`): trees by the hash of the text that they were made from, and parsed expressions by their text. */
export interface Built {
  /** As text within the text: of the files that ship a run reads few. */
  readonly trees: Readonly<Record<string, string>>
  readonly expressions: Readonly<Record<string, unknown>>
  /** The library as one tree, good as long as its files bear this stamp. */
  readonly library?: {
    readonly stamp: string
    readonly files: readonly (readonly [path: string, sha256: string])[]
    readonly tree: Packed
  }
}

/** What was made from the shipped files when the program was built. */
export interface Shipped {
  /** The tree of a text with this hash: a file is parsed only when its text differs from the shipped one. */
  tree(sha256: string, file: string): MapTree | undefined
  /** The whole library, where its files bear the stamp that they bore when the program was built. */
  library(stamp: string, prefix: string): WholeLibrary | undefined
  /** The parsed form of an expression, as the engine's parser gave it. */
  expression(text: string): unknown
}

let read: Shipped | undefined

/**
 * What the build made, read once in a process. An edited file is never answered from a stale tree, since its hash differs. Run
 * from source there is nothing, and everything is parsed.
 */
export function shippedTrees(): Shipped {
  read ??= readShipped()
  return read
}

function readShipped(): Shipped {
  const text = readBeside('builtin.json')
  if (text === undefined)
    return { tree: () => undefined, library: () => undefined, expression: () => undefined }
  const built = JSON.parse(text) as Built
  /** By what stands before the names of its files. One object, so that what is laid over it is laid once (laid.ts). */
  const whole = new Map<string, WholeLibrary>()
  let singles: Built['trees'] | undefined
  const single = (sha256: string): string | undefined => {
    singles ??= JSON.parse(readBeside('library.json') ?? '{}') as Built['trees']
    return Object.hasOwn(singles, sha256) ? singles[sha256] : undefined
  }
  return {
    tree: (sha256, file) => {
      const found = Object.hasOwn(built.trees, sha256) ? built.trees[sha256] : single(sha256)
      if (!found) return undefined
      const tree = unpack(JSON.parse(found) as Packed, () => file)
      return tree.kind === 'map' ? tree : undefined
    },
    library: (stamp, prefix) => {
      const { library } = built
      if (library?.stamp !== stamp) return undefined
      const known = whole.get(prefix)
      if (known) return known
      const tree = unpack(library.tree, (file) => `${prefix}${file}`)
      const files = library.files.map(([path, sha256]) => ({ file: `${prefix}${path}`, sha256 }))
      if (tree.kind !== 'map') return undefined
      const made = { tree, files }
      whole.set(prefix, made)
      return made
    },
    expression: (written) =>
      Object.hasOwn(built.expressions, written) ? built.expressions[written] : undefined,
  }
}
