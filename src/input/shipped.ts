import type { MapTree } from '../model/tree.ts'
import { readBeside } from './load.ts'
import { type Packed, unpack } from './precompiled.ts'

/** What the build writes beside the bundle: trees by the hash of the text that they were made from, and parsed expressions by their text. */
export interface Built {
  readonly trees: Readonly<Record<string, Packed>>
  readonly expressions: Readonly<Record<string, unknown>>
}

/** What was made from the shipped files when the program was built. */
export interface Shipped {
  /** The tree of a text with this hash: a file is parsed only when its text differs from the shipped one. */
  tree(sha256: string, file: string): MapTree | undefined
  /** The parsed form of an expression, as the engine's parser gave it. */
  expression(text: string): unknown
}

/**
 * Reads what the build made. An edited file is never answered from a stale tree, since its hash differs. Run from source
 * there is nothing, and everything is parsed.
 */
export function shippedTrees(): Shipped {
  const text = readBeside('builtin.json')
  if (text === undefined) return { tree: () => undefined, expression: () => undefined }
  const built = JSON.parse(text) as Built
  return {
    tree: (sha256, file) => {
      const found = Object.hasOwn(built.trees, sha256) ? built.trees[sha256] : undefined
      if (!found) return undefined
      const tree = unpack(found, () => file)
      return tree.kind === 'map' ? tree : undefined
    },
    expression: (written) =>
      Object.hasOwn(built.expressions, written) ? built.expressions[written] : undefined,
  }
}
