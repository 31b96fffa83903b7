import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { exitOf } from '../../src/cli/diagnosed.ts'
import { check, ensemble, merge, run } from '../../src/index.ts'
import { project } from '../check/small.ts'
import { type Project, told, withProject } from '../county.ts'
import { county, uniform } from '../study/uncertain-county.ts'
import { inFolder } from './corpus.ts'
import { type Kept, type StateCase, states } from './state.ts'

const drawn = county(uniform)
/** Three blocks: two are done where it is stopped. */
const order = { draws: 3000, design: 'random', seed: 3 } as const
const a = 'scenarios/a.yaml'

/** What the program keeps, as it writes it: path of the file and its text, in which project. */
const kept = new Map<Kept, { readonly files: Project; readonly path: string; readonly text: string }>()
let whole = ''
let shards: readonly string[] = []

const waivers = `kind: waivers
waivers:
  old: { code: target, path: ${a}, reason: it was so, owner: Li Wei, until: 2001-01-01 }
  idle: { code: W0602, path: ${a}, reason: it was so, owner: Li Wei, until: 2099-01-01 }
`

beforeAll(async () => {
  await withProject(project(), async (root) => {
    const { writings = [] } = await check([join(root, 'scenarios')], { approve: { reason: 'looked at' } })
    const approved = Object.fromEntries(
      writings.map(({ path, content }) => [path.slice(path.indexOf('baselines/')), content]),
    )
    for (const [path, text] of Object.entries(approved))
      kept.set(path.endsWith('.json') ? 'inputs' : 'approved', {
        files: { ...project(), ...approved },
        path,
        text,
      })
    const { results } = await run([join(root, a)])
    kept.set('result', { files: project(), path: 'results/a.json', text: JSON.stringify(results[0]) })
  })
  kept.set('waivers', { files: project(), path: 'waivers.yaml', text: waivers })
  await withProject(drawn, async (root) => {
    const path = join(root, a)
    whole = JSON.stringify((await ensemble(path, order)).ensemble)
    let text = ''
    let blocks = 0
    await ensemble(path, {
      ...order,
      after({ keep }) {
        text = keep()
        return ++blocks === 2
      },
    })
    kept.set('checkpoint', { files: drawn, path: 'a.part', text })
    shards = [
      (await ensemble(path, { ...order, shard: { k: 1, n: 2 } })).shard!,
      (await ensemble(path, { ...order, shard: { k: 2, n: 2 } })).shard!,
    ]
    kept.set('shard', { files: drawn, path: 'a-2-of-2.shard', text: shards[1]! })
  })
})

type Loaded = Parameters<typeof told>[0]

/** What is asked of such a file. */
async function asked(
  kind: Kept,
  root: string,
  path: string,
  text: string,
): Promise<{ loaded: Loaded; answer?: unknown; found?: number }> {
  if (kind === 'checkpoint') {
    const loaded = await ensemble(join(root, a), { ...order, resume: { path, text } })
    return { loaded, answer: loaded.ensemble }
  }
  if (kind === 'shard') {
    const texts: Record<string, string> = { 'a-1-of-2.shard': shards[0]!, [path]: text }
    const loaded = await merge([{ path: '.', files: Object.keys(texts) }], (name) => ({ text: texts[name]! }))
    return { loaded, answer: loaded.ensemble }
  }
  if (kind === 'result') return { loaded: await check([join(root, path)]) }
  const loaded = await check([join(root, 'scenarios')], { waivers: { today: '2026-11-29' } })
  return { loaded, found: loaded.findings.length }
}

async function tried({ in: kind, damage }: StateCase) {
  const { files, path, text } = kept.get(kind)!
  const damaged = damage(text)
  const { value, written } = await inFolder({ ...files, [path]: damaged }, async (root) => {
    const { loaded, answer, found = 0 } = await asked(kind, root, path, damaged)
    const said = told(loaded).filter(({ severity }) => severity !== 'info')
    return { said, answer, exit: exitOf(loaded.diagnostics) || (found > 0 ? 1 : 0), strict: exitOf(loaded.diagnostics, true), after: readFileSync(join(root, path), 'utf8') }
  })
  return { ...value, written, damaged, path }
}

describe('what the program keeps, damaged (class L)', () => {
  it.each(states.map((row) => [row.id, row] as const))('%s', async (_, row) => {
    const { said, answer, exit, strict, after, written, damaged, path } = await tried(row)
    const codes = said.map(({ code }) => code)
    expect(codes, said.map(({ place, en }) => `${place} ${en}`).join('\n')).toEqual(row.says.length === 0 ? [] : expect.arrayContaining([...row.says]))
    expect(exit).toBe(row.exit)
    if (row.says.length > 0) expect([strict, said.some(({ code, place }) => code === row.says[0] && place.startsWith(path))]).toEqual([row.exit === 2 ? 2 : 1, true])
    // Never rewritten by a look, never half an answer, and never another one than an uninterrupted run gives.
    expect([after, written]).toEqual([damaged, []])
    if (row.in === 'checkpoint' || row.in === 'shard') expect(answer === undefined ? '' : JSON.stringify(answer)).toBe(row.exit === 0 ? whole : '')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    for (const { zh, en } of said) expect(`${zh}${en}`).not.toMatch(/\n\s+at |undefined|\{[a-z]\w*\}/)
  })

  it('l09: a checkpoint of other inputs, by a version, a file and a seed (E0860), is refused and stays', async () => {
    const { text } = kept.get('checkpoint')!
    const other = county('{ value: 50 tCO2/a, uncertain: { uniform: [0 tCO2/a, 90 tCO2/a] } }')
    for (const [files, options] of [
      [other, order],
      [drawn, { ...order, seed: 4 }],
      [drawn, { ...order, set: ['targets.cap.values.2030=850 tCO2'] }],
    ] as const)
      await withProject(files, async (root) => {
        const found = await ensemble(join(root, a), { ...options, resume: { path: 'a.part', text } })
        expect([found.ensemble, exitOf(found.diagnostics)]).toEqual([undefined, 2])
        expect(told(found)[0]).toMatchObject({ place: 'a.part' })
      })
  })

  it('l10: the same draws twice are never counted twice (E0863, E0861)', async () => {
    const twice = await merge([{ path: '.', files: ['1', '2', '3'] }], (name) => ({
      text: name === '3' ? shards[0]! : shards[Number(name) - 1]!,
    }))
    expect([twice.ensemble, exitOf(twice.diagnostics)]).toEqual([undefined, 2])
    expect(told(twice)).toMatchObject([{ code: 'E0863', place: '3' }])
    // The line with everything twice in one file: no part of it counts.
    const { text } = kept.get('checkpoint')!
    const [head, line] = text.split('\n')
    await withProject(drawn, async (root) => {
      const found = await ensemble(join(root, a), { ...order, resume: { path: 'a.part', text: `${head}\n${line}\n${line}\n` } })
      expect([found.ensemble, told(found)[0]!.code]).toEqual([undefined, 'E0861'])
    })
  })
})

/** A killed writer leaves the old file and a torn one beside it under another name: the next look does not see it. */
it('what a kill leaves beside an approved file is not read', async () => {
  const { files, path, text } = kept.get('approved')!
  await withProject(files, async (root) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, `${path}.999999.tmp`), text.slice(0, 100))
    expect(exitOf((await check([join(root, 'scenarios')])).diagnostics, true)).toBe(0)
  })
})
