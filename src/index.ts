/**
 * The front door: what the verbs of the command line do, as functions. It wires the registries that live above (indicators,
 * rules of targets) into the rooms below, and is the one place that walks the whole pipeline:
 *
 *   text ─▶ Document ─▶ Model ─▶ Plan ─▶ Trajectories ─▶ figures, verdicts ─▶ Report ─▶ bytes
 */

export type { AdmitOptions } from './pipeline/admit.ts'
export type { Calibrated } from './pipeline/calibrate.ts'
export type { Checked, CheckOptions } from './pipeline/check/check.ts'
export type { Finding } from './pipeline/check/finding.ts'
export type { Mended } from './pipeline/check/mend.ts'
export type { CheckCrew, CheckedPart, CheckPart } from './pipeline/check/part.ts'
export type { CompareOptions, Tolerance } from './pipeline/compare.ts'
export type { DecomposeOptions } from './pipeline/decompose.ts'
export { compileFile, described, gradientBench, schema } from './pipeline/documents.ts'
export type { Crew, Hire } from './pipeline/ensemble/crew.ts'
export type { Progress } from './pipeline/ensemble/draw.ts'
export type { EnsembleOptions } from './pipeline/ensemble/ensemble.ts'
export type { ExplainOptions } from './pipeline/explain.ts'
export type { Imported, ImportListing, ImportOptions } from './pipeline/import.ts'
export type { EffectiveEntry } from './pipeline/resolve.ts'
export type { RunOptions } from './pipeline/run.ts'
export { readResults } from './pipeline/saved.ts'
export type { ScreenOptions } from './pipeline/screen.ts'
export type { DiscoverOptions } from './pipeline/sensitivity/discover.ts'
export type { SensitivityOptions } from './pipeline/sensitivity/sensitivity.ts'
export type { Loaded, ScenarioOptions } from './pipeline/session.ts'
export { kinds, version } from './pipeline/vocabulary.ts'
export type { CutWord } from './report/compare.ts'

/** A function that is loaded when it is first called: a short run must not start what other verbs need. */
function later<A extends readonly unknown[], R>(load: () => Promise<(...args: A) => Promise<R>>) {
  return async (...args: A): Promise<R> => (await load())(...args)
}

export const admit = later(async () => (await import('./pipeline/admit.ts')).admit)
export const calibrate = later(async () => (await import('./pipeline/calibrate.ts')).calibrate)
export const check = later(async () => (await import('./pipeline/check/check.ts')).check)
export const checkPart = later(async () => (await import('./pipeline/check/part.ts')).checkPart)
export const compare = later(async () => (await import('./pipeline/compare.ts')).compare)
export const decompose = later(async () => (await import('./pipeline/decompose.ts')).decompose)
export const ensemble = later(async () => (await import('./pipeline/ensemble/ensemble.ts')).ensemble)
export const errorsIn = later(async () => (await import('./pipeline/check/mend.ts')).errorsIn)
export const explain = later(async () => (await import('./pipeline/explain.ts')).explain)
export const explainFigures = later(async () => (await import('./pipeline/explain.ts')).explainFigures)
export const importBooks = later(async () => (await import('./pipeline/import.ts')).importBooks)
export const mend = later(async () => (await import('./pipeline/check/mend.ts')).mend)
export const merge = later(async () => (await import('./pipeline/ensemble/merge.ts')).merge)
export const resolve = later(async () => (await import('./pipeline/resolve.ts')).resolve)
export const run = later(async () => (await import('./pipeline/run.ts')).run)
export const screen = later(async () => (await import('./pipeline/screen.ts')).screen)
export const discover = later(async () => (await import('./pipeline/sensitivity/discover.ts')).discover)
export const sensitivity = later(
  async () => (await import('./pipeline/sensitivity/sensitivity.ts')).sensitivity,
)
