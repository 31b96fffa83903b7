import { describe, expect, test } from 'vitest'
import type { FrontDoor } from '../../src/cli/context.ts'
import type { DiscoverResult } from '../../src/report/discover.ts'
import { displayWidth } from '../../src/text/width.ts'
import { loaded, play } from './stage.ts'

/** A made-up answer. */
const sample = (more: Partial<DiscoverResult> = {}): DiscoverResult => {
  const measures = { points: 400, cases: 364, coverage: 0.83, density: 0.91, mass: 0.1 }
  return {
    format: 'peakzero/discover@1',
    generator: { name: 'peakzero', version: '0' },
    scenario: {
      id: 'a',
      title: { zh: '示例', en: 'Sample' },
      county: { id: 'c', title: { zh: '县', en: 'County' } },
    },
    target: {
      id: 'zero',
      name: { zh: '2060 年碳中和', en: 'neutrality by 2060' },
      rule: 'neutral',
      by: 2060,
      run: true,
    },
    when: 'missed',
    design: 'sobol',
    seed: 1,
    draws: { asked: 8192, done: 8192, sound: 8000 },
    broken: [],
    dimensions: 12,
    cases: 880,
    share: 0.11,
    searched: { points: 4000, cases: 440 },
    held: { points: 4000, cases: 440 },
    wanted: { density: 0.8, most: 4, boxes: 3 },
    outcome: 'found',
    boxes: [
      {
        bounds: [
          {
            id: 'drivers.coke.path',
            name: { zh: '焦炭外销量', en: 'coke sold outside' },
            unit: 't/a',
            above: 3_200_000,
            value: 3_000_000,
            low: 2_400_000,
            high: 3_900_000,
            share: 0.4,
            quasiP: 1e-12,
            file: 'baselines/jiaocheng.yaml',
            line: 128,
          },
          {
            id: 'measures.ccus.adoption',
            name: { zh: '碳捕集：普及率', en: 'capture: adoption' },
            unit: '1',
            below: 0.62,
            value: 0.75,
            low: 0.5,
            high: 0.9,
            share: 0.25,
            quasiP: 1e-9,
            file: 'scenarios/a.yaml',
            line: 12,
          },
        ],
        searched: measures,
        held: measures,
        lift: 8.3,
      },
    ],
    together: 0.83,
    ...more,
  }
}

const door = (answer: DiscoverResult): Partial<FrontDoor> => ({
  discover: async () => ({ ...loaded(), discovered: answer }),
})

describe('discover on the command line', () => {
  test('says conditions as sentences in both languages, with units and places, in 80 columns', async () => {
    const zh = await play('discover a.yaml --target zero --lang zh', door(sample()))
    const flat = zh.out.replace(/\s/g, '')
    expect([zh.code, zh.err]).toEqual([0, ''])
    expect(flat).toContain(
      '当焦炭外销量高于 320 万吨且碳捕集：普及率低于 62% 时，2060 年碳中和落空：覆盖 83%，密度 91%'.replace(
        /\s/g,
        '',
      ),
    )
    expect(flat).toContain('baselines/jiaocheng.yaml:128')
    const en = await play('discover a.yaml --target zero --lang en', door(sample()))
    expect(en.out.replace(/\s*\n\s*/g, ' ')).toContain(
      'when coke sold outside is above 3.2 Mt and capture: adoption is below 62%, neutrality by 2060 fails: coverage 83%, density 91%',
    )
    for (const line of [...zh.out.split('\n'), ...en.out.split('\n')])
      expect(displayWidth(line)).toBeLessThanOrEqual(80)
    for (const format of ['markdown', 'json']) {
      const { out, code } = await play(
        `discover a.yaml --target zero --lang en --format ${format}`,
        door(sample()),
      )
      expect(code).toBe(0)
      expect(out).toContain('jiaocheng.yaml')
      expect(out).not.toMatch(/NaN|undefined|\{\w+\}/)
    }
  })

  test('what is built and which path holds are said in words', async () => {
    const [coke, capture] = sample().boxes[0]!.bounds
    const { above: _above, ...plain } = coke!
    const { below: _below, ...other } = capture!
    const answer = sample({
      boxes: [
        {
          ...sample().boxes[0]!,
          bounds: [
            { ...plain, kind: 'built', values: [0], value: 1, low: 0, high: 1 },
            { ...other, kind: 'choice', values: [0, 2], value: 0, low: 0, high: 2 },
          ],
        },
      ],
    })
    const { out } = await play('discover a.yaml --target zero --lang en', door(answer))
    expect(out.replace(/\s*\n\s*/g, ' ')).toContain(
      'when coke sold outside is no and capture: adoption is alternative 1 or alternative 3,',
    )
  })

  test.each([
    ['none', 'In none of 8,000 draws it fails', '没有一次落空'],
    ['all', 'In all of 8,000 draws it fails', '次次落空'],
    ['few', 'too few for a pattern', '谈不上规律'],
    ['no-box', 'No condition was found', '没有找到条件'],
  ] as const)('%s is said plainly and ends with 0', async (outcome, en, zh) => {
    const answer = sample({ outcome, boxes: [] })
    const english = await play('discover a.yaml --target zero --lang en', door(answer))
    const chinese = await play('discover a.yaml --target zero --lang zh', door(answer))
    expect([english.code, chinese.code]).toEqual([0, 0])
    expect(english.out.replace(/\s*\n\s*/g, ' ')).toContain(en)
    expect(chinese.out.replace(/\n\s*/g, '')).toContain(zh)
  })

  test('wants a target and a percentage (64), and hands over what was asked', async () => {
    expect((await play('discover a.yaml', door(sample()))).code).toBe(64)
    expect((await play('discover a.yaml --target zero --density many', door(sample()))).code).toBe(64)
    let asked: unknown
    await play(
      'discover a.yaml --target zero --density 70% --most 2 --boxes 1 --seed 4 --when met --default-ranges',
      {
        discover: async (path, options) => {
          const { hire, after, ...rest } = options
          asked = [path, rest, typeof hire, typeof after]
          return { ...loaded(), discovered: sample() }
        },
      },
    )
    expect(asked).toEqual([
      'a.yaml',
      {
        target: 'zero',
        density: 0.7,
        most: 2,
        boxes: 1,
        seed: 4,
        when: 'met',
        design: 'sobol',
        defaultRanges: true,
      },
      'function',
      'function',
    ])
  })
})
