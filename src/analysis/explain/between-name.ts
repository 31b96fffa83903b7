import { parseFigureName } from './figure-name.ts'

/** What a name asks for that is no figure of one run. */
export interface Between {
  /** A difference, an effect (LMDI), or a figure made of differences. */
  readonly kind:
    | 'change'
    | 'effect'
    | 'avoided'
    | 'perTonne'
    /** The reference less this scenario: what a closure loses. */
    | 'lost'
    /** What of a margin is missing: the lesser of 0 and the margin without, less the margin with. */
    | 'short'
    /** Value added per unit of an indicator that a project adds. */
    | 'yield'
    /** With what comes with a project against without it, the project in both. */
    | 'offer'
    /** The part of one lever in the gap (Shapley). */
    | 'lever'
    /** The Mann–Kendall test over a span of years. */
    | 'trend'
  /** The figure of both sides, with its year where it has one. */
  readonly figure: string
  /** Where the figure begins in the name. */
  readonly start: number
  readonly effect?: string
  readonly sector?: string
  readonly lever?: string
  /** Which number of the test. */
  readonly statistic?: 's' | 'z' | 'p'
  /** Two years of one run; without them two runs. */
  readonly years?: readonly [from: number, to: number]
}

/**
 * `change.FIGURE@YEAR`, `lost.…`, `short.…`, `yield.INDICATOR@YEAR`, `offer.…`, `lever.INDICATOR.of.LEVER@YEAR`,
 * `trend.INDICATOR.z@FROM..TO`, `effect.EFFECT.INDICATOR[.of.SECTOR]@YEAR`; the first and the last also with
 * `@FROM..TO` for two years of one run.
 */
export function parseBetween(what: string): Between | undefined {
  const span = /^(.*)@(\d{4})\.\.(\d{4})$/.exec(what)
  const bare = span ? span[1]! : what
  const years = span ? { years: [Number(span[2]), Number(span[3])] as const } : {}
  const start = 'change.'.length
  if (bare === 'change.avoided') return { kind: 'avoided', figure: 'sum.ghg.net', start }
  if (bare === 'change.perTonne') return { kind: 'perTonne', figure: 'costs.net', start }
  for (const kind of ['lost', 'short', 'yield', 'offer'] as const)
    if (bare.startsWith(`${kind}.`))
      return { kind, figure: bare.slice(kind.length + 1), start: kind.length + 1 }
  const lever = /^lever\.(.+?)\.of\.(.+?)(@\d{4})$/.exec(bare)
  if (lever) return { kind: 'lever', figure: lever[1]! + lever[3]!, lever: lever[2]!, start: 'lever.'.length }
  const trend = /^trend\.(.+)\.([szp])$/.exec(bare)
  if (trend && span)
    return { kind: 'trend', figure: trend[1]!, statistic: trend[2] as 's', start: 'trend.'.length, ...years }
  if (bare.startsWith('change.')) return { kind: 'change', figure: bare.slice(start), start, ...years }
  const found = /^effect\.([a-z-]+)\.(.+)$/.exec(bare)
  if (!found) return undefined
  const [, effect, figure] = found as unknown as [string, string, string]
  const { name, year } = parseFigureName(figure)
  const [indicator = '', cut] = name.split('.of.')
  return {
    kind: 'effect',
    effect,
    start: `effect.${effect}.`.length,
    figure: year === undefined ? indicator : `${indicator}@${year}`,
    ...(cut === undefined ? {} : { sector: cut.replace(/^(sector|only):/, '') }),
    ...years,
  }
}
