import { formatNumber } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Language, Text } from '../../text/text.ts'
import { amount, say } from '../figure.ts'
import type { StudyInput, StudyPage } from './explanation.ts'

const words = {
  interval: { zh: '95% 区间 {low} … {high}', en: '95 % interval {low} … {high}' },
  nine: { zh: '九成在 {low} … {high}', en: 'nine in ten {low} … {high}' },
  moves: { zh: '两端使它变化 {low} … {high}', en: 'moves it by {low} … {high}' },
} satisfies Record<string, Text>

/** A number of a study: a count is no share. */
export function studyAmount(value: number, unit: string, language: Language): string {
  return unit === '1' && (Math.abs(value) > 1 || (Number.isInteger(value) && value !== 0))
    ? formatNumber(value, language)
    : amount(value, unit, language)
}

/** Names of shares: exactly one is all of it there, not one thing. */
const shareName = /\.(?:share|low|high)(?:@\d{4})?$/

/** The number that a page is about. Whatever has an interval is no count either. */
export function pageAmount({ id, value, unit, interval }: StudyPage, language: Language): string {
  return interval || shareName.test(id) ? amount(value, unit, language) : studyAmount(value, unit, language)
}

/** Between which figures a number of a study lies, as its resamples say. */
export function intervalText(
  page: StudyPage,
  [low, high]: readonly [number, number],
  language: Language,
): string {
  return say(words.interval, language, {
    low: amount(low, page.unit, language),
    high: amount(high, page.unit, language),
  })
}

/** An input with its range and what it does to the single run. */
export function studyInputText(input: StudyInput, unit: string, language: Language): string {
  const { name, value, low, high, moves, unit: own = '1' } = input
  const parts = [inert(name[language])]
  if (value !== undefined) parts.push(amount(value, own, language))
  if (low !== undefined && high !== undefined)
    parts.push(
      say(words.nine, language, { low: amount(low, own, language), high: amount(high, own, language) }),
    )
  if (moves)
    parts.push(
      say(words.moves, language, {
        low: amount(moves[0], unit, language, { sign: true }),
        high: amount(moves[1], unit, language, { sign: true }),
      }),
    )
  return parts.join(language === 'zh' ? '，' : ', ')
}
