import { collector } from '../diagnostics/diagnostic.ts'
import { documents, type Kind } from '../model/documents.ts'
import type { Tree } from '../model/tree.ts'
import { openFiles } from './load.ts'
import { pack } from './precompiled.ts'
import { shippedRoot } from './root.ts'
import { type Document, libraryFolder, mergeLibraries, readKind } from './scenario.ts'
import type { Built } from './shipped.ts'

/**
 * For the build: the trees of every shipped file, by the hash of its text. Only a file that was read and held against the
 * shape of its kind without a word is packed; one with tables or mistakes is left out and read anew at each run.
 */
export async function packLibrary(
  parse: (text: string) => { readonly ok: boolean; readonly tree?: unknown },
): Promise<{ readonly built: Built; readonly singles: Built['trees'] }> {
  const root = shippedRoot()
  const found = collector()
  const files = openFiles(root, found.diagnose, { root })
  const packed: Record<string, string> = {}
  const expressions: Record<string, unknown> = {}
  const paths = ['baselines', 'scenarios'].flatMap((folder) => files.findFiles(`${root}/${folder}`))
  for (const path of paths) {
    const faults = collector()
    const alone = openFiles(root, faults.diagnose, { root })
    const read = await readKind(
      { project: alone, shipped: alone },
      path,
      Object.keys(documents) as Kind[],
      faults.diagnose,
    )
    if (read && read.source.tables.length === 0 && faults.diagnostics.length === 0) {
      packed[read.source.sha256] = JSON.stringify(pack(read.tree))
      for (const text of expressionsIn(read.tree)) {
        const parsed = parse(text.replace(/^=/, ''))
        if (parsed.ok) expressions[text] = parsed.tree
      }
    }
  }
  const whole = await wholeLibrary(root)
  // Trees of single library files are wanted only when one of them was edited: a file of their own.
  const single = new Set(whole?.files.map(([, sha256]) => sha256))
  const pick = (wanted: boolean) =>
    Object.fromEntries(Object.entries(packed).filter(([sha256]) => single.has(sha256) === wanted))
  return {
    built: { trees: pick(false), expressions, ...(whole ? { library: whole } : {}) },
    singles: pick(true),
  }
}

/** The library laid together as `openCase` would, unless something is wrong with it. */
async function wholeLibrary(root: string): Promise<Built['library']> {
  const faults = collector()
  const files = openFiles(root, faults.diagnose, { root })
  const stamp = files.stamp(libraryFolder)
  const read: Document[] = []
  for (const path of files.findFiles(`${root}/${libraryFolder}`)) {
    const document = await readKind({ project: files, shipped: files }, path, ['library'], faults.diagnose)
    if (document) read.push(document)
  }
  if (faults.diagnostics.length > 0 || read.some((document) => document.source.tables.length > 0))
    return undefined
  const tree = mergeLibraries(read, faults.diagnose)
  return { stamp, files: read.map(({ file, source }) => [file, source.sha256]), tree: pack(tree) }
}

function expressionsIn(tree: Tree): readonly string[] {
  if (tree.kind === 'scalar') return tree.quoted && tree.text.trim().startsWith('=') ? [tree.text.trim()] : []
  if (tree.kind === 'list') return tree.items.flatMap(expressionsIn)
  if (tree.kind === 'map') return [...tree.entries.values()].flatMap((entry) => expressionsIn(entry.value))
  return [...expressionsIn(tree.base), ...expressionsIn(tree.over)]
}
