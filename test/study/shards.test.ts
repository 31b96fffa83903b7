import { createHash } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type EnsembleOptions, ensemble, merge } from '../../src/index.ts'
import { rawCsv } from '../../src/report/raw-csv.ts'
import { type Project, told, withProject } from '../county.ts'
import { county, uniform } from './uncertain-county.ts'

const n2o = '{ value: 2 t/a, uncertain: { triangular: [1 t/a, 2 t/a, 4 t/a] } }'
const files = county(uniform, n2o)
/** Five blocks, the last one short. */
const order: EnsembleOptions = { draws: 4500, design: 'random', seed: 5 }

const draw = (options: EnsembleOptions = {}, project: Project = files) =>
  withProject(project, (root) => ensemble(join(root, 'scenarios/a.yaml'), { ...order, ...options }))

async function shardsOf(n: number, options: EnsembleOptions = {}, project: Project = files) {
  const texts: string[] = []
  for (let k = 1; k <= n; k++) texts.push((await draw({ ...options, shard: { k, n } }, project)).shard!)
  return texts
}

/** Puts texts together as files of these names. */
function together(texts: Readonly<Record<string, string>>) {
  const names = Object.keys(texts)
  return merge([{ path: 'shards', files: names }], (path) =>
    texts[path] === undefined ? { missing: true } : { text: texts[path] },
  )
}

const named = (texts: readonly string[]) => Object.fromEntries(texts.map((text, i) => [`s${i}.shard`, text]))
const errors = (found: Awaited<ReturnType<typeof merge>>) =>
  told(found)
    .map(({ code, place, args }) => ({ code, place, args }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))

/** The same file with something else in it, sealed anew: what a forger or a bug would write. */
function altered(text: string, change: (body: Record<string, never>) => void): string {
  const [head, line] = text.split('\n') as [string, string]
  const body = JSON.parse(line)
  change(body)
  const written = JSON.stringify(body)
  const sha256 = createHash('sha256').update(written).digest('hex')
  return `${JSON.stringify({ ...JSON.parse(head), sha256 })}\n${written}\n`
}

let one = ''
const shards = new Map<number, readonly string[]>()
beforeAll(async () => {
  one = JSON.stringify((await draw()).ensemble)
  // Seven shards of five blocks: two of them hold nothing.
  for (const n of [1, 2, 3, 7]) shards.set(n, await shardsOf(n))
})

describe('one run, shards in any order, and a run that was stopped and resumed', () => {
  test('shards give the bytes of one run, whatever the order', async () => {
    const order = fc
      .constantFrom(...shards.keys())
      .chain((n) => fc.shuffledSubarray([...shards.get(n)!], { minLength: n, maxLength: n }))
    await fc.assert(
      fc.asyncProperty(order, async (texts) => {
        expect(JSON.stringify((await together(named(texts))).ensemble)).toBe(one)
      }),
      { numRuns: 25 },
    )
  })

  test.each([
    1, 2, 4,
  ])('stopped after %i blocks and resumed, the bytes are those of one run', async (blocks) => {
    let kept = ''
    let block = 0
    const stopped = await draw({
      after: ({ keep }) => {
        kept = keep()
        return ++block === blocks
      },
    })
    expect(stopped.ensemble!.draws).toEqual({ asked: 4500, done: blocks * 1024, sound: blocks * 1024 })
    let again = 0
    const resumed = await draw({
      resume: { path: 'a.part', text: kept },
      after: () => {
        again++
        return false
      },
    })
    expect(again).toBe(5 - blocks)
    expect(JSON.stringify(resumed.ensemble)).toBe(one)
  })

  test('a shard may be stopped and resumed as well', async () => {
    let kept = ''
    const shard = { k: 2, n: 2 }
    const stopped = await draw({
      shard,
      after: ({ keep }) => {
        kept = keep()
        return true
      },
    })
    expect(stopped.shard).toBeUndefined()
    const resumed = await draw({ shard, resume: { path: 'a.part', text: kept } })
    expect(resumed.shard).toBe(shards.get(2)![1])
  })

  test("a Sobol' ensemble in shards is that of one run", async () => {
    const sobol = { draws: 2048, design: 'sobol' } as const
    const whole = await draw(sobol)
    const found = await together(named(await shardsOf(2, sobol)))
    expect(JSON.stringify(found.ensemble)).toBe(JSON.stringify(whole.ensemble))
  })

  test('what is said of the draws is said of the whole (W0851)', async () => {
    const found = await together(named(await shardsOf(1, { draws: 100 })))
    expect(told(found).map(({ code }) => code)).toEqual(['W0851'])
  })
})

describe('what does not belong together is refused by name', () => {
  const three = () => shards.get(3)!

  test('a missing shard (E0862), one that comes twice (E0863)', async () => {
    const [a, b, c] = three() as [string, string, string]
    expect(errors(await together(named([a, c])))).toEqual([
      { code: 'E0862', place: 's0.shard', args: { found: '2', of: 3 } },
    ])
    expect(errors(await together(named([a, b, b, c])))).toEqual([
      { code: 'E0863', place: 's2.shard', args: { found: '2/3', path: 's2.shard', other: 's1.shard' } },
    ])
  })

  test('an unfinished one (E0864)', async () => {
    let kept = ''
    await draw({
      shard: { k: 1, n: 2 },
      after: ({ keep }) => {
        kept = keep()
        return true
      },
    })
    const found = await together(named([kept, shards.get(2)![1]!]))
    expect(errors(found)).toEqual([
      { code: 'E0864', place: 's0.shard', args: { path: 's0.shard', done: 1, of: 2 } },
    ])
  })

  test.each([
    ['another seed', { seed: 6 }, files, 'the seed'],
    ['another number of draws', { draws: 4600 }, files, 'the number of draws'],
    ['another design', { design: 'lhs', draws: 4496 }, files, 'the design'],
    ['other uncertain numbers', {}, county('50 tCO2/a', n2o), 'uncertain number 1'],
    ['another file', {}, county(uniform, n2o, '# a remark'), 'the sha256 of scenarios/a.yaml'],
    ['another --set', { set: ['targets.cap.values.2030=870 tCO2'] }, files, 'the hash of the model'],
    [
      'another scenario',
      {},
      { ...files, 'scenarios/a.yaml': files['scenarios/a.yaml']!.replace('id: a', 'id: b') },
      'the scenario',
    ],
  ] as const)('%s (E0860), also by resume', async (_, options, project, what) => {
    const other = (await draw({ ...options, shard: { k: 2, n: 2 } }, project)).shard!
    const found = await together(named([shards.get(2)![0]!, other]))
    expect(errors(found).map(({ code, place }) => [code, place])).toEqual([
      ['E0860', 's1.shard'],
      ['E0862', 's0.shard'],
    ])
    expect(String(errors(found)[0]!.args.what)).toContain(what)
    const resumed = await draw({ shard: { k: 2, n: 2 }, resume: { path: 'a.part', text: other } })
    expect(resumed.shard).toBeUndefined()
    expect(told(resumed).map(({ code, place }) => [code, place])).toContainEqual(['E0860', 'a.part'])
  })

  test('another version, another count of shards, another shard (E0860)', async () => {
    const [first, second] = shards.get(2) as [string, string]
    const newer = altered(second, (body) => {
      Object.assign(body['frame']!, { program: '99.0.0' })
    })
    const version = errors(await together(named([first, newer])))
    expect(version[0]).toMatchObject({
      code: 'E0860',
      args: { what: 'the version of the program', found: '99.0.0' },
    })
    const count = errors(await together(named([...shards.get(2)!, shards.get(3)![2]!])))
    expect(count).toMatchObject([
      { code: 'E0860', place: 's2.shard', args: { what: 'the number of shards', found: 3, expected: 2 } },
    ])
    const resumed = await draw({ shard: { k: 1, n: 2 }, resume: { path: 'a.part', text: second } })
    expect(told(resumed)).toMatchObject([
      { code: 'E0860', args: { what: 'the number of the shard', found: 2, expected: 1 } },
    ])
  })

  test('whatever byte is changed or lost, it is seen (E0861); a newer format is told as such (E0866)', async () => {
    const [first, second] = shards.get(2) as [string, string]
    await fc.assert(
      fc.asyncProperty(fc.nat(second.length - 1), fc.boolean(), async (at, cut) => {
        const bad = cut
          ? second.slice(0, at)
          : second.slice(0, at) + (second[at] === '0' ? '1' : '0') + second.slice(at + 1)
        const codes = errors(await together(named([first, bad]))).map(({ code }) => code)
        expect(['E0861 E0862', 'E0862 E0866']).toContain(codes.join(' '))
      }),
      { numRuns: 60 },
    )
    const later = second.replace('peakzero/shard@1', 'peakzero/shard@2')
    expect(errors(await together(named([first, later])))).toContainEqual({
      code: 'E0866',
      place: 's1.shard',
      args: { path: 's1.shard', found: 'peakzero/shard@2', expected: 'peakzero/shard@1' },
    })
  })

  test('counts that do not add up under a right hash are refused too (E0861)', async () => {
    const [first, second] = shards.get(2) as [string, string]
    const changes: ((body: Record<string, never>) => void)[] = [
      (body) => Object.assign(body, { done: 1 }),
      (body) => Object.assign(body, { moments: [] }),
      (body) => Object.assign(body, { part: { k: 1, n: 2, from: 0, end: 3 } }),
      (body) => Object.assign(body, { tally: { numbers: [1, 2, 3], breaches: [] } }),
      (body) => Object.assign(body, { frame: null }),
    ]
    for (const change of changes)
      expect(errors(await together(named([first, altered(second, change)])))[0]).toMatchObject({
        code: 'E0861',
        place: 's1.shard',
      })
  })

  test('a folder without shards (E0867), a file that is not there (E0121)', async () => {
    const none = await merge([{ path: 'nothing', files: [] }], () => ({ missing: true }))
    expect(errors(none)).toEqual([{ code: 'E0867', place: 'nothing', args: { path: 'nothing' } }])
    const lost = await merge([{ path: 'x', files: ['x'] }], () => ({ missing: true }))
    expect(errors(lost).map(({ code }) => code)).toEqual(['E0121'])
  })
})

describe('until', () => {
  test('stops a random ensemble at the first block at which every target is known to ±, with the bytes of that many draws', async () => {
    // 60 % ± 1.96·√(0.24/n) ≤ 2 % from n = 2,305 on: after the third block.
    const found = (await draw({ until: 0.02, draws: 10000 })).ensemble!
    expect(found.draws).toEqual({ asked: 10000, done: 3072, sound: 3072 })
    const plain = (await draw({ draws: 3072 })).ensemble!
    expect(found.targets).toEqual(plain.targets)
    expect(found.indicators).toEqual(plain.indicators)
  })

  test("stops Sobol' points at powers of two only", async () => {
    // In one dimension 16 scramblings of 64 points differ by less than 0.3 %; 2¹⁰ draws are the first that are looked at.
    const found = (await draw({ until: 0.003, draws: 8192, design: 'sobol' })).ensemble!
    expect(Math.log2(found.draws.done) % 1).toBe(0)
    expect(found.draws.done).toBeLessThan(8192)
    const [low, high] = found.targets[0]!.interval
    expect((high - low) / 2).toBeLessThanOrEqual(0.003)
  })

  test('that is not reached is said (W0866)', async () => {
    const found = await draw({ until: 0.001, draws: 2048 })
    expect(found.ensemble!.draws.done).toBe(2048)
    expect(told(found)).toMatchObject([{ code: 'W0866', args: { count: 2048, id: 'cap', expected: '0.1%' } }])
  })

  test('with lhs, without targets or for a shard has nothing to go by (E0865)', async () => {
    const lhs = await draw({ until: 0.1, design: 'lhs', draws: 1600 })
    const shard = await draw({ until: 0.1, shard: { k: 1, n: 2 } })
    const scenario = files['scenarios/a.yaml']!.replace(/targets:[\s\S]*/, '')
    const none = await draw({ until: 0.1 }, { ...files, 'scenarios/a.yaml': scenario })
    for (const found of [lhs, shard, none]) {
      expect(found.ensemble).toBeUndefined()
      expect(told(found).map(({ code }) => code)).toEqual(['E0865'])
    }
  })
})

test('raw draws are those of the tallies, a line each', async () => {
  const lines: string[] = []
  const found = (await draw({ draws: 1100, raw: rawCsv((text) => lines.push(text)) })).ensemble!
  const [head, ...rows] = lines.join('').trim().split('\n')
  const columns = head!.split(',')
  expect(columns.slice(0, 2)).toEqual(['draw', 'broken'])
  expect(rows.map((row) => Number(row.split(',')[0]))).toEqual(Array.from({ length: 1100 }, (_, i) => i))
  const column = (name: string) => rows.map((row) => Number(row.split(',')[columns.indexOf(name)]))
  const met = column('met cap')
  expect(met.reduce((sum, one) => sum + one, 0)).toBe(found.targets[0]!.draws)
  // 800 t of the stack and the fires that were drawn.
  const input = columns.find((name) => name.endsWith('[t]') || name.includes('emissions'))!
  const fires = rows.map((row) => Number(row.split(',')[2]))
  expect(input).toBeDefined()
  column('co2.total@2035').forEach((value, i) => {
    const other = Number(rows[i]!.split(',')[3])
    expect(Math.min(Math.abs(value - 800 - fires[i]!), Math.abs(value - 800 - other))).toBeLessThan(1e-6)
    expect(met[i]).toBe(value <= 860 ? 1 : 0)
  })
})
