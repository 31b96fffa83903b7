import * as nodeFiles from 'node:fs'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { OutputError } from './output.ts'

/** What is used of `node:fs`; a test hands in one whose n-th call fails. */
export type FileSystem = Pick<
  typeof nodeFiles,
  | 'closeSync'
  | 'fsyncSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readdirSync'
  | 'renameSync'
  | 'unlinkSync'
  | 'writeSync'
>

const stale = /^(.+)\.(\d+)\.tmp$/

/** Whether a process of this number lives; one that we may not signal does. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Remove what killed runs left of this file: `name.<pid>.tmp` whose process is gone. */
export function sweep(folder: string, name: string, files: FileSystem = nodeFiles): void {
  for (const entry of files.readdirSync(folder)) {
    const [, owner, pid] = stale.exec(entry) ?? []
    if (owner !== name || alive(Number(pid))) continue
    try {
      files.unlinkSync(join(folder, entry))
    } catch {
      // Another run sweeps too, or the file is not ours to remove: it is in nobody's way.
    }
  }
}

/** Make the new name last: on some systems a folder cannot be synced, and the file is whole all the same. */
function syncFolder(folder: string, files: FileSystem): void {
  try {
    const handle = files.openSync(folder, 'r')
    try {
      files.fsyncSync(handle)
    } finally {
      files.closeSync(handle)
    }
  } catch {
    // The rename is done; only its survival of a power cut is less certain.
  }
}

function writeAll(handle: number, bytes: Uint8Array, files: FileSystem): void {
  let written = 0
  while (written < bytes.length) {
    const step = files.writeSync(handle, bytes, written)
    // A device that takes nothing and says nothing would be asked for ever.
    if (step <= 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' })
    written += step
  }
}

/**
 * Write a file whole or not at all: a temporary file beside it, synced, then renamed. Whatever fails, the old file stays and
 * the temporary one goes; two runs that write one file do not mix.
 * @throws OutputError
 */
export function writeWhole(path: string, content: string | Uint8Array, files: FileSystem = nodeFiles): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const folder = dirname(path)
  const temporary = join(folder, `${basename(path)}.${process.pid}.tmp`)
  let made = false
  try {
    sweep(folder, basename(path), files)
    const handle = files.openSync(temporary, 'wx')
    made = true
    try {
      writeAll(handle, bytes, files)
      files.fsyncSync(handle)
    } finally {
      files.closeSync(handle)
    }
    files.renameSync(temporary, path)
  } catch (error) {
    if (made) {
      try {
        files.unlinkSync(temporary)
      } catch {
        // The next run sweeps it.
      }
    }
    throw new OutputError(path, error, bytes.length)
  }
  syncFolder(folder, files)
}

/** A file that is written piece by piece, and is there only when it is whole. */
export interface Pieces {
  write(content: string | Uint8Array): void
  /** Puts it in its place. */
  finish(): void
  /** Leaves nothing behind. */
  drop(): void
}

/**
 * Begin a file whose content comes in pieces, too large to be held. The same steps as `writeWhole`.
 * @throws OutputError, also from what it returns
 */
export function writePieces(path: string, files: FileSystem = nodeFiles): Pieces {
  const folder = dirname(path)
  const temporary = join(folder, `${basename(path)}.${process.pid}.tmp`)
  let handle: number | undefined
  const drop = () => {
    if (handle === undefined) return
    try {
      files.closeSync(handle)
      files.unlinkSync(temporary)
    } catch {
      // The next run sweeps it.
    }
    handle = undefined
  }
  const guarded = (act: () => void): void => {
    try {
      act()
    } catch (error) {
      drop()
      throw new OutputError(path, error)
    }
  }
  guarded(() => {
    sweep(folder, basename(path), files)
    handle = files.openSync(temporary, 'wx')
  })
  return {
    write: (content) =>
      guarded(() =>
        writeAll(handle!, typeof content === 'string' ? new TextEncoder().encode(content) : content, files),
      ),
    finish: () =>
      guarded(() => {
        files.fsyncSync(handle!)
        files.closeSync(handle!)
        handle = undefined
        files.renameSync(temporary, path)
        syncFolder(folder, files)
      }),
    drop,
  }
}

/** Make a folder and those above it. Node's own `recursive` never ends where a folder cannot be made, as in /proc. */
function makeFolders(folder: string, files: FileSystem): void {
  try {
    files.mkdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const above = dirname(folder)
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || above === folder || existsSync(above)) throw error
    makeFolders(above, files)
    files.mkdirSync(folder)
  }
}

/**
 * Make a folder for output and prove that a file can be written there, before anything is computed.
 * @throws OutputError
 */
export function prepareFolder(folder: string, files: FileSystem = nodeFiles): void {
  try {
    makeFolders(folder, files)
    const probe = join(folder, `.peakzero.${process.pid}.tmp`)
    files.closeSync(files.openSync(probe, 'wx'))
    files.unlinkSync(probe)
  } catch (error) {
    throw new OutputError(folder, error)
  }
}

/** Paths of the files of a folder whose names end so, in order of name; the path itself where it is no folder. */
export function filesIn(path: string, ending: string): readonly string[] {
  try {
    if (!nodeFiles.statSync(path).isDirectory()) return [path]
    return nodeFiles
      .readdirSync(path)
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => join(path, name))
  } catch {
    // Who reads it will say what is wrong with it.
    return [path]
  }
}

/** The largest saved result that is read, in bytes: a hundred scenarios with room. */
const largestSaved = 256 * 1024 * 1024

/** Reads a saved result: its text, or why it cannot be had. Only regular files are opened. */
export function readSaved(
  path: string,
): { readonly text: string } | { readonly missing: true } | { readonly cause: string } {
  try {
    const stat = nodeFiles.statSync(path)
    if (!stat.isFile()) return { cause: stat.isDirectory() ? 'EISDIR' : 'EINVAL' }
    if (stat.size > largestSaved) return { cause: 'EFBIG' }
    return { text: nodeFiles.readFileSync(path, 'utf8').replace(/^\ufeff/, '') }
  } catch (error) {
    const { code = 'EIO' } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? { missing: true } : { cause: code }
  }
}
