import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { kinds, schema } from '../../src/index.ts'

test('the schemas that editors read are those of the declarations (npm run generate)', async () => {
  const made = await schema()
  for (const kind of kinds) {
    const kept = readFileSync(join(import.meta.dirname, `../../scenarios/schema/${kind}.json`), 'utf8')
    expect(JSON.parse(kept), kind).toEqual(JSON.parse(JSON.stringify(made[kind])))
  }
})

describe('a schema is full', () => {
  type Node = Record<string, unknown>
  const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
  const schemas = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      JSON.parse(
        readFileSync(join(import.meta.dirname, `../../scenarios/schema/${kind}.json`), 'utf8'),
      ) as Node,
    ]),
  )

  /** Every schema inside a schema, with its path. */
  function* nodes(node: unknown, path: string): Generator<readonly [string, Node]> {
    if (!isNode(node)) return
    if (!Array.isArray(node)) yield [path, node]
    for (const [key, value] of Object.entries(node)) yield* nodes(value, `${path}/${key}`)
  }

  test.each(
    kinds,
  )('%s: every key is described (at its field, or in model/key-texts.ts), no other is let through', (kind) => {
    const bare: string[] = []
    const open: string[] = []
    for (const [path, node] of nodes(schemas[kind], '')) {
      const { properties } = node
      if (!isNode(properties) || path.endsWith('/properties')) continue
      if (node['additionalProperties'] === undefined) open.push(path)
      for (const [key, value] of Object.entries(properties)) {
        const { $ref: shared } = value as { readonly $ref?: string }
        const whole =
          shared === undefined ? value : (schemas[kind]!['$defs'] as Node)[shared.slice('#/$defs/'.length)]
        if (!/\p{Script=Han}.* \/ .*[a-z]/u.test(String((whole as Node)['description'] ?? '')))
          bare.push(`${path}/${key}`)
      }
    }
    expect([...new Set(bare.map((path) => path.split('/').at(-1)))]).toEqual([])
    expect(open).toEqual([])
    expect(schemas[kind]).toMatchObject({ title: `peakzero ${kind}`, additionalProperties: false })
  })

  test('every file that ships is right by its schema', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    const valid = Object.fromEntries(kinds.map((kind) => [kind, ajv.compile(schemas[kind]!)]))
    const wrong: string[] = []
    let files = 0
    for (const folder of ['scenarios', 'baselines'])
      for (const entry of readdirSync(join(import.meta.dirname, '../..', folder), {
        recursive: true,
        encoding: 'utf8',
      })) {
        if (!entry.endsWith('.yaml')) continue
        const document = parse(readFileSync(join(import.meta.dirname, '../..', folder, entry), 'utf8'))
        const validate = valid[document?.kind]
        if (!validate) continue
        files++
        if (validate(document)) continue
        for (const { instancePath, message } of validate.errors ?? [])
          wrong.push(`${folder}/${entry}${instancePath}: ${message}`)
      }
    expect(files).toBeGreaterThan(30)
    expect(wrong).toEqual([])
  })
})

test('a part of a schema that stands in many places is written once, and means the same', async () => {
  const { withSharedDefinitions } = await import('../../src/model/shared-definitions.ts')
  const amount = (about: string) => ({
    type: 'object',
    properties: {
      value: { type: 'number', description: 'x'.repeat(150) },
      properties: { type: 'string', description: about },
    },
    additionalProperties: false,
  })
  const plain = {
    type: 'object',
    properties: {
      a: amount('one'),
      b: amount('one'),
      c: { anyOf: [amount('one'), { const: amount('one') }] },
      d: amount('two'),
    },
  }
  const shared = withSharedDefinitions(plain) as { $defs: object; properties: Record<string, unknown> }
  expect(Object.keys(shared.$defs)).toEqual(['part-1'])
  expect(shared.properties['a']).toEqual({ $ref: '#/$defs/part-1' })
  // Alone of its kind, and a value that only looks like a schema: as they were.
  expect(shared.properties['d']).toEqual(plain.properties.d)
  expect(shared.properties['c']).toEqual({ anyOf: [{ $ref: '#/$defs/part-1' }, { const: amount('one') }] })
  const [before, after] = [plain, shared].map((schema) => new Ajv2020({ strict: false }).compile(schema))
  const cases = [
    { a: { value: 1 } },
    { b: { value: 'x' } },
    { a: { other: 1 } },
    { c: { properties: 'y' } },
    { c: 3 },
    {},
  ]
  expect(cases.map((one) => after!(one))).toEqual(cases.map((one) => before!(one)))
})
