import { isIncluded } from '../../model/model.ts'
import { dated, round } from './ranges.ts'
import type { Rule } from './rule.ts'

/**
 * Dates of units and projects that contradict each other: an end before the start (E0624), a project that is said to run but
 * begins later, or began although it is not built (W0642), a start sooner than projects of that status are ready (W0641).
 */
export const projectDates: Rule = {
  codes: ['E0624', 'W0641', 'W0642'],
  needs: ['lead-time'],
  look({ model, ranges, own, diagnose }) {
    const { observedTo } = model.horizon
    for (const [id, facility] of model.facilities) {
      const { commissioned, retired } = facility
      if (commissioned && retired && retired.year <= commissioned.year)
        diagnose('E0624', retired.at, { id, start: dated(commissioned.year), end: dated(retired.year) }, [
          commissioned.at,
        ])
    }
    for (const [id, project] of model.projects) {
      const start = project.stages?.[0]?.start ?? project.start ?? project.retrofit?.from
      if (!start) continue
      const { retired, status } = project
      if (retired && retired.year <= start.year)
        diagnose('E0624', retired.at, { id, start: dated(start.year), end: dated(retired.year) }, [start.at])
      // One that is not included today may be tomorrow: its dates are judged all the same, where it stands in the county's files.
      if (!isIncluded(project, model.projectsFrom) && !own(start.at)) continue
      const future = start.year >= observedTo + 1
      if ((status === 'operating' && future) || (!['operating', 'building'].includes(status) && !future)) {
        diagnose('W0642', start.at, { id, status, year: dated(start.year), to: observedTo })
        continue
      }
      const needed = ranges.find(
        'lead-time',
        { status, ...(project.process ? { process: project.process.id } : {}) },
        { powers: { time: 1 } },
      )
      const ahead = start.year - (observedTo + 1)
      if (needed && future && ahead < needed.low - 1e-9)
        diagnose('W0641', start.at, {
          id,
          status,
          found: round(ahead),
          expected: `${round(needed.low)} … ${round(needed.high)}`,
        })
    }
    for (const [id, plan] of model.plans)
      if (plan.to.year < plan.from.year)
        diagnose('E0624', plan.to.at, { id, start: plan.from.year, end: plan.to.year }, [plan.from.at])
  },
}
