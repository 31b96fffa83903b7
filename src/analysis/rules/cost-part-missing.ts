import type { Process } from '../../model/process.ts'
import type { StandingRule } from './rule.ts'

/** So many processes must state their investment before one is said to lack a part of its costs, and such a share of them that part. */
const fewest = 10
const most = 0.9

/** A process that says what it costs to build and not how long it stands, or what it costs to keep, as nearly all others do. */
export const costPartMissing: StandingRule = {
  standing: true,
  codes: ['W0831'],
  look({ model, diagnose }) {
    if (!model.costs) return
    const priced = [...model.processes].filter(([, { capex }]) => capex !== undefined)
    for (const part of ['lifetime', 'fixed-om'] as const) {
      const without = priced.filter(([, process]) => lacks(process, part))
      const having = priced.length - without.length
      if (priced.length < fewest || having < most * priced.length) continue
      for (const [id, { capex }] of without) diagnose('W0831', capex!.at, { id, what: part, count: having })
    }
  },
}

/** Running costs may be stated a unit of what is made instead. */
function lacks(process: Process, part: 'lifetime' | 'fixed-om'): boolean {
  if (part === 'lifetime') return process.lifetime === undefined
  return process['fixed-om'] === undefined && process['variable-om'] === undefined
}
