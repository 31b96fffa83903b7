import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../src/cli/context.ts'
import { ensemble, explain, merge } from '../../src/index.ts'
import { displayWidth } from '../../src/text/width.ts'
import { peopled as small } from '../check/small.ts'
import { plainScenario, withProject } from '../county.ts'
import { play } from './stage.ts'

/** 800 t of the stack and U(0, 100) t of fires under a cap of 860 t in 2030: 60 %. */
const files = {
  'baselines/toy.yaml': small.replace(
    'amount: 50 tCO2/a',
    'amount: { value: 50 tCO2/a, uncertain: { uniform: [0 tCO2/a, 100 tCO2/a] } }',
  ),
  'scenarios/a.yaml': `${plainScenario}source: made-up
grade: assumption
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: 860 tCO2 } }
  high: { rule: peak, indicator: co2.total, by: 2025 }
`,
}

const typed = (words: string) =>
  withProject(files, (root) => play(`ensemble ${join(root, 'scenarios/a.yaml')} ${words}`, { ensemble }))

describe('ensemble on the command line', () => {
  test.each([
    ['en', 'met in 60% of draws', 'in 100% of draws the county peaks by 2025'],
    ['zh', '60% 的抽样达到', '100% 的抽样在 2025 年前达峰'],
  ])('says in %s how likely each target is, in 80 columns', async (language, cap, peak) => {
    const { code, out, err } = await typed(`--lang ${language}`)
    expect([code, err]).toEqual([0, ''])
    expect(out.replace(/\s*\n\s*/g, ' ')).toContain(cap)
    expect(out.replace(/\s*\n\s*/g, ' ')).toContain(peak)
    for (const line of out.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80)
    expect(out).not.toMatch(/NaN|undefined|\{\w+\}/)
  })

  test('hands over design, seed and draws, and answers JSON', async () => {
    const { code, out } = await typed('--design lhs --seed 9 --draws 320 --format json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      format: 'peakzero/ensemble@1',
      design: 'lhs',
      seed: 9,
      draws: { asked: 320, done: 320, sound: 320 },
      replicates: 16,
    })
  })

  test('a number of it is explained from the file in which it was saved', async () => {
    const saved = (await typed('--draws 256 --format json')).out
    await withProject({ ...files, 'saved.json': saved }, async (root) => {
      const at = (words: string) => play(`explain ${words.replaceAll('ROOT', root)}`, { explain })
      const page = await at('ensemble.target.cap.share ROOT/scenarios/a.yaml --in ROOT/saved.json --lang en')
      expect([page.code, page.err]).toEqual([0, ''])
      expect(page.out.replace(/\s*\n\s*/g, ' ')).toContain(
        'the share of the sound draws in which the target is met',
      )
      // 60 % by hand, within what 256 draws tell.
      expect(page.out).toMatch(/share = (59|6[0-2])(\.\d)?%/)
      const without = await at('ensemble.target.cap.share ROOT/scenarios/a.yaml --lang en')
      expect([without.code, without.out]).toEqual([2, ''])
      expect(without.err).toContain('E0820')
      expect((await at('ensemble.certain --in ROOT/none.json')).code).toBe(2)
    })
  })

  test('hears signals between blocks of draws', async () => {
    let heard = false
    await play('ensemble a.yaml', {
      ensemble: async (_, options) => {
        // What waits in the event loop, as a signal does, comes before the next block.
        setImmediate(() => {
          heard = true
        })
        await options?.after?.({ done: 1024, of: 4096, keep: () => '' })
        expect(heard).toBe(true)
        return { diagnostics: [], sourceText: () => undefined }
      },
    })
    expect(heard).toBe(true)
  })

  test('a shard and merge: a file, its name, and the bytes of one run', async () => {
    await withProject(files, async (root) => {
      const type = (words: string) => play(words.replaceAll('@', root), { ensemble, merge })
      const order = '@/scenarios/a.yaml --draws 2048 --format json --lang en'
      const whole = await type(`ensemble ${order}`)
      for (const k of [2, 1]) {
        const made = await type(`ensemble ${order} --shard ${k}/2 --out @/parts`)
        expect(made).toMatchObject({ code: 0, out: '' })
        expect(made.err).toContain(`shard ${k}/2 is in`)
      }
      expect(readdirSync(join(root, 'parts'))).toEqual(['a-1-of-2.shard', 'a-2-of-2.shard'])
      expect(await type('merge @/parts --format json')).toEqual({ code: 0, out: whole.out, err: '' })
      const short = await type('merge @/parts/a-1-of-2.shard --lang en')
      expect([short.code, short.out]).toEqual([2, ''])
      expect(short.err).toContain('shards are missing: 2 of 2')
      const empty = await type('merge @/scenarios --lang zh')
      expect([empty.code, empty.err.includes('E0867')]).toEqual([2, true])
    })
  })

  test('--resume keeps what is done and goes on from it; a damaged one is refused and left as it is (2), a torn one drawn anew', async () => {
    await withProject(files, async (root) => {
      const type = (words: string) => play(words.replaceAll('@', root), { ensemble })
      const order = 'ensemble @/scenarios/a.yaml --draws 4096 --design random --format json'
      const whole = await type(order)
      const first = await type(`${order} --resume @/kept/a.part`)
      expect(first).toEqual(whole)
      const kept = join(root, 'kept/a.part')
      expect(JSON.parse(readFileSync(kept, 'utf8').split('\n')[1]!)).toMatchObject({ done: 4 })
      expect(await type(`${order} --resume @/kept/a.part`)).toEqual(whole)
      const [head = '', body = ''] = readFileSync(kept, 'utf8').split('\n')
      writeFileSync(kept, `${head}\n${body.slice(0, -20)}`)
      const torn = await type(`${order} --resume @/kept/a.part --lang en`)
      expect(torn).toMatchObject({ code: 0, out: whole.out })
      expect(torn.err).toContain('W0776')
      expect(await type(`${order} --resume @/kept/a.part`)).toEqual(whole)
      writeFileSync(kept, `${head}\n${body.slice(0, -20)}\n`)
      const before = readFileSync(kept, 'utf8')
      const refused = await type(`${order} --resume @/kept/a.part --lang en`)
      expect(refused.code).toBe(2)
      expect(refused.err).toContain('E0861')
      expect(readFileSync(kept, 'utf8')).toBe(before)
    })
  })

  test('--raw writes a line a draw', async () => {
    await withProject(files, async (root) => {
      const { code } = await play(
        `ensemble ${join(root, 'scenarios/a.yaml')} --draws 1024 --raw ${join(root, 'a.csv')}`,
        { ensemble },
      )
      expect(code).toBe(0)
      const lines = readFileSync(join(root, 'a.csv'), 'utf8').trim().split('\n')
      expect(lines.length).toBe(1025)
      expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1)
      expect(readdirSync(root).filter((name) => name.endsWith('.tmp'))).toEqual([])
    })
  })

  test.each([
    ['--threads 0', '--threads is at least 1'],
    ['--until 60%', '--until wants a share'],
    ['--until 0', '--until wants a share'],
    ['--shard 4/3 --out x', '--shard wants k/n'],
    ['--shard 1/3', '--shard goes with --out'],
    ['--out x', '--out is for --shard only'],
    ['--raw a.csv --resume b', '--raw does not go with --resume'],
  ])('%s is wrong usage (64)', async (words, said) => {
    const { code, out, err } = await typed(`${words} --lang en`)
    expect([code, out]).toEqual([64, ''])
    expect(err).toContain(said)
  })

  test('shows somebody who waits how far it is and how long it takes, and takes that away', async () => {
    const { waiting } = await import('../../src/cli/waiting.ts')
    const lines: string[] = []
    let time = 0
    const context = { language: 'en', progress: (line: string) => lines.push(line) } as unknown as Context
    const wait = waiting(context, () => time)
    for (const done of [100, 200, 300, 400, 1000]) {
      time += 600
      wait.show({ done, of: 1000 })
    }
    wait.clear()
    // 100 draws in 600 ms, less what was there when it began.
    expect(lines).toEqual([
      '200 of 1,000 draws (20%), about 10 s left',
      '300 of 1,000 draws (30%), about 6 s left',
      '400 of 1,000 draws (40%), about 5 s left',
      '',
    ])
  })

  test('refuses numbers that are none (64), and draws that the design cannot have (2)', async () => {
    const word = await typed('--draws many --lang en')
    expect(word.code).toBe(64)
    expect(word.err).toContain('--draws wants a whole number')
    const odd = await typed('--draws 1000 --lang en')
    expect(odd.code).toBe(2)
    expect(odd.err).toContain('E0856')
    expect(odd.out).toBe('')
  })
})
