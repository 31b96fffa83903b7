import { formatNumber, formatPercent, formatPoints, sparkline } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { displayWidth } from '../text/width.ts'
import { brokenText } from './broken-row.ts'
import { markdownCell } from './comparison-markdown.ts'
import { rangesText } from './default-ranges.ts'
import type { ChanceRow, EnsembleResult, FanRow } from './ensemble.ts'
import { amount, decimalsOf, say, scaleOf } from './figure.ts'
import { writeJson } from './formats/json.ts'
import { ink as inkOf } from './ink.ts'
import { pullTexts } from './pull.ts'
import { lostText, redrawnText } from './redrawn.ts'
import type { RenderOptions } from './result.ts'
import { bond, type Cell, hanging, layout } from './table.ts'

const texts = {
  title: { zh: '{title}：{draws} 次抽样', en: '{title}: {draws} draws' },
  how: {
    zh: '{design}，种子 {seed}；{dimensions} 个不确定的数（{causes}），其余 {certain} 个按原值',
    en: '{design}, seed {seed}; {dimensions} uncertain numbers ({causes}), the other {certain} as they stand',
  },
  projects: {
    zh: '项目（建成 = 计入的抽样中的份额）',
    en: 'Projects (built: share of the draws that count)',
  },
  projectRow: {
    zh: '建成 {built}，概率 {chance}（{said}）{late}',
    en: 'built {built}, chance {chance} ({said}){late}',
  },
  late: { zh: '，可能延期', en: ', may be late' },
  ties: { zh: '{count} 组数一同偏高或偏低', en: '{count} groups of numbers lie high or low together' },
  broken: {
    zh: '{count} 次抽样（{share}）县内条件不成立，没有计入下面的数：',
    en: 'In {count} draws ({share}) the county breaks a condition; they are not in what follows:',
  },
  targets: { zh: '多大可能', en: 'How likely' },
  peak: {
    zh: '{share} 的抽样在 {by} 年前达峰（± {error}）',
    en: 'in {share} of draws the county peaks by {by} (± {error})',
  },
  neutral: {
    zh: '{share} 的抽样从 {by} 年起中和（± {error}）',
    en: 'in {share} of draws the county is neutral from {by} on (± {error})',
  },
  target: { zh: '{share} 的抽样达到（± {error}）', en: 'met in {share} of draws (± {error})' },
  runMet: { zh: '单次运行达到', en: 'the single run meets it' },
  runMissed: { zh: '单次运行未达到', en: 'the single run misses it' },
  interval: {
    zh: '± 是 95% 区间的半宽。',
    en: '± is half of the 95 % interval.',
  },
  years: { zh: '达峰年', en: 'Year of the peak' },
  year: { zh: '年份', en: 'Year' },
  unsettled: { zh: '没有持续下降（或到末年还在上升）', en: 'no lasting fall (or still rising at the end)' },
  fan: { zh: '{name}，{unit}', en: '{name}, {unit}' },
  run: { zh: '单次运行', en: 'single run' },
  residual: {
    zh: '{year} 年的剩余排放：中位 {p50}，九成在 {p5} 到 {p95}；单次运行 {run}',
    en: 'Left in {year}: median {p50}, nine in ten from {p5} to {p95}; the single run {run}',
  },
} satisfies Record<string, Text>

const designs: Readonly<Record<EnsembleResult['design'], Text>> = {
  random: { zh: '独立抽样', en: 'independent draws' },
  sobol: { zh: "Sobol' 点（16 份独立加扰）", en: "Sobol' points (16 independent scramblings)" },
  lhs: { zh: '拉丁超立方（16 份独立重复）', en: 'Latin hypercube (16 independent replicates)' },
}

const causes: Readonly<Record<EnsembleResult['dimensions'][number]['cause'], Text>> = {
  stated: { zh: '{count} 个写明分布', en: '{count} with a distribution' },
  range: { zh: '{count} 个由范围按三角分布抽取', en: '{count} drawn from their range as a triangle' },
  grade: { zh: '{count} 个没有写范围，按证据等级取', en: '{count} without a range, by grade of evidence' },
  band: { zh: '{count} 个为走势带的各年', en: '{count} years of bands' },
  path: { zh: '{count} 个为走势几选一', en: '{count} choices of a path' },
  chance: { zh: '{count} 个为项目建与不建', en: '{count} projects built or not' },
  delay: { zh: '{count} 个为项目延期', en: '{count} delays' },
}

const saidBy: Readonly<Record<EnsembleResult['projects'][number]['said'], Text>> = {
  project: { zh: '项目自己写的', en: 'stated by the project' },
  status: { zh: '按进展，来自政策文件', en: 'by status, from a policy' },
  scenario: { zh: '情景所定', en: 'as the scenario has it' },
}

/** How many numbers are drawn for which reason. */
function causesOf(e: EnsembleResult, language: Language): string {
  const parts = Object.entries(causes).flatMap(([cause, text]) => {
    const count = e.dimensions.filter((row) => row.cause === cause).length
    return count > 0 || cause === 'stated' || cause === 'range'
      ? [say(text, language, { count: formatNumber(count, language) })]
      : []
  })
  return parts.join(language === 'zh' ? '，' : ', ')
}

const halfWidth = ({ interval: [low, high] }: ChanceRow, language: Language) =>
  formatPoints((high - low) / 2, language)

/** How likely one target is, as a sentence. */
export function chanceText(row: ChanceRow, language: Language): string {
  const args = {
    share: formatPercent(row.share, language),
    error: halfWidth(row, language),
    by: row.by ?? '',
  }
  if (row.by !== undefined && row.rule === 'peak') return say(texts.peak, language, args)
  if (row.by !== undefined && row.rule === 'neutral') return say(texts.neutral, language, args)
  return say(texts.target, language, args)
}

/** How the draws were made, and what is left out of them. */
export function howText(e: EnsembleResult, language: Language): readonly string[] {
  const how = say(texts.how, language, {
    design: designs[e.design][language],
    seed: e.seed,
    dimensions: e.dimensions.length,
    causes: causesOf(e, language),
    certain: e.certain,
  })
  const { done, sound } = e.draws
  const count = (value: number) => formatNumber(value, language)
  const draws = say(texts.title, language, { title: inert(e.scenario.title[language]), draws: count(done) })
  return sound === done
    ? [how, draws]
    : [
        how,
        draws,
        say(lostText(e, texts.broken), language, {
          count: count(done - sound),
          share: formatPercent((done - sound) / done, language),
        }),
      ]
}

/** The page for a terminal. */
export function ensembleText(e: EnsembleResult, options: RenderOptions): string {
  const { language, ascii } = options
  const width = Math.max(40, Math.min(80, options.width))
  const ink = inkOf(options)
  const count = (value: number) => formatNumber(value, language)
  const { done, sound } = e.draws
  const lines: string[] = []
  const put = (text: string, head = '') => lines.push(...hanging(head, ink.plain(text), width))
  lines.push(
    ...hanging(
      '',
      ink.plain(say(texts.title, language, { title: inert(e.scenario.title[language]), draws: count(done) })),
      width,
    ).map((line) => ink.paint('strong', line)),
  )
  put(howText(e, language)[0]!)
  if (e.defaultRanges) put(rangesText(e.defaultRanges, language))
  if (e.correlations.length > 0) put(say(texts.ties, language, { count: count(e.correlations.length) }))
  if (sound < done) {
    lines.push('')
    put(
      say(lostText(e, texts.broken), language, {
        count: count(done - sound),
        share: formatPercent((done - sound) / done, language),
      }),
    )
    for (const row of e.broken.slice(0, 5)) put(brokenText(row, language, inert), '  ')
  }
  const again = redrawnText(e, language, inert)
  if (again) {
    lines.push('')
    put(again.lead)
    for (const row of again.rows) put(row, '  ')
  }
  if (e.projects.length > 0) lines.push('', ink.plain(texts.projects[language]))
  for (const { name, built, chance, said, delay } of e.projects) {
    const args = {
      built: formatPercent(built / sound, language),
      chance: formatPercent(chance, language),
      said: saidBy[said][language],
      late: delay ? texts.late[language] : '',
    }
    const after = language === 'zh' ? '：' : ': '
    put(`${inert(name[language])}${after}${say(texts.projectRow, language, args)}`, '  ')
  }
  if (e.targets.length > 0) lines.push('', ink.plain(texts.targets[language]))
  for (const row of e.targets) {
    const met = row.run ? texts.runMet : texts.runMissed
    const role = row.share >= 0.5 ? 'good' : 'bad'
    put(
      `${inert(row.name[language])}${language === 'zh' ? '：' : ': '}${chanceText(row, language)}${language === 'zh' ? '；' : '; '}${met[language]}`,
      ink.sign(role),
    )
  }
  if (e.targets.length > 0) put(texts.interval[language], '  ')
  lines.push('', ...peakRows(e, options))
  for (const [, fan] of Object.entries(e.indicators)) lines.push('', ...fanRows(fan, language, ascii, ink))
  const { residual } = e
  const figure = (value: number) => amount(value, residual.unit, language)
  lines.push('')
  put(
    say(texts.residual, language, {
      year: residual.year,
      p50: figure(residual.p50),
      p5: figure(residual.p5),
      p95: figure(residual.p95),
      run: figure(residual.run),
    }),
  )
  for (const sentence of pullTexts(e, language, inert)) {
    lines.push('')
    put(sentence)
  }
  return `${lines.join('\n')}\n`.replaceAll(bond, ' ')
}

/** How many draws peak in which year, as bars. */
function peakRows(e: EnsembleResult, options: RenderOptions): readonly string[] {
  const { language, ascii } = options
  const ink = inkOf(options)
  const { sound } = e.draws
  const unsettled = Object.values(e.peak.unsettled).reduce((sum, draws) => sum + draws, 0)
  const years = Object.entries(e.peak.settled)
  const most = Math.max(...years.map(([, draws]) => draws), unsettled, 1)
  // Name, percentage and bar fit 80 columns.
  const names = unsettled > 0 ? Math.min(46, displayWidth(texts.unsettled[language]) + 2) : 8
  const bar = Math.min(30, 69 - names)
  const row = (name: string, draws: number, role?: 'bad'): Cell[] => [
    { text: ink.plain(`  ${name}`) },
    { text: formatPercent(draws / sound, language) },
    { text: (ascii ? '#' : '█').repeat(Math.round((draws / most) * bar)), ...(role ? { role } : {}) },
  ]
  const cells = years.map(([year, draws]) => row(year, draws))
  if (unsettled > 0) cells.push(row(texts.unsettled[language], unsettled, 'bad'))
  return [
    ink.plain(texts.years[language]),
    ...layout(
      cells,
      [
        { side: 'left', least: 8, most: 46, gap: 0 },
        { side: 'right', least: 6, gap: 1 },
        { side: 'left', gap: 2 },
      ],
      ink,
    ),
  ]
}

/** Years that one character of a fan stands for: a horizon of a century is no wider than one of forty years. */
const stepOf = (years: number): number => Math.max(years > 31 ? 2 : 1, Math.ceil(years / 21))

/** A fan: the quantiles as sparklines that share one scale, with first, middle and last figures. */
function fanRows(
  fan: FanRow,
  language: Language,
  ascii: boolean,
  ink: ReturnType<typeof inkOf>,
): readonly string[] {
  const years = Object.keys(fan.years)
  const shown = [...new Set([years[0]!, '2030', years.at(-1)!])].filter((year) => fan.years[year])
  const all = Object.values(fan.years).flatMap(({ p5, p95 }) => [Math.abs(p5), Math.abs(p95)])
  const top = Math.max(...all, ...Object.values(fan.run).map(Math.abs))
  const scale = scaleOf(fan.unit, language, top)
  const decimals = decimalsOf([top * scale.by])
  const cell = (value: number) => ({
    text: ink.plain(formatNumber(value * scale.by, language, { decimals })),
  })
  const lines: Cell[][] = [
    [{ text: '' }, { text: '' }, ...shown.map((year) => ({ text: year, role: 'quiet' as const }))],
  ]
  const row = (name: string, values: (year: string) => number) =>
    lines.push([
      { text: ink.plain(`  ${name}`) },
      { text: sparkline(years.map(values), { ascii, every: stepOf(years.length), top }) },
      ...shown.map((year) => cell(values(year))),
    ])
  for (const [name, key] of [
    ['95%', 'p95'],
    ['75%', 'p75'],
    ['50%', 'p50'],
    ['25%', 'p25'],
    ['5%', 'p5'],
  ] as const)
    row(name, (year) => fan.years[year]![key])
  row(texts.run[language], (year) => fan.run[year]!)
  return [
    ink.plain(say(texts.fan, language, { name: inert(fan.name[language]), unit: scale.label })),
    ...layout(
      lines,
      [
        { side: 'left', least: 10, gap: 0 },
        { side: 'left', gap: 1 },
        ...shown.map(() => ({ side: 'right' as const, least: 8, gap: 1 })),
      ],
      ink,
    ),
  ]
}

/** One JSON document, `peakzero/ensemble@1`. */
export function ensembleJson(e: EnsembleResult): string {
  return writeJson(e, 'ensemble')
}

/** A section for a pull request or a document: chances, the years of the peak, what is left. */
export function ensembleMarkdown(e: EnsembleResult, { language }: RenderOptions): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const { residual, peak } = e
  const { sound } = e.draws
  const figure = (value: number) => amount(value, residual.unit, language)
  const title = say(texts.title, language, {
    title: markdownCell(e.scenario.title[language]),
    draws: formatNumber(e.draws.done, language),
  })
  const [how = '', , broken] = howText(e, language)
  const again = redrawnText(e, language, markdownCell)
  const years = Object.entries(peak.settled).map(([year, draws]) =>
    line([year, formatPercent(draws / sound, language)]),
  )
  const unsettled = Object.values(peak.unsettled).reduce((sum, draws) => sum + draws, 0)
  if (unsettled > 0) years.push(line([texts.unsettled[language], formatPercent(unsettled / sound, language)]))
  const parts = [
    `### ${title}`,
    how,
    ...(broken === undefined
      ? []
      : [
          broken +
            e.broken
              .slice(0, 5)
              .map((row) => `\n- ${brokenText(row, language, markdownCell)}`)
              .join(''),
        ]),
    ...(again ? [again.lead + again.rows.map((row) => `\n- ${row}`).join('')] : []),
    [
      line([texts.targets[language], '', '±', texts.run[language]]),
      line(['---', '---:', '---:', '---']),
      ...e.targets.map((row) =>
        line([
          markdownCell(row.name[language]),
          formatPercent(row.share, language),
          halfWidth(row, language),
          (row.run ? texts.runMet : texts.runMissed)[language],
        ]),
      ),
    ].join('\n'),
    [line([texts.years[language], '']), line(['---', '---:']), ...years].join('\n'),
    say(texts.residual, language, {
      year: residual.year,
      p50: figure(residual.p50),
      p5: figure(residual.p5),
      p95: figure(residual.p95),
      run: figure(residual.run),
    }),
    ...pullTexts(e, language, markdownCell),
  ]
  return `${parts.join('\n\n')}\n`
}
