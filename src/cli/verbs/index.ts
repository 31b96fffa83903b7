import type { Verb } from '../context.ts'

/** Every verb; a file is loaded only when its verb is asked for. */
export const verbs: Readonly<Record<string, () => Promise<{ readonly verb: Verb }>>> = {
  run: () => import('./run.ts'),
  check: () => import('./check.ts'),
  admit: () => import('./admit.ts'),
  screen: () => import('./screen.ts'),
  compare: () => import('./compare.ts'),
  decompose: () => import('./decompose.ts'),
  ensemble: () => import('./ensemble.ts'),
  merge: () => import('./merge.ts'),
  sensitivity: () => import('./sensitivity.ts'),
  discover: () => import('./discover.ts'),
  explain: () => import('./explain.ts'),
  render: () => import('./render.ts'),
  calibrate: () => import('./calibrate.ts'),
  import: () => import('./import.ts'),
  resolve: () => import('./resolve.ts'),
  schema: () => import('./schema.ts'),
}
