import type { MapTree } from '../model/tree.ts'
import { type Packed, unpack } from './precompiled.ts'

/** How a tree that was made when the program was built is found: by the hash of the text that it was made from. */
export type ShippedTrees = (sha256: string, file: string) => MapTree | undefined

/**
 * The trees of the shipped files, made when the program was built (`build.mjs` writes `builtin.json` beside the bundle). A
 * file is parsed only when its text differs from the shipped one, so an edited library is never answered from a stale tree.
 * Run from source there is no such file, and everything is parsed.
 */
export async function shippedTrees(): Promise<ShippedTrees> {
  const { readBeside } = await import('./load.ts')
  const text = readBeside('builtin.json')
  if (text === undefined) return () => undefined
  const packed = JSON.parse(text) as Readonly<Record<string, Packed>>
  return (sha256, file) => {
    const found = Object.hasOwn(packed, sha256) ? packed[sha256] : undefined
    if (!found) return undefined
    const tree = unpack(found, () => file)
    return tree.kind === 'map' ? tree : undefined
  }
}
