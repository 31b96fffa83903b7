import { formatNumber, formatPercent } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { displayWidth, truncateWidth } from '../text/width.ts'
import { markdownCell } from './comparison-markdown.ts'
import { rangesAfter } from './default-ranges.ts'
import { amount, decimalsOf, isYears, say, scaleOf, shareOf } from './figure.ts'
import { writeJson } from './formats/json.ts'
import { type Ink, ink as inkOf } from './ink.ts'
import type { RenderOptions } from './result.ts'
import type { EffectRow, InputRow, QuestionRow, SensitivityResult } from './sensitivity.ts'
import { bond, type Cell, type Column, columnWidths, hanging, layout } from './table.ts'

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
  brokenRow: { zh: '{code} {about}：{draws} 次', en: '{code} {about}: {draws}' },
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
const shown = 10

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
function acts(row: EffectRow): boolean {
  return weight(row) > 0
}

/** The weight of an effect, by its method. */
export function weight({ total, muStar, linear, low, high }: EffectRow): number {
  if (total) return total.value
  if (muStar !== undefined) return muStar
  return Math.max(...[...(linear ?? [0]), low ?? 0, high ?? 0].map(Math.abs))
}

const half = ({ low, high }: { readonly low: number; readonly high: number }, language: Language) =>
  formatNumber(((high - low) / 2) * 100, language, { decimals: 0 })

/** A share of the variance; noise around zero is written as 0 %. */
export function shareText(value: number, language: Language): string {
  return formatPercent(value, language, { decimals: Math.abs(value) < 0.0995 ? 1 : 0 })
}

/** The page for a terminal. */
export function sensitivityText(s: SensitivityResult, options: RenderOptions): string {
  const { language } = options
  const width = Math.max(40, Math.min(80, options.width))
  const ink = inkOf(options)
  const lines: string[] = []
  const put = (text: string, head = '') => lines.push(...hanging(head, ink.plain(text), width))
  lines.push(
    ...hanging(
      '',
      ink.plain(say(texts.title, language, { title: inert(s.scenario.title[language]) })),
      width,
    ).map((line) => ink.paint('strong', line)),
  )
  put(howText(s, language))
  if (s.points.broken > 0 && s.method !== 'gradient') {
    const text = s.points.unsound === 'keep' ? texts.kept : texts.dropped
    lines.push('')
    put(
      say(text, language, {
        count: formatNumber(s.points.broken, language),
        share: formatPercent(s.points.broken / s.points.done, language),
      }),
    )
    for (const row of s.broken.slice(0, 5))
      put(
        say(texts.brokenRow, language, {
          code: row.condition,
          about: inert(row.about),
          draws: formatNumber(row.draws, language),
        }),
        '  ',
      )
  }
  const inputs = new Map(s.inputs.map((row) => [row.id, row]))
  for (const question of s.questions) {
    lines.push(
      '',
      ...hanging('', ink.plain(questionName(question, language)), width).map((line) =>
        ink.paint('strong', line),
      ),
    )
    put(headOf(question, language))
    lines.push(...rowsOf(s, question, inputs, options, ink, width))
  }
  return `${lines.join('\n')}\n`.replaceAll(bond, ' ')
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

/** A name of at most so many columns; the end, which says what of the entity is meant, is kept. */
export function shortName(text: string, most: number, cut: string): string {
  if (displayWidth(text) <= most) return text
  const at = Math.max(text.lastIndexOf(': '), text.lastIndexOf('：'))
  const end = at > 0 && displayWidth(text.slice(at)) <= (2 * most) / 3 ? text.slice(at) : ''
  return truncateWidth(text.slice(0, text.length - end.length), most - displayWidth(end), cut) + end
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

function rowsOf(
  s: SensitivityResult,
  question: QuestionRow,
  inputs: ReadonlyMap<string, InputRow>,
  options: RenderOptions,
  ink: Ink,
  width: number,
): readonly string[] {
  const { language, ascii, verbose } = options
  const acting = question.rows.filter(acts)
  if (acting.length === 0) return [`  ${ink.plain(texts.flat[language])}`]
  const rows = verbose ? acting : acting.slice(0, shown)
  const most = Math.max(...rows.map(weight))
  const bar = (share: number) => (ascii ? '#' : '█').repeat(Math.round(share * 8))
  const lines: string[] = []
  const right = (gap = 1): Column => ({ side: 'right', gap })
  const bars = (least: number): Column => ({ side: 'left', least, gap: 1 })
  /** Lines of a table whose first column takes what the others leave; with `verbose` each row says where its input stands. */
  const table = (head: readonly string[], body: readonly (readonly Cell[])[], columns: readonly Column[]) => {
    const heads: readonly Cell[] = ['', ...head].map((text) => ({ text: ink.plain(text), role: 'quiet' }))
    const taken = columnWidths(
      [heads, ...body.map((cells) => [{ text: '' }, ...cells])],
      [{ side: 'left', gap: 0 }, ...columns],
    )
    const room = width - columns.reduce((sum, { gap }, i) => sum + gap + taken[i + 1]!, 0)
    const named = body.map((cells, i) => {
      const row = rows[i]!
      const text = inert(inputs.get(row.id)?.name[language] ?? row.id)
      const mark = row.kinked ? ' ‡' : ''
      return [
        { text: `  ${shortName(ink.plain(text), room - 2 - displayWidth(mark), ink.cut)}${mark}` },
        ...cells,
      ]
    })
    const unit = { text: ink.plain(`  ${texts.input[language]}`), role: 'quiet' as const }
    const [first, ...laid] = layout(
      [[unit, ...heads.slice(1)], ...named],
      [{ side: 'left', most: room, gap: 0 }, ...columns],
      ink,
    )
    lines.push(first!)
    for (const [i, line] of laid.entries()) {
      lines.push(line)
      const input = verbose ? inputs.get(rows[i]!.id) : undefined
      if (input)
        lines.push(
          ...hanging('      ', ink.plain(inert(`${input.file}:${input.line} ${input.id}`)), width).map(
            (one) => ink.paint('quiet', one),
          ),
        )
    }
  }
  if (s.method === 'sobol')
    table(
      [texts.together[language], '', '', texts.alone[language], ''],
      rows.map((row) => [
        { text: shareText(row.total!.value, language) },
        { text: ink.plain(`±${half(row.total!, language)}`), role: 'quiet' },
        { text: bar(row.total!.value / most) },
        { text: shareText(Math.max(0, row.first!.value), language) },
        { text: ink.plain(`±${half(row.first!, language)}`), role: 'quiet' },
      ]),
      [right(2), right(), bars(8), right(), right()],
    )
  else if (s.method === 'morris') {
    const { label, write } = changesIn(
      rows.map(({ muStar }) => muStar!),
      question.unit,
      language,
    )
    table(
      [
        '',
        `${texts.effect[language]}${language === 'zh' ? '（' : ' ('}${label}${language === 'zh' ? '）' : ')'}`,
        '',
        texts.sigma[language],
      ],
      rows.map((row) => [
        { text: bar(row.muStar! / most) },
        { text: write(row.muStar!) },
        { text: ink.plain(`±${write(row.error!)}`), role: 'quiet' },
        { text: write(row.sigma!) },
      ]),
      [bars(8), right(), right(), right(2)],
    )
  } else {
    const ends = rows.map((row) => [row.low ?? row.linear![0], row.high ?? row.linear![1]] as const)
    const reach = Math.max(...ends.flat().map(Math.abs), Number.MIN_VALUE)
    const { label, write } = changesIn(
      [reach, ...rows.flatMap(({ linear }) => linear!)],
      question.unit,
      language,
    )
    lines.push(...hanging('  ', ink.plain(say(texts.changeIn, language, { unit: label })), width))
    const end = (value: number | undefined): Cell => ({
      text: value === undefined ? '†' : ink.plain(write(value, true)),
    })
    table(
      ['', texts.low[language], texts.high[language], texts.slope[language]],
      rows.map((row, i) => [
        { text: tornadoBar(ends[i]!, reach, ascii) },
        end(row.low),
        end(row.high),
        { text: ink.plain(row.linear!.map((value) => write(value, true)).join(' … ')), role: 'quiet' },
      ]),
      [bars(13), right(), right(2), right(2)],
    )
  }
  const rest = acting.length - rows.length
  const tail = (text: string) => lines.push(...hanging('  ', ink.plain(text), width))
  if (rest > 0) tail(say(texts.others, language, { n: rest }))
  if (question.sums) tail(sumsText(question, language))
  if (s.method === 'morris') tail(texts.morrisNote[language])
  if (rows.some((row) => row.linear && (row.kinked || row.low === undefined || row.high === undefined)))
    tail(texts.gradientNote[language])
  if (question.kinks && question.kinks.length > 0) {
    tail(texts.kinks[language])
    for (const { op, at, years } of question.kinks.slice(0, verbose ? undefined : 5))
      lines.push(...hanging('    ', ink.plain(`${op} · ${inert(at)} · ${spanOf(years, language)}`), width))
    if (!verbose && question.kinks.length > 5)
      tail(say(texts.others, language, { n: question.kinks.length - 5 }))
  }
  if (question.certain && question.certain.length > 0) {
    tail(texts.certain[language])
    const told = question.certain.slice(0, 5)
    const cells = told.map((row) => ink.plain(changeText(row.change, question.unit, language)))
    const room = width - Math.max(...cells.map(displayWidth)) - 1
    lines.push(
      ...layout(
        told.map((row, i) => [
          { text: `    ${shortName(ink.plain(inert(row.name[language])), Math.min(52, room - 4), ink.cut)}` },
          { text: cells[i]! },
        ]),
        [{ side: 'left', most: room, gap: 0 }, right()],
        ink,
      ),
    )
  }
  return lines
}

function plainAmount(value: number, unit: string, language: Language): string {
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

/** A bar to both sides of a middle: what takes away to the left, what adds to the right. */
function tornadoBar([a, b]: readonly [number, number], reach: number, ascii: boolean): string {
  const least = Math.min(a, b, 0)
  const most = Math.max(a, b, 0)
  const columns = (value: number) => Math.round((Math.abs(value) / reach) * 6)
  const sign = ascii ? '#' : '█'
  const left = sign.repeat(columns(least)).padStart(6)
  return `${left}${ascii ? '|' : '│'}${sign.repeat(columns(most))}`
}

/** A section for a pull request or a document. */
export function sensitivityMarkdown(s: SensitivityResult, { language, verbose }: RenderOptions): string {
  const inputs = new Map(s.inputs.map((row) => [row.id, row]))
  const parts = [
    `### ${say(texts.title, language, { title: markdownCell(s.scenario.title[language]) })}`,
    howText(s, language),
  ]
  if (s.points.broken > 0 && s.method !== 'gradient')
    parts.push(
      say(s.points.unsound === 'keep' ? texts.kept : texts.dropped, language, {
        count: formatNumber(s.points.broken, language),
        share: formatPercent(s.points.broken / s.points.done, language),
      }) +
        s.broken
          .slice(0, 5)
          .map(
            (row) =>
              `\n- ${say(texts.brokenRow, language, { code: row.condition, about: markdownCell(row.about), draws: formatNumber(row.draws, language) })}`,
          )
          .join(''),
    )
  for (const question of s.questions) {
    parts.push(`#### ${markdownCell(questionName(question, language))}`, headOf(question, language))
    const acting = question.rows.filter(acts)
    if (acting.length === 0) {
      parts.push(texts.flat[language])
      continue
    }
    const rows = verbose ? acting : acting.slice(0, shown)
    const head = [texts.input[language], ...headsOf(s.method, language), texts.place[language]]
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
    const body = rows.map((row) => {
      const input = inputs.get(row.id)
      return line([
        markdownCell(input?.name[language] ?? row.id) + (row.kinked ? ' ‡' : ''),
        ...cellsOf(s.method, row, question.unit, language),
        input ? `${markdownCell(input.file)}:${input.line}` : '',
      ])
    })
    const rule = head.map((_, i) => (i === 0 || i === head.length - 1 ? '---' : '---:'))
    parts.push([line(head), line(rule), ...body].join('\n'))
    if (question.sums) parts.push(sumsText(question, language))
    if (s.method === 'morris') parts.push(texts.morrisNote[language])
    if (question.kinks && question.kinks.length > 0)
      parts.push(
        `${texts.kinks[language]}\n${question.kinks.map(({ op, at, years }) => `- ${op} · ${markdownCell(at)} · ${spanOf(years, language)}`).join('\n')}`,
      )
    if (question.certain && question.certain.length > 0)
      parts.push(
        `${texts.certain[language]}\n${question.certain
          .slice(0, 5)
          .map(
            (row) =>
              `- ${markdownCell(row.name[language])} ${changeText(row.change, question.unit, language)} (${markdownCell(row.file)}:${row.line})`,
          )
          .join('\n')}`,
      )
  }
  return `${parts.join('\n\n')}\n`
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

/** One JSON document, `peakzero/sensitivity@1`. */
export function sensitivityJson(s: SensitivityResult): string {
  return writeJson(s, 'sensitivity')
}
