import type { Span } from '../../diagnostics/span.ts'
import { rounded } from '../../report/assemble.ts'
import type { CheckedScenario } from '../../report/check/check-report.ts'
import type { Ran } from '../case.ts'

/** What a scenario comes to, for the report: its peak and its verdicts. */
export function standing({ summary: { peak, verdicts } }: Ran): Pick<CheckedScenario, 'peak' | 'verdicts'> {
  const { indicator, year, unit, rising } = peak
  return {
    peak: { indicator, year, value: rounded(peak.value), unit, rising },
    verdicts: verdicts.map(({ target, verdict }) => ({
      id: target.id,
      name: target.name,
      severity: target.severity,
      expected: target.expected,
      met: verdict.met,
      margin: rounded(verdict.shown),
      unit: verdict.shownUnit,
      ...(verdict.firstMiss === undefined ? {} : { firstMiss: verdict.firstMiss }),
    })),
  }
}

/** A place in the scenario's own file for what is wrong with the scenario: the place itself, else where the scenario names itself. */
export function placeIn({ opened }: Ran, at: Span): Span {
  if (at.file === opened.file) return at
  const { entries } = opened.tree
  const own = ['id', 'kind'].map((key) => entries.get(key)?.value.at)
  return own.find((place) => place?.file === opened.file) ?? at
}
