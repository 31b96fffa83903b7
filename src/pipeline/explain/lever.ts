import { rounded } from '../../report/assemble.ts'
import type { FigurePage, PlainTerm } from '../../report/explain/explanation.ts'
import { leverGap } from '../../study/levers.ts'
import type { Text } from '../../text/text.ts'
import { defaultPermutations, defaultSeed, leverName } from '../lever-shares.ts'
import type { Session } from '../session.ts'
import { analyseMixture } from '../union.ts'
import type { SideFigure } from './difference.ts'
import { scenarioName } from './figure.ts'

const words = {
  about: {
    zh: 'Shapley 分摊：这一项改到后者时差额变化的平均，取遍（或抽样）所有先后次序；各项相加等于差额，不作调整',
    en: 'Shapley share: the mean change of the gap when this one turns to the latter side, over all orders (or a sample of them); shares add up to the gap, nothing is rescaled',
  },
} satisfies Record<string, Text>

const place = (n: number): Text => ({
  zh: `排在第 ${n} 时的平均变化`,
  en: `mean change when it comes as number ${n}`,
})

/** The page of one lever's part in a gap: its mean gain at each place, worked out as `compare --by lever` does. */
export async function leverPage(
  id: string,
  lever: string,
  before: SideFigure,
  after: SideFigure,
  command: string,
  session: Session,
): Promise<FigurePage | { readonly unknown: readonly string[] } | undefined> {
  const mixture = await analyseMixture(before.analysed, after.analysed, session)
  const node = mixture?.mixture((built) => built.figures.indicators.get(after.figure.id)?.node)
  if (!mixture || node === undefined || after.year === undefined) return undefined
  const found = leverGap(mixture, node, after.year, {
    permutations: defaultPermutations,
    seed: defaultSeed,
    only: lever,
  })
  if ('problem' in found) return undefined
  const { shapley, levers, idle } = found
  const at = levers.findIndex((one) => one.id === lever)
  const entry = levers[at] ?? idle.find((one) => one.id === lever)
  if (!entry) return { unknown: [...levers, ...idle].map((one) => one.id) }
  const { unit } = after.figure
  const value = rounded(at < 0 ? 0 : shapley.shares[at]!)
  const terms =
    at < 0
      ? []
      : shapley.places(at).map(({ mean, weight }, k): PlainTerm => {
          return { name: place(k + 1), value: rounded(mean), unit, factor: rounded(weight) }
        })
  const name = leverName(lever, entry.entities, [before.analysed.model, after.analysed.model])
  return {
    format: 'peakzero/explain@1',
    kind: 'figure',
    id,
    name,
    about: words.about,
    scenario: scenarioName(after.analysed.model),
    value,
    unit,
    tree: { name, id, value, unit, ...(terms.length > 0 ? { how: 'sum' as const, terms } : {}) },
    contributions: [],
    evidence: {},
    inputs: entry.slots.length,
    sources: [],
    command,
  }
}
