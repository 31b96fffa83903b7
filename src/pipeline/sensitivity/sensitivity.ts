import { type Found, findFigure } from '../../analysis/explain/figures.ts'
import type { Analysed } from '../../analysis/figures.ts'
import { runPlan } from '../../engine/run.ts'
import type { SensitivityResult } from '../../report/sensitivity.ts'
import type { Stated } from '../../study/conditions.ts'
import type { CubeJob } from '../../study/cube-job.ts'
import type { Dimension } from '../../study/draws.ts'
import type { Counted, FieldJob, Unsound } from '../../study/field.ts'
import type { Text } from '../../text/text.ts'
import { analyse, loadModel } from '../case.ts'
import { type Hire, piecesOf } from '../ensemble/crew.ts'
import { defaultRangeRows } from '../ensemble/default-ranges.ts'
import type { DrawOptions } from '../ensemble/outcomes.ts'
import { Desk, failed, type Loaded, type ScenarioOptions, type Session } from '../session.ts'
import { version } from '../vocabulary.ts'
import { defaults, named, place, questionsOf } from './question.ts'
import {
  asRow,
  brokenRows,
  gradientRows,
  inputRows,
  morrisRows,
  type Rest,
  sobolRows,
  type Told,
} from './rows.ts'

/** Options of `sensitivity`. */
export interface SensitivityOptions extends ScenarioOptions, DrawOptions {
  /** `sobol` unless said. */
  readonly method?: 'sobol' | 'morris' | 'gradient'
  /** What is asked about; the peak year, its indicator in 2030 and that of neutrality in the last year unless said. */
  readonly of?: readonly string[]
  /** Rows of each of the two samples of Sobol' indices; 1,024 unless said. */
  readonly draws?: number
  /** How these are drawn; `sobol` unless said. */
  readonly design?: 'sobol' | 'random'
  /** Trajectories of Morris; 64 unless said. */
  readonly trajectories?: number
  /** Levels of Morris's grid; 8 unless said. */
  readonly levels?: number
  /** A whole number from 0 to 2⁵³ − 1; 1 unless said. */
  readonly seed?: number
  /** What is done with points at which the county breaks a condition; `drop` unless said. */
  readonly unsound?: Unsound
  /** Use the interpreter where the kernel would do: for tests. */
  readonly interpreted?: boolean
  /** Who computes; this thread unless said. Whoever it is, the result is the same. */
  readonly hire?: Hire
  /** Told how many rows or trajectories are done; true stops there and keeps what is done. */
  readonly after?: (done: number, of: number) => boolean | Promise<boolean>
}

/** Rows below which an index is mostly noise. */
const fewRows = 100
/** Rows of one sample at most: all values of all points are kept until the end. */
const mostRows = 65536

/** Says what drives figures of a scenario: Sobol' indices, elementary effects, or the gradient. */
export async function sensitivity(
  path: string,
  options: SensitivityOptions = {},
): Promise<Loaded & { readonly sensitivity?: SensitivityResult }> {
  const desk = new Desk()
  const session = await desk.at(path)
  const method = options.method ?? 'sobol'
  const opened = await loadModel(path, session, options)
  if (!opened) return desk.loaded()
  // What is asked about may be a part that is no node of the plan yet: it is looked up while the plan is built.
  const asked = new Map<string, Found>()
  const also: Parameters<typeof analyse>[3] = (built, figures) => {
    for (const { name } of (options.of ?? []).map(named)) asked.set(name, findFigure(built, figures, name))
  }
  const single = await analyse(opened.model, session, [], also)
  if (failed(session)) return desk.loaded()
  const trajectories = runPlan(single, session.diagnose)
  if (failed(session)) return desk.loaded()
  // The numbers are those of `ensemble`: projects that may be missing or late among them.
  const { openRan } = await import('../ensemble/outcomes.ts')
  const ran = await openRan({ opened: opened.opened, analysed: single, trajectories }, session, options, also)
  if (failed(session)) return desk.loaded()
  const { analysed } = ran
  const questions = questionsOf(ran, options.of ?? defaults(analysed, method), asked, session)
  for (const { of, steps } of questions)
    if (steps && method === 'gradient') session.diagnose('E0955', place('--of'), { id: of })
  const order = orderOf(options, session)
  if (failed(session)) return desk.loaded()
  const { fieldJob, factorsOf } = await import('../../study/field.ts')
  const { uncertainOf } = await import('../../study/ensemble.ts')
  const { sobolDimensions } = await import('../../study/draws.ts')
  const { ends } = await import('../../study/tornado.ts')
  const found = uncertainOf(
    analysed,
    questions.map(({ node }) => node),
  )
  const { dimensions, certain, ties, untied } = found
  for (const { at, id, found, expected } of untied) session.diagnose('E0887', at, { id, found, expected })
  if (method === 'sobol' && order.design === 'sobol' && 2 * dimensions.length > sobolDimensions)
    session.diagnose('E0952', place(path), { found: dimensions.length, expected: sobolDimensions / 2 })
  if (failed(session)) return desk.loaded()
  if (dimensions.length === 0) session.diagnose('W0950', place(path), {})
  const factors = factorsOf(dimensions, ties)
  const { job, conditions } = fieldJob(analysed, dimensions, ties, questions, {
    unsound: order.unsound,
    interpreted: options.interpreted === true,
  })
  const inputs = inputRows(ran, dimensions, factors, session, ends)
  const rest = { ran, session, questions, factors }
  const none: Weighed = {
    told: { questions: questions.map((question) => ({ ...asRow(question, ran), rows: [] })), fewest: 0 },
    counted: { points: 0, broken: 0, breaches: [] },
  }
  const weigh = () =>
    method === 'gradient'
      ? tornado(analysed, job, dimensions, rest)
      : dimensions.length === 0
        ? none
        : weighed(method, job, dimensions, order, options, rest)
  const { told, counted } = await weigh()
  sayOfPoints(counted, conditions, told, method, order.unsound, path, rest)
  if (failed(session)) return desk.loaded()
  const { model } = analysed
  const { innermost, resamples } = await import('../../study/sensitivity.ts')
  const { trial } = await import('../../study/tornado.ts')
  return {
    ...desk.loaded(),
    sensitivity: {
      format: 'peakzero/sensitivity@1',
      generator: { name: 'peakzero', version },
      scenario: { id: model.id, title: model.title, county: model.county },
      method,
      seed: order.seed,
      design:
        method === 'sobol'
          ? { kind: order.design, asked: order.draws, rows: order.rows, resamples }
          : method === 'morris'
            ? {
                kind: 'morris',
                trajectories: order.trajectories,
                levels: order.levels,
                from: innermost,
                to: 1 - innermost,
              }
            : { kind: 'gradient', from: ends[0], to: ends[1], trial },
      points: { done: counted.points, broken: counted.broken, unsound: order.unsound },
      broken: brokenRows(counted.breaches, conditions, session),
      ...(ran.defaultRanges
        ? { defaultRanges: defaultRangeRows(ran.defaultRanges, dimensions, analysed.plan, session) }
        : {}),
      inputs,
      certain,
      questions: told.questions,
    },
  }
}

/** What was computed, and of how many points. */
interface Weighed {
  readonly told: Told
  readonly counted: Counted
}

/** The gradient of each question, and the runs to both ends of each range. */
async function tornado(
  analysed: Analysed,
  job: FieldJob,
  dimensions: readonly Dimension[],
  rest: Rest,
): Promise<Weighed> {
  const { Field, rowsOf } = await import('../../study/field.ts')
  const { tornadoOf } = await import('../../study/tornado.ts')
  const field = new Field(job)
  const steps = rest.factors.map(({ coordinates }) =>
    coordinates.some((i) => ['chance', 'delay', 'path'].includes(dimensions[i]!.cause)),
  )
  const owners = rowsOf(dimensions, rest.factors)
  const found = tornadoOf(analysed, field, rest.factors, rest.questions, owners, steps)
  if ('problem' in found) throw new Error('a run that settled has no gradient')
  return { told: gradientRows(found, rest), counted: field.take() }
}

/** Indices or elementary effects, piece by piece; stopped early, of what is done. */
async function weighed(
  method: 'sobol' | 'morris',
  field: FieldJob,
  dimensions: readonly Dimension[],
  order: Order,
  { hire, after }: SensitivityOptions,
  rest: Rest,
): Promise<Weighed> {
  const { draws: rows, design, seed, trajectories, levels } = order
  const { counted } = await import('../../study/field.ts')
  const { effectsFrom, indicesFrom, pieceSize } = await import('../../study/sensitivity.ts')
  const { lengthOf, piecesIn } = await import('../../study/cube-job.ts')
  const sobol = { rows, design, seed, ids: dimensions.map(({ id }) => id) }
  const morris = { trajectories, levels, seed }
  const job: CubeJob = {
    field,
    factors: rest.factors,
    order: method === 'sobol' ? { method, ...sobol } : { method, ...morris },
    seed,
  }
  const length = lengthOf(job)
  const done = (pieces: number) => Math.min(length, pieces * pieceSize)
  const pieces = await piecesOf({ kind: 'cube', job }, piecesIn(job), hire, async (made) => {
    return (await after?.(done(made), length)) === true
  })
  if (method === 'sobol') order.rows = done(pieces.length)
  else order.trajectories = done(pieces.length)
  const values = pieces.map((piece) => piece.values)
  const told =
    method === 'sobol'
      ? sobolRows(indicesFrom(values, sobol), rest)
      : morrisRows(effectsFrom(values, rest.factors.length, morris), rest)
  return { told, counted: counted(pieces.map((piece) => piece.counted)) }
}

interface Order {
  draws: number
  rows: number
  readonly design: 'sobol' | 'random'
  trajectories: number
  readonly levels: number
  readonly seed: number
  readonly unsound: Unsound
}

function orderOf(options: SensitivityOptions, session: Session): Order {
  const {
    draws = 1024,
    design = 'sobol',
    trajectories = 64,
    levels = 8,
    seed = 1,
    unsound = 'drop',
  } = options
  const want = (option: string, found: number, fits: boolean, expected: string) => {
    if (!fits) session.diagnose('E0953', place(option), { option, found, expected })
  }
  const rows = Number.isSafeInteger(draws) && draws >= 2 && draws <= mostRows
  if (design === 'sobol')
    want('--draws', draws, rows && Number.isInteger(Math.log2(draws)), `2ⁿ ≤ ${mostRows}`)
  else want('--draws', draws, rows, `2 … ${mostRows}`)
  want(
    '--trajectories',
    trajectories,
    Number.isSafeInteger(trajectories) && trajectories >= 2 && trajectories <= 10000,
    '2 … 10000',
  )
  want(
    '--levels',
    levels,
    Number.isSafeInteger(levels) && levels >= 2 && levels <= 64 && levels % 2 === 0,
    '2 … 64, 2n',
  )
  return { draws, rows: draws, design, trajectories, levels, seed, unsound }
}

const told: Readonly<Record<Unsound, Text>> = {
  drop: { zh: '没有计入', en: 'left out' },
  keep: { zh: '照样计入', en: 'taken all the same' },
}

function sayOfPoints(
  { points, broken, breaches }: Counted,
  conditions: readonly Stated[],
  { fewest }: Told,
  method: string,
  unsound: Unsound,
  path: string,
  { session, factors }: Rest,
): void {
  if (method === 'gradient' || factors.length === 0) return
  if (fewest === 0) {
    const [worst] = brokenRows(breaches, conditions, session)
    session.diagnose('E0954', place(path), {
      found: points,
      code: worst?.condition ?? '',
      about: worst?.about ?? '',
    })
    return
  }
  if (broken > 0)
    session.diagnose('W0951', place(path), {
      count: broken,
      found: points,
      share: `${Number(((broken / points) * 100).toPrecision(3))}%`,
      done: told[unsound].en,
      'done.zh': told[unsound].zh,
    } as { count: number; found: number; share: string; done: string })
  if (method === 'sobol' && fewest < fewRows)
    session.diagnose('W0952', place(path), { found: fewest, expected: fewRows })
}
