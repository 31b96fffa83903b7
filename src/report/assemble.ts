import type { EvidenceShares, Summary } from '../analysis/summary.ts'
import type { Row } from '../analysis/tables.ts'
import type { Model } from '../model/model.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Text } from '../text/text.ts'
import { ledgerResult } from './ledger-result.ts'
import type { AssumptionsResult, Changes, CutTable, Result, Shares, Warning } from './result.ts'
import { rounded } from './rounded.ts'

export { rounded }

/** What a report needs beside the figures of the run. */
export interface Provenance {
  readonly version: string
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
  readonly set?: readonly string[]
  readonly warnings: readonly Warning[]
  readonly changes?: Changes
  readonly assumptions?: AssumptionsResult
  /** Years to tell; all of the horizon unless said. */
  readonly years?: readonly [from: number, to: number]
  readonly actors: ReadonlyMap<string, Text>
}

/** Names of what is no entity of the county. */
const fixedNames: Readonly<Record<string, Text>> = {
  energy: { zh: '能源活动', en: 'energy' },
  process: { zh: '工业过程', en: 'process' },
  indirect: { zh: '净购电热', en: 'purchased power and heat' },
  sink: { zh: '碳汇', en: 'sinks' },
  stored: { zh: '捕集封存', en: 'captured and stored' },
  memo: { zh: '备忘', en: 'memo' },
  '': { zh: '未分', en: 'not assigned' },
}

/** Shares by indicator, year and grade as plain data. */
export function sharesOf(shares: EvidenceShares): Shares {
  return Object.fromEntries(
    [...shares].map(([id, years]) => [
      id,
      Object.fromEntries(
        [...years].map(([year, grades]) => [
          String(year),
          Object.fromEntries([...grades].map(([grade, share]) => [grade, rounded(share)])),
        ]),
      ),
    ]),
  )
}

/** Summary → Result. */
export function assemble(model: Model, summary: Summary, provenance: Provenance): Result {
  const [from, to] = provenance.years ?? [model.horizon.base, model.horizon.to]
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const offset = from - model.horizon.base
  let evidence: Result['evidence'] | undefined
  const pick = (values: Float64Array) => years.map((_, i) => rounded(values[i + offset]!))
  const byYear = (values: Float64Array) =>
    Object.fromEntries(years.map((year, i) => [String(year), rounded(values[i + offset]!)]))
  const commodityName = (id: string): Text =>
    model.commodities.get(id)?.name ?? model.measures.get(id)?.name ?? fixedNames[id] ?? { zh: id, en: id }
  const sectorName = (id: string): Text => model.sectors.get(id)?.name ?? fixedNames[id] ?? { zh: id, en: id }
  const actorName = (id: string): Text =>
    provenance.actors.get(id) ?? model.land.get(id)?.name ?? specialName(id, commodityName)
  const unitOf = (id: string) => summary.indicators.find((entry) => entry.column.id === id)?.column.unit ?? ''
  const table = (
    indicator: string,
    rows: readonly Row[],
    name: (id: string) => Text,
    kind: (id: string) => string,
    parent?: (id: string) => string | undefined,
  ): CutTable => ({
    indicator,
    unit: unitOf(indicator),
    years,
    rows: rows.map((row) => {
      const above = parent?.(row.id)
      return {
        id: row.id,
        name: name(row.id),
        ...(above === undefined ? {} : { parent: above }),
        ...(row.given ? { given: true } : {}),
        explain: `${indicator}.of.${kind(row.id)}:${row.id || 'none'}`,
        values: pick(row.values),
      }
    }),
  })
  // A row of a sector with sectors below it holds what stands at the sector itself.
  const above = new Set([...model.sectors.values()].flatMap(({ parent }) => parent?.id ?? []))
  const sectorKind = (id: string) => (above.has(id) ? 'only' : 'sector')
  const parentOf = (id: string) => model.sectors.get(id)?.parent?.id
  const { peak, neutrality } = summary
  return {
    format: 'peakzero/result@1',
    generator: { name: 'peakzero', version: provenance.version },
    scenario: {
      id: model.id,
      title: model.title,
      ...(model.about ? { about: model.about } : {}),
      county: model.county,
      files: provenance.files,
      ...(provenance.set && provenance.set.length > 0 ? { set: provenance.set } : {}),
    },
    horizon: model.horizon,
    conventions: {
      gwp: model.gwp,
      prices: model.prices,
      electricity: model.electricity,
      exportCredit: model.exportCredit,
      gdp: model.economy?.gdp ?? 'built',
    },
    indicators: Object.fromEntries(
      summary.indicators.map(({ column, values }) => [
        column.id,
        { unit: column.unit, name: column.name, values: byYear(values) },
      ]),
    ),
    peak: {
      indicator: peak.indicator,
      year: peak.year,
      value: rounded(peak.value),
      unit: peak.unit,
      sustained: peak.sustained,
      plateau: peak.plateau,
      rising: peak.rising,
      before: peak.before,
    },
    neutrality: {
      indicator: neutrality.indicator,
      reached: neutrality.since !== undefined,
      ...(neutrality.since === undefined ? {} : { year: neutrality.since }),
      residual: rounded(neutrality.residual),
      unit: neutrality.unit,
    },
    targets: summary.verdicts.map(({ target, columns, verdict, drivers }) => ({
      id: target.id,
      name: target.name,
      rule: target.rule,
      indicator: columns.indicator,
      severity: target.severity,
      met: verdict.met,
      expected: target.expected,
      margin: rounded(verdict.shown),
      figure: rounded(verdict.figure),
      figureUnit: columns.figureUnit,
      unit: verdict.shownUnit,
      limit: Object.fromEntries([...verdict.limit].map(([year, value]) => [String(year), rounded(value)])),
      ...(verdict.firstMiss === undefined ? {} : { firstMiss: verdict.firstMiss }),
      ...(verdict.nothing ? { nothing: true } : {}),
      drivers: drivers.map(sectorName),
      explain: `target.${target.id}`,
      ...(target.clause ? { clause: target.clause } : {}),
      ...(target.source ? { source: target.source } : {}),
    })),
    projects: summary.projects.map((fact) => {
      const project = model.projects.get(fact.id)!
      return {
        ...fact,
        ...(fact.start === undefined ? {} : { start: rounded(fact.start) }),
        ...(fact.end === undefined ? {} : { end: rounded(fact.end) }),
        name: project.name ?? { zh: fact.id, en: fact.id },
        status: project.status,
      }
    }),
    ...kindsOf(model),
    carriers: Object.fromEntries(
      [...model.commodities].flatMap(([id, { group, energy, tce }]) =>
        energy || tce || summary.cuts.energy.some((row) => row.id === id) ? [[id, group]] : [],
      ),
    ),
    ledgers: summary.ledgers.map((ledger) => ledgerResult(model, ledger, years)),
    tables: {
      sector: table('ghg.net', summary.cuts.sector, sectorName, sectorKind, parentOf),
      facility: table('ghg.net', summary.cuts.facility, actorName, () => 'facility'),
      fuel: table('ghg.net', summary.cuts.fuel, commodityName, () => 'commodity'),
      gas: table(
        'ghg.net',
        summary.cuts.gas,
        (id) => model.species.get(id)?.name ?? { zh: id, en: id },
        () => 'species',
      ),
      scope: table(
        'ghg.net',
        summary.cuts.scope,
        (id) => fixedNames[id] ?? { zh: id, en: id },
        () => 'scope',
      ),
      energy: table('energy.total', summary.cuts.energy, commodityName, () => 'commodity'),
      feedstock: table('energy.excluded-feedstock', summary.cuts.feedstock, commodityName, () => 'commodity'),
      sectorCo2: table('co2.total', summary.cuts.sectorCo2, sectorName, sectorKind, parentOf),
      flow: summary.streams.map((stream) => ({
        ...stream,
        tce: rounded(stream.tce),
        explain: `flow.${stream.from}.${stream.to}.${stream.commodity}@${stream.year}`,
      })),
      balance: summary.balances.map((row) => ({
        commodity: row.commodity,
        name: commodityName(row.commodity),
        item: row.item,
        explain: `balance.${row.commodity}.${row.item}`,
        unit: canonicalUnit(model.commodities.get(row.commodity)!.unit.dimension),
        values: pick(row.values),
      })),
      reconciliation: summary.reconciliation.map((row) => {
        const item = model.reconciliation.get(row.id)!
        const { source } = item.against
        return {
          id: row.id,
          name: item.name,
          kind: row.kind,
          year: row.year,
          unit: row.unit,
          model: rounded(row.model),
          against: rounded(row.against),
          residual: rounded(row.residual),
          relative: rounded(row.relative),
          tolerance: rounded(row.tolerance),
          within: row.within,
          explain: `reconciliation.${row.id}`,
          ...(source ? { source } : {}),
          ...(item.note ? { note: item.note } : {}),
        }
      }),
      observed: summary.observed.map((row) => ({
        item: row.indicator,
        name: summary.indicators.find((entry) => entry.column.id === row.indicator)!.column.name,
        unit: unitOf(row.indicator),
        year: row.year,
        observed: rounded(row.observed),
        model: rounded(row.model),
        explain: `observed.${row.indicator}@${row.year}`,
      })),
    },
    context: [...model.context].map(([id, entry]) => {
      const source = entry.value?.source ?? entry.source
      return {
        id,
        name: entry.name,
        ...(entry.value
          ? { value: rounded(entry.value.value), unit: canonicalUnit(entry.value.dimension) || '1' }
          : {}),
        ...(entry.says ? { says: entry.says } : {}),
        ...(entry.year ? { year: entry.year.year } : {}),
        ...(entry.clause ? { clause: entry.clause } : {}),
        ...(source ? { source } : {}),
      }
    }),
    levels: summary.levels.map((row) => {
      const ladder = model.ladders.get(row.ladder)!
      return {
        facility: row.facility,
        name: actorName(row.facility),
        ladder: row.ladder,
        ladderName: ladder.name,
        year: row.year,
        figure: rounded(row.figure),
        level1: rounded(ladder.level1.value * 1000),
        level2: rounded(ladder.level2.value * 1000),
        level3: rounded(ladder.level3.value * 1000),
        level: row.level,
        explain: `level.${row.facility}@${row.year}`,
      }
    }),
    get evidence() {
      evidence ??= sharesOf(summary.evidence)
      return evidence
    },
    ...(provenance.assumptions ? { assumptions: provenance.assumptions } : {}),
    ...(summary.costs
      ? {
          costs: {
            unit: `万元@${model.prices}`,
            discountRate: rounded(summary.costs.discountRate),
            present: rounded(summary.costs.present),
            sales: rounded(summary.costs.sales),
            uncosted: summary.uncosted,
          },
        }
      : {}),
    ...(provenance.changes ? { changes: provenance.changes } : {}),
    warnings: provenance.warnings,
    sources: [...model.sources].map(([id, source]) => ({
      id,
      title: source.title,
      ...(source.url ? { url: source.url } : {}),
      ...(source.verified ? { verified: source.verified } : {}),
    })),
  }
}

/** The kind of every sector that has one: its own, else that of the nearest sector above it. */
function kindsOf({ sectors }: Model): { readonly sectorKinds?: Readonly<Record<string, string>> } {
  const kinds = [...sectors.keys()].flatMap((id) => {
    for (let at = sectors.get(id); at; at = at.parent && sectors.get(at.parent.id))
      if (at.kind) return [[id, at.kind] as const]
    return []
  })
  return kinds.length > 0 ? { sectorKinds: Object.fromEntries(kinds) } : {}
}

/** The name of what no unit does: a flare, losses, exports. */
export function specialName(id: string, commodityName: (id: string) => Text): Text {
  const [kind, rest] = [id.slice(0, id.indexOf('.')), id.slice(id.indexOf('.') + 1)]
  const of = commodityName(rest)
  if (kind === 'flare') return { zh: `${of.zh}放散`, en: `${of.en}, flared` }
  if (kind === 'losses') return { zh: `${of.zh}损耗`, en: `${of.en}, losses` }
  if (kind === 'export') return { zh: `${of.zh}外送`, en: `${of.en}, exported` }
  return { zh: id, en: id }
}
