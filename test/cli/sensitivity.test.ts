import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sensitivity } from '../../src/index.ts'
import { displayWidth } from '../../src/text/width.ts'
import { peopled as small } from '../check/small.ts'
import { plainScenario, withProject } from '../county.ts'
import { play } from './stage.ts'

const files = {
  'baselines/toy.yaml': small
    .replace(
      'amount: 50 tCO2/a',
      'amount: { value: 50 tCO2/a, uncertain: { uniform: [0 tCO2/a, 100 tCO2/a] } }',
    )
    .replace('amount: 2 t/a', 'amount: { value: 2 t/a, range: [1 t/a, 4 t/a] }'),
  'scenarios/a.yaml': plainScenario,
}

const typed = (words: string) =>
  withProject(files, (root) =>
    play(`sensitivity ${join(root, 'scenarios/a.yaml')} ${words}`, { sensitivity }),
  )

describe('sensitivity on the command line', () => {
  test.each(
    (['zh', 'en'] as const).flatMap((language) =>
      ['sobol --draws 128', 'morris --trajectories 4', 'gradient'].map(
        (method) => [language, method] as const,
      ),
    ),
  )('says in %s by %s what drives the figures, in 80 columns', async (language, method) => {
    const { code, out, err } = await typed(`--method ${method} --lang ${language} --verbose`)
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(language === 'zh' ? '什么起作用' : 'what drives it')
    expect(out).toContain('fires')
    expect(out).toContain('toy.yaml:')
    // The command that asks on is one line, however long its path is.
    const [page = '', command = ''] = out.split(/^(?= {2}peakzero explain )/m)
    for (const line of page.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80)
    expect(command).toMatch(/^ {2}peakzero explain \w+\.certain .*a\.yaml --in saved\.json\n$/)
    expect(out).not.toMatch(/NaN|undefined|\{\w+\}/)
    const markdown = await typed(`--method ${method} --lang ${language} --format markdown`)
    expect(markdown.out).toMatch(/^### /)
    expect(markdown.out).toContain('| fires')
    expect(markdown.out).not.toMatch(/NaN|undefined|\{\w+\}/)
  })

  test('answers JSON with all that was asked for', async () => {
    const { code, out } = await typed(
      '--method sobol --of co2.total@2030 --of peak --draws 128 --seed 9 --design random --format json',
    )
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      format: 'peakzero/sensitivity@1',
      method: 'sobol',
      seed: 9,
      design: { kind: 'random', asked: 128, rows: 128 },
      questions: [
        { of: 'co2.total@2030', unit: 'tCO2', year: 2030, run: 850 },
        { of: 'peak', run: 2020 },
      ],
    })
  })

  test('refuses what is none: 64 for the words, 2 for what cannot be asked', async () => {
    expect((await typed('--draws many')).code).toBe(64)
    expect((await typed('--method guess')).code).toBe(64)
    const wrong = await typed('--of nothing@2030 --lang en')
    expect([wrong.code, wrong.out]).toEqual([2, ''])
    expect(wrong.err).toContain('E0950')
  })
})
