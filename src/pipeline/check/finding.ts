import type { Span } from '../../diagnostics/span.ts'
import type { Waived } from '../../report/check/check-report.ts'
import type { Text } from '../../text/text.ts'

/** Something that `check` found in files that can be used, such as a missed `must` target or an expectation that did not come true. */
export interface Finding {
  readonly kind: 'target' | 'expectation' | 'test' | 'approved'
  /** The file whose check found it: the scenario, or the overlay that is tested. */
  readonly file: string
  /** The line to look at, which may stand in another file (the target, the expectation, the test, the approved figure). */
  readonly at: Span
  readonly scenario: string
  /** The target, the test, or the indicator and year that differs: what the finding is known by in waivers. */
  readonly id: string
  /** Where else to look: the target, where the finding stands in the scenario. */
  readonly related?: readonly Span[]
  readonly message: Text
  readonly waived?: Waived
}
