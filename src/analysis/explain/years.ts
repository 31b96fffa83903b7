import type { Graph } from '../../engine/graph.ts'
import type { Ref } from '../../engine/plan.ts'
import { indexes } from '../targets/target-rule.ts'

/** The first year in which a flag is 1; one year after the horizon where it never is. */
export function firstYear(g: Graph, flag: Ref): Ref {
  const { base, to } = g.horizon
  const left = g.table(Array.from({ length: g.length }, (_, i) => g.length - i))
  return g.subtract(g.constant(to + 1), g.greatest(g.mul(flag, left), base, to))
}

/** The last year in which a flag is 1; one year before the horizon where it never is. */
export function lastYear(g: Graph, flag: Ref): Ref {
  const { base, to } = g.horizon
  const passed = g.add(indexes(g), g.constant(1))
  return g.add(g.constant(base - 1), g.greatest(g.mul(flag, passed), base, to))
}

/** 1 in the years of a span, else 0. */
export function within(g: Graph, [from, to]: readonly [number, number]): Ref {
  const { base } = g.horizon
  return g.table(Array.from({ length: g.length }, (_, i) => (base + i >= from && base + i <= to ? 1 : 0)))
}

/** 1 where a value is below zero, in the years of a span. */
export function belowZero(g: Graph, node: Ref, span: readonly [number, number]): Ref {
  return g.mul(g.less(node, g.constant(0)), within(g, span))
}
