import type { Text } from '../../text/text.ts'

export type Severity = 'error' | 'warning' | 'info'

/** One cause: its word (stable like the code), how grave it is, the message, and what to write instead. */
export interface Row extends Text {
  readonly slug: string
  readonly severity: Severity
  readonly help?: Text
}

/** The rows of a family, by code. */
export type Rows = Readonly<Record<string, Row>>
