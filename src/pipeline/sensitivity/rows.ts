import { at } from '../../analysis/verdict.ts'
import type { Plan } from '../../engine/plan.ts'
import { ancestors } from '../../engine/walk.ts'
import { rounded } from '../../report/assemble.ts'
import type { BrokenRow } from '../../report/ensemble.ts'
import type { InputRow, KinkRow, QuestionRow } from '../../report/sensitivity.ts'
import type { Stated } from '../../study/conditions.ts'
import type { Dimension } from '../../study/draws.ts'
import type { Factor } from '../../study/field.ts'
import { reachOf } from '../../study/field.ts'
import type { Effects, Indices } from '../../study/sensitivity.ts'
import type { Breach } from '../../study/tally.ts'
import type { Kink, Tornado } from '../../study/tornado.ts'
import { lineOf, type Session } from '../session.ts'
import { inputName } from './input-name.ts'
import type { Question, Ran } from './question.ts'

/** How many numbers without a range are told. */
const certainShown = 10

export interface Told {
  readonly questions: readonly QuestionRow[]
  /** Fewest rows on which an index rests. */
  readonly fewest: number
}

export interface Rest {
  readonly ran: Ran
  readonly session: Session
  readonly questions: readonly Question[]
  readonly factors: readonly Factor[]
}

export function asRow({ of, name, unit, year, node, from, to }: Question, { trajectories, analysed }: Ran) {
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

export function sobolRows(found: readonly Indices[], { questions, factors, ran }: Rest): Told {
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

export function morrisRows(found: readonly (readonly Effects[])[], { questions, factors, ran }: Rest): Told {
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

export function gradientRows(found: readonly Tornado[], { questions, factors, ran, session }: Rest): Told {
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
function kinkRows(plan: Plan, kinks: readonly Kink[], of: number): readonly KinkRow[] {
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

/** Conditions that broke, the most frequent first. */
export function brokenRows(
  breaches: readonly Breach[],
  conditions: readonly Stated[],
  session: Session,
): readonly BrokenRow[] {
  return [...breaches]
    .sort((a, b) => b.count - a.count || a.first - b.first)
    .map(({ key, count, first }) => {
      const check = conditions.find((one) => one.key === key)?.check
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

/** Inputs whose numbers stand for something else. */
export const kinds: Readonly<Record<string, 'built' | 'choice'>> = { chance: 'built', path: 'choice' }

/** What is told of each input: its name, its range, and where it stands. */
export function inputRows(
  { analysed }: Pick<Ran, 'analysed'>,
  dimensions: readonly Dimension[],
  factors: readonly Factor[],
  session: Session,
  [from, to]: readonly [number, number],
): readonly InputRow[] {
  const { plan, model } = analysed
  return factors.map(({ id, coordinates }): InputRow => {
    const own = coordinates.map((i) => dimensions[i]!)
    const [first] = own
    const { unit, value, places, cause } = first!
    const [low, high] = reachOf(first!, [from, to])
    const names = [...new Set(own.map((dimension) => dimension.group ?? dimension.id))]
    const texts = names.map((name) => inputName(model, name))
    const { origin, grade = 'assumption' } = plan.slots[places[0]!.slot]!
    const kind = own.length === 1 ? kinds[cause] : undefined
    return {
      id,
      name: { zh: texts.map(({ zh }) => zh).join('、'), en: texts.map(({ en }) => en).join(', ') },
      unit,
      ...(kind ? { kind } : {}),
      ...(cause === 'grade' ? { grade } : {}),
      value: rounded(value),
      low: rounded(low),
      high: rounded(high),
      members: own.length,
      ...lineOf(origin[0] ?? model.at, session),
    }
  })
}
