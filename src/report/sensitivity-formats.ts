import { formatNumber, formatPercent } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import { displayWidth, truncateWidth } from '../text/width.ts'
import { brokenText } from './broken-row.ts'
import { say } from './figure.ts'
import { writeJson } from './formats/json.ts'
import { type Ink, ink as inkOf } from './ink.ts'
import type { RenderOptions } from './result.ts'
import type { InputRow, QuestionRow, SensitivityResult } from './sensitivity.ts'
import {
  acts,
  changesIn,
  changeText,
  half,
  headOf,
  howText,
  questionName,
  sensitivityTexts,
  shareText,
  shown,
  spanOf,
  sumsText,
  weight,
} from './sensitivity-words.ts'
import { bond, type Cell, type Column, columnWidths, hanging, layout } from './table.ts'

const texts = sensitivityTexts

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
    for (const row of s.broken.slice(0, 5)) put(brokenText(row, language, inert), '  ')
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

/** A name of at most so many columns; the end, which says what of the entity is meant, is kept. */
export function shortName(text: string, most: number, cut: string): string {
  if (displayWidth(text) <= most) return text
  const at = Math.max(text.lastIndexOf(': '), text.lastIndexOf('：'))
  const end = at > 0 && displayWidth(text.slice(at)) <= (2 * most) / 3 ? text.slice(at) : ''
  return truncateWidth(text.slice(0, text.length - end.length), most - displayWidth(end), cut) + end
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

/** A bar to both sides of a middle: what takes away to the left, what adds to the right. */
function tornadoBar([a, b]: readonly [number, number], reach: number, ascii: boolean): string {
  const least = Math.min(a, b, 0)
  const most = Math.max(a, b, 0)
  const columns = (value: number) => Math.round((Math.abs(value) / reach) * 6)
  const sign = ascii ? '#' : '█'
  const left = sign.repeat(columns(least)).padStart(6)
  return `${left}${ascii ? '|' : '│'}${sign.repeat(columns(most))}`
}

/** One JSON document, `peakzero/sensitivity@1`. */
export function sensitivityJson(s: SensitivityResult): string {
  return writeJson(s, 'sensitivity')
}
