import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { ImportMap } from '../../model/import-map.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { parseUnit } from '../../quantity/unit.ts'
import type { Text } from '../../text/text.ts'
import { gjPerTce } from './carbon.ts'
import { type Figure, type Fuel, type Gathered, type Unit, unspecified } from './gathered.ts'
import type { LibraryProcess, ProcessFlow } from './library-process.ts'
import { splitByLibrary } from './library-split.ts'
import { isByProduct, splitProducts } from './product-units.ts'
import { intoAccount } from './read-cell.ts'
import { plainName, type Words } from './words.ts'

/** A flow of a modelled firm as its books say it: by year, in the unit of account. */
export interface ModelledFlow {
  readonly id: string
  readonly of: Fuel
  readonly inward: boolean
  readonly amounts: ReadonlyMap<number, number>
}

/** A firm that is modelled by a process of the library: its output sets the activity, its energy the coefficients. */
export interface Modelled {
  readonly unit: Unit
  readonly process: LibraryProcess
  /** In the unit of account of the product a year. */
  readonly capacity: number
  readonly output: ReadonlyMap<number, number>
  readonly flows: readonly ModelledFlow[]
  /** What the process takes or makes beside what the books say: its totals are not theirs. */
  readonly loose: ReadonlySet<string>
  readonly value?: number
  /** Whether its fuels were taken from its total by the proportions of the process. */
  readonly split: boolean
  /** What it was made of, cell by cell. */
  readonly cells: Pick<Gathered, 'figures' | 'outputs' | 'values'>
}

/** The key of a commodity in one direction. */
export const side = (of: string, inward: boolean): string => `${of} ${inward ? 'in' : 'out'}`

const why = {
  products: {
    zh: '产品不止一种，书上没有按产品分用能',
    en: 'it makes several products, and the books do not tell its energy by product',
  },
  unit: { zh: '产量的单位与工艺不符', en: 'its output is in another unit than the process' },
  output: { zh: '有的年份有用能、没有产量', en: 'in some year it has energy and no output' },
  fuels: {
    zh: '没有分品种的用能（可写 fuels: library，按工艺的比例分）',
    en: 'the books do not tell its energy by fuel (fuels: library divides it as the process does)',
  },
  scale: {
    zh: '综合能耗加上产出的能源是工艺的 {times} 倍，口径不符或工艺不对',
    en: 'its total and the energy it makes come to {times} times the process: another kind of total, or another process',
  },
  product: { zh: '产品“{has}”不知道是不是这个工艺的', en: 'whether the process makes “{has}” is not known' },
  group: { zh: '工艺用{takes}，企业用{has}', en: 'the process takes {takes}, the firm {has}' },
  made: { zh: '工艺不产{has}', en: 'the process makes no {has}' },
  lead: { zh: '两处写的产量不同', en: 'two tables state different outputs' },
  carbon: { zh: '按企业的用能，碳不平衡', en: 'with the energy of the firm its carbon does not close' },
  energy: { zh: '按企业的用能，能量不平衡', en: 'with the energy of the firm its energy does not close' },
} satisfies Record<string, Text>

type Refusal = readonly [keyof typeof why, Readonly<Record<string, string>>?]

/**
 * Model the firms for which the map names a process (`products:`, `firms:`), and take what is theirs out of what was gathered. What
 * the process does not take stays behind and is recorded beside it. Where the books do not fit the process the firm stays
 * recorded, and it is said why (W0938): a model of it would not be its books.
 */
export function modelUnits(
  gathered: Gathered,
  map: ImportMap,
  tools: ModelTools,
  diagnose: Diagnose,
): readonly Modelled[] {
  const found: Modelled[] = []
  splitProducts(gathered, map, tools)
  for (const unit of gathered.units.values()) {
    const outputs = gathered.outputs.filter((one) => one.unit === unit.key)
    const products = [...new Set(outputs.map(({ product }) => product))]
    const wanted = wantedOf(unit, products, map)
    if (!wanted) continue
    const process = tools.process(wanted.id)
    if (!process) {
      diagnose('E0301', wanted.at, { id: wanted.id, what: 'process', nearest: '' })
      continue
    }
    const modelled = model(unit, process, wanted, gathered, map, tools)
    if (!isRefusal(modelled)) {
      take(gathered, modelled)
      found.push(modelled)
      continue
    }
    const [reason, args = {}] = modelled
    const say = (language: keyof Text) =>
      why[reason][language].replace(/\{(\w+)\}/g, (_, name: string) => args[name] ?? '')
    diagnose('W0938', unit.at, {
      ...{ name: unit.name, process: process.id },
      ...{ why: say('en'), 'why.zh': say('zh'), 'why.en': say('en') },
    })
  }
  return found
}

/** What modelling asks of the library and of the words. */
export interface ModelTools {
  readonly words: Words
  process(id: string): LibraryProcess | undefined
  fuel(id: string): Fuel | undefined
}

const isRefusal = (found: Modelled | Refusal): found is Refusal => Array.isArray(found)

interface Wanted {
  readonly id: string
  readonly at: Span
  readonly fuels: boolean
  readonly by: 'firm' | 'product' | 'industry'
}

/** The process that a map gives to a firm: by its name, else by a product, else by its industry. */
function wantedOf(unit: Unit, products: readonly string[], map: ImportMap): Wanted | undefined {
  const entry = (list: ImportMap['firms'], fits: (name: string) => boolean) =>
    Object.entries(list ?? {}).find(([name]) => fits(plainName(name)))?.[1]
  const want = (
    found:
      | {
          readonly process?: { readonly id: string; readonly at: Span } | undefined
          readonly fuels?: 'library' | undefined
        }
      | undefined,
    by: Wanted['by'],
  ): Wanted | undefined =>
    found?.process && { id: found.process.id, at: found.process.at, fuels: found.fuels === 'library', by }
  const industries = map.industries ?? {}
  const industry =
    unit.industry !== undefined && Object.hasOwn(industries, unit.industry)
      ? industries[unit.industry]
      : undefined
  const made = new Set(products.map(plainName))
  const found =
    want(
      entry(map.firms, (name) => name === plainName(unit.name)),
      'firm',
    ) ??
    want(
      entry(map.products, (name) => made.has(name)),
      'product',
    ) ??
    want(industry, 'industry')
  return found?.id === 'recorded' ? undefined : found
}

function model(
  unit: Unit,
  process: LibraryProcess,
  wanted: Wanted,
  gathered: Gathered,
  map: ImportMap,
  tools: ModelTools,
): Modelled | Refusal {
  const { words, fuel: fuelOf } = tools
  const own = gathered.figures.filter((figure) => figure.unit === unit.key)
  const all = gathered.outputs.filter((one) => one.unit === unit.key)
  const beside = all.filter(({ product }) => isByProduct(product, process, words) !== undefined)
  const outputs = all.filter((one) => !beside.includes(one))
  const products = [...new Map(outputs.map(({ product }) => [plainName(product), product])).values()]
  if (products.length > 1) return ['products']
  // An industry makes many things: that this is what the process makes must be known, or the book names no product.
  const [product] = products
  if (wanted.by === 'industry' && product !== undefined && !words.processes(product).includes(process.id)) {
    if (words.role(product)?.is !== 'output') return ['product', { has: product }]
    gathered.guesses.push({ at: unit.at, what: `product of ${unit.name}`, as: process.lead.id })
  }
  const { lead } = process
  const output = new Map<number, number>()
  for (const { year, amount, measure } of outputs) {
    const parsed = parseUnit(measure)
    if ('unknown' in parsed || !sameDimension(parsed.dimension, lead.dimension)) return ['unit']
    output.set(year, (output.get(year) ?? 0) + (amount * parsed.factor) / lead.factor)
  }
  const made = byCommodity(own.filter(({ use }) => use === 'output'))
  // A table of stocks may state the output as an amount of energy: coke, power.
  const told = made.get(lead.id)
  for (const [year, amount] of told ?? []) {
    const listed = output.get(year)
    if (listed !== undefined && Math.abs(listed - amount) > 0.005 * amount) return ['lead']
    output.set(year, amount)
  }
  made.delete(lead.id)
  for (const { product: name, year, amount, measure } of beside) {
    const fuel = fuelOf(isByProduct(name, process, words)!)
    const parsed = parseUnit(measure)
    const account = fuel && !('unknown' in parsed) ? intoAccount(fuel, parsed) : undefined
    if (!fuel || 'unknown' in parsed || !account) return ['unit']
    const stated = amount * parsed.factor * account.factor
    const series = made.get(fuel.id) ?? new Map<number, number>()
    const before = series.get(year)
    if (before !== undefined && Math.abs(before - stated) > 0.005 * before) return ['lead']
    made.set(fuel.id, series.set(year, stated))
  }
  if (output.size === 0 || own.some(({ year }) => !((output.get(year) ?? 0) > 0))) return ['output']
  const flows: ModelledFlow[] = []
  const loose = new Set<string>()
  const totals = byCommodity(own.filter(({ commodity }) => commodity === unspecified)).get(unspecified)
  let taken = byCommodity(own.filter(({ use }) => use !== 'output' && use !== 'stored'))
  if (totals) {
    if (!wanted.fuels || taken.size > 1) return ['fuels']
    const equivalent = map.electricity === 'equivalent'
    const tceOf = (fuel: Fuel) => (equivalent ? (fuel.equivalent ?? fuel.tce) : fuel.tce)
    const split = splitByLibrary(process, output, totals, made, tceOf)
    if (typeof split === 'number') return ['scale', { times: String(Number(split.toPrecision(3))) }]
    taken = new Map([...split.fuels].map(([id, series]) => [id, new Map(series)]))
    for (const [year, times] of split.times)
      gathered.guesses.push({
        at: unit.at,
        what: `fuels of ${unit.name} ${year}: ${totals.get(year)} tce`,
        as: `${process.id} × ${Number(times.toPrecision(4))}`,
      })
  }
  const inputs = placed(process.inputs, taken, true, flows, loose)
  for (const of of made.keys())
    if (!process.outputs.some(({ fuel }) => fuel.id === of)) return ['made', { has: of }]
  placed(process.outputs, made, false, flows, loose)
  // A fuel that the process does not take while it lacks one of the same kind: it burns that one instead.
  const lacking = process.inputs.filter(({ fuel }) => fuel.tce !== undefined && !taken.has(fuel.id))
  for (const of of taken.keys()) {
    if (inputs.has(of)) continue
    const instead = lacking.find(({ fuel }) => fuel.group === fuelOf(of)?.group)
    if (instead) return ['group', { takes: instead.fuel.id, has: of }]
  }
  const self = new Set(process.outputs.map(({ fuel }) => fuel.id))
  for (const { id, fuel } of lacking) {
    // What it makes itself is in no list of purchases.
    if (self.has(fuel.id)) loose.add(side(fuel.id, true))
    else
      flows.push({
        id,
        of: fuel,
        inward: true,
        amounts: new Map([...output.keys()].map((year) => [year, 0])),
      })
  }
  for (const { fuel } of process.inputs) if (fuel.tce === undefined) loose.add(side(fuel.id, true))
  const torn = closes(process, flows, output)
  if (torn) return [torn]
  const stated = gathered.capacities.filter((one) => one.unit === unit.key)
  const capacities = stated.flatMap(({ amount, measure }) => {
    const parsed = parseUnit(measure)
    if ('unknown' in parsed) return []
    const mass = { powers: { ...parsed.dimension.powers } as Record<string, number> }
    delete mass.powers['time']
    // Of a power plant: what it could make in a year of 8,760 hours.
    if (mass.powers['power'] === 1 && lead.unit === 'MWh')
      return [(amount * parsed.factor * hours) / megawatt]
    return sameDimension(mass, lead.dimension) ? [(amount * parsed.factor) / lead.factor] : []
  })
  const most = Math.max(...output.values())
  const capacity = capacities.reduce((all, one) => all + one, 0)
  if (capacity < most)
    gathered.guesses.push({
      ...{ at: unit.at, what: `capacity of ${unit.name}: ${capacity === 0 ? '-' : capacity}` },
      as: `${most} (largest output)`,
    })
  const base = Math.min(...output.keys())
  const values = gathered.values.filter((one) => one.unit === unit.key && one.year === base)
  return {
    split: totals !== undefined,
    ...{ unit, process, output, flows, loose, capacity: Math.max(capacity, most) },
    cells: { figures: [], outputs: [], values: [] },
    ...(values.length > 0 ? { value: values.reduce((sum, { amount }) => sum + amount, 0) } : {}),
  }
}

/** Amounts by commodity and year. */
function byCommodity(figures: readonly Figure[]): Map<string, Map<number, number>> {
  const found = new Map<string, Map<number, number>>()
  for (const { commodity, year, amount } of figures) {
    const series = found.get(commodity) ?? new Map<number, number>()
    found.set(commodity, series)
    series.set(year, (series.get(year) ?? 0) + amount)
  }
  return found
}

/**
 * Lay amounts of the books on the flows of a process. A commodity that stands in two flows is divided as the process does. Outputs
 * that the books do not state stay as the process has them.
 * @returns The commodities that found their flow.
 */
function placed(
  all: readonly ProcessFlow[],
  amounts: ReadonlyMap<string, ReadonlyMap<number, number>>,
  inward: boolean,
  flows: ModelledFlow[],
  loose: Set<string>,
): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { id, fuel, amount } of all) {
    const series = amounts.get(fuel.id)
    if (!series) {
      if (!inward) loose.add(side(fuel.id, false))
      continue
    }
    found.add(fuel.id)
    const same = all.filter((one) => one.fuel.id === fuel.id)
    const whole = same.reduce((sum, one) => sum + one.amount, 0)
    const part = same.length === 1 ? 1 : whole > 0 ? amount / whole : 1 / same.length
    flows.push({
      ...{ id, of: fuel, inward },
      amounts: new Map([...series].map(([year, value]) => [year, value * part])),
    })
  }
  return found
}

const tonnesCo2 = 44 / 12
const hours = 8760
/** Of power, in canonical units. */
const megawatt = (parseUnit('MW') as { readonly factor: number }).factor

/** Whether carbon and energy close with the coefficients of the first year, by the rules that a run applies (engine/closure). */
function closes(
  process: LibraryProcess,
  flows: readonly ModelledFlow[],
  output: ReadonlyMap<number, number>,
): 'carbon' | 'energy' | undefined {
  const base = Math.min(...output.keys())
  const made = output.get(base)!
  const amountOf = (flow: ProcessFlow, inward: boolean) => {
    const own = flows.find(({ id, inward: way }) => id === flow.id && way === inward)
    return own ? (own.amounts.get(base) ?? 0) / made : flow.amount
  }
  const sum = (inward: boolean, content: (flow: ProcessFlow) => number) =>
    (inward ? process.inputs : process.outputs).reduce(
      (all, flow) => all + amountOf(flow, inward) * content(flow),
      0,
    )
  if (process.carbon) {
    const content = ({ fuel, burnt }: ProcessFlow) => (burnt ? 0 : (fuel.carbon ?? 0))
    const ins = sum(true, content)
    const left = (ins - sum(false, content) - (process.lead.carbon ?? 0)) * tonnesCo2
    const { low, high, tolerance } = process.carbon
    const slack = tolerance * ins * tonnesCo2
    if (left < -1e-9 * ins || left < low - slack || left > high + slack) return 'carbon'
  }
  if (process.loss) {
    const content = ({ fuel }: ProcessFlow) => heatOf(fuel)
    const ins = sum(true, content)
    const loss = ins === 0 ? 0 : 1 - (sum(false, content) + heatOf(process.lead)) / ins
    if (loss < process.loss.low || loss > process.loss.high) return 'energy'
  }
  return undefined
}

/** GJ per unit of account; what the library gives only in coal equivalent by its definition. */
const heatOf = (fuel: Fuel): number =>
  fuel.heat ?? (fuel.dimension.powers.energy === 1 ? fuel.factor : (fuel.tce ?? 0) * gjPerTce)

/** Take a modelled firm out of what was gathered: its figures that have a flow, its output, its value added, its capacities. */
function take(gathered: Gathered, { unit, process, flows, cells, split }: Modelled): void {
  const mine = new Set(flows.map(({ of, inward }) => side(of.id, inward)))
  const move = <T extends { readonly unit: string }>(list: T[], into: T[], goes: (one: T) => boolean) => {
    const moving = (one: T) => one.unit === unit.key && goes(one)
    into.push(...list.filter(moving))
    list.splice(0, list.length, ...list.filter((one) => !moving(one)))
  }
  move(gathered.figures, cells.figures, ({ commodity, use }) => {
    const inward = use !== 'output' && use !== 'stored'
    if (split && commodity === unspecified) return true
    return mine.has(side(commodity, inward)) || (commodity === process.lead.id && !inward)
  })
  move(gathered.outputs, cells.outputs, () => true)
  move(gathered.capacities, [], () => true)
  const base = Math.min(...cells.outputs.map(({ year }) => year), ...cells.figures.map(({ year }) => year))
  move(gathered.values, cells.values, ({ year }) => year === base)
}
