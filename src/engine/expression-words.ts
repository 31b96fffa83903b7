import { type Dimension, dimensionless } from '../quantity/dimension.ts'
import { parseQuantity } from '../quantity/parse.ts'
import type { Text } from '../text/text.ts'
import { type FunctionName, functions } from './expression-tree.ts'

/**
 * The words of an expression: names (`a-b.c` is one name; minus stands between blanks), quantities (`96.4 亿元`) and the
 * allowed signs. Everything else is refused here, before any parser sees it.
 */

export const limits = { characters: 2000, nodes: 200, depth: 32 } as const

/** Carried up to `parseExpression`, which catches it. */
export class Refused extends Error {
  readonly reason: Text
  readonly at: number
  constructor(at: number, reason: Text) {
    super(reason.en)
    this.reason = reason
    this.at = at
  }
}

export type Leaf = { readonly at: number; readonly end: number } & (
  | { readonly kind: 'number'; readonly value: number; readonly dimension: Dimension }
  | { readonly kind: 'name'; readonly name: string }
)

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

export function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name)
}

/** Splits the text and writes the line for mathjs: leaf number i becomes the symbol `vi`. */
export function tokenize(
  text: string,
  declared?: (name: string) => boolean,
): { line: string; leaves: Leaf[] } {
  if (text.length > limits.characters) {
    throw new Refused(limits.characters, {
      zh: `太长：${text.length} 个字符，上限 ${limits.characters}`,
      en: `it is too long: ${text.length} characters, the limit is ${limits.characters}`,
    })
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
      throw new Refused(at, {
        zh: `太复杂：上限 ${limits.nodes} 项`,
        en: `it is too complex: the limit is ${limits.nodes} nodes`,
      })
    }
  }
  const open = (): void => {
    if (!value) return
    throw new Refused(at, {
      zh: '两个值之间缺少运算符（乘号不能省）',
      en: 'an operator is missing between two values (a product needs its *)',
    })
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
        if (!call)
          throw new Refused(at, { zh: 'not 后面请加括号：not (…)', en: 'write brackets after not: not (…)' })
        line.push(name)
      } else if (call) {
        open()
        count()
        if (!isFunction(name)) {
          const known = Object.keys(functions).join(' ')
          throw new Refused(at, {
            zh: `没有函数 ${name}；可用：${known}`,
            en: `there is no function ${name}; there are: ${known}`,
          })
        }
        line.push(name)
      } else {
        if (isFunction(name.split('.')[0]!)) {
          throw new Refused(at, {
            zh: `${name} 是函数，后面要有括号`,
            en: `${name} is a function and needs its brackets`,
          })
        }
        if (declared !== undefined && name !== 'year' && !declared(name)) {
          throw new Refused(at, { zh: `没有叫 ${name} 的量`, en: `there is nothing called ${name}` })
        }
        push({ kind: 'name', name, at, end: after })
      }
      at = after
      continue
    }
    const sign = match(signAt, text, at)
    if (sign === undefined) {
      const character = String.fromCodePoint(text.codePointAt(at)!)
      throw new Refused(at, { zh: `不能用 ${character}`, en: `${character} cannot be used` })
    }
    if (sign === '(') {
      if (value) open()
      depth++
      if (depth > limits.depth) {
        throw new Refused(at, {
          zh: `嵌套太深：上限 ${limits.depth} 层`,
          en: `nested too deeply: the limit is ${limits.depth} levels`,
        })
      }
    } else if (sign === ')') {
      depth--
      if (depth < 0)
        throw new Refused(at, { zh: '多了一个右括号', en: 'there is a closing bracket too many' })
    } else if (sign !== ',' && sign !== ':') {
      count()
    }
    line.push(sign)
    value = sign === ')'
    at += sign.length
  }
  if (depth > 0) throw new Refused(text.length, { zh: '少了右括号', en: 'a closing bracket is missing' })
  if (leaves.length === 0) throw new Refused(0, { zh: '表达式是空的', en: 'the expression is empty' })
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
  throw new Refused(at, { zh: `${written} 不是可用的数或量`, en: `${written} is no number or quantity` })
}
