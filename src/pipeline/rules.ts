import type { Seen } from '../analysis/rules/rule.ts'
import { codes } from '../diagnostics/codes.ts'
import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Ran } from './case.ts'
import type { Session } from './session.ts'

/**
 * Asks the rules of modelling mistakes about a scenario that ran (analysis/rules); what they find goes to the session. With
 * `errors` only what cannot be meant at all is told: `run` must not show a figure that `check` would refuse, but it warns of
 * nothing that needs thought.
 */
export async function askRules(ran: Ran, session: Session, tell: 'all' | 'errors' = 'all'): Promise<void> {
  const [{ figuresOfErrors, judgeByRules }, { rangesOf }, { plausibilityOf }] = await Promise.all([
    import('../analysis/rules/index.ts'),
    import('../analysis/rules/ranges.ts'),
    import('../input/plausible.ts'),
  ])
  const diagnose: Diagnose = (code, at, args, related) => {
    if (tell === 'all' || codes[code].severity === 'error') session.diagnose(code, at, args, related)
  }
  const { analysed, trajectories, summary, opened } = ran
  const { model } = analysed
  const idle = new Set<string>()
  const seen: Seen = {
    model,
    analysed,
    trajectories,
    summary,
    tree: opened.tree,
    own: (at: Span) => opened.own.has(at.file),
    county: opened.county.tree.at.file,
    ranges: rangesOf(
      plausibilityOf(opened, session.diagnose, tell === 'errors' ? figuresOfErrors : undefined),
    ),
    diagnose: (code, at, args, related) => {
      if (code === 'W0648') idle.add((args as { readonly id: string }).id)
      diagnose(code, at, args, related)
    },
  }
  judgeByRules(seen, tell)
  if (tell === 'all') await leaveOut(ran, idle, diagnose)
}

/** Measures that change nothing though they reach somebody (W0648): found by leaving them out, where one run does not show it. */
async function leaveOut(ran: Ran, said: ReadonlySet<string>, diagnose: Diagnose): Promise<void> {
  const { analysed, trajectories, opened } = ran
  const { doubtful } = await import('../analysis/doubtful.ts')
  const suspects = doubtful(analysed, trajectories).filter((id) => {
    const at = analysed.model.measures.get(id)?.adoption?.at
    return !said.has(id) && at !== undefined && opened.own.has(at.file)
  })
  if (suspects.length === 0) return
  const { withoutEffect } = await import('../study/without.ts')
  for (const id of withoutEffect(analysed, suspects))
    diagnose('W0648', analysed.model.measures.get(id)!.adoption!.at, { id, reason: 'changes-nothing' })
}
