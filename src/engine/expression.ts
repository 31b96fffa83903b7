import { create, parseDependencies } from 'mathjs/number'
import type { Text } from '../text/text.ts'
import { type BinaryOp, type Expr, functions } from './expression-tree.ts'
import { isFunction, type Leaf, limits, Refused, tokenize } from './expression-words.ts'

/**
 * The only door to mathjs, and mathjs only parses: nothing that a user wrote is ever evaluated by it. Our own tokenizer
 * goes first: it knows names (`a-b.c` is one name), quantities (`96.4 亿元`) and the allowed signs, refuses everything
 * else, and hands mathjs a line of plain symbols `v0 + v1` in which no text of the user is left. What comes back is
 * checked against a list of allowed node types and turned into the tree of expression-tree.ts. Loaded by `import()`.
 */

export { limits }

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
      throw new Refused(0, {
        zh: '写法不完整：括号、运算符或 ?: 不成对',
        en: 'it is not complete: a bracket, an operator or ?: lacks its other half',
      })
    }
    return { ok: true, tree: new Builder(leaves).tree(root) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason, at: error.at }
    throw error
  }
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
      throw new Refused(this.#near, {
        zh: `嵌套太深：上限 ${limits.depth} 层`,
        en: `nested too deeply: the limit is ${limits.depth} levels`,
      })
    }
    this.#nodes++
    if (this.#nodes > limits.nodes) {
      throw new Refused(this.#near, {
        zh: `太复杂：上限 ${limits.nodes} 项`,
        en: `it is too complex: the limit is ${limits.nodes} nodes`,
      })
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
      throw new Refused(args[0]?.at ?? this.#near, {
        zh: `${name} 应有 ${wanted} 项，现有 ${args.length} 项`,
        en: `${name} takes ${wanted} values, not ${args.length}`,
      })
    }
    return { kind: 'call', name, args, at: args[0]!.at, end: args[args.length - 1]!.end }
  }

  #forbidden(node: MathNode): Refused {
    const what = node.op ?? node.type
    return new Refused(this.#near, {
      zh: `表达式里不能用 ${what}`,
      en: `${what} cannot be used in an expression`,
    })
  }
}
