import { type Dimension, dimensionless } from './dimension.ts'
import { canonicalUnit, isMultiplier, nearestUnit, parseUnitExactly, ratio } from './unit.ts'

/** A number with its unit, as somebody wrote it. */
export interface Quantity {
  readonly ok: true
  /** In the canonical unit of its dimension; never NaN, infinite or −0. */
  readonly value: number
  readonly dimension: Dimension
  /** As written; `''` where none was: whether that is right, the field decides. */
  readonly unit: string
  /** The number alone, as written: `'5,200'`, `'60'`. */
  readonly figure: string
  /** `%`, `‰` or `pp` was written: a share above 1 without it is a mistake. */
  readonly percent: boolean
}

/** Why a text is no quantity. `kind` is the slug of the diagnostic that the caller makes of it, the rest its arguments. */
export type QuantityProblem =
  | { readonly kind: 'unit-missing'; readonly found: string }
  | { readonly kind: 'unit-unknown'; readonly unit: string; readonly nearest: string }
  | { readonly kind: 'quantity-syntax'; readonly found: string }
  | { readonly kind: 'number-format'; readonly found: string }
  | { readonly kind: 'non-finite'; readonly found: string }
  | { readonly kind: 'full-width'; readonly character: string; readonly instead: string }

export type QuantityResult = Quantity | { readonly ok: false; readonly problem: QuantityProblem }

/** The longest text that is read as a quantity. */
const longest = 160

const fail = (problem: QuantityProblem): QuantityResult => ({ ok: false, problem })

/** Signs that look like ours but are others, with what to write; full-width ASCII is worked out from its code. */
const lookalikes: ReadonlyMap<string, string> = new Map([
  ['\u2212', '-'],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ['\u202f', ' '],
  ['\u2009', ' '],
  ['\u3001', ','],
  ['\u3002', '.'],
])

function fullWidth(text: string): QuantityProblem | undefined {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const instead =
      code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : lookalikes.get(character)
    if (instead === undefined) continue
    const shown = instead === ' ' ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : character
    return { kind: 'full-width', character: shown, instead: instead === ' ' ? 'U+0020' : instead }
  }
  return undefined
}

/** A number in full: sign, digits (in threes after a comma, or none), decimals, exponent; a lone point is no number. */
const number = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(\.\d*)?(?:[eE]([+-]?\d+))?/

/** The value of number × unit, rounded once. `undefined`: more digits than a number holds. */
function exactly(figure: RegExpExecArray, top: bigint, bottom: bigint): number | undefined {
  const [, sign = '', digits = '', point = '', power = '0'] = figure
  const whole = digits.replaceAll(',', '')
  if (whole.length > 16 || BigInt(whole || '0') > BigInt(Number.MAX_SAFE_INTEGER) + 1n) return undefined
  const decimals = point.slice(1)
  const quick = quotient(whole, decimals, Number(power), top, bottom)
  if (quick !== undefined) return sign === '-' && quick !== 0 ? -quick : quick
  const mantissa = BigInt(`${whole}${decimals}` || '0') * top
  const shift = Number(power) - decimals.length
  if (mantissa === 0n) return 0
  if (Math.abs(shift) > 1000) return shift > 0 ? Number.POSITIVE_INFINITY : undefined
  const size =
    shift >= 0
      ? ratio(mantissa * 10n ** BigInt(shift), bottom)
      : ratio(mantissa, bottom * 10n ** BigInt(-shift))
  if (size === 0) return undefined
  return sign === '-' ? -size : size
}

/** Whole powers of ten, written out: an engine's `**` is not exact everywhere. */
const tens = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15]

const simple = /^(-?(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?)(%| [^\d\s]\S*)$/

/** A plain decimal and a unit that is known: what nearly every value looks like. Anything else takes the long way. */
function everyday(text: string): Quantity | undefined {
  const parts = simple.exec(text)
  if (!parts) return undefined
  const [, figure = '', rest = ''] = parts
  const unit = rest.trimStart()
  const read = parseUnitExactly(unit)
  if ('unknown' in read || isMultiplier(unit)) return undefined
  const value = exactly(number.exec(figure) as RegExpExecArray, read.numerator, read.denominator)
  if (value === undefined || !Number.isFinite(value)) return undefined
  return { ok: true, value, dimension: read.dimension, unit, figure, percent: read.percent }
}

/**
 * The same for everyday figures, without big integers: where numerator and denominator are whole numbers below 2⁵³ they are
 * exact, and one division rounds once, so the result is the same to the bit.
 */
function quotient(
  whole: string,
  decimals: string,
  power: number,
  top: bigint,
  bottom: bigint,
): number | undefined {
  if (power !== 0 || whole.length + decimals.length > 15) return undefined
  const above = Number(`${whole}${decimals}` || '0') * Number(top)
  const below = tens[decimals.length]! * Number(bottom)
  if (!Number.isSafeInteger(above) || !Number.isSafeInteger(below)) return undefined
  return above / below
}

function parseNumber(value: number): QuantityResult {
  const figure = String(value)
  if (!Number.isFinite(value)) return fail({ kind: 'non-finite', found: figure })
  if (Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER + 1)
    return fail({ kind: 'number-format', found: figure })
  return {
    ok: true,
    value: value === 0 ? 0 : value,
    dimension: dimensionless,
    unit: '',
    figure,
    percent: false,
  }
}

/**
 * Read a quantity: `385 万t/a`, `5%`, `2.3 亿元`, `5,200 h/a`, `0.05`, `1e3`. The blank before the unit may be left out.
 * The value is number × factor rounded once, so `57%` = `0.57` to the last bit.
 *
 * Give the characters as written, not the number that YAML made of them: `012` and `0x1F` are refused only as text.
 * A number is dimensionless with unit `''`. Refused: groups other than threes, leading zeros, hex, octal, underscores,
 * whole parts above 2^53, `NaN` and infinities, full-width signs and U+2212, a multiplier without a unit (`1.5万`), and,
 * when `quoted`, a number without a unit (`"1500"` is text).
 * @returns the quantity, or one problem to report; never throws.
 */
export function parseQuantity(text: string | number, quoted = false): QuantityResult {
  if (typeof text === 'number') return parseNumber(text)
  const known = everyday(text)
  if (known) return known
  const written = text.trim()
  const found = written.length > longest ? `${written.slice(0, longest)}…` : written
  if (written === '' || written.length > longest) return fail({ kind: 'quantity-syntax', found })
  const wide = /[\d\uff10-\uff19]/.test(written) ? fullWidth(written) : undefined
  if (wide) return fail(wide)
  if (/^[+-]?\.?(?:inf|infinity|nan)$/i.test(written)) return fail({ kind: 'non-finite', found })
  if (/^[+-]?0[xob]\w*/i.test(written)) return fail({ kind: 'number-format', found })
  const figure = number.exec(written)
  if (!figure) return fail({ kind: 'quantity-syntax', found })
  const digits = figure[2] ?? ''
  const unit = written.slice(figure[0].length).trim()
  const misread = /^0[\d,]/.test(digits) || (digits.includes(',') && figure[4] !== undefined)
  const rate = unit.startsWith('1/')
  if (misread || (!rate && /^[\d_',.]/.test(unit))) return fail({ kind: 'number-format', found })
  const plain = { figure: figure[0], unit }
  if (unit === '') {
    if (quoted) return fail({ kind: 'number-format', found: `"${found}"` })
    return finish(figure, 1n, 1n, { ...plain, dimension: dimensionless, percent: false }, found)
  }
  if (isMultiplier(unit)) return fail({ kind: 'unit-missing', found })
  if (!rate && !/^[\p{L}%‰¥]/u.test(unit)) return fail({ kind: 'quantity-syntax', found })
  const read = parseUnitExactly(unit)
  if ('unknown' in read) {
    const nearest = nearestUnit(unit)
    return fail({ kind: 'unit-unknown', unit: nearest ? unit : read.unknown, nearest: nearest ?? '' })
  }
  const { dimension, percent } = read
  return finish(figure, read.numerator, read.denominator, { ...plain, dimension, percent }, found)
}

function finish(
  figure: RegExpExecArray,
  top: bigint,
  bottom: bigint,
  rest: Omit<Quantity, 'ok' | 'value'>,
  found: string,
): QuantityResult {
  const value = exactly(figure, top, bottom)
  if (value === undefined) return fail({ kind: 'number-format', found })
  if (!Number.isFinite(value)) return fail({ kind: 'non-finite', found })
  return { ok: true, value, ...rest }
}

/**
 * Write a value (in canonical units) with its canonical unit, at 12 significant digits: `3850000 t/a`, `0.05`; from 1e15 on
 * with an exponent.
 * `parseQuantity` reads it back as the same number if that has no more digits. Language-free: a plain `.` and `-`.
 */
export function formatQuantity(value: number, dimension: Dimension): string {
  const rounded = Number(value.toPrecision(12)) + 0
  const figure = Math.abs(rounded) >= 1e15 ? rounded.toExponential() : String(rounded)
  const unit = canonicalUnit(dimension)
  return unit === '1' ? figure : `${figure} ${unit}`
}
