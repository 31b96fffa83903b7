import { formatNumber, formatPercent } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Language, Text } from '../../text/text.ts'
import type { BoundRow, BoxRow, DiscoverResult } from '../discover.ts'
import { boxSentence, clause } from '../discover-formats.ts'
import type { ChanceRow, EnsembleResult, FanRow } from '../ensemble.ts'
import { amount, decimalsOf, say, scaleOf } from '../figure.ts'
import type { InputRow, QuestionRow, SensitivityResult } from '../sensitivity.ts'
import { cellsOf, changesIn, questionName, shareText, weight } from '../sensitivity-words.ts'
import type {
  BoxFigure,
  ChanceFigure,
  FanFigure,
  HistogramFigure,
  StudyFigure,
  TornadoFigure,
} from './study-figure.ts'

const texts = {
  fan: {
    zh: '{name}，{year} 年：九成在 {low} 到 {high}',
    en: '{name} in {year}: nine in ten from {low} to {high}',
  },
  fanMeasure: {
    zh: '{name}，{unit}；{draws} 次抽样的分位',
    en: '{name}, {unit}; quantiles of {draws} draws',
  },
  outer: { zh: '5%—95%', en: '5–95 %' },
  inner: { zh: '25%—75%', en: '25–75 %' },
  median: { zh: '中位', en: 'median' },
  run: { zh: '单次运行', en: 'single run' },
  peak: { zh: '{share} 的抽样在 {by} 年前达峰', en: 'In {share} of draws the peak stands by {by}' },
  peakAny: { zh: '达峰年份', en: 'Year of the peak' },
  peakMeasure: {
    zh: '每年达峰的抽样份额；单次运行 {run} 年',
    en: 'share of draws that peak in each year; the single run in {run}',
  },
  by: { zh: '{by} 年限期', en: 'wanted by {by}' },
  unsettled: {
    zh: '没有持续下降：{share}',
    en: 'no lasting fall: {share}',
  },
  chances: { zh: '各目标每年达到的可能', en: 'How likely each target holds, by year' },
  chancesMeasure: {
    zh: '余量不为负的抽样份额；限于判定的年份',
    en: 'share of draws whose margin is not negative, in the years that are judged',
  },
  shares: { zh: '{name}：{input}起作用最多', en: '{name}: most by {input}' },
  sharesMeasure: {
    zh: "占方差的份额，连同与其他数一起的作用（Sobol' 总指数）；横线是 95% 区间",
    en: "share of the variance, effects with others counted in (total Sobol' index); the line is the 95 % interval",
  },
  morrisMeasure: {
    zh: '从范围一端到另一端时平均变化的大小（Morris），{unit}',
    en: 'mean size of the change through the range (Morris), {unit}',
  },
  tornadoMeasure: {
    zh: '各数到自己范围两端（5% 与 95%）时的变化，{unit}；竖线是按斜率',
    en: 'change when a number goes to the ends of its range (5 % and 95 %), {unit}; ticks are what its slope says',
  },
  low: { zh: '低端', en: 'low end' },
  high: { zh: '高端', en: 'high end' },
  total: { zh: '占方差的份额', en: 'share of the variance' },
  effect: { zh: '影响', en: 'effect' },
  boxMeasure: {
    zh: '每个数从 5% 到 95% 分位的范围，深色是条件所在',
    en: 'each number from its 5 % to its 95 % quantile; dark is where the condition holds',
  },
} satisfies Record<string, Text>

/** Rows of a tornado. */
const shown = 12
/** Lines of the chart of chances: more cannot be told apart. */
const lines = 6

const inks = ['#1b2733', '#b42318', '#3e7cb1', '#8a5200', '#0b6e4f', '#8a4f7d']
const dashes = ['', '7 3', '2 3', '9 3 2 3', '5 2', '12 4']

function fanOf(id: string, fan: FanRow, e: EnsembleResult, language: Language): FanFigure {
  const years = Object.keys(fan.years).map(Number)
  const list = (key: 'p5' | 'p25' | 'p50' | 'p75' | 'p95') => years.map((year) => fan.years[year]![key])
  const run = years.map((year) => fan.run[year]!)
  const all = [...list('p5'), ...list('p95'), ...run]
  const scale = scaleOf(fan.unit, language, Math.max(...all.map(Math.abs)))
  const by = (values: readonly number[]) => values.map((value) => value * scale.by)
  const last = years.at(-1)!
  const name = inert(fan.name[language])
  const end = fan.years[last]!
  return {
    form: 'fan',
    id: `fan-${id.replaceAll('.', '-')}`,
    title: say(texts.fan, language, {
      name,
      year: last,
      low: amount(end.p5, fan.unit, language),
      high: amount(end.p95, fan.unit, language),
    }),
    measure: say(texts.fanMeasure, language, {
      name,
      unit: scale.label,
      draws: formatNumber(e.draws.sound, language),
    }),
    unit: scale.label,
    decimals: decimalsOf(by(all)),
    years,
    p5: by(list('p5')),
    p25: by(list('p25')),
    p50: by(list('p50')),
    p75: by(list('p75')),
    p95: by(list('p95')),
    run: by(run),
    names: {
      outer: texts.outer[language],
      inner: texts.inner[language],
      median: texts.median[language],
      run: texts.run[language],
    },
  }
}

function peakOf(e: EnsembleResult, language: Language): HistogramFigure | undefined {
  const { sound } = e.draws
  const counted = Object.keys(e.peak.settled).map(Number)
  const unsettled = Object.values(e.peak.unsettled).reduce((sum, draws) => sum + draws, 0)
  if (counted.length === 0 && unsettled === 0) return undefined
  const target = e.targets.find(({ rule, by }) => rule === 'peak' && by !== undefined)
  const marks = [...counted, ...(target?.by === undefined ? [] : [target.by]), e.peak.run]
  const [from, to] = [Math.min(...marks), Math.max(...marks)]
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  return {
    form: 'histogram',
    id: 'peak-year',
    title: target
      ? say(texts.peak, language, { share: formatPercent(target.share, language), by: target.by! })
      : texts.peakAny[language],
    measure: say(texts.peakMeasure, language, { run: e.peak.run }),
    years,
    shares: years.map((year) => (e.peak.settled[year] ?? 0) / sound),
    ...(target ? { by: target.by!, byText: say(texts.by, language, { by: target.by! }) } : {}),
    ...(unsettled > 0
      ? {
          none: {
            text: say(texts.unsettled, language, { share: formatPercent(unsettled / sound, language) }),
            share: unsettled / sound,
          },
        }
      : {}),
  }
}

function chancesOf(e: EnsembleResult, language: Language): ChanceFigure | undefined {
  // A target that holds in every draw, or in none, in all its years says nothing by a line.
  const says = ({ years }: ChanceRow) => new Set(Object.values(years)).size > 1
  const open = ({ share }: ChanceRow) => Math.abs(share - 0.5)
  const chosen = e.targets
    .filter(says)
    .sort((a, b) => open(a) - open(b))
    .slice(0, lines)
  if (chosen.length === 0) return undefined
  const all = Object.keys(Object.values(e.indicators)[0]?.years ?? {}).map(Number)
  return {
    form: 'chances',
    id: 'chances',
    title: texts.chances[language],
    measure: texts.chancesMeasure[language],
    years: all,
    lines: chosen.map(({ name, years }, i) => ({
      name: inert(name[language]),
      values: all.map((year) => years[year]),
      ink: inks[i % inks.length]!,
      dash: dashes[i % dashes.length]!,
    })),
  }
}

/** The charts of an ensemble: year of the peak, chances by year, fans. */
export function ensembleFigures(e: EnsembleResult, language: Language): readonly StudyFigure[] {
  return [
    peakOf(e, language),
    chancesOf(e, language),
    ...Object.entries(e.indicators).map(([id, fan]) => fanOf(id, fan, e, language)),
  ].flatMap((figure) => figure ?? [])
}

/** One chart a question. */
export function sensitivityFigures(s: SensitivityResult, language: Language): readonly StudyFigure[] {
  const inputs = new Map(s.inputs.map((row) => [row.id, row]))
  return s.questions.flatMap((question, i) => tornadoOf(s, question, inputs, i, language) ?? [])
}

function tornadoOf(
  s: SensitivityResult,
  question: QuestionRow,
  inputs: ReadonlyMap<string, InputRow>,
  i: number,
  language: Language,
): TornadoFigure | undefined {
  const acting = question.rows.filter((row) => weight(row) > 0).slice(0, shown)
  const [first] = acting
  if (!first) return undefined
  const nameOf = (id: string) => inert(inputs.get(id)?.name[language] ?? id)
  const title = say(texts.shares, language, {
    name: questionName(question, language),
    input: nameOf(first.id),
  })
  const head = { form: 'tornado' as const, id: `${s.method}-${i + 1}`, title }
  if (s.method === 'sobol')
    return {
      ...head,
      measure: texts.sharesMeasure[language],
      names: [texts.total[language]],
      rows: acting.map((row) => ({
        name: nameOf(row.id),
        values: [row.total!.value],
        text: shareText(row.total!.value, language),
        marks: [row.total!.low, row.total!.high],
      })),
    }
  const sizes = acting.map(weight)
  const { label, write } = changesIn(sizes, question.unit, language)
  if (s.method === 'morris')
    return {
      ...head,
      measure: say(texts.morrisMeasure, language, { unit: label }),
      names: [texts.effect[language]],
      rows: acting.map((row) => ({
        name: nameOf(row.id),
        values: [row.muStar!],
        text: cellsOf(s.method, row, question.unit, language)[0]!,
      })),
    }
  return {
    ...head,
    measure: say(texts.tornadoMeasure, language, { unit: label }),
    names: [texts.low[language], texts.high[language]],
    rows: acting.map((row) => ({
      name: nameOf(row.id),
      values: [row.low ?? 0, row.high ?? 0],
      text: `${row.low === undefined ? '†' : write(row.low, true)} … ${row.high === undefined ? '†' : write(row.high, true)}`,
      marks: row.linear!,
    })),
  }
}

/** One chart a condition. */
export function discoverFigures(d: DiscoverResult, language: Language): readonly StudyFigure[] {
  return d.boxes.map((box, i) => boxOf(d, box, i, language))
}

function boxOf(d: DiscoverResult, box: BoxRow, i: number, language: Language): BoxFigure {
  const row = (bound: BoundRow) => {
    const {
      above = Number.NEGATIVE_INFINITY,
      below = Number.POSITIVE_INFINITY,
      value,
      low,
      high,
      unit,
    } = bound
    const finite = [above, below].filter(Number.isFinite)
    const [from, to] = [Math.min(low, value, ...finite), Math.max(high, value, ...finite)]
    const write = (x: number) => amount(x, unit, language)
    const said = clause(bound, language)
    return {
      name: inert(bound.name[language]),
      from,
      to,
      fromText: write(from),
      toText: write(to),
      low: Math.max(from, above),
      high: Math.min(to, below),
      text: said.slice(inert(bound.name[language]).length).trim(),
      run: value,
    }
  }
  return {
    form: 'box',
    id: `condition-${i + 1}`,
    title: boxSentence(d, box, language),
    measure: texts.boxMeasure[language],
    rows: box.bounds.map(row),
    runName: texts.run[language],
  }
}
