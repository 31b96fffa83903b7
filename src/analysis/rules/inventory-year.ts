import { pointsOf } from './curves.ts'
import type { StandingRule } from './rule.ts'

/** A base year for which the county has no observed total, although it has some for other years (W0651); or a county without any (W0793). */
export const inventoryYear: StandingRule = {
  standing: true,
  codes: ['W0651', 'W0793'],
  look({ model, county, diagnose }) {
    const { base } = model.horizon
    const years = [
      ...[...model.observed.values()].flatMap((curve) =>
        pointsOf(curve).flatMap(({ year, at }) => (year === undefined ? [] : [{ year, at }])),
      ),
      ...[...model.reconciliation.values()]
        .filter(({ kind }) => kind === 'observed')
        .map(({ year, against }) => ({ year: year.year, at: against.at })),
    ]
    const nearest = years.reduce<(typeof years)[number] | undefined>(
      (best, entry) => (!best || Math.abs(entry.year - base) < Math.abs(best.year - base) ? entry : best),
      undefined,
    )
    if (!nearest) diagnose('W0793', { file: county, start: 0, end: 0 }, { base })
    else if (nearest.year !== base) diagnose('W0651', nearest.at, { base, year: nearest.year })
  },
}
