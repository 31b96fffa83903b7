import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
} from 'node:fs'
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Diagnose, type Recording, recording } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import { Witness } from '../disk/witness.ts'
import type { MapTree, Scalar } from '../model/tree.ts'
import { codePoint, decode, lossyText, unseenIn } from './characters.ts'
import { spreadProvenance } from './provenance.ts'
import { expandTables, tableLimits } from './table.ts'

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

const yamlExtensions: ReadonlySet<string> = new Set(['.yaml', '.yml'])
const skippedFolders: ReadonlySet<string> = new Set(['node_modules', 'schema'])
const yamlBytes = 1024 * 1024
/** Workbooks of a county are a few megabytes; what is larger is refused by its reader. */
const bookBytes = 64 * 1024 * 1024
const plainBytes = 16 * 1024 * 1024
/** A province of counties run in one command stays well below this. */
const savedBytes = 256 * 1024 * 1024
/** More files than this are no project of ours: searching stops, with an error (E0102). */
const mostFiles = 20_000

function hasMoreLines(text: string, limit: number): boolean {
  let lines = 0
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) if (++lines > limit) return true
  return false
}

/**
 * The project root of a path: the nearest folder upward that holds `peakzero.yaml` or `.git`, else the folder
 * of the file.
 */
export function projectRoot(path: string, see = new Witness()): string {
  const start = isFolder(path, see) ? resolve(path) : dirname(resolve(path))
  for (let folder = start; ; folder = dirname(folder)) {
    if (exists(join(folder, 'peakzero.yaml'), see) || exists(join(folder, '.git'), see))
      return realOr(folder, see)
    if (dirname(folder) === folder) return realOr(start, see)
  }
}

/**
 * What leads from the repository to a project inside it (`counties/a/`), `''` where they are one or there is no repository:
 * what CI systems put before a path to find the file.
 */
export function repositoryPrefix(root: string, see = new Witness()): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (exists(join(folder, '.git'), see))
      return folder === root ? '' : `${relative(folder, root).split(sep).join('/')}/`
    if (dirname(folder) === folder) return ''
  }
}

/** Open the project that `path` belongs to. Nothing is read yet. */
export function openFiles(path: string, diagnose: Diagnose, options: FilesOptions = {}): Files {
  const see = options.witness ?? new Witness()
  return new Project(realOr(options.root ?? projectRoot(path, see), see), diagnose, options, see)
}

class Project implements Files {
  readonly root: string
  readonly diagnose: Diagnose
  readonly options: FilesOptions
  readonly byPath = new Map<
    string,
    { readonly reading: Promise<SourceFile | undefined>; readonly heard: Recording }
  >()
  readonly stamps = new Map<string, string>()
  /** Plain files that were read; all that ask get what the first was told. */
  readonly plain = new Map<string, { readonly text: string | undefined; readonly heard: Recording }>()
  readonly texts = new Map<string, string>()
  readonly order: SourceFile[] = []
  readonly see: Witness

  constructor(root: string, diagnose: Diagnose, options: FilesOptions, see: Witness) {
    this.see = see
    this.root = root
    this.diagnose = diagnose
    this.options = options
  }

  shown(path: string): string {
    const inside = relative(this.root, path)
    const name = inside === '' ? '.' : inside.split(sep).join('/')
    return `${this.options.prefix ?? ''}${inert(name)}`
  }

  whole(path: string): Span {
    return { file: this.shown(path), start: 0, end: 0 }
  }

  sourceText(file: string): string | undefined {
    const known = this.texts.get(file)
    const prefix = this.options.prefix ?? ''
    if (known !== undefined || !file.startsWith(prefix) || !yamlExtensions.has(extname(file))) return known
    // A file of the library that was never opened, since its tree came from the build: its text is wanted for a frame.
    // Only a shipped file can be meant: anything else was read before or refused (a pipe would block, a link leads away).
    if (prefix === '' && this.root !== shippedRoot()) return undefined
    const path = join(this.root, file.slice(prefix.length))
    const stat = within(this.root, path) ? lstatSync(path, { throwIfNoEntry: false }) : undefined
    return stat?.isFile() && stat.size <= yamlBytes
      ? readFileSync(path, 'utf8').replace(/\r\n?/g, '\n')
      : undefined
  }

  stamp(folder: string): string {
    const known = this.stamps.get(folder)
    if (known !== undefined) return known
    const stamp = this.see.stamp(this.root, folder)
    this.stamps.set(folder, stamp)
    return stamp
  }

  get prefix(): string {
    return this.options.prefix ?? ''
  }

  read(): readonly SourceFile[] {
    return this.order
  }

  forget(path: string): void {
    this.byPath.delete(path)
    const place = this.order.findIndex((source) => source.path === path)
    if (place >= 0) this.order.splice(place, 1)
  }

  readFileTree(path: string, at?: Span): Promise<SourceFile | undefined> {
    const real = this.admit(path, yamlExtensions, at ?? this.whole(resolve(path)))
    if (real === undefined) return Promise.resolve(undefined)
    const known = this.byPath.get(real)
    if (known) {
      known.heard.again(this.diagnose)
      return known.reading
    }
    const heard = recording(this.diagnose)
    const reading = this.readYaml(real, at, heard.say)
    this.byPath.set(real, { reading, heard })
    return reading
  }

  async readYaml(path: string, at: Span | undefined, say: Diagnose): Promise<SourceFile | undefined> {
    const file = this.shown(path)
    const raw = this.bytesOf(path, yamlBytes, at ?? this.whole(path))
    if (!raw) {
      // Said at the place that led here: the next place is told anew.
      this.byPath.delete(path)
      return undefined
    }
    const decoded = decode(raw, file, yamlBytes, say)
    const text = decoded?.text ?? lossyText(raw)
    this.texts.set(file, text)
    const sha256 = createHash('sha256').update(text).digest('hex')
    const tables: SourceFile[] = []
    let tree = decoded?.sound ? this.options.precompiled?.(sha256, file) : undefined
    const shipped = tree !== undefined
    if (!tree && decoded) {
      const { readText } = await import('./document.ts')
      const document = readText(text, file, say)
      if (document) {
        const expanded = expandTables(
          document,
          (reference) => this.openTable(reference, path, tables, say),
          say,
        )
        tree = spreadProvenance(expanded)
      }
    }
    const source: SourceFile = {
      file,
      path,
      bytes: raw.length,
      sha256,
      text,
      tables,
      shipped,
      ...(tree ? { tree } : {}),
    }
    this.order.push(source)
    return source
  }

  there(path: string): boolean {
    return within(this.root, resolve(path)) && this.see.stat(path)?.isFile() === true
  }

  readPlain(path: string): string | undefined {
    const known = this.plain.get(path)
    const heard = known?.heard ?? recording(this.diagnose)
    if (known) {
      heard.again(this.diagnose)
      return known.text
    }
    const at = this.whole(path)
    const real = this.admit(path, new Set([extname(path)]), at, heard.say)
    const raw = real === undefined ? undefined : this.bytesOf(real, plainBytes, at, heard.say)
    const text = raw && decode(raw, this.shown(path), plainBytes, heard.say)?.text
    this.plain.set(path, { text, heard })
    return text
  }

  readSaved(path: string): string | undefined {
    const full = resolve(path)
    const raw = this.bytesOf(full, savedBytes, this.whole(full))
    const text = raw && new TextDecoder().decode(raw)
    if (text !== undefined) this.texts.set(this.shown(full), text)
    return text
  }

  readBook(path: string): { bytes: Uint8Array; file: string; sha256: string } | undefined {
    const full = resolve(path)
    const file = inert(path.split(sep).join('/'))
    const at = { file, start: 0, end: 0 }
    if (this.see.stat(full) === undefined) {
      this.diagnose('E0121', at, { path: file })
      return undefined
    }
    const bytes = this.bytesOf(full, bookBytes, at)
    return bytes && { bytes, file, sha256: createHash('sha256').update(bytes).digest('hex') }
  }

  openTable(reference: Scalar, from: string, tables: SourceFile[], say: Diagnose): SourceFile | undefined {
    const target = this.relativeTo(dirname(from), reference, say)
    if (target === undefined) return undefined
    const path = this.admit(target, new Set(['.csv']), reference.at, say)
    const raw = path === undefined ? undefined : this.bytesOf(path, tableLimits.bytes, reference.at, say)
    if (path === undefined || !raw) return undefined
    const file = this.shown(path)
    const decoded = decode(raw, file, tableLimits.bytes, say)
    const text = decoded?.text ?? lossyText(raw)
    // Millions of empty lines are no table, and even to find a place among them takes a hundred megabytes.
    if (hasMoreLines(text, tableLimits.nodes)) {
      this.texts.set(file, text.slice(0, 10_000))
      say('E0104', { file, start: 0, end: 1 }, { limit: tableLimits.nodes })
      return undefined
    }
    this.texts.set(file, text)
    const sha256 = createHash('sha256').update(text).digest('hex')
    const source: SourceFile = { file, path, bytes: raw.length, sha256, text, tables: [], shipped: false }
    this.order.push(source)
    tables.push(source)
    return decoded?.sound ? source : undefined
  }

  has(kind: ReferenceKind, { text }: Scalar): boolean {
    const place = Object.hasOwn(places, kind) ? places[kind as keyof typeof places] : undefined
    if (place === undefined || /[/.]/.test(text) || !plainReference(text)) return false
    return this.see.stat(join(this.root, place, `${text.normalize('NFC')}.yaml`))?.isFile() === true
  }

  resolveReference(kind: ReferenceKind, reference: Scalar): string | undefined {
    const from = reference.at.file.slice((this.options.prefix ?? '').length)
    const folder = dirname(join(this.root, from))
    const text = reference.text
    const byId = !/[/.]/.test(text) && kind !== 'extends'
    if (byId && plainReference(text) && kind in places) {
      const place = places[kind as keyof typeof places]
      const target = join(this.root, place, `${text.normalize('NFC')}.yaml`)
      return this.admit(target, yamlExtensions, reference.at)
    }
    const target = this.relativeTo(folder, reference)
    if (target === undefined) return undefined
    if (kind === 'library' && isFolder(target, this.see)) return this.inside(target, reference.at)
    return this.admit(target, yamlExtensions, reference.at)
  }

  /** The absolute path of a plain relative reference; anything else is E0122. */
  relativeTo(folder: string, reference: Scalar, say = this.diagnose): string | undefined {
    if (plainReference(reference.text)) return join(folder, reference.text)
    say('E0122', reference.at, { path: inert(reference.text) })
    return undefined
  }

  /** The real path of a regular file inside the root with one of these endings. */
  admit(path: string, extensions: ReadonlySet<string>, at: Span, say = this.diagnose): string | undefined {
    const absolute = resolve(path)
    if (oddName(relative(this.root, absolute))) {
      say('E0126', at, { path: this.shown(absolute) })
      return undefined
    }
    if (!extensions.has(extname(absolute))) return this.outside(absolute, at, say)
    const real = this.inside(absolute, at, say)
    if (real === undefined) return undefined
    if (!extensions.has(extname(real)) || !this.see.stat(real)?.isFile())
      return this.outside(absolute, at, say)
    return real
  }

  inside(path: string, at: Span, say = this.diagnose): string | undefined {
    if (!within(this.root, resolve(path)) && !within(this.root, realOr(dirname(path), this.see)))
      return this.outside(path, at, say)
    let real: string
    try {
      real = this.see.real(path)
    } catch (error) {
      const cause = causeOf(error)
      if (cause === 'ENOENT' || cause === 'ENOTDIR') say('E0121', at, { path: this.shown(path) })
      else say('E0124', at, { path: this.shown(path), cause })
      return undefined
    }
    const parts = relative(this.root, real).split(sep)
    const hidden = parts.some((part) => part.startsWith('.') && part !== '' && part !== '.')
    return within(this.root, real) && !hidden ? real : this.outside(path, at, say)
  }

  outside(path: string, at: Span, say = this.diagnose): undefined {
    say('E0122', at, { path: this.shown(path) })
    return undefined
  }

  /** Read a regular file; never blocks on a pipe or device, never reads more than the limit. */
  bytesOf(path: string, limit: number, at: Span, say = this.diagnose): Uint8Array | undefined {
    let handle: number | undefined
    try {
      handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
      const { size } = fstatSync(handle)
      if (!fstatSync(handle).isFile()) return this.outside(path, at, say)
      if (size > limit) {
        const found = `${Math.ceil((size / 1024 / 1024) * 10) / 10} MiB`
        // Nothing of it was read; its place is its first line all the same.
        this.texts.set(this.shown(path), '')
        say('E0102', this.whole(path), { found, limit: `${limit / 1024 / 1024} MiB` })
        return undefined
      }
      // One byte more than expected, to notice a file that grows.
      const buffer = new Uint8Array(size + 1)
      let length = 0
      for (;;) {
        const read = readSync(handle, buffer, length, Math.min(65_536, buffer.length - length), null)
        length += read
        if (length === buffer.length) {
          say('E0124', at, { path: this.shown(path), cause: 'ESTALE' })
          return undefined
        }
        if (read === 0) {
          const bytes = buffer.subarray(0, length)
          this.see.saw(path, bytes)
          return bytes
        }
      }
    } catch (error) {
      say('E0124', at, { path: this.shown(path), cause: causeOf(error) })
      return undefined
    } finally {
      if (handle !== undefined) closeSync(handle)
    }
  }

  findFiles(path: string, at?: Span): readonly string[] {
    const absolute = resolve(path)
    const place = at ?? this.whole(absolute)
    const stat = this.see.stat(absolute)
    if (!stat?.isDirectory()) {
      const real = this.admit(absolute, yamlExtensions, place)
      return real === undefined ? [] : [real]
    }
    const found: string[] = []
    let crowded = false
    const visit = (folder: string): void => {
      let names: ReturnType<Witness['list']>
      try {
        names = this.see.list(folder)
      } catch (error) {
        this.diagnose('E0124', place, { path: this.shown(folder), cause: causeOf(error) })
        return
      }
      for (const entry of names) {
        if (entry.name.startsWith('.') || crowded) continue
        if (found.length >= mostFiles) {
          // What is left out is said: a check that skipped files in silence would be no check.
          crowded = true
          this.diagnose('E0102', place, { found: `> ${mostFiles} files`, limit: `${mostFiles} files` })
          return
        }
        const inner = join(folder, entry.name)
        if (entry.isDirectory()) {
          if (!skippedFolders.has(entry.name)) visit(inner)
        } else if (yamlExtensions.has(extname(entry.name)) && basename(inner) !== 'peakzero.yaml') {
          const real = this.admit(inner, yamlExtensions, this.whole(inner))
          if (real !== undefined && !found.includes(real)) found.push(real)
        }
      }
    }
    const start = this.inside(absolute, place)
    if (start !== undefined) visit(start)
    if (found.length === 0) this.diagnose('E0123', place, { path: this.shown(absolute) })
    return found.sort((a, b) => Buffer.compare(Buffer.from(this.shown(a)), Buffer.from(this.shown(b))))
  }
}

/** The text of a file beside the running program (or beside the folder of its chunks), where the build put one. */
export function readBeside(name: string): string | undefined {
  const here = dirname(fileURLToPath(import.meta.url))
  const path = [join(here, name), join(dirname(here), name)].find(existsSync)
  return path === undefined ? undefined : readFileSync(path, 'utf8')
}

/** Where documents that are referred to by their id live. */
const places = { baseline: 'baselines', policy: 'baselines/policies', library: 'baselines/library' }

/**
 * The folder that holds what ships with the program: the nearest one above this file with `baselines/library`
 * in it.
 */
export function shippedRoot(): string {
  const see = new Witness()
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (isFolder(join(folder, 'baselines', 'library'), see)) return folder
    if (dirname(folder) === folder) throw new Error('the shipped library is not where the program expects it')
  }
}

/**
 * A reference is a plain relative path: no scheme, drive, stream, backslash, home, hidden folder, device
 * name.
 */
function plainReference(text: string): boolean {
  if (text === '' || text.length > 400 || isAbsolute(text) || unseenIn(text, 1).length > 0) return false
  if (/[\\:*?"<>|\n\t]|^[~-]/.test(text)) return false
  return text.split('/').every((part) => {
    if (part === '.' || part === '..') return true
    return part !== '' && !/^\.|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part)
  })
}

/** A name with control or unseen characters, or one that is no UTF-8 (Node then puts U+FFFD into it). */
function oddName(name: string): boolean {
  return /[\n\t\ufffd]/.test(name) || unseenIn(name, 1).length > 0
}

function within(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)
}

/** A name with unseen characters spelt out, so that it cannot move anything about where it is shown. */
function inert(name: string): string {
  let result = name.replace(/[\n\t]/g, (character) => `<${codePoint(character)}>`)
  for (const { character } of unseenIn(result, 100))
    result = result.replace(character, `<${codePoint(character)}>`)
  return result.length > 400 ? `${result.slice(0, 397)}...` : result
}

function causeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'error'
}

function exists(path: string, see: Witness): boolean {
  return see.stat(path) !== undefined
}

function isFolder(path: string, see: Witness): boolean {
  return see.stat(path)?.isDirectory() ?? false
}

function realOr(path: string, see: Witness): string {
  try {
    return see.real(path)
  } catch {
    return resolve(path)
  }
}
