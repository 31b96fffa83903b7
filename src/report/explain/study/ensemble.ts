import type { Text } from '../../../text/text.ts'
import type { BrokenRow, DefaultRangeRow, EnsembleResult, Spread } from '../../ensemble.ts'
import { counts, numbersUnder, type StudyNumber, yearly } from './number.ts'

/** What the statistics of a figure over the sound draws are. */
const spreads: Readonly<Record<keyof Spread, Text>> = {
  mean: { zh: '各次成立的抽样的平均', en: 'the mean of the sound draws' },
  sd: { zh: '各次成立的抽样的标准差', en: 'the standard deviation of the sound draws' },
  least: { zh: '各次成立的抽样中最小的', en: 'the least of the sound draws' },
  p5: quantile(5),
  p25: quantile(25),
  p50: { zh: '中位数：一半抽样低于它', en: 'the median: half of the sound draws lie below it' },
  p75: quantile(75),
  p95: quantile(95),
  greatest: { zh: '各次成立的抽样中最大的', en: 'the greatest of the sound draws' },
}

function quantile(share: number): Text {
  return {
    zh: `${share}% 的成立的抽样低于它（直方图，相对误差不超过 quantileError）`,
    en: `${share} % of the sound draws lie below it (a histogram; its relative error is at most quantileError)`,
  }
}

const texts = {
  share: {
    zh: '达到目标的抽样占成立的抽样的份额',
    en: 'the share of the sound draws in which the target is met',
  },
  error: { zh: '这个份额的标准误差', en: 'the standard error of that share' },
  low: { zh: '这个份额 95% 区间的下端', en: 'the lower end of the 95 % interval of that share' },
  high: { zh: '这个份额 95% 区间的上端', en: 'the upper end of the 95 % interval of that share' },
  met: { zh: '达到目标的抽样次数', en: 'the draws in which the target is met' },
  inYear: {
    zh: '这一年余量不为负的抽样占成立的抽样的份额',
    en: 'the share of the sound draws whose margin in this year is not negative',
  },
  settled: {
    zh: '在这一年达峰、此后回落的抽样次数',
    en: 'draws that peak in this year and stay below it from then on',
  },
  unsettled: {
    zh: '在这一年最大、但此后反弹或停在末年的抽样次数',
    en: 'draws that are greatest in this year and rebound, or stand at the end of the horizon',
  },
  median: {
    zh: '达峰年份的中位数（只算此后回落的）',
    en: 'the median year of the peak, of draws that stay below it',
  },
  peak: { zh: '达峰年份', en: 'year of the peak' },
  residual: { zh: '末年的剩余', en: 'what is left in the last year' },
  built: { zh: '建成的抽样次数', en: 'draws in which it is built' },
  chance: {
    zh: '建成的可能：所需的都在、互斥的都不在时',
    en: 'how likely it is built where nothing that it needs is missing and nothing that excludes it is there',
  },
  input: {
    zh: '抽取的数：原值、分布的参数、动的点数',
    en: 'a number that is drawn: its value, its distribution, how many points move',
  },
  rho: {
    zh: '这几个数（化为标准正态后）的相关系数，文件里写的',
    en: 'the correlation of these numbers (in standard normals), as a file states it',
  },
  half: {
    zh: '没有写范围的数按证据等级取的半宽',
    en: 'the half-width that numbers without a range get by the grade of their evidence',
  },
  numbers: { zh: '用了它的数的个数', en: 'how many numbers got it' },
  pull: {
    zh: '只抽这一个数时指标的平均与单次运行之差',
    en: 'the mean of the figure where only this number is drawn, less the single run',
  },
  redrawn: {
    zh: '这个县条件不成立、因而重抽了自己的数的抽样次数',
    en: 'draws in which this county breaks a condition and drew its own numbers again',
  },
  quantileError: { zh: '分位数的相对误差上限', en: 'bound of the relative error of quantiles' },
  tied: { zh: '一同变动的数', en: 'numbers that are drawn together' },
  ranges: { zh: '默认范围', en: 'default ranges' },
} satisfies Record<string, Text>

/** Numbers of `peakzero/ensemble@1` with their names (docs/figures.md). What stands in no list here is a setting: as it was asked. */
export function ensembleNumbers(e: EnsembleResult): readonly StudyNumber[] {
  const { indicators, targets, peak, residual, projects, dimensions, draws } = e
  const plain = (name: string, value: number, about: Text, of: Text = counts.study): StudyNumber => ({
    name: `ensemble.${name}`,
    value,
    unit: '1',
    of,
    about,
  })
  const spread = (name: string, own: Spread, unit: string, of: Text, more: Partial<StudyNumber>) =>
    (Object.keys(spreads) as (keyof Spread)[]).map(
      (key): StudyNumber => ({
        name: name.replace('*', key),
        value: own[key],
        unit,
        of,
        about: spreads[key],
        ...more,
      }),
    )
  return [
    ...(['asked', 'done', 'sound'] as const).map((key) => plain(`draws.${key}`, draws[key], counts[key])),
    plain('certain', e.certain, counts.certain),
    plain('quantileError', e.quantileError, texts.quantileError),
    ...Object.entries(indicators).flatMap(([id, { name, unit, years, run }]) =>
      Object.entries(years).flatMap(([year, own]) =>
        spread(yearly(`ensemble.${id}.*`, year), own, unit, name, {
          year: Number(year),
          single: { what: yearly(id, year), value: run[year]!, unit },
        }),
      ),
    ),
    ...spread('ensemble.residual.*', residual, residual.unit, texts.residual, {
      year: residual.year,
      single: { what: 'neutrality.residual', value: residual.run, unit: residual.unit },
    }),
    ...targets.flatMap((target): readonly StudyNumber[] => {
      const { id, name, share, error, interval, years, run } = target
      const own = (
        key: string,
        value: number,
        about: Text,
        more: Partial<StudyNumber> = {},
      ): StudyNumber => ({
        ...plain(`target.${id}.${key}`, value, about, name),
        single: { what: `target.${id}.met`, value: Number(run), unit: '1' },
        ...more,
      })
      return [
        own('share', share, texts.share, { interval }),
        own('error', error, texts.error),
        own('low', interval[0], texts.low),
        own('high', interval[1], texts.high),
        own('draws', target.draws, texts.met),
        ...Object.entries(years).map(([year, value]) =>
          own(yearly('share', year), value, texts.inYear, { year: Number(year) }),
        ),
      ]
    }),
    ...(['settled', 'unsettled'] as const).flatMap((key) =>
      Object.entries(peak[key]).map(
        ([year, value]): StudyNumber => ({
          ...plain(yearly(`peak.${key}`, year), value, texts[key], texts.peak),
          year: Number(year),
          single: { what: 'peak', value: peak.run, unit: 'year' },
        }),
      ),
    ),
    ...medianOf(peak.settled).map(
      (value): StudyNumber => ({
        ...plain('peak.median', value, texts.median, texts.peak),
        unit: 'year',
        single: { what: 'peak', value: peak.run, unit: 'year' },
      }),
    ),
    ...projects.flatMap(({ id, name, built, chance, file, line }) =>
      (['built', 'chance'] as const).map(
        (key): StudyNumber => ({
          ...plain(`project.${id}.${key}`, key === 'built' ? built : chance, texts[key], name),
          place: { path: `projects.${id}`, file, line },
        }),
      ),
    ),
    ...dimensions.flatMap(({ id, unit, value, distribution, points, following, file, line }) =>
      numbersUnder({ value, points, following, distribution }).map(
        ({ way, value: own }): StudyNumber => ({
          ...plain(`input.${id}.${way.join('.')}`, own, texts.input, { zh: id, en: id }),
          unit: way[0] === 'points' || way[0] === 'following' ? '1' : unit,
          place: { path: id, file, line },
        }),
      ),
    ),
    ...e.correlations.map(({ of, rho }, i) =>
      plain(`correlation.${i + 1}`, rho, texts.rho, { zh: of.join('、'), en: of.join(', ') }),
    ),
    ...(e.pulls ?? []).flatMap(({ indicator, year, inputs }) =>
      inputs.map(
        ({ id, name, by }): StudyNumber => ({
          ...plain(yearly(`pull.${indicator}.by.${id}`, year), by, texts.pull, name),
          unit: indicators[indicator]!.unit,
          year,
        }),
      ),
    ),
    ...brokenNumbers('ensemble', e.broken),
    ...brokenNumbers('ensemble', e.redrawn ?? [], 'redrawn'),
    ...(e.counties ?? []).map(({ id, title, redrawn }) =>
      plain(`county.${id}.redrawn`, redrawn, texts.redrawn, title),
    ),
    ...rangeNumbers('ensemble', e.defaultRanges),
  ]
}

/** The year at which half of the draws that settle have peaked. */
function medianOf(settled: Readonly<Record<string, number>>): readonly number[] {
  const years = Object.entries(settled)
  let rest = years.reduce((sum, [, count]) => sum + count, 0) / 2
  const found = years.find(([, count]) => {
    rest -= count
    return rest <= 0
  })
  return found ? [Number(found[0])] : []
}

/** How often each condition broke; `list` says where it stands in the result. */
export function brokenNumbers(
  study: string,
  broken: readonly BrokenRow[],
  list: 'broken' | 'redrawn' = 'broken',
): readonly StudyNumber[] {
  return broken.flatMap(({ condition, about, draws, first, file, line }, i) =>
    (['draws', 'first'] as const).map(
      (key): StudyNumber => ({
        name: `${study}.${list}.${i + 1}.${key}`,
        value: key === 'draws' ? draws : first,
        unit: '1',
        of: { zh: `${condition} ${about}`, en: `${condition} ${about}` },
        about: key === 'draws' ? counts[list] : counts.first,
        ...(file === undefined ? {} : { place: { path: about, file, line: line! } }),
      }),
    ),
  )
}

/** How wide default ranges are, and how many numbers got them. */
export function rangeNumbers(study: string, rows: readonly DefaultRangeRow[] = []): readonly StudyNumber[] {
  return rows.flatMap(({ of, half, numbers, file, line }) =>
    (['half', 'numbers'] as const).map(
      (key): StudyNumber => ({
        name: `${study}.defaultRange.${of}.${key}`,
        value: key === 'half' ? half : numbers,
        unit: '1',
        of: texts.ranges,
        about: texts[key],
        place: { path: `default-ranges.${of}`, file, line },
      }),
    ),
  )
}
