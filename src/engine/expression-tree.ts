import { type Dimension, dimensionless, sameDimension, timesDimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Text } from '../text/text.ts'
import type { Graph } from './graph.ts'
import type { Ref } from './plan.ts'

/**
 * An expression of a user as plain data, and its translation into the graph. This file knows no parser: `expression.ts`
 * makes the tree and is loaded only when a county has an expression.
 */

/** Where a piece stands: UTF-16 offsets into the text that was parsed. */
interface Place {
  readonly at: number
  readonly end: number
}

export const functions = {
  min: { least: 2, most: 32 },
  max: { least: 2, most: 32 },
  abs: { least: 1, most: 1 },
  exp: { least: 1, most: 1 },
  log: { least: 1, most: 1 },
  sqrt: { least: 1, most: 1 },
  clamp: { least: 3, most: 3 },
  last: { least: 2, most: 2 },
} as const
export type FunctionName = keyof typeof functions

export type BinaryOp = '+' | '-' | '*' | '/' | '^' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'and' | 'or'

export type Expr = Place &
  (
    | { readonly kind: 'number'; readonly value: number; readonly dimension: Dimension }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'unary'; readonly op: '-' | 'not'; readonly of: Expr }
    | { readonly kind: 'binary'; readonly op: BinaryOp; readonly left: Expr; readonly right: Expr }
    | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Expr[] }
    | { readonly kind: 'choose'; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  )

/** What names mean where the expression stands. `year` is always the calendar year and never looked up. */
export interface Scope {
  lookup(name: string): { readonly ref: Ref; readonly dimension: Dimension } | undefined
  /** All names, for "did you mean". */
  names(): readonly string[]
}

export interface Translated {
  readonly ok: true
  readonly ref: Ref
  readonly dimension: Dimension
}

/** What is wrong, as the arguments of the diagnostic of the same code; `at` and `end` are offsets into the text. */
export type TranslateProblem = Place & { readonly ok: false } & (
    | { readonly code: 'E0410'; readonly found: string; readonly expected: string }
    | { readonly code: 'E0301'; readonly id: string; readonly names: readonly string[] }
    | { readonly code: 'E0311'; readonly reason: Text }
  )

/** Names that the expression reads, each once, in order of appearance; without `year`. */
export function namesOf(tree: Expr): string[] {
  const found = new Set<string>()
  const visit = (e: Expr): void => {
    if (e.kind === 'name' && e.name !== 'year') found.add(e.name)
    for (const child of childrenOf(e)) visit(child)
  }
  visit(tree)
  return [...found]
}

export function childrenOf(e: Expr): readonly Expr[] {
  switch (e.kind) {
    case 'unary':
      return [e.of]
    case 'binary':
      return [e.left, e.right]
    case 'call':
      return e.args
    case 'choose':
      return [e.test, e.yes, e.no]
    default:
      return []
  }
}

/** A translated piece. A literal zero fits every dimension (0 t = 0 GJ = 0). */
interface Piece {
  readonly ref: Ref
  readonly dimension: Dimension
  readonly zero: boolean
}

/** Carried up to `translate`, which catches it: a tree has one first problem. */
class Refused extends Error {
  readonly problem: TranslateProblem
  constructor(problem: TranslateProblem) {
    super(problem.code)
    this.problem = problem
  }
}

/** Translates the tree into nodes, checking dimensions on the way. */
export function translate(
  tree: Expr,
  scope: Scope,
  g: Graph,
  expected?: Dimension,
): Translated | TranslateProblem {
  try {
    const piece = new Translator(scope, g).piece(tree)
    if (expected !== undefined && !piece.zero) wantSame(piece.dimension, expected, tree)
    return { ok: true, ref: piece.ref, dimension: expected ?? piece.dimension }
  } catch (error) {
    if (error instanceof Refused) return error.problem
    throw error
  }
}

class Translator {
  readonly #scope: Scope
  readonly #g: Graph

  constructor(scope: Scope, g: Graph) {
    this.#scope = scope
    this.#g = g
  }

  piece(e: Expr): Piece {
    const g = this.#g
    switch (e.kind) {
      case 'number':
        return { ref: g.constant(e.value), dimension: e.dimension, zero: e.value === 0 }
      case 'name':
        return this.#name(e.name, e)
      case 'unary': {
        const of = this.piece(e.of)
        if (e.op === '-') return { ...of, ref: g.negate(of.ref) }
        wantNumber(of, e.of)
        return plain(g.select(of.ref, g.constant(0), g.constant(1)))
      }
      case 'binary':
        return this.#binary(e.op, e.left, e.right, e)
      case 'call':
        return this.#call(e.name, e.args)
      case 'choose': {
        const test = this.piece(e.test)
        wantNumber(test, e.test)
        const yes = this.piece(e.yes)
        const no = this.piece(e.no)
        const dimension = common(yes, no, e.no)
        return { ref: g.select(test.ref, yes.ref, no.ref), dimension, zero: yes.zero && no.zero }
      }
    }
  }

  #name(name: string, place: Place): Piece {
    const g = this.#g
    if (name === 'year') {
      const { base, to } = g.horizon
      return plain(g.table(Array.from({ length: to - base + 1 }, (_, t) => base + t)))
    }
    const known = this.#scope.lookup(name)
    if (known !== undefined) return { ref: known.ref, dimension: known.dimension, zero: false }
    const minus = this.#hiddenMinus(name)
    if (minus !== undefined) {
      throw refuse(place, {
        zh: `没有叫 ${name} 的量；要作减法请在减号两边留空格：${minus}`,
        en: `there is no ${name}; to subtract, put blanks around the minus: ${minus}`,
      })
    }
    const names = this.#scope.names()
    throw new Refused({ ok: false, code: 'E0301', id: name, names, at: place.at, end: place.end })
  }

  /** `a-b` where a is known by itself: somebody forgot the blanks. */
  #hiddenMinus(name: string): string | undefined {
    for (let cut = name.indexOf('-'); cut > 0; cut = name.indexOf('-', cut + 1)) {
      const left = name.slice(0, cut)
      if (left === 'year' || this.#scope.lookup(left) !== undefined) {
        return `${left} - ${name.slice(cut + 1)}`
      }
    }
    return undefined
  }

  #binary(op: BinaryOp, left: Expr, right: Expr, place: Place): Piece {
    const g = this.#g
    if (op === '^') return this.#power(left, right)
    const a = this.piece(left)
    const b = this.piece(right)
    switch (op) {
      case '+':
        return { ref: g.add(a.ref, b.ref), dimension: common(a, b, right), zero: a.zero && b.zero }
      case '-':
        return { ref: g.subtract(a.ref, b.ref), dimension: common(a, b, right), zero: a.zero && b.zero }
      case '*':
        return { ref: g.mul(a.ref, b.ref), dimension: this.#times(a, b, 1, place), zero: a.zero || b.zero }
      case '/':
        if (g.constantOf(b.ref) === 0) throw refuse(right, { zh: '除数是 0', en: 'the divisor is 0' })
        // not guarded: x / 0 is an error that the finite check names, not a silent 0
        return { ref: g.div(a.ref, b.ref), dimension: this.#times(a, b, -1, place), zero: a.zero }
      case 'and':
      case 'or': {
        wantNumber(a, left)
        wantNumber(b, right)
        const truth = g.select(b.ref, g.constant(1), g.constant(0))
        if (op === 'and') return plain(g.select(a.ref, truth, g.constant(0)))
        return plain(g.select(a.ref, g.constant(1), truth))
      }
      default:
        common(a, b, right)
        return plain(this.#compare(op, a.ref, b.ref))
    }
  }

  #compare(op: '<' | '<=' | '>' | '>=' | '==' | '!=', a: Ref, b: Ref): Ref {
    const g = this.#g
    const [no, yes] = [g.constant(0), g.constant(1)]
    switch (op) {
      case '<':
        return g.less(a, b)
      case '>':
        return g.less(b, a)
      case '<=':
        return g.select(g.less(b, a), no, yes)
      case '>=':
        return g.select(g.less(a, b), no, yes)
      case '==':
        return g.select(g.subtract(a, b), no, yes)
      case '!=':
        return g.select(g.subtract(a, b), yes, no)
    }
  }

  #times(a: Piece, b: Piece, sign: 1 | -1, place: Place): Dimension {
    const [left, right] = [a.dimension.priceYear, b.dimension.priceYear]
    if (left !== undefined && right !== undefined && left !== right) {
      throw mismatch(b.dimension, a.dimension, place)
    }
    return timesDimension(a.dimension, b.dimension, sign)
  }

  /** With a dimension: whole powers only. Without: any exponent that is a plain number. */
  #power(left: Expr, right: Expr): Piece {
    const g = this.#g
    const base = this.piece(left)
    const exponent = this.piece(right)
    wantNumber(exponent, right)
    const ref = g.pow(base.ref, exponent.ref)
    if (base.zero || sameDimension(base.dimension, dimensionless)) return plain(ref)
    const power = g.constantOf(exponent.ref)
    if (power === undefined || !Number.isInteger(power) || Math.abs(power) > 8) {
      throw refuse(right, {
        zh: `有单位的量（${canonicalUnit(base.dimension)}）只能取 -8 到 8 的整数次方`,
        en: `a quantity with a unit (${canonicalUnit(base.dimension)}) takes whole powers from -8 to 8 only`,
      })
    }
    let dimension: Dimension = dimensionless
    for (let i = 0; i < Math.abs(power); i++) {
      dimension = timesDimension(dimension, base.dimension, power > 0 ? 1 : -1)
    }
    return { ref, dimension, zero: false }
  }

  #call(name: FunctionName, args: readonly Expr[]): Piece {
    const g = this.#g
    const pieces = args.map((arg) => this.piece(arg))
    const first = pieces[0]!
    switch (name) {
      case 'min':
      case 'max': {
        let result = first
        for (let i = 1; i < pieces.length; i++) {
          const next = pieces[i]!
          const ref = name === 'min' ? g.min(result.ref, next.ref) : g.max(result.ref, next.ref)
          result = { ref, dimension: common(result, next, args[i]!), zero: result.zero && next.zero }
        }
        return result
      }
      case 'abs':
        return { ...first, ref: g.max(first.ref, g.negate(first.ref)) }
      case 'exp':
        wantNumber(first, args[0]!)
        return plain(g.exp(first.ref))
      case 'log':
        wantNumber(first, args[0]!)
        return plain(g.log(first.ref))
      case 'sqrt':
        return { ...first, ref: g.pow(first.ref, g.constant(0.5)), dimension: half(first, args[0]!) }
      case 'clamp': {
        const [lo, hi] = [pieces[1]!, pieces[2]!]
        const bounds = { ...lo, dimension: common(lo, hi, args[2]!), zero: lo.zero && hi.zero }
        const dimension = common(first, bounds, args[1]!)
        return { ref: g.clamp(first.ref, lo.ref, hi.ref), dimension, zero: first.zero && bounds.zero }
      }
      case 'last': {
        const init = pieces[1]!
        if (g.axis(init.ref) !== 'one') {
          throw refuse(args[1]!, {
            zh: 'last 的第二项是第一年的值，必须是一个不随年份变的数',
            en: 'the second value of last stands for the first year and must not change from year to year',
          })
        }
        const dimension = common(first, init, args[1]!)
        return { ref: g.lag(first.ref, init.ref), dimension, zero: first.zero && init.zero }
      }
    }
  }
}

function plain(ref: Ref): Piece {
  return { ref, dimension: dimensionless, zero: false }
}

/** The dimension that two sides share. */
function common(a: Piece, b: Piece, place: Place): Dimension {
  if (a.zero) return b.dimension
  if (b.zero) return a.dimension
  wantSame(b.dimension, a.dimension, place)
  return a.dimension.priceYear === undefined ? b.dimension : a.dimension
}

function wantSame(found: Dimension, expected: Dimension, place: Place): void {
  const [left, right] = [found.priceYear, expected.priceYear]
  if (sameDimension(found, expected) && (left === undefined || right === undefined || left === right)) return
  throw mismatch(found, expected, place)
}

function wantNumber(piece: Piece, place: Place): void {
  if (!piece.zero) wantSame(piece.dimension, dimensionless, place)
}

function half(piece: Piece, place: Place): Dimension {
  const powers: Record<string, number> = {}
  for (const [base, power] of Object.entries(piece.dimension.powers)) {
    if (power % 2 !== 0) {
      throw refuse(place, {
        zh: `${canonicalUnit(piece.dimension)} 开不出整数次的单位`,
        en: `the square root of ${canonicalUnit(piece.dimension)} is no unit`,
      })
    }
    powers[base] = power / 2
  }
  return { ...piece.dimension, powers }
}

function mismatch(found: Dimension, expected: Dimension, place: Place): Refused {
  return new Refused({
    ok: false,
    code: 'E0410',
    found: canonicalUnit(found),
    expected: canonicalUnit(expected),
    at: place.at,
    end: place.end,
  })
}

function refuse(place: Place, reason: Text): Refused {
  return new Refused({ ok: false, code: 'E0311', reason, at: place.at, end: place.end })
}
