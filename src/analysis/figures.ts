import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Built, Compiled } from '../engine/compile.ts'
import type { Ref } from '../engine/plan.ts'
import type { Given } from '../model/given.ts'
import type { Target } from '../model/model.ts'
import type { Control, ReconciliationItem } from '../model/reconciliation.ts'
import { parseUnit } from '../quantity/unit.ts'
import type { Text } from '../text/text.ts'
import { indicators } from './indicators/index.ts'
import { type LedgerColumns, ledgerColumns } from './ledgers.ts'
import { partOf } from './parts.ts'
import { type PermitColumns, permitColumns } from './permits.ts'
import { controlled, type Held, reconcile } from './reconciliation.ts'
import { targetRules } from './targets/index.ts'
import { peak } from './targets/peak.ts'
import type { Judged, RuleContext, TargetColumns } from './targets/target-rule.ts'

/** An indicator that the model has data for. */
export interface IndicatorColumn extends Judged {
  readonly name: Text
}

/** The columns that analysis adds to a plan: indicators, the columns of each target, and the peak of the headline indicator. */
export interface Figures {
  readonly indicators: ReadonlyMap<string, IndicatorColumn>
  readonly targets: readonly { readonly target: Target; readonly columns: TargetColumns }[]
  readonly peak: { readonly indicator: string; readonly columns: TargetColumns }
  readonly neutral: { readonly indicator: string }
  readonly ledgers: readonly LedgerColumns[]
  readonly permits: readonly PermitColumns[]
  /** What each project would do if it got all that it asks for, where it states a capacity. */
  readonly potentials: ReadonlyMap<string, Ref>
  readonly reconciliation: readonly Held<ReconciliationItem>[]
  readonly controls: readonly Held<Control>[]
}

/** What a compiled model and its figures are together. */
export type Analysed = Compiled & { readonly figures: Figures }

/**
 * Builds the columns of every indicator and target. Used as `extend` of `compile`. Indicators in `ready` are not built from leaves: they
 * are that node, or none.
 */
export function addFigures(built: Built, ready: ReadonlyMap<string, Ref | undefined> = new Map()): Figures {
  const { g, model, diagnose } = built
  const found = new Map<string, IndicatorColumn>()
  const nodes = new Map<string, Ref | undefined>()
  const indicator = (id: string): Ref | undefined => {
    if (nodes.has(id)) return nodes.get(id)
    const definition = indicators.find((candidate) => candidate.id === id)
    const node = ready.has(id)
      ? ready.get(id)
      : definition?.plan({ g, model, leaves: built.leaves, indicator })
    nodes.set(id, node)
    return node
  }
  for (const definition of indicators) {
    const node = indicator(definition.id)
    if (node === undefined) continue
    const unit = definition.unit.replace('{prices}', String(model.prices))
    const parsed = parseUnit(unit)
    if ('unknown' in parsed) throw new Error(`the unit ${unit} of indicator ${definition.id} is unknown`)
    g.column(definition.id, node, unit, {}, definition.name)
    found.set(definition.id, {
      id: definition.id,
      node,
      unit,
      dimension: parsed.dimension,
      name: definition.name,
    })
    built.names.set(definition.id, { ref: node, dimension: parsed.dimension })
  }
  built.lookups.push((name) => partOf(built, indicators, name))
  const cx: RuleContext = {
    g,
    diagnose,
    curve: built.curve,
    dimensionOf: built.dimensionOf,
    given: (given, path) => built.given(given as Given, path),
    model,
    leaves: built.leaves,
    actors: built.actors,
    activity: built.activity,
    capacity: built.capacity,
    began: built.began,
    indicator: (field) => {
      const named = field as { id: string; at: Span } | undefined
      if (!named) return undefined
      const column = found.get(named.id)
      if (!column)
        diagnose('E0301', named.at, {
          id: named.id,
          what: 'indicator',
          nearest: nearest(named.id, [...found.keys()]) ?? '',
        })
      return column
    },
  }
  const targets = model.targets.flatMap((target) => {
    const columns = targetRules.find((rule) => rule.rule === target.rule)?.plan(target, cx)
    if (!columns) return []
    g.column(`target.${target.id}.margin`, columns.margin, columns.unit, {})
    g.column(`target.${target.id}.met`, columns.met, '1', {})
    return [{ target, columns }]
  })
  const headline = (rule: string, fallback: string) =>
    targets.find(({ target }) => target.rule === rule)?.columns.indicator ?? fallback
  const peakIndicator = headline('peak', 'co2.total')
  const implicit: Target = {
    id: 'headline-peak',
    at: model.at,
    rule: 'peak',
    name: peak.name,
    severity: 'must',
    expected: 'met',
    fields: { indicator: { id: peakIndicator, at: model.at }, by: { year: model.horizon.to, at: model.at } },
  }
  const columns = peak.plan(implicit, cx)
  if (!columns) throw new Error('the headline indicator is missing')
  return {
    indicators: found,
    targets,
    peak: { indicator: peakIndicator, columns },
    neutral: { indicator: headline('neutral', 'ghg.net') },
    potentials: new Map(
      built.actors.flatMap((actor) => {
        const node = actor.kind === 'project' ? built.potential(actor) : undefined
        return node === undefined ? [] : [[actor.id, node] as const]
      }),
    ),
    // What stands between two scenarios is not judged: a gap is shared on it, that is all.
    ledgers: model.presence ? [] : ledgerColumns({ cx, indicators, found, targets }),
    permits: model.presence ? [] : permitColumns({ cx, indicators, found, targets }),
    reconciliation: reconcile(built),
    controls: controlled(built),
  }
}
