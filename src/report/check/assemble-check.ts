import { type Code, codes, helpOf } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { fixOf } from '../../diagnostics/fix.ts'
import { keyPath } from '../../diagnostics/key-path.ts'
import { locator } from '../../diagnostics/position.ts'
import { message, sortDiagnostics, type TextOf } from '../../diagnostics/render.ts'
import type { Span } from '../../diagnostics/span.ts'
import { inert } from '../../text/inert.ts'
import { byCodePoint } from '../../text/order.ts'
import type { Text } from '../../text/text.ts'
import type {
  CheckedScenario,
  CheckFinding,
  CheckReport,
  CheckRow,
  FindingKind,
  Region,
  Waived,
} from './check-report.ts'
import { fingerprints } from './fingerprint.ts'

/** A finding whose place is still a span. */
export interface RawFinding {
  readonly kind: FindingKind
  readonly file: string
  readonly scenario: string
  readonly id: string
  readonly at: Span
  readonly related?: readonly Span[]
  readonly message: Text
  readonly waived?: Waived
}

/** What a check comes to, before places are lines and columns: what the front door hands back. */
export interface RawCheck {
  readonly version: string
  readonly files: readonly string[]
  readonly scenarios: readonly CheckedScenario[]
  readonly findings: readonly RawFinding[]
  readonly diagnostics: readonly Diagnostic[]
  /** Why a diagnostic does not count, where a waiver covers it. */
  waiverOf?(diagnostic: Diagnostic): Waived | undefined
  sourceText(file: string): string | undefined
}

/** The longest text of a place that is told, in characters. */
const longest = 80

const noHelp: Text = { zh: '', en: '' }

/** Spans → lines and columns; each text is measured once. */
function regions(textOf: TextOf): (at: Span) => Region {
  const locators = new Map<string, ReturnType<typeof locator> | undefined>()
  return ({ file, start, end }) => {
    if (!locators.has(file)) {
      const text = textOf(file)
      locators.set(file, text === undefined ? undefined : locator(text))
    }
    const locate = locators.get(file)
    const from = locate?.(start) ?? { line: 1, column: 1 }
    const to = locate?.(Math.max(start, end)) ?? from
    return {
      file: inert(file, 200),
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
    }
  }
}

/** A text of a user's on one line, whatever it holds. */
function tame({ zh, en }: Text, limit = 200): Text {
  return { zh: inert(zh, limit), en: inert(en, limit) }
}

/** A message: its lines stay, its characters are harmless. */
function tameLines({ zh, en }: Text): Text {
  const each = (text: string) => text.split('\n').map((line) => inert(line, 500))
  return { zh: each(zh).join('\n'), en: each(en).join('\n') }
}

function tameWaiver({ reason, owner, until }: Waived): Waived {
  return { reason: inert(reason, 500), owner: inert(owner), until: inert(until) }
}

/** Titles, names and inputs are a user's. */
function tameScenario(scenario: CheckedScenario): CheckedScenario {
  return {
    ...scenario,
    file: inert(scenario.file, 200),
    id: inert(scenario.id),
    title: tame(scenario.title),
    verdicts: scenario.verdicts.map((verdict) => ({
      ...verdict,
      id: inert(verdict.id),
      name: tame(verdict.name),
      unit: inert(verdict.unit),
    })),
    moved: scenario.moved.map((one) => ({
      ...one,
      indicator: inert(one.indicator),
      name: tame(one.name),
      unit: inert(one.unit),
    })),
    causes: scenario.causes.map((one) => ({
      ...one,
      path: inert(one.path, 200),
      before: inert(one.before, 200),
      after: inert(one.after, 200),
      file: inert(one.file, 200),
    })),
  }
}

const byPlace = (a: Region, b: Region): number =>
  byCodePoint(a.file, b.file) || a.line - b.line || a.column - b.column

/** Puts the report together: places as lines, everything in order, each item with what it is known by, and the sums. */
export function assembleCheck(raw: RawCheck, { strict }: { readonly strict: boolean }): CheckReport {
  const textOf: TextOf = (file) => raw.sourceText(file)
  const region = regions(textOf)
  const pathOf = (at: Span): string => {
    const text = textOf(at.file)
    return text === undefined
      ? ''
      : keyPath(text, at.start)
          .map((key) => inert(key))
          .join('.')
  }
  const shownOf = ({ file, start, end }: Span): { value?: string } => {
    const text = textOf(file)?.slice(start, end)
    return text ? { value: inert(text, longest) } : {}
  }
  const fixFor = (diagnostic: Diagnostic): { fix?: NonNullable<CheckRow['fix']> } => {
    const text = textOf(diagnostic.at.file)
    const found = text === undefined ? undefined : fixOf(diagnostic, text)
    return found ? { fix: { ...region(found.at), replacement: inert(found.replacement, longest) } } : {}
  }
  const known = fingerprints()
  const diagnostics = sortDiagnostics(raw.diagnostics).map((diagnostic): CheckRow => {
    const { code, at } = diagnostic
    const { slug, severity } = codes[code]
    const path = pathOf(at)
    const waived = raw.waiverOf?.(diagnostic)
    return {
      ...region(at),
      path,
      fingerprint: known(code, at.file, path),
      code,
      slug,
      severity,
      message: { zh: message(diagnostic, 'zh'), en: message(diagnostic, 'en') },
      help: helpOf(code as Code) ?? noHelp,
      ...shownOf(at),
      ...fixFor(diagnostic),
      related: (diagnostic.related ?? []).map(region),
      ...(waived ? { waived: tameWaiver(waived) } : {}),
    }
  })
  const findings = raw.findings
    .map((finding): CheckFinding => {
      const { kind, scenario, file, id, at, waived } = finding
      return {
        ...region(at),
        path: pathOf(at),
        fingerprint: known(kind, file, id),
        kind,
        scenario: inert(scenario),
        scenarioFile: inert(file, 200),
        id: inert(id),
        message: tameLines(finding.message),
        related: (finding.related ?? []).map(region),
        ...(waived ? { waived: tameWaiver(waived) } : {}),
      }
    })
    .sort((a, b) => byPlace(a, b) || byCodePoint(a.kind, b.kind) || byCodePoint(a.id, b.id))
  const scenarios = raw.scenarios.map(tameScenario).sort((a, b) => byCodePoint(a.file, b.file))
  const standing = diagnostics.filter(({ waived }) => !waived)
  const outcomes = (outcome: CheckedScenario['outcome']): number =>
    scenarios.filter((scenario) => scenario.outcome === outcome).length
  return {
    format: 'peakzero/check@1',
    version: raw.version,
    strict,
    files: [...new Set(raw.files)].sort(byCodePoint).map((file) => inert(file, 200)),
    scenarios,
    diagnostics,
    findings,
    summary: {
      errors: standing.filter(({ severity }) => severity === 'error').length,
      warnings: standing.filter(({ severity }) => severity === 'warning').length,
      findings: findings.filter(({ waived }) => !waived).length,
      waived: [...diagnostics, ...findings].filter(({ waived }) => waived).length,
      passed: outcomes('passed'),
      failed: outcomes('failed'),
      skipped: outcomes('skipped'),
    },
  }
}
