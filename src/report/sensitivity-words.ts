import { formatNumber, formatPercent } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { rangesAfter } from './default-ranges.ts'
import { amount, decimalsOf, isYears, say, scaleOf, shareOf } from './figure.ts'
import type { EffectRow, QuestionRow, SensitivityResult } from './sensitivity.ts'

export const sensitivityTexts = {
  title: { zh: '{title}：什么起作用', en: '{title}: what drives it' },
  sobol: {
    zh: "Sobol' 指数：{rows} 行，算了 {points} 个点，种子 {seed}；{inputs} 个不确定的数影响所问的值，另 {certain} 个没有范围，按原值。",
    en: "Sobol' indices: {rows} rows, {points} points in all, seed {seed}; {inputs} uncertain numbers reach what is asked about, the other {certain} without a range stand as they are.",
  },
  morris: {
    zh: 'Morris 基本效应：{rows} 条轨迹，算了 {points} 个点，种子 {seed}；{inputs} 个不确定的数影响所问的值，另 {certain} 个没有范围，按原值。',
    en: 'Elementary effects (Morris): {rows} trajectories, {points} points in all, seed {seed}; {inputs} uncertain numbers reach what is asked about, the other {certain} without a range stand as they are.',
  },
  gradient: {
    zh: '梯度：一次反向计算得到每个数的斜率，再到各自范围的两端（5% 与 95% 分位）各算一次；{inputs} 个不确定的数影响所问的值，另 {certain} 个没有范围。',
    en: 'Gradient: the slope of every number from one reverse sweep, beside a run at both ends of its range (5 % and 95 % quantile); {inputs} uncertain numbers reach what is asked about, the other {certain} have no range.',
  },
  dropped: {
    zh: '{count} 个点（{share}）县内条件不成立，没有计入：',
    en: 'At {count} points ({share}) the county breaks a condition; they are left out:',
  },
  kept: {
    zh: '{count} 个点（{share}）县内条件不成立，照样计入：',
    en: 'At {count} points ({share}) the county breaks a condition; they are taken all the same:',
  },
  question: { zh: '{name}', en: '{name}' },
  inYear: { zh: '{name}，{year} 年', en: '{name} in {year}' },
  run: { zh: '单次运行 {run}', en: 'the single run: {run}' },
  spread: { zh: '平均 {mean}，标准差 {sd}', en: 'mean {mean}, deviation {sd}' },
  flat: { zh: '不随任何不确定的数变化', en: 'no uncertain number moves it' },
  input: { zh: '输入', en: 'input' },
  alone: { zh: '单独', en: 'alone' },
  together: { zh: '连同他数', en: 'with others' },
  place: { zh: '位置', en: 'where' },
  effect: { zh: '平均影响', en: 'effect' },
  sigma: { zh: '离散', en: 'spread' },
  low: { zh: '低端', en: 'low end' },
  high: { zh: '高端', en: 'high end' },
  slope: { zh: '按斜率', en: 'by slope' },
  sums: {
    zh: '各数单独的份额合计 {first}，其余 {rest} 是几个数一起的作用；± 是 95% 区间的半宽。',
    en: 'Shares of single numbers add up to {first}, the other {rest} is of several together; ± is half of the 95 % interval.',
  },
  over: {
    zh: '各数单独的份额合计 {first}，与 100% 之差在误差之内；± 是 95% 区间的半宽。',
    en: 'Shares of single numbers add up to {first}, which is 100 % within their errors; ± is half of the 95 % interval.',
  },
  morrisNote: {
    zh: '影响：数从范围一端到另一端时的平均变化（大小）；离散与影响相近，表示作用随其他数而变。',
    en: 'Effect: mean size of the change when the number goes through its range; a spread as large as the effect means that it depends on others.',
  },
  gradientNote: {
    zh: '† 到那一端县内条件不成立，没有结果；‡ 正好在转折上，斜率取单侧。',
    en: '† the county breaks a condition at that end: no figure; ‡ at a kink: its slopes are one-sided.',
  },
  kinks: {
    zh: '正好在转折上的地方（没有导数）：',
    en: 'Kinks at this very point (there is no derivative):',
  },
  certain: {
    zh: '没有范围的数里，大一成变化最多的：',
    en: 'Of the numbers without a range, a tenth more of these changes it most:',
  },
  others: { zh: '另 {n} 个', en: '{n} more' },
  years: { zh: '年', en: 'years' },
  points: { zh: '个百分点', en: 'pp' },
  changeIn: { zh: '变化，{unit}', en: 'change, {unit}' },
} satisfies Record<string, Text>

const texts = sensitivityTexts

/** Rows that a page shows; `--verbose` shows all that do anything. */
export const shown = 10

/** What is asked about, as a heading. */
export function questionName({ name, year }: QuestionRow, language: Language): string {
  return year === undefined
    ? inert(name[language])
    : say(texts.inYear, language, { year, name: inert(name[language]) })
}

/** A change of what is asked about, with its sign. */
export function changeText(value: number, unit: string, language: Language): string {
  if (isYears(unit)) return formatNumber(value, language, { sign: true, significant: 2 })
  return amount(value, unit, language, { sign: true })
}

/** How the points were made, in one sentence. */
export function howText(s: SensitivityResult, language: Language): string {
  const { design } = s
  const rows = design.kind === 'morris' ? design.trajectories : 'rows' in design ? design.rows : 0
  const how = say(texts[s.method], language, {
    rows: formatNumber(rows, language),
    points: formatNumber(s.points.done, language),
    seed: s.seed,
    inputs: s.inputs.length,
    certain: s.certain,
  })
  return how + rangesAfter(s, language)
}

/** Whether an effect is more than rounding. */
export function acts(row: EffectRow): boolean {
  return weight(row) > 0
}

/** The weight of an effect, by its method. */
export function weight({ total, muStar, linear, low, high }: EffectRow): number {
  if (total) return total.value
  if (muStar !== undefined) return muStar
  return Math.max(...[...(linear ?? [0]), low ?? 0, high ?? 0].map(Math.abs))
}

export const half = ({ low, high }: { readonly low: number; readonly high: number }, language: Language) =>
  formatNumber(((high - low) / 2) * 100, language, { decimals: 0 })

/** A share of the variance; noise around zero is written as 0 %. */
export function shareText(value: number, language: Language): string {
  return formatPercent(value, language, { decimals: Math.abs(value) < 0.0995 ? 1 : 0 })
}

/** The single run, and the spread of the points where there is one. */
export function headOf({ run, mean, sd, unit }: QuestionRow, language: Language): string {
  const parts = [say(texts.run, language, { run: amount(run, unit, language) })]
  if (mean !== undefined && sd !== undefined)
    parts.push(
      say(texts.spread, language, {
        mean: isYears(unit)
          ? formatNumber(mean, language, { decimals: 1, group: false })
          : amount(mean, unit, language),
        sd: isYears(unit) ? formatNumber(sd, language, { significant: 2 }) : amount(sd, unit, language),
      }),
    )
  return parts.join(language === 'zh' ? '；' : '; ')
}

/** One unit for a column of changes: its label, and each change with as many decimals. */
export function changesIn(values: readonly number[], unit: string, language: Language) {
  const most = Math.max(0, ...values.map(Math.abs))
  const scale = isYears(unit)
    ? { label: sensitivityTexts.years[language], by: 1 }
    : scaleOf(unit, language, most)
  const share = shareOf(unit)
  const by = share === undefined || isYears(unit) ? scale.by : share * 100
  const decimals = Math.max(isYears(unit) ? 1 : 0, decimalsOf([most * by]))
  return {
    label: share === undefined || isYears(unit) ? scale.label : texts.points[language],
    write: (value: number, sign = false) => formatNumber(value * by, language, { decimals, sign }),
  }
}

export function plainAmount(value: number, unit: string, language: Language): string {
  return isYears(unit)
    ? formatNumber(value, language, { significant: 2 })
    : amount(value, unit, language, { short: true })
}

/** What single numbers explain together, and what is left. */
export function sumsText({ sums, rows }: QuestionRow, language: Language): string {
  const noise = rows.reduce((sum, { first }) => sum + (first ? (first.high - first.low) ** 2 / 4 : 0), 0)
  const first = formatPercent(sums!.first, language, { decimals: 0 })
  const rest = 1 - sums!.first
  return rest <= Math.sqrt(noise)
    ? say(texts.over, language, { first })
    : say(texts.sums, language, { first, rest: formatPercent(rest, language, { decimals: 0 }) })
}

/** Years as spans. */
export function spanOf(years: readonly number[], language: Language): string {
  const parts: string[] = []
  for (let i = 0; i < years.length; ) {
    let j = i
    while (j + 1 < years.length && years[j + 1] === years[j]! + 1) j++
    parts.push(i === j ? String(years[i]) : `${years[i]}${language === 'zh' ? '—' : '–'}${years[j]}`)
    i = j + 1
  }
  return parts.join(language === 'zh' ? '、' : ', ')
}

/** Heads of the columns of figures. */
export function headsOf(method: SensitivityResult['method'], language: Language): readonly string[] {
  const keys = {
    sobol: [texts.together, texts.alone],
    morris: [texts.effect, texts.sigma],
    gradient: [texts.low, texts.high, texts.slope],
  }[method]
  return keys.map((text) => text[language])
}

/** The figures of a row as texts, one a column of `headsOf`. */
export function cellsOf(
  method: SensitivityResult['method'],
  row: EffectRow,
  unit: string,
  language: Language,
): readonly string[] {
  if (method === 'sobol')
    return [row.total!, row.first!].map(
      (index) => `${shareText(Math.max(0, index.value), language)} ±${half(index, language)}`,
    )
  if (method === 'morris') return [row.muStar!, row.sigma!].map((value) => plainAmount(value, unit, language))
  return [
    row.low === undefined ? '†' : changeText(row.low, unit, language),
    row.high === undefined ? '†' : changeText(row.high, unit, language),
    row.linear!.map((value) => changeText(value, unit, language)).join(' … '),
  ]
}
