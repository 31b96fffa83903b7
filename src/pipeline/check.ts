import type { Args, Diagnose } from '../diagnostics/diagnostic.ts'
import { resolveModel } from '../input/resolve.ts'
import { openBaseline, readKind } from '../input/scenario.ts'
import { documents, type Kind } from '../model/documents.ts'
import type { Text } from '../text/text.ts'
import { type Ran, runCase } from './case.ts'
import { askRules } from './rules.ts'
import { Desk, failed, type Loaded, type Session } from './session.ts'
import { vocabulary } from './vocabulary.ts'
import { warnAbout } from './warnings.ts'

/** Something that `check` found in files that can be used: a missed `must` target, an expectation that did not come true. */
export interface Finding {
  readonly file: string
  readonly scenario: string
  readonly kind: 'target' | 'expectation'
  readonly message: Text
}

/** Checks files and folders: each file against its kind, each scenario by a run against its expectations. */
export async function check(
  paths: readonly string[],
): Promise<
  Loaded & { readonly files: number; readonly scenarios: number; readonly findings: readonly Finding[] }
> {
  const desk = new Desk()
  const findings: Finding[] = []
  const seen = new Set<string>()
  let scenarios = 0
  for (const path of paths)
    for (const file of (await desk.at(path)).project.findFiles(path)) {
      if (seen.has(file)) continue
      seen.add(file)
      const session = await desk.at(file)
      const document = await readKind(session, file, Object.keys(documents) as Kind[], session.diagnose)
      if (document?.kind === 'baseline') await checkBaseline(file, session)
      if (document?.kind !== 'scenario') continue
      scenarios++
      const ran = await runCase(file, session, { plausibility: true })
      if (!ran) continue
      warnAbout(ran, session)
      await askRules(ran, session)
      for (const { target, verdict } of ran.summary.verdicts) {
        const found = verdict.met ? 'met' : 'missed'
        if (found === target.expected) continue
        if (target.severity === 'should' && !(target.id in expectedOf(ran))) {
          session.diagnose('W0601', target.at, { target: target.id, expected: target.expected, found })
          continue
        }
        findings.push({
          file: document.file,
          scenario: ran.analysed.model.id,
          kind: target.id in expectedOf(ran) ? 'expectation' : 'target',
          message: {
            zh: `${target.id}：预期${target.expected === 'met' ? '达标' : '不达标'}，结果${verdict.met ? '达标' : `不达标${verdict.firstMiss === undefined ? '' : `，${verdict.firstMiss} 年起`}`}`,
            en: `${target.id}: expected ${target.expected}, found ${found}${verdict.firstMiss === undefined ? '' : ` from ${verdict.firstMiss}`}`,
          },
        })
      }
    }
  return { ...desk.loaded(), files: seen.size, scenarios, findings }
}

/**
 * Looks up what a baseline refers to. What a scenario may supply is not missed yet: its orders may name projects that only a
 * scenario declares, its drivers may leave their path to the scenario.
 */
async function checkBaseline(path: string, session: Session): Promise<void> {
  const before = session.diagnostics.length
  const opened = await openBaseline(path, session, session.diagnose)
  if (!opened || failed(session, before)) return
  const say: Diagnose = (code, at, args, related) => {
    const later = code === 'E0202' || (code === 'E0301' && (args as Args<'E0301'>).what === 'facility')
    if (!later) session.diagnose(code, at, args, related)
  }
  resolveModel(opened, vocabulary, say)
}

function expectedOf(ran: Ran): Readonly<Record<string, true>> {
  const map = ran.opened.tree.entries.get('expect')?.value
  return map?.kind === 'map'
    ? Object.fromEntries([...map.entries.keys()].map((key) => [key, true as const]))
    : {}
}
