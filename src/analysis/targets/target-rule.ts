import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import type { Actor, Leaf } from '../../engine/context.ts'
import type { Graph } from '../../engine/graph.ts'
import type { Ref } from '../../engine/plan.ts'
import type { Curve } from '../../model/curve.ts'
import { word } from '../../model/field.ts'
import type { Model, Target } from '../../model/model.ts'
import { type Dimension, sameDimension } from '../../quantity/dimension.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import type { Text } from '../../text/text.ts'

/** An indicator as a rule sees it. */
export interface Judged {
  readonly id: string
  readonly node: Ref
  readonly unit: string
  readonly dimension: Dimension
}

/** What a rule builds with. */
export interface RuleContext {
  readonly g: Graph
  readonly diagnose: Diagnose
  /** The indicator of that name; unknown names are reported and answered with undefined. */
  indicator(field: unknown): Judged | undefined
  /** Nodes of a series of the target. */
  curve(curve: Curve, path: string): Ref
  /** The dimension of a series of the target; of an expression what it comes out in, once it is a node. */
  dimensionOf(curve: Curve): Dimension
  /** The slot of a number of the target. */
  given(given: unknown, path: string): Ref
  readonly model: Model
  readonly leaves: readonly Leaf[]
  readonly actors: readonly Actor[]
  activity(actor: Actor): Ref
  /** Full capacity that stands by year; undefined where a unit states none. */
  capacity(actor: Actor): Ref | undefined
  /** When its first stage begins, as a year that draws may move. */
  began(actor: Actor): Ref | undefined
}

/**
 * What a rule builds. `margin` ≥ 0 means met in that year, in `unit`; only the years of `judged` count. `met` is 1 or 0.
 * `figure` and `shown` are what a reader is told: the figure judged and by how much it passes or fails.
 */
export interface TargetColumns {
  readonly indicator: string
  readonly unit: string
  readonly judged: readonly [from: number, to: number]
  readonly margin: Ref
  readonly met: Ref
  readonly figure: Ref
  readonly figureUnit: string
  readonly shown?: { readonly node: Ref; readonly unit: string }
  readonly limit?: Ref
  /** 1 in the years in which anything was there to judge, where a rule may find nothing; "met" is then no more than not broken. */
  readonly any?: Ref
}

/** A rule of judging: one file, one line in `index.ts`. `shape` are its fields beside those of every target. */
export interface TargetRule {
  readonly rule: string
  readonly name: Text
  readonly about: Text
  readonly shape: Readonly<Record<string, ReturnType<typeof word>>> | Readonly<Record<string, unknown>>
  plan(target: Target, cx: RuleContext): TargetColumns | undefined
}

/** The field that names an indicator. */
export const indicatorField = word({ zh: '指标', en: 'indicator' }, { dots: true })

/** 1 where the margin is nowhere below zero in the judged years. A margin that is no number never passes. */
export function holds(g: Graph, margin: Ref, judged: readonly [number, number]): Ref {
  return g.less(g.constant(-Number.MIN_VALUE), g.least(margin, judged[0], judged[1]))
}

/** Years of the horizon as a table of indexes 0, 1, 2 … */
export function indexes(g: Graph): Ref {
  return g.table(Array.from({ length: g.length }, (_, i) => i))
}

/** A year of a target inside the horizon, or a report. */
export function yearWithin(cx: RuleContext, field: unknown): number | undefined {
  const moment = field as { year: number; at: Target['at'] } | undefined
  if (!moment) return undefined
  const { base, to } = cx.g.horizon
  if (moment.year >= base && moment.year <= to) return moment.year
  cx.diagnose('E0209', moment.at, { found: moment.year, expected: `${base} … ${to}` })
  return undefined
}

/** Reports E0204 unless a series has the dimension of what it is held against. */
export function wantDimension(cx: RuleContext, curve: Curve, dimension: Dimension): void {
  if (curve.kind !== 'expression' && !sameDimension(curve.dimension, dimension))
    cx.diagnose('E0204', curve.at, {
      expected: canonicalUnit(dimension),
      found: canonicalUnit(curve.dimension),
    })
}

/** The years for which a limit is stated: from its first point to its last, or to the horizon where it holds on. */
export function yearsOf(cx: RuleContext, curve: Curve): readonly [number, number] {
  const { base, to } = cx.g.horizon
  if (curve.kind !== 'points') return [base, to]
  const first = Math.max(base, curve.points[0]!.year)
  const last = curve.after === undefined ? Math.min(to, curve.points.at(-1)!.year) : to
  return [Math.min(first, to), Math.max(last, Math.min(first, to))]
}

/** Nodes of a limit that is judged only where it is stated: outside, it holds its nearest value. */
export function limitNode(cx: RuleContext, curve: Curve, path: string): Ref {
  if (curve.kind !== 'points') return cx.curve(curve, path)
  const first = curve.points[0]!
  const points =
    first.year > cx.g.horizon.base ? [{ ...first, year: cx.g.horizon.base }, ...curve.points] : curve.points
  if (points === curve.points) return cx.curve({ ...curve, after: curve.after ?? 'hold' }, path)
  const start = { ...first, year: cx.g.horizon.base }
  // The added point repeats the first one: same value, a name of its own.
  return cx.curve({ ...curve, points: [start, ...curve.points], after: curve.after ?? 'hold' }, path)
}
