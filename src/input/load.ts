import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { type Diagnose, type Recording, recording } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import { Witness } from '../disk/witness.ts'
import type { Scalar } from '../model/tree.ts'
import { decode, lossyText } from './characters.ts'
import { tooMany } from './counted.ts'
import { inert, oddName, plainReference } from './file-names.ts'
import type { Files, FilesOptions, ReferenceKind, SourceFile } from './files.ts'
import { spreadProvenance } from './provenance.ts'
import { letGo, readAgain } from './read-again.ts'
import { isFolder, marked, projectRoot, realOr, shippedRoot, within } from './root.ts'
import { expandTables, tableLimits } from './table.ts'

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

/** Open the project that `path` belongs to. Nothing is read yet. */
export function openFiles(path: string, diagnose: Diagnose, options: FilesOptions = {}): Files {
  const see = options.witness ?? new Witness()
  return new Project(realOr(options.root ?? projectRoot(path, see), see), diagnose, options, see)
}

const nobodyMarks = {
  zh: '：以上各级没有 peakzero.yaml 或 .git',
  en: ': no folder above holds peakzero.yaml or .git',
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
    const [source] = place >= 0 ? this.order.splice(place, 1) : []
    if (source) letGo(source.sha256, source.file)
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
      const reading = readAgain(sha256, file, text.length, () => {
        const heard = recording(() => {})
        const document = readText(text, file, heard.say)
        let alone = true
        const open = (reference: Scalar) => {
          alone = false
          return this.openTable(reference, path, tables, heard.say)
        }
        const whole = document && expandTables(document, open, heard.say)
        return { tree: whole && spreadProvenance(whole), heard, alone }
      })
      reading.heard.again(say)
      tree = reading.tree
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
      this.diagnose('E0121', at, { path: file, where: '' })
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
      if (cause !== 'ENOENT' && cause !== 'ENOTDIR') say('E0124', at, { path: this.shown(path), cause })
      else say('E0121', at, { path: this.shown(path), ...this.unmarked(at, path) })
      return undefined
    }
    const parts = relative(this.root, real).split(sep)
    const hidden = parts.some((part) => part.startsWith('.') && part !== '' && part !== '.')
    return within(this.root, real) && !hidden ? real : this.outside(path, at, say)
  }

  /** Where a root that nothing marks may be why a file was not found that a document names: what could be done. */
  unmarked(at: Span, path: string): { readonly where: string; readonly 'where.zh'?: string } {
    const inBaselines = relative(this.root, resolve(path)).split(sep)[0] === 'baselines'
    if (at.file === this.shown(path) || !inBaselines || marked(this.root, this.see)) return { where: '' }
    return { where: nobodyMarks.en, 'where.zh': nobodyMarks.zh }
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
    const found = new Set<string>()
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
        if (found.size >= mostFiles) {
          // What is left out is said: a check that skipped files in silence would be no check.
          crowded = true
          this.diagnose('E0102', place, tooMany('files', mostFiles))
          return
        }
        const inner = join(folder, entry.name)
        if (entry.isDirectory()) {
          if (!skippedFolders.has(entry.name)) visit(inner)
        } else if (yamlExtensions.has(extname(entry.name)) && basename(inner) !== 'peakzero.yaml') {
          const real = this.admit(inner, yamlExtensions, this.whole(inner))
          if (real !== undefined) found.add(real)
        }
      }
    }
    const start = this.inside(absolute, place)
    if (start !== undefined) visit(start)
    if (found.size === 0) this.diagnose('E0123', place, { path: this.shown(absolute) })
    return [...found].sort((a, b) => Buffer.compare(Buffer.from(this.shown(a)), Buffer.from(this.shown(b))))
  }
}

/** Where documents that are referred to by their id live. */
const places = { baseline: 'baselines', policy: 'baselines/policies', library: 'baselines/library' }

function causeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'error'
}
