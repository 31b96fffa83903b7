import type { Graph } from '../../engine/graph.ts'
import type { Ref } from '../../engine/plan.ts'
import type { Text } from '../../text/text.ts'
import type { LedgerColumns, QuotaLine } from '../ledgers.ts'
import type { Family, FamilyContext } from './family.ts'
import type { Figure } from './figure.ts'
import { beside } from './names.ts'
import { belowZero, firstYear, within } from './years.ts'

type Made = Omit<Figure, 'id' | 'about'>

const words = {
  headroom: { zh: '余量', en: 'headroom' },
  limit: { zh: '限值', en: 'limit' },
  figure: { zh: '判定的数', en: 'figure judged' },
  margin: { zh: '余量', en: 'margin' },
  ratio: { zh: '削减替代倍数', en: 'offset ratio' },
  tightest: { zh: '余量最小的年份', en: 'year with the least margin' },
  firstShort: { zh: '首次不足的年份', en: 'first year that is short' },
  before: { zh: '规划期前', en: 'before the plan period' },
  end: { zh: '规划期末', en: 'at the end of the plan period' },
  change: { zh: '规划期内变化', en: 'change over the plan period' },
  unjudged: { zh: '这一年没有任何指标约束这本账', en: 'no quota limits this ledger in that year' },
  never: { zh: '没有一年不足', en: 'no year is short' },
} satisfies Record<string, Text>

/** What a ledger tells beside its columns (`ledger.ID.used`, `.part.STATUS`, `.freed`), made only when it is asked for. */
function figuresOf(cx: FamilyContext, columns: LedgerColumns): ReadonlyMap<string, () => Made> {
  const { g, model } = cx.built
  const { base, to } = g.horizon
  const { id, name, unit, lines, used } = columns
  const found = new Map<string, () => Made>()
  const own = (word: string) => `ledger.${id}.${word}`
  if (lines.length > 0)
    found.set(own('headroom'), () => ({
      name: beside(name, words.headroom),
      unit,
      node: headroomOf(g, lines),
      absent: (_, index) =>
        lines.some(({ judged: [from, last] }) => base + index >= from && base + index <= last)
          ? undefined
          : words.unjudged,
    }))
  for (const line of lines) {
    const of = `${line.id}.${line.kind}`
    const set = (word: keyof typeof words, make: () => Omit<Made, 'name'>) =>
      found.set(own(`${word}.${of}`), () => ({ name: beside(line.name, words[word]), ...make() }))
    const outside: Made['absent'] = (_, index) =>
      base + index >= line.judged[0] && base + index <= line.judged[1] ? undefined : words.unjudged
    for (const word of ['limit', 'figure', 'margin'] as const)
      set(word, () => ({ node: line[word], unit, absent: outside }))
    if (line.ratio !== undefined)
      set('ratio', () => ({ node: g.constant(line.ratio!), unit: '1', timeless: true }))
    set('tightest', () => {
      const least = g.least(line.margin, line.judged[0], line.judged[1])
      const above = g.less(least, line.margin)
      const flag = g.mul(g.subtract(g.constant(1), above), within(g, line.judged))
      return { node: firstYear(g, flag), unit: 'year', timeless: true }
    })
    set('firstShort', () => {
      const node = firstYear(g, belowZero(g, line.margin, line.judged))
      return {
        node,
        unit: 'year',
        timeless: true,
        absent: (trajectories) => (trajectories.value(node)[0]! > to ? words.never : undefined),
      }
    })
  }
  if (columns.indicator.startsWith('energy.') && columns.zone === undefined)
    for (const [plan, period] of model.plans) {
      if (period.to.year < base || period.from.year > to) continue
      const inside = (year: number) => g.at(used, Math.min(Math.max(year, base), to))
      const [before, end] = [inside(period.from.year - 1), inside(period.to.year)]
      for (const [word, node] of [
        ['before', () => before],
        ['end', () => end],
        ['change', () => g.subtract(end, before)],
      ] as const)
        found.set(own(`period.${plan}.${word}`), () => ({
          name: beside(beside(name, period.name), words[word]),
          unit,
          node: node(),
          timeless: true,
        }))
    }
  return found
}

/** The least room of the lines that are judged in a year; years with the same lines share one minimum. */
function headroomOf(g: Graph, lines: readonly QuotaLine[]): Ref {
  const { base } = g.horizon
  const room = ({ margin, ratio }: QuotaLine) =>
    ratio !== undefined && ratio > 0 ? g.div(margin, g.constant(ratio)) : margin
  const sets = new Map<string, { readonly lines: readonly QuotaLine[]; readonly years: Set<number> }>()
  for (let i = 0; i < g.length; i++) {
    const year = base + i
    const judged = lines.filter(({ judged: [from, to] }) => year >= from && year <= to)
    if (judged.length === 0) continue
    const key = judged.map((line) => lines.indexOf(line)).join()
    const known = sets.get(key) ?? { lines: judged, years: new Set<number>() }
    known.years.add(i)
    sets.set(key, known)
  }
  return [...sets.values()].reduce<Ref>((otherwise, set) => {
    const flags = g.table(Array.from({ length: g.length }, (_, i) => (set.years.has(i) ? 1 : 0)))
    return g.select(
      flags,
      set.lines.map(room).reduce((a, b) => g.min(a, b)),
      otherwise,
    )
  }, g.constant(0))
}

export const ledger: Family = {
  pattern: 'ledger.ID.used, .headroom, .freed, .part.STATUS, .limit.QUOTA.KIND, .margin…, .period.PLAN.end',
  about: {
    zh: '指标账：用量、余量、各指标的限值与余量',
    en: 'ledgers: use, headroom, limit and margin of each quota',
  },
  list: (cx) => cx.figures.ledgers.flatMap((columns) => [...figuresOf(cx, columns).keys()]),
  find(name, cx) {
    for (const columns of cx.figures.ledgers) {
      if (!name.startsWith(`ledger.${columns.id}.`)) continue
      const made = figuresOf(cx, columns).get(name)?.()
      if (made) return { about: this.about, ...made }
    }
    return undefined
  },
}
