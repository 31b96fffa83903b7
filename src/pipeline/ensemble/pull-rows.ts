import type { PullRow } from '../../report/ensemble.ts'
import { rounded } from '../../report/rounded.ts'
import type { Ensemble } from '../../study/ensemble.ts'
import { pullsOf } from '../../study/pull.ts'
import { inputName } from '../sensitivity/input-name.ts'
import type { Open } from './outcomes.ts'

/** Inputs that are told of each figure. */
const told = 5

/** What pulls the figures of a county away from its single run, in the years that targets name and the last one. */
export function pullRows(
  { analysed }: Open,
  { fans, targets, dimensions, job }: Ensemble,
): readonly PullRow[] {
  const { horizon } = analysed.model
  const named = targets.flatMap(({ target }) => {
    const by = target.fields['by'] as { readonly year?: number } | undefined
    return typeof by?.year === 'number' ? [by.year] : []
  })
  const years = [...new Set([...named, horizon.to])]
    .filter((year) => year >= horizon.base && year <= horizon.to)
    .sort((a, b) => a - b)
  const asked = fans.flatMap((_, fan) => years.map((year) => ({ fan, year })))
  return pullsOf(job, asked, told).map((pulls, i) => ({
    indicator: fans[asked[i]!.fan]!,
    year: asked[i]!.year,
    inputs: pulls.map(({ dimension, by }) => {
      const { id, group } = dimensions[dimension]!
      return { id, name: inputName(analysed.model, group ?? id), by: rounded(by) }
    }),
  }))
}
