import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { compare, decompose, run } from '../../src/index.ts'
import type { Attribution, Comparison, Share } from '../../src/report/compare.ts'
import { repository, told, withProject } from '../county.ts'
import { base } from '../invalid/base.ts'

const shipped = (name: string) => join(repository, 'scenarios', `${name}.yaml`)
/** All scenarios of a county held against the first, as the verb tells them; every pair of every county: pairs.test.ts. */
const counties = ['rutland', 'wangmo'].map((county) => {
  const files = readdirSync(join(repository, 'scenarios', county)).filter((name) => name.endsWith('.yaml'))
  const others = files
    .filter((name) => name !== 'reference.yaml')
    .map((name) => `${county}/${name.slice(0, -5)}`)
  return [`${county}/reference`, ...others]
})

const sumOf = (rows: readonly Share[]) => rows.reduce((sum, { difference }) => sum + difference, 0)
const sizeOf = (rows: readonly Share[]) => rows.reduce((sum, { difference }) => sum + Math.abs(difference), 0)

function addsUp({ gap, ...lists }: Attribution, words: readonly (keyof Attribution)[]): void {
  for (const word of words) {
    const rows = (lists as unknown as Record<string, readonly Share[]>)[word]!
    expect(Math.abs(sumOf(rows) - gap), word).toBeLessThanOrEqual(1e-9 * sizeOf(rows))
  }
}

describe('parts of every pair add up to the gap', () => {
  test.each(counties)('%s and all others', { timeout: 120_000 }, async (...names) => {
    const { comparison } = await compare(names.map(shipped), {
      by: ['sector', 'facility', 'firm', 'zone', 'effect'],
      at: { indicator: 'ghg.net', year: 2050 },
    })
    expect(comparison!.pairs.length).toBe(names.length - 1)
    for (const { attribution } of comparison!.pairs) {
      expect(attribution!.gap).not.toBe(0)
      addsUp(attribution!, ['sector', 'facility', 'firm', 'zone', 'effect'])
    }
  })
})

describe('decompose', () => {
  test.each([
    ['jiaocheng/reference', 2020, 2030],
    ['jiaocheng/reference', 2020, 2025],
    ['jiaocheng/neutral-combined', 2025, 2060],
    ['rutland/neutral', 2019, 2050],
    ['wangmo/reference', 2020, 2060],
  ] as const)('%s from %i to %i: effects and sectors add up, each leaf has one form', async (name, from, to) => {
    const { decomposed } = await decompose(shipped(name), { from, to, indicator: 'ghg.net' })
    const { before, after, change, effects, sectors, forms } = decomposed!
    expect(Math.abs(after - before - change)).toBeLessThanOrEqual(1e-9 * (Math.abs(after) + Math.abs(before)))
    const values = effects.map(({ value }) => value)
    const size = values.reduce((sum, value) => sum + Math.abs(value), 0)
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) - change)).toBeLessThanOrEqual(1e-9 * size)
    const bySector = sectors.reduce((sum, row) => sum + row.change, 0)
    expect(Math.abs(bySector - change)).toBeLessThanOrEqual(1e-9 * size)
    expect(
      Object.keys(forms).every((form) => ['fuel', 'indirect', 'process', 'removal'].includes(form)),
    ).toBe(true)
  })

  test('an indicator that is no emission is refused by name (E0818), a year outside too (E0782)', async () => {
    const path = shipped('wangmo/reference')
    expect(told(await decompose(path, { indicator: 'gdp' }))).toMatchObject([
      { code: 'E0818', args: { id: 'gdp' } },
    ])
    expect(told(await decompose(path, { from: 1990 }))).toMatchObject([
      { code: 'E0782', args: { found: 1990 } },
    ])
  })
})

describe('what differs', () => {
  let comparison: Comparison
  beforeAll(async () => {
    comparison = (await compare([shipped('rutland/reference'), shipped('rutland/neutral')])).comparison!
  })

  test('inputs by path, with file and line of both sides', () => {
    const cattle = comparison.pairs[0]!.inputs!.find(({ path }) => path === 'drivers.cattle.path')!
    expect(cattle.before!.file).toBe('baselines/rutland.yaml')
    expect(cattle.after!.file).toBe('scenarios/rutland/neutral.yaml')
    expect(cattle.after!.value).toContain('10000 item')
  })

  test('figures are those of the runs, observed years beside future ones', async () => {
    const { results } = await run([shipped('rutland/neutral')])
    const { values } = comparison.indicators['ghg.net']!
    expect(values[1]).toEqual(Object.values(results[0]!.indicators['ghg.net']!.values))
    expect(comparison.years[0]).toBe(results[0]!.horizon.base)
    expect(comparison.peak[1]).toEqual(results[0]!.peak)
  })

  test('another unit, another order, a note: nothing differs', async () => {
    const written = base['baselines/toy.yaml']
    const other = written.replace('capacity: 60 万t/a', 'capacity: { value: 600 kt/a, note: the same }')
    expect(other).not.toBe(written)
    await withProject(
      {
        ...base,
        'baselines/other.yaml': other.replace('id: toy', 'id: other'),
        'scenarios/b.yaml': base['scenarios/a.yaml'].replace('baseline: toy', 'baseline: other'),
      },
      async (root) => {
        const found = await compare([join(root, 'scenarios/a.yaml'), join(root, 'scenarios/b.yaml')])
        expect(told(found).filter(({ severity }) => severity === 'error')).toEqual([])
        const [pair] = found.comparison!.pairs
        expect(pair!.inputs!.filter(({ path }) => path !== 'baseline')).toEqual([])
        expect(pair!.differing).toBe(0)
      },
    )
  })

  test('--set alone holds a scenario against itself', async () => {
    const found = await compare([shipped('wangmo/reference')], {
      set: ['commodities.coking-coal.oxidation=90%'],
    })
    expect(found.comparison!.pairs[0]!.inputs).toMatchObject([
      {
        path: 'commodities.coking-coal.oxidation',
        after: { value: '90%', file: '--set commodities.coking-coal.oxidation=90%' },
      },
    ])
  })

  test('tolerances: by indicator, as a share or an amount', async () => {
    const [a, b] = [shipped('wangmo/reference'), shipped('wangmo/clean-villages')]
    const all = (await compare([a, b])).comparison!.pairs[0]!
    const loose = (await compare([a, b], { tolerances: [{ share: 1e9 }] })).comparison!.pairs[0]!
    const one = (
      await compare([a, b], { tolerances: [{ share: 1e9 }, { indicator: 'co2.total', amount: 0 }] })
    ).comparison!.pairs[0]!
    expect(all.differing).toBeGreaterThan(5)
    expect(loose.beyond.filter(({ reference }) => reference !== 0)).toEqual([])
    expect(one.beyond.map(({ indicator }) => indicator)).toContain('co2.total')
    expect(told(await compare([a, b], { tolerances: [{ indicator: 'co2.totl', share: 1 }] }))).toMatchObject([
      { code: 'E0781', args: { id: 'co2.totl', nearest: 'co2.total' } },
    ])
  })
})

describe('saved results', () => {
  test('figures and cuts as from the scenarios; levers and inputs are said not to be there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'peakzero-saved-'))
    try {
      const [a, b] = [shipped('wangmo/reference'), shipped('wangmo/clean-villages')]
      const { results } = await run([a, b])
      const saved = join(folder, 'both.json')
      writeFileSync(saved, JSON.stringify({ format: 'peakzero/results@1', results }))
      const options = { by: ['sector', 'lever'] as const, at: { indicator: 'ghg.net', year: 2040 } }
      const fromFile = (await compare([saved], options)).comparison!
      const fresh = (await compare([a, b], { ...options, by: ['sector'] })).comparison!
      expect(fromFile.indicators).toEqual(fresh.indicators)
      expect(
        fromFile.pairs[0]!.attribution!.sector!.map(({ id, difference }) => [id, difference.toPrecision(9)]),
      ).toEqual(
        fresh.pairs[0]!.attribution!.sector!.map(({ id, difference }) => [id, difference.toPrecision(9)]),
      )
      expect(fromFile.pairs[0]!.inputs).toBeUndefined()
      expect(fromFile.pairs[0]!.notes.map(({ en }) => en).join(' ')).toMatch(/no inputs.*no levers/s)
      for (const [text, reason] of [
        ['{', 'JSON'],
        ['{"format": "peakzero/check@1"}', 'format'],
        [JSON.stringify({ ...results[0], peak: {} }), 'peak'],
      ] as const) {
        writeFileSync(saved, text)
        const [said] = told(await compare([saved, a]))
        expect(said).toMatchObject({ code: 'E0780' })
        expect(said!.en).toContain(reason)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('no year in common (E0783)', async () => {
    const path = shipped('wangmo/reference')
    const { results } = await run([path], { years: [2030, 2035] })
    const folder = mkdtempSync(join(tmpdir(), 'peakzero-saved-'))
    try {
      const saved = join(folder, 'a.json')
      writeFileSync(saved, JSON.stringify(results[0]))
      const late = await run([path], { years: [2040, 2045] })
      writeFileSync(join(folder, 'b.json'), JSON.stringify(late.results[0]))
      expect(told(await compare([saved, join(folder, 'b.json')]))).toMatchObject([{ code: 'E0783' }])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('grounds that the sides do not share are said', () => {
  const other = (change: (text: string) => string) => ({
    ...base,
    'baselines/other.yaml': change(base['baselines/toy.yaml']).replace('id: toy', 'id: other'),
    'scenarios/b.yaml': base['scenarios/a.yaml'].replace('baseline: toy', 'baseline: other'),
  })
  const notes = (change: (text: string) => string) =>
    withProject(other(change), async (root) => {
      const found = await compare([join(root, 'scenarios/a.yaml'), join(root, 'scenarios/b.yaml')])
      expect(told(found).filter(({ severity }) => severity === 'error')).toEqual([])
      return found.comparison!.pairs[0]!.notes.map(({ en }) => en).join('\n')
    })

  test('another county, another warming potential, another horizon', async () => {
    expect(base['baselines/toy.yaml']).toMatch(/^gwp: ar5$/m)
    const said = await notes((text) =>
      text.replace('gwp: ar5', 'gwp: ar6').replace(/ar5: ([\d.]+)/g, 'ar5: $1, ar6: $1'),
    )
    expect(said).toMatch(/other warming potentials \(ar5, ar6\)/)
    expect(said).toMatch(/different counties \(toy, other\)/)
    // One county, one ground: nothing is said.
    await withProject(base, async (root) => {
      const path = join(root, 'scenarios/a.yaml')
      const { comparison } = await compare([path, path])
      expect(comparison!.pairs[0]!.notes).toEqual([])
    })
  })
})
