import { byCodePoint } from '../../text/order.ts'
import { pair, texts } from './baseline-texts.ts'
import { type Gathered, unclassified } from './gathered.ts'
import { type ImportedTotal, importedTotals } from './imported-totals.ts'
import { type Modelled, side } from './modelled.ts'
import { modelledAmounts, modelledFacility } from './modelled-facility.ts'
import { UnitTable } from './unit-table.ts'
import type { Words } from './words.ts'
import type { Writing } from './writing.ts'
import { yamlKey, yamlNumber, yamlText } from './written.ts'

/** What a file is called and what stands in it. */
export interface Written {
  readonly name: string
  readonly content: string
}

/** What is written, and the totals that the baseline is held against. */
export interface Baseline {
  readonly files: readonly Written[]
  readonly totals: readonly ImportedTotal[]
}

/**
 * Write the baseline: a YAML document and the table of its units. A unit is a facility whose activity is one unit a year;
 * units with the same set of flows share a process. Totals stand in `reconciliation`, so that every run proves that they are
 * the books' own.
 */
export function baselineOf(
  gathered: Gathered,
  writing: Writing,
  modelled: readonly Modelled[] = [],
): Baseline {
  const id = writing.map.id.id
  const years = yearsOf(gathered, modelled)
  const base = years[0]!
  const table = new UnitTable(gathered, writing, years, new Set(modelled.map(({ unit }) => unit.key)))
  const prices = writing.map.prices?.year ?? base
  const firms = modelled.map((one) => modelledFacility(one, years, prices, table.names))
  const totals = totalsOf(table, modelled, years, prices)
  const { units } = table
  const used = [...units, ...modelled].map(({ unit }) => unit.sector)
  const sectors = sectorLines(new Set(used), writing.words)
  const title = writing.map.title ?? { zh: id, en: id }
  const lines = [
    'kind: baseline',
    `id: ${yamlKey(id)}`,
    `title: ${pair(title)}`,
    `about: ${pair(texts.about)}`,
    `prices: ${prices}`,
    `gwp: ${writing.map.gwp}`,
    `horizon: { base: ${base}, observed-to: ${years.at(-1)}, to: ${writing.map.to.year} }`,
    ...(writing.map.electricity ? [`boundary: { electricity: ${writing.map.electricity} }`] : []),
    'defaults: { source: book-1, grade: statistics }',
    'sources:',
    ...writing.books.map(
      ({ file, sha256 }, i) =>
        `  book-${i + 1}: { title: ${yamlText(file)}, kind: statistics, note: ${yamlText(`sha256 ${sha256}`)} }`,
    ),
    'sectors:',
    ...sectors,
    'commodities:',
    ...table.commodities(new Set(modelled.flatMap(commoditiesOf))),
    ...(units.length > 0 ? ['processes:', ...table.processes()] : []),
    'facilities:',
    // A section is a table or is written out: beside firms with a process each of its own columns would not fit.
    ...(firms.length > 0
      ? [...firms, ...table.lines(prices)]
      : [`  table: ${yamlText(`${id}-units.csv`)}`, '  columns:', ...table.columns(prices)]),
    'economy: { gdp: built }',
    'reconciliation:',
    ...totals.map(
      ({ id: item, name, model, year, amount, unit }) =>
        `  ${item}: { name: ${pair(name)}, model: ${JSON.stringify(`= ${model}`)}, year: ${year}, against: ${yamlNumber(amount)} ${unit}, kind: observed, tolerance: 0.0000001% }`,
    ),
  ]
  return {
    files: [
      ...(firms.length > 0 ? [] : [{ name: `${id}-units.csv`, content: table.csv() }]),
      { name: `${id}.yaml`, content: `${lines.join('\n')}\n` },
    ],
    totals,
  }
}

/** What a modelled firm takes and makes: gas that nobody else takes must be sold. */
const commoditiesOf = ({ process }: Modelled): readonly string[] => [
  process.lead.id,
  ...[...process.inputs, ...process.outputs].map(({ fuel }) => fuel.id),
]

function yearsOf({ figures, outputs, values }: Gathered, modelled: readonly Modelled[]): readonly number[] {
  const recorded = [...figures, ...outputs, ...values].map(({ year }) => year)
  const years = new Set([...recorded, ...modelled.flatMap(({ output }) => [...output.keys()])])
  return [...years].sort((a, b) => a - b)
}

/** Totals of recorded and of modelled units together; of what a process adds to the books there is no total of theirs. */
function totalsOf(
  table: UnitTable,
  modelled: readonly Modelled[],
  years: readonly number[],
  prices: number,
): readonly ImportedTotal[] {
  const loose = new Set(modelled.flatMap((one) => [...one.loose]))
  const amounts = [...table.amounts(), ...modelled.flatMap(modelledAmounts)].filter(
    ({ of, inward }) => !loose.has(side(of, inward)),
  )
  const values = modelled.flatMap(({ value }) => (value === undefined ? [] : [value]))
  const recorded = table.value()
  const value =
    recorded === undefined && values.length === 0
      ? undefined
      : values.reduce((sum, one) => sum + one, recorded ?? 0)
  return importedTotals(amounts, years, value, prices)
}

function sectorLines(used: ReadonlySet<string>, words: Words): readonly string[] {
  const wanted = new Set(used)
  for (const id of used) {
    const parent = words.sectors.get(id)?.parent
    if (parent !== undefined) wanted.add(parent)
  }
  const known = [...words.sectors.values()].filter(({ id }) => wanted.has(id))
  const own = [...wanted].filter((id) => id !== unclassified && !words.sectors.has(id)).sort(byCodePoint)
  return [
    ...known.map(
      ({ id, name, parent }) => `  ${id}: { name: ${pair(name)}${parent ? `, parent: ${parent}` : ''} }`,
    ),
    ...own.map((id) => `  ${yamlKey(id)}: { name: ${yamlText(id)} }`),
    ...(wanted.has(unclassified) ? [`  ${unclassified}: { name: ${pair(texts.unclassified)} }`] : []),
  ]
}
