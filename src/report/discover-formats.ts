import { formatNumber, formatPercent, joinAnd, joinOr } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { markdownCell } from './comparison-markdown.ts'
import { rangesAfter } from './default-ranges.ts'
import type { BoundRow, BoxRow, DiscoverResult } from './discover.ts'
import { amount, say } from './figure.ts'
import { writeJson } from './formats/json.ts'
import { ink as inkOf } from './ink.ts'
import type { RenderOptions } from './result.ts'
import { bond, hanging } from './table.ts'

export const discoverTexts = {
  title: { zh: '{title}：什么情况下{target}{happens}', en: '{title}: when {target} {happens}' },
  missed: { zh: '落空', en: 'fails' },
  met: { zh: '达到', en: 'is met' },
  how: {
    zh: '{draws} 次抽样，{sound} 次县内条件成立；其中 {cases} 次（{share}）{happens}。在一半抽样里找条件，覆盖与密度由另一半得出。',
    en: '{draws} draws, {sound} of them sound; in {cases} of these ({share}) it {happens}. Conditions are found on one half of the draws, coverage and density are those of the other.',
  },
  runMet: { zh: '单次运行达到。', en: 'The single run meets it.' },
  runMissed: { zh: '单次运行未达到。', en: 'The single run misses it.' },
  sentence: {
    zh: '当{conditions}时，{target}{happens}：覆盖 {coverage}，密度 {density}',
    en: 'when {conditions}, {target} {happens}: coverage {coverage}, density {density}',
  },
  above: { zh: '{name}高于 {above}', en: '{name} is above {above}' },
  below: { zh: '{name}低于 {below}', en: '{name} is below {below}' },
  between: { zh: '{name}在 {above} 与 {below} 之间', en: '{name} is between {above} and {below}' },
  among: { zh: '{name}为 {values}', en: '{name} is {values}' },
  also: { zh: '且', en: ' and ' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  choice: { zh: '第 {n} 种', en: 'alternative {n}' },
  bound: {
    zh: '{where}，单次运行取 {value}，九成在 {low} 到 {high}；{share} 的抽样满足这一条',
    en: '{where}, {value} in the single run, nine in ten from {low} to {high}; {share} of draws hold to this alone',
  },
  lift: {
    zh: '满足全部条件的抽样占 {mass}，其中{happens}的密度是总体的 {lift} 倍',
    en: '{mass} of draws hold to all of it; there it {happens} {lift} times as often as over all',
  },
  together: {
    zh: '这些条件合起来覆盖 {share}；其余的没有共同的规律。',
    en: 'Together these conditions cover {share}; the rest has nothing in common.',
  },
  meaning: {
    zh: '覆盖：全部{happens}的抽样中落在条件里的份额；密度：条件里的抽样有多少{happens}。',
    en: 'Coverage: the share of the draws in which it {happens} that lie inside; density: the share of the draws inside in which it {happens}.',
  },
  none: {
    zh: '{sound} 次抽样中没有一次{happens}：在所写的范围之内，没有什么能使它{happens}。',
    en: 'In none of {sound} draws it {happens}: nothing within the ranges that are stated makes it so.',
  },
  all: {
    zh: '{sound} 次抽样次次{happens}：与不确定的数无关，所写的范围之内改变不了。',
    en: 'In all of {sound} draws it {happens}: uncertain numbers do not decide it, nothing within their ranges changes it.',
  },
  few: {
    zh: '只有 {cases} 次{happens}，谈不上规律：加大 --draws。',
    en: 'It {happens} in only {cases} draws, too few for a pattern: raise --draws.',
  },
  noBox: {
    zh: '没有找到条件：{happens}的抽样与其他抽样分不开，是许多数各起一点作用。',
    en: 'No condition was found: draws in which it {happens} are not told from others by a few numbers; many act a little each.',
  },
} satisfies Record<string, Text>

const texts = discoverTexts

/** The name of the target with its year, as it stands in a sentence. */
function targetName({ target }: DiscoverResult, language: Language, clean: (text: string) => string): string {
  return clean(target.name[language])
}

/** One restriction as a clause. */
export function clause(bound: BoundRow, language: Language, clean: (text: string) => string = inert): string {
  const write = (value: number) => boundAmount(value, bound, language)
  const name = clean(bound.name[language])
  // A name that ends in Latin letters keeps its distance from the Chinese that follows.
  const spaced = language === 'zh' && /[\w)%]$/.test(name) ? `${name} ` : name
  if (bound.values)
    return say(texts.among, language, { name: spaced, values: joinOr(bound.values.map(write), language) })
  if (bound.above !== undefined && bound.below !== undefined)
    return say(texts.between, language, {
      name: spaced,
      above: write(bound.above),
      below: write(bound.below),
    })
  if (bound.above !== undefined)
    return say(texts.above, language, { name: spaced, above: write(bound.above) })
  return say(texts.below, language, { name: spaced, below: write(bound.below!) })
}

/** A value of an input; enough digits to tell it from the ends of its range. */
function boundAmount(value: number, { unit, kind }: BoundRow, language: Language): string {
  if (kind === 'built') return (value >= 0.5 ? texts.yes : texts.no)[language]
  if (kind === 'choice') return say(texts.choice, language, { n: Math.round(value) + 1 })
  return amount(value, unit, language)
}

/** A condition as one sentence. */
export function boxSentence(
  d: DiscoverResult,
  box: BoxRow,
  language: Language,
  clean: (text: string) => string = inert,
): string {
  return say(texts.sentence, language, {
    conditions: conditionsText(
      box.bounds.map((bound) => clause(bound, language, clean)),
      language,
    ),
    target: targetName(d, language, clean),
    happens: texts[d.when][language],
    coverage: formatPercent(box.held.coverage, language, { decimals: 0 }),
    density: formatPercent(box.held.density, language, { decimals: 0 }),
  })
}

function conditionsText(parts: readonly string[], language: Language): string {
  if (language === 'en') return joinAnd(parts, language)
  // A figure keeps its distance from the Chinese that follows.
  const spaced = parts.map(
    (part, i) => `${i > 0 && /^[\w(]/.test(part) ? ' ' : ''}${part}${/[\w)%]$/.test(part) ? ' ' : ''}`,
  )
  return spaced.join(texts.also.zh)
}

function argsOf(d: DiscoverResult, language: Language): Readonly<Record<string, string | number>> {
  return {
    draws: formatNumber(d.draws.done, language),
    sound: formatNumber(d.draws.sound, language),
    cases: formatNumber(d.cases, language),
    share: formatPercent(d.share, language),
    happens: texts[d.when][language],
    title: d.scenario.title[language],
    target: d.target.name[language],
  }
}

/** How the draws were made and what came of them. */
export function howText(d: DiscoverResult, language: Language): string {
  const run = (d.target.run ? texts.runMet : texts.runMissed)[language]
  const how = say(texts.how, language, argsOf(d, language)) + (language === 'zh' ? '' : ' ') + run
  return how + rangesAfter(d, language)
}

/** Each restriction of a condition with its place and range, and how much denser cases are there. */
export function boundLines(d: DiscoverResult, box: BoxRow, language: Language): readonly string[] {
  const colon = language === 'zh' ? '：' : ': '
  return [
    ...box.bounds.map((bound) => inert(bound.name[language]) + colon + boundText(bound, language, inert)),
    liftText(d, box, language),
  ]
}

/** What is told where there is no condition. */
export function outcomeText(d: DiscoverResult, language: Language): string | undefined {
  const key = { found: undefined, none: texts.none, all: texts.all, few: texts.few, 'no-box': texts.noBox }
  const text = key[d.outcome]
  return text && say(text, language, argsOf(d, language))
}

/** Where a bound stands and how it lies in its range. */
function boundText(bound: BoundRow, language: Language, clean: (text: string) => string): string {
  const write = (value: number) => boundAmount(value, bound, language)
  return say(texts.bound, language, {
    where: `${clean(bound.file)}:${bound.line}`,
    value: write(bound.value),
    low: write(bound.low),
    high: write(bound.high),
    share: formatPercent(bound.share, language, { decimals: 0 }),
  })
}

function liftText(d: DiscoverResult, box: BoxRow, language: Language): string {
  return say(texts.lift, language, {
    mass: formatPercent(box.held.mass, language),
    happens: texts[d.when][language],
    lift: formatNumber(box.lift, language, { significant: 2 }),
  })
}

/** The page for a terminal. */
export function discoverText(d: DiscoverResult, options: RenderOptions): string {
  const { language } = options
  const width = Math.max(40, Math.min(80, options.width))
  const ink = inkOf(options)
  const lines: string[] = []
  const put = (text: string, head = '') => lines.push(...hanging(head, ink.plain(text), width))
  const args = argsOf(d, language)
  lines.push(
    ...hanging(
      '',
      ink.plain(
        say(texts.title, language, {
          ...args,
          title: inert(d.scenario.title[language]),
          target: inert(d.target.name[language]),
        }),
      ),
      width,
    ).map((line) => ink.paint('strong', line)),
  )
  put(howText(d, language))
  const other = outcomeText(d, language)
  if (other !== undefined) lines.push('', ...hanging('', ink.plain(other), width))
  for (const [i, box] of d.boxes.entries()) {
    lines.push('')
    put(boxSentence(d, box, language), `${i + 1}  `)
    for (const bound of box.bounds) {
      put(inert(bound.name[language]), '   - ')
      lines.push(
        ...hanging('     ', ink.plain(boundText(bound, language, inert)), width).map((line) =>
          ink.paint('quiet', line),
        ),
      )
    }
    put(liftText(d, box, language), '   ')
  }
  if (d.boxes.length > 0) {
    lines.push('')
    if (d.boxes.length > 1)
      put(say(texts.together, language, { share: formatPercent(d.together, language, { decimals: 0 }) }))
    put(say(texts.meaning, language, args))
  }
  return `${lines.join('\n')}\n`.replaceAll(bond, ' ')
}

/** A section for a pull request or a document. */
export function discoverMarkdown(d: DiscoverResult, { language }: RenderOptions): string {
  const args = argsOf(d, language)
  const parts = [
    `### ${say(texts.title, language, { ...args, title: markdownCell(d.scenario.title[language]), target: markdownCell(d.target.name[language]) })}`,
    howText(d, language),
  ]
  const other = outcomeText(d, language)
  if (other !== undefined) parts.push(other)
  for (const [i, box] of d.boxes.entries())
    parts.push(
      [
        `${i + 1}. **${boxSentence(d, box, language, markdownCell)}**`,
        ...box.bounds.map(
          (bound) =>
            `   - ${markdownCell(bound.name[language])}${language === 'zh' ? '：' : ': '}${boundText(bound, language, markdownCell)}`,
        ),
        `   - ${liftText(d, box, language)}`,
      ].join('\n'),
    )
  if (d.boxes.length > 0) {
    if (d.boxes.length > 1)
      parts.push(
        say(texts.together, language, { share: formatPercent(d.together, language, { decimals: 0 }) }),
      )
    parts.push(say(texts.meaning, language, args))
  }
  return `${parts.join('\n\n')}\n`
}

/** One JSON document, `peakzero/discover@1`. */
export function discoverJson(d: DiscoverResult): string {
  return writeJson(d, 'discover')
}
