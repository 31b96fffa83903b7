import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildProgram, column, columnsOf, repository, resultOf, withProject } from './county.ts'
import { base } from './invalid/base.ts'
import { plainCounty } from './model/plain.ts'

/** docs/adding.md does what it says: its blocks are put where they say, the program is built and asked. */

interface Block {
  readonly kind: 'file' | 'line'
  readonly path: string
  readonly place?: 'before' | 'after'
  readonly anchor?: string
  readonly text: string
}

function blocksOf(page: string): readonly Block[] {
  const pattern = /^```\w+ (file|line)=(\S+)(?: (before|after)="(.*)")?\n([\s\S]*?)^```$/gm
  return [...page.matchAll(pattern)].map(([, kind, path, place, anchor, text]) => ({
    kind: kind as Block['kind'],
    path: path!,
    text: text!,
    ...(place ? { place: place as 'before' | 'after', anchor: anchor! } : {}),
  }))
}

let blocks: readonly Block[]
beforeAll(() => {
  blocks = blocksOf(readFileSync(join(repository, 'docs/adding.md'), 'utf8'))
})

describe('docs/adding.md', () => {
  it('shows five things, each with one file', () => {
    const files = blocks.filter(({ kind }) => kind === 'file').map(({ path }) => path)
    expect(files).toEqual([
      'baselines/lime.yaml',
      'src/analysis/indicators/co2-coal.ts',
      'src/analysis/targets/rise.ts',
      'src/report/formats/peaks.ts',
      'src/cli/verbs/missed.ts',
    ])
  })

  it('a process by YAML alone', async () => {
    const library = blocks.find(({ path }) => path === 'baselines/lime.yaml')!.text
    const files = plainCounty('facilities: { kiln: { process: lime-kiln, capacity: 1000 t/a } }', {
      commodities: '  hard-coal: { name: coal, unit: t, group: coal, energy: 25 GJ/t, carbon: 0.65 tC/t }',
    })
    const baseline = files['baselines/toy.yaml']!.replace('libraries: none', 'libraries: [none, lime.yaml]')
    const columns = await columnsOf({
      ...files,
      'baselines/lime.yaml': library,
      'baselines/toy.yaml': baseline,
    })
    expect(column(columns, 'activity.kiln')[0]).toBeCloseTo(1000, 9)
    // 1,000 t of lime: 0.792 t from each one's stone, 0.15 · 0.65 · 44/12 from its coal.
    expect(column(columns, 'co2.process')[0]).toBeCloseTo(792, 9)
    expect(column(columns, 'co2.energy')[0]).toBeCloseTo((1000 * 0.15 * 0.65 * 44) / 12, 9)
  })

  it('an indicator, a rule, a format and a verb: a file and a line each', async () => {
    const scenario = `${base['scenarios/a.yaml']}targets:
  coal-cap: { rule: cap, indicator: co2.coal, values: { 2030: 1 tCO2 } }
  slow: { rule: rise, indicator: co2.total, from: 2021, at-most: 500 ktCO2 }
  still: { rule: rise, indicator: co2.total, from: 2021, at-most: -900 ktCO2 }
`
    const coal = base['baselines/toy.yaml'].replace(
      'inputs: [{ of: natural-gas, use: fuel, amount: 30 Nm3/GJ }]',
      'inputs: [{ of: coal, use: fuel, amount: 0.04 t/GJ }]',
    )
    const project = { ...base, 'scenarios/a.yaml': scenario, 'baselines/toy.yaml': coal }
    await withProject(project, async (root) => {
      const copy = join(root, 'program')
      cpSync(join(repository, 'src'), join(copy, 'src'), { recursive: true })
      for (const { kind, path, place, anchor, text } of blocks.filter((block) =>
        block.path.startsWith('src/'),
      )) {
        const target = join(copy, path)
        mkdirSync(dirname(target), { recursive: true })
        if (kind === 'file') {
          writeFileSync(target, text)
          continue
        }
        const old = readFileSync(target, 'utf8')
        expect(old.split(anchor!), `${path} holds the anchor once`).toHaveLength(2)
        const put = place === 'after' ? `${anchor}\n${text}` : `${text}${anchor}`
        writeFileSync(
          target,
          old.replace(anchor!, () => put),
        )
      }
      const program = await buildProgram(copy, join(copy, 'src'))
      const ask = (...words: string[]) => {
        const ran = spawnSync(process.execPath, [program, ...words, '--lang', 'en'], {
          maxBuffer: 2 ** 26,
          cwd: root,
          encoding: 'utf8',
        })
        expect(ran.stderr).not.toMatch(/ error |bug/)
        expect(ran.status).toBe(0)
        return ran.stdout
      }
      const result = JSON.parse(ask('run', 'scenarios/a.yaml', '--format', 'json'))
      // 200,000 people · 8 GJ · 90 % · 0.04 t · 0.78 tC burnt, and what 400,000 t of coke leave in the oven's balance (base.ts).
      const expected = ((200_000 * 8 * 0.9 * 0.04 * 0.78 + 400_000 * 0.1057) * 44) / 12
      expect(result.indicators['co2.coal']).toMatchObject({ unit: 'tCO2', name: { en: 'CO2 of coal' } })
      expect(result.indicators['co2.coal'].values['2020']).toBeCloseTo(expected, 3)
      const verdicts = Object.fromEntries(
        result.targets.map((target: { id: string; met: boolean }) => [target.id, target.met]),
      )
      expect(verdicts).toMatchObject({ 'coal-cap': false, slow: true, still: false })
      expect(ask('run', 'scenarios/a.yaml', '--format', 'peaks')).toBe(
        `a ${result.peak.year} ${result.peak.value} ${result.peak.unit}\n`,
      )
      expect(ask('missed', 'scenarios/a.yaml')).toBe('a: coal-cap\na: still\n')
      expect(ask('--help')).toContain('Which targets are missed?')
      expect(JSON.stringify(JSON.parse(ask('schema', 'scenario')))).toContain('at-most')
    })
  })

  it('the county of the example runs without them too', async () => {
    expect((await resultOf(base)).targets.map(({ id }) => id)).toEqual(['cap'])
  })
})
