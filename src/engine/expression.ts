import { create, parseDependencies } from 'mathjs/number'
import { type Dimension, dimensionless } from '../quantity/dimension.ts'
import { parseQuantity } from '../quantity/parse.ts'
import type { Text } from '../text/text.ts'
import { type BinaryOp, type Expr, type FunctionName, functions } from './expression-tree.ts'

/**
 * The only door to mathjs, and mathjs only parses: nothing that a user wrote is ever evaluated by it. Our own tokenizer
 * goes first: it knows names (`a-b.c` is one name), quantities (`96.4 亿元`) and the allowed signs, refuses everything
 * else, and hands mathjs a line of plain symbols `v0 + v1` in which no text of the user is left. What comes back is
 * checked against a list of allowed node types and turned into the tree of expression-tree.ts. Loaded by `import()`.
 */

export const limits = { characters: 2000, nodes: 200, depth: 32 } as const

export interface Parsed {
  readonly ok: true
  readonly tree: Expr
}

/** `at` is an offset into the text. */
export interface ParseProblem {
  readonly ok: false
  readonly reason: Text
  readonly at: number
}

/** Carried up to `parseExpression`, which catches it. */
class Refused extends Error {
  readonly reason: Text
  readonly at: number
  constructor(at: number, zh: string, en: string) {
    super(en)
    this.reason = { zh, en }
    this.at = at
  }
}

type Leaf = { readonly at: number; readonly end: number } & (
  | { readonly kind: 'number'; readonly value: number; readonly dimension: Dimension }
  | { readonly kind: 'name'; readonly name: string }
)

/** The parts of a mathjs node that are read here. */
interface MathNode {
  readonly type: string
  readonly name?: string
  readonly op?: string
  readonly implicit?: boolean
  readonly fn?: string | { readonly type: string; readonly name?: string }
  readonly args?: readonly MathNode[]
  readonly content?: MathNode
  readonly condition?: MathNode
  readonly trueExpr?: MathNode
  readonly falseExpr?: MathNode
  readonly conditionals?: readonly string[]
  readonly params?: readonly MathNode[]
}

let parse: ((text: string) => MathNode) | undefined

function mathjsParse(text: string): MathNode {
  if (parse === undefined) {
    const math = create({ parseDependencies: parseDependencies! }, {})
    parse = (line) => math.parse!(line) as unknown as MathNode
  }
  return parse(text)
}

/**
 * Parses an expression, with or without its leading `=`. `declared` (where given) says which names exist; without it,
 * unknown names are found by `translate`. Never throws.
 */
export function parseExpression(text: string, declared?: (name: string) => boolean): Parsed | ParseProblem {
  try {
    const { line, leaves } = tokenize(text, declared)
    let root: MathNode
    try {
      root = mathjsParse(line)
    } catch {
      throw new Refused(
        0,
        '写法不完整：括号、运算符或 ?: 不成对',
        'it is not complete: a bracket, an operator or ?: lacks its other half',
      )
    }
    return { ok: true, tree: new Builder(leaves).tree(root) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason, at: error.at }
    throw error
  }
}

const namePart = '\\p{L}[\\p{L}\\p{M}\\p{N}_]*(?:-+[\\p{L}\\p{M}\\p{N}_]+)*'
const nameAt = new RegExp(`${namePart}(?:\\.${namePart})*`, 'uy')
const numberAt = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y
const unitName = '[\\p{L}%‰¥][\\p{L}\\p{M}\\p{N}²³₂%‰@]*(?: CO2e?)?'
const unitAt = new RegExp(
  `(?:1(?=/[\\p{L}(])|${unitName})(?:[·*⋅](?:${unitName}))*` +
    `(?:/(?:${unitName}|\\(${unitName}(?:[·*⋅]${unitName})*\\)))*`,
  'uy',
)
const blankAt = /[ \t\r\n]+/y
const signAt = /<=|>=|==|!=|[-+*/^()<>,?:]/y

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name)
}

/** Splits the text and writes the line for mathjs: leaf number i becomes the symbol `vi`. */
function tokenize(text: string, declared?: (name: string) => boolean): { line: string; leaves: Leaf[] } {
  if (text.length > limits.characters) {
    throw new Refused(
      limits.characters,
      `太长：${text.length} 个字符，上限 ${limits.characters}`,
      `it is too long: ${text.length} characters, the limit is ${limits.characters}`,
    )
  }
  const leaves: Leaf[] = []
  const line: string[] = []
  let depth = 0
  let nodes = 0
  /** Whether a value has just ended, so that an operator must come. */
  let value = false
  let at = match(blankAt, text, 0)?.length ?? 0
  if (text[at] === '=' && text[at + 1] !== '=') at++
  const count = (): void => {
    nodes++
    if (nodes > limits.nodes) {
      throw new Refused(
        at,
        `太复杂：上限 ${limits.nodes} 项`,
        `it is too complex: the limit is ${limits.nodes} nodes`,
      )
    }
  }
  const open = (): void => {
    if (!value) return
    throw new Refused(
      at,
      '两个值之间缺少运算符（乘号不能省）',
      'an operator is missing between two values (a product needs its *)',
    )
  }
  const push = (leaf: Leaf): void => {
    open()
    count()
    line.push(`v${leaves.length}`)
    leaves.push(leaf)
    value = true
  }
  while (at < text.length) {
    const blank = match(blankAt, text, at)
    if (blank !== undefined) {
      at += blank.length
      continue
    }
    if (match(numberAt, text, at) !== undefined) {
      const leaf = readNumber(text, at)
      push(leaf)
      at = leaf.end
      continue
    }
    const written = match(nameAt, text, at)
    if (written !== undefined) {
      const name = written.normalize('NFC')
      const after = at + written.length
      const call = text[after + (match(blankAt, text, after)?.length ?? 0)] === '('
      if (name === 'and' || name === 'or') {
        count()
        line.push(name)
        value = false
      } else if (name === 'not') {
        open()
        count()
        if (!call) throw new Refused(at, 'not 后面请加括号：not (…)', 'write brackets after not: not (…)')
        line.push(name)
      } else if (call) {
        open()
        count()
        if (!isFunction(name)) {
          const known = Object.keys(functions).join(' ')
          throw new Refused(
            at,
            `没有函数 ${name}；可用：${known}`,
            `there is no function ${name}; there are: ${known}`,
          )
        }
        line.push(name)
      } else {
        if (isFunction(name.split('.')[0]!)) {
          throw new Refused(
            at,
            `${name} 是函数，后面要有括号`,
            `${name} is a function and needs its brackets`,
          )
        }
        if (declared !== undefined && name !== 'year' && !declared(name)) {
          throw new Refused(at, `没有叫 ${name} 的量`, `there is nothing called ${name}`)
        }
        push({ kind: 'name', name, at, end: after })
      }
      at = after
      continue
    }
    const sign = match(signAt, text, at)
    if (sign === undefined) {
      const character = String.fromCodePoint(text.codePointAt(at)!)
      throw new Refused(at, `不能用 ${character}`, `${character} cannot be used`)
    }
    if (sign === '(') {
      if (value) open()
      depth++
      if (depth > limits.depth) {
        throw new Refused(
          at,
          `嵌套太深：上限 ${limits.depth} 层`,
          `nested too deeply: the limit is ${limits.depth} levels`,
        )
      }
    } else if (sign === ')') {
      depth--
      if (depth < 0) throw new Refused(at, '多了一个右括号', 'there is a closing bracket too many')
    } else if (sign !== ',' && sign !== ':') {
      count()
    }
    line.push(sign)
    value = sign === ')'
    at += sign.length
  }
  if (depth > 0) throw new Refused(text.length, '少了右括号', 'a closing bracket is missing')
  if (leaves.length === 0) throw new Refused(0, '表达式是空的', 'the expression is empty')
  return { line: line.join(' '), leaves }
}

/** A number, with the unit that follows it (after a blank or not): a unit holds no blanks. */
function readNumber(text: string, at: number): Leaf {
  const figure = match(numberAt, text, at)!
  const end = at + figure.length
  const blank = match(/[ \t]+/y, text, end)?.length ?? 0
  const unit = match(unitAt, text, end + blank)
  if (unit === undefined || /^(?:and|or|not)$/.test(unit))
    return quantityAt(text, at, end) ?? badNumber(text, at, end)
  // the longest unit that is one: `5%*x` is 5% times x
  const longest = end + blank + unit.length
  for (
    let cut = unit.length;
    cut > 0;
    cut = Math.max(...['/', '*', '·', '⋅'].map((s) => unit.lastIndexOf(s, cut - 1)))
  ) {
    const leaf = quantityAt(text, at, end + blank + cut)
    if (leaf !== undefined) return leaf
  }
  return badNumber(text, at, longest)
}

function quantityAt(text: string, at: number, end: number): Leaf | undefined {
  const quantity = parseQuantity(text.slice(at, end))
  if (!quantity.ok) return undefined
  const dimension = quantity.unit === '' ? dimensionless : quantity.dimension
  return { kind: 'number', value: quantity.value, dimension, at, end }
}

function badNumber(text: string, at: number, end: number): never {
  const written = text.slice(at, end)
  throw new Refused(at, `${written} 不是可用的数或量`, `${written} is no number or quantity`)
}

const binaries: ReadonlySet<string> = new Set([
  '+',
  '-',
  '*',
  '/',
  '^',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  'and',
  'or',
])
const relations: Readonly<Record<string, BinaryOp>> = {
  smaller: '<',
  smallerEq: '<=',
  larger: '>',
  largerEq: '>=',
  equal: '==',
  unequal: '!=',
}

function sameLevel(a: string, b: string): boolean {
  return ['+-', '*/', 'and', 'or'].some((level) => level.includes(a) && level.includes(b))
}

/** From mathjs nodes to our tree; whatever is not listed is refused. */
class Builder {
  readonly #leaves: readonly Leaf[]
  #nodes = 0
  /** Where the last leaf began: the best known place of a piece without one. */
  #near = 0

  constructor(leaves: readonly Leaf[]) {
    this.#leaves = leaves
  }

  tree(root: MathNode): Expr {
    return this.#build(root, 1)
  }

  #build(node: MathNode, depth: number): Expr {
    if (depth > limits.depth) {
      throw new Refused(
        this.#near,
        `嵌套太深：上限 ${limits.depth} 层`,
        `nested too deeply: the limit is ${limits.depth} levels`,
      )
    }
    this.#nodes++
    if (this.#nodes > limits.nodes) {
      throw new Refused(
        this.#near,
        `太复杂：上限 ${limits.nodes} 项`,
        `it is too complex: the limit is ${limits.nodes} nodes`,
      )
    }
    switch (node.type) {
      case 'SymbolNode':
        return this.#leaf(node)
      case 'ParenthesisNode':
        // counted once, by what it holds
        this.#nodes--
        return this.#build(node.content!, depth + 1)
      case 'OperatorNode':
        return this.#operator(node, depth)
      case 'RelationalNode':
        return this.#chain(node, depth)
      case 'FunctionNode':
        return this.#call(node, depth)
      case 'ConditionalNode': {
        const test = this.#build(node.condition!, depth + 1)
        const yes = this.#build(node.trueExpr!, depth + 1)
        const no = this.#build(node.falseExpr!, depth + 1)
        return { kind: 'choose', test, yes, no, at: test.at, end: no.end }
      }
      default:
        throw this.#forbidden(node)
    }
  }

  #leaf(node: MathNode): Expr {
    const found = /^v(\d+)$/.exec(node.name ?? '')
    const leaf = found === null ? undefined : this.#leaves[Number(found[1])]
    if (leaf === undefined) throw this.#forbidden(node)
    this.#near = leaf.at
    return leaf
  }

  #operator(node: MathNode, depth: number): Expr {
    const op = node.op ?? ''
    const args = node.args ?? []
    if (node.implicit === true) throw this.#forbidden(node)
    if (args.length === 1) {
      if (op === '+') return this.#build(args[0]!, depth + 1)
      if (op !== '-' && op !== 'not') throw this.#forbidden(node)
      const of = this.#build(args[0]!, depth + 1)
      return { kind: 'unary', op, of, at: of.at, end: of.end }
    }
    if (args.length !== 2 || !binaries.has(op)) throw this.#forbidden(node)
    // a chain such as a + b + c is one level, however long
    const chained = args[0]!.type === 'OperatorNode' && sameLevel(args[0]!.op ?? '', op)
    const left = this.#build(args[0]!, chained ? depth : depth + 1)
    const right = this.#build(args[1]!, depth + 1)
    return { kind: 'binary', op: op as BinaryOp, left, right, at: left.at, end: right.end }
  }

  /** a < b < c means a < b and b < c. */
  #chain(node: MathNode, depth: number): Expr {
    const params = (node.params ?? []).map((param) => this.#build(param, depth + 1))
    let result: Expr | undefined
    const conditionals = node.conditionals ?? []
    for (let i = 0; i < conditionals.length; i++) {
      const op = relations[conditionals[i]!]
      const [left, right] = [params[i], params[i + 1]]
      if (op === undefined || left === undefined || right === undefined) throw this.#forbidden(node)
      const link: Expr = { kind: 'binary', op, left, right, at: left.at, end: right.end }
      result =
        result === undefined
          ? link
          : { kind: 'binary', op: 'and', left: result, right: link, at: result.at, end: link.end }
    }
    if (result === undefined) throw this.#forbidden(node)
    return result
  }

  #call(node: MathNode, depth: number): Expr {
    const fn = node.fn
    const name = typeof fn === 'object' && fn.type === 'SymbolNode' ? (fn.name ?? '') : ''
    if (!isFunction(name)) throw this.#forbidden(node)
    const args = (node.args ?? []).map((arg) => this.#build(arg, depth + 1))
    const { least, most } = functions[name]
    if (args.length < least || args.length > most) {
      const wanted = least === most ? `${least}` : `${least}–${most}`
      throw new Refused(
        args[0]?.at ?? this.#near,
        `${name} 应有 ${wanted} 项，现有 ${args.length} 项`,
        `${name} takes ${wanted} values, not ${args.length}`,
      )
    }
    return { kind: 'call', name, args, at: args[0]!.at, end: args[args.length - 1]!.end }
  }

  #forbidden(node: MathNode): Refused {
    const what = node.op ?? node.type
    return new Refused(this.#near, `表达式里不能用 ${what}`, `${what} cannot be used in an expression`)
  }
}
