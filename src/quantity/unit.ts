import { type Base, bases, type Dimension, dimensionless, timesDimension } from './dimension.ts'
import { foreign, multipliers, speciesMass, unitTable } from './unit-table.ts'

/** What a unit measures, and how many canonical units (`canonicalUnit`) one of it is. */
export interface Unit {
  readonly dimension: Dimension
  readonly factor: number
}

/** A unit with its factor as an exact fraction, so that `57%` is the same number as `0.57`. */
export interface ExactUnit extends Unit {
  readonly numerator: bigint
  readonly denominator: bigint
  /** `%`, `‰` or `pp` was written somewhere in it. */
  readonly percent: boolean
}

/** The part of a text that is no unit; the whole text where its structure is wrong, as in `t/m2·a`. */
export interface UnknownUnit {
  readonly unknown: string
}

/** Whether a text is only a multiplier (`万`, `百万`, `千万`…): a number with it has no unit. */
export function isMultiplier(text: string): boolean {
  let rest = text
  while (rest !== '') {
    const found = multipliers.find(([word]) => rest.startsWith(word))
    if (!found) return false
    rest = rest.slice(found[0].length)
  }
  return text !== ''
}

/** Canonical money is 万元; the other canonical units are the first of their base in the table. */
const canonicalMoney = '万元'

interface Atom {
  readonly dimension: Dimension
  readonly numerator: bigint
  readonly denominator: bigint
  readonly percent: boolean
}

/** `'3.6e-3'` or `'1/15'` as an exact fraction. */
function fraction(text: string): readonly [bigint, bigint] {
  const slash = text.indexOf('/')
  if (slash >= 0) return [BigInt(text.slice(0, slash)), BigInt(text.slice(slash + 1))]
  const [mantissa = '0', exponent = '0'] = text.split('e')
  const [whole = '0', decimals = ''] = mantissa.split('.')
  const power = Number(exponent) - decimals.length
  const digits = BigInt(whole + decimals)
  return power >= 0 ? [digits * 10n ** BigInt(power), 1n] : [digits, 10n ** BigInt(-power)]
}

const atoms: ReadonlyMap<string, Atom> = new Map(
  unitTable.flatMap(([measures, factor, spellings]) => {
    const [numerator, denominator] = fraction(factor)
    const dimension: Dimension = measures === '1' ? dimensionless : { powers: { [measures]: 1 } }
    const atom: Atom = { dimension, numerator, denominator, percent: measures === '1' }
    return spellings.split(' ').map((name): [string, Atom] => [name, atom])
  }),
)

/** Every spelling of a single unit, in the order of the table; multipliers and price years may be added to them. */
export const unitNames: readonly string[] = [...atoms.keys()]

/** The longest text that is read as a unit. */
const longest = 80

/** Numbers written above or below the line are the same unit (`m³`, `tCO₂`); a blank before CO2 is dropped (`Mt CO2`). */
function plain(text: string): string {
  return text
    .replaceAll('²', '2')
    .replaceAll('³', '3')
    .replaceAll('₂', '2')
    .replaceAll('⋅', '·')
    .replace(/(?<=[A-Za-z\u4e00-\u9fff]) +(?=CO2)/g, '')
    .trim()
}

function readAtom(name: string): Atom | undefined {
  const known = atoms.get(name)
  if (known) return known
  const priced = /^(.+)@(\d{4})$/.exec(name)
  if (priced) {
    const money = readAtom(priced[1] ?? '')
    const priceYear = Number(priced[2])
    if (!money?.dimension.powers.money || money.dimension.priceYear !== undefined) return undefined
    if (priceYear < 1900 || priceYear > 2100) return undefined
    return { ...money, dimension: { ...money.dimension, priceYear } }
  }
  for (const [word, factor] of multipliers) {
    const rest = name.startsWith(word) ? atoms.get(name.slice(word.length)) : undefined
    if (rest && !rest.percent) return { ...rest, numerator: rest.numerator * factor }
  }
  return undefined
}

function combine(a: Atom, b: Atom, sign: 1 | -1): Atom | undefined {
  const [left, right] = [a.dimension.priceYear, b.dimension.priceYear]
  if (left !== undefined && right !== undefined && left !== right) return undefined
  return {
    dimension: timesDimension(a.dimension, b.dimension, sign),
    numerator: a.numerator * (sign === 1 ? b.numerator : b.denominator),
    denominator: a.denominator * (sign === 1 ? b.denominator : b.numerator),
    percent: a.percent || b.percent,
  }
}

/** Thrown inside this file only, and caught in `parseUnitExactly`. */
class NoUnit extends Error {
  readonly part: string
  constructor(part: string) {
    super(part)
    this.part = part
  }
}

const one: Atom = { dimension: dimensionless, numerator: 1n, denominator: 1n, percent: false }

/** Split into names and the signs `· * / ( )`; blanks around signs are dropped. */
function tokens(text: string): string[] {
  return (text.match(/[·*/()]|[^·*/()]+/g) ?? []).map((part) => part.trim()).filter((part) => part !== '')
}

const isSign = (token: string | undefined): boolean => token === undefined || /^[·*/()]$/.test(token)

/** `list := first (('·' | '*') name)* ('/' (name | '(' list ')'))*`, where `first` may be `1`. */
function readList(parts: readonly string[], from: number, whole: string, depth: number): [Atom, number] {
  const name = (index: number, first: boolean): Atom => {
    const token = parts[index]
    if (token === undefined || isSign(token)) throw new NoUnit(whole)
    const atom = first && token === '1' ? one : readAtom(token)
    if (!atom) throw new NoUnit(token)
    return atom
  }
  let result = name(from, true)
  let index = from + 1
  let divided = false
  while (index < parts.length && parts[index] !== ')') {
    const sign = parts[index]
    let operand: Atom
    if (sign === '/') {
      divided = true
      if (parts[index + 1] === '(') {
        if (depth > 0) throw new NoUnit(whole)
        const [inner, end] = readList(parts, index + 2, whole, depth + 1)
        if (parts[end] !== ')') throw new NoUnit(whole)
        operand = inner
        index = end + 1
      } else {
        operand = name(index + 1, false)
        index += 2
      }
    } else if ((sign === '·' || sign === '*') && !divided) {
      operand = name(index + 1, false)
      index += 2
    } else throw new NoUnit(whole)
    const next = combine(result, operand, sign === '/' ? -1 : 1)
    if (!next) throw new NoUnit(whole)
    result = next
  }
  return [result, index]
}

/**
 * Read a unit with its exact factor. Same grammar and errors as `parseUnit`.
 */
export function parseUnitExactly(text: string): ExactUnit | UnknownUnit {
  const known = unitsRead.get(text)
  if (known) return known
  const read = readUnit(text)
  if (unitsRead.size < mostRemembered && text.length < 64) unitsRead.set(text, read)
  return read
}

function readUnit(text: string): ExactUnit | UnknownUnit {
  const whole = plain(text)
  if (whole === '' || whole.length > longest) return { unknown: text }
  try {
    const parts = tokens(whole)
    const [atom, end] = readList(parts, 0, whole, 0)
    if (end !== parts.length) return { unknown: text }
    return { ...atom, factor: ratio(atom.numerator, atom.denominator) }
  } catch (error) {
    if (error instanceof NoUnit) return { unknown: error.part }
    throw error
  }
}

/**
 * Read a unit: names joined by `·` or `*`, then divisors, each after its own `/` or together in parentheses:
 * `tCO2/(ha·a)` = `tCO2/ha/a`. A product after a quotient (`t/m2·a`) says two things and is refused. `1/a` is a rate.
 * Spelling and case count (`MW` and `mW` differ). Money may carry a price year: `万元@2020/t`; two different price years
 * in one unit are refused.
 * @returns dimension and factor (value × factor = value in canonical units), or the part that is unknown; never throws.
 */
export function parseUnit(text: string): Unit | UnknownUnit {
  const unit = parseUnitExactly(text)
  return 'unknown' in unit ? unit : { dimension: unit.dimension, factor: unit.factor }
}

/** The double nearest to a fraction; infinite or 0 where it is out of range. `denominator` is positive. */
export function ratio(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n
  const size = negative ? -numerator : numerator
  if (size === 0n) return 0
  // 40 decimal digits, then a last digit that says whether anything is left: Number() rounds that to the nearest.
  const shift = 40 - (size.toString().length - denominator.toString().length)
  const scaled = shift >= 0 ? size * 10n ** BigInt(shift) : size
  const divisor = shift >= 0 ? denominator : denominator * 10n ** BigInt(-shift)
  const digits = `${scaled / divisor}${scaled % divisor === 0n ? '0' : '1'}`
  return Number(`${negative ? '-' : ''}${digits}e${-shift - 1}`)
}

function canonicalName(base: Base, priceYear: number | undefined): string {
  if (base === 'money') return priceYear === undefined ? canonicalMoney : `${canonicalMoney}@${priceYear}`
  for (const [measures, factor, spellings] of unitTable) {
    if (measures === base && factor === '1') return spellings.split(' ')[0] ?? base
  }
  return base
}

/**
 * Name the canonical unit of a dimension: `t/a`, `GJ/t`, `万元@2020`, `tCO2/(ha·a)`, `1/a`; `1` where it has none.
 * `parseUnit` reads it back with factor 1 (powers of an expression that are not whole are shown as `t^0.5`, and are not).
 */
export function canonicalUnit(dimension: Dimension): string {
  let key = dimension.priceYear === undefined ? '' : String(dimension.priceYear)
  for (const base in dimension.powers) key += ` ${base}${dimension.powers[base as Base]}`
  const known = names.get(key)
  if (known !== undefined) return known
  const made = composeUnit(dimension)
  if (names.size < mostRemembered) names.set(key, made)
  return made
}

/** Units that were read and named before: a county repeats a few dozen thousands of times. Answers never change. */
const names = new Map<string, string>()
const unitsRead = new Map<string, ExactUnit | UnknownUnit>()
const mostRemembered = 2000

function composeUnit(dimension: Dimension): string {
  const order: readonly Base[] = [
    'money',
    ...bases.filter((base) => base !== 'money' && base !== 'time'),
    'time',
  ]
  const above: string[] = []
  const below: string[] = []
  for (const base of order) {
    const power = dimension.powers[base] ?? 0
    if (power === 0) continue
    const name = canonicalName(base, dimension.priceYear)
    const side = power > 0 ? above : below
    const size = Math.abs(power)
    if (Number.isInteger(size)) for (let i = 0; i < size; i++) side.push(name)
    else side.push(`${name}^${size}`)
  }
  const top = above.length === 0 ? '1' : above.join('·')
  if (below.length === 0) return top
  return below.length === 1 ? `${top}/${below[0]}` : `${top}/(${below.join('·')})`
}

/** Whether one letter more, less or other, or two swapped, makes `a` into `b`. */
function oneSlip(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const left = a.slice(start, a.length - end)
  const right = b.slice(start, b.length - end)
  if (left.length + right.length === 1 || (left.length === 1 && right.length === 1)) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

function nearestAtom(name: string): string | undefined {
  if (readAtom(name)) return name
  const priced = /^(.+)@(\d{4})$/.exec(name)
  if (priced) {
    const money = nearestAtom(priced[1] ?? '')
    return money && readAtom(money)?.dimension.powers.money ? `${money}@${priced[2]}` : undefined
  }
  const folded = name.toLowerCase()
  const known = foreign.get(folded) ?? unitNames.find((unit) => unit.toLowerCase() === folded)
  if (known) return known
  const species = speciesMass.exec(name)
  if (species?.[1]) return unitNames.find((unit) => unit.toLowerCase() === species[1]?.toLowerCase())
  for (const [word] of multipliers) {
    if (!name.startsWith(word) || name.length === word.length) continue
    const rest = nearestAtom(name.slice(word.length))
    if (rest && readAtom(word + rest)) return word + rest
  }
  if (name.length < 3) return undefined
  return unitNames.find((unit) => unit.length >= 2 && oneSlip(folded, unit.toLowerCase()))
}

/**
 * Guess the unit that was meant: other case, another country's word (`tons/yr` → `t/a`), one slip of the finger, a species
 * glued to a mass (`kgN2O` → `kg`), parentheses left out (`t/m2·a` → `t/(m2·a)`).
 * @returns a unit that `parseUnit` reads, or undefined; deterministic: the first in the table wins.
 */
export function nearestUnit(text: string): string | undefined {
  if (text.length > longest) return undefined
  const parts = tokens(plain(text)).map((part) => (isSign(part) || part === '1' ? part : nearestAtom(part)))
  if (parts.some((part) => part === undefined)) return undefined
  const guess = parts.join('')
  if (!('unknown' in parseUnit(guess))) return guess
  const slash = guess.indexOf('/')
  const grouped = `${guess.slice(0, slash)}/(${guess.slice(slash + 1)})`
  return slash > 0 && !('unknown' in parseUnit(grouped)) ? grouped : undefined
}
