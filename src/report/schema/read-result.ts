import type { Result } from '../result.ts'
import { resultSchema } from './result-schema.ts'
import { type Misfit, misfit } from './shape.ts'

/** What a saved result turns out to be. */
export type ReadResult =
  | { readonly results: readonly Result[] }
  /** No JSON: where it breaks off, as far as that can be told. */
  | { readonly broken: string; readonly at: number }
  /** JSON of something else; the word under `format`, if there is one. */
  | { readonly other: string }
  | { readonly misfit: Misfit }

/** Reads what `run --format json` wrote: one result, or several. Nothing of it is trusted before it fits its shape. */
export function readResult(text: string): ReadResult {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const at = /position (\d+)/.exec(said)?.[1]
    return {
      broken: said.split('\n')[0]!.slice(0, 80),
      at: at === undefined ? text.length : Math.min(Number(at), text.length),
    }
  }
  const format = wordUnder(document, 'format')
  const several = format === 'peakzero/results@1'
  if (!several && format !== 'peakzero/result@1') return { other: format ?? '' }
  const parts = several ? (document as { results?: unknown }).results : [document]
  if (!Array.isArray(parts) || parts.length === 0)
    return { misfit: { path: 'results', expected: 'array', found: typeof parts } }
  for (const [i, part] of parts.entries()) {
    const bad = misfit(part, resultSchema, several ? `results[${i}]` : '') ?? misjoined(part as Result)
    if (bad) return { misfit: bad }
  }
  return { results: parts as readonly Result[] }
}

/** What a shape cannot say: an indicator that is named must be there, and rows are as long as their years. */
function misjoined(result: Result): Misfit | undefined {
  for (const [key, id] of [
    ['peak.indicator', result.peak.indicator],
    ['neutrality.indicator', result.neutrality.indicator],
  ] as const)
    if (!Object.hasOwn(result.indicators, id))
      return { path: key, expected: 'an id of indicators', found: id }
  const { sector, facility, fuel, gas, scope, sectorCo2 } = result.tables
  for (const [name, table] of Object.entries({ sector, facility, fuel, gas, scope, sectorCo2 }))
    for (const row of table.rows)
      if (row.values.length !== table.years.length)
        return {
          path: `tables.${name}.rows.${row.id}`,
          expected: `${table.years.length} values`,
          found: String(row.values.length),
        }
  return undefined
}

function wordUnder(document: unknown, key: string): string | undefined {
  if (typeof document !== 'object' || document === null || !Object.hasOwn(document, key)) return undefined
  const word = (document as Readonly<Record<string, unknown>>)[key]
  return typeof word === 'string' ? word : undefined
}
