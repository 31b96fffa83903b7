import { nearest } from '../../diagnostics/nearest.ts'
import type { Span } from '../../diagnostics/span.ts'
import { type Dimension, dimensionless } from '../../quantity/dimension.ts'
import { parseUnit } from '../../quantity/unit.ts'
import type { Ran } from '../case.ts'
import type { Session } from '../session.ts'

/** What a test looks at, by the key that it is written under. */
export type Figure =
  | { readonly kind: 'indicator'; readonly key: string; readonly name: string; readonly year: number }
  | { readonly kind: 'peak'; readonly key: string }
  | { readonly kind: 'target'; readonly key: string }

/** Reads the key of an expectation: `co2.total@2030`, `peak`, or else a target. */
export function figureOf(key: string): Figure {
  const [, name, year] = /^(.+)@(\d{4})$/.exec(key) ?? []
  if (name !== undefined) return { kind: 'indicator', key, name, year: Number(year) }
  return key === 'peak' ? { kind: 'peak', key } : { kind: 'target', key }
}

/** Names of figures that must be asked for when a model is compiled. */
export function namesOf(keys: Iterable<string>): readonly string[] {
  const names = [...keys].flatMap((key) => {
    const figure = figureOf(key)
    return figure.kind === 'indicator' ? [figure.name] : []
  })
  return [...new Set(names)]
}

/** A figure of a run; a verdict is 1 (met) or 0. */
export interface Value {
  readonly value: number
  readonly dimension: Dimension
}

/** The value of a figure in a run; undefined and said where there is no such figure (E0301, E0209, E0715). */
export function lookUp(figure: Figure, at: Span, ran: Ran, session: Session): Value | undefined {
  const { analysed, summary, trajectories } = ran
  const { base, to } = analysed.model.horizon
  if (figure.kind === 'peak') return { value: summary.peak.year, dimension: dimensionless }
  if (figure.kind === 'target') {
    const found = summary.verdicts.find(({ target }) => target.id === figure.key)
    if (found) return { value: found.verdict.met ? 1 : 0, dimension: dimensionless }
    const known = [...summary.verdicts.map(({ target }) => target.id), 'peak']
    // `co2.total` alone is an indicator without its year.
    const near = analysed.known.includes(figure.key)
      ? `${figure.key}@${Math.min(2030, to)}`
      : nearest(figure.key, known)
    session.diagnose('E0715', at, { figure: figure.key, nearest: near ?? '' })
    return undefined
  }
  const asked = analysed.asked.get(figure.name)
  if (!asked) {
    const known = nearest(figure.name, analysed.known) ?? ''
    session.diagnose('E0301', at, { id: figure.name, what: 'indicator', nearest: known })
    return undefined
  }
  if (figure.year < base || figure.year > to) {
    session.diagnose('E0209', at, { found: figure.year, expected: `${base} … ${to}` })
    return undefined
  }
  const values = trajectories.value(asked.node)
  const value = values.length === 1 ? values[0]! : values[figure.year - base]!
  // Columns of indicators are in a unit of their own, which need not be the canonical one.
  const column = analysed.figures.indicators.get(figure.name)
  const unit = column ? parseUnit(column.unit) : undefined
  const factor = unit && !('unknown' in unit) ? unit.factor : 1
  return { value: value * factor, dimension: asked.dimension }
}
