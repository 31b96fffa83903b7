import type { Span } from '../../diagnostics/span.ts'
import type { Curve } from '../../model/curve.ts'
import { type Dimension, sameDimension } from '../../quantity/dimension.ts'
import { curvesOf, foundOnce, partsOf, pointsOf } from './curves.ts'
import type { Rule } from './rule.ts'

/** So many series of a kind in one file, and such a share of them alike, before one that differs is said. */
const fewest = 5
const alike = 0.75
/** Where years differ from series to series: such a share of those that reach over a year must state it. */
const most = 0.85
/** Shares of technologies and loads have years of their own: they are asked only where nearly all are alike. */
const share: Dimension = { powers: {} }

interface Sibling {
  /** The group of series that it belongs to. */
  readonly key: string
  readonly path: string
  readonly at: Span
  readonly years: readonly number[]
  /** The years as one word. */
  readonly pattern: string
  readonly isShare: boolean
}

/**
 * A series whose years differ by one from those that its siblings state (prices of one list, amounts of end uses): a line that
 * was lost, or a year mistyped. Interpolation would fill the gap without a word.
 */
export const siblingYears: Rule = {
  codes: ['W0766'],
  look({ model, diagnose }) {
    const groups = new Map<string, Sibling[]>()
    for (const { path, curve } of curvesOf(model)) {
      const sibling = siblingOf(curve, path)
      if (!sibling) continue
      const group = groups.get(sibling.key)
      if (group) group.push(sibling)
      else groups.set(sibling.key, [sibling])
    }
    for (const group of groups.values()) {
      if (group.length < fewest) continue
      const found = byPattern(group) ?? byYear(group)
      for (const { path, at, year, count } of found.length > 0 ? found : byNeighbours(group))
        diagnose('W0766', at, { what: path.replace(/^endUses/, 'end-uses'), year, count })
    }
  },
}

const siblingOf = foundOnce((curve: Curve, path): Sibling | undefined => {
  const [part, ...more] = partsOf(curve)
  if (part?.kind !== 'points' || more.length > 0 || part.points.length < 2) return undefined
  const [section, , ...tail] = path.split('.')
  const kind = tail.map((key, i) => (i > 0 && /inputs|outputs|technologies/.test(tail[i - 1]!) ? '*' : key))
  const years = pointsOf(part).flatMap(({ year }) => year ?? [])
  return {
    // Prices and factors of a library stand in several of its files.
    key: `${part.at.file.replace(/library\/.*/, 'library')} ${section} ${kind.join('.')}`,
    path,
    at: part.at,
    years,
    pattern: years.join(),
    isShare: sameDimension(part.dimension, share),
  }
})

interface Lacking extends Sibling {
  readonly year: number
  /** How many others state it. */
  readonly count: number
}

/** Those that differ by one from the years that nearly all of a group state; undefined where there are no such years. */
function byPattern(group: readonly Sibling[]): readonly Lacking[] | undefined {
  const counts = new Map<string, number>()
  for (const { pattern } of group) counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  const [found] = [...counts].sort(([, a], [, b]) => b - a)
  if (!found || found[1] < alike * group.length) return undefined
  const usual = found[0].split(',').map(Number)
  return group.flatMap((one) => {
    const missing = usual.filter((year) => !one.years.includes(year))
    const extra = one.years.filter((year) => !usual.includes(year))
    const [year] = missing
    return year === undefined || missing.length > 1 || extra.length > 1
      ? []
      : [{ ...one, year, count: found[1] }]
  })
}

/** Those that lack one year which nearly all others state that reach over it. */
function byYear(group: readonly Sibling[]): readonly Lacking[] {
  if (group.some(({ isShare }) => isShare)) return []
  const over = (one: Sibling, year: number) => one.years[0]! < year && one.years.at(-1)! > year
  const usual = [...new Set(group.flatMap(({ years }) => years))].flatMap((year) => {
    const reaching = group.filter((one) => over(one, year))
    const count = reaching.filter(({ years }) => years.includes(year)).length
    return count < reaching.length && reaching.length > fewest && count >= most * (reaching.length - 1)
      ? [{ year, count }]
      : []
  })
  return group.flatMap((one) => {
    const missing = usual.filter(({ year }) => over(one, year) && !one.years.includes(year))
    const [only] = missing
    return only && missing.length === 1 ? [{ ...one, ...only }] : []
  })
}

/**
 * Those that skip one year between two others, where all others that state these two state it too. A path with few points is not
 * asked: whoever states 2030 and 2060 alone means a straight line.
 */
function byNeighbours(group: readonly Sibling[]): readonly Lacking[] {
  return group.flatMap((one) => {
    const gaps = one.years.slice(1).flatMap((after, i) => {
      const before = one.years[i]!
      const others = group.filter(
        ({ path, years }) => path !== one.path && years.includes(before) && years.includes(after),
      )
      const between = others.map(({ years }) => years.filter((year) => year > before && year < after))
      const [first] = between.find((years) => years.length === 1) ?? []
      const all = first !== undefined && between.every((years) => years.length === 1 && years[0] === first)
      return all && others.length >= fewest ? [{ ...one, year: first, count: others.length }] : []
    })
    const [only] = gaps
    return only && gaps.length === 1 && one.years.length >= 4 ? [only] : []
  })
}
