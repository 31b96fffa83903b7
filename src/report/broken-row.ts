import { formatNumber } from '../text/format.ts'
import type { Language, Text } from '../text/text.ts'
import type { BrokenRow } from './ensemble.ts'
import { say } from './figure.ts'

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

const texts = {
  counted: { zh: '{condition}：{draws} 次', en: '{condition}: {draws}' },
  meant: { zh: '{meaning}（{named}）', en: '{meaning} ({named})' },
} satisfies Record<string, Text>

/** A condition in words, with what it is about and its code: `more carbon leaves than enters (E0417 ovens)`. `written` makes the user's words inert. */
export function brokenCondition(
  row: BrokenRow,
  language: Language,
  written: (text: string) => string,
): string {
  const meaning = meanings[row.condition]?.[language]
  const named = `${row.condition} ${written(row.about)}`.trim()
  return meaning === undefined ? named : say(texts.meant, language, { meaning, named })
}

/** The same with the number of draws that break it. */
export function brokenText(row: BrokenRow, language: Language, written: (text: string) => string): string {
  const condition = brokenCondition(row, language, written)
  return say(texts.counted, language, { condition, draws: formatNumber(row.draws, language) })
}
