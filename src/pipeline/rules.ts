import type { Span } from '../diagnostics/span.ts'
import type { Ran } from './case.ts'
import type { Session } from './session.ts'

/** Asks the rules of modelling mistakes about a scenario that ran (analysis/rules); what they find goes to the session. */
export async function askRules(ran: Ran, session: Session): Promise<void> {
  const [{ judgeByRules }, { rangesOf }, { plausibilityOf }] = await Promise.all([
    import('../analysis/rules/index.ts'),
    import('../analysis/rules/ranges.ts'),
    import('../input/plausible.ts'),
  ])
  const { analysed, trajectories, summary, opened } = ran
  const { model } = analysed
  judgeByRules({
    model,
    analysed,
    trajectories,
    summary,
    tree: opened.tree,
    own: (at: Span) => opened.own.has(at.file),
    county: opened.county.tree.at.file,
    ranges: rangesOf(plausibilityOf(opened, session.diagnose)),
    diagnose: session.diagnose,
  })
}
