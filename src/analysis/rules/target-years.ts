import type { Span } from '../../diagnostics/span.ts'
import type { Curve } from '../../model/curve.ts'
import type { Given } from '../../model/given.ts'
import { sayIfHardly } from './adoption-shape.ts'
import { pointsOf } from './curves.ts'
import type { Rule } from './rule.ts'

/** Rules that hold two years against each other. */
const changing: ReadonlySet<string> = new Set(['reduction'])

/**
 * A target of the county that states a figure for a year which it does not reach (it is never judged), that ends before it
 * begins, or asks for a cut of less than one percent.
 */
export const targetYears: Rule = {
  codes: ['E0624', 'E0759', 'W0767'],
  look({ model, own, diagnose }) {
    const { base, to } = model.horizon
    for (const { id, rule, fields } of model.targets) {
      const year = (key: string) => fields[key] as { readonly year: number; readonly at: Span } | undefined
      const [start, end] = [year('from'), year('to')]
      // A window of one year is judged in that year; a change within one year is none.
      const least = changing.has(rule) ? 1 : 0
      if (start && end && end.year - start.year < least && own(end.at))
        diagnose('E0624', end.at, { id, start: start.year, end: end.year }, [start.at])
      const cut = fields['cut'] as Given | undefined
      if (cut && own(cut.at)) sayIfHardly(`targets.${id}.cut`, [{ given: cut, at: cut.at }], diagnose)
      for (const key of ['values', 'at-least', 'at-most'] as const) {
        const curve = fields[key] as Curve | undefined
        if (typeof curve !== 'object' || curve.kind !== 'points') continue
        const outside = pointsOf(curve).find(({ year }) => year !== undefined && (year < base || year > to))
        // A policy is written for many counties: it may look further than this one.
        if (outside?.year !== undefined && own(outside.at))
          diagnose('E0759', outside.at, { id, year: outside.year, base, last: to })
      }
    }
  },
}
