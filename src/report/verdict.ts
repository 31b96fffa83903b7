import { joinAnd } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { amount, isYears, say } from './figure.ts'
import type { Result, TargetResult } from './result.ts'

/** How a verdict stands: met, a missed `must`, a missed `should`; none where there is no target to judge by. */
export type Standing = 'good' | 'bad' | 'warn' | undefined

/** A verdict as it can be read aloud: the answer, and what belongs to it. */
export interface Verdict {
  readonly standing: Standing
  readonly head: string
  readonly rest: string
}

/** How a format writes a figure with its unit. */
export type Write = (value: number, unit: string) => string

export function standingOf({ met, severity }: TargetResult): Standing {
  if (met) return 'good'
  return severity === 'must' ? 'bad' : 'warn'
}

const judgedTexts = {
  unheld: { zh: '未能保持', en: 'not held' },
  nothing: { zh: '没有可判的', en: 'none to judge' },
} satisfies Record<string, Text>

/**
 * What stands in place of a margin that would mislead: a year that is early enough although what was reached did not last, and a
 * rule that found nothing to judge. Undefined where the margin says what it means.
 */
export function insteadOfMargin({ met, margin, unit, nothing }: TargetResult): Text | undefined {
  if (nothing) return judgedTexts.nothing
  return isYears(unit) && !met && margin >= 0 ? judgedTexts.unheld : undefined
}

/** Targets that came out otherwise than the scenario expects, where that is a finding: a `must` missed, or met in spite of it. */
export function unexpected(result: Result): readonly TargetResult[] {
  return result.targets.filter(({ met, expected, severity }) => {
    if (expected === 'missed') return met
    return !met && severity === 'must'
  })
}

const texts = {
  peak: { zh: '{year} 年达峰', en: 'Peak in {year}' },
  notHeld: { zh: '{year} 年最高，未能保持', en: 'Highest in {year}, not held' },
  highest: { zh: '{year} 年最高', en: 'Highest in {year}' },
  rises: { zh: '其后有回升', en: 'with a rise later' },
  lapse: { zh: '{year} 年又回升或降得不够', en: 'rises again or falls too little in {year}' },
  rising: { zh: '到 {year} 年仍在上升', en: 'Still rising in {year}' },
  before: { zh: '{year} 年或更早达峰', en: 'Peak in {year} or earlier' },
  early: { zh: '比 {deadline} 年限期早 {n} 年', en: '{n} before the {deadline} deadline' },
  late: { zh: '比 {deadline} 年限期晚 {n} 年', en: '{n} after the {deadline} deadline' },
  inTime: { zh: '正在 {deadline} 年限期', en: 'in the very year of the deadline' },
  noTarget: { zh: '未设目标', en: 'no target set' },
  peakValue: { zh: '峰值 {value}', en: '{value}' },
  plateau: { zh: '平台期 {from}—{to} 年', en: 'a plateau {from}–{to}' },
  observed: { zh: '在观测年份内', en: 'in the observed years' },
  zero: { zh: '{year} 年到零', en: 'Zero in {year}' },
  notZero: { zh: '{year} 年不到零', en: 'Not zero in {year}' },
  left: { zh: '还差 {value}', en: '{value} left' },
  below: { zh: '{last} 年为 {value}', en: '{value} in {last}' },
  mostly: { zh: '主要在{names}', en: 'most from {names}' },
  asExpected: { zh: '情景预期如此', en: 'as the scenario expects' },
  budgets: { zh: '{n} 项容量不够', en: '{n} too small' },
  targets: { zh: '{n} 个必须目标不达标', en: '{n} missed' },
  shoulds: { zh: '{n} 个应当目标不达标', en: '{n} to improve' },
  fromYear: { zh: '{names}，从 {year} 年起', en: '{names}, from {year}' },
  bothFrom: { zh: '{names}，都从 {year} 年起', en: '{names}, all from {year}' },
  earliest: { zh: '{names}，最早从 {year} 年起', en: '{names}, the first from {year}' },
  clear: { zh: '没有别的障碍', en: 'Nothing else in the way' },
  others: { zh: '其余 {n} 个目标都达标', en: '{n} met' },
} satisfies Record<string, Text>

const comma: Text = { zh: '，', en: ', ' }
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** The target that a headline answers: of this rule, on the same indicator if there is one. */
export function targetOf(result: Result, rule: string, indicator: string): TargetResult | undefined {
  const ofRule = result.targets.filter((target) => target.rule === rule)
  return ofRule.find((target) => target.indicator === indicator) ?? ofRule[0]
}

/** The year by which a peak is due: what its limit says in every year. */
function deadlineOf(target: TargetResult): number | undefined {
  return Object.values(target.limit).at(-1)
}

function peakVerdict(result: Result, language: Language, write: Write): Verdict {
  const { peak, horizon } = result
  const target = targetOf(result, 'peak', peak.indicator)
  const parts: string[] = []
  const deadline = target && deadlineOf(target)
  const unheld = !peak.sustained && !peak.rising
  if (!target) parts.push(say(texts.noTarget, language))
  else if (unheld && !target.met && peak.year <= (deadline ?? peak.year)) {
    // Being early is no merit of a highest year after which the figure does not stay down.
    if (target.firstMiss !== undefined) parts.push(say(texts.lapse, language, { year: target.firstMiss }))
  } else if (deadline !== undefined && !peak.rising) {
    const gap = deadline - peak.year
    const size = Math.abs(gap)
    const n = language === 'zh' ? size : count(size, 'year')
    const text = gap > 0 ? texts.early : gap < 0 ? texts.late : texts.inTime
    parts.push(say(text, language, { deadline, n }))
  }
  parts.push(say(texts.peakValue, language, { value: write(peak.value, peak.unit) }))
  const [from, to] = peak.plateau
  if (to - from >= 2) parts.push(say(texts.plateau, language, { from, to }))
  else if (!peak.before && !peak.rising && peak.year <= horizon.observedTo)
    parts.push(say(texts.observed, language))
  // Without a rule nobody said how much of a rise undoes a peak: the year is told, and that there is one.
  if (unheld && !target) parts.push(say(texts.rises, language))
  const lapsed = target ? texts.notHeld : texts.highest
  const text = peak.rising ? texts.rising : unheld ? lapsed : peak.before ? texts.before : texts.peak
  return {
    standing: target && standingOf(target),
    head: say(text, language, { year: peak.rising ? horizon.to : peak.year }),
    rest: parts.join(comma[language]),
  }
}

/** Names of the sectors that emit most in the last year, largest first: as many as make up half of what is emitted. */
export function largestSectors(result: Result, language: Language, most = 2): string[] {
  const { rows } = result.tables.sector
  const last = rows.map(({ name, values }) => ({ name: inert(name[language]), value: values.at(-1) ?? 0 }))
  const emitters = last.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value)
  const total = emitters.reduce((sum, { value }) => sum + value, 0)
  let sum = 0
  const named: string[] = []
  for (const { name, value } of emitters) {
    if (named.length >= most || sum > total / 2) break
    named.push(name)
    sum += value
  }
  return named
}

function neutralVerdict(result: Result, language: Language, write: Write): Verdict {
  const { neutrality, horizon } = result
  const target = targetOf(result, 'neutral', neutrality.indicator)
  const value = write(neutrality.residual, neutrality.unit)
  const parts: string[] = []
  if (!target) parts.push(say(texts.noTarget, language))
  if (neutrality.reached) parts.push(say(texts.below, language, { last: horizon.to, value }))
  else {
    parts.push(say(texts.left, language, { value }))
    const names = largestSectors(result, language)
    const joined = joinAnd(names, language)
    const space = language === 'zh' && /^[A-Za-z]/.test(joined) ? ' ' : ''
    if (names.length > 0) parts.push(say(texts.mostly, language, { names: space + joined }))
  }
  if (target && !target.met && target.expected === 'missed') parts.push(say(texts.asExpected, language))
  return {
    standing: target && standingOf(target),
    head: neutrality.reached
      ? say(texts.zero, language, { year: neutrality.year ?? horizon.to })
      : say(texts.notZero, language, { year: horizon.to }),
    rest: parts.join(comma[language]),
  }
}

/** Names of missed targets and since when. */
function listMisses(missed: readonly TargetResult[], language: Language): string {
  const shown = missed.slice(0, 3).map(({ name }) => inert(name[language]))
  const more: Text = { zh: '等', en: ' and others' }
  const names = joinAnd(shown, language) + (missed.length > 3 ? more[language] : '')
  const years = missed.flatMap(({ firstMiss }) => (firstMiss === undefined ? [] : [firstMiss]))
  if (years.length === 0) return names
  const year = Math.min(...years)
  const same = years.length === missed.length && years.every((one) => one === year)
  const text = missed.length === 1 ? texts.fromYear : same ? texts.bothFrom : texts.earliest
  return say(text, language, { names, year })
}

function obstacleVerdict(result: Result, language: Language): Verdict | undefined {
  const others = result.targets.filter(({ rule }) => rule !== 'peak' && rule !== 'neutral')
  if (others.length === 0) return undefined
  const missed = others.filter(({ met }) => !met)
  const musts = missed.filter(({ severity }) => severity === 'must')
  const zh = language === 'zh'
  if (missed.length === 0) {
    const n = zh ? others.length : count(others.length, 'other target')
    return { standing: 'good', head: say(texts.clear, language), rest: say(texts.others, language, { n }) }
  }
  const shown = musts.length > 0 ? musts : missed
  const caps = shown.every(({ rule }) => rule === 'cap')
  const text = caps ? texts.budgets : musts.length > 0 ? texts.targets : texts.shoulds
  const word = caps ? 'budget' : 'target'
  return {
    standing: musts.length > 0 ? 'bad' : 'warn',
    head: say(text, language, { n: zh ? shown.length : count(shown.length, word) }),
    rest: listMisses(shown, language),
  }
}

/** The three answers: do we peak in time, do we reach zero, what stands in the way. */
export function verdicts(
  result: Result,
  language: Language,
  write: Write = (value, unit) => amount(value, unit, language),
): readonly Verdict[] {
  const obstacle = obstacleVerdict(result, language)
  const both = [peakVerdict(result, language, write), neutralVerdict(result, language, write)]
  return obstacle ? [...both, obstacle] : both
}
