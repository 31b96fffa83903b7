import { relativeUri } from '../../../text/markup.ts'
import type { Language } from '../../../text/text.ts'
import type { CheckFormat } from '../check-format.ts'
import type { CheckReport, Region } from '../check-report.ts'
import { type Issue, issuesOf } from '../issues.ts'
import { logSafeJson } from './json.ts'

/** GitHub keeps 5,000 results of a run; errors come first, and what is left out is said. */
const most = 5000

const levels = { error: 'error', warning: 'warning', info: 'note' } as const

/** `[text](target)` is a link and `{0}` an argument in a message of SARIF (3.11): a blank makes them the text that they are. */
function plain(text: string): string {
  return text.replaceAll('](', '] (').replace(/\{(\d+)\}/g, '{ $1 }')
}

function place({ file, line, column, endLine, endColumn }: Region): object {
  // A region of no width would end before it begins: without an end it is the place itself.
  const end = endLine > line || endColumn > column ? { endLine, endColumn } : {}
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(file), uriBaseId: 'SRCROOT' },
      region: { startLine: line, startColumn: column, ...end },
    },
  }
}

function resultOf(issue: Issue, ruleIndex: number, language: Language): object {
  const { code, slug, severity, message, fingerprint, related, waived, fix } = issue
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: plain(message[language]) },
    locations: [place(issue)],
    ...(related.length > 0 ? { relatedLocations: related.map((one, id) => ({ id, ...place(one) })) } : {}),
    partialFingerprints: { 'peakzero/v1': fingerprint },
    ...(waived
      ? { suppressions: [{ kind: 'external', status: 'accepted', justification: plain(waived.reason) }] }
      : {}),
    ...(fix ? { fixes: [edit(fix, language)] } : {}),
    properties: { slug, severity },
  }
}

/** An edit that is certain: a viewer may offer it with one click (SARIF 3.55). */
function edit(fix: NonNullable<Issue['fix']>, language: Language): object {
  const { artifactLocation, region } = (place(fix) as { physicalLocation: Record<string, object> })
    .physicalLocation
  return {
    description: { text: plain(mend[language](fix.replacement)) },
    artifactChanges: [
      {
        artifactLocation,
        replacements: [{ deletedRegion: region, insertedContent: { text: fix.replacement } }],
      },
    ],
  }
}

const mend: Readonly<Record<Language, (text: string) => string>> = {
  zh: (text) => `改成 ${text}`,
  en: (text) => `write ${text}`,
}

/** The rules that occur, in order of code, with what to write instead. */
function rulesOf(issues: readonly Issue[], language: Language): readonly (readonly [string, object])[] {
  const first = new Map<string, Issue>()
  for (const issue of issues) if (!first.has(issue.code)) first.set(issue.code, issue)
  return [...first]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { slug, title, severity, help }]) => {
      const text = help[language] || title
      const rule = {
        id: code,
        name: slug,
        shortDescription: { text: title },
        fullDescription: { text: plain(text) },
        help: { text: plain(text) },
        defaultConfiguration: { level: levels[severity] },
        properties: { tags: ['peakzero', severity], 'problem.severity': levels[severity] },
      }
      return [code, rule] as const
    })
}

function document(report: CheckReport, language: Language): object {
  const all = issuesOf(report)
  const shown = all.slice(0, most)
  const rules = rulesOf(shown, language)
  const index = new Map(rules.map(([code], i) => [code, i]))
  const left = all.length - shown.length
  const notices = left > 0 ? [{ level: 'warning', message: { text: cut[language](left) } }] : []
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'peakzero',
            semanticVersion: report.version,
            rules: rules.map(([, rule]) => rule),
          },
        },
        language: language === 'zh' ? 'zh-CN' : 'en-US',
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: root[language] } } },
        invocations: [
          // The tool did its work also where the files are wrong.
          {
            executionSuccessful: true,
            ...(notices.length > 0 ? { toolExecutionNotifications: notices } : {}),
          },
        ],
        results: shown.map((issue) => resultOf(issue, index.get(issue.code) ?? 0, language)),
      },
    ],
  }
}

const cut: Readonly<Record<Language, (left: number) => string>> = {
  zh: (left) => `还有 ${left} 条未列出`,
  en: (left) => `${left} more are not listed`,
}

const root = { zh: '仓库的根目录', en: 'the root of the repository' }

/** SARIF 2.1.0: code scanning of GitHub, and editors. */
export const format: CheckFormat = {
  name: 'sarif',
  about: { zh: 'SARIF 2.1.0，供代码扫描', en: 'SARIF 2.1.0, for code scanning' },
  render: (report, { language }) => logSafeJson(document(report, language)),
}
