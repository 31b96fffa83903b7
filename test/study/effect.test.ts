import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolve, run } from '../../src/index.ts'

const county = join(import.meta.dirname, '../../scenarios/jiaocheng')
const reference = join(county, 'reference.yaml')
const effectsAt = async (at: string) =>
  (await resolve(reference, { at, effect: true })).entries.flatMap(({ effects = [] }) => effects)
const levelOf = async (set?: string) => {
  const { results } = await run([reference], set === undefined ? {} : { set: [set] })
  return { level: results[0]!.indicators['co2.total']!.values['2030']!, peak: results[0]!.peak.year }
}

describe('what would change if a number were wrong', () => {
  it.each([
    ['facilities.ovens-meijin.capacity', '100 万t/a', '300 万t/a', true],
    ['facilities.ovens-meijin.utilisation', '64.8%', '79.2%', false],
  ])('%s: as a run with that number', async (path, low, high, stated) => {
    const here = await levelOf()
    const [effect] = await effectsAt(path)
    expect(effect).toMatchObject({ path, stated, year: 2030, indicator: 'co2.total' })
    for (const [i, end] of [low, high].entries()) {
      const there = await levelOf(`${path}=${end}`)
      expect(effect!.level[i]!).toBeCloseTo(there.level - here.level, 3)
      expect(effect!.peakYear[i]).toBe(there.peak - here.peak)
    }
  })

  it('tells every source under a value with its title', async () => {
    const { entries } = await resolve(reference, { at: 'facilities.ovens-meijin.capacity' })
    expect(entries.map(({ path }) => path)).toEqual(['facilities.ovens-meijin.capacity'])
    expect(entries[0]!.grounds).toEqual([
      {
        source: 'government-report-2023',
        grade: 'assumption',
        title: expect.objectContaining({ en: expect.stringContaining('2023') }),
      },
    ])
  })

  it('takes a baseline, and refuses a path that is not there', async () => {
    const baseline = join(county, '../../baselines/jiaocheng.yaml')
    expect((await resolve(baseline, { at: 'sectors.coking' })).entries.length).toBeGreaterThan(0)
    const { diagnostics } = await resolve(baseline, { at: 'sectors.cokin' })
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: 'E0308', args: { path: 'sectors.cokin', nearest: 'sectors.coking' } }),
    ])
  })
})

it.each(['jiaocheng', 'wangmo', 'rutland'])('every number of %s has a source and a grade', async (name) => {
  const { entries } = await resolve(join(county, `../../baselines/${name}.yaml`))
  const numbers = entries.filter(
    ({ path, text }) =>
      /\d/.test(text) &&
      !/^(horizon|gwp|prices|id|title|context|sources)|\.(name|note|site|source|unit|process|commissioned|retired|start)$/.test(
        path,
      ),
  )
  const bare = numbers.filter(({ grounds }) => !grounds.some(({ source, grade }) => source && grade))
  expect(bare.map(({ path, text }) => `${path} = ${text.slice(0, 60)}`)).toEqual([])
})
