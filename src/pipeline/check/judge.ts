import type { Bound, Expected } from '../../model/scenario-test.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import { amount } from '../../report/figure.ts'
import { formatNumber } from '../../text/format.ts'
import type { Language, Text } from '../../text/text.ts'
import type { Figure, Value } from './figure.ts'

/** How a figure stands to what is expected of it. */
export interface Judged {
  readonly holds: boolean
  /** What was compared: the figure, or its change in the direction that was expected (a share where that is one). */
  readonly found: number
  /** How far it lies beyond the nearest end; 0 where a word was expected. */
  readonly off: number
}

/** Two runs agree in a figure to this share of it: the same work in another order may round differently. */
const same = 1e-9

/** Holds a figure against what is expected; `before` is the figure without what is given. A number that is none never holds. */
export function judge(expected: Expected, now: number, before = Number.NaN): Judged {
  if (expected.kind === 'word') {
    const change = now - before
    const near = Math.abs(change) <= same * Math.max(Math.abs(now), Math.abs(before))
    const holds = {
      unchanged: near,
      more: change > 0 && !near,
      less: change < 0 && !near,
      met: now === 1,
      missed: now === 0,
    }
    return { holds: holds[expected.word], found: now, off: 0 }
  }
  const { low, high, tolerance } = expected
  const share = expected.kind !== 'level' && (low ?? high)?.percent === true
  const change = expected.kind === 'less-by' ? before - now : now - before
  const relative =
    before === 0
      ? change === 0
        ? 0
        : Math.sign(change) * Number.POSITIVE_INFINITY
      : change / Math.abs(before)
  const found = expected.kind === 'level' ? now : share ? relative : change
  const room = (bound: Bound) => {
    const stated =
      tolerance === undefined
        ? bound.half
        : tolerance.percent
          ? tolerance.value * Math.abs(bound.value)
          : tolerance.value
    // What was rounded to the very half is right, whatever the last bit says.
    return stated + 1e-12 * Math.max(Math.abs(bound.value), Math.abs(found))
  }
  const short = low ? low.value - room(low) - found : Number.NEGATIVE_INFINITY
  const over = high ? found - high.value - room(high) : Number.NEGATIVE_INFINITY
  const holds = short <= 0 && over <= 0
  if (holds || !Number.isFinite(found)) return { holds: holds && Number.isFinite(found), found, off: 0 }
  return { holds, found, off: short > 0 ? found - low!.value : found - high!.value }
}

const texts = {
  level: {
    zh: '{test}：{figure} 应为 {expected}，结果 {found}{off}',
    en: '{test}: {figure} expected {expected}, found {found}{off}',
  },
  'more-by': {
    zh: '{test}：{figure} 应比不改时多 {expected}，结果多 {found}{off}',
    en: '{test}: {figure} expected {expected} more than without the change, found {found} more{off}',
  },
  'less-by': {
    zh: '{test}：{figure} 应比不改时少 {expected}，结果少 {found}{off}',
    en: '{test}: {figure} expected {expected} less than without the change, found {found} less{off}',
  },
  off: { zh: '（相差 {off}）', en: ' (off by {off})' },
  word: {
    zh: '{test}：{figure} 应{expected}，不改时 {before}，改后 {found}',
    en: '{test}: {figure} expected {expected}; {before} without the change, {found} with it',
  },
  verdict: {
    zh: '{test}：{figure} 应{expected}，结果{found}',
    en: '{test}: {figure} expected {expected}, found {found}',
  },
  unchanged: { zh: '不变', en: 'unchanged' },
  more: { zh: '增加', en: 'more' },
  less: { zh: '减少', en: 'less' },
  met: { zh: '达标', en: 'met' },
  missed: { zh: '不达标', en: 'missed' },
  least: { zh: '不低于 {x}', en: 'at least {x}' },
  most: { zh: '不高于 {x}', en: 'at most {x}' },
  between: { zh: '{x} 到 {y}', en: '{x} to {y}' },
} satisfies Record<string, Text>

/** What a failed expectation says: expected, found, difference. */
export function sentence(
  test: string,
  figure: Figure,
  expected: Expected,
  judged: Judged,
  now: Value,
  before: Value | undefined,
): Text {
  const say = (language: Language): string => {
    const fill = (text: Text, values: Readonly<Record<string, string>>) =>
      text[language].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
    const head = { test, figure: figure.key }
    if (expected.kind === 'word') {
      const shown = (value: Value | undefined) =>
        value === undefined
          ? '–'
          : figure.kind === 'target'
            ? texts[value.value === 1 ? 'met' : 'missed'][language]
            : figure.kind === 'peak'
              ? String(value.value)
              : amount(value.value, canonicalUnit(value.dimension) || '1', language)
      const words = { expected: texts[expected.word][language], found: shown(now), before: shown(before) }
      return fill(before ? texts.word : texts.verdict, { ...head, ...words })
    }
    const unit = expected.low ?? expected.high!
    const off = judged.off === 0 ? '' : fill(texts.off, { off: inUnit(judged.off, unit, language, true) })
    return fill(texts[expected.kind], {
      ...head,
      expected: ends(expected, language, fill),
      found: inUnit(judged.found, unit, language),
      off,
    })
  }
  return { zh: say('zh'), en: say('en') }
}

function ends(
  { low, high }: Extract<Expected, { kind: 'level' | 'more-by' | 'less-by' }>,
  language: Language,
  fill: (text: Text, values: Readonly<Record<string, string>>) => string,
): string {
  const show = (bound: Bound) => inUnit(bound.value, bound, language)
  if (low && high) return low === high ? show(low) : fill(texts.between, { x: show(low), y: show(high) })
  return low ? fill(texts.least, { x: show(low) }) : fill(texts.most, { x: show(high!) })
}

/** A figure in the unit that the author wrote, with one digit more than needed to see the difference. */
function inUnit(value: number, { unit, factor }: Bound, language: Language, sign = false): string {
  const figure = formatNumber(value / factor, language, {
    significant: 6,
    sign,
    group: unit !== '',
  })
  return unit === '' || unit === '%' ? figure + unit : `${figure} ${unit}`
}
