import type { Span } from '../diagnostics/span.ts'

/**
 * Text that a user wrote, read but not yet understood: a tree whose every part knows its place. It knows no file format:
 * YAML, CSV cells and `--set` arguments all become this. Provenance written once for a block (`defaults`, or `source` and
 * `grade` beside a value) is spread over the scalars of the same file before files are merged, so that a value which one
 * file overrides never borrows the source of another.
 */
export type Tree = Scalar | MapTree | ListTree | LayerTree

export interface Scalar {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** The characters as written (without quotes). */
  readonly text: string
  readonly quoted: boolean
  readonly at: Span
  /** Inherited from the block that it stands in. */
  readonly source?: string
  readonly grade?: string
}

export interface MapTree {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, Entry>
  readonly at: Span
}

export interface Entry {
  readonly key: Span
  readonly value: Tree
  /** What this entry replaced, oldest first: the trail that `resolve --blame` prints. */
  readonly replaced?: readonly Tree[]
}

export interface ListTree {
  readonly kind: 'list'
  readonly items: readonly Tree[]
  readonly at: Span
}

/** A series of which an overlay says only a part (`{from: 2030, …}`, `{times: 90%}`, `{plus: …}`): what stood, and what was laid over it. */
export interface LayerTree {
  readonly kind: 'layers'
  readonly base: Tree
  readonly over: MapTree
  readonly at: Span
}
