import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { repository } from '../county.ts'

/** Every figure stands once: in one file of data, and in none of the program. */

type Tree = Readonly<Record<string, unknown>>
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const yamlUnder = (folder: string) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name).replaceAll('\\', '/'))
const read = (path: string) => parse(readFileSync(join(repository, path), 'utf8')) as Tree

const library = yamlUnder('baselines/library')
const others = [...yamlUnder('baselines'), ...yamlUnder('scenarios')].filter(
  (path) => !path.startsWith('baselines/library'),
)

interface Figure {
  readonly file: string
  readonly path: string
  /** Value with unit, as written. */
  readonly text: string
  readonly source: string
}

/** Words that are no figures: years, names, notes and what only describes. */
const wordy =
  /^(notes?|names?|title|about|sources?|grade|clause|year|horizon|id|context|commissioned|retired|start|at)$/
/** Digits that say something: 1,800 has two, 0.7222 four. */
const digits = (text: string) =>
  (/^[+-]?[\d.]+/.exec(text)?.[0] ?? '').replaceAll(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '').length

/** Every number of a file with the source that stands nearest above it. */
function figuresOf(file: string): readonly Figure[] {
  const found: Figure[] = []
  const root = read(file)
  const given = (tree: Tree, above: string) => (typeof tree['source'] === 'string' ? tree['source'] : above)
  function walk(value: unknown, source: string, path: string): void {
    if (Array.isArray(value)) for (const [i, one] of value.entries()) walk(one, source, `${path}.${i}`)
    else if (isTree(value))
      for (const [key, one] of Object.entries(value))
        if (!wordy.test(key)) walk(one, given(value, source), `${path}.${key}`)
    if (typeof value !== 'string' && typeof value !== 'number') return
    const year = /^(19|20|21)\d\d$/.test(String(value))
    if (!year && digits(String(value)) >= 3)
      found.push({ file, path: path.slice(1), text: String(value), source })
  }
  const defaults = isTree(root['defaults']) ? given(root['defaults'], 'none') : 'none'
  for (const [section, value] of Object.entries(root))
    if (section !== 'sources') walk(value, defaults, `.${section}`)
  return found
}

/** A figure that is one fact: the same number, in the same unit, on the same authority. */
const factOf = ({ text, source }: Figure) => `${text} of ${source}`

/** Figures that two files need, each with its reason. */
const allowed: Readonly<Record<string, string>> = {
  'processes.kiln-mixed-fuel.inputs.4.amount.value':
    'the limestone of a tonne of clinker; a process with other fuels states its whole recipe',
}

describe('no figure stands in two files', () => {
  it('an entry of the library stands in one file', () => {
    const places = new Map<string, string[]>()
    for (const file of library)
      for (const [section, entries] of Object.entries(read(file)))
        if (isTree(entries) && !['defaults', 'title', 'about'].includes(section))
          for (const id of Object.keys(entries))
            places.set(`${section}.${id}`, [...(places.get(`${section}.${id}`) ?? []), file])
    expect(places.size).toBeGreaterThan(300)
    expect([...places].filter(([, files]) => files.length > 1)).toEqual([])
  })

  it('no county, policy or scenario repeats a figure of the library or of one another', () => {
    const facts = new Map<string, Figure[]>()
    for (const file of [...library, ...others])
      for (const figure of figuresOf(file)) {
        const fact = factOf(figure)
        facts.set(fact, [...(facts.get(fact) ?? []), figure])
      }
    expect(facts.size).toBeGreaterThan(700)
    const judged = /^(county-judgement|my-study|none|stand-in|engineering)$/
    const twice = [...facts.values()].flatMap((places) => {
      const files = new Set(places.map(({ file }) => file))
      // Two assumptions may be equal by chance; what was read somewhere may not stand in two places.
      if (files.size < 2 || judged.test(places[0]!.source)) return []
      return places.filter(({ file, path }) => !library.includes(file) && !(path in allowed))
    })
    expect(twice).toEqual([])
  })

  it('sees a repeated figure', () => {
    const [figure] = figuresOf('baselines/rutland.yaml').filter(({ path }) => path in allowed)
    expect(figure?.text).toBe('1.198 t/t')
    expect(figuresOf('baselines/library/processes/clinker.yaml').map(factOf)).toContain(factOf(figure!))
  })
})

/** Numbers of the program that are physics, arithmetic or the convention of a rule; every other figure belongs into data. */
const known: Readonly<Record<string, string>> = {
  '8760': 'hours of a year',
  '3.6': 'GJ of a MWh',
  '1900': 'first year that can be written',
  '2200': 'last year that can be written',
  '9999': 'a year that never comes',
  '2030': 'the year that is told beside base and end',
  '2040': 'the same',
  '0.01': 'a hundredth: plateau, fall and rebound of a peak (docs/model.md)',
  '0.02': 'how far a carbon balance may stay open (docs/model.md)',
  '0.1': 'the trial where a number has no range (docs/jiaocheng.md)',
  '0.5': 'a half',
  '4.5': 'five years after a peak, between two years',
  '0.0005': 'what rounds to nothing in a table',
}

/** The same, where it holds for one file: physics, statistics and how far a rule lets a thing go before it speaks. */
const knownIn: Readonly<Record<string, readonly string[]>> = {
  // A tce is 29.3076 GJ, a calorie 4.1868 J (GB/T 2589); the others are how far off is too far.
  'analysis/rules/ranges.ts': ['29.3076', '4.1868', '0.005', '1.5'],
  'analysis/rules/electricity-basis.ts': ['29.3076', '0.98'],
  'analysis/rules/capacity-short.ts': ['0.2', '1.1', '1.25'],
  'analysis/rules/adoption-shape.ts': ['0.0099', '0.03'],
  'analysis/rules/carbon-twice.ts': ['0.2'],
  'analysis/rules/sibling-years.ts': ['0.75', '0.85'],
  'analysis/rules/use-growth.ts': ['0.05'],
  'analysis/rules/sold-but-bought.ts': ['0.6'],
  'analysis/rules/steps.ts': ['1.3', '1.9'],
  'analysis/rules/heat-pump.ts': ['0.98'],
  'analysis/rules/cost-part-missing.ts': ['0.9'],
  'analysis/rules/idle-unit.ts': ['0.2'],
  'analysis/rules/scale-slip.ts': ['0.05'],
  'analysis/rules/series-shape.ts': ['0.05'],
  'analysis/rules/series-spike.ts': ['1.4', '1.5', '1.6', '1.9', '2.7'],
  'analysis/rules/yearly-change.ts': ['0.2'],
  // What a condensing boiler gives of the net heat value of gas: its gross value over its net one, less losses.
  'engine/closure.ts': ['1.09'],
  // Exponents of doubles and the point where a mantissa is halved, as in numerics/elementary.
  'engine/kernel/elementary.ts': ['1.5', '1023', '1075'],
  // Made here, nearly all of it.
  'pipeline/supply-warnings.ts': ['0.8'],
  // Middles and ends of switches and levers.
  'engine/union.ts': ['1.5'],
  'pipeline/live.ts': ['0.05', '0.2', '0.9', '1.5'],
  // Key years of approved results; percentiles of a fan; 95 % of a normal, and of Student's t with 15 degrees.
  'pipeline/check/key-figures.ts': ['2035', '2050', '2060'],
  'pipeline/ensemble/compose.ts': ['0.05', '0.75', '0.95'],
  'study/chance.ts': ['1.959964', '2.13145'],
  'model/spread.ts': ['1.6448536269514722'],
  // The search of a condition: slices of 5 % (Friedman and Fisher 1999), the 5 % level, when a density is put down to luck;
  // the ends of a tornado; where a share takes a decimal.
  'study/discover.ts': ['0.05'],
  'pipeline/sensitivity/discover.ts': ['0.15', '0.8'],
  'study/tornado.ts': ['0.05', '0.95'],
  'report/sensitivity-words.ts': ['0.0995'],
  // What rounds to nothing, what is tight, what is nearly all (docs/admission.md).
  'report/admission-page.ts': ['0.05'],
  'report/decompose-formats.ts': ['0.001', '0.05'],
  'report/ledger-table.ts': ['0.05'],
  'study/trial.ts': ['0.99'],
}

describe('no figure stands in the program', () => {
  // Places on a page and in a workbook are no figures of the world: the rooms that draw are left out.
  const rooms = /^(model|engine|analysis|study|pipeline|report)\/(?!(html|chart|office|xlsx|docx)\/)/
  const sources = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && rooms.test(name))

  function numbersOf(name: string, text: string): readonly string[] {
    const found: string[] = []
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true)
    const visit = (node: ts.Node): void => {
      if (ts.isNumericLiteral(node)) {
        const value = Number(node.text)
        const power = value > 0 && Number.isInteger(Math.log2(value))
        // Bits and bytes are no figures of the world.
        const tolerance = /^(1e-?\d+|0x.+)$/.test(node.getText())
        if (!power && !tolerance && !(node.text in known) && !knownIn[name]?.includes(node.text))
          if (!Number.isInteger(value) || digits(node.text) >= 3)
            found.push(
              `${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText()}`,
            )
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  }

  it('in no room that knows the county', () => {
    expect(
      sources.flatMap((name) => numbersOf(name, readFileSync(join(repository, 'src', name), 'utf8'))),
    ).toEqual([])
  })
  it('sees a calorific value, a grid factor and a warming potential', () => {
    expect(numbersOf('a.ts', 'const a = 29.3076\nconst b = x * 0.7222 + 265 - 64 + 1e-9')).toEqual([
      'a.ts:1 29.3076',
      'a.ts:2 0.7222',
      'a.ts:2 265',
    ])
  })
})
