import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kinds, schema } from '../../src/index.ts'

test('the schemas that editors read are those of the declarations (npm run generate)', async () => {
  const made = await schema()
  for (const kind of kinds) {
    const kept = readFileSync(join(import.meta.dirname, `../../scenarios/schema/${kind}.json`), 'utf8')
    expect(JSON.parse(kept), kind).toEqual(JSON.parse(JSON.stringify(made[kind])))
  }
})
