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
      for (const [key, value] of Object.entries(properties))
        if (!/\p{Script=Han}.* \/ .*[a-z]/u.test(String((value as Node)['description'] ?? '')))
          bare.push(`${path}/${key}`)
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
