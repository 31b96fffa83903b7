import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Witness } from '../disk/witness.ts'

/**
 * The project root of a path: the nearest folder upward that holds `peakzero.yaml` or `.git`, else the folder
 * of the file.
 */
export function projectRoot(path: string, see = new Witness()): string {
  const start = isFolder(path, see) ? resolve(path) : dirname(resolve(path))
  for (let folder = start; ; folder = dirname(folder)) {
    if (marked(folder, see)) return realOr(folder, see)
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

export function within(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)
}

/** Whether a folder says that it is the root of a project. */
export function marked(folder: string, see: Witness): boolean {
  return exists(join(folder, 'peakzero.yaml'), see) || exists(join(folder, '.git'), see)
}

export function exists(path: string, see: Witness): boolean {
  return see.stat(path) !== undefined
}

export function isFolder(path: string, see: Witness): boolean {
  return see.stat(path)?.isDirectory() ?? false
}

export function realOr(path: string, see: Witness): string {
  try {
    return see.real(path)
  } catch {
    return resolve(path)
  }
}
