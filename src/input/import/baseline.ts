import type { ImportMap } from '../../model/import-map.ts'
import { canonicalUnit, parseUnit } from '../../quantity/unit.ts'
import { byCodePoint } from '../../text/order.ts'
import type { Text } from '../../text/text.ts'
import { gjPerTce, statedCoefficients } from './carbon.ts'
import {
  type Fuel,
  type Gathered,
  solids,
  type Unit,
  type Use,
  unclassified,
  unknownCarbon,
  unspecified,
} from './gathered.ts'
import type { Words } from './words.ts'
import { csvText, Ids, plainLabel, yamlKey, yamlNumber, yamlText } from './written.ts'

/** What a file is called and what stands in it. */
export interface Written {
  readonly name: string
  readonly content: string
}

/** A book that went in. */
export interface BookSource {
  readonly file: string
  readonly sha256: string
}

/** A total of the baseline, held against its books. */
export interface ImportedTotal {
  readonly id: string
  readonly name: Text
  readonly model: string
  readonly year: number
  readonly amount: number
  readonly unit: string
}

interface Flow {
  readonly id: string
  readonly of: string
  readonly use: Use
  readonly unit: string
}

const unitCommodity = 'recorded-unit'

const texts = {
  about: {
    zh: '由 peakzero import 从统计表写成：每个单位一年一行，活动量是“1 个单位”，各种能源是它一年的用量；观测年以后按最后一年不变。',
    en: 'Written by peakzero import from statistical tables: a line a unit, whose activity is one unit a year and whose coefficients are what it took in the year; after the observed years the last one holds.',
  },
  unit: { zh: '统计单位（一家企业或一个部门）', en: 'recorded unit (a firm or a sector)' },
  unspecified: {
    zh: '未分品种的能源（碳不明，未计排放）',
    en: 'energy not told by fuel (carbon unknown, no emissions counted)',
  },
  untraced: { zh: '留在固体里的碳', en: 'carbon that stays in solids' },
  unknown: { zh: '来源不明的碳', en: 'carbon of unknown origin' },
  output: { zh: '{x}产量（只计数）', en: 'output of {x} (counted only)' },
  recorded: { zh: '按统计记录：{x}', en: 'as recorded: {x}' },
  closure: { zh: '统计记录，不是工艺', en: 'a record, no technology' },
  unclassified: { zh: '行业未定', en: 'unclassified' },
  value: { zh: '增加值', en: 'value added' },
} satisfies Record<string, Text>

const fill = (text: Text, zh: string, en = zh): Text => ({
  zh: text.zh.replace('{x}', zh),
  en: text.en.replace('{x}', en),
})
const pair = ({ zh, en }: Text): string =>
  zh === en ? yamlText(zh) : `{ zh: ${yamlText(zh)}, en: ${yamlText(en)} }`

/** Flows of one commodity that stand side by side in a process need ids of their own. */
const endings: Readonly<Record<Use, string>> = {
  fuel: '',
  'own-fuel': '-own',
  feedstock: '-feedstock',
  material: '-lost',
  output: '-out',
  stored: '-out',
}

const goesIn = ({ use }: Flow): boolean => use !== 'output' && use !== 'stored'

/** Everything that the writer needs beside what was gathered. */
export interface Writing {
  readonly map: ImportMap
  readonly words: Words
  readonly books: readonly BookSource[]
  fuel(id: string): Fuel | undefined
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
export function baselineOf(gathered: Gathered, writing: Writing): Baseline {
  const id = writing.map.id.id
  const years = yearsOf(gathered)
  const base = years[0]!
  const table = new UnitTable(gathered, writing, years)
  const prices = writing.map.prices?.year ?? base
  const totals = table.totals(prices)
  const { units } = table
  const sectors = sectorLines(new Set(units.map(({ unit }) => unit.sector)), writing.words)
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
    ...table.commodities(),
    'processes:',
    ...table.processes(),
    'facilities:',
    `  table: ${yamlText(`${id}-units.csv`)}`,
    '  columns:',
    ...table.columns(prices),
    'economy: { gdp: built }',
    'reconciliation:',
    ...totals.map(
      ({ id: item, name, model, year, amount, unit }) =>
        `  ${item}: { name: ${pair(name)}, model: ${JSON.stringify(`= ${model}`)}, year: ${year}, against: ${yamlNumber(amount)} ${unit}, kind: observed, tolerance: 0.0000001% }`,
    ),
  ]
  return {
    files: [
      { name: `${id}-units.csv`, content: table.csv() },
      { name: `${id}.yaml`, content: `${lines.join('\n')}\n` },
    ],
    totals,
  }
}

function yearsOf({ figures, outputs, values }: Gathered): readonly number[] {
  return [...new Set([...figures, ...outputs, ...values].map(({ year }) => year))].sort((a, b) => a - b)
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

interface Row {
  readonly unit: Unit
  readonly id: string
  readonly process: string
  /** By flow, by year. */
  readonly amounts: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly value: number | undefined
}

/** The units with their flows, and all that follows from them. */
class UnitTable {
  readonly units: readonly Row[]
  readonly #years: readonly number[]
  readonly #flows = new Map<string, Flow>()
  readonly #signatures = new Map<string, { id: string; flows: readonly string[] }>()
  readonly #products = new Map<string, { name: string; unit: string }>()
  readonly #writing: Writing
  readonly #gathered: Gathered

  constructor(gathered: Gathered, writing: Writing, years: readonly number[]) {
    this.#writing = writing
    this.#gathered = gathered
    this.#years = years
    const byUnit = new Map<string, Map<string, Map<number, number>>>()
    const add = (unit: string, flow: Flow, year: number, amount: number) => {
      this.#flows.set(flow.id, flow)
      const flows = byUnit.get(unit) ?? new Map<string, Map<number, number>>()
      byUnit.set(unit, flows)
      const series = flows.get(flow.id) ?? new Map<number, number>()
      flows.set(flow.id, series)
      series.set(year, (series.get(year) ?? 0) + amount)
    }
    for (const { unit, commodity, use, year, amount } of gathered.figures)
      if (amount !== 0) add(unit, this.#flowOf(commodity, use), year, amount)
    const ids = new Ids('output')
    const productIds = new Map<string, string>()
    for (const { unit, product, year, amount, measure } of gathered.outputs) {
      const parsed = parseUnit(measure)
      if ('unknown' in parsed) continue
      const measured = canonicalUnit(parsed.dimension)
      const key = `${product.normalize('NFKC').replace(/\s+/g, '')} ${measured}`
      const id = productIds.get(key) ?? ids.of(`output-${product}`)
      productIds.set(key, id)
      this.#products.set(id, { name: product, unit: measured })
      add(unit, { id, of: id, use: 'output', unit: measured }, year, amount * parsed.factor)
    }
    const values = new Map<string, number>()
    for (const { unit, year, amount } of gathered.values)
      if (year === years[0]) values.set(unit, (values.get(unit) ?? 0) + amount)
    const names = new Ids('firm')
    this.units = [...gathered.units.values()].flatMap((unit): readonly Row[] => {
      const amounts = byUnit.get(unit.key) ?? new Map()
      const value = values.get(unit.key)
      if (amounts.size === 0 && value === undefined) return []
      return [
        { unit, id: names.of(unit.name), process: this.#signature([...amounts.keys()]), amounts, value },
      ]
    })
  }

  #flowOf(commodity: string, use: Use): Flow {
    const fuel = this.#writing.fuel(commodity)
    const unit =
      commodity === unspecified
        ? 'tce'
        : commodity === solids || commodity === unknownCarbon
          ? 't'
          : (fuel?.unit ?? 't')
    return { id: `${commodity}${endings[use]}`, of: commodity, use, unit }
  }

  #signature(flows: readonly string[]): string {
    const sorted = [...flows].sort(byCodePoint)
    const key = sorted.join(' ')
    const known = this.#signatures.get(key) ?? { id: `recorded-${this.#signatures.size + 1}`, flows: sorted }
    this.#signatures.set(key, known)
    return known.id
  }

  #name(flow: Flow): Text {
    const product = this.#products.get(flow.of)
    if (product) return { zh: product.name, en: product.name }
    const fuel = this.#writing.fuel(flow.of)
    return fuel ? { zh: fuel.zh, en: fuel.en } : { zh: flow.of, en: flow.of }
  }

  commodities(): readonly string[] {
    const used = new Set([...this.#flows.values()].map(({ of }) => of))
    return [
      `  ${unitCommodity}: { name: ${pair(texts.unit)}, unit: item, group: product }`,
      ...(used.has(unspecified)
        ? [
            `  ${unspecified}: { name: ${pair(texts.unspecified)}, unit: tce, group: material, tce: 1 tce/tce }`,
          ]
        : []),
      ...(used.has(solids)
        ? [
            `  ${solids}: { name: ${pair(texts.untraced)}, unit: t, group: carbon, carbon: 1 tC/t, stored: true }`,
          ]
        : []),
      ...(used.has(unknownCarbon)
        ? [`  ${unknownCarbon}: { name: ${pair(texts.unknown)}, unit: t, group: carbon, carbon: 1 tC/t }`]
        : []),
      ...[...this.#products].map(
        ([id, { name, unit }]) =>
          `  ${yamlKey(id)}: { name: ${pair(fill(texts.output, name))}, unit: ${unit}, group: product }`,
      ),
      ...this.#coefficients(),
    ]
  }

  /**
   * What the books say of commodities of the library: coal equivalents and heat values, where they print a standard quantity
   * beside the physical one; that a gas is sold, where they count it and say no outlet.
   */
  #coefficients(): readonly string[] {
    const { map, fuel: fuelOf } = this.#writing
    const stated = statedCoefficients(this.#gathered)
    const used = new Set([...this.#flows.values()].map(({ of }) => of))
    return [...used].sort(byCodePoint).flatMap((id) => {
      const fuel = fuelOf(id)
      if (!fuel) return []
      const mean = stated.get(id)
      const fields: string[] = fuel.tradable ? [] : ['tradable: true']
      if (mean !== undefined) {
        const tce = `${yamlNumber(mean)} tce/${fuel.unit}`
        const equivalent = id === 'electricity' && map.electricity === 'equivalent'
        fields.push(`${equivalent ? 'tce-equivalent' : 'tce'}: ${tce}`)
        if (id !== 'electricity') fields.push(`energy: ${yamlNumber(mean * gjPerTce)} GJ/${fuel.unit}`)
      }
      return fields.length === 0 ? [] : [`  ${id}: { ${fields.join(', ')} }`]
    })
  }

  processes(): readonly string[] {
    return [...this.#signatures.values()].flatMap(({ id, flows }) => {
      const all = flows.map((flow) => this.#flows.get(flow)!)
      const ins = all.filter(goesIn)
      const outs = all.filter((flow) => !goesIn(flow))
      const balance = ins.some(({ use }) => use !== 'fuel')
      const zero = (flow: Flow) => `amount: 0 ${flow.unit}/item`
      const own = (flow: Flow) => (flow.id === flow.of ? '' : `id: ${yamlKey(flow.id)}, `)
      const zh = all.map((flow) => this.#name(flow).zh).join('\u3001')
      const en = all.map((flow) => this.#name(flow).en).join(', ')
      return [
        `  ${id}:`,
        `    name: ${pair(fill(texts.recorded, zh, en))}`,
        ...(ins.length > 0 ? ['    inputs:'] : []),
        ...ins.map(
          (flow) => `      - { ${own(flow)}of: ${yamlKey(flow.of)}, use: ${flow.use}, ${zero(flow)} }`,
        ),
        '    outputs:',
        `      - { of: ${unitCommodity}, lead: true, amount: 1 item/item }`,
        ...outs.map((flow) => `      - { ${own(flow)}of: ${yamlKey(flow.of)}, ${zero(flow)} }`),
        ...(balance ? ['    emits: [combustion, carbon-balance]'] : []),
        '    closure: none',
        `    closure-reason: ${pair(texts.closure)}`,
      ]
    })
  }

  #side(flow: Flow): string {
    return `${goesIn(flow) ? 'inputs' : 'outputs'}.${flow.id}`
  }

  #sorted(): readonly Flow[] {
    return [...this.#flows.values()].sort((a, b) => byCodePoint(this.#side(a), this.#side(b)))
  }

  columns(prices: number): readonly string[] {
    const many = this.#years.length > 1
    return [
      '    name: {}',
      '    firm: {}',
      '    process: {}',
      '    sector: {}',
      '    activity: { unit: item/a }',
      ...this.#sorted().flatMap((flow) =>
        many
          ? [
              ...this.#years.map(
                (year) =>
                  `    ${yamlText(`${this.#side(flow)}.${year}`)}: { unit: ${flow.unit}/item, optional: true }`,
              ),
              `    ${yamlText(`${this.#side(flow)}.after`)}: { optional: true }`,
            ]
          : [`    ${yamlText(this.#side(flow))}: { unit: ${flow.unit}/item, optional: true }`],
      ),
      ...(this.#hasValues() ? [`    value-added: { unit: 万元@${prices}/item, optional: true }`] : []),
    ]
  }

  #hasValues(): boolean {
    return this.units.some(({ value }) => value !== undefined)
  }

  csv(): string {
    const many = this.#years.length > 1
    const flows = this.#sorted()
    const header = [
      ...['id', 'name', 'firm', 'process', 'sector', 'activity'],
      ...flows.flatMap((flow) =>
        many
          ? [...this.#years.map((year) => `${this.#side(flow)}.${year}`), `${this.#side(flow)}.after`]
          : [this.#side(flow)],
      ),
      ...(this.#hasValues() ? ['value-added'] : []),
    ]
    const rows = this.units.map(({ unit, id, process, amounts, value }) => {
      const name = plainLabel(unit.name)
      return [
        ...[id, name, name, process, unit.sector, 1],
        ...flows.flatMap((flow): readonly (string | number)[] => {
          const series = amounts.get(flow.id)
          if (!many) return [series?.get(this.#years[0]!) ?? '']
          return series
            ? [...this.#years.map((year) => series.get(year) ?? 0), 'hold']
            : [...this.#years.map(() => ''), '']
        }),
        ...(this.#hasValues() ? [value ?? ''] : []),
      ]
    })
    return csvText([header, ...rows])
  }

  /** What the units add up to, by flow and year, in the order of the flows. */
  totals(prices: number): readonly ImportedTotal[] {
    const found: ImportedTotal[] = []
    const ids = new Ids('total')
    const sum = (keep: (flow: Flow) => boolean, year: number) =>
      this.units.reduce(
        (all, { amounts }) =>
          [...amounts].reduce(
            (inner, [flow, series]) =>
              keep(this.#flows.get(flow)!) ? inner + (series.get(year) ?? 0) : inner,
            all,
          ),
        0,
      )
    const commodities = [...new Set([...this.#flows.values()].map(({ of }) => of))].sort(byCodePoint)
    for (const of of commodities)
      for (const [item, goes] of [
        ['uses', goesIn],
        ['production', (flow: Flow) => !goesIn(flow)],
      ] as const) {
        const flow = [...this.#flows.values()].find((one) => one.of === of && goes(one))
        if (!flow) continue
        for (const year of this.#years)
          found.push({
            id: ids.of(`${of}-${item}-${year}`),
            name: this.#name(flow),
            model: `balance.${of}.${item}`,
            year,
            amount: sum((one) => one.of === of && goes(one), year),
            unit: `${flow.unit}/a`,
          })
      }
    if (this.#hasValues())
      found.push({
        id: ids.of(`value-added-${this.#years[0]}`),
        name: texts.value,
        model: 'gdp',
        year: this.#years[0]!,
        amount: this.units.reduce((all, { value }) => all + (value ?? 0), 0),
        unit: `万元@${prices}`,
      })
    return found.filter(({ amount }) => amount !== 0)
  }
}
