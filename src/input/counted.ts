import type { Text } from '../text/text.ts'

const things = {
  files: { zh: '{n} 个文件', en: '{n} files' },
  lines: { zh: '{n} 行', en: '{n} lines' },
} satisfies Record<string, Text>

/** What E0102 says of too many files or lines, in both languages: how many were found (or `more` than the limit), and the limit. */
export function tooMany(
  of: keyof typeof things,
  limit: number,
  found?: number,
): Readonly<Record<string, string>> {
  const say = (n: number | string, language: 'zh' | 'en') => things[of][language].replace('{n}', String(n))
  const many = found ?? `> ${limit}`
  return {
    found: say(many, 'en'),
    'found.zh': say(many, 'zh'),
    limit: say(limit, 'en'),
    'limit.zh': say(limit, 'zh'),
  }
}
