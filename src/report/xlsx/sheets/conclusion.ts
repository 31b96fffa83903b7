import { inert } from '../../../text/inert.ts'
import type { Text } from '../../../text/text.ts'
import { isYears, scaleOf, shareOf } from '../../figure.ts'
import type { TargetResult } from '../../result.ts'
import { standingOf, verdicts } from '../../verdict.ts'
import type { Cell, Sheet } from '../sheet.ts'
import { format, looks, type Material, opening, sign, sourceRows, text, widthsOf } from './layout.ts'

const texts = {
  scope: {
    zh: '{county}，{from}—{to} 年；✓ 达标，✗ 必须目标不达标，! 应当目标不达标',
    en: '{county}, {from}–{to}; ✓ met, ✗ a must target missed, ! a should target missed',
  },
  target: { zh: '目标', en: 'Target' },
  figure: { zh: '模拟值', en: 'Figure' },
  unit: { zh: '单位', en: 'Unit' },
  margin: { zh: '余量（负为缺）', en: 'Margin (negative: short)' },
  firstMiss: { zh: '首次不达标', en: 'First miss' },
  severity: { zh: '约束', en: 'Weight' },
  must: { zh: '必须', en: 'must' },
  should: { zh: '应当', en: 'should' },
  expected: { zh: '情景预期', en: 'Scenario expects' },
  met: { zh: '达标', en: 'met' },
  missed: { zh: '不达标', en: 'missed' },
  drivers: { zh: '主要原因', en: 'Driven by' },
  clause: { zh: '条款', en: 'Clause' },
  source: { zh: '来源', en: 'Source' },
  year: { zh: '年', en: 'year' },
  points: { zh: '个百分点', en: 'pp' },
  none: { zh: '没有设目标。', en: 'No target is set.' },
} satisfies Record<string, Text>

/** A figure in the unit that readers meet, as a number of the spreadsheet. */
function figure(value: number, unit: string, language: 'zh' | 'en'): readonly [Cell, string] {
  if (isYears(unit)) return [{ number: value, look: { format: '0' } }, texts.year[language]]
  const share = shareOf(unit)
  if (share !== undefined && unit !== 'pp') return [{ number: value * share, look: { format: '0.0%' } }, '']
  if (unit === 'pp') return [{ number: value, look: { format: '0.0' } }, texts.points[language]]
  const { label, by } = scaleOf(unit, language, value)
  const shown = value * by
  const decimals = Math.abs(shown) >= 1000 ? 0 : Math.abs(shown) >= 10 ? 1 : 3
  return [{ number: shown, look: { format: format(decimals) } }, label]
}

function targetCells(
  target: TargetResult,
  language: 'zh' | 'en',
  titles: ReadonlyMap<string, string>,
): Cell[] {
  const [value, unit] = figure(target.figure, target.figureUnit, language)
  const [margin, marginUnit] = figure(target.margin, target.unit, language)
  return [
    sign(standingOf(target)),
    text(inert(target.name[language], 200), looks.text),
    value,
    text(unit),
    margin,
    text(marginUnit),
    target.firstMiss === undefined
      ? text('–', { align: 'right' })
      : { number: target.firstMiss, look: { format: '0' } },
    text(texts[target.severity][language]),
    text(texts[target.expected][language]),
    text(
      target.drivers.map((driver) => inert(driver[language])).join(language === 'zh' ? '、' : ', '),
      looks.text,
    ),
    text(target.clause === undefined ? '' : inert(target.clause, 300), looks.text),
    text(target.source === undefined ? '' : (titles.get(target.source) ?? inert(target.source)), looks.text),
  ]
}

/** The answers and the targets with their margins, on one page. */
export function conclusionSheet(material: Material, name: string): Sheet {
  const { result, language } = material
  const { horizon, scenario } = result
  const scope = texts.scope[language]
    .replace('{from}', String(horizon.base))
    .replace('{to}', String(horizon.to))
    .replace('{county}', () => inert(scenario.county.title[language], 200))
  const titles = new Map(result.sources.map(({ id, title }) => [id, inert(title[language], 200)]))
  const head = [
    texts.target,
    texts.figure,
    texts.unit,
    texts.margin,
    texts.unit,
    texts.firstMiss,
    texts.severity,
    texts.expected,
    texts.drivers,
    texts.clause,
    texts.source,
  ].map((one) => text(one[language], looks.headLeft))
  const targets = result.targets.map((target) => targetCells(target, language, titles))
  const answers = verdicts(result, language).map(({ standing, head: answer, rest }): Cell[] => [
    sign(standing),
    text(`${answer}${rest === '' ? '' : `${language === 'zh' ? '：' : ': '}${rest}`}`, looks.section),
  ])
  // The answers in a word each over the table, in whole sentences under it.
  const signs = { good: '✓', bad: '✗', warn: '!' } as const
  const short = verdicts(result, language).map(
    ({ standing, head: answer }) => `${standing === undefined ? '' : `${signs[standing]} `}${answer}`,
  )
  const [title = [], second = []] = opening(inert(scenario.title[language], 200), scope)
  const empty: Cell[] = [text(''), text(texts.none[language], looks.quiet)]
  const rows = [
    title,
    second,
    [text(short.join('    '), looks.section)],
    [text('', looks.headLeft), ...head],
    ...(targets.length > 0 ? targets : [empty]),
    [],
    ...answers,
    ...(scenario.about ? [[], [text(''), text(inert(scenario.about[language], 1000))]] : []),
    ...sourceRows(material),
  ]
  const bounds = [
    [1, 1],
    [16, 30],
    [8, 14],
    [6, 14],
    [8, 14],
    [6, 14],
    [8, 10],
    [6, 8],
    [8, 12],
    [10, 30],
    [10, 40],
    [10, 40],
  ] as const
  return {
    name,
    rows,
    widths: widthsOf([[undefined, ...head], ...targets], bounds),
    frozen: { rows: 4, columns: 2 },
    head: 4,
    onePage: true,
  }
}
