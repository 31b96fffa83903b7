import { isIncluded } from '../../model/model.ts'
import { dated } from './ranges.ts'
import type { Rule } from './rule.ts'

/**
 * What begins when nobody looks any more (W0762), a facility of the baseline that is not there yet in the last observed year
 * (W0763), and a permit that is granted after its project runs (E0758).
 */
export const beginsOutside: Rule = {
  codes: ['E0758', 'W0762', 'W0763'],
  look({ model, own, diagnose }) {
    const { to, observedTo } = model.horizon
    for (const [id, { commissioned, operation }] of model.facilities) {
      if (!commissioned || !own(commissioned.at)) continue
      if (commissioned.year >= to + 1)
        diagnose('W0762', commissioned.at, { id, year: Math.floor(commissioned.year), last: to })
      // A plant that takes over when demand asks for it belongs to the county, whatever scenario runs.
      else if (commissioned.year >= observedTo + 1 && operation !== 'demand')
        diagnose('W0763', commissioned.at, { id, year: dated(commissioned.year), to: observedTo })
    }
    for (const [id, project] of model.projects) {
      const begins = [
        ...(project.stages ?? []).map(({ start }) => start),
        project.start,
        project.retrofit?.from,
      ]
      const late = begins.find((start) => start && start.year >= to + 1)
      if (late && own(late.at)) diagnose('W0762', late.at, { id, year: Math.floor(late.year), last: to })
      const first = begins.find((start) => start !== undefined)
      if (!first || !isIncluded(project, model.projectsFrom)) continue
      for (const [what, { granted }] of Object.entries(project.approvals ?? {}))
        if (granted && granted.year > first.year)
          diagnose(
            'E0758',
            granted.at,
            { id, what, start: Math.floor(first.year), granted: Math.floor(granted.year) },
            [first.at],
          )
    }
  },
}
