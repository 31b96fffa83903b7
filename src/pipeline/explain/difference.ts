import type { Between } from '../../analysis/explain/between-name.ts'
import type { Figure } from '../../analysis/explain/figures.ts'
import type { Unfolding } from '../../analysis/explain/unfold.ts'
import type { Analysed } from '../../analysis/figures.ts'
import { decompose, effectIds, statesOf } from '../../analysis/lmdi.ts'
import type { Trajectories } from '../../engine/plan.ts'
import { rounded } from '../../report/assemble.ts'
import type { CitedSource, FigurePage, PlainTerm } from '../../report/explain/explanation.ts'
import type { Text } from '../../text/text.ts'
import { effectNames } from '../cuts.ts'
import type { Loaded } from '../session.ts'
import { figurePage, scenarioName } from './figure.ts'

/** One figure of one run, as a side of a difference. */
export interface SideFigure {
  readonly analysed: Analysed
  readonly trajectories: Trajectories
  readonly unfolding: Unfolding
  readonly figure: Figure
  readonly year: number | undefined
  readonly loaded: Loaded
  /** What tells this side from the other. */
  readonly label: Text
}

const words = {
  change: { zh: '两边之差：后者减前者', en: 'difference of both sides: the latter less the former' },
  effect: {
    zh: 'LMDI 效应：每片叶子的两个数之差按对数平均权重分给各因素，各效应相加等于差额，不作调整',
    en: 'LMDI effect: the difference of each leaf is shared among its factors with logarithmic mean weights; effects add up to the gap, nothing is rescaled',
  },
  avoided: { zh: '各年之和：参照减本情景', en: 'sum of all years: the reference less this scenario' },
  perTonne: {
    zh: '费用与销售之差的净额，除以避免的吨数',
    en: 'net difference of cost and sales, divided by the tonnes avoided',
  },
  left: { zh: '原来的余量，最多到零', en: 'the margin without, at most zero' },
  nothing: { zh: '零', en: 'nothing' },
  short: {
    zh: '还缺多少：原来的余量（最多到零）减去现在的余量',
    en: 'what is missing: the margin without (at most zero) less the margin with',
  },
  yield: {
    zh: '带来的增加值除以增加的用量或排放',
    en: 'value added that it brings, divided by what it adds',
  },
  units: { zh: '单位换算', en: 'change of units' },
  yuan: { zh: '万元折元', en: 'yuan per 10,000 yuan' },
  net: { zh: '费用净差', en: 'net difference of cost' },
} satisfies Record<string, Text>

function sideValue({ analysed, trajectories, unfolding, figure, year }: SideFigure): number {
  const index = (year ?? analysed.model.horizon.base) - analysed.model.horizon.base
  return (
    figure.levels?.({ analysed, trajectories, names: unfolding.names }, index).value ??
    unfolding.value(figure.node, index)
  )
}

const beside = (name: Text, label: Text): Text => ({
  zh: `${name.zh}（${label.zh}）`,
  en: `${name.en} (${label.en})`,
})

/** The page of a difference: both sides to their inputs, and the parts of which the difference is largest. */
export function differencePage(
  id: string,
  before: SideFigure,
  after: SideFigure,
  depth: number | undefined,
  sign: 1 | -1 = 1,
): FigurePage {
  const sides = [
    { side: after, factor: sign },
    { side: before, factor: -sign },
  ]
  const pages = sides.map(({ side }) => {
    const { analysed, trajectories, unfolding, figure, year, loaded } = side
    return figurePage(analysed, trajectories, unfolding, figure, year, depth, loaded)
  })
  const value = sides.reduce((sum, { side, factor }) => sum + factor * sideValue(side), 0)
  const terms = pages.map(
    (page, i): PlainTerm => ({
      ...page.tree,
      name: beside(page.name, sides[i]!.side.label),
      factor: sides[i]!.factor,
    }),
  )
  const parts = new Map<string, { id?: string; name: Text; value: number }>()
  for (const { side, factor } of sides) {
    const index = (side.year ?? side.analysed.model.horizon.base) - side.analysed.model.horizon.base
    if (side.figure.levels) continue
    for (const part of side.unfolding.leaves(side.figure.node, index)) {
      const key = part.id ?? part.name.en
      const known = parts.get(key)?.value ?? 0
      parts.set(key, { ...part, value: known + factor * part.value })
    }
  }
  const unit = after.figure.unit
  return {
    format: 'peakzero/explain@1',
    kind: 'figure',
    id,
    name: pages[0]!.name,
    about: sign === 1 ? words.change : words.avoided,
    scenario: scenarioName(after.analysed.model),
    value: rounded(value),
    unit,
    tree: { name: pages[0]!.name, id, value: rounded(value), unit, how: 'sum', terms },
    contributions: [...parts.values()]
      .filter((part) => part.value !== 0)
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .slice(0, 10)
      .map(({ name, value: own }) => ({
        name,
        value: rounded(own),
        share: value === 0 ? 0 : rounded(own / value),
      })),
    evidence: {},
    inputs: Math.max(...pages.map(({ inputs }) => inputs)),
    sources: merged(pages),
  }
}

/** Sources of both sides; one that both name counts once, with the more of its numbers. */
function merged(pages: readonly FigurePage[]): readonly CitedSource[] {
  const found = new Map<string, CitedSource>()
  for (const { sources } of pages)
    for (const source of sources) {
      const known = found.get(source.id)
      if (!known || (known.inputs ?? 0) < (source.inputs ?? 0)) found.set(source.id, source)
    }
  return [...found.values()]
}

/** Net cost of a scenario against its reference, per tonne that it avoids. */
export function perTonnePage(id: string, net: FigurePage, avoided: FigurePage, unit: string): FigurePage {
  const value = rounded((net.tree.value / avoided.tree.value) * 1e4)
  const terms: readonly PlainTerm[] = [
    { ...net.tree, name: words.net, factor: 1 },
    { ...avoided.tree, factor: -1 },
    { name: words.yuan, value: 1e4, unit: '1', factor: 1 },
  ]
  return {
    ...net,
    id,
    about: words.perTonne,
    value,
    unit,
    tree: { name: words.perTonne, id, value, unit, how: 'product', terms },
    contributions: [],
    sources: merged([net, avoided]),
  }
}

/** What of a margin is missing with a project: it may take what is left, and nothing where nothing is left. */
export function shortPage(
  id: string,
  before: SideFigure,
  after: SideFigure,
  depth: number | undefined,
): FigurePage {
  const page = differencePage(id, before, after, depth, -1)
  const [now, old] = page.tree.terms as readonly [PlainTerm, PlainTerm]
  const least: PlainTerm = {
    name: words.left,
    value: Math.min(0, old.value),
    unit: page.unit,
    how: 'least',
    terms: [
      { ...old, factor: 1 },
      { name: words.nothing, value: 0, unit: page.unit, factor: 1 },
    ],
    factor: 1,
  }
  const value = rounded(least.value - now.value)
  return {
    ...page,
    about: words.short,
    value,
    tree: { ...page.tree, value, terms: [{ ...now, factor: -1 }, least] },
    contributions: [],
  }
}

/** Value added that a project brings, per unit of an indicator that it adds: yuan per tce, per tCO2, per kg. */
export function yieldPage(id: string, value: FigurePage, added: FigurePage): FigurePage {
  // Pollutants are told in tonnes, and people speak of kilograms.
  const perKilogram = added.unit === 't'
  const by = perKilogram ? 10 : 1e4
  const unit = `${value.unit.replace('万元', '元')}/${perKilogram ? 'kg' : added.unit}`
  const whole = rounded((value.tree.value / added.tree.value) * by)
  const terms: readonly PlainTerm[] = [
    { ...value.tree, factor: 1 },
    { ...added.tree, factor: -1 },
    { name: words.units, value: by, unit: '1', factor: 1 },
  ]
  return {
    ...value,
    id,
    about: words.yield,
    value: whole,
    unit,
    tree: { name: words.yield, id, value: whole, unit, how: 'product', terms },
    contributions: [],
    sources: merged([value, added]),
  }
}

/** The page of one LMDI effect, of the whole or of one sector: its definition, and the parts that make it up. */
export function effectPage(
  id: string,
  { effect: word, sector }: Between,
  before: SideFigure,
  after: SideFigure,
  command: string,
): FigurePage | undefined {
  const indicator = after.figure.id
  const state = ({ analysed, trajectories, year }: SideFigure) =>
    statesOf(analysed, trajectories, indicator, [year!])?.[0]
  const [from, to] = [state(before), state(after)]
  const effect = effectIds.find((one) => one === word)
  if (!from || !to || effect === undefined) return undefined
  const byActor = new Map<string, number>()
  const found = decompose(from, to, (part) => {
    if (part.effect !== effect || part.sector !== sector) return
    byActor.set(part.actor, (byActor.get(part.actor) ?? 0) + part.value)
  })
  const value = sector === undefined ? found.effects.get(effect) : found.sectors.get(sector)?.get(effect)
  const { names } = after.unfolding
  const unit = found.unit
  const rows: readonly (readonly [Text, number])[] =
    sector === undefined
      ? [...found.sectors].map(([one, effects]) => [names.sector(one), effects.get(effect) ?? 0] as const)
      : [...byActor].map(([actor, own]) => [names.actor(actor), own] as const)
  const name = beside(effectNames[effect], after.figure.name)
  const terms = rows
    .filter(([, own]) => own !== 0)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .map(([called, own]): PlainTerm => ({ name: called, value: rounded(own), unit, factor: 1 }))
  return {
    format: 'peakzero/explain@1',
    kind: 'figure',
    id,
    name,
    about: words.effect,
    scenario: scenarioName(after.analysed.model),
    value: rounded(value ?? 0),
    unit,
    tree: { name, id, value: rounded(value ?? 0), unit, how: 'sum', terms },
    contributions: [],
    evidence: {},
    inputs: 0,
    sources: [],
    command,
  }
}
