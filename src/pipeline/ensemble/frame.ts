import type { Analysed } from '../../analysis/figures.ts'
import { at } from '../../analysis/verdict.ts'
import type { Span } from '../../diagnostics/span.ts'
import { openStatuses } from '../../model/outcome.ts'
import { rounded } from '../../report/assemble.ts'
import type { ChanceRow, DimensionRow, EnsembleResult, ProjectRow, PullRow } from '../../report/ensemble.ts'
import type { Design, Dimension } from '../../study/draws.ts'
import type { Ensemble } from '../../study/ensemble.ts'
import type { Outcome } from '../../study/outcomes.ts'
import type { TallyShape } from '../../study/tally.ts'
import type { Text } from '../../text/text.ts'
import { lineOf, type Session } from '../session.ts'
import { version } from '../vocabulary.ts'
import { defaultRangeRows } from './default-ranges.ts'
import type { Open } from './outcomes.ts'
import { pullRows } from './pull-rows.ts'

/** What was asked of an ensemble. */
export interface FrameOrder {
  readonly draws: number
  readonly design: Design
  readonly seed: number
  /** Half width of the 95 % interval of every target at which drawing stops. */
  readonly until?: number
}

/** A condition that draws may break. */
export interface ConditionRow {
  readonly key: string
  /** Code of the condition, as a single run would say it. */
  readonly condition: string
  readonly about: string
  /** Of a region: the county whose condition it is. */
  readonly county?: string
  readonly file?: string
  readonly line?: number
}

/**
 * All that is known of an ensemble before anything is drawn: with the tallies of its draws it makes the result
 * (compose.ts). Plain JSON: a shard carries it, so shards are put together without the scenario, and shards of two ensembles
 * are told apart by it.
 */
export interface EnsembleFrame extends FrameOrder {
  readonly program: string
  readonly scenario: EnsembleResult['scenario']
  readonly block: number
  readonly base: number
  readonly to: number
  /** In the order of the dimensions of the design. */
  readonly dimensions: readonly DimensionRow[]
  readonly certain: number
  readonly defaultRanges?: NonNullable<EnsembleResult['defaultRanges']>
  readonly correlations: EnsembleResult['correlations']
  /** Projects whose future is drawn, in order of id, as the dimensions of their chances are. */
  readonly projects: readonly (Omit<ProjectRow, 'built'> & { readonly drawn: boolean })[]
  readonly fans: readonly {
    readonly id: string
    readonly name: Text
    readonly unit: string
    readonly run: readonly number[]
  }[]
  readonly targets: readonly (Pick<ChanceRow, 'id' | 'name' | 'rule' | 'severity' | 'by' | 'run'> & {
    readonly judged: readonly [from: number, to: number]
  })[]
  readonly peak: { readonly indicator: string; readonly unit: string; readonly run: number }
  /** The indicator whose rest in the last year is told. */
  readonly neutral: string
  readonly conditions: readonly ConditionRow[]
  /** Of a county: what takes its figures away from the single run (study/pull.ts). */
  readonly pulls?: readonly PullRow[]
  /** Of a region: its counties, in order of id. */
  readonly counties?: readonly { readonly id: string; readonly title: Text }[]
}

export const shapeOf = ({ fans, targets, base, to, projects }: EnsembleFrame): TallyShape => ({
  fans: fans.length,
  targets: targets.length,
  years: to - base + 1,
  projects: projects.filter(({ drawn }) => drawn).length,
})

/** What a result lists of what is drawn. */
export interface DimensionRows {
  readonly dimensions: EnsembleFrame['dimensions']
  readonly certain: number
  readonly conditions: readonly ConditionRow[]
  readonly projects: EnsembleFrame['projects']
  readonly correlations: EnsembleFrame['correlations']
  readonly pulls?: readonly PullRow[]
  /** Default ranges that numbers got. */
  readonly ranges?: EnsembleFrame['defaultRanges']
}

/** Of a scenario. */
export function rowsOf(
  ran: Open,
  session: Session,
  prepared: Ensemble,
  certain: number,
  place: Span,
): DimensionRows {
  const { dimensions, checks } = prepared
  const { slots } = ran.analysed.plan
  return {
    dimensions: dimensions.map((dimension) => {
      const { origin, grade = 'assumption' } = slots[dimension.places[0]!.slot]!
      return dimensionRow(dimension, origin[0] ?? place, grade, session)
    }),
    certain,
    conditions: checks.map((check) => conditionRow(check, session)),
    pulls: pullRows(ran, prepared),
    projects: projectRows(ran, session),
    correlations: correlationRows(ran),
    ...(ran.defaultRanges
      ? { ranges: defaultRangeRows(ran.defaultRanges, dimensions, ran.analysed.plan, session) }
      : {}),
  }
}

/** The row of a number that is drawn; `grade` is that of its evidence. */
export function dimensionRow(
  { places: _, stream: __, ...row }: Dimension,
  at: Span,
  grade: string,
  session: Session,
): DimensionRow {
  return {
    ...row,
    ...(row.cause === 'grade' ? { grade } : {}),
    ...lineOf(at, session),
    value: rounded(row.value),
  }
}

export function conditionRow({ key, check }: Ensemble['checks'][number], session: Session): ConditionRow {
  return {
    key,
    condition: check.code,
    about: Object.values(check.args)
      .filter((word) => word !== '')
      .join(' '),
    ...lineOf(check.at, session),
  }
}

/** Numbers that are drawn together. */
export const correlationRows = ({ analysed }: Open): EnsembleFrame['correlations'] =>
  analysed.model.correlations.map(({ of, rho }) => ({ of: of.map(({ id }) => id), rho }))

/** Projects whose future is drawn, in the order of the dimensions of their chances. */
export function projectRows(ran: Open, session: Session): EnsembleFrame['projects'] {
  return [...ran.analysed.outcomes]
    .sort((a, b) => (`${a.id}.` < `${b.id}.` ? -1 : 1))
    .map((outcome) => projectRow(outcome, ran, session))
}

export function frameOf(
  ran: Pick<Open, 'trajectories'> & {
    readonly analysed: Analysed
    readonly names?: ReadonlyMap<string, Text>
  },
  prepared: Ensemble,
  rows: DimensionRows,
  order: FrameOrder & { readonly block: number },
): EnsembleFrame {
  const { model, figures } = ran.analysed
  const { base, to } = model.horizon
  const { draws, design, seed, until, block } = order
  const unit = (id: string) => figures.indicators.get(id)?.unit ?? ''
  return {
    program: version,
    scenario: { id: model.id, title: model.title, county: model.county },
    draws,
    design,
    seed,
    ...(until === undefined ? {} : { until }),
    block,
    base,
    to,
    dimensions: rows.dimensions,
    certain: rows.certain,
    ...(rows.ranges ? { defaultRanges: rows.ranges } : {}),
    correlations: rows.correlations,
    projects: rows.projects,
    fans: prepared.fans.map((id) => {
      const { name, unit, node } = figures.indicators.get(id)!
      const series = ran.trajectories.value(node)
      return { id, name, unit, run: Array.from({ length: to - base + 1 }, (_, t) => rounded(at(series, t))) }
    }),
    targets: prepared.targets.map(({ target, columns }) => {
      const by = target.fields['by'] as { readonly year?: number } | undefined
      return {
        id: target.id,
        name: target.name,
        rule: target.rule,
        severity: target.severity,
        ...(typeof by?.year === 'number' ? { by: by.year } : {}),
        run: at(ran.trajectories.value(columns.met), 0) === 1,
        judged: columns.judged,
      }
    }),
    peak: {
      indicator: figures.peak.indicator,
      unit: unit(figures.peak.indicator),
      run: at(ran.trajectories.value(figures.peak.columns.figure), 0),
    },
    neutral: figures.neutral.indicator,
    conditions: rows.conditions,
    ...(rows.pulls ? { pulls: rows.pulls } : {}),
    ...(prepared.job.counties
      ? {
          counties: prepared.job.counties.jobs.map(({ id }) => ({
            id,
            title: ran.names?.get(id) ?? { zh: id, en: id },
          })),
        }
      : {}),
  }
}

function projectRow(outcome: Outcome, ran: Open, session: Session): EnsembleFrame['projects'][number] {
  const { id, status, chance, said, at, delay, needs, excludes, single, drawn } = outcome
  const project = ran.analysed.model.projects.get(id)!
  const open = openStatuses.find((one) => one === status)
  const stated = said === 'project' ? project.chance : open && ran.analysed.model.outcomes[open]?.chance
  return {
    id,
    name: project.name ?? { zh: id, en: id },
    status,
    chance,
    said,
    ...(said !== 'scenario' && stated?.source ? { source: stated.source } : {}),
    ...(said !== 'scenario' && stated?.grade ? { grade: stated.grade } : {}),
    ...lineOf(at, session),
    ...(delay ? { delay: delay.distribution } : {}),
    needs: [...needs],
    excludes: [...excludes],
    run: single,
    drawn,
  }
}
