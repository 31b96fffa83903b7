/**
 * The front door: what the verbs of the command line do, as functions. It wires the registries that live above (indicators,
 * rules of targets) into the rooms below, and is the one place that walks the whole pipeline:
 *
 *   text ─▶ Document ─▶ Model ─▶ Plan ─▶ Trajectories ─▶ figures, verdicts ─▶ Report ─▶ bytes
 */

export { type AdmitOptions, admit } from './pipeline/admit.ts'
export { type Calibrated, calibrate } from './pipeline/calibrate.ts'
export { type Checked, type CheckOptions, check } from './pipeline/check/check.ts'
export type { Finding } from './pipeline/check/finding.ts'
export { errorsIn, type Mended, mend } from './pipeline/check/mend.ts'
export { type CheckCrew, type CheckedPart, type CheckPart, checkPart } from './pipeline/check/part.ts'
export { type CompareOptions, type CutWord, compare, cutWords, type Tolerance } from './pipeline/compare.ts'
export { type DecomposeOptions, decompose } from './pipeline/decompose.ts'
export { compileFile, described, gradientBench, schema } from './pipeline/documents.ts'
export type { Crew, Hire } from './pipeline/ensemble/crew.ts'
export type { Progress } from './pipeline/ensemble/draw.ts'
export { type EnsembleOptions, ensemble } from './pipeline/ensemble/ensemble.ts'
export { merge } from './pipeline/ensemble/merge.ts'
export { type ExplainOptions, explain, explainFigures } from './pipeline/explain.ts'
export { type Imported, type ImportListing, type ImportOptions, importBooks } from './pipeline/import.ts'
export { type EffectiveEntry, resolve } from './pipeline/resolve.ts'
export { type RunOptions, run } from './pipeline/run.ts'
export { readResults } from './pipeline/saved.ts'
export { type ScreenOptions, screen } from './pipeline/screen.ts'
export { type DiscoverOptions, discover } from './pipeline/sensitivity/discover.ts'
export { type SensitivityOptions, sensitivity } from './pipeline/sensitivity/sensitivity.ts'
export type { Loaded, ScenarioOptions } from './pipeline/session.ts'
export { kinds, version } from './pipeline/vocabulary.ts'
