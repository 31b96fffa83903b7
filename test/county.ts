import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { check, resolve, run } from '../src/index.ts'

/** Files of a small project, by path. */
export type Project = Readonly<Record<string, string>>

/** Writes a project into a folder of its own, hands it to `use`, and removes it. */
export async function withProject<T>(files: Project, use: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'peakzero-test-'))
  try {
    writeFileSync(join(root, 'peakzero.yaml'), '')
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return await use(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Runs one scenario of a project. */
export function runProject(files: Project, scenario: string, options: Parameters<typeof run>[1] = {}) {
  return withProject(files, (root) =>
    run([join(root, scenario)], { ...options, ...(options.with ? { with: options.with.map((path) => join(root, path)) } : {}) }),
  )
}

/** Runs one scenario that must run; throws its diagnostics otherwise. */
export async function resultOf(files: Project, scenario = 'scenarios/a.yaml', options: Parameters<typeof run>[1] = {}) {
  const { results, diagnostics } = await runProject(files, scenario, options)
  const result = results[0]
  if (!result) throw new Error(JSON.stringify(diagnostics, null, 1))
  return result
}

/** Codes and places of what `check` says about a path of a project. */
export function checkProject(files: Project, path: string) {
  return withProject(files, (root) => check([join(root, path)]))
}

/** The effective scenario of a project. */
export function resolveProject(files: Project, path: string) {
  return withProject(files, (root) => resolve(join(root, path)))
}

/** What every small county needs and no test is about. */
export const species = `
species:
  co2: { name: CO2, family: greenhouse, unit: tCO2 }
  ch4: { name: CH4, family: greenhouse, unit: t, ar4: 25, ar5: 28, ar6: 27.9 }
  n2o: { name: N2O, family: greenhouse, unit: t, ar4: 298, ar5: 265, ar6: 273 }
  so2: { name: SO2, family: pollutant, unit: t }
`

/** A scenario that changes nothing. */
export const plainScenario = 'kind: scenario\nid: a\nbaseline: toy\n'
