import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { extname, join } from 'node:path'

/** One look at the disk: what was asked of a path, and in short what was found. */
export type Look = readonly [asked: 'bytes' | 'list' | 'kind' | 'real' | 'stamp', path: string, found: string]

/** Looks at the disk and remembers what it saw. */
export class Witness {
  readonly #looks = new Map<string, Look>()
  /** Set when one path was seen in two states: what came of it cannot be trusted to be of one moment. */
  #torn = false

  /** What stands at a path; undefined where nothing can be seen. */
  stat(path: string): Stats | undefined {
    const stats = statOf(path)
    this.#note('kind', path, kindOf(stats))
    return stats
  }

  /** Where a path really leads; throws what the system says. */
  real(path: string): string {
    try {
      const real = realpathSync.native(path)
      this.#note('real', path, real)
      return real
    } catch (error) {
      this.#note('real', path, codeOf(error))
      throw error
    }
  }

  /** The entries of a folder; throws what the system says. */
  list(path: string): Dirent[] {
    try {
      const entries = readdirSync(path, { withFileTypes: true })
      this.#note('list', path, listOf(entries))
      return entries
    } catch (error) {
      this.#note('list', path, codeOf(error))
      throw error
    }
  }

  /** Says which bytes were read of a file, or why none were. */
  saw(path: string, bytes: Uint8Array | string): void {
    this.#note('bytes', path, typeof bytes === 'string' ? bytes : hash(bytes))
  }

  /** Names, sizes and times of change of the YAML files under a folder: an equal stamp means that nobody touched them. */
  stamp(root: string, folder: string): string {
    const stamp = stampOf(root, folder)
    this.#note('stamp', `${root}\n${folder}`, hash(stamp))
    return stamp
  }

  /** Every look, in the order of their paths; undefined where the disk changed under them. */
  looks(): readonly Look[] | undefined {
    return this.#torn
      ? undefined
      : [...this.#looks.values()].sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1))
  }

  /** Takes in what another witness saw at the same time; nothing: the disk changed under it. */
  join(looks: readonly Look[] | undefined): void {
    if (looks) for (const [asked, path, found] of looks) this.#note(asked, path, found)
    else this.#torn = true
  }

  #note(asked: Look[0], path: string, found: string): void {
    const key = `${asked} ${path}`
    const known = this.#looks.get(key)
    if (known && known[2] !== found) this.#torn = true
    this.#looks.set(key, [asked, path, found])
  }
}

/** The largest file whose bytes are compared: nothing larger is read by any reader of ours. */
const mostBytes = 64 * 1024 * 1024

/** Whether a path would still be seen as it was. Whatever goes wrong: no. */
export function holds([asked, path, found]: Look): boolean {
  try {
    switch (asked) {
      case 'kind':
        return kindOf(statOf(path)) === found
      case 'real':
        return whatOr(() => realpathSync.native(path)) === found
      case 'list':
        return whatOr(() => listOf(readdirSync(path, { withFileTypes: true }))) === found
      case 'stamp': {
        const [root = '', folder = ''] = path.split('\n')
        return hash(stampOf(root, folder)) === found
      }
      case 'bytes':
        return bytesOf(path) === found
      default:
        return false
    }
  } catch {
    return false
  }
}

function bytesOf(path: string): string {
  const handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = fstatSync(handle)
    if (!stats.isFile() || stats.size > mostBytes) return 'no file'
    const buffer = new Uint8Array(stats.size + 1)
    let length = 0
    for (;;) {
      const read = readSync(handle, buffer, length, buffer.length - length, null)
      length += read
      if (read === 0 || length === buffer.length) break
    }
    return hash(buffer.subarray(0, length))
  } finally {
    closeSync(handle)
  }
}

function stampOf(root: string, folder: string): string {
  const lines: string[] = []
  const visit = (path: string): void => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`
      if (entry.isDirectory()) visit(inner)
      else if (extname(entry.name) === '.yaml' || extname(entry.name) === '.yml') {
        const stat = statSync(join(root, inner))
        lines.push(`${inner} ${stat.size} ${stat.mtimeMs}`)
      }
    }
  }
  visit(folder)
  return lines.sort().join('\n')
}

/** SHA-256 in hex. */
export function hash(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

function kindOf(stats: Stats | undefined): string {
  if (!stats) return 'none'
  return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other'
}

function listOf(entries: readonly Dirent[]): string {
  const kind = (entry: Dirent) =>
    entry.isFile() ? 'f' : entry.isDirectory() ? 'd' : entry.isSymbolicLink() ? 'l' : 'o'
  return hash(
    entries
      .map((entry) => `${kind(entry)} ${entry.name}\n`)
      .sort()
      .join(''),
  )
}

function whatOr(look: () => string): string {
  try {
    return look()
  } catch (error) {
    return codeOf(error)
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'error'
}
