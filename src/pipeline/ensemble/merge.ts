import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { collector } from '../../diagnostics/diagnostic.ts'
import type { EnsembleResult } from '../../report/ensemble.ts'
import { Gathered } from '../../study/gathered.ts'
import type { Saved } from '../saved.ts'
import type { Loaded } from '../session.ts'
import { compose, judgeDraws } from './compose.ts'
import { shapeOf } from './frame.ts'
import { belongs, type Kept, readShard } from './shard.ts'

/** Missing shards that are named; more are counted. */
const named = 12

/** A place as it was named, and the files that it stands for. */
export interface Place {
  readonly path: string
  readonly files: readonly string[]
}

/**
 * Puts all shards of an ensemble together: the bytes of a run in one go, in whatever order they come. Damaged, foreign, unfinished,
 * doubled and missing ones are all said (E0861, E0866, E0860, E0864, E0863, E0862), and there is no answer then.
 */
export async function merge(
  places: readonly Place[],
  read: (path: string) => Saved,
): Promise<Loaded & { readonly ensemble?: EnsembleResult }> {
  const { diagnose, diagnostics } = collector()
  const loaded: Loaded = { diagnostics, sourceText: () => undefined }
  const shards: { readonly path: string; readonly kept: Kept }[] = []
  for (const { path, files } of places)
    if (files.length === 0) diagnose('E0867', { file: path, start: 0, end: 0 }, { path })
  for (const path of places.flatMap(({ files }) => files)) {
    const at = { file: path, start: 0, end: 0 }
    const saved = read(path)
    if ('missing' in saved) diagnose('E0121', at, { path, where: '' })
    else if ('cause' in saved) diagnose('E0124', at, { path, cause: saved.cause })
    else {
      const kept = readShard(saved.text, path, diagnose)
      if (kept) shards.push({ path, kept })
    }
  }
  const [first] = shards
  if (!first) return loaded
  const { frame, part } = first.kept
  const byPlace = new Map<number, { readonly path: string; readonly kept: Kept }>()
  for (const shard of shards) {
    const { path, kept } = shard
    const at = { file: path, start: 0, end: 0 }
    if (!belongs({ ...first.kept, part: { n: part.n } }, kept, path, diagnose)) continue
    const { k, n, from, end } = kept.part
    const other = byPlace.get(k)
    if (other) diagnose('E0863', at, { found: `${k}/${n}`, path, other: other.path })
    else if (kept.done < end - from) diagnose('E0864', at, { path, done: kept.done, of: end - from })
    byPlace.set(k, other ?? shard)
  }
  // Also those whose file was refused above: they are to be computed again.
  const missing = Array.from({ length: part.n }, (_, i) => i + 1).filter((k) => !byPlace.has(k))
  if (missing.length > 0)
    diagnose(
      'E0862',
      { file: first.path, start: 0, end: 0 },
      { found: missing.slice(0, named).join(', ') + (missing.length > named ? ' …' : ''), of: part.n },
    )
  if (hasErrors(diagnostics)) return loaded
  const gathered = new Gathered(shapeOf(frame))
  for (const { kept } of byPlace.values()) gathered.merge(kept.gathered)
  judgeDraws(frame, gathered, { file: first.path, start: 0, end: 0 }, diagnose)
  return hasErrors(diagnostics) ? loaded : { ...loaded, ensemble: compose(frame, gathered) }
}

const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ code }) => code.startsWith('E'))
