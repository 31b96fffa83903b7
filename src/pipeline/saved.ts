import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Result } from '../report/result.ts'
import { readResult } from '../report/schema/read-result.ts'
import type { Loaded } from './session.ts'

/** A file as its reader found it: its text, that there is none, or why it cannot be read. */
export type Saved = { readonly text: string } | { readonly missing: true } | { readonly cause: string }

/** Reads saved results; what is wrong is said for every file (E0121, E0124, E0810 to E0812). */
export function readResults(
  paths: readonly string[],
  read: (path: string) => Saved,
): Loaded & { readonly results: readonly Result[] } {
  const diagnostics: Diagnostic[] = []
  const texts = new Map<string, string>()
  const results = paths.flatMap((path): readonly Result[] => {
    const at = { file: path, start: 0, end: 0 }
    const saved = read(path)
    if ('missing' in saved) diagnostics.push({ code: 'E0121', at, args: { path, where: '' } })
    else if ('cause' in saved) diagnostics.push({ code: 'E0124', at, args: { path, cause: saved.cause } })
    else {
      texts.set(path, saved.text)
      const found = readResult(saved.text)
      if ('results' in found) return found.results
      if ('broken' in found) {
        const place = { file: path, start: found.at, end: found.at }
        diagnostics.push({ code: 'E0810', at: place, args: { path, found: found.broken } })
      } else if ('other' in found) diagnostics.push({ code: 'E0811', at, args: { path, found: found.other } })
      else {
        const { path: place, expected, found: value } = found.misfit
        diagnostics.push({ code: 'E0812', at, args: { place, expected, found: value } })
      }
    }
    return []
  })
  return { diagnostics, sourceText: (file) => texts.get(file), results }
}
