import { codes } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { countDiagnostics, renderDiagnostics, sortDiagnostics, toJson } from '../diagnostics/render.ts'
import type { Text } from '../text/text.ts'
import { type Context, fillText } from './context.ts'
import { type ExitCode, exitCode, gravest } from './exit-code.ts'

/** What every function of the front door hands back beside its answer. */
export interface Diagnosed {
  readonly diagnostics: readonly Diagnostic[]
  sourceText(file: string): string | undefined
}

/** What was found, as an exit code: an error is input that cannot be used, a file that cannot be read is 74. */
export function exitOf(diagnostics: readonly Diagnostic[], strict = false): ExitCode {
  const { error, warning } = countDiagnostics(diagnostics)
  const unreadable = diagnostics.filter(({ code }) => code === 'E0124').length
  return gravest([
    error > unreadable ? exitCode.input : exitCode.done,
    unreadable > 0 ? exitCode.io : exitCode.done,
    strict && warning > 0 ? exitCode.findings : exitCode.done,
  ])
}

/** Errors and warnings on stderr, framed; remarks too with `--verbose`. */
export async function tell(context: Context, diagnosed: Diagnosed): Promise<void> {
  const { sourceText } = diagnosed
  const diagnostics = diagnosed.diagnostics.filter(
    ({ code }) => context.verbose || codes[code].severity !== 'info',
  )
  if (diagnostics.length === 0) return
  const limit = context.verbose ? Number.POSITIVE_INFINITY : 50
  const width = Math.min(context.width, 100)
  await context.complain(renderDiagnostics(diagnostics, sourceText, context.language, { width, limit }))
}

/** The diagnostics as the one JSON document of a command that has no other answer. */
export function diagnosticsDocument({ diagnostics, sourceText }: Diagnosed): string {
  const document = { format: 'peakzero/diagnostics@1', diagnostics: toJson(diagnostics, sourceText) }
  return `${JSON.stringify(document, undefined, 2)}\n`
}

const counted: Text = { zh: '{errors} 个错误，{warnings} 条警告', en: '{errors}, {warnings}' }
const inFiles: Text = { zh: '；共 {files} 个文件', en: ' in {files}' }
const right: Text = { zh: '，其中 {right} 个无误', en: '; {right} without any' }

const counts = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

/** The last line on stderr: errors, warnings, and of how many files that were looked at. */
export function summary({ diagnostics }: Diagnosed, language: keyof Text, files?: number): string {
  // Counted as shown: what two scenarios share is said once.
  const { error, warning } = countDiagnostics(sortDiagnostics(diagnostics))
  const zh = language === 'zh'
  const line = fillText(counted, {
    errors: zh ? error : counts(error, 'error'),
    warnings: zh ? warning : counts(warning, 'warning'),
  })[language]
  if (files === undefined) return line
  const wrong = new Set(
    diagnostics.filter(({ code }) => codes[code].severity !== 'info').map(({ at }) => at.file),
  ).size
  const rest = fillText(inFiles, { files: zh ? files : counts(files, 'file') })[language]
  const good = wrong > 0 && files > wrong ? fillText(right, { right: files - wrong })[language] : ''
  return line + rest + good
}
