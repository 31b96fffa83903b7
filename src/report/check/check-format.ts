import type { Text } from '../../text/text.ts'
import type { RenderOptions } from '../result.ts'
import type { CheckReport } from './check-report.ts'

/** A format of `check`: report → text. It reads nothing but the report, and makes every text of a user harmless where it is read. */
export interface CheckFormat {
  readonly name: string
  readonly about: Text
  render(report: CheckReport, options: RenderOptions): string
}
