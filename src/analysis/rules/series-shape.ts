import type { Curve } from '../../model/curve.ts'
import { chainsOf, curvesOf, foundOnce, partsOf } from './curves.ts'
import type { Rule } from './rule.ts'

type Points = Extract<Curve, { kind: 'points' }>['points']

/** A step of this share is no turn: prices and rates ripple. */
const ripple = 0.05

/** Years between points beyond which a bend is a plan, not a slip between neighbours. */
const close = 10

/**
 * The shape of a series that somebody wrote by hand: a path that goes up and down more than once has two of its points
 * exchanged more often than it means it (observed years do swing and are not asked); and a point after the last year of the
 * county bends the line before it, where the year is mostly a slip.
 */
export const seriesShape: Rule = {
  codes: ['W0701', 'W0702'],
  look({ model, own, diagnose }) {
    const { to } = model.horizon
    const said = new Set<string>()
    const sayTurn = (what: string, turn: Points[number] | undefined) => {
      if (!turn || said.has(what)) return
      said.add(what)
      diagnose('W0701', turn.value.at, { what, year: turn.year })
    }
    for (const { path, curve } of curvesOf(model)) {
      if (/\.observed$|^observed\./.test(path)) continue
      const what = path.replace(/^endUses/, 'end-uses')
      for (const part of partsOf(curve)) {
        if (part.kind !== 'points') continue
        const late = part.points.find(({ year }) => year > to)
        if (late && own(late.value.at)) diagnose('W0702', late.value.at, { what, year: late.year, last: to })
        sayTurn(what, turningUntil(part.points, String(to)))
      }
    }
    for (const { path, points, own } of chainsOf(model)) {
      // The last point of before is where the path begins; how it came there is not the path's.
      const begun = points.slice(Math.max(0, own - 1)).filter(({ year }) => year <= to)
      sayTurn(path.replace(/^endUses/, 'end-uses'), turning(begun))
    }
  },
}

const turningUntil = foundOnce((points: Points, to) =>
  turning(points.filter(({ year }) => year <= Number(to))),
)

/** The point at which a path goes back on itself a second time: undefined for one that only rises, falls, peaks or dips once. */
function turning(points: Points): Points[number] | undefined {
  const turns: number[] = []
  let last = 0
  for (let i = 1; i < points.length; i++) {
    const [before, now] = [points[i - 1]!.value.value, points[i]!.value.value]
    if (Math.abs(now - before) <= ripple * Math.max(Math.abs(now), Math.abs(before))) continue
    const step = Math.sign(now - before)
    if (last !== 0 && step !== last) turns.push(i - 1)
    last = step
  }
  for (let k = 1; k < turns.length; k++) {
    const [from, to] = [points[turns[k - 1]!]!, points[turns[k]!]!]
    if (turns[k]! - turns[k - 1]! === 1 && to.year - from.year <= close) return to
  }
  return undefined
}
