// What somebody sees who writes a scenario in an editor: the real YAML language server with the schemas that ship.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { repository } from '../county.ts'
import { LanguageClient } from './language-client.ts'

const schema = (kind: string) => pathToFileURL(join(repository, `scenarios/schema/${kind}.json`)).href

const client = new LanguageClient({
  validate: true,
  hover: true,
  completion: true,
  schemaStore: { enable: false },
  schemas: { [schema('scenario')]: '*.scenario.yaml', [schema('baseline')]: '*.baseline.yaml' },
})
beforeAll(() => client.start())
afterAll(() => client.stop())

interface Found {
  readonly uri: string
  readonly diagnostics: readonly { readonly message: string; readonly range: { start: { line: number } } }[]
}

let count = 0
/** Opens a text as an editor does, and gives its name and what was found in it. */
async function open(text: string, kind = 'scenario'): Promise<Found> {
  const uri = `file:///county/${count++}.${kind}.yaml`
  const found = client.next<Found>('textDocument/publishDiagnostics', (told) => told.uri === uri)
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } })
  return found
}

/** The text without its mark `|`, and where that stood. */
function marked(text: string): { text: string; position: { line: number; character: number } } {
  const before = text.slice(0, text.indexOf('|')).split('\n')
  return {
    text: text.replace('|', ''),
    position: { line: before.length - 1, character: before.at(-1)!.length },
  }
}

async function completions(text: string): Promise<readonly string[]> {
  const at = marked(text)
  const { uri } = await open(at.text)
  const { items } = await client.request<{ items: readonly { label: string }[] }>('textDocument/completion', {
    textDocument: { uri },
    position: at.position,
  })
  return items.map(({ label }) => label)
}

async function hover(text: string): Promise<string> {
  const at = marked(text)
  const { uri } = await open(at.text)
  const shown = await client.request<{ contents: { value: string } } | null>('textDocument/hover', {
    textDocument: { uri },
    position: at.position,
  })
  return shown?.contents.value ?? ''
}

test('a shipped scenario and the county behind it are right', async () => {
  for (const [path, kind] of [
    ['scenarios/jiaocheng/reference.yaml', 'scenario'],
    ['scenarios/rutland/neutral.yaml', 'scenario'],
    ['baselines/wangmo.yaml', 'baseline'],
  ] as const)
    expect((await open(readFileSync(join(repository, path), 'utf8'), kind)).diagnostics, path).toEqual([])
})

test('a misspelt key, a word that is no choice and a text that is no id are marked at their lines', async () => {
  const { diagnostics } = await open(
    'kind: scenario\nid: a b\nbaseline: toy\nmesures: {}\ntargets:\n  t: { rule: cap, severity: maybe }\n',
  )
  expect(diagnostics.map(({ range }) => range.start.line)).toEqual(expect.arrayContaining([1, 3, 5]))
})

test('keys are completed, at the top and inside', async () => {
  const top = await completions('kind: scenario\nid: a\n|')
  expect(top).toEqual(expect.arrayContaining(['baseline', 'extends', 'measures', 'targets', 'title']))
  expect(top).not.toContain('kind')
  const inside = await completions(
    'kind: scenario\nid: a\nmeasures:\n  ccus:\n    adoption:\n      2030: 5%\n      |\n',
  )
  expect(inside).toEqual(expect.arrayContaining(['interpolate', 'after']))
  const choices = await completions('kind: scenario\nid: a\ndefaults:\n  source: s\ngrade: |\n')
  expect(choices).toEqual(expect.arrayContaining(['measured', 'statistics', 'assumption']))
})

test('hover says what a key is, in both languages', async () => {
  const shown = await hover('kind: scenario\nid: a\nmeas|ures:\n  ccus: {}\n')
  expect(shown).toMatch(/\p{Script=Han}/u)
  expect(shown).toMatch(/[a-z]{4}/)
  const inner = await hover(
    'kind: scenario\nid: a\nmeasures:\n  ccus:\n    adoption:\n      2030: 5%\n      interpol|ate: linear\n',
  )
  expect(inner).toContain('年份')
})
