import { formatNumber, formatPercent } from '../text/format.ts'
import type { Language, Text } from '../text/text.ts'
import { brokenText } from './broken-row.ts'
import type { EnsembleResult } from './ensemble.ts'
import { say } from './figure.ts'

const texts = {
  lead: {
    zh: '{count} 个县中有 {again} 个在部分抽样里条件不成立，重抽了自己的数（各县共有的数不变）；最多的县占抽样的 {share}：',
    en: '{again} of {count} counties break a condition in some draws and drew their own numbers again (common numbers stand), at most in {share} of the draws of one:',
  },
  more: { zh: '还有 {count} 项', en: 'and {count} more' },
  broken: {
    zh: '{count} 次抽样（{share}）有县的条件怎么抽都不成立，没有计入下面的数：',
    en: 'In {count} draws ({share}) a county breaks a condition whatever it draws; they are not in what follows:',
  },
} satisfies Record<string, Text>

/** Conditions shown. */
const shown = 5

/** Of a region: which counties drew their own numbers again, as a sentence and rows; undefined where none did. */
export function redrawnText(
  { redrawn = [], counties = [], draws }: EnsembleResult,
  language: Language,
  written: (text: string) => string,
): { readonly lead: string; readonly rows: readonly string[] } | undefined {
  const most = Math.max(0, ...counties.map((county) => county.redrawn))
  if (most === 0) return undefined
  const rest = redrawn.length - shown
  return {
    lead: say(texts.lead, language, {
      again: formatNumber(counties.filter((county) => county.redrawn > 0).length, language),
      count: formatNumber(counties.length, language),
      share: formatPercent(most / draws.done, language),
    }),
    rows: [
      ...redrawn.slice(0, shown).map((row) => brokenText(row, language, written)),
      ...(rest > 0 ? [say(texts.more, language, { count: formatNumber(rest, language) })] : []),
    ],
  }
}

/** What is said of draws that are lost: of a region otherwise than of a county. */
export const lostText = ({ counties }: EnsembleResult, ofCounty: Text): Text =>
  counties ? texts.broken : ofCounty
