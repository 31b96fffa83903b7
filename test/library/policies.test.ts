import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { run } from '../../src/index.ts'
import { withProject } from '../county.ts'

// The shipped policies, all chosen at once by the shipped county: they must fit together, and every target must say where it comes from.

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, 'baselines/policies')
const ids = readdirSync(folder).map((name) => name.replace('.yaml', ''))
const text = (id: string) => readFileSync(join(folder, `${id}.yaml`), 'utf8')

const chosen = withProject(
  {
    'scenarios/reference.yaml': readFileSync(join(root, 'scenarios/jiaocheng/reference.yaml'), 'utf8'),
    'scenarios/all.yaml': `kind: scenario\nid: all\nbaseline: jiaocheng\nextends: reference.yaml\npolicies: [${ids.join(', ')}]\n`,
  },
  (at) => run([join(at, 'scenarios/all.yaml')]),
)

test('all policies together run, and every target names document and clause', async () => {
  const { results, diagnostics } = await chosen
  expect(diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
  const ofPolicies = results[0]!.targets.filter(({ id }) =>
    ids.some((file) => text(file).includes(`  ${id}: {`)),
  )
  expect(ofPolicies.length).toBeGreaterThan(20)
  expect(ofPolicies.filter(({ clause, source }) => !clause || !source)).toEqual([])
})

test('what was only remembered is shown and never judged', () => {
  const sources = readFileSync(join(root, 'baselines/library/sources-policy.yaml'), 'utf8').split('\n')
  const remembered = sources.flatMap((line) =>
    line.includes('verified: unverified') ? line.trim().split(':')[0]! : [],
  )
  expect(remembered.length).toBeGreaterThan(0)
  for (const file of ids) {
    const judged =
      text(file)
        .split(/^context:$/m)[0]!
        .split(/^targets:$/m)[1] ?? ''
    // A figure read out of a document that was not seen says that it is an assumption.
    for (const line of judged.split('\n'))
      for (const source of remembered)
        if (line.includes(source)) expect(line, file).toMatch(/grade: assumption, source: /)
  }
})

test('an entry stands in one policy only, and sources in the library only', () => {
  const entries = ids.flatMap((file) =>
    [...text(file).matchAll(/^ {2}([a-z0-9-]+): \{/gm)].map(([, id]) => id),
  )
  expect(entries.filter((id, i) => entries.indexOf(id) !== i)).toEqual([])
  expect(ids.filter((file) => /^sources:/m.test(text(file)))).toEqual([])
})

test('the table for the reader names every policy, and no other', () => {
  const table = readFileSync(join(root, 'docs/policies.md'), 'utf8')
  const named = [...table.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, id]) => id)
  expect([...named].sort()).toEqual([...ids].sort())
})
