import type { HostileCase } from './cases.ts'

const find = '{ path: { value: 1, growth: 4% } }'

/** A driver whose path is this expression. The quotes are YAML's single ones, so that the text stays as it is. */
function expression(id: string, text: string, covers?: string): HostileCase {
  return {
    id,
    ...(covers === undefined ? {} : { covers: [covers] }),
    find,
    bad: `{ path: «'= ${text.replaceAll("'", "''")}' }`,
    codes: ['E0311'],
  }
}

const canary = 'globalThis.__CANARY=1'

/** Class E: ways out of the expression language. Refused before anything is evaluated; nothing of them ever runs. */
const escapes: readonly HostileCase[] = [
  expression('e01-constructor-call', `sqrt.constructor("${canary}")()`),
  expression('e02-cos-constructor', `cos.constructor("return process")().exit(3)`),
  expression('e03-index-constructor', `f=sqrt["constructor"]("${canary}");f()`, 'e03-index-constructor.yaml'),
  expression('e04-concat-constructor', `p=concat("constr","uctor");f=sqrt[p]("${canary}");f()`, 'e04-concat-constructor.yaml'),
  expression('e05-unicode-constructor', `f=sqrt["\\u0063onstructor"]("${canary}");f()`, 'e05-unicode-constructor.yaml'),
  expression('e06-proto-read', '{}.__proto__', 'e06-proto-read.yaml'),
  expression('e07-proto-name', '__proto__'),
  expression('e08-import-override', 'import({sqrt:cos},{override:true});sqrt(0)', 'e08-import-override.yaml'),
  expression('e09-create-unit', 'createUnit("evil")'),
  expression('e10-reviver', 'reviver("",{mathjs:"Complex",re:1,im:2})', 'e10-reviver.yaml'),
  expression('e11-parse-compile', `g=parse("constructor('${canary}')")._compile({},{});f=g(null,cos);f()`, 'e11-parse-compile.yaml'),
  expression('e12-evaluate-nested', 'evaluate("sqrt(16)")', 'e12-evaluate-nested.yaml'),
  expression('e13-simplify', 'simplify("2x+x")'),
  expression('e14-derivative', 'derivative("x^2","x")'),
  expression('e15-resolve', 'resolve("x",{x:parse("y")})', 'e15-resolve.yaml'),
  expression('e16-parser-object', 'p=parser();p.evaluate("1+1")', 'e16-parser-object.yaml'),
  expression('e17-chain', 'chain(1).add(2).done()', 'e17-chain.yaml'),
  expression('e18-map-callback', 'map([1,2],sqrt)'),
  expression('e19-array-method', 'a=[1,2].map;a'),
  expression('e20-array-set', 'a=[1,2].toArray();a["push"]=cos;a', 'e20-array-set.yaml'),
  expression('e21-object-native-set', 'o={};o["toString"]=cos;o', 'e21-object-native-set.yaml'),
  expression('e22-function-name-inject', `{}["(){}+${canary};function a"]()=0`, 'e22-function-name-inject.yaml'),
  expression('e23-node-map', 'parse("1").map(f(n,p,q)=parse("2"))', 'e23-node-map.yaml'),
  expression('e24-typed', 'typed("f",{"number":sqrt})'),
  expression('e25-unit-internals', 'unit("5 cm").constructor', 'e25-unit-internals.yaml'),
  expression('e26-typed-signatures', 'sqrt.signatures', 'e26-typed-signatures.yaml'),
  expression('e27-help', 'help("sqrt").constructor', 'e27-help.yaml'),
  { ...expression('e28-global-names', 'process', 'e28-global-names.yaml'), codes: ['E0301'] },
  { ...expression('e28b-globalThis', 'globalThis'), codes: ['E0301'] },
  expression('e28c-require', 'require("fs")'),
  { ...expression('e28d-member-chain', 'growth.constructor.constructor'), codes: ['E0301'] },
  { ...expression('e28e-prototype-names', 'toString + valueOf'), codes: ['E0301'] },
  { ...expression('e28f-hasOwn', 'hasOwnProperty'), codes: ['E0301'] },
  expression('e29-assign-year', 'year = 5'),
  expression('e30-define-function', 'f(x)=f(x);1', 'e30-define-function.yaml'),
  expression('e31-block', '1;2'),
  expression('e31b-newline-block', '1\\n2'),
  expression('e32-string', '"text"'),
  expression('e33-object', '{a:1}'),
  expression('e35-matrix-result', '[1,2;3,4]', 'e35-matrix-result.yaml'),
  expression('e36-index', '[1,2][1]'),
  expression('e37-unit', '5 cm'),
  expression('e38-complex', '2i'),
  expression('e39-transpose', "year'"),
  expression('e39b-factorial', 'year!'),
  expression('e40-random', 'random()', 'e40-random.yaml'),
  expression('e40b-random-int', 'randomInt(1,6)'),
  { ...expression('e41-now', 'version', 'e41-now.yaml'), codes: ['E0301'] },
  expression('e42-print', 'print("$x",{x:1})'),
  expression('e43-function-as-value', 'min'),
  expression('e44-empty', ''),
  expression('e45-comment', '# all of it'),
  expression('e46-template', '${7*7}'),
  expression('e47-fullwidth', 'ｓqrt(4)'),
  { ...expression('e48-true', 'true'), codes: ['E0301'] },
  expression('e49-bitwise', '5 & 3'),
  expression('e50-pipe-to', 'year to 5'),
]

/** Class F: expressions that cost more than they say. Refused by length, nodes, depth or form. */
const expensive: readonly HostileCase[] = [
  expression('f01-factorial', '170!!!!'),
  expression('f02-power-tower', `${'9^'.repeat(400)}9`),
  expression('f03-ones', 'ones(100000,100000)', 'f03-ones.yaml'),
  expression('f04-range', '1:1e9', 'f04-range.yaml'),
  expression('f05-range-sum', 'sum(1:3e7)', 'f05-range-sum.yaml'),
  expression('f06-zeros', 'zeros(1e5,1e5)'),
  expression('f07-diag', 'diag(1:1e5)'),
  expression('f08-recursion', 'f(n)=f(n+1);f(1)'),
  expression('f09-recursion-fib', 'f(n)=n<2?n:f(n-1)+f(n-2);f(45)', 'f09-recursion-fib.yaml'),
  expression('f10-deep-parens', `${'('.repeat(900)}1${')'.repeat(900)}`, 'f10-deep-parens.yaml'),
  expression('f10b-deeper-parens', `${'('.repeat(40_000)}1${')'.repeat(40_000)}`),
  expression('f10c-open-parens', '('.repeat(1900)),
  expression('f11-deep-unary', `${'-'.repeat(1900)}1`, 'f11-deep-unary.yaml'),
  expression('f11b-deep-not', `${'not '.repeat(400)}1`),
  expression('f12-long-sum', Array.from({ length: 900 }, () => '1').join('+')),
  expression('f12b-long-word', 'x'.repeat(100_000)),
  expression('f12c-long-number', '9'.repeat(1900)),
  expression('f13-string-double', 'f(s,n)=n==0?s:f(concat(s,s),n-1);f("aaaaaaaa",27)', 'f13-string-double.yaml'),
  expression('f14-nested-map', 'map(1:3000,g(x)=sum(map(1:3000,h(y)=x*y)))', 'f14-nested-map.yaml'),
  expression('f15-permutations', 'combinations(1e9,5e8)', 'f15-permutations.yaml'),
  expression('f16-prime', 'isPrime(1e15+37)'),
  expression('f17-factor', 'gcd(1e15,7)'),
  expression('f18-bell', 'bellNumbers(400)'),
  expression('f19-primes-gamma', 'gamma(bignumber(100000))', 'f19-primes-gamma.yaml'),
  expression('f20-identity', 'identity(20000)'),
  expression('f21-kron', 'kron(ones(300,300),ones(300,300))', 'f21-kron.yaml'),
  expression('f22-inverse', 'inv(random([400,400]))'),
  expression('f23-ternary-chain', `${'1?'.repeat(600)}1${':1'.repeat(600)}`, 'f23-ternary-chain.yaml'),
  expression('f24-bigint-pow', '10n^10000000n', 'f24-bigint-pow.yaml'),
  expression('f25-many-arguments', `max(${Array.from({ length: 600 }, (_, i) => i).join(',')})`),
]

/** Expressions that are understood but have no number in some year, or the wrong kind of one. */
const numbers: readonly HostileCase[] = [
  { ...expression('e34-complex-result', 'sqrt(-1)', 'e34-complex-result.yaml'), codes: ['E0501'] },
  { ...expression('i23-division-by-zero', '1/(year - 2030)'), codes: ['E0501'] },
  { ...expression('i24-zero-by-zero', '(year - 2030)/(year - 2030)', 'i24-zero-by-zero-expr.yaml'), codes: ['E0501'] },
  { ...expression('i25-overflow', '10^(year)', 'i25-overflow-expr.yaml'), codes: ['E0501'] },
  { ...expression('i26-nan-target', '0/0', 'i26-nan-compare-target.yaml'), codes: ['E0311'] },
  { ...expression('i26b-log-of-zero', 'log(year - 2020)'), codes: ['E0501'] },
]

/** An expression that nothing reads is refused like any other. */
const unread: readonly HostileCase[] = [
  ['e60-unread-call', 'sqrt["constructor"]("x")()', 'E0311'] as const,
  ['e61-unread-import', 'import({a:1})', 'E0311'] as const,
  ['e62-unread-name', 'process', 'E0301'] as const,
].map(([id, text, code]) => ({
  id,
  find: 'drivers:\n',
  bad: `drivers:\n  alone: { name: alone, path: «'= ${text}' }\n`,
  codes: [code],
}))

export const expressions: readonly HostileCase[] = [...unread, ...escapes, ...expensive, ...numbers]
