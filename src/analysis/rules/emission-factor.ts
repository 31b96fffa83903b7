import type { Span } from '../../diagnostics/span.ts'
import type { Curve } from '../../model/curve.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { pointsOf } from './curves.ts'
import { shown, shownRange, slipInto, within } from './ranges.ts'
import { once, type StandingRule } from './rule.ts'

/** An emission factor outside what processes of the kind give off: kg for g, tonnes for kilograms. */
export const emissionFactor: StandingRule = {
  standing: true,
  codes: ['W0631'],
  needs: ['emission-factor'],
  look({ analysed, ranges, diagnose }) {
    const fresh = once()
    for (const actor of analysed.actors) {
      const look = (species: string, curve: Curve, id: string) => {
        const about = {
          species,
          ...(actor.process === undefined ? {} : { process: actor.process }),
          ...(actor.lead ? { commodity: actor.lead.of, group: actor.lead.commodity.group } : {}),
        }
        const points = pointsOf(curve)
        const dimension = points[0]?.given.dimension
        const range = dimension && ranges.find('emission-factor', about, dimension)
        const wrong = range && points.find(({ given }) => given.value !== 0 && !within(given.value, range))
        if (!range || !wrong || !sameDimension(wrong.given.dimension, range.dimension)) return
        if (!fresh(place(wrong.at))) return
        diagnose('W0631', wrong.at, {
          id,
          species,
          found: shown(wrong.given.value, range.dimension, kilograms(range.dimension)),
          expected: shownRange(range, kilograms(range.dimension)),
          hint: slipInto(wrong.given.value, range),
        })
      }
      for (const method of actor.methods)
        if (method.kind === 'factor')
          for (const [species, curve] of method.factors) look(species, curve, actor.process ?? actor.id)
      for (const [species, curve] of Object.entries(actor.facility?.factors ?? {}))
        look(species, curve, actor.id)
    }
  },
}

function place(at: Span): string {
  return `${at.file} ${at.start}`
}

function kilograms(dimension: {
  readonly powers: Readonly<Record<string, number | undefined>>
}): string | undefined {
  const { mass, item, energy, area, vehicle } = dimension.powers
  if (mass === 1 && item === -1) return 'kg/item'
  if (mass === 1 && energy === -1) return 'kg/GJ'
  if (mass === 1 && area === -1) return 'kg/ha'
  if (mass === 1 && vehicle === -1) return 'kg/vehicle'
  return undefined
}
