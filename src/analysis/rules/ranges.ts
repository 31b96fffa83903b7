import type { Span } from '../../diagnostics/span.ts'
import type { Plausibility, PlausibleFigure } from '../../model/plausibility.ts'
import { inUnit } from '../../quantity/convert.ts'
import { type Dimension, sameDimension, timesDimension } from '../../quantity/dimension.ts'
import { canonicalUnit } from '../../quantity/unit.ts'

/** What a figure is about: the more of it an entry names, the more particular it is. */
export interface About {
  readonly commodity?: string
  readonly group?: string
  readonly process?: string
  readonly species?: string
  readonly set?: string
  readonly status?: string
}

/** The lookup of ranges that were read already: one lookup for all scenarios that share them. */
export function rangesOf(plausibility: ReadonlyMap<string, Plausibility>): Ranges {
  const found = lookups.get(plausibility) ?? new Ranges(plausibility)
  lookups.set(plausibility, found)
  return found
}

const lookups = new WeakMap<ReadonlyMap<string, Plausibility>, Ranges>()

/** A plausible range in canonical units, with its authority. */
export interface Plausible {
  readonly low: number
  readonly high: number
  readonly dimension: Dimension
  readonly source: string
  readonly at: Span
}

/** The plausible ranges of a scenario, looked up by figure and by what it is about. */
export class Ranges {
  readonly #byFigure = new Map<PlausibleFigure, Plausibility[]>()
  readonly #found = new Map<string, Plausible | undefined>()

  constructor(plausibility: ReadonlyMap<string, Plausibility>) {
    for (const entry of plausibility.values()) {
      const list = this.#byFigure.get(entry.figure)
      if (list) list.push(entry)
      else this.#byFigure.set(entry.figure, [entry])
    }
  }

  has(figure: PlausibleFigure): boolean {
    return this.#byFigure.has(figure)
  }

  /** The most particular entry that fits and has this dimension; price years are not compared. */
  find(figure: PlausibleFigure, about: About, dimension: Dimension): Plausible | undefined {
    // Thousands of units of a table ask the same.
    const { commodity, group, process, species, set, status } = about
    let key = `${figure} ${commodity} ${group} ${process} ${species} ${set} ${status}`
    for (const base in dimension.powers)
      key += ` ${base}${dimension.powers[base as keyof typeof dimension.powers]}`
    if (this.#found.has(key)) return this.#found.get(key)
    const found = this.#look(figure, about, dimension)
    this.#found.set(key, found)
    return found
  }

  #look(figure: PlausibleFigure, about: About, dimension: Dimension): Plausible | undefined {
    let best: Plausibility | undefined
    let most = -1
    for (const entry of this.#byFigure.get(figure) ?? []) {
      const fit = fits(entry, about)
      if (fit <= most || !sameDimension(entry.range.low.dimension, dimension)) continue
      best = entry
      most = fit
    }
    return best && plausible(best)
  }

  all(figure: PlausibleFigure): readonly Plausibility[] {
    return this.#byFigure.get(figure) ?? []
  }
}

function plausible(entry: Plausibility): Plausible {
  const { low, high, at } = entry.range
  return { low: low.value, high: high.value, dimension: low.dimension, source: low.source ?? '', at }
}

/** How particular an entry is, or −1 where it is about something else. */
function fits(entry: Plausibility, about: About): number {
  let score = 0
  const named = (
    list: readonly { readonly id: string }[] | undefined,
    id: string | undefined,
    weight: number,
  ) => {
    if (!list || score < 0) return
    score = id !== undefined && list.some((ref) => ref.id === id) ? score + weight : -1
  }
  named(entry.processes, about.process, 8)
  named(entry.commodities, about.commodity, 4)
  named(entry.species, about.species, 2)
  if (score >= 0 && entry.groups)
    score =
      about.group !== undefined && (entry.groups as readonly string[]).includes(about.group) ? score + 1 : -1
  if (score >= 0 && entry.set !== undefined) score = entry.set === about.set ? score + 1 : -1
  if (score >= 0 && entry.status !== undefined) score = entry.status.id === about.status ? score + 1 : -1
  return score
}

/** Units in which people read what the model keeps in another one. */
const readable: Readonly<Record<string, string>> = {
  'tC/GJ': 'tC/TJ',
  'GJ/Nm3': 'MJ/Nm3',
  'tC/Nm3': 'kgC/Nm3',
  't/GJ': 'kg/TJ',
  'tce/GJ': 'kgce/GJ',
  't/t': 'kg/t',
}

/** An amount for a message: in a unit that people read, with four digits. */
export function shown(value: number, dimension: Dimension, unit?: string): string {
  const name = canonicalUnit(dimension)
  if (name === '1') return String(round(value))
  const wanted =
    unit ?? readable[name] ?? (name.startsWith('万元') && Math.abs(value) < 1 ? name.slice(1) : name)
  const found = inUnit(value, wanted, dimension)
  return found === undefined ? `${round(value)} ${name}` : `${round(found)} ${wanted}`
}

/** A range for a message. */
export function shownRange({ low, high, dimension }: Plausible, unit?: string): string {
  return `${shown(low, dimension, unit)} … ${shown(high, dimension, unit)}`
}

/** A date as people write it: 2021, or 2021-07 for what begins in the middle of a year. */
export function dated(year: number): number | string {
  const whole = Math.floor(year + 1e-9)
  const month = Math.round((year - whole) * 12)
  return month === 0 ? whole : `${whole}-${String(month + 1).padStart(2, '0')}`
}

/** Four significant digits, as messages show numbers. */
export function round(value: number): number {
  return Number(value.toPrecision(4)) + 0
}

export function percent(share: number): string {
  return `${round(share * 100)}%`
}

/** Whether a number lies in a range, with room for rounding. */
export function within(value: number, { low, high }: Pick<Plausible, 'low' | 'high'>): boolean {
  const room = 1e-9 * Math.max(Math.abs(low), Math.abs(high))
  return value >= low - room && value <= high + room
}

/** Slips that turn one unit into another, by what they multiply a figure with. */
const slips: readonly (readonly [term: string, factor: number])[] = [
  ['slip-carbon', 12 / 44],
  ['slip-carbon', 44 / 12],
  ['slip-thousand', 1000],
  ['slip-thousand', 1 / 1000],
  ['slip-ten-thousand', 10000],
  ['slip-ten-thousand', 1 / 10000],
  ['slip-kcal', 4.1868],
  ['slip-kcal', 1 / 4.1868],
  ['slip-coal-equivalent', 29.3076],
  ['slip-coal-equivalent', 1 / 29.3076],
  ['slip-kwh', 3.6],
  ['slip-kwh', 1 / 3.6],
  ['slip-ten', 10],
  ['slip-ten', 1 / 10],
  ['slip-hundred', 100],
  ['slip-hundred', 1 / 100],
  ['slip-million', 1e6],
  ['slip-million', 1e-6],
]

/** The slip that would bring a figure into its range, as a word for `{hint}`; empty where none would. */
export function slipInto(
  value: number,
  range: Pick<Plausible, 'low' | 'high'>,
  dimension?: Dimension,
): string {
  // What lies just outside is no slip of a unit.
  if (value > 0 && value > range.low / 1.5 && value < range.high * 1.5) return ''
  const about = dimension?.powers ?? {}
  const carbon = about.carbon !== undefined || about.co2 !== undefined || about.co2e !== undefined
  const energy = about.energy !== undefined || about.tce !== undefined
  const found = new Set<string>()
  for (const [term, factor] of slips) {
    if (term === 'slip-carbon' && dimension && !carbon) continue
    if (['slip-kcal', 'slip-coal-equivalent', 'slip-kwh'].includes(term) && dimension && !energy) continue
    if (within(value / factor, range)) found.add(term)
  }
  // In a wide range several slips would do: then none is named; in a narrow one the likeliest comes first.
  const [only] = found
  if (range.low > 0 && range.high < 3 * range.low) return only ?? ''
  return found.size === 1 && only !== undefined ? only : ''
}

/** The slip by which two figures differ, within 2 %; empty where it is none. */
export function slipBetween(now: number, before: number, dimension: Dimension): string {
  if (before === 0 || now === 0) return ''
  const ratio = now / before
  for (const [term, factor] of slips) {
    const about = dimension.powers
    if (
      term === 'slip-carbon' &&
      about.carbon === undefined &&
      about.co2 === undefined &&
      about.co2e === undefined
    )
      continue
    if (
      ['slip-kcal', 'slip-coal-equivalent', 'slip-kwh'].includes(term) &&
      about.energy === undefined &&
      about.tce === undefined
    )
      continue
    if (Math.abs(ratio / factor - 1) < 0.005) return term
  }
  return ''
}

/** The dimension of one thing per another. */
export function per(above: Dimension['powers'], below: Dimension): Dimension {
  return timesDimension({ powers: above }, below, -1)
}

/** The dimension of a quotient. */
export function dividedBy(above: Dimension, below: Dimension): Dimension {
  return timesDimension(above, below, -1)
}
