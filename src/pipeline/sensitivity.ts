import { parseFigureName } from '../analysis/explain/figure-name.ts'
import { type Found, findFigure } from '../analysis/explain/figures.ts'
import type { Analysed } from '../analysis/figures.ts'
import { at } from '../analysis/verdict.ts'
import { nearest } from '../diagnostics/nearest.ts'
import { position } from '../diagnostics/position.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Plan, Trajectories } from '../engine/plan.ts'
import { runPlan } from '../engine/run.ts'
import { ancestors } from '../engine/walk.ts'
import { quantile } from '../numerics/distribution.ts'
import { rounded } from '../report/assemble.ts'
import type { BrokenRow } from '../report/ensemble.ts'
import type { InputRow, KinkRow, QuestionRow, SensitivityResult } from '../report/sensitivity.ts'
import type { Dimension } from '../study/draws.ts'
import type { Factor, Field, Reading, Unsound } from '../study/field.ts'
import type { Text } from '../text/text.ts'
import { analyse, loadModel } from './case.ts'
import { inputName } from './input-name.ts'
import { Desk, failed, type Loaded, loadedFrom, type ScenarioOptions, type Session } from './session.ts'
import { version } from './vocabulary.ts'

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
/** How many numbers without a range are told. */
const certainShown = 10

/** A scenario that was run. */
interface Ran {
  readonly analysed: Analysed
  readonly trajectories: Trajectories
}

/** What is asked about, found in a plan. */
interface Question extends Reading {
  readonly of: string
  readonly name: Text
  readonly unit: string
  readonly year?: number
  /** Moves in whole steps. */
  readonly steps: boolean
}

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
  const study = await import('../study/sensitivity.ts')
  const { Field, factorsOf, rowsOf } = await import('../study/field.ts')
  const { uncertainOf } = await import('../study/ensemble.ts')
  const { sobolDimensions } = await import('../study/draws.ts')
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

const place = (file: string): Span => ({ file, start: 0, end: 0 })

/** A word as it is asked: a name and, after an @, its year. */
const named = parseFigureName

function defaults({ figures, model }: Analysed, method: string): readonly string[] {
  const { to, base } = model.horizon
  const middle = base <= 2030 && 2030 <= to ? 2030 : to
  const levels = [`${figures.peak.indicator}@${middle}`, `${figures.neutral.indicator}@${to}`]
  return method === 'gradient' ? levels : ['peak', ...levels]
}

const words = {
  peak: { zh: '达峰年份', en: 'year of the peak' },
  margin: { zh: '{name}：余量', en: '{name}: margin' },
} satisfies Record<string, Text>

/** Finds what is asked about; what cannot be found is said. */
function questionsOf(
  { analysed }: Ran,
  list: readonly string[],
  asked: ReadonlyMap<string, Found>,
  session: Session,
): readonly Question[] {
  const { figures, model, plan } = analysed
  const { base, to } = model.horizon
  const seen = new Set<string>()
  return list.flatMap((of): Question[] => {
    if (seen.has(of)) return []
    seen.add(of)
    const { name, year } = named(of)
    const outside = (expected: string) => {
      session.diagnose('E0951', place('--of'), { id: name, found: year ?? '–', expected })
      return []
    }
    if (name === 'peak') {
      const { figure } = figures.peak.columns
      return [{ of, node: figure, from: base, to: base, name: words.peak, unit: 'year', steps: true }]
    }
    if (name.startsWith('margin.')) {
      const id = name.slice('margin.'.length)
      const known = figures.targets.find(({ target }) => target.id === id)
      if (!known) {
        const ids = figures.targets.map(({ target }) => `margin.${target.id}`)
        session.diagnose('E0950', place('--of'), { id: of, nearest: nearest(name, ids) ?? ids[0] ?? '' })
        return []
      }
      const { columns, target } = known
      const [first, last] = columns.judged
      if (year !== undefined && (year < first || year > last)) return outside(`${first} … ${last}`)
      return [
        {
          of,
          node: columns.margin,
          from: year ?? first,
          to: year ?? last,
          ...(year === undefined ? {} : { year }),
          name: {
            zh: words.margin.zh.replace('{name}', target.name.zh),
            en: words.margin.en.replace('{name}', target.name.en),
          },
          unit: columns.unit,
          steps: false,
        },
      ]
    }
    const found = asked.get(name)
    const other = found && 'figure' in found ? found.figure : undefined
    const column = figures.indicators.get(name) ?? (other?.levels || other?.absent ? undefined : other)
    if (!column) {
      const more =
        !found || 'figure' in found ? [] : 'ambiguous' in found ? found.ambiguous : found.candidates
      const known = ['peak', ...figures.indicators.keys(), ...more]
      session.diagnose('E0950', place('--of'), {
        id: of,
        nearest: nearest(name, known) ?? figures.peak.indicator,
      })
      return []
    }
    const { node } = column
    const yearly = plan.nodes[node]!.axis === 'year'
    if (yearly && (year === undefined || year < base || year > to)) return outside(`${base} … ${to}`)
    return [
      {
        of,
        node,
        from: year ?? base,
        to: year ?? base,
        ...(year === undefined ? {} : { year }),
        name: column.name,
        unit: column.unit,
        steps: false,
      },
    ]
  })
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

interface Told {
  readonly questions: readonly QuestionRow[]
  /** Fewest rows on which an index rests. */
  readonly fewest: number
}

interface Rest {
  readonly ran: Ran
  readonly session: Session
  readonly questions: readonly Question[]
  readonly factors: readonly Factor[]
  readonly field: Field
}

function asRow({ of, name, unit, year, node, from, to }: Question, { trajectories, analysed }: Ran) {
  const series = trajectories.value(node)
  const { base } = analysed.plan.horizon
  let value = at(series, from - base)
  for (let t = from + 1; t <= to; t++) value = Math.min(value, at(series, t - base))
  return { of, name, unit, ...(year === undefined ? {} : { year }), run: rounded(value) }
}

function byWeight<R extends { readonly id: string }>(
  rows: readonly R[],
  weight: (row: R) => number,
): readonly R[] {
  return [...rows].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))
}

const index = ({ value, low, high }: { value: number; low: number; high: number }) => ({
  value: rounded(value),
  low: rounded(low),
  high: rounded(high),
})

function sobolRows(
  found: readonly import('../numerics/sobol-indices.ts').Indices[],
  { questions, factors, ran }: Rest,
): Told {
  const sum = (list: readonly { readonly value: number }[]) =>
    rounded(list.reduce((total, { value }) => total + value, 0))
  return {
    fewest: Math.min(...found.flatMap(({ rows }) => rows)),
    questions: questions.map((question, q): QuestionRow => {
      const { first, total, rows, mean, variance } = found[q]!
      return {
        ...asRow(question, ran),
        ...(Number.isNaN(mean) ? {} : { mean: rounded(mean) }),
        sd: rounded(Math.sqrt(variance)),
        sums: { first: sum(first), total: sum(total) },
        rows: byWeight(
          factors.map(({ id }, k) => ({
            id,
            first: index(first[k]!),
            total: index(total[k]!),
            rows: rows[k]!,
          })),
          (row) => row.total.value,
        ),
      }
    }),
  }
}

function morrisRows(
  found: readonly (readonly import('../numerics/morris.ts').Effects[])[],
  { questions, factors, ran }: Rest,
): Told {
  return {
    fewest: Math.min(...found.flatMap((list) => list.map(({ count }) => count))),
    questions: questions.map(
      (question, q): QuestionRow => ({
        ...asRow(question, ran),
        rows: byWeight(
          factors.map(({ id }, k) => {
            const { mu, muStar, sigma, error, count } = found[q]![k]!
            return {
              id,
              mu: rounded(mu),
              muStar: rounded(muStar),
              sigma: rounded(sigma),
              error: rounded(error),
              effects: count,
            }
          }),
          (row) => row.muStar,
        ),
      }),
    ),
  }
}

function gradientRows(
  found: readonly import('../study/sensitivity.ts').Tornado[],
  { questions, factors, ran, session }: Rest,
): Told {
  const { model, plan } = ran.analysed
  return {
    fewest: Number.POSITIVE_INFINITY,
    questions: questions.map((question, q): QuestionRow => {
      const { reaches, kinks, certain } = found[q]!
      return {
        ...asRow(question, ran),
        rows: byWeight(
          factors.map(({ id }, k) => {
            const { linear, actual, kinked } = reaches[k]!
            const [low, high] = actual
            return {
              id,
              linear: [rounded(linear[0]), rounded(linear[1])] as const,
              ...(low === undefined ? {} : { low: rounded(low) }),
              ...(high === undefined ? {} : { high: rounded(high) }),
              ...(kinked ? { kinked } : {}),
            }
          }),
          ({ linear, low, high }) => Math.max(...[...linear, low ?? 0, high ?? 0].map(Math.abs)),
        ),
        kinks: kinkRows(plan, kinks, question.node),
        certain: [...certain]
          .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.path < b.path ? -1 : 1))
          .slice(0, certainShown)
          .map(({ path, slot, change }) => {
            const { unit, grade, origin } = plan.slots[slot]!
            return {
              id: path,
              name: inputName(model, path),
              unit,
              value: rounded(ran.analysed.values[slot]!),
              change: rounded(change),
              ...(grade ? { grade } : {}),
              ...lineOf(origin[0] ?? model.at, session),
            }
          }),
      }
    }),
  }
}

/** Kinks by the nearest figure that depends on them and has a name. */
function kinkRows(
  plan: Plan,
  kinks: readonly import('../engine/gradient.ts').Kink[],
  of: number,
): readonly KinkRow[] {
  if (kinks.length === 0) return []
  // Only on the way to what is asked about: a name that hangs on the kink elsewhere would mislead.
  const leading = ancestors(plan, [of])
  const readers: number[][] = plan.nodes.map(() => [])
  for (const [i, { in: inputs }] of plan.nodes.entries())
    if (leading[i] === 1) for (const input of inputs) readers[input]!.push(i)
  const called = new Map<number, string>()
  for (const { node, id } of plan.columns) if (!called.has(node)) called.set(node, id)
  const nameOf = (start: number): string => {
    const seen = new Set([start])
    const open = [start]
    for (const node of open) {
      const id = called.get(node)
      if (id !== undefined) return id
      for (const reader of readers[node]!)
        if (!seen.has(reader)) {
          seen.add(reader)
          open.push(reader)
        }
    }
    return '–'
  }
  const rows = new Map<string, { op: string; at: string; years: Set<number>; count: number }>()
  for (const { node, op, years } of kinks) {
    const name = nameOf(node)
    const key = `${op} ${name}`
    const row = rows.get(key) ?? { op, at: name, years: new Set<number>(), count: 0 }
    row.count++
    for (const year of years) row.years.add(year)
    rows.set(key, row)
  }
  return [...rows.values()].map((row) => ({ ...row, years: [...row.years].sort((a, b) => a - b) }))
}

function sayOfPoints(
  field: Field,
  told: Told,
  method: string,
  unsound: Unsound,
  path: string,
  { session, factors }: Rest,
): void {
  if (method === 'gradient' || factors.length === 0) return
  if (told.fewest === 0) {
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
      done: unsound === 'keep' ? 'taken all the same' : 'left out',
      'done.zh': unsound === 'keep' ? '照样计入' : '没有计入',
    } as { count: number; found: number; share: string; done: string })
  if (method === 'sobol' && told.fewest < fewRows)
    session.diagnose('W0952', place(path), { found: told.fewest, expected: fewRows })
}

export function lineOf(span: Span, session: Session): { readonly file: string; readonly line: number } {
  const text = loadedFrom(session).sourceText(span.file)
  return { file: span.file, line: text === undefined ? 1 : position(text, span.start).line }
}

/** Conditions that broke, the most frequent first. */
function brokenRows(field: Field, session: Session): readonly BrokenRow[] {
  return [...field.breaches.values()]
    .sort((a, b) => b.count - a.count || a.first - b.first)
    .map(({ key, count, first }) => {
      const check = field.conditions.check(key)
      return {
        condition: check?.code ?? (key.startsWith('loop ') ? 'E0502' : 'E0501'),
        about: check
          ? Object.values(check.args)
              .filter((word) => word !== '')
              .join(' ')
          : key.replace(/^loop |^not-finite$/, ''),
        ...(check ? lineOf(check.at, session) : {}),
        draws: count,
        first,
      }
    })
}

/** What is told of each input: its name, its range, and where it stands. */
export function inputRows(
  { analysed }: Ran,
  dimensions: readonly Dimension[],
  factors: readonly Factor[],
  session: Session,
  [from, to]: readonly [number, number],
): readonly InputRow[] {
  const { plan, model } = analysed
  return factors.map(({ id, coordinates }): InputRow => {
    const own = coordinates.map((i) => dimensions[i]!)
    const [first] = own
    const { unit, value, distribution, places } = first!
    const names = [...new Set(own.map((dimension) => dimension.group ?? dimension.id))]
    const texts = names.map((name) => inputName(model, name))
    const { origin } = plan.slots[places[0]!.slot]!
    return {
      id,
      name: { zh: texts.map(({ zh }) => zh).join('、'), en: texts.map(({ en }) => en).join(', ') },
      unit,
      value: rounded(value),
      low: rounded(quantile(distribution, from)),
      high: rounded(quantile(distribution, to)),
      members: own.length,
      ...lineOf(origin[0] ?? model.at, session),
    }
  })
}
