import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../src/index.ts'
import type { CutTable, Result } from '../../src/report/result.ts'
import { told } from '../county.ts'

/** The folder of a case, or a file in it. */
export function inCase(name: string, ...path: readonly string[]): string {
  return join(import.meta.dirname, name, ...path)
}

/** What the source says should come out. */
export function expectedOf<T>(name: string): T {
  return JSON.parse(readFileSync(inCase(name, 'expected.json'), 'utf8')) as T
}

/** Runs a scenario of a case. Nothing may be said but that a peak is a plateau (W0603), and what a case has no data for (W0607, W0608). */
export async function runCase(name: string, scenario: string, ...overlays: string[]): Promise<Result> {
  const file = (path: string) => inCase(name, 'scenarios', path)
  const loaded = await run([file(scenario)], { with: overlays.map(file) })
  const said = told(loaded).filter(({ code }) => !['W0603', 'W0607', 'W0608'].includes(code))
  const result = loaded.results[0]
  if (!result || said.length > 0) throw new Error(JSON.stringify(said, null, 1))
  return result
}

/** An indicator in a year. */
export function figure(result: Result, indicator: string, year: number): number {
  const value = result.indicators[indicator]?.values[String(year)]
  if (value === undefined) throw new Error(`there is no ${indicator} in ${year}`)
  return value
}

/** One row of a cut in a year; a row that is not there is 0. */
export function cell(table: CutTable, id: string, year: number): number {
  return table.rows.find((row) => row.id === id)?.values[table.years.indexOf(year)] ?? 0
}

/** A target as it was judged. */
export function target(result: Result, id: string) {
  const found = result.targets.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`there is no target ${id}`)
  return found
}

/** The largest distance between what was found and what was expected. */
export function worst(pairs: Iterable<readonly [found: number, expected: number]>): number {
  return Math.max(...Array.from(pairs, ([found, expected]) => Math.abs(found - expected)))
}

/** The largest distance as a share of what was expected. */
export function worstShare(pairs: Iterable<readonly [found: number, expected: number]>): number {
  return Math.max(...Array.from(pairs, ([found, expected]) => Math.abs(found / expected - 1)))
}
