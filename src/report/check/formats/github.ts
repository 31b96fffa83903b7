import type { Severity } from '../../../diagnostics/codes.ts'
import { inertLine, inertLines } from '../../../text/inert-line.ts'
import { commandData, commandProperty } from '../../../text/markup.ts'
import type { Language, Text } from '../../../text/text.ts'
import type { CheckFormat } from '../check-format.ts'
import { type Issue, issuesOf } from '../issues.ts'
import { summaryLine } from '../summary-line.ts'

/** GitHub shows so many annotations of each level of a step. */
const most = 10

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

const more: Text = { zh: '另有 {n} 条见摘要', en: '{n} more: see the summary' }

function annotation(issue: Issue, language: Language): string {
  const { severity, title, file, line, column, endLine, endColumn, message, help } = issue
  // Columns are for one line; over several GitHub wants lines alone.
  const columns: [string, string][] =
    endLine === line
      ? [
          ['col', String(column)],
          ['endColumn', String(Math.max(column, endColumn))],
        ]
      : []
  const properties: [string, string][] = [
    ['file', file],
    ['line', String(line)],
    ['endLine', String(endLine)],
    ...columns,
    ['title', title],
  ]
  const said = help[language] === '' ? message[language] : `${message[language]}\n\n${help[language]}`
  const written = properties.map(([name, value]) => `${name}=${commandProperty(value)}`).join(',')
  return `::${commands[severity]} ${written}::${commandData(inertLines(said))}`
}

/** Annotations on the lines of a pull request: errors first, ten of a level, without what is waived; the rest belongs into the summary. */
export const format: CheckFormat = {
  name: 'github',
  about: { zh: 'GitHub 标注', en: 'annotations of GitHub' },
  render(report, { language, verbose }) {
    const standing = issuesOf(report, verbose).filter(({ waived }) => !waived)
    const levels: readonly Severity[] = ['error', 'warning', 'info']
    const shown = levels.flatMap((level) =>
      standing.filter(({ severity }) => severity === level).slice(0, most),
    )
    const left = standing.length - shown.length
    const tail = left > 0 ? [more[language].replace('{n}', String(left))] : []
    const lines = [...shown.map((issue) => annotation(issue, language)), ...tail.map(inertLine)]
    return `${[...lines, summaryLine(report, language)].join('\n')}\n`
  },
}
