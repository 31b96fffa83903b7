import { type Found, findFigure } from '../../analysis/explain/figures.ts'
import { runPlan } from '../../engine/run.ts'
import type { SensitivityResult } from '../../report/sensitivity.ts'
import type { Field, Unsound } from '../../study/field.ts'
import type { Text } from '../../text/text.ts'
import { analyse, loadModel } from '../case.ts'
import { Desk, failed, type Loaded, type ScenarioOptions, type Session } from '../session.ts'
import { version } from '../vocabulary.ts'
import { defaults, named, place, questionsOf, type Ran } from './question.ts'
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
export interface SensitivityOptions extends ScenarioOptions {
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
  const analysed = await analyse(opened.model, session, [], (built, figures) => {
    for (const { name } of (options.of ?? []).map(named)) asked.set(name, findFigure(built, figures, name))
  })
  if (failed(session)) return desk.loaded()
  const ran: Ran = { analysed, trajectories: runPlan(analysed, session.diagnose) }
  if (failed(session)) return desk.loaded()
  const questions = questionsOf(ran, options.of ?? defaults(analysed, method), asked, session)
  for (const { of, steps } of questions)
    if (steps && method === 'gradient') session.diagnose('E0955', place('--of'), { id: of })
  const order = orderOf(options, session)
  if (failed(session)) return desk.loaded()
  const study = await import('../../study/sensitivity.ts')
  const { Field, factorsOf, rowsOf } = await import('../../study/field.ts')
  const { uncertainOf } = await import('../../study/ensemble.ts')
  const { sobolDimensions } = await import('../../study/draws.ts')
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
  const field = new Field(analysed, dimensions, ties, questions, {
    unsound: order.unsound,
    interpreted: options.interpreted === true,
  })
  const inputs = inputRows(ran, dimensions, factors, session, study.ends)
  const rest = { ran, session, questions, factors, field }
  let told: Told | undefined
  if (method === 'gradient') {
    const owners = rowsOf(dimensions, factors)
    const found = study.tornadoOf(analysed, field, factors, questions, owners)
    if ('problem' in found) throw new Error('a run that settled has no gradient')
    told = gradientRows(found, rest)
  } else if (dimensions.length > 0) {
    const work =
      method === 'sobol'
        ? study.sobolOf(field, factors, {
            rows: order.draws,
            design: order.design,
            seed: order.seed,
            ids: dimensions.map(({ id }) => id),
          })
        : study.morrisOf(field, factors, {
            trajectories: order.trajectories,
            levels: order.levels,
            seed: order.seed,
          })
    const all = method === 'sobol' ? order.draws : order.trajectories
    let done = 0
    let stop = false
    for (;;) {
      const next = work.next(stop)
      if (next.done) {
        told = (method === 'sobol' ? sobolRows : morrisRows)(next.value as never, rest)
        break
      }
      done = next.value
      stop = (await options.after?.(done, all)) === true
    }
    if (method === 'sobol') order.rows = done
    else order.trajectories = done
  } else told = { questions: questions.map((question) => ({ ...asRow(question, ran), rows: [] })), fewest: 0 }
  sayOfPoints(field, told, method, order.unsound, path, rest)
  if (failed(session)) return desk.loaded()
  const { model } = analysed
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
          ? { kind: order.design, asked: order.draws, rows: order.rows, resamples: study.resamples }
          : method === 'morris'
            ? {
                kind: 'morris',
                trajectories: order.trajectories,
                levels: order.levels,
                from: study.innermost,
                to: 1 - study.innermost,
              }
            : { kind: 'gradient', from: study.ends[0], to: study.ends[1], trial: study.trial },
      points: { done: field.points, broken: field.broken, unsound: order.unsound },
      broken: brokenRows(field, session),
      inputs,
      certain,
      questions: told.questions,
    },
  }
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
  field: Field,
  { fewest }: Told,
  method: string,
  unsound: Unsound,
  path: string,
  { session, factors }: Rest,
): void {
  if (method === 'gradient' || factors.length === 0) return
  if (fewest === 0) {
    const [worst] = brokenRows(field, session)
    session.diagnose('E0954', place(path), {
      found: field.points,
      code: worst?.condition ?? '',
      about: worst?.about ?? '',
    })
    return
  }
  if (field.broken > 0)
    session.diagnose('W0951', place(path), {
      count: field.broken,
      found: field.points,
      share: `${Number(((field.broken / field.points) * 100).toPrecision(3))}%`,
      done: told[unsound].en,
      'done.zh': told[unsound].zh,
    } as { count: number; found: number; share: string; done: string })
  if (method === 'sobol' && fewest < fewRows)
    session.diagnose('W0952', place(path), { found: fewest, expected: fewRows })
}
