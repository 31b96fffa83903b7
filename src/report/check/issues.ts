import type { Severity } from '../../diagnostics/codes.ts'
import type { Text } from '../../text/text.ts'
import type { CheckReport, FindingKind, Known, Region, Waived } from './check-report.ts'

/** A diagnostic or a finding, as formats show it: each has a rule, a severity and a place. */
export interface Issue extends Region, Known {
  /** `E0204`, or the kind of a finding. */
  readonly code: string
  readonly slug: string
  /** `E0204 unit-dimension`: code and slug, which every format carries. */
  readonly title: string
  readonly severity: Severity
  readonly message: Text
  readonly help: Text
  readonly fix?: Region & { readonly replacement: string }
  readonly related: readonly Region[]
  readonly waived?: Waived
}

/** Rules of what is no diagnostic: the files are right, but their results are not what they should be. */
export const findingRules: Readonly<Record<FindingKind, { readonly slug: string; readonly help: Text }>> = {
  target: {
    slug: 'target-missed',
    help: {
      zh: '必须达到的目标没有达到，情景也没有写明预期如此。\n若结果是对的，请在情景里写明：expect: { <目标>: missed }',
      en: 'A must target is missed, and the scenario does not say that this is expected.\nIf the result is right, say so in the scenario: expect: { <target>: missed }',
    },
  },
  expectation: {
    slug: 'expectation-failed',
    help: {
      zh: '结果与 expect 里写的不同。若结果是对的，请改 expect；若不是，请查输入。',
      en: 'The result is not what expect says. If it is right, change expect; if not, look at the inputs.',
    },
  },
  test: {
    slug: 'test-failed',
    help: {
      zh: '写在 YAML 里的检验没有通过。若结果是对的，请改检验；若不是，请查输入。',
      en: 'A test written in YAML fails. If the result is right, change the test; if not, look at the inputs.',
    },
  },
  approved: {
    slug: 'approved-differs',
    help: {
      zh: '结果与批准的数值之差超过容差。若变化是有意的：peakzero check … --update-approved --reason <理由>',
      en: 'A figure differs from its approved value by more than its tolerance. If the change is meant: peakzero check … --update-approved --reason <why>',
    },
  },
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** What a report tells, errors and findings first, each in order of place; remarks only where they are wanted. A finding ranks as an error. */
export function issuesOf({ diagnostics, findings }: CheckReport, remarks = true): readonly Issue[] {
  const all = [
    ...diagnostics
      .filter(({ severity }) => remarks || severity !== 'info')
      .map((row): Issue => ({ ...row, title: `${row.code} ${row.slug}` })),
    ...findings.map((finding): Issue => {
      const { slug, help } = findingRules[finding.kind]
      const code = `finding-${finding.kind}`
      return { ...finding, code, slug, title: `${code} ${slug}`, severity: 'error', help }
    }),
  ]
  // Sorting is stable: within a severity the order of the report stays.
  return all.sort((a, b) => rank[a.severity] - rank[b.severity])
}
