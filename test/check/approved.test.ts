// Approved results: written on request, held against each later run, never a pass when they cannot be read.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/index.ts'
import { told, withProject } from '../county.ts'
import { project, scenario, small } from './small.ts'

const county = 'baselines/approved/toy'
const approved = `${county}/a.yaml`

/** Writes what approving asks to be written, as the command does. */
async function approve(root: string, reason = 'looked at by hand'): Promise<readonly string[]> {
  const { writings = [], findings } = await check([join(root, 'scenarios')], { approve: { reason } })
  for (const { path, content } of writings) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return findings.map(({ message }) => message.en)
}

async function look(root: string, path = 'scenarios') {
  const found = await check([join(root, path)])
  return {
    ...found,
    said: told(found)
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, place }) => `${code} ${place}`),
    messages: found.findings.map(({ message }) => message.en.replaceAll('\u202f', ' ')),
  }
}

/** Puts other words in the place of some that stand in a file once. */
function edit(root: string, file: string, find: string, put: string): void {
  const path = join(root, file)
  const text = readFileSync(path, 'utf8')
  expect(text.split(find).length, find).toBe(2)
  writeFileSync(
    path,
    text.replace(find, () => put),
  )
}

const fresh = <T>(use: (root: string) => Promise<T>, files = project()) =>
  withProject(files, async (root) => {
    await approve(root)
    return use(root)
  })

describe('approved results', () => {
  it('hold the figures of key years, the sum of all years, the peak and the verdicts; small and in order', async () => {
    await fresh(async (root) => {
      const text = readFileSync(join(root, approved), 'utf8')
      expect(text.length).toBeLessThan(2000)
      expect(text).not.toContain('\r')
      expect(text).toMatch(/^reason: "looked at by hand"$/m)
      expect(text).toMatch(/^peak: \{ indicator: co2\.total, year: 2020, value: 1050 \}$/m)
      expect(text).toMatch(/^ {2}cap: met\n {2}gone: missed$/m)
      // 1050 in 2020, 20 less a year until 2030, then 850: 1050+1030+…+850 = 10450, and five years of 850.
      expect(text).toContain(
        'co2.total: { unit: "tCO2", 2020: 1050, 2021: 1030, 2030: 850, 2035: 850, all: 14700 }',
      )
      const names = [...text.matchAll(/^ {2}([a-z0-9.]+): \{ unit/gm)].map(([, name]) => name)
      expect(names).toEqual([...names].sort())
      const { said, messages, scenarios } = await look(root)
      expect([said, messages]).toEqual([[], []])
      expect(scenarios[0]?.compared.approved).toBeGreaterThan(20)
    })
  })

  it('are the same bytes when nothing changed, and are not written again', async () => {
    await fresh(async (root) => {
      const before = readdirSync(join(root, county)).map((name) =>
        readFileSync(join(root, county, name), 'utf8'),
      )
      const again = await check([join(root, 'scenarios')], { approve: { reason: 'another day' } })
      expect(again.writings).toEqual([])
      rmSync(join(root, 'baselines/approved'), { recursive: true })
      await approve(root)
      expect(
        readdirSync(join(root, county)).map((name) => readFileSync(join(root, county, name), 'utf8')),
      ).toEqual(before)
    })
  })

  it('tell indicator, year, old, new, share, and the input that moved them with its line', async () => {
    await fresh(async (root) => {
      // The fires give off 60 instead of 50: co2.total of 2030 is 860 instead of 850, by 1.18 %.
      edit(root, 'baselines/toy.yaml', 'scope: energy, amount: 50 tCO2/a', 'scope: energy, amount: 60 tCO2/a')
      const { said, messages, findings, scenarios } = await look(root)
      expect(said).toEqual([])
      expect(messages.find((text) => text.startsWith('co2.total@2030'))).toMatch(
        /^co2\.total@2030: approved .*, now .* \(\+1\.18%\); facilities\.fires\.emissions went from .* to .* \(baselines\/toy\.yaml:\d+\), which brings \+.* of it$/,
      )
      expect(findings[0]).toMatchObject({ kind: 'approved', file: 'scenarios/a.yaml', scenario: 'a' })
      expect(findings[0]?.at.file).toBe('baselines/toy.yaml')
      const [one] = scenarios
      expect(one?.outcome).toBe('failed')
      expect(one?.moved).toContainEqual(
        expect.objectContaining({ indicator: 'co2.total', year: 2030, before: 850, now: 860, within: false }),
      )
      expect(one?.causes).toMatchObject([{ path: 'facilities.fires.emissions', file: 'baselines/toy.yaml' }])
    })
  })

  it('part the movement among several changed inputs by putting each back alone', async () => {
    await fresh(async (root) => {
      edit(root, 'baselines/toy.yaml', 'scope: energy, amount: 50 tCO2/a', 'scope: energy, amount: 53 tCO2/a')
      edit(root, 'baselines/toy.yaml', '2030: 800 tCO2/a', '2030: 700 tCO2/a')
      const { scenarios } = await look(root)
      const effects = scenarios[0]?.causes.map(({ path, effect }) => [
        path.split('.')[1],
        effect?.year,
        effect?.change,
      ])
      // What moved most, as a share, is a figure of 2030 or 2035: −100 by the stack, +3 by the fires.
      expect(effects?.map(([unit, , change]) => [unit, change])).toEqual(
        expect.arrayContaining([
          ['stack', -100],
          ['fires', effects?.find(([unit]) => unit === 'fires')?.[2]],
        ]),
      )
    })
  })

  it('see a change between the key years, a verdict, and the peak', async () => {
    await fresh(async (root) => {
      edit(
        root,
        'baselines/toy.yaml',
        '2030: 800 tCO2/a',
        '2022: 960 tCO2/a, 2025: 1400 tCO2/a, 2028: 840 tCO2/a, 2030: 800 tCO2/a',
      )
      const { messages } = await look(root)
      expect(messages.find((text) => text.startsWith('peak'))).toMatch(
        /^peak: approved co2\.total@2020, now co2\.total@2025/,
      )
      expect(messages.find((text) => text.startsWith('co2.total@all'))).toBeDefined()
    })
    await fresh(async (root) => {
      edit(root, 'scenarios/a.yaml', '2030: 900 tCO2', '2030: 800 tCO2')
      const { messages } = await look(root)
      expect(messages).toContainEqual(
        expect.stringMatching(/^cap: approved met, now missed; targets\.cap\.values/),
      )
    })
  })

  it('an input that came or went is a cause', async () => {
    await fresh(async (root) => {
      edit(
        root,
        'scenarios/a.yaml',
        'targets:',
        'facilities: { more: { process: given, sector: homes, emissions: [{ species: co2, scope: energy, amount: 5 tCO2/a }] } }\ntargets:',
      )
      const { scenarios } = await look(root)
      expect(scenarios[0]?.causes).toMatchObject([
        { path: 'facilities.more', before: '-', effect: { change: 5 } },
      ])
    })
  })

  it('keep their tolerances, which people may edit', async () => {
    await fresh(async (root) => {
      edit(
        root,
        approved,
        'tolerance: 1e-9',
        'tolerance: 1e-9\ntolerances: { co2.total: 2%, co2.energy: 30%, ghg.net: 2% }',
      )
      edit(root, 'baselines/toy.yaml', 'scope: energy, amount: 50 tCO2/a', 'scope: energy, amount: 60 tCO2/a')
      const { findings, scenarios, said } = await look(root)
      expect([said, findings]).toEqual([[], []])
      expect(scenarios[0]?.moved.every(({ within }) => within)).toBe(true)
      expect(scenarios[0]?.moved.length).toBeGreaterThan(0)
      await approve(root, 'the bulletin says 60')
      expect(readFileSync(join(root, approved), 'utf8')).toContain('  co2.total: 0.02\n')
    })
  })

  it('names and notes are no inputs of a figure', async () => {
    await fresh(async (root) => {
      edit(root, 'baselines/toy.yaml', 'homes: { name: homes }', 'homes: { name: dwellings }')
      const { findings, said } = await look(root)
      expect([said, findings]).toEqual([[], []])
    })
  })
})

describe('approved results that cannot be used are an error, never a pass', () => {
  it.each([
    ['cut off', (text: string) => text.slice(0, 400), 'E0202'],
    ['empty', () => '', 'E0113'],
    ['a key twice', (text: string) => text.replace('  cap: met\n', '  cap: met\n  cap: missed\n'), 'E0112'],
    ['no YAML', (text: string) => `${text}}}}\n`, 'E0101'],
    ['of a newer program', (text: string) => text.replace('layout: 1', 'layout: 2'), 'E0721'],
    ['of another scenario', (text: string) => text.replace('id: a', 'id: b'), 'E0723'],
    ['no number', (text: string) => text.replace('2030: 850,', '2030: .nan,'), 'E01'],
    ['a number as text', (text: string) => text.replace('2030: 850,', '2030: "850",'), 'E0203'],
    ['without the sum', (text: string) => text.replace(', all: 14700', ''), 'E0202'],
    [
      'of other inputs',
      (text: string) => text.replace(/inputs: sha256-..../, 'inputs: sha256-0000'),
      'E0720',
    ],
  ])('%s', async (_, damage, code) => {
    await fresh(async (root) => {
      const path = join(root, approved)
      const damaged = damage(readFileSync(path, 'utf8'))
      writeFileSync(path, damaged)
      const { said } = await look(root)
      expect(said.map((line) => line.split(' ')[0]!)).toContainEqual(
        expect.stringMatching(new RegExp(`^${code}`)),
      )
      expect(readFileSync(path, 'utf8'), 'a check writes nothing').toBe(damaged)
    })
  })

  it.each([
    ['one digit flipped', (text: string) => text.replace('1000 tCO2/a', '1001 tCO2/a')],
    ['cut off', (text: string) => text.slice(0, -300)],
    ['another format', (text: string) => text.replace('inputs@1', 'inputs@2')],
    ['gone', undefined],
  ])('their list of inputs: %s', async (_, damage) => {
    await fresh(async (root) => {
      const path = join(root, county, 'inputs.json')
      if (damage) writeFileSync(path, damage(readFileSync(path, 'utf8')))
      else rmSync(path)
      expect((await look(root)).said.map((line) => line.split(' ')[0])).toEqual(['E0720'])
    })
  })

  it('a file that is gone, while others remember it', async () => {
    await fresh(async (root) => {
      rmSync(join(root, approved))
      expect((await look(root)).said.map((line) => line.split(' ')[0])).toEqual(['E0722'])
    })
  })

  it('a scenario that nobody approved yet is a warning, where others are', async () => {
    await fresh(async (root) => {
      writeFileSync(join(root, 'scenarios/b.yaml'), scenario.replace('id: a', 'id: b'))
      expect((await look(root)).said).toEqual(['W0724 scenarios/b.yaml:2:5'])
    })
  })

  it('a scenario that is gone is a warning', async () => {
    await fresh(async (root) => {
      rmSync(join(root, 'scenarios/a.yaml'))
      expect((await look(root, 'baselines')).said).toEqual([
        expect.stringMatching(/^W0725 baselines\/approved\/toy\/a\.yaml:5:/),
      ])
    })
  })

  it('approving replaces what is damaged, but not what a newer program wrote', async () => {
    await fresh(async (root) => {
      const path = join(root, approved)
      const whole = readFileSync(path, 'utf8')
      writeFileSync(path, whole.slice(0, 200))
      await approve(root)
      expect(readFileSync(path, 'utf8')).toBe(whole)
      writeFileSync(path, whole.replace('layout: 1', 'layout: 2'))
      const { diagnostics } = await check([join(root, 'scenarios')], { approve: { reason: 'x' } })
      expect(diagnostics.map(({ code }) => code)).toContain('E0721')
    })
  })

  it('approves nothing of a county that is in error: there is nothing to write', async () => {
    await withProject(project(scenario.replace('co2.total', 'co2.totl')), async (root) => {
      const { writings, diagnostics } = await check([join(root, 'scenarios')], { approve: { reason: 'x' } })
      expect(writings).toEqual([])
      expect(diagnostics.map(({ code }) => code)).toContain('E0301')
    })
  })
})

it('the small county is what its comment says', () => expect(small).toContain('2030: 800 tCO2/a'))
