import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type Code, codes, type Severity } from '../src/diagnostics/codes.ts'
import { position } from '../src/diagnostics/position.ts'
import { message, sortDiagnostics } from '../src/diagnostics/render.ts'
import { check, compileFile, type Loaded, resolve, run } from '../src/index.ts'
import type { Result } from '../src/report/result.ts'

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
    run([join(root, scenario)], {
      ...options,
      ...(options.with ? { with: options.with.map((path) => join(root, path)) } : {}),
    }),
  )
}

/** Runs one scenario that must run; throws its diagnostics otherwise. */
export async function resultOf(
  files: Project,
  scenario = 'scenarios/a.yaml',
  options: Parameters<typeof run>[1] = {},
) {
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

/** The repository. */
export const repository = fileURLToPath(new URL('..', import.meta.url))

/** One diagnostic as a user meets it. */
export interface Told {
  readonly code: Code
  readonly severity: Severity
  /** `file:line:column`; the file alone where no text stands behind it. */
  readonly place: string
  readonly args: Readonly<Record<string, string | number>>
  readonly zh: string
  readonly en: string
}

/** All that a user is told, as it is told: in order of place, nothing twice. */
export function told(loaded: Loaded): readonly Told[] {
  return sortDiagnostics(loaded.diagnostics).map((diagnostic) => {
    const text = loaded.sourceText(diagnostic.at.file)
    const { line, column } = text === undefined ? {} : position(text, diagnostic.at.start)
    return {
      code: diagnostic.code,
      severity: codes[diagnostic.code].severity,
      place: line === undefined ? diagnostic.at.file : `${diagnostic.at.file}:${line}:${column}`,
      args: diagnostic.args,
      zh: message(diagnostic, 'zh'),
      en: message(diagnostic, 'en'),
    }
  })
}

/** The values of an indicator, by index of year. */
export function indicator(result: Result, id: string): readonly number[] {
  const found = result.indicators[id]
  if (!found) throw new Error(`there is no indicator ${id}: ${Object.keys(result.indicators).join(' ')}`)
  return Object.values(found.values)
}

/** The columns of a compiled scenario by id, in full precision, one number a year. */
export async function columnsOf(files: Project, scenario = 'scenarios/a.yaml') {
  return withProject(files, async (root) => {
    const compiled = await compileFile(join(root, scenario))
    const wrong = compiled.diagnostics.filter(({ code }) => codes[code].severity === 'error')
    if (!compiled.run || wrong.length > 0) throw new Error(JSON.stringify(wrong, null, 1))
    const trajectories = compiled.run()
    if (compiled.diagnostics.length > 0) throw new Error(JSON.stringify(compiled.diagnostics, null, 1))
    const { plan } = trajectories
    const years = plan.horizon.to - plan.horizon.base + 1
    return new Map(
      plan.columns.map((column) => {
        const values = trajectories.value(column.node)
        const all = values.length === years ? [...values] : Array.from({ length: years }, () => values[0]!)
        return [column.id, { ...column, values: all }] as const
      }),
    )
  })
}

/** The columns of a compiled scenario. */
export type Columns = Awaited<ReturnType<typeof columnsOf>>

/** The values of a column. */
export function column(columns: Columns, id: string): readonly number[] {
  const found = columns.get(id)
  if (!found) throw new Error(`there is no column ${id}: ${[...columns.keys()].join(' ')}`)
  return found.values
}

/** Bundles a copy of the sources into `folder`/dist, as `build.mjs` does, and returns the launcher. */
export async function buildProgram(folder: string, source = join(repository, 'src')): Promise<string> {
  mkdirSync(join(folder, 'baselines', 'library'), { recursive: true })
  await build({
    entryPoints: { launch: join(source, 'cli/launch.ts') },
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    nodePaths: [join(repository, 'node_modules')],
    external: ['@resvg/resvg-js'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    define: { PEAKZERO_VERSION: '"0.0.0-test"' },
    logLevel: 'warning',
  })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return join(folder, 'dist', 'launch.js')
}
