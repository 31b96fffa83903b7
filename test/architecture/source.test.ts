import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import * as ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file.split(sep).join('/')}`)
  .sort()

const parse = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

const where = (source: ts.SourceFile, node: ts.Node): string =>
  `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`

const chinese = /\p{Script=Han}/u

/** Files whose strings may be Chinese: units as people write them, and the words that numbers need. */
const chineseFiles = /^src\/(quantity\/unit(-table)?\.ts$|text\/)/

/** Units are Chinese in both languages where money is counted (`万元` is canonical) or a file is quoted. */
const units = /[百千万亿]+(?=元|t\b|tce|m3|kWh)|元/gu

/** Chinese that no reader could get in English: in code outside a `zh` property. Comments are for us. */
function loneChinese(file: string, text: string): string[] {
  if (chineseFiles.test(file)) return []
  const source = parse(file, text)
  const found: string[] = []
  walk(source, (node) => {
    const literal =
      ts.isStringLiteral(node) ||
      ts.isTemplateLiteralToken(node) ||
      ts.isRegularExpressionLiteral(node) ||
      ts.isIdentifier(node)
    if (!literal || !chinese.test(node.text.replace(units, ''))) return
    for (let up: ts.Node = node; up; up = up.parent)
      if (ts.isPropertyAssignment(up) && up.name.getText() === 'zh') return
    found.push(`${where(source, node)} ${node.text}`)
  })
  return found
}

/** What only the process and its machine know. `process` is a word of the field too: only Node's members of it count. */
const machine = new Set([
  'console',
  'Date',
  'Intl',
  'performance',
  'globalThis',
  'setTimeout',
  'setInterval',
  'fetch',
])
const ofProcess =
  /^(env|argv|exit|exitCode|stdout|stderr|stdin|cwd|hrtime|platform|pid|memoryUsage|nextTick|version)$/
const ofNumber = /^(toLocale\w+|localeCompare)$/

/** Whether an identifier is only the name of a member, a field or a variable, and no use of the global. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  const named = parent as ts.Node & { readonly name?: ts.Node }
  return named.name === node
}

function machineUses(file: string, text: string): string[] {
  if (file.startsWith('src/cli/')) return []
  const source = parse(file, text)
  const found: string[] = []
  walk(source, (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      const owner = node.expression.getText()
      const member = node.name.text
      const forbidden =
        ofNumber.test(member) ||
        (owner === 'Math' && member === 'random') ||
        (owner === 'process' && ofProcess.test(member))
      if (forbidden) found.push(`${where(source, node)} ${owner}.${member}`)
    } else if (ts.isIdentifier(node) && machine.has(node.text) && !isName(node)) {
      found.push(`${where(source, node)} ${node.text}`)
    }
  })
  return found
}

describe('what stands in src', () => {
  const sources = files.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const)

  test('there is something to look at', () => {
    expect(sources.length).toBeGreaterThan(20)
    expect(relative(root, join(root, files[0] ?? ''))).toMatch(/^src/)
  })

  test('Chinese stands beside its English', () => {
    expect(sources.flatMap(([file, text]) => loneChinese(file, text))).toEqual([])
  })

  test('only cli knows the machine', () => {
    expect(sources.flatMap(([file, text]) => machineUses(file, text))).toEqual([])
  })

  test('no file knows too much: 400 lines are a question, answered here', () => {
    // Tables, and what was looked at and found to be one thing.
    const answered = new Set(['src/diagnostics/codes.ts', 'src/diagnostics/terms.ts'])
    const long = sources.filter(([file, text]) => text.split('\n').length > 401 && !answered.has(file))
    const list = long.map(([file, text]) => `${file} (${text.split('\n').length - 1})`)
    if (list.length > 0) process.stderr.write(`over 400 lines: ${list.join(', ')}\n`)
  })
})

describe('the tests above see', () => {
  test('Chinese outside zh, in every kind of text', () => {
    const text =
      "const a = '达峰'\nconst b = `x达峰`\nconst c = /达峰/\nconst 达 = { zh: '达峰', en: '达峰' } // 达峰"
    expect(loneChinese('src/model/a.ts', text).length).toBe(5)
    expect(loneChinese('src/quantity/unit.ts', text)).toEqual([])
  })

  test('the machine', () => {
    const text =
      'new Date()\nconsole.log(process.env.X)\nMath.random();\n(1).toLocaleString()\nconst o = { process: 1 }\nprocess.inputs'
    expect(machineUses('src/model/a.ts', text)).toEqual([
      'src/model/a.ts:1 Date',
      'src/model/a.ts:2 console',
      'src/model/a.ts:2 process.env',
      'src/model/a.ts:3 Math.random',
      'src/model/a.ts:4 (1).toLocaleString',
    ])
    expect(machineUses('src/cli/a.ts', text)).toEqual([])
  })
})

test('no test is hidden from version control by the list of what is ignored', () => {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n')
  // A pattern without a leading slash holds in every folder: `coverage/` once hid test/coverage.
  const loose = ignored.filter(
    (line) => /^[a-z]+\/$/.test(line) && line !== 'node_modules/' && line !== 'dist/',
  )
  expect(loose).toEqual([])
})
