import { formatNumber } from '../text/format.ts'
import type { Language, Text } from '../text/text.ts'
import type { BrokenRow } from './ensemble.ts'

/** What a condition is about, for readers who know no codes; the code leads on to `explain`. */
const meanings: Readonly<Record<string, Text>> = {
  E0407: { zh: '份额合计不为 100%', en: 'shares do not sum to 100%' },
  E0409: { zh: '设施的增加值超过所属部门的总额', en: 'facilities add more value than their whole sector' },
  E0417: { zh: '带走的碳多于投入的碳', en: 'more carbon leaves than enters' },
  E0421: { zh: '采用率超过措施的潜力', en: 'a measure is adopted beyond its potential' },
  E0422: { zh: '封存多于排出', en: 'more is stored than is given off' },
  E0423: {
    zh: '与观测总量相差超过容差',
    en: 'the model is off an observed total by more than its tolerance',
  },
  E0501: { zh: '算不出有限的数', en: 'a figure is not finite' },
  E0502: { zh: '环路没有收敛', en: 'a loop did not settle' },
}

/** A condition that draws break, and how many: `设施的增加值超过所属部门的总额（chemicals，E0409）：21 次`. `written` makes the user's words inert. */
export function brokenText(row: BrokenRow, language: Language, written: (text: string) => string): string {
  const meaning = meanings[row.condition]?.[language]
  const about = written(row.about)
  const named = [about, row.condition].filter((word) => word !== '')
  const draws = formatNumber(row.draws, language)
  if (meaning === undefined)
    return language === 'zh' ? `${named.join(' ')}：${draws} 次` : `${named.join(' ')}: ${draws}`
  return language === 'zh'
    ? `${meaning}（${named.join('，')}）：${draws} 次`
    : `${meaning} (${named.join(', ')}): ${draws}`
}

/** The same without the count, for a table. */
export function brokenCondition(
  row: BrokenRow,
  language: Language,
  written: (text: string) => string,
): string {
  const meaning = meanings[row.condition]?.[language]
  const named = `${row.condition} ${written(row.about)}`.trim()
  return meaning === undefined
    ? named
    : language === 'zh'
      ? `${meaning}（${named}）`
      : `${meaning} (${named})`
}
