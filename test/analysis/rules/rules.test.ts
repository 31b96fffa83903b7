import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { meaningCodes } from '../../../src/diagnostics/codes/meaning.ts'
import { oddityCodes } from '../../../src/diagnostics/codes/oddities.ts'
import { type Code, codes } from '../../../src/diagnostics/codes.ts'
import { position } from '../../../src/diagnostics/position.ts'
import { checkProject, type Project, repository, told } from '../../county.ts'
import { base } from '../../invalid/base.ts'
import { type Mistake, mistakes } from './mistakes.ts'

/** The toy county of test/invalid with the plausible ranges that ship: a rule never names a county, only the library does. */
const ranges = ['plausibility', 'plausibility-processes', 'sources', 'sources-sheets'] as const
const shipped = Object.fromEntries(
  ranges.map((name) => [
    `libraries/${name}.yaml`,
    readFileSync(join(repository, `baselines/library/${name}.yaml`), 'utf8'),
  ]),
)
const libraries = `libraries: [none, ${ranges.map((name) => `../libraries/${name}.yaml`).join(', ')}]`
const county: Project = {
  ...base,
  ...shipped,
  'baselines/toy.yaml': base['baselines/toy.yaml']
    .replace('libraries: none', libraries)
    .replace('    name: nh3\n    sector: industry', '    name: nh3\n    sector: coking'),
}

/** The project of a mistake, and the place that its `«` marks. */
function projectOf(row: Mistake, side: 'bad' | 'good'): { files: Project; place: string | undefined } {
  const files: Record<string, string> = { ...county }
  for (const edit of row.edits) {
    const file = edit.file ?? 'baselines/toy.yaml'
    if (files[file]!.split(edit.find).length !== 2) throw new Error(`${file} holds “${edit.find}” not once`)
    files[file] = files[file]!.replace(edit.find, () => edit[side])
  }
  let place: string | undefined
  for (const [file, text] of Object.entries(files)) {
    const offset = text.indexOf('«')
    if (offset < 0) continue
    const { line, column } = position(text, offset)
    place ??= `${file}:${line}:${column}`
    files[file] = text.replace('«', '')
  }
  return { files, place }
}

const say = async (
  files: Project,
  quiet: readonly string[] = ['W0607', 'W0603', 'W0608', 'W0610', 'W0793'],
) => told(await checkProject(files, 'scenarios/a.yaml')).filter(({ code }) => !quiet.includes(code))

describe('a modelling mistake is said at its line, and its good neighbour is silent', () => {
  it('the base is silent', async () => {
    expect((await say(county)).map(({ code, en }) => [code, en])).toEqual([])
  })

  it.each(
    mistakes.map((row) => [`${row.code} ${row.row}: ${row.what}`, row] as const),
  )('%s', async (_, row) => {
    const { files, place } = projectOf(row, 'bad')
    const said = await say(files)
    expect(said.map(({ code }) => code).sort(), JSON.stringify(said.map(({ en }) => en))).toEqual(
      [row.code, ...(row.follows ?? [])].sort(),
    )
    const one = said.find(({ code }) => code === row.code)!
    expect(place, 'every mistake says where').toBeDefined()
    expect(one).toMatchObject({ place, severity: codes[row.code].severity, args: row.args ?? {} })
    for (const language of ['zh', 'en'] as const)
      expect(one[language]).not.toMatch(/\{[a-z]\w*\}|undefined|NaN|slip-/)
    expect(one.zh).toMatch(/\p{Script=Han}/u)
    expect((await say(projectOf(row, 'good').files)).map(({ code, en }) => [code, en])).toEqual([])
  })

  it('says that there is no total to hold the county against, until there is one (W0793)', async () => {
    const total = 'observed: { gdp: { 2020: 53 亿元@2020, 2022: 55 亿元@2020 } }\neconomy:\n'
    const held = county['baselines/toy.yaml']!.replace('economy:\n', total)
    const codesOf = async (files: Project) =>
      (await say(files, [])).map(({ code, place }) => [code, place] as const)
    expect(await codesOf(county)).toContainEqual(['W0793', 'baselines/toy.yaml:1:1'])
    expect((await codesOf({ ...county, 'baselines/toy.yaml': held })).map(([code]) => code)).not.toContain(
      'W0793',
    )
  })

  it('says that what is largest in the last year has not peaked (W0795)', async () => {
    const works =
      '  works: { process: given, sector: industry, emissions: [{ species: co2, scope: process, amount: { 2020: 10 万tCO2/a, 2035: 90 万tCO2/a, interpolate: linear } }] }'
    const rising = county['baselines/toy.yaml']!.replace('facilities:\n', `facilities:\n${works}\n`)
    const said = await say({ ...county, 'baselines/toy.yaml': rising })
    expect(said.filter(({ code }) => code === 'W0795')).toMatchObject([
      { args: { what: 'co2.total', year: 2035 } },
    ])
  })

  it('says once that it has no ranges', async () => {
    const said = await say(base)
    expect(said.filter(({ code }) => code !== 'W0664' && code !== 'W0793').map(({ code }) => code)).toEqual([
      'W0699',
    ])
  })
})

/** Said by the engine: test/invalid; W0699: above. */
const inEngine: ReadonlySet<Code> = new Set(['E0757', 'E0775', 'W0699', 'W0793', 'W0795'])

describe('every code of the rules', () => {
  it.each(
    (Object.keys(codes) as Code[]).filter(
      (code) =>
        (/^[EW]06[2-9]/.test(code) ||
          (/^[EW]07[5-7]/.test(code) && code in meaningCodes) ||
          code in oddityCodes) &&
        !inEngine.has(code),
    ),
  )('%s has a fixture', (code) => {
    expect(mistakes.some((row) => row.code === code)).toBe(true)
  })
})
