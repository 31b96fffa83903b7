import { trendOf } from '../../analysis/trend.ts'
import { at } from '../../analysis/verdict.ts'
import { rounded } from '../../report/assemble.ts'
import type { FigurePage, PlainLevel, PlainTerm } from '../../report/explain/explanation.ts'
import type { Text } from '../../text/text.ts'
import type { SideFigure } from './difference.ts'
import { scenarioName } from './figure.ts'

const words = {
  s: {
    zh: 'Mann–Kendall 检验的 S：后年高于前年的年份对数，减去低于的对数',
    en: 'S of the Mann–Kendall test: pairs of years that rise less pairs that fall',
  },
  z: {
    zh: 'Mann–Kendall 检验的 Z：S 向零靠拢 1，除以标准差',
    en: 'Z of the Mann–Kendall test: S, one nearer to zero, divided by its standard deviation',
  },
  p: {
    zh: 'Mann–Kendall 检验的 p：没有趋势时 |Z| 至少这样大的概率（双侧，正态近似）',
    en: 'p of the Mann–Kendall test: probability of a |Z| at least as large where there is no trend (two-sided, normal)',
  },
  rising: { zh: '上升的年份对', en: 'pairs that rise' },
  falling: { zh: '下降的年份对', en: 'pairs that fall' },
  corrected: { zh: 'S 向零靠拢 1', en: 'S, one nearer to zero' },
  variance: { zh: 'S 的方差（已按相同的数修正）', en: 'variance of S, corrected for ties' },
} satisfies Record<string, Text>

/** The page of one number of the trend test over some years of one run; undefined for fewer years than it is meant for. */
export function trendPage(
  id: string,
  word: 's' | 'z' | 'p',
  { analysed, trajectories, figure }: SideFigure,
  [from, to]: readonly [number, number],
): FigurePage | undefined {
  const { base } = analysed.model.horizon
  const series = trajectories.value(figure.node)
  const found = trendOf(Array.from({ length: to - from + 1 }, (_, i) => at(series, from - base + i)))
  if (!found) return undefined
  const { s, rising, falling, variance, z, p } = found
  const plain = (name: Text, value: number, factor: number): PlainTerm => ({ name, value, unit: '1', factor })
  const trees: Readonly<Record<typeof word, Omit<PlainLevel, 'name' | 'unit'>>> = {
    s: {
      value: s,
      how: 'sum',
      terms: [plain(words.rising, rising, 1), plain(words.falling, falling, -1)],
    },
    z: {
      value: rounded(z),
      ...(s === 0 || variance <= 0
        ? {}
        : {
            how: 'product' as const,
            terms: [
              plain(words.corrected, s > 0 ? s - 1 : s + 1, 1),
              plain(words.variance, rounded(variance), -0.5),
            ],
          }),
    },
    p: { value: rounded(p) },
  }
  const tree = { name: words[word], unit: '1', ...trees[word] }
  return {
    format: 'peakzero/explain@1',
    kind: 'figure',
    id,
    name: figure.name,
    about: words[word],
    scenario: scenarioName(analysed.model),
    value: tree.value,
    unit: '1',
    tree,
    contributions: [],
    evidence: {},
    inputs: 0,
    sources: [],
  }
}
