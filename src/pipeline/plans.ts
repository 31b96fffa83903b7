import type { Analysed } from '../analysis/figures.ts'
import type { Diagnose, Diagnostic } from '../diagnostics/diagnostic.ts'
import { type Exchange, exchanged, exchangeFor } from '../engine/same-structure.ts'
import type { Model } from '../model/model.ts'

/** A compiled model with its figures, and the names that an expression may read. */
export interface Kept {
  readonly analysed: Analysed
  readonly known: readonly string[]
  /** What there was to say while it was compiled; no error. */
  readonly said: readonly Diagnostic[]
}

/** So many plans are looked at. */
const most = 4

/**
 * Models that were compiled lately without an error, so that one of the same structure takes over their plan. Figures name
 * targets, ledgers and nodes: all of them are structure, hence theirs too.
 */
export class Plans {
  readonly #kept: Kept[] = []

  /** The compiled form of a model, where one of its structure is at hand. What was said of that one is said of it. */
  find(model: Model, diagnose: Diagnose): Pick<Kept, 'analysed' | 'known'> | undefined {
    for (const [place, { analysed, known, said }] of this.#kept.entries()) {
      const exchange = exchangeFor(analysed.model, model)
      const words = exchange && sayable(said, exchange)
      const compiled = words && exchanged(analysed, model, exchange)
      if (!compiled) continue
      for (const { code, at, args, related } of words) diagnose(code, at, args as never, related)
      this.#kept.unshift(...this.#kept.splice(place, 1))
      return { analysed: { ...compiled, figures: analysed.figures }, known }
    }
    return undefined
  }

  keep(kept: Kept): void {
    this.#kept.unshift(kept)
    this.#kept.length = Math.min(this.#kept.length, most)
  }
}

/** What was said, at the places of the other model; undefined where one of them cannot be told. */
function sayable(said: readonly Diagnostic[], { spans }: Exchange): readonly Diagnostic[] | undefined {
  if (said.length === 0) return said
  const files = new Set([...spans.keys()].map(({ file }) => file))
  const placed = said.map((one) => (spans.has(one.at) ? { ...one, at: spans.get(one.at)! } : one))
  const elsewhere = said.every((one) =>
    [...(spans.has(one.at) ? [] : [one.at]), ...(one.related ?? [])].every(({ file }) => !files.has(file)),
  )
  return elsewhere ? placed : undefined
}
