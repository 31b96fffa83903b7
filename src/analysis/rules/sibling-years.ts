import { curvesOf, partsOf, pointsOf } from './curves.ts'
import type { Rule } from './rule.ts'

/** So many series of a kind in one file, and such a share of them alike, before one that differs is said. */
const fewest = 5
const alike = 0.75

/**
 * A series whose years differ by one from those that its siblings state (prices of one list, amounts of end uses): a line that
 * was lost, or a year mistyped. Interpolation would fill the gap without a word.
 */
export const siblingYears: Rule = {
  codes: ['W0766'],
  look({ model, diagnose }) {
    const groups = new Map<string, { path: string; at: Parameters<typeof diagnose>[1]; years: number[] }[]>()
    for (const { path, curve } of curvesOf(model)) {
      const [part, ...more] = partsOf(curve)
      if (part?.kind !== 'points' || more.length > 0 || part.points.length < 3) continue
      const [section, , ...tail] = path.split('.')
      const kind = tail.map((key, i) =>
        i > 0 && /inputs|outputs|technologies/.test(tail[i - 1]!) ? '*' : key,
      )
      const key = `${part.at.file} ${section} ${kind.join('.')}`
      const years = pointsOf(part).flatMap(({ year }) => year ?? [])
      groups.set(key, [...(groups.get(key) ?? []), { path, at: part.at, years }])
    }
    for (const group of groups.values()) {
      if (group.length < fewest) continue
      const counts = new Map<string, number>()
      for (const { years } of group) counts.set(years.join(), (counts.get(years.join()) ?? 0) + 1)
      const [most] = [...counts].sort(([, a], [, b]) => b - a)
      if (!most || most[1] < alike * group.length) continue
      const usual = most[0].split(',').map(Number)
      for (const { path, at, years } of group) {
        const missing = usual.filter((year) => !years.includes(year))
        const extra = years.filter((year) => !usual.includes(year))
        if (missing.length !== 1 || extra.length > 1) continue
        diagnose('W0766', at, {
          what: path.replace(/^endUses/, 'end-uses'),
          year: missing[0]!,
          count: most[1],
        })
      }
    }
  },
}
