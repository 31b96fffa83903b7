import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { discover, ensemble, sensitivity } from '../../src/index.ts'
import { studyDrawing } from '../../src/report/chart/draw-study.ts'
import { discoverFigures, ensembleFigures, sensitivityFigures } from '../../src/report/chart/study-figures.ts'
import type { DiscoverResult } from '../../src/report/discover.ts'
import type { EnsembleResult } from '../../src/report/ensemble.ts'
import type { SensitivityResult } from '../../src/report/sensitivity.ts'
import { discoverWriter, ensembleWriter, sensitivityWriter } from '../../src/report/study-formats.ts'
import { peopled as small } from '../check/small.ts'
import { plainScenario, withProject } from '../county.ts'

/** 800 t of the stack and U(0, 100) t of fires under a cap of 860 t in 2030: met in 60 % of draws. */
const files = {
  'baselines/toy.yaml': small.replace(
    'fires: { process: given, sector: homes, emissions: [{ species: co2, scope: energy, amount: 50 tCO2/a }',
    'fires: { process: given, name: "<b>fires</b> & more", sector: homes, emissions: [{ species: co2, scope: energy, amount: { value: 50 tCO2/a, uncertain: { uniform: [0 tCO2/a, 100 tCO2/a] } } }',
  ),
  'scenarios/a.yaml': `${plainScenario}title: "<script>alert(1)</script>"
source: made-up
grade: assumption
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: 860 tCO2 } }
  high: { rule: peak, indicator: co2.total, by: 2025 }
`,
}

let e: EnsembleResult
let s: readonly SensitivityResult[]
let d: DiscoverResult

beforeAll(() =>
  withProject(files, async (root) => {
    const path = join(root, 'scenarios/a.yaml')
    e = (await ensemble(path, { draws: 512 })).ensemble!
    s = await Promise.all(
      (['sobol', 'morris', 'gradient'] as const).map(
        async (method) =>
          (await sensitivity(path, { method, draws: 128, trajectories: 4, of: ['co2.total@2030'] }))
            .sensitivity!,
      ),
    )
    d = (await discover(path, { target: 'cap', draws: 1024 })).discovered!
  }),
)

const options = (language: 'zh' | 'en') => ({
  language,
  width: 80,
  colour: false,
  ascii: false,
  verbose: false,
})

/** Every document in a format, with a name. */
async function documents(format: 'html' | 'svg' | 'markdown', language: 'zh' | 'en') {
  const [drawn, weighed, found] = await Promise.all([
    ensembleWriter(format),
    sensitivityWriter(format),
    discoverWriter(format),
  ])
  return [
    ['ensemble', drawn(e, options(language))] as const,
    ...s.map((one) => [one.method, weighed(one, options(language))] as const),
    ['discover', found(d, options(language))] as const,
  ]
}

describe.each(['zh', 'en'] as const)('what many runs say, in %s', (language) => {
  test('pages ask nobody for anything, hold both languages and make texts of users harmless', async () => {
    for (const [name, html] of await documents('html', language)) {
      expect(html.startsWith('<!doctype html>'), name).toBe(true)
      expect(html).toContain("default-src 'none'")
      expect(html).not.toMatch(/<script|<b>fires|https?:\/\/(?!www\.w3\.org)|NaN|undefined|\{\w+\}/)
      expect(html).toContain('&lt;script&gt;')
      expect(html).toContain('data-lang="zh"')
      expect(html).toContain('data-lang="en"')
      expect(html).toMatch(/<svg[^>]*role="img" aria-label="[^"]+"/)
      expect(html).not.toMatch(/ style=/)
    }
  })

  test('charts are files of their own, with their finding as a name', async () => {
    for (const [name, svg] of await documents('svg', language)) {
      expect(svg, name).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
      expect(svg).not.toMatch(/<script|<b>fires|NaN|undefined|\{\w+\}|Infinity/)
      expect(svg.match(/role="img" aria-label="[^"]+"/g)!.length).toBeGreaterThan(0)
    }
  })

  test('Markdown holds no marks of users', async () => {
    for (const [name, text] of await documents('markdown', language)) {
      expect(text, name).toMatch(/^### /)
      expect(text).not.toMatch(/<script>|<b>fires|NaN|undefined|\{\w+\}/)
    }
  })

  test('no two texts of a chart overlap, and none leaves it, at 1144, 690 and 358', () => {
    const figures = [
      ...ensembleFigures(e, language),
      ...s.flatMap((one) => sensitivityFigures(one, language)),
      ...discoverFigures(d, language),
    ]
    expect(figures.map(({ form }) => form)).toEqual(
      expect.arrayContaining(['fan', 'histogram', 'tornado', 'box']),
    )
    for (const figure of figures)
      for (const width of [1144, 690, 358]) {
        const svg = studyDrawing(figure, language, width)
        const height = Number(/height="([\d.]+)"/.exec(svg)![1])
        const boxes = [...svg.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)" ([^>]*)>([^<]*)</g)].map(
          ([, x, y, more, text]) => {
            const size = /font-size="([\d.]+)"/.exec(more!)![1]
            const anchor = /text-anchor="(\w+)"/.exec(more!)?.[1]
            // Narrower than any font draws it: what overlaps here overlaps everywhere.
            const wide = [...text!.replace(/&\w+;/g, '&')].reduce(
              (sum, sign) => sum + (sign.codePointAt(0)! > 0x2e80 ? 0.98 : 0.42) * Number(size),
              0,
            )
            const left = Number(x) - (anchor === 'end' ? wide : anchor === 'middle' ? wide / 2 : 0)
            return { text, left, right: left + wide, top: Number(y) - Number(size) * 0.7, bottom: Number(y) }
          },
        )
        expect(boxes.length).toBeGreaterThan(2)
        for (const box of boxes) {
          expect([figure.id, width, box.text, box.left >= -1, box.right <= width + 1]).toEqual([
            figure.id,
            width,
            box.text,
            true,
            true,
          ])
          expect(box.bottom).toBeLessThanOrEqual(height)
        }
        for (const [i, one] of boxes.entries())
          for (const other of boxes.slice(i + 1)) {
            const apart =
              one.right <= other.left ||
              other.right <= one.left ||
              one.bottom <= other.top ||
              other.bottom <= one.top
            expect([figure.id, width, one.text, other.text, apart]).toEqual([
              figure.id,
              width,
              one.text,
              other.text,
              true,
            ])
          }
      }
  })

  test('a chart says the same figure as the page', async () => {
    const text = (await ensembleWriter('text'))(e, options(language))
    const [peak] = ensembleFigures(e, language)
    expect(peak!.title).toContain('100%')
    expect(text.replace(/\s+/g, '')).toContain(
      language === 'zh' ? '100%的抽样在2025年前达峰' : 'in100%ofdraws',
    )
    const tornado = sensitivityFigures(s[2]!, language)[0]!
    // 5 % and 95 % of U(0, 100) around 50: −45 t and +45 t.
    expect(tornado.form === 'tornado' && tornado.rows[0]!.values).toEqual([-45, 45])
  })
})
