import type { Text } from '../../../text/text.ts'
import type { IndexRow, InputRow, QuestionRow, SensitivityResult } from '../../sensitivity.ts'
import { brokenNumbers, rangeNumbers } from './ensemble.ts'
import { around, counts, type StudyNumber } from './number.ts'

const texts = {
  first: {
    zh: '单独解释的方差份额（Sobol’ 一阶指数，Saltelli 等 2010）',
    en: "the share of the variance that the input explains alone (Sobol' first-order index; Saltelli and others 2010)",
  },
  total: {
    zh: '连同与其他数一起解释的方差份额（Sobol’ 总指数，Jansen 1999）',
    en: "the share of the variance that the input explains with others (Sobol' total index; Jansen 1999)",
  },
  low: { zh: '它 95% 区间的下端（重抽各行）', en: 'the lower end of its 95 % interval (rows drawn again)' },
  high: { zh: '它 95% 区间的上端（重抽各行）', en: 'the upper end of its 95 % interval (rows drawn again)' },
  rows: { zh: '它所依据的行数', en: 'rows on which it rests' },
  mu: {
    zh: '走完范围时的平均变化（Morris）',
    en: 'mean change when the input goes through its range (Morris)',
  },
  muStar: {
    zh: '走完范围时变化大小的平均（Morris，μ*）',
    en: 'mean size of the change when the input goes through its range (Morris, μ*)',
  },
  sigma: {
    zh: '这些变化的离散：随其他数而变的程度',
    en: 'spread of these changes: how much they depend on other inputs',
  },
  error: { zh: 'μ* 的标准误差', en: 'the standard error of μ*' },
  effects: { zh: '它所依据的变化的个数', en: 'changes on which it rests' },
  slopeLow: {
    zh: '到范围低端（5% 分位）时按斜率的变化',
    en: 'the change at the low end of its range (5 % quantile) by its slope',
  },
  slopeHigh: {
    zh: '到范围高端（95% 分位）时按斜率的变化',
    en: 'the change at the high end of its range (95 % quantile) by its slope',
  },
  endLow: {
    zh: '到范围低端（5% 分位）再算一次时的变化',
    en: 'the change of a run at the low end of its range (5 % quantile)',
  },
  endHigh: {
    zh: '到范围高端（95% 分位）再算一次时的变化',
    en: 'the change of a run at the high end of its range (95 % quantile)',
  },
  certain: {
    zh: '这个没有范围的数大一成时的变化',
    en: 'the change if this number, which has no range, were a tenth larger',
  },
  mean: { zh: '所有计入的点的平均', en: 'the mean of the points that count' },
  sd: { zh: '所有计入的点的标准差', en: 'the standard deviation of the points that count' },
  sumFirst: { zh: '各输入单独份额之和', en: 'the shares of single inputs, added up' },
  sumTotal: { zh: '各输入总份额之和', en: 'the total shares, added up' },
  points: { zh: '算了多少个点', en: 'points that were computed' },
  value: { zh: '它在单次运行里的值', en: 'its value in the single run' },
  inputLow: { zh: '它的 5% 分位', en: 'its 5 % quantile' },
  inputHigh: { zh: '它的 95% 分位', en: 'its 95 % quantile' },
  members: { zh: '与它一同变动的数的个数', en: 'numbers that move together as this one' },
} satisfies Record<string, Text>

/** Numbers of `peakzero/sensitivity@1` with their names (docs/figures.md). */
export function sensitivityNumbers(s: SensitivityResult): readonly StudyNumber[] {
  const { method } = s
  const inputs = new Map(s.inputs.map((row) => [row.id, row]))
  const plain = (name: string, value: number, about: Text, of: Text = counts.study): StudyNumber => ({
    name: `${method}.${name}`,
    value,
    unit: '1',
    of,
    about,
  })
  return [
    plain('points.done', s.points.done, texts.points),
    plain('points.broken', s.points.broken, counts.broken),
    plain('certain', s.certain, counts.certain),
    ...s.inputs.flatMap((row) => inputNumbers(method, row)),
    ...s.questions.flatMap((question) => questionNumbers(method, question, inputs)),
    ...brokenNumbers(method, s.broken),
    ...rangeNumbers(method, s.defaultRanges),
  ]
}

function inputNumbers(method: string, row: InputRow): readonly StudyNumber[] {
  const { id, name, unit, file, line } = row
  const own = { value: texts.value, low: texts.inputLow, high: texts.inputHigh, members: texts.members }
  return (['value', 'low', 'high', 'members'] as const).map((key) => ({
    name: `${method}.input.${id}.${key}`,
    value: row[key],
    unit: key === 'members' ? '1' : unit,
    of: name,
    about: own[key],
    place: { path: id, file, line },
  }))
}

function questionNumbers(
  method: string,
  question: QuestionRow,
  inputs: ReadonlyMap<string, InputRow>,
): readonly StudyNumber[] {
  const { of: asked, name, unit, year, run } = question
  const margin = /^margin\.(.+?)(?:@.*)?$/.exec(asked)
  const single = { what: asked, value: run, unit }
  const common = {
    of: name,
    ...(year === undefined ? {} : { year }),
    // A margin over several years is the least of them, which no name of a single run says.
    ...(margin ? {} : { single }),
  }
  const one = (
    key: string,
    value: number | undefined,
    about: Text,
    share: boolean,
    behind = '',
    more: Partial<StudyNumber> = {},
  ): readonly StudyNumber[] =>
    value === undefined
      ? []
      : [
          {
            name: around(`${method}.${key}`, asked, behind),
            value,
            unit: share ? '1' : unit,
            about,
            ...common,
            ...more,
          },
        ]
  return [
    ...one('mean', question.mean, texts.mean, false),
    ...one('sd', question.sd, texts.sd, false),
    ...one('sums.first', question.sums?.first, texts.sumFirst, true),
    ...one('sums.total', question.sums?.total, texts.sumTotal, true),
    ...question.rows.flatMap((row) => {
      const input = inputs.get(row.id)
      const place = input && { place: { path: row.id, file: input.file, line: input.line } }
      const of: Text = input
        ? { zh: `${name.zh}：${input.name.zh}`, en: `${name.en}: ${input.name.en}` }
        : name
      const more = { of, ...place }
      const index = (key: 'first' | 'total', found: IndexRow | undefined) =>
        found === undefined
          ? []
          : [
              ...one(key, found.value, texts[key], true, row.id, {
                ...more,
                interval: [found.low, found.high],
              }),
              ...one(`${key}.low`, found.low, texts.low, true, row.id, more),
              ...one(`${key}.high`, found.high, texts.high, true, row.id, more),
            ]
      const moved = (key: string, value: number | undefined, about: Text, share = false) =>
        one(key, value, about, share, row.id, more)
      return [
        ...index('first', row.first),
        ...index('total', row.total),
        ...moved('rows', row.rows, texts.rows, true),
        ...moved('mu', row.mu, texts.mu),
        ...moved('muStar', row.muStar, texts.muStar),
        ...moved('sigma', row.sigma, texts.sigma),
        ...moved('error', row.error, texts.error),
        ...moved('effects', row.effects, texts.effects, true),
        ...moved('slope.low', row.linear?.[0], texts.slopeLow),
        ...moved('slope.high', row.linear?.[1], texts.slopeHigh),
        ...moved('low', row.low, texts.endLow),
        ...moved('high', row.high, texts.endHigh),
      ]
    }),
    ...(question.certain ?? []).flatMap((row) => {
      const more = {
        of: { zh: `${name.zh}：${row.name.zh}`, en: `${name.en}: ${row.name.en}` },
        place: { path: row.id, file: row.file, line: row.line },
      }
      return [
        ...one('certain', row.change, texts.certain, false, row.id, more),
        ...one('certain.value', row.value, texts.value, false, row.id, { ...more, unit: row.unit }),
      ]
    }),
  ]
}
