import type { RowMachine } from '../engine/kernel/kernel.ts'

/** Rows of a node as they were computed: a value is at `year · stride + lane`. */
export interface Rows {
  readonly rows: Float64Array
  /** The same bytes as 32-bit words. */
  readonly bits: Uint32Array
  /** 0 for one value that holds in every year. */
  readonly stride: number
}

/** A condition on a node, as checks of a single run ask. */
export interface Judged {
  readonly test: 'one' | 'at-most-one' | 'non-negative'
  readonly node: Rows
  readonly scale: Rows | undefined
}

/** How far a condition may be missed by rounding alone, as in a single run (engine/run.ts). */
export const slack = 1e-9
/** How far a sum of shares may be from 1. */
const nearOne = 1e-6
/** What a scale is at least. */
export const leastScale = 1e-6

/** Whether all values of some years (indexes, both included) and of lanes up to `width` are finite numbers. */
export function allFinite({ rows, stride }: Rows, from: number, to: number, width: number): boolean {
  const begin = from * stride
  const end = stride === 0 ? width : to * stride + width
  // x · 0 is NaN for what is not finite; several sums, so that none waits for the one before.
  let [a, b, c, d] = [0, 0, 0, 0]
  let i = begin
  for (; i + 3 < end; i += 4) {
    a += rows[i]! * 0
    b += rows[i + 1]! * 0
    c += rows[i + 2]! * 0
    d += rows[i + 3]! * 0
  }
  for (; i < end; i++) a += rows[i]! * 0
  return a + b + c + d === 0
}

/** Whether a condition holds in the first `years` years and `width` lanes. */
export function holds({ test, node, scale }: Judged, years: number, width: number): boolean {
  const { rows, stride } = node
  const sizes = scale?.rows
  let wrong = 0
  for (let t = 0; t < years; t++) {
    const at = t * stride
    if (test === 'one')
      for (let l = at; l < at + width; l++) wrong += Math.abs(rows[l]! - 1) <= nearOne ? 0 : 1
    else if (sizes === undefined)
      if (test === 'at-most-one') for (let l = at; l < at + width; l++) wrong += rows[l]! <= 1 + slack ? 0 : 1
      else for (let l = at; l < at + width; l++) wrong += rows[l]! >= -slack ? 0 : 1
    else {
      const beside = t * scale!.stride - at
      if (test === 'at-most-one')
        for (let l = at; l < at + width; l++)
          wrong += rows[l]! <= Math.max(leastScale, Math.abs(sizes[beside + l]!)) * (1 + slack) ? 0 : 1
      // What is positive is far more often met with than what is just below zero.
      else
        for (let l = at; l < at + width; l++)
          if (!(rows[l]! >= 0) || Number.isNaN(sizes[beside + l]!))
            wrong += rows[l]! >= -slack * Math.max(leastScale, Math.abs(sizes[beside + l]!)) ? 0 : 1
    }
  }
  return wrong === 0
}

/**
 * The same by row functions, where the series lie in the memory of the machine, `width` numbers a year. Undefined where that is
 * not so.
 */
export function holdsBy(
  { rows: functions, scratch }: RowMachine,
  { test, node, scale }: Judged,
  years: number,
  width: number,
): (() => boolean) | undefined {
  const inside = (one: Rows) => one.rows.buffer === scratch.buffer
  const spans = node.stride === 0 ? 1 : years
  if (!inside(node)) return undefined
  const [at, bytes] = [node.rows.byteOffset, spans * width * 8]
  if (test === 'one') return () => functions.within(at, bytes, 1, -nearOne, nearOne) === 1
  if (!scale) {
    const [low, high] =
      test === 'at-most-one' ? [Number.NEGATIVE_INFINITY, 1 + slack] : [-slack, Number.POSITIVE_INFINITY]
    return () => functions.within(at, bytes, 0, low, high) === 1
  }
  // A size that holds in every year is one row, read again and again.
  const mask = scale.stride === 0 ? width * 8 - 1 : -1
  if (!inside(scale) || (spans > 1 && scale.stride === 0 && (width & (width - 1)) !== 0)) return undefined
  const sizes = scale.rows.byteOffset
  return test === 'at-most-one'
    ? () => functions.atMost(at, sizes, bytes, mask, 1 + slack, leastScale) === 1
    : () => functions.notBelow(at, sizes, bytes, mask, slack, leastScale) === 1
}

/** `allFinite` by a row function, where there is one that reaches these numbers. */
export function finiteBy(
  machine: RowMachine | undefined,
  one: Rows,
  from: number,
  to: number,
  width: number,
): () => boolean {
  if (machine === undefined || to < from || one.rows.buffer !== machine.scratch.buffer)
    return () => allFinite(one, from, to, width)
  const at = one.rows.byteOffset + from * one.stride * 8
  const bytes = (one.stride === 0 ? width : (to - from + 1) * width) * 8
  const { within } = machine.rows
  return () => within(at, bytes, 0, -Number.MAX_VALUE, Number.MAX_VALUE) === 1
}

/** Whether a condition holds in the first `years` years of one lane. */
export function holdsIn({ test, node, scale }: Judged, years: number, lane: number): boolean {
  for (let t = 0; t < years; t++) {
    const value = node.rows[t * node.stride + lane]!
    const size =
      scale === undefined ? 1 : Math.max(leastScale, Math.abs(scale.rows[t * scale.stride + lane]!))
    const right =
      test === 'one'
        ? Math.abs(value - 1) <= nearOne
        : test === 'at-most-one'
          ? value <= size * (1 + slack)
          : value >= -slack * size
    if (!right) return false
  }
  return true
}
