import type { Rule } from './rule.ts'

/** A value that is so many times its low end, or its high end so many times the value, has an end in another unit. */
const wide = 300

/** A range one end of which is off by a unit: the value lies in it, but says nothing. */
export const wideRange: Rule = {
  codes: ['W0774'],
  look({ analysed, own, diagnose }) {
    const said = new Set<string>()
    for (const [slot, { path, origin, low, high, unit }] of analysed.plan.slots.entries()) {
      const at = origin[0]
      if (!at || low === undefined || high === undefined || !own(at) || !(low > 0)) continue
      const value = analysed.values[slot]!
      const ratio = Math.max(value / low, high / value)
      if (!(value > 0) || ratio < wide || said.has(`${at.file} ${at.start}`)) continue
      said.add(`${at.file} ${at.start}`)
      diagnose('W0774', at, {
        what: path,
        value: `${Number(value.toPrecision(4))} ${unit}`,
        range: `${Number(low.toPrecision(4))} … ${Number(high.toPrecision(4))}`,
        times: Number(ratio.toPrecision(3)),
      })
    }
  },
}
