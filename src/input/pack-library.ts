import { collector } from '../diagnostics/diagnostic.ts'
import { openFiles, shippedRoot } from './load.ts'
import { type Packed, pack } from './precompiled.ts'

/** For the build: the trees of every file under `baselines/`, by the hash of its text. A file with tables or mistakes is left out and parsed at each run. */
export async function packLibrary(): Promise<Readonly<Record<string, Packed>>> {
  const { diagnose } = collector()
  const root = shippedRoot()
  const files = openFiles(root, diagnose, { root })
  const packed: Record<string, Packed> = {}
  for (const path of files.findFiles(`${root}/baselines`)) {
    const faults = collector()
    const alone = openFiles(root, faults.diagnose, { root })
    const source = await alone.readFileTree(path)
    if (source?.tree && source.tables.length === 0 && faults.diagnostics.length === 0)
      packed[source.sha256] = pack(source.tree)
  }
  return packed
}
