import { permitFaults } from '../analysis/permits.ts'
import { exclusions, runs, standing } from '../study/admit.ts'
import type { Ran } from './case.ts'
import type { Session } from './session.ts'

/** A figure in a message, to four digits. */
const figure = (value: number, unit: string) => `${Number(value.toPrecision(4))} ${unit}`

/** What ledgers and running projects give to warn of: quotas that are exceeded, units without a site, permits, prerequisites. */
export function warnAboutLedgers(ran: Ran, session: Session): void {
  const { analysed, summary, trajectories } = ran
  const { model } = analysed
  const { base, to } = model.horizon
  for (const { columns, lines, unsited } of summary.ledgers) {
    for (const { line, margin, firstShort, tightest } of lines) {
      // A target that is missed has its own verdict.
      if (line.origin !== 'quota' || firstShort === undefined) continue
      const quota = model.quotas.get(line.id)!
      const stated = quota.total ?? quota.values ?? quota['new-projects'] ?? quota['offset-ratio']
      session.diagnose('W0750', stated?.at ?? model.at, {
        ledger: columns.id,
        quota: line.id,
        year: firstShort,
        short: figure(-margin[tightest - base]!, columns.unit),
        worst: tightest,
      })
    }
    if (unsited && lines.some(({ line }) => line.origin === 'quota'))
      session.diagnose('W0751', model.quotas.get(lines[0]!.line.id)?.['control-unit']?.at ?? model.at, {
        ledger: columns.id,
        count: unsited.count,
        amount: figure(unsited.amount, columns.unit),
        year: unsited.year,
      })
  }
  for (const permit of analysed.figures.permits) {
    const { project, subject, unit, approval } = permit
    const declared = model.projects.get(project)
    if (!declared) continue
    for (const { kind, year, found, wanted } of permitFaults(permit, declared, trajectories, { base, to })) {
      const [got, asked] = [figure(found, unit), figure(wanted, unit)]
      if (kind === 'amount')
        session.diagnose('W0752', approval.amount.at, { project, subject, year, found: got, granted: asked })
      else
        session.diagnose('W0817', approval.offset!.at, {
          project,
          subject,
          from: approval.from!.id,
          year,
          found: got,
          wanted: asked,
        })
    }
  }
  for (const [id, project] of model.projects) {
    if (!runs(model, id)) continue
    for (const needed of project.needs ?? [])
      if (!runs(model, needed.id)) session.diagnose('W0754', needed.at, { project: id, needed: needed.id })
    for (const other of exclusions(model, id))
      if (runs(model, other.id) && id < other.id)
        session.diagnose('W0755', other.at, { project: id, other: other.id })
    const sector = analysed.actors.find((actor) => actor.id === id)?.sector ?? ''
    for (const reason of standing(model, sector, id, 1))
      if (reason.rule === 'zone')
        session.diagnose('W0756', reason.at, { project: id, zone: reason.zone, what: reason.what })
  }
}
