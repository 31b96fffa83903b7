import type { Built } from '../../engine/compile.ts'
import type { Text } from '../../text/text.ts'
import type { Figures } from '../figures.ts'
import type { Figure } from './figure.ts'
import type { Names } from './names.ts'

/** What a family builds its figures from. */
export interface FamilyContext {
  readonly built: Built
  readonly figures: Figures
  readonly names: Names
}

/**
 * A kind of figure beside indicators and their parts: one entry in `families`. Other studies (ledgers, comparison) add theirs
 * here; a figure is a node of the plan, so what is no node yet is built with `built.g`.
 */
export interface Family {
  /** As a reader writes it, with what varies in capitals. */
  readonly pattern: string
  readonly about: Text
  /** Every name of the family in a county, without years. */
  list(cx: FamilyContext): readonly string[]
  find(name: string, cx: FamilyContext): Omit<Figure, 'id'> | undefined
}

/** A figure of the whole run, built when it is asked for. */
export interface Whole {
  readonly name: Text
  readonly build: (cx: FamilyContext) => Omit<Figure, 'id' | 'name'> | undefined
}

export function wholes(pattern: string, about: Text, figures: Readonly<Record<string, Whole>>): Family {
  return {
    pattern,
    about,
    list: (cx) => Object.entries(figures).flatMap(([id, { build }]) => (build(cx) ? [id] : [])),
    find(id, cx) {
      const whole = Object.hasOwn(figures, id) ? figures[id] : undefined
      const made = whole?.build(cx)
      return whole && made ? { name: whole.name, about, ...made } : undefined
    },
  }
}
