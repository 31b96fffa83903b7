import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { discover, ensemble, sensitivity } from '../../src/index.ts'
import type { DiscoverResult } from '../../src/report/discover.ts'
import { boxSentence, outcomeText } from '../../src/report/discover-formats.ts'
import type { EnsembleResult } from '../../src/report/ensemble.ts'
import { amount } from '../../src/report/figure.ts'
import type { SensitivityResult } from '../../src/report/sensitivity.ts'
import { questionName, shareText } from '../../src/report/sensitivity-formats.ts'
import { formatPercent, formatPoints } from '../../src/text/format.ts'
import type { Language } from '../../src/text/text.ts'
import { repository } from '../county.ts'

const page = join(repository, 'docs/jiaocheng-uncertainty.md')
const scenario = (id: string) => join(repository, `scenarios/jiaocheng/${id}.yaml`)
const draws = 1024

/** All scenarios of the county; every one is computed anew only where the page is written (GENERATE=1). */
const all = [
  'reference',
  'frozen-technology',
  'all-projects',
  'peak-2028',
  'green-coking-park',
  'gas-to-fertiliser',
  'gas-to-hydrogen',
  'nitrates-5mt',
  'data-centre-turn',
  'low-demand',
  'neutral-2060',
  'neutral-ccus',
  'neutral-combined',
]
const held = process.env['GENERATE'] ? all : ['neutral-combined']
/** Scenarios whose failing peak is told. */
const failing = process.env['GENERATE'] ? ['all-projects', 'reference'] : ['all-projects']

/** How likely peak and neutrality are, one row a scenario. */
function chances(id: string, e: EnsembleResult, language: Language): string {
  const { sound, done } = e.draws
  const chance = (rule: string) => {
    const row = e.targets.find((target) => target.rule === rule && target.by !== undefined)!
    const half = (row.interval[1] - row.interval[0]) / 2
    return `${formatPercent(row.share, language)} ± ${formatPoints(half, language)}`
  }
  const years = Object.entries(e.peak.settled)
  let rest = years.reduce((sum, [, count]) => sum + count, 0) / 2
  const median = years.find(([, count]) => {
    rest -= count
    return rest <= 0
  })?.[0]
  const { residual } = e
  const figure = (value: number) => amount(value, residual.unit, language)
  const title = e.scenario.title[language]
  return `| ${title} (\`${id}\`) | ${chance('peak')} | ${median ?? '-'} | ${chance('neutral')} | ${figure(residual.p50)} | ${figure(residual.p5)} … ${figure(residual.p95)} | ${formatPercent((done - sound) / done, language)} |`
}

/** The five inputs that matter most for three figures of the reference. */
function inputs(s: SensitivityResult, language: Language): string {
  const rows = new Map(s.inputs.map((row) => [row.id, row]))
  const where = language === 'zh' ? '位置' : 'where'
  return s.questions
    .map((question) => {
      const lines = question.rows.slice(0, 5).map((row, i) => {
        const input = rows.get(row.id)!
        return `| ${i + 1} | ${input.name[language]} | ${shareText(row.total!.value, language)} | ${amount(input.value, input.unit, language)} | ${amount(input.low, input.unit, language)} … ${amount(input.high, input.unit, language)} | ${input.file}:${input.line} |`
      })
      const head =
        language === 'zh'
          ? '| | 输入 | 占方差 | 单次运行 | 九成在 | 位置 |'
          : `| | input | share of variance | single run | nine in ten | ${where} |`
      return [
        `**${questionName(question, language)}**`,
        '',
        head,
        '| ---: | --- | ---: | ---: | ---: | --- |',
        ...lines,
        '',
      ].join('\n')
    })
    .join('\n')
}

/** When the peak fails, said as a sentence. */
function sentence(d: DiscoverResult, language: Language): string {
  const share = formatPercent(d.share, language)
  const lead =
    language === 'zh'
      ? `${d.scenario.title.zh}，落空（${share} 的抽样）：`
      : `${d.scenario.title.en}, when it fails (${share} of draws): `
  const [box] = d.boxes
  const said = box ? boxSentence(d, box, language) : outcomeText(d, language)
  const places = box ? ` (${box.bounds.map(({ file, line }) => `${file}:${line}`).join(', ')})` : ''
  return `- ${lead}**${said}**${places}\n`
}

/** Every figure between marks is what the commands of the page say. */
describe('docs/jiaocheng-uncertainty.md', () => {
  it('says what ensemble, sensitivity and discover say', { timeout: 600_000 }, async () => {
    const text = readFileSync(page, 'utf8')
    const made: Record<string, string> = {}
    const weighed = (await sensitivity(scenario('reference'), { draws: 128 })).sensitivity!
    const found: DiscoverResult[] = []
    for (const id of failing)
      found.push((await discover(scenario(id), { target: 'carbon-peak', draws: 8192 })).discovered!)
    for (const language of ['zh', 'en'] as const) {
      made[`inputs ${language}`] = inputs(weighed, language)
      made[`sentences ${language}`] = found.map((d) => sentence(d, language)).join('')
    }
    // Without GENERATE only the first sentence is computed anew: the rest stands as it is written.
    if (failing.length === 1)
      for (const language of ['zh', 'en'] as const) {
        const block = new RegExp(`<!-- made: sentences ${language} -->\\n([\\s\\S]*?)<!-- end -->`).exec(
          text,
        )![1]!
        made[`sentences ${language}`] += block.slice(block.indexOf('\n') + 1)
      }
    let filled = text.replace(
      /<!-- made: (inputs|sentences) (zh|en) -->\n[\s\S]*?<!-- end -->/g,
      (_, what: string, language: string) =>
        `<!-- made: ${what} ${language} -->\n${made[`${what} ${language}`]!.replaceAll('\u202f', ' ')}<!-- end -->`,
    )
    for (const id of held) {
      const { ensemble: e } = await ensemble(scenario(id), { draws })
      for (const language of ['zh', 'en'] as const) {
        const row = chances(id, e!, language).replaceAll('\u202f', ' ')
        const known = new RegExp(
          `(<!-- made: chances ${language} -->[\\s\\S]*?)^\\|[^\\n]*\`${id}\`[^\\n]*$`,
          'm',
        )
        expect(text).toMatch(known)
        filled = filled.replace(known, (_, before: string) => before + row)
      }
    }
    if (process.env['GENERATE']) writeFileSync(page, filled)
    else expect(text).toBe(filled)
  })
})
