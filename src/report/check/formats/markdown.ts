import { formatNumber, formatPercent } from '../../../text/format.ts'
import { markdownText } from '../../../text/markup.ts'
import type { Language, Text } from '../../../text/text.ts'
import { amount } from '../../figure.ts'
import { bond } from '../../table.ts'
import type { CheckFormat } from '../check-format.ts'
import type { ChangedInput, CheckedScenario, CheckReport, MovedFigure } from '../check-report.ts'
import { type Issue, issuesOf } from '../issues.ts'
import { count, summaryLine } from '../summary-line.ts'

/** GitHub refuses a comment over 65,536 characters; a table ends early enough that all of them fit. */
const longest = 60_000
/** A table that is longer than this is not read. */
const mostRows = 50

const texts = {
  scenarios: { zh: '情景', en: 'Scenarios' },
  findings: { zh: '发现', en: 'Findings' },
  moved: { zh: '变动的批准值', en: 'Approved figures that moved' },
  causes: { zh: '批准以来变动的输入', en: 'Inputs changed since the approval' },
  more: { zh: '另有 {n} 行', en: '{n} more' },
  waived: { zh: '豁免至 {until}：{reason}', en: 'waived until {until}: {reason}' },
  nothing: { zh: '没有可检查的文件', en: 'no file to check' },
  well: { zh: '没有发现', en: 'nothing found' },
  asExpected: { zh: '{n} 个如预期', en: '{n} as expected' },
  unexpected: { zh: '{id} 应{expected}而{found}', en: '{id} expected {expected}, {found}' },
  rising: { zh: '仍在上升', en: 'still rising' },
  within: { zh: '容差内', en: 'within tolerance' },
  beyond: { zh: '超出容差', en: 'beyond tolerance' },
} satisfies Record<string, Text>

const words: Readonly<Record<string, Text>> = {
  met: { zh: '达标', en: 'met' },
  missed: { zh: '不达标', en: 'missed' },
  passed: { zh: '✓ 通过', en: '✓ passed' },
  failed: { zh: '✗ 不通过', en: '✗ failed' },
  skipped: { zh: '– 无法运行', en: '– could not be run' },
}

const heads = {
  scenarios: { zh: ['情景', '判断', '达峰', '目标'], en: ['scenario', 'outcome', 'peak', 'targets'] },
  findings: { zh: ['位置', '代码', '说明'], en: ['place', 'code', 'what'] },
  moved: {
    zh: ['情景', '指标', '年份', '批准值', '现值', '变化', '容差'],
    en: ['scenario', 'indicator', 'year', 'approved', 'now', 'change', 'tolerance'],
  },
}

const signs = { error: '✗', warning: '!', info: '·' } as const

function fill(text: Text, language: Language, values: Readonly<Record<string, string | number>>): string {
  return text[language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** A table of as many rows as there is room for, and how many are left out. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  room: number,
  language: Language,
): string {
  const lines = [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- |').join('')}`]
  let used = lines.join('\n').length
  let shown = 0
  for (const row of rows.slice(0, mostRows)) {
    const line = `| ${row.join(' | ')} |`
    if (used + line.length > room) break
    lines.push(line)
    used += line.length + 1
    shown++
  }
  const left = rows.length - shown
  return `${lines.join('\n')}\n${left > 0 ? `\n${fill(texts.more, language, { n: left })}\n` : ''}`
}

function scenarioRow(scenario: CheckedScenario, language: Language): readonly string[] {
  const { id, title, outcome, peak, verdicts } = scenario
  const standing = (met: boolean) => (met ? 'met' : 'missed')
  const unexpected = verdicts.filter(({ met, expected }) => standing(met) !== expected)
  const told = unexpected.map(({ id: target, met, expected }) =>
    fill(texts.unexpected, language, {
      id: markdownText(target),
      expected: words[expected]![language],
      found: words[standing(met)]![language],
    }),
  )
  const expected = verdicts.length - unexpected.length
  const peaks = peak
    ? `${peak.rising ? fill(texts.rising, language, {}) : peak.year}, ${amount(peak.value, peak.unit, language)}`
    : ''
  const name =
    title[language] === id ? markdownText(id) : `${markdownText(id)} ${markdownText(title[language], 60)}`
  return [
    name,
    words[outcome]![language],
    peaks.replaceAll(bond, ' '),
    [...told, ...(expected > 0 ? [fill(texts.asExpected, language, { n: expected })] : [])].join('; '),
  ]
}

function issueRow(issue: Issue, language: Language): readonly string[] {
  const { file, line, column, title, severity, message, waived } = issue
  const reason = waived
    ? ` (${fill(texts.waived, language, { until: markdownText(waived.until), reason: markdownText(waived.reason, 120) })})`
    : ''
  return [
    `${markdownText(file)}:${line}:${column}`,
    `${signs[severity]} ${markdownText(title)}`,
    `${markdownText(message[language])}${reason}`,
  ]
}

function movedRow(scenario: CheckedScenario, moved: MovedFigure, language: Language): readonly string[] {
  const { indicator, name, unit, year, before, now, tolerance, within } = moved
  const number = (value: number) => formatNumber(value, language, { significant: 7 })
  const part = (now - before) / Math.abs(before)
  // A change that is told is never 0 %.
  const share =
    before === 0
      ? ''
      : Math.abs(part) >= 0.01
        ? formatPercent(part, language, { sign: true })
        : `${formatNumber(part * 100, language, { sign: true, significant: 2 })}%`
  return [
    markdownText(scenario.id),
    `${markdownText(name[language], 60)} (${markdownText(indicator)}, ${markdownText(unit)})`,
    String(year),
    number(before),
    number(now),
    share,
    `${texts[within ? 'within' : 'beyond'][language]} (${tolerance})`,
  ].map((cell) => cell.replaceAll(bond, ' '))
}

function causeLine({ path, before, after, file, line }: ChangedInput): string {
  return `- ${markdownText(path)}: ${markdownText(before, 80)} → ${markdownText(after, 80)} (${markdownText(file)}:${line})`
}

/** Scenarios that do not come out as they should stand first. */
const outcomes = { failed: 0, skipped: 1, passed: 2 } as const

function page(report: CheckReport, language: Language): string {
  const { summary, scenarios, files } = report
  const issues = issuesOf(report, false)
  const bad = summary.errors + summary.findings + (report.strict ? summary.warnings : 0)
  const sign = bad > 0 || files.length === 0 ? '✗' : '✓'
  const parts = [
    // By this mark a bot finds its own comment again.
    '<!-- peakzero check -->',
    `### ${sign} peakzero check`,
    `${summaryLine(report, language)}${summary.findings > 0 ? `; ${count(summary.findings, 'finding', language)}` : ''}`,
  ]
  if (files.length === 0) parts.push(texts.nothing[language])
  let room = longest - parts.join('\n\n').length
  const add = (title: Text, make: (room: number) => string): void => {
    const text = `#### ${title[language]}\n\n${make(room - 100)}`
    room -= text.length
    parts.push(text.trimEnd())
  }
  if (issues.length > 0)
    add(texts.findings, (free) =>
      table(
        heads.findings[language],
        issues.map((issue) => issueRow(issue, language)),
        free / 2,
        language,
      ),
    )
  const moved = scenarios.flatMap((scenario) =>
    scenario.moved.map((one) => movedRow(scenario, one, language)),
  )
  if (moved.length > 0) add(texts.moved, (free) => table(heads.moved[language], moved, free / 2, language))
  const causes = [...new Set(scenarios.flatMap((scenario) => scenario.causes.map(causeLine)))]
  if (causes.length > 0) add(texts.causes, (free) => lines(causes, free / 2, language))
  if (scenarios.length > 0) {
    const ordered = [...scenarios].sort((a, b) => outcomes[a.outcome] - outcomes[b.outcome])
    add(texts.scenarios, (free) =>
      table(
        heads.scenarios[language],
        ordered.map((one) => scenarioRow(one, language)),
        free,
        language,
      ),
    )
  }
  return `${parts.join('\n\n')}\n`
}

function lines(all: readonly string[], room: number, language: Language): string {
  let used = 0
  const shown = all.slice(0, mostRows).filter((line) => {
    used += line.length + 1
    return used <= room
  })
  const left = all.length - shown.length
  return [...shown, ...(left > 0 ? [`- ${fill(texts.more, language, { n: left })}`] : [])].join('\n')
}

/** One comment for a pull request: what was found, which approved figures moved and why, what the scenarios come to. */
export const format: CheckFormat = {
  name: 'markdown',
  about: { zh: '合并请求的一条评论', en: 'a comment for a pull request' },
  render: (report, { language }) => page(report, language),
}
