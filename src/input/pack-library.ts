import { collector } from '../diagnostics/diagnostic.ts'
import { documents, type Kind } from '../model/documents.ts'
import { openFiles, shippedRoot } from './load.ts'
import { type Packed, pack } from './precompiled.ts'
import { readKind } from './scenario.ts'

/**
 * For the build: the trees of every shipped file, by the hash of its text. Only a file that was read and held against the
 * shape of its kind without a word is packed; one with tables or mistakes is left out and read anew at each run.
 */
export async function packLibrary(): Promise<Readonly<Record<string, Packed>>> {
  const root = shippedRoot()
  const found = collector()
  const files = openFiles(root, found.diagnose, { root })
  const packed: Record<string, Packed> = {}
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
    if (read && read.source.tables.length === 0 && faults.diagnostics.length === 0)
      packed[read.source.sha256] = pack(read.tree)
  }
  return packed
}
