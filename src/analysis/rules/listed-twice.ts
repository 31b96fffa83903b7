import type { Span } from '../../diagnostics/span.ts'
import type { Rule } from './rule.ts'

/** One id twice in a list, or one effect twice in a measure: a line that was copied and not changed. */
export const listedTwice: Rule = {
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
    const ids = (list: readonly { readonly id: string; readonly at: Span }[] | undefined) =>
      (list ?? []).map(({ id, at }) => ({ key: id, at }))
    for (const [id, commodity] of model.commodities) {
      look(`commodities.${id}.suppliers`, ids(commodity.suppliers))
      look(
        `commodities.${id}.outlets`,
        (commodity.outlets ?? []).map(({ to, from, at }) => ({
          key: from === undefined ? to : `${to} ${from}`,
          at,
        })),
      )
    }
    for (const [id, measure] of model.measures) {
      look(`measures.${id}.applies-to`, ids(measure['applies-to']))
      look(
        `measures.${id}.effects`,
        (measure.effects ?? []).map(({ on, of, ofAt, relative }) => ({
          key: `${on}: ${of}${relative ? '' : ' (absolute)'}`,
          at: ofAt,
        })),
      )
    }
    for (const [id, project] of model.projects) look(`projects.${id}.replaces`, ids(project.replaces?.units))
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
