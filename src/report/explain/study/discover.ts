import type { Text } from '../../../text/text.ts'
import type { BoundRow, BoxRow, DiscoverResult, MeasuresRow } from '../../discover.ts'
import { brokenNumbers, rangeNumbers } from './ensemble.ts'
import { counts, type StudyNumber } from './number.ts'

const texts = {
  dimensions: { zh: '抽取的数的个数', en: 'how many numbers are drawn' },
  cases: { zh: '要找的结果出现的次数', en: 'how often what is looked for happens' },
  share: {
    zh: '要找的结果占成立的抽样的份额',
    en: 'the share of the sound draws in which what is looked for happens',
  },
  searched: { zh: '用来找条件的一半抽样', en: 'the half of the draws on which conditions are searched' },
  held: { zh: '没有用来找、只用来核对的一半抽样', en: 'the half of the draws that only judges them' },
  points: { zh: '其中成立的抽样次数', en: 'sound draws in it' },
  together: { zh: '各条件合起来的覆盖', en: 'the share of all cases that lie in any of the conditions' },
  coverage: {
    zh: '覆盖：要找的结果有多大份额落在条件里',
    en: 'coverage: the share of all cases that lie inside',
  },
  density: {
    zh: '密度：条件里的抽样有多大份额是要找的结果',
    en: 'density: the share of the draws inside that are cases',
  },
  mass: { zh: '满足条件的抽样的份额', en: 'the share of the draws that lie inside' },
  lift: { zh: '条件里的密度是总体的几倍', en: 'density inside over the share of cases in all' },
  above: { zh: '这个数高于它', en: 'the number is above this' },
  below: { zh: '这个数低于它', en: 'the number is below this' },
  values: { zh: '这个数是其中之一', en: 'the number is one of these' },
  value: { zh: '它在单次运行里的值', en: 'its value in the single run' },
  low: { zh: '它的 5% 分位', en: 'its 5 % quantile' },
  high: { zh: '它的 95% 分位', en: 'its 95 % quantile' },
  alone: { zh: '单独满足这一条的抽样的份额', en: 'the share of the draws that hold to this alone' },
  quasiP: {
    zh: '去掉这一条后，纯属巧合也有这样密度的可能（Bryant 与 Lempert 2010）',
    en: 'the chance that luck gives this density without this restriction (Bryant and Lempert 2010)',
  },
} satisfies Record<string, Text>

/** Numbers of `peakzero/discover@1` with their names (docs/figures.md). */
export function discoverNumbers(d: DiscoverResult): readonly StudyNumber[] {
  const study = `discover.${d.target.id}`
  const single = { what: `target.${d.target.id}.met`, value: Number(d.target.run), unit: '1' }
  const plain = (name: string, value: number, about: Text, of: Text = d.target.name): StudyNumber => ({
    name: `${study}.${name}`,
    value,
    unit: '1',
    of,
    about,
  })
  const half = (key: 'searched' | 'held') =>
    (['points', 'cases'] as const).map((own) => plain(`${key}.${own}`, d[key][own], texts[own], texts[key]))
  return [
    ...(['asked', 'done', 'sound'] as const).map((key) => plain(`draws.${key}`, d.draws[key], counts[key])),
    plain('dimensions', d.dimensions, texts.dimensions),
    plain('cases', d.cases, texts.cases),
    { ...plain('share', d.share, texts.share), single },
    ...half('searched'),
    ...half('held'),
    plain('together', d.together, texts.together),
    ...d.boxes.flatMap((box, i) => boxNumbers(`box.${i + 1}`, box, plain)),
    ...brokenNumbers(study, d.broken),
    ...rangeNumbers(study, d.defaultRanges),
  ]
}

type Plain = (name: string, value: number, about: Text, of?: Text) => StudyNumber

function boxNumbers(
  name: string,
  { bounds, searched, held, lift }: BoxRow,
  plain: Plain,
): readonly StudyNumber[] {
  const measures = (key: 'searched' | 'held', row: MeasuresRow) =>
    (['points', 'cases', 'coverage', 'density', 'mass'] as const).map((own) =>
      plain(`${name}.${key}.${own}`, row[own], texts[own], texts[key]),
    )
  return [
    ...measures('searched', searched),
    ...measures('held', held),
    plain(`${name}.lift`, lift, texts.lift),
    ...bounds.flatMap((bound, i) => boundNumbers(`${name}.bound.${i + 1}`, bound, plain)),
  ]
}

function boundNumbers(name: string, bound: BoundRow, plain: Plain): readonly StudyNumber[] {
  const place = { path: bound.id, file: bound.file, line: bound.line }
  const one = (key: string, value: number | undefined, about: Text, unit = '1'): readonly StudyNumber[] =>
    value === undefined ? [] : [{ ...plain(`${name}.${key}`, value, about, bound.name), unit, place }]
  const { unit } = bound
  return [
    ...one('above', bound.above, texts.above, unit),
    ...one('below', bound.below, texts.below, unit),
    ...(bound.values ?? []).flatMap((value, i) => one(`values.${i}`, value, texts.values, unit)),
    ...one('value', bound.value, texts.value, unit),
    ...one('low', bound.low, texts.low, unit),
    ...one('high', bound.high, texts.high, unit),
    ...one('share', bound.share, texts.alone),
    ...one('quasiP', bound.quasiP, texts.quasiP),
  ]
}
