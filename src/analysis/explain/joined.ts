import type { Term } from './level.ts'

/** Longer lists have their smaller terms joined in one. */
export const mostTerms = 12

/** Terms by size, those that are zero left out, the smaller ones of a long list in one. */
export function joined(terms: readonly Term[]): readonly Term[] {
  const size = (term: Term) => Math.abs(term.value)
  const shown = terms.filter((term) => term.value !== 0).sort((a, b) => size(b) - size(a))
  if (shown.length === 0) return terms.slice(0, 1)
  if (shown.length <= mostTerms) return shown
  const rest = shown.slice(mostTerms - 1)
  const n = rest.length
  return [
    ...shown.slice(0, mostTerms - 1),
    {
      name: { zh: `其他 ${n} 项`, en: `${n} others` },
      value: rest.reduce((sum, term) => sum + term.factor * term.value, 0),
      unit: rest[0]!.unit,
      factor: 1,
      joined: n,
    },
  ]
}
