import type { Constraint } from '../analysis/constraints.ts'
import type { Analysed } from '../analysis/figures.ts'
import { yearly } from '../analysis/ledger-facts.ts'
import { settledYear, startOf } from '../analysis/project-years.ts'
import type { Summary } from '../analysis/summary.ts'
import { at } from '../analysis/verdict.ts'
import type { Trajectories } from '../engine/plan.ts'
import type { Model } from '../model/model.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type {
  AdmissionResult,
  LedgerEffect,
  OfferResult,
  ProjectFacts,
  ReasonResult,
} from '../report/admission.ts'
import type { PeakFact, Warning } from '../report/result.ts'
import { rounded } from '../report/rounded.ts'
import { type Admission, type Judged, type Reason, severityOf } from '../study/admit.ts'
import type { Candidate, Searched } from '../study/offers.ts'
import type { Text } from '../text/text.ts'
import { offerText, reasonText } from './admission-words.ts'

/** An offer that a re-run confirmed. */
export interface Accepted {
  readonly candidate: Candidate
  readonly overlay: string
  readonly admission: Admission
  /** Commodities that are bought where closed units made them. */
  readonly bought: readonly string[]
}

export interface AdmissionParts {
  readonly version: string
  readonly id: string
  readonly until: number
  readonly declared: Model
  readonly judged: Judged
  readonly base: {
    readonly analysed: Analysed
    readonly summary: Summary
    readonly trajectories: Trajectories
  }
  readonly withProject: {
    readonly analysed: Analysed
    readonly summary: Summary
    readonly trajectories: Trajectories
  }
  readonly offers?: readonly Accepted[]
  readonly searched?: Searched
  readonly warnings: readonly Warning[]
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
}

export function assembleAdmission(parts: AdmissionParts): AdmissionResult {
  const { id, judged, base, withProject, declared } = parts
  const { model } = base.analysed
  const name = nameOf(withProject.analysed)
  const reasons = judged.reasons
    .map((reason) => reasonResult(reason, id, declared, name))
    .sort(
      (a, b) =>
        (a.year ?? 0) - (b.year ?? 0) || (a.severity === b.severity ? 0 : a.severity === 'must' ? -1 : 1),
    )
  const settled = settledOf(declared, id)
  return {
    format: 'peakzero/admit@1',
    generator: { name: 'peakzero', version: parts.version },
    scenario: { id: model.id, title: model.title, county: model.county, files: parts.files },
    project: projectFacts(declared, id),
    until: parts.until,
    verdict: judged.admission,
    reasons,
    missedBefore: judged.missedBefore.map(({ constraint, year, without, with: now }) => ({
      id: constraint.id,
      rule: constraint.rule,
      name: constraint.name,
      severity: constraint.severity,
      unit: constraint.unit,
      year,
      without: rounded(without),
      with: rounded(now),
      explain: marginName(constraint, year),
    })),
    effect: {
      peak: { without: peakFact(base.summary), with: peakFact(withProject.summary) },
      indicators: indicatorChanges(base.summary, withProject.summary, model.horizon.base),
    },
    ledgers: ledgerEffects(base.summary, withProject.summary, model.horizon.base, parts.until),
    unlimited: withProject.summary.ledgers.flatMap(({ columns, lines, used }) => {
      const before = base.summary.ledgers.find((ledger) => ledger.columns.id === columns.id)
      if (lines.length > 0 || columns.zone !== undefined) return []
      const i = settled - model.horizon.base
      const added = used[i]! - (before?.used[i] ?? 0)
      const explain = `change.ledger.${columns.id}.used@${settled}`
      return [{ id: columns.id, name: columns.name, unit: columns.unit, added: rounded(added), explain }]
    }),
    ...levelResult(judged, declared, id),
    displaced: displaced(parts, settled),
    offers: (parts.offers ?? []).map((offer) => offerResult(offer, declared, id, name, settled)),
    ...(parts.searched ? { searched: parts.searched } : {}),
    warnings: parts.warnings,
  }
}

/** By this name `explain … --admit PROJECT` tells the margin of a constraint. */
function marginName({ key, id, ledger }: Constraint, year: number): string {
  const stem =
    ledger === undefined
      ? `target.${id}.rawMargin`
      : key.replace(`ledger.${ledger}.`, `ledger.${ledger}.margin.`)
  return `${stem}@${year}`
}

/** The settled year of a project, within the horizon. */
export function settledOf(model: Model, id: string): number {
  const project = model.projects.get(id)!
  const { base, to } = model.horizon
  return Math.min(to, Math.max(base, settledYear(project) ?? to))
}

export function projectFacts(model: Model, id: string): ProjectFacts {
  const project = model.projects.get(id)!
  const zone = project.site ? model.sites.get(project.site.id)?.zone.id : undefined
  const given =
    project.stages?.map(({ capacity }) => capacity) ?? (project.capacity ? [project.capacity] : [])
  const start = startOf(project)
  const settled = settledYear(project)
  return {
    id,
    name: project.name ?? { zh: id, en: id },
    status: project.status,
    ...(project.process ? { process: project.process.id } : {}),
    ...(project.firm ? { firm: project.firm } : {}),
    ...(project.site ? { site: project.site.id } : {}),
    ...(zone === undefined ? {} : { zone }),
    ...(start === undefined ? {} : { start }),
    ...(settled === undefined ? {} : { settled }),
    ...(given[0]
      ? {
          capacity: rounded(given.reduce((sum, { value }) => sum + value, 0)),
          unit: canonicalUnit(given[0].dimension),
        }
      : {}),
  }
}

/** Names of all that acts or may act. */
export function nameOf(analysed: Analysed): (id: string) => Text {
  const { model } = analysed
  const names = new Map(analysed.actors.map((actor) => [actor.id, actor.name]))
  return (id) =>
    names.get(id) ??
    model.projects.get(id)?.name ??
    model.facilities.get(id)?.name ??
    model.measures.get(id)?.name ??
    model.commodities.get(id)?.name ??
    model.zones.get(id)?.name ??
    model.sectors.get(id)?.name ??
    model.processes.get(id)?.name ?? { zh: id, en: id }
}

export function reasonResult(
  reason: Reason,
  id: string,
  model: Model,
  name: (id: string) => Text,
): ReasonResult {
  const common = { severity: severityOf(reason), text: reasonText(reason, model, name) }
  switch (reason.rule) {
    case 'limit': {
      const { constraint, year, worst, without, with: now, missing, before } = reason.breach
      return {
        ...common,
        ...provenance(constraint),
        rule: 'limit',
        id: constraint.id,
        name: constraint.name,
        ...(constraint.ledger ? { ledger: constraint.ledger } : {}),
        unit: constraint.unit,
        year,
        worst,
        ...(reason.size === undefined ? { explain: marginName(constraint, worst) } : {}),
        without: rounded(without),
        with: rounded(now),
        missing: rounded(missing),
        before,
        ...(reason.size === undefined ? {} : { part: reason.size }),
      }
    }
    case 'supply': {
      const { commodity, year, wanted, found } = reason.shortage
      return {
        ...common,
        rule: 'supply',
        id: commodity ?? '',
        name: commodity ? name(commodity) : { zh: '原料与燃料', en: 'feed and fuel' },
        year,
        explain: commodity ? `balance.${commodity}.unmet@${year}` : `potential.${id}@${year}`,
        with: rounded(wanted),
        without: rounded(found),
        missing: rounded(Math.abs(wanted - found)),
      }
    }
    case 'entry':
      return {
        ...common,
        rule: 'entry',
        id: reason.target.id,
        name: reason.target.name,
        unit: 'kgce/t',
        year: reason.level.year,
        explain: `level.${id}@${reason.level.year}`,
        wanted: reason.wanted,
        with: rounded(reason.level.figure),
        missing: rounded(reason.level.figure - reason.level.limits[reason.wanted - 1]!),
        ...(reason.target.clause ? { clause: reason.target.clause } : {}),
        ...(reason.target.source ? { source: reason.target.source } : {}),
      }
    case 'idle':
      return {
        ...common,
        rule: 'idle',
        id: 'idle',
        name:
          reason.changed === undefined
            ? { zh: '没有需求', en: 'no demand' }
            : { zh: '改造不起作用', en: 'a change that does nothing' },
        year: reason.year,
      }
    case 'broken':
      return {
        ...common,
        rule: 'broken',
        id: reason.problem.code,
        name: { zh: '县算不通', en: 'the county does not hold together' },
      }
    case 'zone': {
      const zone = model.zones.get(reason.zone)!
      return {
        ...common,
        rule: 'zone',
        id: reason.zone,
        name: zone.name,
        ...(zone.clause ? { clause: zone.clause } : {}),
        ...(zone.source ? { source: zone.source } : {}),
      }
    }
    case 'needs':
      return { ...common, rule: 'needs', id: reason.needed, name: name(reason.needed) }
    case 'excludes':
      return { ...common, rule: 'excludes', id: reason.other, name: name(reason.other) }
    case 'replaces':
      return {
        ...common,
        rule: 'replaces',
        id: 'replaces',
        name: { zh: '产能置换', en: 'replacement of capacity' },
        unit: reason.unit,
        with: rounded(reason.closed),
        missing: rounded(reason.built * reason.ratio - reason.closed),
      }
    case 'approval':
      return {
        ...common,
        rule: 'approval',
        id: reason.subject,
        name: { zh: '批准量', en: 'amount granted' },
        unit: reason.unit,
        year: reason.year,
        explain: `permit.${id}.${reason.subject}.${reason.from === undefined ? 'used' : 'freed'}@${reason.year}`,
        with: rounded(reason.found),
        missing: rounded(Math.abs(reason.found - reason.granted)),
      }
  }
}

function provenance(constraint: Constraint): Pick<ReasonResult, 'clause' | 'source' | 'grade'> {
  const { clause, source, grade } = constraint
  return { ...(clause ? { clause } : {}), ...(source ? { source } : {}), ...(grade ? { grade } : {}) }
}

function peakFact({ peak }: Summary): PeakFact {
  const { indicator, year, value, unit, sustained, plateau, rising, before } = peak
  return { indicator, year, value: rounded(value), unit, sustained, plateau, rising, before }
}

function indicatorChanges(before: Summary, after: Summary, base: number) {
  return Object.fromEntries(
    after.indicators.map(({ column, values }) => {
      const old = before.indicators.find((entry) => entry.column.id === column.id)?.values
      const changes = [...values].map((value, i) => [String(base + i), rounded(value - (old?.[i] ?? 0))])
      return [column.id, { unit: column.unit, name: column.name, values: Object.fromEntries(changes) }]
    }),
  )
}

/** Every line in the judged year in which it is tightest with the project. */
export function ledgerEffects(
  before: Summary,
  after: Summary,
  base: number,
  until: number,
): readonly LedgerEffect[] {
  return after.ledgers.flatMap(({ columns, lines }) =>
    lines.flatMap((line): LedgerEffect[] => {
      const { line: quota } = line
      const old = before.ledgers
        .find((ledger) => ledger.columns.id === columns.id)
        ?.lines.find((one) => one.line.id === quota.id && one.line.kind === quota.kind)
      const [from, to] = [quota.judged[0], Math.min(quota.judged[1], until)]
      if (from > to) return []
      let year = from
      for (let y = from; y <= to; y++) if (line.margin[y - base]! < line.margin[year - base]!) year = y
      const i = year - base
      const used = old?.figure[i] ?? 0
      const offset = quota.kind === 'offset'
      // An offset is told as what has to be freed: what others cut stands as the limit.
      return [
        {
          ledger: columns.id,
          quota: quota.id,
          kind: quota.kind,
          name: quota.kind === 'total' && quota.origin === 'target' ? columns.name : quota.name,
          severity: quota.severity,
          unit: columns.unit,
          year,
          used: rounded(offset ? (old?.limit[i] ?? 0) : used),
          project: rounded(offset ? line.limit[i]! - (old?.limit[i] ?? 0) : line.figure[i]! - used),
          limit: rounded(offset ? line.figure[i]! : line.limit[i]!),
          headroom: rounded(line.margin[i]!),
          fits: line.margin[i]! >= 0,
          explain: `ledger.${columns.id}.margin.${quota.id}.${quota.kind}@${year}`,
          ...(quota.grade ? { grade: quota.grade } : {}),
        },
      ]
    }),
  )
}

function levelResult(judged: Judged, model: Model, id: string): Pick<AdmissionResult, 'level'> {
  const { level } = judged
  const ladder = level && model.ladders.get(level.ladder)
  if (!level || !ladder) return {}
  return {
    level: {
      ladder: level.ladder,
      ladderName: ladder.name,
      year: level.year,
      figure: rounded(level.figure),
      level1: rounded(level.limits[0]),
      level2: rounded(level.limits[1]),
      level3: rounded(level.limits[2]),
      level: level.level,
      explain: `level.${id}@${level.year}`,
    },
  }
}

/** A change of an activity below this share is none. */
const noticed = 1e-3

function displaced({ base, withProject, id }: AdmissionParts, settled: number): AdmissionResult['displaced'] {
  const { horizon } = base.analysed.model
  const length = horizon.to - horizon.base + 1
  const i = settled - horizon.base
  return withProject.analysed.actors.flatMap((actor) => {
    const old = base.analysed.activities.get(actor.id)
    const now = withProject.analysed.activities.get(actor.id)
    if (actor.id === id || old === undefined || now === undefined || actor.kind === 'technology') return []
    const before = at(yearly(base.trajectories, old, length), i)
    const after = at(yearly(withProject.trajectories, now, length), i)
    if (Math.abs(after - before) <= noticed * Math.max(Math.abs(before), Math.abs(after))) return []
    return [
      {
        id: actor.id,
        name: actor.name,
        unit: canonicalUnit(actor.unit),
        without: rounded(before),
        with: rounded(after),
        explain: `activity.${actor.id}@${settled}`,
      },
    ]
  })
}

/** What a commodity is called. */
export const commodityName = (model: Model, id: string): Text =>
  model.commodities.get(id)?.name ?? { zh: id, en: id }

function offerResult(
  offer: Accepted,
  model: Model,
  id: string,
  name: (id: string) => Text,
  settled: number,
): OfferResult {
  const { candidate, overlay, admission, bought } = offer
  return {
    kinds: candidate.moves.map(({ kind }) => kind),
    text: offerText(candidate.moves, model, id, name),
    overlay,
    verdict: admission === 'conditions' ? 'conditions' : 'admitted',
    ...(bought.length > 0
      ? { bought: bought.map((of) => ({ id: of, name: commodityName(model, of) })) }
      : {}),
    ...(candidate.value === undefined
      ? {}
      : {
          valueAdded: {
            unit: `万元@${model.prices}`,
            year: settled,
            change: rounded(candidate.value),
            explain: `offer.gdp@${settled}`,
          },
        }),
  }
}
