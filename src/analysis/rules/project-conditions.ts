import { isIncluded } from '../../model/model.ts'
import type { Rule } from './rule.ts'

/** A project that a policy judges by its place but that names none (W0647), or new capacity under a replacement rule that replaces nothing (W0646). */
export const projectConditions: Rule = {
  codes: ['W0646', 'W0647'],
  look({ model, summary, diagnose }) {
    for (const [id, project] of model.projects) {
      const start = project.stages?.[0]?.start ?? project.start
      if (!project.process || !start || !isIncluded(project, model.projectsFrom)) continue
      const process = project.process.id
      for (const target of model.targets) {
        const processes = target.fields['processes'] as readonly { readonly id: string }[] | undefined
        const from = target.fields['from'] as { readonly year: number } | undefined
        if (!processes?.some((ref) => ref.id === process) || !from || start.year < from.year) continue
        if (target.rule === 'entry' && target.fields['zones'] !== undefined && !project.site)
          diagnose('W0647', project.process.at, { id, target: target.id })
        // Closures elsewhere may serve as well: a project is to blame where the target is missed unexpectedly.
        const judged = summary.verdicts.find((entry) => entry.target.id === target.id)
        const missed = judged !== undefined && !judged.verdict.met && target.expected === 'met'
        if (target.rule === 'replacement' && !project.replaces && missed)
          diagnose('W0646', project.process.at, { id, target: target.id })
      }
    }
  },
}
