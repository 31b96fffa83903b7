import { once, type StandingRule } from './rule.ts'

/** A part counted beside its whole: value added of a sector and of one above it (E0626), a unit in a sector that has parts (W0664). */
export const sectors: StandingRule = {
  standing: true,
  codes: ['E0626', 'W0664'],
  look({ model, analysed, diagnose }) {
    const above = (id: string): readonly string[] => {
      const path: string[] = []
      for (
        let at = model.sectors.get(id)?.parent;
        at && !path.includes(at.id);
        at = model.sectors.get(at.id)?.parent
      )
        path.push(at.id)
      return path
    }
    const added = Object.entries(model.economy?.sectors ?? {})
    for (const [id, entry] of added) {
      const parent = above(id).find((candidate) => added.some(([other]) => other === candidate))
      if (parent)
        diagnose('E0626', entry['value-added'].at, { sector: id, parent }, [
          added.find(([other]) => other === parent)![1]['value-added'].at,
        ])
    }
    const parents = new Set([...model.sectors.values()].flatMap(({ parent }) => (parent ? [parent.id] : [])))
    const fresh = once()
    for (const actor of analysed.actors)
      if (parents.has(actor.sector) && fresh(actor.sector))
        diagnose('W0664', actor.facility?.sector?.at ?? actor.at, { id: actor.id, sector: actor.sector })
  },
}
