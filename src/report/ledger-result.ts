import type { LedgerFact, LineFact } from '../analysis/ledger-facts.ts'
import type { Model } from '../model/model.ts'
import type { Text } from '../text/text.ts'
import type { LedgerResult, QuotaResult } from './result.ts'
import { rounded } from './rounded.ts'

/** What a part of a use belongs to, as it is said. */
export const partNames: Readonly<Record<string, Text>> = {
  existing: { zh: '现有', en: 'existing' },
  renewables: { zh: '新增可再生（扣除）', en: 'added renewables (taken off)' },
  idea: { zh: '设想', en: 'idea' },
  planned: { zh: '拟建', en: 'planned' },
  approved: { zh: '已批', en: 'approved' },
  building: { zh: '在建', en: 'building' },
  operating: { zh: '已投产项目', en: 'operating projects' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  closed: { zh: '已关停', en: 'closed' },
}

/** A ledger as plain data, for some years. */
export function ledgerResult(model: Model, fact: LedgerFact, years: readonly number[]): LedgerResult {
  const { columns } = fact
  const { base } = model.horizon
  const pick = (values: Float64Array) => years.map((year) => rounded(values[year - base]!))
  return {
    id: columns.id,
    indicator: columns.indicator,
    name: columns.name,
    unit: columns.unit,
    ...(columns.zone === undefined ? {} : { zone: columns.zone }),
    explain: `ledger.${columns.id}`,
    years,
    used: pick(fact.used),
    parts: fact.parts.map(({ of, values }) => ({
      of,
      name: partNames[of] ?? { zh: of, en: of },
      values: pick(values),
    })),
    ...(fact.freed ? { freed: pick(fact.freed) } : {}),
    quotas: fact.lines.map((line) => quotaResult(line, base, years)),
    headroom: Object.fromEntries(
      [...fact.headroom]
        .filter(([year]) => years.includes(year))
        .map(([year, value]) => [String(year), rounded(value)]),
    ),
    periods: fact.periods.map(({ plan, before, end }) => {
      const period = model.plans.get(plan)!
      return {
        plan,
        name: period.name,
        from: period.from.year,
        to: period.to.year,
        before: rounded(before),
        end: rounded(end),
        change: rounded(end - before),
      }
    }),
  }
}

export function quotaResult(fact: LineFact, base: number, years: readonly number[]): QuotaResult {
  const { line } = fact
  const judged = (values: Float64Array) =>
    Object.fromEntries(
      years
        .filter((year) => year >= line.judged[0] && year <= line.judged[1])
        .map((year) => [String(year), rounded(values[year - base]!)]),
    )
  return {
    id: line.id,
    kind: line.kind,
    origin: line.origin,
    name: line.name,
    severity: line.severity,
    ...(line.plan ? { plan: line.plan } : {}),
    ...(line.ratio === undefined ? {} : { ratio: rounded(line.ratio) }),
    limit: judged(fact.limit),
    figure: judged(fact.figure),
    margin: judged(fact.margin),
    tightest: fact.tightest,
    ...(fact.firstShort === undefined ? {} : { firstShort: fact.firstShort }),
    ...(line.clause ? { clause: line.clause } : {}),
    ...(line.source ? { source: line.source } : {}),
    ...(line.grade ? { grade: line.grade } : {}),
  }
}
