import { canonicalUnit, parseUnit } from '../../quantity/unit.ts'
import { byCodePoint } from '../../text/order.ts'
import type { Text } from '../../text/text.ts'
import { fill, pair, texts } from './baseline-texts.ts'
import { gjPerTce, statedCoefficients } from './carbon.ts'
import { type Gathered, solids, type Unit, type Use, unknownCarbon, unspecified } from './gathered.ts'
import type { Amount } from './imported-totals.ts'
import type { Writing } from './writing.ts'
import { csvText, Ids, plainLabel, yamlKey, yamlNumber, yamlText } from './written.ts'

/** The commodity of which every recorded unit makes one a year. */
const unitCommodity = 'recorded-unit'

interface Flow {
  readonly id: string
  readonly of: string
  readonly use: Use
  readonly unit: string
}

/** Flows of one commodity that stand side by side in a process need ids of their own. */
const endings: Readonly<Record<Use, string>> = {
  fuel: '',
  'own-fuel': '-own',
  feedstock: '-feedstock',
  material: '-lost',
  output: '-out',
  stored: '-out',
}

/** Commodities that only imported baselines have. */
const ownNames: Readonly<Record<string, Text>> = {
  [unspecified]: texts.unspecified,
  [solids]: texts.untraced,
  [unknownCarbon]: texts.unknown,
}

const goesIn = ({ use }: Flow): boolean => use !== 'output' && use !== 'stored'

interface Row {
  readonly unit: Unit
  readonly id: string
  readonly process: string
  /** By flow, by year. */
  readonly amounts: ReadonlyMap<string, ReadonlyMap<number, number>>
  readonly value: number | undefined
}

/** The units with their flows, and all that follows from them. */
export class UnitTable {
  readonly units: readonly Row[]
  /** Ids of facilities, each given once. */
  readonly names = new Ids('firm')
  readonly #years: readonly number[]
  readonly #flows = new Map<string, Flow>()
  readonly #signatures = new Map<string, { id: string; flows: readonly string[] }>()
  readonly #products = new Map<string, { name: string; unit: string }>()
  readonly #writing: Writing
  readonly #gathered: Gathered
  readonly #modelled: ReadonlySet<string>

  /** @param modelled Keys of firms of which only what their process does not take is recorded here. */
  constructor(gathered: Gathered, writing: Writing, years: readonly number[], modelled: ReadonlySet<string>) {
    this.#modelled = modelled
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
    this.units = [...gathered.units.values()].flatMap((unit): readonly Row[] => {
      const amounts = byUnit.get(unit.key) ?? new Map()
      const value = values.get(unit.key)
      if (amounts.size === 0 && value === undefined) return []
      return [
        {
          unit,
          id: this.names.of(modelled.has(unit.key) ? `${unit.name}-rest` : unit.name),
          process: this.#signature([...amounts.keys()]),
          amounts,
          value,
        },
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
    const own = ownNames[flow.of]
    if (own) return own
    const fuel = this.#writing.fuel(flow.of)
    return fuel ? { zh: fuel.zh, en: fuel.en } : { zh: flow.of, en: flow.of }
  }

  /** @param more Commodities of modelled firms: what the books say of them holds for the county as well. */
  commodities(more: ReadonlySet<string> = new Set()): readonly string[] {
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
      ...this.#coefficients(more),
    ]
  }

  /**
   * What the books say of commodities of the library: coal equivalents and heat values, where they print a standard quantity
   * beside the physical one; that a gas is sold, where they count it and say no outlet.
   */
  #coefficients(more: ReadonlySet<string>): readonly string[] {
    const { map, fuel: fuelOf } = this.#writing
    const stated = statedCoefficients(this.#gathered)
    const used = new Set([...[...this.#flows.values()].map(({ of }) => of), ...more])
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

  /** The rows written out as YAML, one a line: what `csv` says in a table. */
  lines(prices: number): readonly string[] {
    const series = (amounts: ReadonlyMap<number, number>, unit: string) => {
      const written = (year: number) => `${yamlNumber(amounts.get(year) ?? 0)} ${unit}`
      if (this.#years.length === 1) return written(this.#years[0]!)
      return `{ ${this.#years.map((year) => `${year}: ${written(year)}`).join(', ')}, after: hold }`
    }
    return this.units.map(({ unit, id, process, amounts, value }) => {
      const own = plainLabel(unit.name)
      const firm = plainLabel(unit.firm ?? unit.name)
      const name = this.#modelled.has(unit.key) ? pair(fill(texts.rest, own)) : yamlText(own)
      const flows = this.#sorted().filter((flow) => amounts.has(flow.id))
      const of = (key: string, inward: boolean): readonly string[] => {
        const list = flows.filter((flow) => goesIn(flow) === inward)
        const items = list.map(
          (flow) => `${yamlKey(flow.id)}: ${series(amounts.get(flow.id)!, `${flow.unit}/item`)}`,
        )
        return items.length === 0 ? [] : [`${key}: { ${items.join(', ')} }`]
      }
      const fields = [
        ...[
          `name: ${name}`,
          `firm: ${yamlText(firm)}`,
          `process: ${process}`,
          `sector: ${yamlKey(unit.sector)}`,
        ],
        ...['activity: 1 item/a', ...of('inputs', true), ...of('outputs', false)],
        ...(value === undefined ? [] : [`value-added: ${yamlNumber(value)} 万元@${prices}/item`]),
      ]
      return `  ${yamlKey(id)}: { ${fields.join(', ')} }`
    })
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

  /** What the units take and make, as the books say it. */
  *amounts(): Generator<Amount> {
    for (const { amounts } of this.units)
      for (const [id, series] of amounts) {
        const flow = this.#flows.get(id)!
        for (const [year, amount] of series)
          yield {
            ...{ of: flow.of, name: this.#name(flow), unit: flow.unit },
            ...{ inward: goesIn(flow), year, amount },
          }
      }
  }

  /** Value added of the base year; undefined where no unit states any. */
  value(): number | undefined {
    return this.#hasValues() ? this.units.reduce((all, { value }) => all + (value ?? 0), 0) : undefined
  }
}
