import type { CheckFormat } from '../check-format.ts'

/**
 * The whole report as one document (`peakzero/check@1`); a new field keeps the number. `##` is escaped, so that a log that
 * this is printed to finds no command in it.
 */
export const format: CheckFormat = {
  name: 'json',
  about: { zh: '全部内容，供程序读取', en: 'everything, for programs' },
  render: (report) => logSafeJson(report),
}

/** A document whose text is harmless in the log of a CI system too: the same value when parsed. */
export function logSafeJson(document: unknown): string {
  return `${JSON.stringify(document, undefined, 2).replaceAll('##', '#\\u0023')}\n`
}
