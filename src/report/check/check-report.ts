import type { Severity } from '../../diagnostics/codes.ts'
import type { Text } from '../../text/text.ts'

/**
 * What `check` found, as plain data: what each format of `check` is written from. Everything is in order (file, line, column,
 * code) and in both languages; nothing in it depends on time, machine or the order of the arguments.
 */
export interface CheckReport {
  readonly format: 'peakzero/check@1'
  readonly version: string
  /** Whether warnings count as findings. */
  readonly strict: boolean
  /** Every file that was looked at. */
  readonly files: readonly string[]
  /** Every scenario that was run, in order of file. */
  readonly scenarios: readonly CheckedScenario[]
  /** Mistakes, warnings and remarks; the waived ones too. */
  readonly diagnostics: readonly CheckRow[]
  /** What came out other than it should in files that can be used; the waived ones too. */
  readonly findings: readonly CheckFinding[]
  /** What is waived counts under `waived` alone. */
  readonly summary: {
    readonly errors: number
    readonly warnings: number
    readonly findings: number
    readonly waived: number
    /** Scenarios by outcome. */
    readonly passed: number
    readonly failed: number
    readonly skipped: number
  }
}

/** A place in a file: lines and columns from 1, columns in UTF-16 units; offsets count characters of the text without BOM and with LF. */
export interface Region {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** What is known of a place beside where it is now. */
export interface Known {
  /** The keys that lead to the place, joined by dots, as far as its lines show them: `measures.ccus.adoption`. */
  readonly path: string
  /** Known by code, file and path, so that it stays the same when lines above it come or go; unique within a report. */
  readonly fingerprint: string
}

export interface CheckRow extends Region, Known {
  readonly code: string
  readonly slug: string
  readonly severity: Severity
  readonly message: Text
  /** What the code means and what to write instead, over several lines. */
  readonly help: Text
  /** The characters that the place stands on, cut at 80. */
  readonly value?: string
  /** The edit that `--fix` would make, where one is certain: what stands in this place instead. */
  readonly fix?: Region & { readonly replacement: string }
  readonly related: readonly Region[]
  readonly waived?: Waived
}

/** Why something that was found does not count. */
export interface Waived {
  readonly reason: string
  readonly owner: string
  /** The last day on which it holds, YYYY-MM-DD. */
  readonly until: string
}

export type FindingKind = 'target' | 'expectation' | 'test' | 'approved'

export interface CheckFinding extends Region, Known {
  readonly kind: FindingKind
  /** The scenario's id, and the file that it stands in; the place itself may lie in another file. */
  readonly scenario: string
  readonly scenarioFile: string
  /** The target, the test, or the indicator and year that differs: what the finding is known by in waivers. */
  readonly id: string
  readonly message: Text
  readonly related: readonly Region[]
  readonly waived?: Waived
}

export interface CheckedScenario {
  readonly file: string
  readonly id: string
  readonly title: Text
  /** `skipped`: it could not be run, for errors in it or in what it is built on. `failed`: it has findings that no waiver covers. */
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** When the headline indicator peaks; absent where the scenario could not be run. */
  readonly peak?: {
    readonly indicator: string
    readonly year: number
    readonly value: number
    readonly unit: string
    readonly rising: boolean
  }
  /** What each target comes to, in the order of their ids. */
  readonly verdicts: readonly CheckedVerdict[]
  /** What was compared: how many targets, tests and approved figures. */
  readonly compared: { readonly targets: number; readonly tests: number; readonly approved: number }
  /** Approved figures that moved, whether within their tolerance or not. */
  readonly moved: readonly MovedFigure[]
  /** Changed inputs since the figures were approved, where some moved. */
  readonly causes: readonly ChangedInput[]
}

/** What one target comes to in one scenario. */
export interface CheckedVerdict {
  readonly id: string
  readonly name: Text
  readonly severity: 'must' | 'should'
  readonly expected: 'met' | 'missed'
  readonly met: boolean
  /** By how much it passes (from zero up) or fails, in its unit, in the decisive year. */
  readonly margin: number
  readonly unit: string
  readonly firstMiss?: number
}

/** An approved figure that is no longer what it was. */
export interface MovedFigure {
  readonly indicator: string
  readonly name: Text
  readonly unit: string
  readonly year: number
  readonly before: number
  readonly now: number
  /** Share of the old figure by which it may differ, and whether it differs by no more. */
  readonly tolerance: number
  readonly within: boolean
}

/** An input that differs from what it was when the figures were approved. */
export interface ChangedInput {
  readonly path: string
  readonly before: string
  readonly after: string
  readonly file: string
  readonly line: number
  /** What goes away of the figure that moved most when this input alone is put back; of one value of each changed entity, where it could be run. */
  readonly effect?: {
    readonly indicator: string
    readonly year: number
    readonly unit: string
    readonly change: number
  }
}
