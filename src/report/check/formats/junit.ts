import { xmlText } from '../../../text/markup.ts'
import type { Language, Text } from '../../../text/text.ts'
import type { CheckFormat } from '../check-format.ts'
import type { CheckedScenario, CheckReport } from '../check-report.ts'
import { type Issue, issuesOf } from '../issues.ts'

/** The format asks for a time; a report has none, so that the same files give the same bytes. */
const noTime = '1970-01-01T00:00:00'

const texts = {
  right: { zh: '写法无误', en: 'is right' },
  target: { zh: '目标 {id}', en: 'target {id}' },
  skipped: { zh: '有错误，没有运行', en: 'not run because of errors' },
} satisfies Record<string, Text>

interface TestCase {
  readonly name: string
  readonly file: string
  readonly outcome: 'passed' | 'error' | 'failure' | 'skipped'
  readonly type?: string
  readonly message?: string
  readonly body?: string
}

/** Text of an attribute that is a token: one line, no blanks at its ends. */
function token(text: string): string {
  return xmlText(text.replace(/\s+/g, ' ').trim()) || '-'
}

function caseOf(issue: Issue, strict: boolean, language: Language): TestCase {
  const { file, line, column, title, severity, message, help, waived } = issue
  const name = `${line}:${column} ${title}`
  const place = `${file}:${line}:${column} ${severity} ${title}`
  const body = [`${place}: ${message[language]}`, help[language]].filter((part) => part !== '').join('\n\n')
  if (waived) return { name, file, outcome: 'skipped', message: waived.reason, body }
  // A mistake in a file is an error, what came out other than it should is a failure; a warning fails only when it counts.
  const finding = issue.code.startsWith('finding-')
  if (severity === 'error')
    return {
      name,
      file,
      outcome: finding ? 'failure' : 'error',
      type: title,
      message: message[language],
      body,
    }
  if (severity === 'warning' && strict)
    return { name, file, outcome: 'failure', type: title, message: message[language], body }
  return { name, file, outcome: 'skipped', message: `${severity} ${title}: ${message[language]}`, body }
}

/** What each target comes to, but for those that stand among the findings already. */
function targetCases(
  scenario: CheckedScenario,
  report: CheckReport,
  language: Language,
): readonly TestCase[] {
  const { file, outcome, verdicts } = scenario
  if (outcome === 'skipped')
    return [{ name: scenario.id, file, outcome: 'skipped', message: texts.skipped[language] }]
  const told = new Set(
    report.findings.filter(({ scenarioFile }) => scenarioFile === file).map(({ id }) => id),
  )
  return verdicts
    .filter(({ id, met, expected }) => !told.has(id) && (met ? 'met' : 'missed') === expected)
    .map(({ id }) => ({ name: texts.target[language].replace('{id}', () => id), file, outcome: 'passed' }))
}

function written({ name, file, outcome, type, message, body }: TestCase): string {
  const open = `    <testcase name="${token(name)}" classname="${token(file)}" time="0"`
  if (outcome === 'passed') return `${open}/>`
  const attributes = [
    ...(type === undefined ? [] : [`type="${xmlText(type)}"`]),
    ...(message === undefined ? [] : [`message="${xmlText(message)}"`]),
  ]
  const head = [outcome, ...attributes].join(' ')
  return `${open}>\n      <${head}>${xmlText(body ?? '')}</${outcome}>\n    </testcase>`
}

function suite(file: string, id: number, cases: readonly TestCase[]): string {
  const count = (outcome: TestCase['outcome']) => cases.filter((one) => one.outcome === outcome).length
  const attributes = [
    `name="${token(file)}"`,
    'package="peakzero"',
    `id="${id}"`,
    `timestamp="${noTime}"`,
    'hostname="localhost"',
    `tests="${cases.length}"`,
    `failures="${count('failure')}"`,
    `errors="${count('error')}"`,
    `skipped="${count('skipped')}"`,
    'time="0"',
  ]
  return [
    `  <testsuite ${attributes.join(' ')}>`,
    '    <properties/>',
    ...cases.map(written),
    '    <system-out/>',
    '    <system-err/>',
    '  </testsuite>',
  ].join('\n')
}

/** JUnit XML: a suite a file, a case for every mistake, warning and target; a file with none has one case that passes. */
export const format: CheckFormat = {
  name: 'junit',
  about: { zh: 'JUnit XML', en: 'JUnit XML' },
  render(report, { language, verbose }) {
    const issues = issuesOf(report, verbose)
    const files = [...new Set([...report.files, ...issues.map(({ file }) => file)])].sort()
    const suites = files.map((file, id) => {
      const own = issues.filter((issue) => issue.file === file)
      const cases = own.map((issue) => caseOf(issue, report.strict, language))
      if (!own.some(({ severity, waived }) => severity === 'error' && !waived))
        cases.unshift({ name: texts.right[language], file, outcome: 'passed' })
      for (const scenario of report.scenarios)
        if (scenario.file === file) cases.push(...targetCases(scenario, report, language))
      return suite(file, id, cases)
    })
    const body = suites.length > 0 ? `\n${suites.join('\n')}\n` : ''
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>${body}</testsuites>\n`
  },
}
