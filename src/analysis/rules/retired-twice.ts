import { isIncluded } from '../../model/model.ts'
import { dated } from './ranges.ts'
import type { Rule } from './rule.ts'

/** A unit that two projects take the place of (W0643), that is gone before it is replaced (W0770), or changed after it is gone (E0625). */
export const retiredTwice: Rule = {
  codes: ['E0625', 'W0643', 'W0770'],
  look({ model, diagnose }) {
    const taken = new Map<
      string,
      { readonly project: string; readonly at: { file: string; start: number; end: number } }
    >()
    for (const [id, project] of model.projects) {
      if (!isIncluded(project, model.projectsFrom)) continue
      for (const unit of project.replaces?.units ?? []) {
        const before = taken.get(unit.id)
        if (before && before.project !== id)
          diagnose('W0643', unit.at, { id: unit.id, one: before.project, other: id }, [before.at])
        taken.set(unit.id, { project: id, at: unit.at })
        const gone = model.facilities.get(unit.id)?.retired ?? model.projects.get(unit.id)?.retired
        const start = project.stages?.[0]?.start ?? project.start
        // What closes within a year before is closed for it.
        if (gone && start && gone.year < start.year - 1)
          diagnose(
            'W0770',
            unit.at,
            { id, unit: unit.id, year: Math.floor(start.year), retired: Math.floor(gone.year) },
            [gone.at],
          )
      }
      const { retrofit } = project
      if (!retrofit) continue
      const retired =
        model.facilities.get(retrofit.of.id)?.retired ?? model.projects.get(retrofit.of.id)?.retired
      if (retired && retired.year <= retrofit.from.year)
        diagnose(
          'E0625',
          retrofit.from.at,
          { id, unit: retrofit.of.id, year: dated(retrofit.from.year), retired: dated(retired.year) },
          [retired.at],
        )
    }
  },
}
