import { createHash } from 'node:crypto'
import type { Figures } from '../../analysis/figures.ts'
import { collector } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { Built } from '../../engine/compile.ts'
import type { Ref } from '../../engine/plan.ts'
import { runPlan } from '../../engine/run.ts'
import { ancestors } from '../../engine/walk.ts'
import { resolveModel } from '../../input/resolve.ts'
import { openCase } from '../../input/scenario.ts'
import { batchParts } from '../../study/batch.ts'
import { blocksIn } from '../../study/blocks.ts'
import { conditionsOf, nodesOf } from '../../study/conditions.ts'
import type { CountyJob } from '../../study/county-draws.ts'
import { type Dimension, slotsOf } from '../../study/draws.ts'
import { type Ensemble, type EnsembleOrder, uncertainOf, watched } from '../../study/ensemble.ts'
import { freeSeries, markedSeries } from '../../study/free-series.ts'
import { analyse } from '../case.ts'
import { forgetting, type RanRegion, runRegion, sourceNodes } from '../region.ts'
import { failed, type Session } from '../session.ts'
import { vocabulary } from '../vocabulary.ts'
import { rangeRowsOf } from './default-ranges.ts'
import type { EnsembleOptions } from './ensemble.ts'
import {
  type ConditionRow,
  conditionRow,
  correlationRows,
  type DimensionRows,
  dimensionRow,
  projectRows,
} from './frame.ts'
import { type Open, openRan } from './outcomes.ts'

/** A region that is ready to be drawn, and what the result says of its counties. */
export interface OpenRegion {
  readonly ran: RanRegion
  readonly prepared: Ensemble
  readonly rows: DimensionRows
  readonly order: Omit<Required<EnsembleOrder>, 'interpreted'>
  /** Nodes of its plan and hashes of those of the counties, for the hash of what is drawn. */
  readonly nodes: readonly unknown[]
}

/** A number of a county on its way to the random numbers that it is drawn from. */
interface Stated {
  readonly county: string
  readonly dimension: Dimension
  /** Where it is written. */
  readonly place: string
  readonly at: Span
  readonly grade: string
}

interface OpenCounty {
  readonly id: string
  readonly open: Open
  /** Series of the region that it has a part in: place of the series, and the node. */
  readonly figures: readonly { readonly node: number; readonly series: number }[]
}

/**
 * Prepares a region: its plan, in which series that come from counties may be any numbers, and a job a county. Counties are read
 * twice, once for what the region is made of and once for what is needed of them, so that no more than one of their plans is held.
 */
export async function openRegion(
  path: string,
  session: Session,
  options: EnsembleOptions,
  orderOf: (dimensions: number) => Promise<Required<EnsembleOrder>>,
): Promise<OpenRegion | undefined> {
  const ran = await runRegion(
    path,
    session,
    options,
    {
      runCounty: async (county) => (await openCounty(county, session, options))?.open,
      analyse: (model, first) => analyse(model, session, [], undefined, undefined, first),
    },
    markedSeries,
  )
  if (!ran || failed(session)) return undefined
  const { plan, values, figures } = ran.analysed
  const { fans, nodes } = watched(ran.analysed)
  const free = freeSeries(plan, values, ancestors(plan, nodes))
  const now = (node: number) => free.nodeOf[node]!
  // All that is to be said of the counties was said when they were run.
  const quiet = { ...session, ...collector() }
  const reading = forgetting(session)
  const stated: Stated[] = []
  const rows: { conditions: ConditionRow[]; projects: DimensionRows['projects'][number][] } = {
    conditions: [],
    projects: [],
  }
  const jobs: CountyJob[] = []
  const hashed: unknown[] = [free.plan.nodes]
  let certain = 0
  let ranges: Open['defaultRanges']
  /** By what they say: counties mostly have them from one file. */
  const correlations = new Map<string, DimensionRows['correlations'][number]>()
  for (const { id, path: file } of ran.counties) {
    const county = await reading(() => openCounty(file, quiet, options, { id, names: free.names }))
    if (!county) throw new Error(`${file} cannot be read again`)
    ranges ??= county.open.defaultRanges
    for (const row of correlationRows(county.open)) correlations.set(JSON.stringify(row), row)
    const made = jobOf(county, options.interpreted, session)
    jobs.push(made.job)
    certain += made.certain
    for (const dimension of made.job.dimensions) {
      const { origin, grade = 'assumption' } = county.open.analysed.plan.slots[dimension.places[0]!.slot]!
      const at = origin[0] ?? county.open.analysed.model.at
      stated.push({ county: id, dimension, place: `${at.file} ${at.start}`, at, grade })
    }
    rows.conditions.push(
      ...made.checks.map((check) => {
        const row = conditionRow(check, session)
        return { ...row, county: id, about: `${id}: ${row.about}` }
      }),
    )
    rows.projects.push(
      ...projectRows(county.open, session).map((row) => ({
        ...row,
        id: `${id}/${row.id}`,
        needs: row.needs.map((other) => `${id}/${other}`),
        excludes: row.excludes.map((other) => `${id}/${other}`),
      })),
    )
    const { checks: own, figures: taken, values: numbers } = made.job
    hashed.push(hashOf([county.open.analysed.plan.nodes, own, taken, [...numbers]]))
  }
  const streams = streamsOf(stated)
  const { interpreted, ...order } = await orderOf(streams.list.length)
  if (failed(session)) return undefined
  const drawn = jobs.map((job): CountyJob => {
    const found = job.dimensions.map(({ id }) => streams.find(job.id, id))
    return {
      ...job,
      dimensions: job.dimensions.map((dimension, d) => {
        const { name, place } = found[d]!
        return { ...dimension, stream: { name, place } }
      }),
      own: found.flatMap(({ shared }, d) => (shared ? [] : [d])),
    }
  })
  const { base, to } = plan.horizon
  const wanted = [...new Set(nodes)]
  const checks = conditionsOf(ran.analysed, [])
  const { targets } = figures
  const job: Ensemble['job'] = {
    draws: order.draws,
    design: order.design,
    seed: order.seed,
    dimensions: [],
    values: free.values,
    batch: batchParts(
      { plan: free.plan, values: free.values, free: free.slots, wanted: wanted.map(now) },
      interpreted,
    ),
    base,
    shape: {
      fans: fans.length,
      targets: targets.length,
      years: to - base + 1,
      projects: rows.projects.filter(({ drawn }) => drawn).length,
    },
    single: new Set(wanted.filter((node) => plan.nodes[node]!.axis !== 'year').map(now)),
    fans: fans.map((id) => now(figures.indicators.get(id)!.node)),
    targets: targets.map(({ columns: { margin, met, judged } }) => ({
      margin: now(margin),
      met: now(met),
      judged,
    })),
    peak: { year: now(figures.peak.columns.figure), met: now(figures.peak.columns.met) },
    checks: [],
    counties: {
      jobs: drawn,
      series: free.names.length,
      ...(options.raw ? { told: streams.list.length } : {}),
    },
  }
  hashed.push(drawn.map(({ dimensions, ties }) => [dimensions, ties]))
  return {
    ran,
    prepared: {
      dimensions: streams.list.map(({ name, first }) => ({ ...first.dimension, id: name })),
      fans,
      targets,
      blocks: blocksIn(job),
      checks,
      job,
    },
    rows: {
      dimensions: streams.list.map(({ name, first, counties }) => ({
        ...dimensionRow({ ...first.dimension, id: name }, first.at, first.grade, session),
        counties,
      })),
      certain,
      conditions: rows.conditions,
      projects: rows.projects,
      correlations: [...correlations.values()],
      ...(ranges
        ? {
            ranges: rangeRowsOf(
              ranges,
              streams.list.flatMap(({ first }) => (first.dimension.cause === 'grade' ? [first.grade] : [])),
              session,
            ),
          }
        : {}),
    },
    nodes: hashed,
    order,
  }
}

/** A plan is let go; what is left of it tells whether another is the same. */
const hashOf = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** Runs a county and opens it; `wanted`: with the nodes of the series that the region takes from it. */
async function openCounty(
  path: string,
  session: Session,
  options: EnsembleOptions,
  wanted?: { readonly id: string; readonly names: readonly string[] },
): Promise<OpenCounty | undefined> {
  const before = session.diagnostics.length
  const opened = await openCase(path, session, session.diagnose, {})
  if (!opened || failed(session, before)) return undefined
  const model = resolveModel(opened, vocabulary, session.diagnose)
  if (!model) return undefined
  let figures: OpenCounty['figures'] = []
  const also = (built: Built, own: Figures) => {
    if (!wanted) return
    const find = sourceNodes(built, own, wanted.id)
    figures = wanted.names.flatMap((name, series) => {
      const node: Ref | undefined = find(name)
      return node === undefined ? [] : [{ node, series }]
    })
  }
  const analysed = await analyse(model, session, [], also)
  if (failed(session, before)) return undefined
  const trajectories = runPlan(analysed, session.diagnose)
  if (failed(session, before)) return undefined
  const open = await openRan({ opened, analysed, trajectories }, session, options, also)
  return failed(session, before) ? undefined : { id: model.county.id, open, figures }
}

function jobOf({ id, open, figures }: OpenCounty, interpreted: boolean | undefined, session: Session) {
  const { analysed } = open
  const { plan, values } = analysed
  const nodes = figures.map(({ node }) => node)
  // What its own ensemble draws is drawn here too: a condition may rest on a number that no figure of the region shows.
  const { dimensions, certain, ties, untied } = uncertainOf(analysed, [...nodes, ...watched(analysed).nodes])
  for (const { at, id: name, found, expected } of untied)
    session.diagnose('E0887', at, { id: name, found, expected })
  const free = slotsOf(dimensions)
  // Keys of conditions tell the county, so that the first that breaks is told by its own line.
  const checks = conditionsOf(analysed, free).map((one) => ({ ...one, key: `${id} ${one.key}` }))
  const wanted = [...new Set([...nodes, ...nodesOf(checks)])]
  const job: CountyJob = {
    id,
    dimensions,
    ties,
    values,
    batch: batchParts({ plan, values, free, wanted, scratch: 2 * dimensions.length }, interpreted),
    single: new Set(wanted.filter((node) => plan.nodes[node]!.axis !== 'year')),
    checks: checks.map(({ check: _, ...row }) => row),
    figures,
    own: [],
  }
  return { job, checks, certain }
}

/**
 * Random numbers by name. Numbers of one path that stand at one place (a library, a policy or a scenario that counties have in
 * common) are one number, drawn once for all. What counties write each by itself is drawn by itself, also where it bears the same
 * name: the first county in order of id has the stream of the path, as alone, others one of their own.
 */
function streamsOf(stated: readonly Stated[]) {
  interface Entry {
    readonly name: string
    readonly first: Stated
    readonly counties: string[]
  }
  const byNumber = new Map<string, Entry>()
  const taken = new Set<string>()
  const nameOf = new Map<string, string>()
  for (const one of stated) {
    const { county, dimension, place } = one
    const key = `${dimension.id}\n${place}`
    const known = byNumber.get(key)
    if (known) known.counties.push(county)
    else {
      const name = taken.has(dimension.id) ? `${county}/${dimension.id}` : dimension.id
      taken.add(dimension.id)
      byNumber.set(key, { name, first: one, counties: [county] })
    }
    nameOf.set(`${county}\n${dimension.id}`, byNumber.get(key)!.name)
  }
  const list = [...byNumber.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const places = new Map(list.map(({ name }, place) => [name, place]))
  return {
    list,
    find(county: string, id: string) {
      const name = nameOf.get(`${county}\n${id}`)!
      const place = places.get(name)!
      return { name, place, shared: list[place]!.counties.length > 1 }
    },
  }
}
