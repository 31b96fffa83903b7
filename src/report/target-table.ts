import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { displayWidth } from '../text/width.ts'
import { amount, difference, isYears, say, shareOf } from './figure.ts'
import type { Role } from './ink.ts'
import type { Page } from './page.ts'
import type { TargetResult } from './result.ts'
import { type Cell, type Column, layout, wrap } from './table.ts'
import { insteadOfMargin, standingOf, unexpected } from './verdict.ts'

const comma: Text = { zh: '，', en: ', ' }

const targetTexts = {
  target: { zh: '目标', en: 'Target' },
  figure: { zh: '模拟值', en: 'Figure' },
  margin: { zh: '差额', en: 'Margin' },
  firstMiss: { zh: '首次不达标', en: 'First miss' },
  drivers: { zh: '主要原因', en: 'Driven by' },
  year: { zh: '{n} 年', en: '{n}' },
  cut: { zh: '降 {n}', en: '−{n}' },
  rose: { zh: '升 {n}', en: '+{n}' },
  early: { zh: '早 {n} 年', en: '{n} early' },
  late: { zh: '晚 {n} 年', en: '{n} late' },
  inTime: { zh: '正好', en: 'in time' },
  spare: { zh: '余 {n}', en: 'spare {n}' },
  short: { zh: '缺 {n}', en: 'short {n}' },
  gap: { zh: '差 {n}', en: 'short {n}' },
  ahead: { zh: '超 {n}', en: '{n} ahead' },
  expected: { zh: '预期内', en: 'expected' },
  surprise: { zh: '预期不达标', en: 'expected to miss' },
} satisfies Record<string, Text>

function figureText({ figure, figureUnit, rule, nothing }: TargetResult, language: Language): string {
  if (nothing) return '-'
  const shown = amount(figure, figureUnit, language, { short: true })
  if (isYears(figureUnit)) return say(targetTexts.year, language, { n: shown })
  // A reduction is judged by how much was cut; what rose instead is written as such.
  if (rule !== 'reduction') return shown
  return say(figure < 0 ? targetTexts.rose : targetTexts.cut, language, { n: shown.replace(/^−/, '') })
}

/** The margin with its word, so that no sign has to be read: spare, short, early, late. */
function marginText(target: TargetResult, language: Language): string {
  const { margin, unit, rule, met } = target
  const instead = insteadOfMargin(target)
  if (instead) return instead[language]
  const size = Math.abs(margin)
  if (isYears(unit)) {
    if (size === 0) return say(targetTexts.inTime, language)
    const n = language === 'zh' ? size : `${size} year${size === 1 ? '' : 's'}`
    return say(margin > 0 ? targetTexts.early : targetTexts.late, language, { n })
  }
  const n = difference(size, unit, language, { short: true })
  if (met) return say(shareOf(unit) === undefined ? targetTexts.spare : targetTexts.ahead, language, { n })
  return say(rule === 'cap' || rule === 'budget' ? targetTexts.short : targetTexts.gap, language, { n })
}

const summaryTexts = {
  all: { zh: '{n} 个目标：{parts}', en: '{n}: {parts}' },
  met: { zh: '{n} 达标', en: '{n} met' },
  missed: { zh: '{n} 不达标', en: '{n} missed' },
  expected: { zh: '{n} 不达标（其中 {m} 个在预期内）', en: '{n} missed ({m} as expected)' },
  improve: { zh: '{n} 应改进', en: '{n} to improve' },
  differs: { zh: '{n} 个与情景的预期不符', en: '{n} not as the scenario expects' },
} satisfies Record<string, Text>

function targetSummary({ result, language, ink }: Page): string {
  const { targets } = result
  const musts = targets.filter(({ met, severity }) => !met && severity === 'must')
  const foreseen = musts.filter(({ expected }) => expected === 'missed').length
  const shoulds = targets.filter(({ met, severity }) => !met && severity === 'should').length
  const met = targets.filter((target) => target.met).length
  const surprises = unexpected(result).filter((target) => target.met || target.expected === 'missed').length
  const parts = [
    say(summaryTexts.met, language, { n: met }),
    ...(musts.length === 0
      ? []
      : [
          say(foreseen > 0 ? summaryTexts.expected : summaryTexts.missed, language, {
            n: musts.length,
            m: foreseen,
          }),
        ]),
    ...(shoulds > 0 ? [say(summaryTexts.improve, language, { n: shoulds })] : []),
    ...(surprises > 0 ? [say(summaryTexts.differs, language, { n: surprises })] : []),
  ]
  const n = language === 'zh' ? targets.length : `${targets.length} target${targets.length === 1 ? '' : 's'}`
  return ink.plain(say(summaryTexts.all, language, { n, parts: parts.join(comma[language]) }))
}

/** The targets with figure, margin, first year missed and what drives the miss; then their count. */
export function targetLines(page: Page): string[] {
  const { result, language, width, ink } = page
  if (result.targets.length === 0) return []
  const word = (text: Text): Cell => ({ text: text[language], role: 'quiet' })
  const head: Cell[] = [
    word(targetTexts.target),
    word(targetTexts.figure),
    word(targetTexts.margin),
    word(targetTexts.firstMiss),
    word(targetTexts.drivers),
  ]
  const rows = result.targets.map((target): Cell[] => {
    const { met, expected, firstMiss, drivers, name } = target
    const standing: Role | undefined = standingOf(target)
    const note =
      expected === 'missed' ? [met ? targetTexts.surprise[language] : targetTexts.expected[language]] : []
    const why = met ? note : [...note, ...drivers.map((driver) => inert(driver[language]))]
    return [
      { text: ink.plain(inert(name[language])) },
      { text: ink.plain(figureText(target, language)) },
      { text: ink.plain(marginText(target, language)), role: standing },
      { text: firstMiss === undefined ? '-' : String(firstMiss) },
      { text: ink.plain(why.join(language === 'zh' ? '、' : ', ')) },
    ]
  })
  const signs = result.targets.map((target) => standingOf(target))
  const signWidth = displayWidth(ink.sign(undefined))
  const all = [head, ...rows]
  const widest = (i: number): number => Math.max(...all.map((row) => displayWidth(row[i]?.text ?? '')))
  const fixed = signWidth + widest(1) + widest(2) + widest(3) + 6 + 3
  const names = Math.min(widest(0), Math.max(14, width - fixed - Math.min(widest(4), 16)))
  const reasons = width - fixed - names
  const columns: Column[] = [
    { side: 'left', least: names, most: names, gap: 0 },
    { side: 'right', gap: 2 },
    { side: 'right', gap: 2 },
    { side: 'right', gap: 2 },
    { side: 'left', gap: 3 },
  ]
  const blank = ink.sign(undefined)
  // Names and reasons that are too long go on below; where there is no room for reasons they are left out.
  const lines = all.flatMap((row, i) => {
    const sign = ink.sign(signs[i - 1])
    const first = ink.paint(signs[i - 1], sign.trimEnd()) + sign.slice(sign.trimEnd().length)
    const name = wrap(row[0]?.text ?? '', names).slice(0, 3)
    const reason = reasons < 10 ? [] : wrap(row[4]?.text ?? '', reasons).slice(0, 3)
    return Array.from({ length: Math.max(name.length, reason.length) }, (_, k) => ({
      sign: k === 0 ? first : blank,
      row: [
        { text: name[k] ?? '', role: row[0]?.role },
        ...row.slice(1, 4).map((cell) => (k === 0 ? cell : { text: '' })),
        { text: reason[k] ?? '', role: row[4]?.role },
      ],
    }))
  })
  const shown = layout(
    lines.map(({ row }) => row),
    columns,
    ink,
  ).map((line, i) => {
    if (i > 0) return (lines[i]?.sign ?? blank) + line
    // The head of the names stands at the left edge, over the signs.
    const word = ink.paint('quiet', head[0]?.text ?? '')
    return word + blank + line.slice(word.length)
  })
  return [...shown, '', targetSummary(page)]
}
