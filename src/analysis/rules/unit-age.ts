import { round, within } from './ranges.ts'
import { once, type StandingRule } from './rule.ts'
import { beginOf } from './unit-capacity.ts'

/** A unit that would be older at the end of the horizon than such plants become, or a stated life that nothing has. */
export const unitAge: StandingRule = {
  standing: true,
  codes: ['W0640'],
  needs: ['unit-age'],
  look({ model, analysed, ranges, diagnose }) {
    const fresh = once()
    const years = { powers: { time: 1 } }
    const replaced = new Set(
      [...model.projects.values()].flatMap((project) => project.replaces?.units.map(({ id }) => id) ?? []),
    )
    for (const actor of analysed.actors) {
      const about = {
        ...(actor.process === undefined ? {} : { process: actor.process }),
        ...(actor.lead ? { commodity: actor.lead.of, group: actor.lead.commodity.group } : {}),
      }
      const range = ranges.find('unit-age', about, years)
      if (!range) continue
      const begin = beginOf(actor)
      const end = actor.facility?.retired?.year
      const stated = (actor.facility?.lifetime ?? model.processes.get(actor.process ?? '')?.lifetime)?.value
      // Twice the life that its sheet states is old for any plant, whatever others become.
      const most = Math.min(range.high, stated === undefined ? range.high : Math.max(2 * stated, 60))
      if (
        begin !== undefined &&
        end === undefined &&
        !replaced.has(actor.id) &&
        model.horizon.to - begin > most
      ) {
        const place =
          actor.facility && 'commissioned' in actor.facility ? actor.facility.commissioned?.at : undefined
        diagnose('W0640', place ?? actor.at, {
          id: actor.id,
          found: round(model.horizon.to - begin),
          expected: `≤ ${round(most)}`,
        })
      }
      const process = actor.process === undefined ? undefined : model.processes.get(actor.process)
      for (const life of [actor.facility?.lifetime, process?.lifetime])
        if (life && !within(life.value, range) && fresh(`${life.at.file} ${life.at.start}`))
          diagnose('W0640', life.at, {
            id: actor.id,
            found: round(life.value),
            expected: `${round(range.low)} … ${round(range.high)}`,
          })
    }
    const general = ranges.find('unit-age', {}, years)
    if (!general) return
    for (const [id, life] of [
      ...[...model.measures].map(([measure, { lifetime }]) => [measure, lifetime] as const),
      ['costs', model.costs?.lifetime] as const,
    ])
      if (life && !within(life.value, general))
        diagnose('W0640', life.at, {
          id,
          found: round(life.value),
          expected: `${round(general.low)} … ${round(general.high)}`,
        })
  },
}
