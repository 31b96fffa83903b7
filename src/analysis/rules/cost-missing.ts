import type { Span } from '../../diagnostics/span.ts'
import { once, type Rule } from './rule.ts'

/** Technologies that serve one end use, of which all but one say what they cost: that one would be built for nothing. */
export const costMissing: Rule = {
  codes: ['W0787'],
  look({ model, analysed, diagnose }) {
    // Without a block of costs none is computed.
    if (!model.costs) return
    const fresh = once()
    const uses = new Map<string, { process: string; at: Span; costs: boolean }[]>()
    for (const { kind, process: id, endUse, lead, at } of analysed.actors) {
      const process = id === undefined ? undefined : model.processes.get(id)
      if (kind !== 'technology' || !process || id === undefined || !endUse) continue
      const list = uses.get(endUse.id) ?? []
      list.push({ process: id, at: lead?.at ?? at, costs: process.capex !== undefined })
      uses.set(endUse.id, list)
    }
    for (const list of uses.values()) {
      const without = list.filter(({ costs }) => !costs)
      const [only] = without
      if (!only || without.length > 1 || list.length < 3 || !fresh(only.process)) continue
      diagnose('W0787', only.at, { id: only.process, count: list.length - 1 })
    }
  },
}
