import { codes } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { position } from '../diagnostics/position.ts'
import { message } from '../diagnostics/render.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Warning } from '../report/result.ts'
import type { Ran } from './case.ts'
import { warnAboutLedgers } from './ledger-warnings.ts'
import { loadedFrom, type Session } from './session.ts'
import { warnAboutSupply } from './supply-warnings.ts'

export function warningOf(diagnostic: Diagnostic, session: Session): readonly Warning[] {
  const row = codes[diagnostic.code]
  if (row.severity === 'error') return []
  const text = loadedFrom(session).sourceText(diagnostic.at.file)
  const place = text === undefined ? { line: 1, column: 1 } : position(text, diagnostic.at.start)
  return [
    {
      code: diagnostic.code,
      slug: row.slug,
      severity: row.severity,
      file: diagnostic.at.file,
      ...place,
      message: { zh: message(diagnostic, 'zh'), en: message(diagnostic, 'en') },
    },
  ]
}

/** The warnings and remarks of a result, in the order in which they were found, none twice: two who look at one file say the same. */
export function warningsOf(diagnostics: readonly Diagnostic[], session: Session): readonly Warning[] {
  const told = new Map<string, Warning>()
  for (const one of diagnostics.flatMap((diagnostic) => warningOf(diagnostic, session))) {
    const key = JSON.stringify(one)
    if (!told.has(key)) told.set(key, one)
  }
  return [...told.values()]
}

/** Warnings that need the run: unmet demand, a plateau, figures without source, balances that nothing checks. */
export function warnAbout(ran: Ran, session: Session): void {
  const { analysed, summary } = ran
  const { model } = analysed
  for (const row of summary.balances) {
    if (row.item !== 'unmet') continue
    let most = 0
    for (const [i, value] of row.values.entries()) if (value > row.values[most]!) most = i
    const commodity = model.commodities.get(row.commodity)!
    session.diagnose('W0602', wanting(ran, row.commodity) ?? commodity.unit.at, {
      commodity: row.commodity,
      amount: `${Number(row.values[most]!.toPrecision(3))} ${commodity.unit.unit}`,
      year: model.horizon.base + most,
    })
  }
  const [first, last] = summary.peak.plateau
  if (last - first >= 2) session.diagnose('W0603', model.at, { years: `${first}–${last}` })
  const { indicator, year } = summary.peak
  if (year === model.horizon.to && first === year && model.horizon.to > model.horizon.base)
    session.diagnose('W0795', model.at, { what: indicator, year })
  const ungraded = analysed.plan.slots.filter(
    (slot) => slot.kind === 'real' && (slot.grade === undefined || slot.source === undefined),
  )
  const place = ungraded.find((slot) => slot.origin.length > 0)?.origin[0]
  if (place) session.diagnose('W0604', place, { count: ungraded.length })
  for (const row of summary.reconciliation)
    if (row.kind === 'analogue' && !row.within)
      session.diagnose('W0606', model.reconciliation.get(row.id)!.against.at, {
        id: row.id,
        found: share(row.relative),
        limit: share(row.tolerance),
      })
  for (const row of summary.implausible)
    session.diagnose('W0609', analysed.actors.find(({ id }) => id === row.facility)!.at, {
      id: row.facility,
      year: row.year,
      found: Number(row.figure.toPrecision(4)),
      expected: `${row.range[0]} … ${row.range[1]} kgce`,
      ladder: row.ladder,
    })
  if (model.costs) {
    const { processes, commodities } = summary.uncosted
    if (processes + commodities > 0) session.diagnose('W0608', model.at, { processes, commodities })
  }
  // Without a factor bought energy has no indirect emission, which would read as clean.
  for (const { commodity: id, item, values } of summary.balances) {
    const commodity = model.commodities.get(id)
    if (item !== 'imports' || !commodity || commodity.purchased || !values.some((value) => value > 0))
      continue
    if (commodity.group === 'electricity' || commodity.group === 'heat')
      session.diagnose('W0611', commodity.unit.at, { id })
  }
  warnAboutLedgers(ran, session)
  warnAboutSupply(ran, session)
  const used = new Set(analysed.actors.map(({ process }) => process))
  const open = [...model.processes].filter(([id, { loss }]) => used.has(id) && !loss)
  if (open.length > 0) session.diagnose('W0607', model.at, { count: open.length })
}

/** Who asks for a commodity, where the county says so: a library's line about it is nobody's to mend. */
function wanting({ analysed, opened }: Ran, id: string): Span | undefined {
  const { model } = analysed
  const unit = model.commodities.get(id)!.unit.at
  if (opened.own.has(unit.file)) return unit
  const asked = [
    ...[...model.demands.values()].flatMap(({ of }) => (of.id === id ? [of.at] : [])),
    ...analysed.actors.flatMap((actor) =>
      actor.flows
        .filter(({ of, direction }) => of === id && direction === 'in')
        .flatMap(({ amount, at }) => [amount.at, at, actor.at]),
    ),
  ]
  return asked.find(({ file }) => opened.own.has(file))
}

function share(value: number): string {
  return `${Number((value * 100).toPrecision(3))}%`
}

/** Verdicts other than expected, as warnings; `check` has findings for them. */
export function warnOfVerdicts(ran: Ran, session: Session): void {
  for (const { target, verdict } of ran.summary.verdicts) {
    const found = verdict.met ? 'met' : 'missed'
    if (found !== target.expected)
      session.diagnose('W0601', target.at, { target: target.id, expected: target.expected, found })
  }
}
