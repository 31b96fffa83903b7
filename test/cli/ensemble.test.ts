import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ensemble } from '../../src/index.ts'
import { displayWidth } from '../../src/text/width.ts'
import { small } from '../check/small.ts'
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

  test('hears signals between blocks of draws', async () => {
    let heard = false
    await play('ensemble a.yaml', {
      ensemble: async (_, options) => {
        // What waits in the event loop, as a signal does, comes before the next block.
        setImmediate(() => {
          heard = true
        })
        await options?.after?.(1024, 4096)
        expect(heard).toBe(true)
        return { diagnostics: [], sourceText: () => undefined }
      },
    })
    expect(heard).toBe(true)
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
