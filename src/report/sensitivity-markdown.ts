import { formatNumber, formatPercent } from '../text/format.ts'
import { brokenText } from './broken-row.ts'
import { markdownCell } from './comparison-markdown.ts'
import { say } from './figure.ts'
import type { RenderOptions } from './result.ts'
import type { SensitivityResult } from './sensitivity.ts'
import {
  acts,
  cellsOf,
  changeText,
  headOf,
  headsOf,
  howText,
  questionName,
  sensitivityTexts,
  shown,
  spanOf,
  sumsText,
} from './sensitivity-words.ts'

const texts = sensitivityTexts

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
          .map((row) => `\n- ${brokenText(row, language, markdownCell)}`)
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
