import { inert } from '../text/inert.ts'
import { byCodePoint } from '../text/order.ts'
import type { Language, Text } from '../text/text.ts'
import { type Code, codes, type Severity } from './codes.ts'
import type { Diagnostic } from './diagnostic.ts'
import { frame } from './frame.ts'
import { locator } from './position.ts'
import { type Reason, reasons } from './reasons.ts'
import type { Span } from './span.ts'
import { termFor } from './terms.ts'

/** Gives the text of a file as spans count it (BOM removed); undefined where it cannot be shown. */
export type TextOf = (file: string) => string | undefined

export interface RenderStyle {
  /** Columns, 80 by default: for the frames; a message is never broken. */
  readonly width?: number
  /** How many diagnostics are shown in full, 50 by default. */
  readonly limit?: number
}

const severities: Readonly<Record<Severity, Text>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  info: { zh: '提示', en: 'info' },
}

const theNearest: Text = { zh: '；最接近的是 {x}', en: '; the nearest is {x}' }
const more: Text = { zh: '还有 {n} 条未列出', en: 'and {n} more' }

/** The longest argument inside a message, in characters. */
const longest = 80

function argumentText(diagnostic: Diagnostic, name: string, language: Language): string {
  // `reason.zh` beside `reason`: a sentence that its stage can say in both languages.
  const own = `${name}.${language}`
  const key = Object.hasOwn(diagnostic.args, own) ? own : name
  const value = Object.hasOwn(diagnostic.args, key) ? diagnostic.args[key] : undefined
  if (value === undefined) return ''
  if (typeof value === 'number') return String(Number(value.toPrecision(12)) + 0)
  if (name === 'reason' && Object.hasOwn(reasons, value))
    return fill(reasons[value as Reason][language], diagnostic, language)
  const shown = termFor(diagnostic.code, name, value, language) ?? inert(value, longest)
  if (name !== 'nearest') return shown
  return shown === '' ? '' : theNearest[language].replace('{x}', () => shown)
}

/** Put the arguments in the places of their names; braces that hold no name (`{ }`, `{2030: 30%}`) stay. */
function fill(sentence: string, diagnostic: Diagnostic, language: Language): string {
  return sentence.replace(/\{([a-zA-Z]\w*)\}/g, (_, name: string) => argumentText(diagnostic, name, language))
}

/**
 * The sentence of a diagnostic with its arguments, in one language. Arguments are made inert (control characters visible,
 * cut at 80), numbers have 12 significant digits at most, `{nearest}` becomes a clause or nothing; a key of `reasons` as
 * `{reason}` becomes its sentence, a key of `terms` its word.
 */
export function message(diagnostic: Diagnostic, language: Language): string {
  return fill(codes[diagnostic.code][language], diagnostic, language)
}

/** `file:line:column`, or the file alone where its text is not to be had. */
function place(at: Span, textOf: TextOf): string {
  const text = textOf(at.file)
  const file = inert(at.file, 200)
  if (text === undefined) return file
  const { line, column } = locator(text)(at.start)
  return `${file}:${line}:${column}`
}

/**
 * One diagnostic as text: `file:line:column severity code slug: message`, the code frame, then the related places with
 * frames of their own. No line break at the end. Without the file's text: the header alone.
 */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  textOf: TextOf,
  language: Language,
  style: RenderStyle = {},
): string {
  const { slug, severity } = codes[diagnostic.code]
  const word = severities[severity][language]
  const head = `${place(diagnostic.at, textOf)} ${word} ${diagnostic.code} ${slug}: ${message(diagnostic, language)}`
  const width = style.width ?? 80
  const lines = [head]
  const text = textOf(diagnostic.at.file)
  if (text !== undefined) lines.push(frame(text, diagnostic.at, { width }))
  for (const at of diagnostic.related ?? []) {
    const other = textOf(at.file)
    lines.push(`  --> ${place(at, textOf)}`)
    if (other !== undefined) lines.push(frame(other, at, { width, mark: '-' }))
  }
  return lines.join('\n')
}

/** All diagnostics as text, sorted, without duplicates, at most `limit` in full, then `and N more`. `''` for none. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  textOf: TextOf,
  language: Language,
  style: RenderStyle = {},
): string {
  const sorted = sortDiagnostics(diagnostics)
  const limit = style.limit ?? 50
  const parts = sorted.slice(0, limit).map((one) => renderDiagnostic(one, textOf, language, style))
  if (sorted.length > limit) parts.push(more[language].replace('{n}', String(sorted.length - limit)))
  return parts.join('\n\n')
}

/** Everything that a reader could tell apart, the same whatever order the arguments were given in. */
function fingerprint(diagnostic: Diagnostic): string {
  const names = Object.keys(diagnostic.args).sort(byCodePoint)
  const spans = [diagnostic.at, ...(diagnostic.related ?? [])]
  return JSON.stringify([
    spans.map(({ file, start, end }) => [file, start, end]),
    names.map((name) => [name, diagnostic.args[name]]),
  ])
}

/**
 * Sort by file, offset and code (code points), then by what else differs, and drop exact duplicates: the same list for the
 * same diagnostics in whatever order they came. The input is left as it was.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyed = diagnostics.map((diagnostic) => ({ diagnostic, key: fingerprint(diagnostic) }))
  keyed.sort(
    (a, b) =>
      byCodePoint(a.diagnostic.at.file, b.diagnostic.at.file) ||
      a.diagnostic.at.start - b.diagnostic.at.start ||
      byCodePoint(a.diagnostic.code, b.diagnostic.code) ||
      byCodePoint(a.key, b.key),
  )
  return keyed
    .filter(({ diagnostic, key }, i) => {
      const last = keyed[i - 1]
      return last === undefined || last.key !== key || last.diagnostic.code !== diagnostic.code
    })
    .map(({ diagnostic }) => diagnostic)
}

/** How many diagnostics of each severity there are, and in how many files. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): {
  readonly error: number
  readonly warning: number
  readonly info: number
  readonly files: number
} {
  const count = { error: 0, warning: 0, info: 0 }
  for (const { code } of diagnostics) count[codes[code].severity]++
  return { ...count, files: new Set(diagnostics.map(({ at }) => at.file)).size }
}

/** A place in JSON: line and column from 1 (UTF-16; left out where the text is not to be had), offset from 0 (UTF-16). */
export interface JsonPosition {
  readonly line?: number
  readonly column?: number
  readonly offset: number
}

export interface JsonRange {
  readonly start: JsonPosition
  readonly end: JsonPosition
}

/** A diagnostic as the JSON formats carry it; text from the user is inert and cut at 80, as in messages. */
export interface JsonDiagnostic {
  readonly code: Code
  readonly slug: string
  readonly severity: Severity
  readonly message: Text
  readonly file: string
  readonly range: JsonRange
  readonly args: Readonly<Record<string, string | number>>
  readonly related?: readonly { readonly file: string; readonly range: JsonRange }[]
}

/** All diagnostics as plain data, sorted, without duplicates; nothing is left out. */
export function toJson(diagnostics: readonly Diagnostic[], textOf: TextOf): readonly JsonDiagnostic[] {
  const locators = new Map<string, ReturnType<typeof locator> | undefined>()
  const range = (at: Span): JsonRange => {
    if (!locators.has(at.file)) {
      const text = textOf(at.file)
      locators.set(at.file, text === undefined ? undefined : locator(text))
    }
    const locate = locators.get(at.file)
    const where = (offset: number): JsonPosition => ({ ...locate?.(offset), offset })
    return { start: where(at.start), end: where(at.end) }
  }
  return sortDiagnostics(diagnostics).map((diagnostic) => {
    const { slug, severity } = codes[diagnostic.code]
    const names = Object.keys(diagnostic.args).sort(byCodePoint)
    const related = diagnostic.related?.map((at) => ({ file: inert(at.file, 200), range: range(at) }))
    return {
      code: diagnostic.code,
      slug,
      severity,
      message: { zh: message(diagnostic, 'zh'), en: message(diagnostic, 'en') },
      file: inert(diagnostic.at.file, 200),
      range: range(diagnostic.at),
      args: Object.fromEntries(names.map((name) => [name, inertValue(diagnostic.args[name] ?? '')])),
      ...(related ? { related } : {}),
    }
  })
}

const inertValue = (value: string | number): string | number =>
  typeof value === 'string' ? inert(value, longest) : value
