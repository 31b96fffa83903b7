import type { Grade } from '../model/given.ts'
import { formatNumber, formatPercent } from '../text/format.ts'
import type { Language, Text } from '../text/text.ts'
import type { DefaultRangeRow } from './ensemble.ts'
import { say } from './figure.ts'

const ranges: Text = { zh: '默认范围（假设）：{list}', en: 'default ranges (assumptions): {list}' }

const gradeNames: Readonly<Record<Grade, Text>> = {
  measured: { zh: '实测', en: 'measured' },
  statistics: { zh: '统计', en: 'statistics' },
  standard: { zh: '标准', en: 'standard' },
  literature: { zh: '文献', en: 'literature' },
  expert: { zh: '专家', en: 'expert' },
  calibrated: { zh: '校准', en: 'calibrated' },
  assumption: { zh: '假设', en: 'assumption' },
}

/** How wide the default ranges of a study are, and how many numbers got them. */
export function rangesText(rows: readonly DefaultRangeRow[], language: Language): string {
  const list = rows
    .filter(({ numbers }) => numbers > 0)
    .map(
      ({ of, half, numbers }) =>
        `${gradeNames[of as Grade][language]} ±${formatPercent(half, language)} (${formatNumber(numbers, language)})`,
    )
  return say(ranges, language, { list: list.join(language === 'zh' ? '，' : ', ') })
}

/** The same as a sentence after what is told of the draws; nothing where they were not asked for. */
export function rangesAfter(
  { defaultRanges }: { readonly defaultRanges?: readonly DefaultRangeRow[] },
  language: Language,
): string {
  if (!defaultRanges) return ''
  const text = rangesText(defaultRanges, language)
  return language === 'zh' ? `${text}。` : ` ${text.replace(/^d/, 'D')}.`
}
