import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepare, run } from '../../src/engine/evaluate.ts'
import { limits, parseExpression } from '../../src/engine/expression.ts'
import { namesOf, type Scope, translate } from '../../src/engine/expression-tree.ts'
import { Graph } from '../../src/engine/graph.ts'
import type { Dimension } from '../../src/quantity/dimension.ts'
import { parseUnit } from '../../src/quantity/unit.ts'

const horizon = { base: 2020, observedTo: 2021, to: 2024 }

function dimension(unit: string): Dimension {
  const found = parseUnit(unit)
  if ('unknown' in found) throw new Error(unit)
  return found.dimension
}

/** Names that every expression here may read: a name, its unit, its values. */
const known: Readonly<Record<string, readonly [unit: string, values: readonly number[]]>> = {
  gdp: ['万元', [10, 11, 12, 13, 14]],
  coal: ['t', [5, 4, 3, 2, 1]],
  'coal-use.coke-4m3-a': ['t', [1, 1, 2, 2, 3]],
  煤炭: ['t', [7, 7, 7, 7, 7]],
  share: ['%', [0, 0.25, 0.5, 0.75, 1]],
  area: ['km2', [4, 4, 9, 9, 16]],
}

function evaluated(text: string, expected?: string) {
  const parsed = parseExpression(text)
  if (!parsed.ok) return { refused: parsed.reason.en, at: parsed.at }
  const g = new Graph(horizon)
  const scope: Scope = {
    names: () => Object.keys(known),
    lookup: (name) => {
      if (!Object.hasOwn(known, name)) return undefined
      const [unit, values] = known[name]!
      return { ref: g.table(values), dimension: unit === '%' ? { powers: {} } : dimension(unit) }
    },
  }
  const done = translate(parsed.tree, scope, g, expected === undefined ? undefined : dimension(expected))
  if (!done.ok) return { problem: done }
  const row = [...run(prepare(g.plan()), g.values()).trajectories.value(done.ref)]
  return { values: row, powers: done.dimension.powers }
}

const values = (text: string): readonly number[] | undefined => {
  const found = evaluated(text)
  return 'values' in found ? found.values : [Number.NaN]
}

describe('expressions', () => {
  it.each<[string, readonly number[]]>([
    ['= 1 + 2 * 3', [7]],
    ['-2 ^ 2', [-4]],
    ['2 ^ 3 ^ 2', [512]],
    ['8 / 2 / 2', [2]],
    ['(1 + 2) * 3', [9]],
    ['10 - 2 - 3', [5]],
    ['1e3 + 0.5', [1000.5]],
    ['50% * 8', [4]],
    ['50%*share', [0, 0.125, 0.25, 0.375, 0.5]],
    ['gdp * (1 - share)', [10, 8.25, 6, 3.25, 0]],
    ['coal-use.coke-4m3-a + coal', [6, 5, 5, 4, 4]],
    ['煤炭 / coal', [7 / 5, 7 / 4, 7 / 3, 7 / 2, 7]],
    ['last(gdp, 9 万元)', [9, 10, 11, 12, 13]],
    ['last(gdp, 0.5 亿元)', [5000, 10, 11, 12, 13]],
    ['year - 2020', [0, 1, 2, 3, 4]],
    ['1.5 ^ (year - 2020)', [1, 1.5, 2.25, 3.375, 5.0625]],
    ['year < 2022 ? coal : 3 t', [5, 4, 3, 3, 3]],
    ['coal > 2 t and year >= 2021', [0, 1, 1, 0, 0]],
    ['coal > 4 t or not (year <= 2023)', [1, 0, 0, 0, 1]],
    ['1 < year - 2020 < 4', [0, 0, 1, 1, 0]],
    ['coal == 3 t', [0, 0, 1, 0, 0]],
    ['coal != 3 t', [1, 1, 0, 1, 1]],
    ['min(coal, 3 t, 2 t)', [2, 2, 2, 2, 1]],
    ['max(coal - 3 t, 0)', [2, 1, 0, 0, 0]],
    ['abs(coal - 3 t)', [2, 1, 0, 1, 2]],
    ['clamp(coal, 2 t, 4 t)', [4, 4, 3, 2, 2]],
    ['sqrt(16)', [4]],
    ['log(exp(1))', [1]],
    ['+3 - -2', [5]],
    ['0.5 t/a * 2 a', [1]],
    ['3 t/(m2·a) * 1 m2 * 1 a', [3]],
    ['year-2 == year', [Number.NaN]],
  ])('%s', (text, expected) => {
    if (text === 'log(exp(1))') expect(values(text)![0]).toBeCloseTo(1, 15)
    else if (text.startsWith('3 t/(')) expect(values(text)![0]).toBeCloseTo(3, 12)
    else expect(values(text)).toEqual(expected)
  })

  it.each([
    ['coal * 2', 't'],
    ['coal / gdp', 't/万元'],
    ['coal ^ 2 / coal', 't'],
    ['coal ^ -1 * coal * coal', 't'],
    ['sqrt(coal ^ 2)', 't'],
    ['0', 't'],
    ['max(0, coal)', 't'],
    ['share > 0 ? coal / share : 0', 't'],
  ])('%s is in %s', (text, unit) => {
    expect(evaluated(text, unit)).toHaveProperty('values')
  })

  it.each([
    ['coal + gdp', '万元', 't'],
    ['coal + 1', '1', 't'],
    ['coal < gdp', '万元', 't'],
    ['min(coal, 3)', '1', 't'],
    ['exp(coal)', 't', '1'],
    ['coal ? 1 : 2', 't', '1'],
    ['year > 2020 ? coal : gdp', '万元', 't'],
    ['coal and 1', 't', '1'],
    ['2 ^ coal', 't', '1'],
    ['last(coal, 3 万元)', '万元', 't'],
    ['clamp(coal, 1 t, 2)', '1', 't'],
    ['coal / gdp', 't/万元', 'GJ'],
    ['9.6 万元@2015 + 3 万元@2020', '万元@2020', '万元@2015'],
  ])('%s is refused: %s where %s is wanted', (text, found, expected) => {
    expect(evaluated(text, expected === 'GJ' ? 'GJ' : undefined)).toMatchObject({
      problem: { code: 'E0410', found, expected },
    })
  })

  it('points at what is wrong', () => {
    expect(evaluated('1 t + coal + gdp')).toMatchObject({ problem: { at: 13, end: 16 } })
    expect(evaluated('1 + cola')).toMatchObject({ problem: { code: 'E0301', id: 'cola', at: 4, end: 8 } })
    expect(evaluated('coal-2')).toMatchObject({ problem: { code: 'E0311', reason: { en: /coal - 2/ } } })
    expect(evaluated('coal ^ 0.5')).toMatchObject({ problem: { code: 'E0311' } })
    expect(evaluated('coal ^ share')).toMatchObject({ problem: { code: 'E0311' } })
    expect(evaluated('sqrt(coal)')).toMatchObject({ problem: { code: 'E0311' } })
    expect(evaluated('coal / 0')).toMatchObject({ problem: { code: 'E0311' } })
    expect(evaluated('last(coal, coal)')).toMatchObject({ problem: { code: 'E0311' } })
    expect(evaluated('1 + sin(2)')).toMatchObject({ at: 4 })
  })

  it.each([
    '',
    '=',
    '  ',
    '1 +',
    '(1',
    '1)',
    '()',
    '2 coal',
    '2(3)',
    'coal gdp',
    '(1)(2)',
    'coal(1)',
    'a[1]',
    'a = 1',
    'f(x) = x',
    '"text"',
    "'text'",
    '{a: 1}',
    '[1, 2]',
    'coal!',
    '5 % 3',
    'coal mod 2',
    'coal xor 1',
    'coal to t',
    'coal | 1',
    'coal & 1',
    '~coal',
    'coal << 1',
    'coal .* gdp',
    "coal'",
    '1:3',
    '1; 2',
    '1 ? 2',
    'coal # note',
    '0x10',
    '0b1',
    '1_000',
    '3 furlong',
    '3 亿',
    '1e999',
    'sqrt',
    'sqrt.signatures',
    'sqrt(1, 2)',
    'min(1)',
    'clamp(1, 2)',
    'last(coal)',
    'not coal < 3',
    '1 ?? 2',
    'coal ?. x',
    '５ + 1',
    '1 − 2',
    '\u0000',
    'constructor("x")',
    '__proto__',
    'coal.__proto__',
    'x.constructor.constructor("return 1")()',
  ])('refuses %j', (text) => {
    expect(parseExpression(text).ok).toBe(false)
  })

  it('keeps its limits, at once', () => {
    const long = [
      `${'1 + '.repeat(600)}1`,
      `${'1 + '.repeat(150)}1`,
      `${'('.repeat(33)}1${')'.repeat(33)}`,
      `${'-'.repeat(40)}1`,
      `${'1 ? '.repeat(40)}1${' : 1'.repeat(40)}`,
      `${'abs('.repeat(33)}1${')'.repeat(33)}`,
      `${'('.repeat(1000)}${')'.repeat(1000)}`,
      `${'2 ^ '.repeat(40)}2`,
    ]
    for (const text of long) expect(parseExpression(text).ok).toBe(false)
    expect(parseExpression(`${'1 + '.repeat(99)}1`).ok).toBe(true)
    expect(parseExpression(`${'1 - '.repeat(30)}1 ${'+ 1 '.repeat(30)}`).ok).toBe(true)
    expect(parseExpression(`${'('.repeat(30)}1${')'.repeat(30)}`).ok).toBe(true)
    expect(limits).toEqual({ characters: 2000, nodes: 200, depth: 32 })
  })

  it('never throws and never keeps the process, whatever it is given', () => {
    const piece = fc.constantFrom(
      'coal',
      'year',
      '3',
      '4 t',
      '5%',
      '+',
      '-',
      '*',
      '/',
      '^',
      '(',
      ')',
      ',',
      '?',
      ':',
      '<',
      '==',
      'and',
      'or',
      'not',
      'min',
      'last',
      'sqrt',
      '.',
      '"',
      '[',
      ']',
      '{',
      '}',
      ';',
      '=',
      '!',
      ' ',
      '煤',
      '-a',
      '1e',
      "'",
      '\\',
      '\n',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 40 }).map((list) => list.join(' ')),
        ),
        (text) => {
          const found = parseExpression(text)
          if (!found.ok) expect(found.reason.zh.length * found.reason.en.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('lists the names that it reads', () => {
    const parsed = parseExpression('= last(gdp, 9 万元) * (1 + 煤炭-a.b / year) + gdp')
    expect(parsed.ok && namesOf(parsed.tree)).toEqual(['gdp', '煤炭-a.b'])
  })

  it('asks which names are declared, where it is told', () => {
    const only = (name: string): boolean => name === 'gdp'
    expect(parseExpression('gdp * year', only).ok).toBe(true)
    expect(parseExpression('gdp * process', only)).toMatchObject({ ok: false, at: 6 })
  })
})

/** One-liners that broke out of, or hung, evaluators of mathjs (reliability.md 1.2), as they stand in hostile files. */
const hostile: readonly string[] = [
  'f=sqrt["constructor"]("globalThis.__CANARY=1");f()',
  'p=concat("constr","uctor");f=sqrt[p]("globalThis.__CANARY=1");f()',
  'f=sqrt["\\u0063onstructor"]("globalThis.__CANARY=1");f()',
  '{}.__proto__',
  'import({sqrt:cos},{override:true});sqrt(0)',
  'reviver("",{mathjs:"Complex",re:1,im:2})',
  'g=parse("constructor(\'globalThis.__CANARY=1\')")._compile({},{});f=g(null,cos);f()',
  'evaluate("sqrt(16)")',
  'resolve("x",{x:parse("y")})',
  'p=parser();p.evaluate("1+1")',
  'chain(1).add(2).done()',
  'a=[1,2].toArray();a["push"]=cos;a',
  'o={};o["toString"]=cos;o',
  '{}["(){}+globalThis.__CANARY=1;function a"]()=0',
  'parse("1").map(f(n,p,q)=parse("2"))',
  'unit("5 cm").constructor',
  'sqrt.signatures',
  'help("sqrt").constructor',
  'process',
  'f(x)=f(x);1',
  '[1,2;3,4]',
  'random()',
  'version',
  'ones(100000,100000)',
  '1:1e9',
  'sum(1:3e7)',
  'f(n)=n<2?n:f(n-1)+f(n-2);f(45)',
  `${'('.repeat(990)}1${')'.repeat(990)}`,
  `${'-'.repeat(1900)}1`,
  'f(s,n)=n==0?s:f(concat(s,s),n-1);f("aaaaaaaa",27)',
  'map(1:3000,g(x)=sum(map(1:3000,h(y)=x*y)))',
  'combinations(1e9,5e8)',
  'gamma(bignumber(100000))',
  'kron(ones(300,300),ones(300,300))',
  `${'1?'.repeat(660)}1${':1'.repeat(660)}`,
  '10n^10000000n',
]

describe('hostile expressions', () => {
  it.each(hostile.map((text) => [text.slice(0, 60), text] as const))('are refused: %s', (_, text) => {
    const started = performance.now()
    const found = parseExpression(text, (name) => name === 'gdp')
    expect(found.ok).toBe(false)
    expect(performance.now() - started).toBeLessThan(500)
    expect(globalThis).not.toHaveProperty('__CANARY')
    expect({}).not.toHaveProperty('f')
  })

  it('gives NaN, never a complex number, for a root of −1', () => {
    expect(evaluated('sqrt(-1)')).toMatchObject({ values: [Number.NaN] })
    expect(evaluated('10 ^ year')).toMatchObject({ values: Array(5).fill(Infinity) })
  })
})
