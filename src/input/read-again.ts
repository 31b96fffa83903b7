import type { Recording } from '../diagnostics/diagnostic.ts'
import type { MapTree } from '../model/tree.ts'

/** The tree of a text, and what was said of it on the way. */
export interface Reading {
  readonly tree: MapTree | undefined
  readonly heard: Recording
  /** More than the text went into it (tables): it is never kept. */
  readonly alone: boolean
}

/** Trees of a hundred scenarios with their county and library; a text takes some twenty times its length as a tree. */
const most = { bytes: 2 * 1024 * 1024, keys: 20_000 }

/** Texts that were read once. */
const met = new Set<string>()
/** Texts that were read more than once, by their key, the one used last at the end. */
const kept = new Map<string, Reading & { readonly bytes: number }>()
let bytes = 0

/**
 * What a text comes to, where it was read before in this process: `run --watch` reads a county at each save, and who calls the
 * program from code runs the same files again and again. Found by the hash of the text and the name that stands in its
 * spans, so an edited file is read anew. Kept from the second time on: a check of a thousand files reads each once, and would
 * hold them all. Trees are immutable; one object also means that what follows from it (laid.ts, bind.ts) is found again.
 */
export function readAgain(sha256: string, file: string, length: number, read: () => Reading): Reading {
  const key = `${sha256} ${file}`
  const known = kept.get(key)
  if (known) {
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  const reading = read()
  if (!reading.alone) return reading
  if (!met.has(key)) {
    if (met.size >= most.keys) met.clear()
    met.add(key)
    return reading
  }
  kept.set(key, { ...reading, bytes: length })
  bytes += length
  for (const [oldest, { bytes: freed }] of kept) {
    if (bytes <= most.bytes) break
    kept.delete(oldest)
    bytes -= freed
  }
  return reading
}

/** Lets go of what a text came to: a province has a hundred counties, and each is read twice. */
export function letGo(sha256: string, file: string): void {
  const key = `${sha256} ${file}`
  const known = kept.get(key)
  if (known) {
    kept.delete(key)
    bytes -= known.bytes
  }
  met.delete(key)
}
