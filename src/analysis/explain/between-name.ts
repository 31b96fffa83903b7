import { parseFigureName } from './figure-name.ts'

/** What a name asks for that is no figure of one run. */
export interface Between {
  /** A difference, an effect (LMDI), or a figure made of differences. */
  readonly kind: 'change' | 'effect' | 'avoided' | 'perTonne'
  /** The figure of both sides, with its year where it has one. */
  readonly figure: string
  /** Where the figure begins in the name. */
  readonly start: number
  readonly effect?: string
  readonly sector?: string
  /** Two years of one run; without them two runs. */
  readonly years?: readonly [from: number, to: number]
}

/** `change.FIGURE@YEAR`, `effect.EFFECT.INDICATOR[.of.SECTOR]@YEAR`; either with `@FROM..TO` for two years of one run. */
export function parseBetween(what: string): Between | undefined {
  const span = /^(.*)@(\d{4})\.\.(\d{4})$/.exec(what)
  const bare = span ? span[1]! : what
  const years = span ? { years: [Number(span[2]), Number(span[3])] as const } : {}
  const start = 'change.'.length
  if (bare === 'change.avoided') return { kind: 'avoided', figure: 'sum.ghg.net', start }
  if (bare === 'change.perTonne') return { kind: 'perTonne', figure: 'costs.net', start }
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
