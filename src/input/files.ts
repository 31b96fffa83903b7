import type { Span } from '../diagnostics/span.ts'
import type { Witness } from '../disk/witness.ts'
import type { MapTree, Scalar } from '../model/tree.ts'

/** A file of the project as it was read. */
export interface SourceFile {
  /** As shown: relative to the root, `/` as separator, nothing unseen in it. */
  readonly file: string
  /** The real path; two ways to one file give one path. */
  readonly path: string
  /** Size on disk. */
  readonly bytes: number
  /** Of the text that offsets refer to (no BOM, LF), so that CRLF and LF copies of a file agree. */
  readonly sha256: string
  readonly text: string
  /** Tables expanded, provenance spread; absent when the text could not be understood. */
  readonly tree?: MapTree
  /** The tree was made and checked when the program was built, from this very text. */
  readonly shipped: boolean
  /** Tables that the tree was made with. */
  readonly tables: readonly SourceFile[]
}

/** What a reference in a document points at. */
export type ReferenceKind = 'extends' | 'baseline' | 'policy' | 'library'

export interface FilesOptions {
  /** Remembers every look at the disk. */
  readonly witness?: Witness
  /**
   * The project root; without it the nearest folder upward of the path first used that holds `peakzero.yaml`
   * or `.git`.
   */
  readonly root?: string
  /** Stands before every shown path: `builtin:` for a shipped library. */
  readonly prefix?: string
  /** A tree that was made from a text with this hash before, with `file` as the name in its spans. */
  readonly precompiled?: (sha256: string, file: string) => MapTree | undefined
}

/**
 * The files of one project. Each is read once; what is wrong with it is said, through `diagnose`, to each who asks for it, so
 * that what one scenario comes to does not depend on which was read before.
 */
export interface Files {
  /** The project root, by its real path. */
  readonly root: string
  /** What stands before every shown path. */
  readonly prefix: string
  /** Read a YAML file. `at` is the reference that led to it. */
  readFileTree(path: string, at?: Span): Promise<SourceFile | undefined>
  /**
   * The .yaml files under a folder in code-point order of their shown paths, or the one file; E0123 when
   * there is none.
   */
  findFiles(path: string, at?: Span): readonly string[]
  /**
   * The path that a reference in a document points at, checked: plain, relative, inside the root (E0121,
   * E0122).
   */
  resolveReference(kind: ReferenceKind, reference: Scalar): string | undefined
  /** Names, sizes and times of change of the YAML files under a folder of the root: an equal stamp means that nobody touched them. */
  stamp(folder: string): string
  /**
   * Whether an id leads to a file that is there (`baselines/<id>.yaml` and the like); false for paths. Says
   * nothing.
   */
  has(kind: ReferenceKind, reference: Scalar): boolean
  /** Whether a regular file stands at a path inside the root. Says nothing. */
  there(path: string): boolean
  /** The text of a file of ours that is no document (E0122, E0124, E0105); `there` was asked before. */
  readPlain(path: string): string | undefined
  /** How a path is shown: relative to the root, `/` between its parts, nothing unseen in it. */
  shown(path: string): string
  /** The text of a file that was read, by its shown name, for frames. */
  sourceText(file: string): string | undefined
  /** Lets go of the tree of a file that was read; its text stays, for frames. Who needs the tree again reads it again. */
  forget(path: string): void
  /** The text of a result that was saved, wherever it lies; undefined, and said (E0124, E0102), where it cannot be read. */
  readSaved(path: string): string | undefined
  /** The bytes of a workbook, wherever it lies, with its name as shown; undefined, and said (E0121, E0124), where it cannot be read. */
  readBook(
    path: string,
  ): { readonly bytes: Uint8Array; readonly file: string; readonly sha256: string } | undefined
  /** All that was read, in the order of reading. */
  read(): readonly SourceFile[]
}
