import type { Approved } from '../../model/approved.ts'
import type { MovedFigure } from '../../report/check/check-report.ts'
import { amount } from '../../report/figure.ts'
import { formatNumber } from '../../text/format.ts'
import type { Language, Text } from '../../text/text.ts'
import type { Ran } from '../case.ts'
import { version } from '../vocabulary.ts'
import { type Cause, cutText } from './causes.ts'
import type { Finding } from './finding.ts'
import { allOf, type compare, figureIn, labelOf, type Move, weight } from './key-figures.ts'

const texts = {
  figure: {
    zh: '{id}：核定 {before}，现在 {now}（{change}）{cause}',
    en: '{id}: approved {before}, now {now} ({change}){cause}',
  },
  other: { zh: '{id}：核定 {before}，现在 {now}{cause}', en: '{id}: approved {before}, now {now}{cause}' },
  cause: {
    zh: '；因为 {path} 由 {before} 改为 {after}（{file}:{line}）',
    en: '; {path} went from {before} to {after} ({file}:{line})',
  },
  effect: { zh: '，其中 {change} 由它而来', en: ', which brings {change} of it' },
  more: { zh: '，另有 {n} 处输入改变', en: ', and {n} more inputs changed' },
  program: {
    zh: '；输入与核定时相同，是程序变了（{before} → {after}）',
    en: '; the inputs are as approved, the program changed ({before} → {after})',
  },
  met: { zh: '达标', en: 'met' },
  missed: { zh: '不达标', en: 'missed' },
} satisfies Record<string, Text>

/** One finding an indicator (the year that moved most), one a verdict. Each stands at the input that moved it, where one is known. */
export function findingsOf(
  ran: Ran,
  file: Approved,
  { moved, verdicts }: ReturnType<typeof compare>,
  causes: readonly Cause[],
): readonly Finding[] {
  const [first] = causes
  const common = { kind: 'approved' as const, file: ran.opened.file, scenario: ran.analysed.model.id }
  const fill = (text: Text, language: Language, values: Readonly<Record<string, string | number>>) =>
    text[language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  const both = (make: (language: Language) => string): Text => ({ zh: make('zh'), en: make('en') })
  const cause = (language: Language, move?: MovedFigure): string => {
    if (!first) return fill(texts.program, language, { before: file.version, after: version })
    const without = first.back && move ? figureIn(first.back, move) : undefined
    const change =
      move && without !== undefined
        ? amount(move.now - without, move.unit, language, { sign: true })
        : undefined
    const { path, file: where, line } = first
    const told = {
      path,
      file: where,
      line,
      before: cutText(first.before, 60),
      after: cutText(first.after, 60),
    }
    return (
      fill(texts.cause, language, told) +
      (change === undefined ? '' : fill(texts.effect, language, { change })) +
      (causes.length > 1 ? fill(texts.more, language, { n: causes.length - 1 }) : '')
    )
  }
  const beyond = moved.filter(({ within }) => !within)
  // The sum over all years is told only where no key year says it.
  const keyed = new Set(beyond.filter(({ year }) => year !== allOf).map(({ indicator }) => indicator))
  const worst = new Map<string, Move>()
  for (const move of beyond) {
    if (move.year === allOf && keyed.has(move.indicator)) continue
    const known = worst.get(move.indicator)
    if (!known || weight(known) < weight(move)) worst.set(move.indicator, move)
  }
  const figures = [...worst.values()].map((move): Finding => {
    const id = labelOf(move)
    const message = both((language) =>
      fill(texts.figure, language, {
        id,
        ...shownPair(move, language),
        change: percent((move.now - move.before) / Math.abs(move.before), language),
        cause: cause(language, move),
      }),
    )
    return { ...common, id, at: first?.at ?? move.at, message }
  })
  const word = (value: string, language: Language) =>
    value === 'met' || value === 'missed' ? texts[value][language] : value
  const others = verdicts.map(({ id, before, now, at }): Finding => {
    const message = both((language) =>
      fill(texts.other, language, {
        id,
        before: word(before, language),
        now: word(now, language),
        cause: cause(language),
      }),
    )
    return { ...common, id, at: first?.at ?? at, message }
  })
  return [...figures, ...others]
}

/** Both figures so that they differ: in the unit of a page, else with as many digits as that takes. */
function shownPair({ before, now, unit }: MovedFigure, language: Language): { before: string; now: string } {
  const read = (show: (value: number) => string) => ({ before: show(before), now: show(now) })
  const short = read((value) => amount(value, unit, language))
  if (short.before !== short.now) return short
  const digits = [5, 7, 9, 12].find((significant) => {
    const pair = read((value) => formatNumber(value, language, { significant }))
    return pair.before !== pair.now
  })
  return read((value) => `${formatNumber(value, language, { significant: digits ?? 12 })} ${unit}`)
}

/** Three digits, however small: a change that is told is never 0 %. */
function percent(share: number, language: Language): string {
  return Number.isFinite(share)
    ? `${formatNumber(share * 100, language, { sign: true, significant: 3 })}%`
    : '–'
}
