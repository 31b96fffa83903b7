import type { Result, Results } from '../report/result.ts'
import { inert } from '../text/inert.ts'
import type { Text } from '../text/text.ts'
import { type Ran, runCase } from './case.ts'
import { resultOf } from './run.ts'
import type { Desk, ScenarioOptions, Session } from './session.ts'

/** One side of a comparison. `ran` is there where it was run now: only then its inputs and its leaves are known. */
export interface Side {
  readonly path: string
  readonly result: Result
  readonly ran?: Ran
  readonly session: Session
}

/** Whether an operand names a saved result. */
export function isSaved(path: string): boolean {
  return /\.json$/i.test(path)
}

/** Opens one operand: a scenario that is run, or the results in a file (E0780 where it holds none). */
export async function openSide(path: string, desk: Desk, options: ScenarioOptions): Promise<readonly Side[]> {
  const session = await desk.at(path)
  if (!isSaved(path)) {
    const ran = await runCase(path, session, options)
    return ran
      ? [{ path, result: resultOf(ran, session, [], undefined, undefined, undefined), ran, session }]
      : []
  }
  const text = session.project.readSaved(path)
  if (text === undefined) return []
  const read = resultsIn(text)
  if ('reason' in read) {
    const { zh, en } = read.reason
    const shown = inert(path)
    const why = { path: shown, reason: en, 'reason.zh': zh }
    session.diagnose('E0780', { file: shown, start: 0, end: 0 }, why)
    return []
  }
  return read.results.map((result) => ({ path, result, session }))
}

const reasons = {
  json: { zh: '不是完整的 JSON', en: 'it is no whole JSON' },
  format: { zh: '没有 "format": "peakzero/result@1"', en: 'it does not say "format": "peakzero/result@1"' },
  shape: { zh: '缺少 {what}，或它的内容不对', en: '{what} is missing or wrong' },
} satisfies Record<string, Text>

/** The results that a text holds; what a comparison reads of them is looked at, so that a torn file is refused here. */
export function resultsIn(text: string): { readonly results: readonly Result[] } | { readonly reason: Text } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { reason: reasons.json }
  }
  const format = (value as { format?: unknown } | null)?.format
  const list: readonly unknown[] | undefined =
    format === 'peakzero/result@1'
      ? [value]
      : format === 'peakzero/results@1'
        ? (value as Results).results
        : undefined
  if (!Array.isArray(list) || list.length === 0) return { reason: reasons.format }
  for (const one of list) {
    const what = misfit(one)
    if (what !== undefined) {
      const fill = (sentence: string) => sentence.replace('{what}', what)
      return { reason: { zh: fill(reasons.shape.zh), en: fill(reasons.shape.en) } }
    }
  }
  return { results: list as readonly Result[] }
}

type Loose = { readonly [key: string]: Loose | undefined }

/** The first part of a result that is not as its format says; of what a comparison reads. */
function misfit(one: unknown): string | undefined {
  const map = (value: unknown): value is Loose => typeof value === 'object' && value !== null
  const text = (value: unknown) =>
    map(value) && typeof value['zh'] === 'string' && typeof value['en'] === 'string'
  const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
  if (!map(one) || (one as Loose)['format'] !== ('peakzero/result@1' as unknown)) return 'format'
  const { scenario, horizon, indicators, peak, neutrality, targets, tables } = one
  if (!map(scenario) || typeof scenario['id'] !== 'string' || !text(scenario['title'])) return 'scenario'
  if (!map(scenario['county']) || typeof scenario['county']['id'] !== 'string') return 'scenario.county'
  if (!map(horizon) || !['base', 'observedTo', 'to'].every((key) => isNumber(horizon[key]))) return 'horizon'
  if (!map(indicators)) return 'indicators'
  for (const [id, series] of Object.entries(indicators))
    if (
      !map(series) ||
      typeof series['unit'] !== 'string' ||
      !text(series['name']) ||
      !map(series['values']) ||
      !Object.values(series['values']).every(isNumber)
    )
      return `indicators.${id}`
  if (!map(peak) || !isNumber(peak['year']) || !isNumber(peak['value'])) return 'peak'
  if (!map(neutrality) || !isNumber(neutrality['residual'])) return 'neutrality'
  if (!Array.isArray(targets)) return 'targets'
  for (const target of targets as readonly unknown[])
    if (!map(target) || typeof target['id'] !== 'string' || typeof target['met'] !== 'boolean')
      return 'targets'
  if (!map(tables)) return 'tables'
  for (const key of ['sector', 'facility', 'sectorCo2']) {
    const table = tables[key]
    if (!map(table) || !Array.isArray(table['years']) || !Array.isArray(table['rows'])) return `tables.${key}`
  }
  return undefined
}
