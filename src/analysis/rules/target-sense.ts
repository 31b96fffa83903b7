import type { Curve } from '../../model/curve.ts'
import type { Reference } from '../../model/field.ts'
import { pointsOf } from './curves.ts'
import { percent } from './ranges.ts'
import type { Rule } from './rule.ts'

/** Indicators of which more is meant to be better: a cap on them is hardly what somebody wants. */
const welcome: ReadonlySet<string> = new Set([
  'gdp',
  'sales',
  'sink',
  'co2.stored',
  'energy.excluded-renewables',
])
/** Rules that ask for less. */
const lessIsBetter: ReadonlySet<string> = new Set(['cap', 'reduction', 'budget', 'quota', 'peak'])

/** Targets that say the opposite of what is meant (W0652), or that cannot both be met (E0628). */
export const targetSense: Rule = {
  codes: ['E0628', 'W0652'],
  look({ model, diagnose }) {
    const shares: { id: string; key: string; least?: Curve; most?: Curve }[] = []
    for (const target of model.targets) {
      const indicator = target.fields['indicator'] as Reference | undefined
      if (!indicator) continue
      if (lessIsBetter.has(target.rule) && welcome.has(indicator.id))
        diagnose('W0652', indicator.at, { target: target.id, indicator: indicator.id, rule: target.rule })
      if (target.rule !== 'share') continue
      const of = target.fields['of'] as Reference | undefined
      const least = target.fields['at-least'] as Curve | undefined
      const most = target.fields['at-most'] as Curve | undefined
      shares.push({
        id: target.id,
        key: `${indicator.id} ${of?.id}`,
        ...(least ? { least } : {}),
        ...(most ? { most } : {}),
      })
    }
    for (const one of shares)
      for (const other of shares) {
        if (one.key !== other.key || !one.least || !other.most) continue
        for (const low of pointsOf(one.least))
          for (const high of pointsOf(other.most))
            if (
              (low.year === undefined || high.year === undefined || low.year === high.year) &&
              low.given.value > high.given.value
            )
              diagnose(
                'E0628',
                low.at,
                {
                  one: one.id,
                  other: other.id,
                  year: low.year ?? high.year ?? '—',
                  low: percent(low.given.value),
                  high: percent(high.given.value),
                },
                [high.at],
              )
      }
  },
}
