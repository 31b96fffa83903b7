import type { Language, Text } from '../../text/text.ts'
import type { CheckReport } from './check-report.ts'

const line: Text = {
  zh: '{errors} 个错误，{warnings} 条警告，{waived} 项豁免，{skipped} 个跳过；共 {files} 个文件',
  en: '{errors}, {warnings}, {waived} waived, {skipped} skipped in {files}',
}

/** A number with its English noun, or alone for Chinese. */
export function count(n: number, word: string, language: Language): string {
  return language === 'zh' ? String(n) : `${n} ${word}${n === 1 ? '' : 's'}`
}

/** The last line of a check: what was wrong, what was waived or could not be judged, in how many files. */
export function summaryLine({ summary, files }: CheckReport, language: Language): string {
  const { errors, warnings, waived, skipped } = summary
  const values: Readonly<Record<string, string | number>> = {
    errors: count(errors, 'error', language),
    warnings: count(warnings, 'warning', language),
    waived,
    skipped,
    files: count(files.length, 'file', language),
  }
  return line[language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}
