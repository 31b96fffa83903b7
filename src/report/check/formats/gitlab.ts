import type { Severity } from '../../../diagnostics/codes.ts'
import type { CheckFormat } from '../check-format.ts'
import { issuesOf } from '../issues.ts'
import { logSafeJson } from './json.ts'

/** GitLab knows blocker, critical, major, minor, info. */
const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' }

/**
 * Code Quality of GitLab: a list of what is wrong, without what is waived (it has no word for that). Two entries with one
 * fingerprint would be shown as one; those of a report all differ.
 */
export const format: CheckFormat = {
  name: 'gitlab',
  about: { zh: 'GitLab 代码质量报告', en: 'Code Quality report of GitLab' },
  render: (report, { language, verbose }) =>
    logSafeJson(
      issuesOf(report, verbose)
        .filter(({ waived }) => !waived)
        .map(({ title, severity, message, fingerprint, file, line, endLine }) => ({
          type: 'issue',
          check_name: title,
          description: `${title}: ${message[language]}`,
          categories: ['Bug Risk'],
          severity: severities[severity],
          fingerprint,
          location: { path: file, lines: { begin: line, end: endLine } },
        })),
    ),
}
