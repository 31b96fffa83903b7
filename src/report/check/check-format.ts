import type { Language, Text } from '../../text/text.ts'
import type { CheckReport } from './check-report.ts'

/** A format of `check`: report → bytes. */
export interface CheckFormat {
  readonly name: string
  readonly about: Text
  render(report: CheckReport, language: Language): string
}
