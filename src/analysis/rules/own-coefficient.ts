import { firstValue } from '../../engine/closure.ts'
import type { Curve } from '../../model/curve.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { round, shown, slipBetween, within } from './ranges.ts'
import type { StandingRule } from './rule.ts'

/** A unit's own coefficient that is many times, or a small part of, the one of its process. */
export const ownCoefficient: StandingRule = {
  standing: true,
  codes: ['W0632'],
  needs: ['own-coefficient'],
  look({ model, analysed, ranges, diagnose }) {
    const range = ranges.find('own-coefficient', {}, { powers: {} })
    if (!range) return
    for (const { id, facility, process: processId } of analysed.actors) {
      const process = processId === undefined ? undefined : model.processes.get(processId)
      if (!facility || !process) continue
      const look = (what: string, own: Curve, usual: Curve | undefined) => {
        if (!usual || own.kind === 'expression' || usual.kind === 'expression') return
        const [now, then] = [firstValue(own), firstValue(usual)]
        if (!(then > 0) || now === 0 || !sameDimension(own.dimension, usual.dimension)) return
        if (within(now / then, range)) return
        diagnose('W0632', own.at, {
          id,
          what,
          found: shown(now, own.dimension),
          usual: shown(then, usual.dimension),
          times: round(now / then),
          hint: slipBetween(now, then, own.dimension),
        })
      }
      const flow = (
        list: readonly { readonly id: string; readonly amount: Curve }[] | undefined,
        key: string,
      ) => list?.find((entry) => entry.id === key)?.amount
      for (const [key, curve] of Object.entries(facility.inputs ?? {}))
        look(key, curve, flow(process.inputs, key))
      for (const [key, curve] of Object.entries(facility.outputs ?? {}))
        look(key, curve, flow(process.outputs, key))
      for (const [species, curve] of Object.entries(facility.factors ?? {}))
        for (const method of process.emits ?? [])
          if (method.kind === 'factor') look(species, curve, method.factors.get(species))
    }
  },
}
