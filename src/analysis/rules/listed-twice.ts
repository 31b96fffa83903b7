import type { Span } from '../../diagnostics/span.ts'
import type { StandingRule } from './rule.ts'

/** One effect twice in a measure, one factor twice in a process: a line that was copied and not changed. (Orders: E0314.) */
export const listedTwice: StandingRule = {
  standing: true,
  codes: ['W0665'],
  look({ model, diagnose }) {
    const look = (where: string, list: readonly { readonly key: string; readonly at: Span }[]) => {
      const seen = new Map<string, Span>()
      for (const { key, at } of list) {
        const before = seen.get(key)
        if (before) diagnose('W0665', at, { where, id: key }, [before])
        else seen.set(key, at)
      }
    }
    for (const [id, measure] of model.measures) {
      look(
        `measures.${id}.effects`,
        (measure.effects ?? []).map(({ on, of, ofAt, relative }) => ({
          key: `${on}: ${of}${relative ? '' : ' (absolute)'}`,
          at: ofAt,
        })),
      )
    }
    for (const [id, process] of model.processes) {
      const factors = (process.emits ?? []).flatMap((method) =>
        method.kind === 'factor'
          ? [...method.factors].map(([species, curve]) => ({
              key: `${species}${method.per ? ` per ${method.per}` : ''}`,
              at: curve.at,
            }))
          : [{ key: method.kind === 'carbonate' ? `carbonate ${method.of}` : method.kind, at: method.at }],
      )
      // CO2 and carbonates counted twice are an error of their own (E0622).
      look(
        `processes.${id}.emits`,
        factors.filter(({ key }) => !key.startsWith('carbonate ')),
      )
    }
  },
}
