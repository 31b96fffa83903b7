import type { Built } from '../../engine/compile.ts'
import type { Figures } from '../figures.ts'
import { indicators } from '../indicators/index.ts'
import { partOfLeaves } from '../parts.ts'
import { type Cut, type CutKind, Cuts, cutKinds } from './cut.ts'
import { families } from './families.ts'
import type { Figure } from './figure.ts'
import { parseParts } from './figure-name.ts'
import { beside, Names } from './names.ts'

export type { Figure }

/** What comes of a name. */
export type Found =
  | { readonly figure: Figure }
  | { readonly ambiguous: readonly string[] }
  /** The first part of the name that is not known, and what could stand there. */
  | { readonly unknown: string; readonly candidates: readonly string[]; readonly before: string }

/**
 * Looks a name up while a plan is being built, so that what is not in it yet (the part of an indicator that a facility answers
 * for) can be added: a figure is always a node of the plan.
 */
export function findFigure(built: Built, figures: Figures, name: string): Found {
  const parts = parseParts(name)
  if (parts && figures.indicators.has(parts.indicator))
    return findPart(built, figures, parts.indicator, parts.cuts)
  const indicator = figures.indicators.get(name)
  if (indicator)
    return {
      figure: { id: name, name: indicator.name, unit: indicator.unit, node: indicator.node, indicator: name },
    }
  for (const family of families) {
    const figure = family.find(name, { built, figures, names: new Names(built.model, built.actors) })
    if (figure) return { figure: { ...figure, id: name } }
  }
  return { unknown: name, before: '', candidates: figureNames(built, figures) }
}

/** Every name without cuts that has a figure in this county. */
export function figureNames(built: Built, figures: Figures): readonly string[] {
  const cx = { built, figures, names: new Names(built.model, built.actors) }
  return [...figures.indicators.keys(), ...families.flatMap((family) => family.list(cx))]
}

function findPart(built: Built, figures: Figures, indicator: string, written: readonly string[]): Found {
  const cuts = new Cuts(built.model, built.leaves, built.actors)
  const names = new Names(built.model, built.actors)
  const found: Cut[] = []
  let before = indicator
  for (const [i, text] of written.entries()) {
    const colon = text.indexOf(':')
    const kind = colon < 0 ? undefined : cutKinds.find((candidate) => candidate === text.slice(0, colon))
    if (kind) {
      const cut = { kind, id: text.slice(colon + 1) }
      if (!cuts.has(cut)) return { unknown: text, before: `${before}.of.`, candidates: cuts.all() }
      found.push(cut)
    } else {
      const kinds = cuts.kindsOf(text)
      if (kinds.length === 0) return { unknown: text, before: `${before}.of.`, candidates: cuts.all() }
      if (kinds.length > 1)
        return {
          ambiguous: kinds.map((one) => [before, `${one}:${text}`, ...written.slice(i + 1)].join('.of.')),
        }
      found.push({ kind: kinds[0] as CutKind, id: text })
    }
    before += `.of.${text}`
  }
  const tests = found.map((cut) => cuts.test(cut))
  const named = partOfLeaves(built, indicators, indicator, (leaf) => tests.every((test) => test(leaf)))
  const whole = figures.indicators.get(indicator)!
  const node = named?.ref ?? built.g.constant(0)
  const id = [indicator, ...found.map((cut) => cuts.write(cut))].join('.of.')
  const of = found.map((cut) => names.cut(cut.kind, cut.id)).reduce(beside)
  return { figure: { id, name: beside(of, whole.name), unit: whole.unit, node, indicator } }
}
