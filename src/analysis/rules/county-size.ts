import type { Curve } from '../../model/curve.ts'
import { pointsOf } from './curves.ts'
import { shown, shownRange, slipInto, within } from './ranges.ts'
import type { Rule } from './rule.ts'

/** People, vehicles and land that no county has, and energy a head that nobody uses. */
export const countySize: Rule = {
  codes: ['W0765'],
  needs: ['county-size'],
  look({ model, ranges, own, diagnose }) {
    const look = (what: string, curve: Curve) => {
      const range = ranges.find('county-size', {}, curve.dimension)
      const wrong =
        range && pointsOf(curve).find(({ given }) => given.value !== 0 && !within(given.value, range))
      if (!range || !wrong || !own(wrong.at)) return
      const { area } = curve.dimension.powers
      const unit = area === 1 ? 'ha' : undefined
      diagnose('W0765', wrong.at, {
        what,
        found: shown(wrong.given.value, range.dimension, unit),
        expected: shownRange(range, unit),
        hint: slipInto(wrong.given.value, range),
      })
    }
    for (const [id, { observed, path }] of model.drivers) {
      if (observed) look(`drivers.${id}`, observed)
      if (path) look(`drivers.${id}`, path)
    }
    for (const [id, { intensity, inputs }] of model.endUses) {
      if (intensity) look(`end-uses.${id}.intensity`, intensity)
      for (const flow of inputs ?? []) look(`end-uses.${id}.inputs.${flow.id}`, flow.amount)
    }
    for (const [id, { area }] of model.land) look(`land.${id}.area`, area)
  },
}
