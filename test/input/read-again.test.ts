import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { collector } from '../../src/diagnostics/diagnostic.ts'
import { openFiles } from '../../src/input/load.ts'
import { type Project, withProject } from '../county.ts'

/** What a file of a project comes to: what it says, and its tree as text. */
const reading = (files: Project) =>
  withProject(files, async (root) => {
    const found = collector()
    const source = await openFiles(root, found.diagnose).readFileTree(join(root, 'a.yaml'))
    return {
      said: found.diagnostics.map(({ code, at }) => `${code} ${at.file} ${at.start}`),
      tree: JSON.stringify(source?.tree, (_, value) => (value instanceof Map ? [...value] : value)),
      object: source?.tree,
    }
  })

describe('a text that was read before in this process', () => {
  it('is told the same mistakes each time, and none of another text under its name', async () => {
    const broken = { 'a.yaml': 'kind: scenario\nname: 010\nkind: b\n' }
    const whole = { 'a.yaml': 'kind: scenario\nname: b\n' }
    const first = await reading(broken)
    expect(first.said).toEqual(['E0119 a.yaml 21', 'E0112 a.yaml 25'])
    for (let i = 0; i < 3; i++) expect((await reading(broken)).said).toEqual(first.said)
    expect((await reading(whole)).said).toEqual([])
    expect(await reading(broken)).toEqual(first)
  })

  it('is one object from the second time on, so that what follows from it is found again', async () => {
    const files = { 'a.yaml': 'kind: scenario\nname: of a county that is read often\n' }
    await reading(files)
    const second = await reading(files)
    expect((await reading(files)).object).toBe(second.object)
    const other = await reading({ 'a.yaml': `${files['a.yaml']}note: edited\n` })
    expect(other.tree).toContain('edited')
  })

  it('is read anew where a table went into it', async () => {
    const files = (capacity: number) => ({
      'a.yaml': 'kind: scenario\nfacilities: { table: f.csv, columns: { capacity: { unit: t/a } } }\n',
      'f.csv': `id,capacity\noven,${capacity}\n`,
    })
    for (const capacity of [11, 11, 12, 11, 13])
      expect((await reading(files(capacity))).tree).toContain(`"${capacity}`)
  })
})
