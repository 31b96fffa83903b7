import { formatNumber } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Language, Text } from '../../text/text.ts'
import { amount, decimalsOf as columnDigits, difference, isYears, say, scaleOf, shareOf } from '../figure.ts'
import type { Result, TargetResult } from '../result.ts'
import { standingOf, targetOf } from '../verdict.ts'
import { energyParts } from './energy-parts.ts'
import type { Band, Figure, Line, Mark } from './figure-data.ts'
import { sectorBands } from './sector-bands.ts'
import { colour } from './svg.ts'

const texts = {
  peaks: {
    zh: '排放 {year} 年到顶，{last} 年净排放 {left}',
    en: 'Emissions peak in {year}; net {left} in {last}',
  },
  rises: {
    zh: '排放到 {last} 年仍在上升，净排放 {left}',
    en: 'Emissions still rise in {last}, to net {left}',
  },
  emissions: {
    zh: '温室气体，{unit}/年，含净购电与热；粗线为扣除碳汇与捕集后的净排放',
    en: 'Greenhouse gases, {unit} a year, with net imported power and heat; thick line: net of sinks and capture',
  },
  net: { zh: '净排放', en: 'Net' },
  peak: { zh: '{name} {year} 年最高', en: '{name} highest in {year}' },
  deadline: { zh: '{year} 达峰限期', en: '{year} deadline' },
  zero: { zh: '零', en: 'zero' },
  energyTitle: { zh: '{year} 年能耗 {all}，计入考核 {counted}', en: '{year}: {all} used, {counted} counted' },
  energy: {
    zh: '综合能源消费，{unit}/年（{basis}）',
    en: 'Comprehensive energy consumption, {unit} a year ({basis})',
  },
  equivalent: { zh: '等价值', en: 'equivalent value' },
  calorific: { zh: '当量值', en: 'calorific value' },
  counted: { zh: '计入考核', en: 'counted' },
  limit: { zh: '限值', en: 'limit' },
  over: {
    zh: '{name}：{year} 年起超限值，{worst} 年缺 {gap}',
    en: '{name}: over the limit from {year}, short by {gap} in {worst}',
  },
  under: { zh: '{name}：最紧在 {worst} 年，余 {gap}', en: '{name}: tightest in {worst}, {gap} left' },
  ahead: { zh: '{name}：{worst} 年超过下限 {gap}', en: '{name}: {gap} above the floor in {worst}' },
  below: {
    zh: '{name}：{year} 年起不到下限，{worst} 年差 {gap}',
    en: '{name}: below the floor from {year}, short by {gap} in {worst}',
  },
  against: {
    zh: '{name}，{unit}；虚线为限值，只在考核年份',
    en: '{name}, {unit}; dashed: the limit, in the years that count',
  },
  fell: {
    zh: '{from} 年到 {to} 年净排放从 {a} 变为 {b}',
    en: 'Net emissions go from {a} in {from} to {b} in {to}',
  },
  steps: {
    zh: '温室气体净排放的变化，按部门，{unit}；小于 1% 的部门合并',
    en: 'Change of net greenhouse gas emissions by sector, {unit}; sectors below 1% are joined',
  },
  rest: { zh: '其余部门', en: 'other sectors' },
} satisfies Record<string, Text>

/** Digits after the point: one at least, so that what is left of much can be read. */
const decimalsOf = (values: readonly number[]): number => Math.max(1, columnDigits(values))

const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The unit without the gas, which the measure names. */
const bare = (label: string): string => label.replace(/ CO₂e?(?=$|（| \()/, '')

/** The values of an indicator in these years; undefined where there is no such indicator or a year is not told. */
function seriesOf(result: Result, id: string, years: readonly number[]): readonly number[] | undefined {
  const values = result.indicators[id]?.values
  if (!values || years.some((year) => values[String(year)] === undefined)) return undefined
  return years.map((year) => values[String(year)]!)
}

function emissions(result: Result, language: Language): Figure[] {
  const { sector } = result.tables
  const { years } = sector
  if (sector.rows.length === 0 || years.length === 0) return []
  const own = seriesOf(result, sector.indicator, years)
  const net = own ?? years.map((_, i) => sector.rows.reduce((sum, row) => sum + (row.values[i] ?? 0), 0))
  const scale = scaleOf(
    sector.unit,
    language,
    largest(sector.rows.flatMap(({ values }) => values).concat(net)),
  )
  const { peak, horizon, neutrality } = result
  const left = amount(neutrality.residual, neutrality.unit, language, { short: true })
  const { up, down } = sectorBands(result, language)
  const bands = [
    ...up.map(({ name, fill, values }): Band => ({ name, fill, values: values.map((v) => v * scale.by) })),
    ...down.map(
      ({ name, fill, values }): Band => ({
        name,
        fill,
        texture: 'hatch',
        values: values.map((v) => v * scale.by),
      }),
    ),
  ]
  const height = years.map((_, i) => bands.reduce((sum, { values }) => sum + Math.max(0, values[i]!), 0))
  const marks: Mark[] = []
  const goal = targetOf(result, 'peak', peak.indicator)
  const at = years.indexOf(peak.year)
  if (at >= 0) {
    const name = sentence(inert(result.indicators[peak.indicator]?.name[language] ?? peak.indicator))
    const value = amount(peak.value, peak.unit, language, { short: true })
    marks.push({
      kind: 'peak',
      place: at,
      value: height[at]!,
      text: `${say(texts.peak, language, { name, year: peak.year })} · ${value}`,
      ink: goal === undefined ? colour.ink : goal.met ? colour.good : colour.bad,
    })
  }
  const due = goal && Object.values(goal.limit).at(-1)
  const dueAt = due === undefined ? -1 : years.indexOf(due)
  if (due !== undefined && dueAt >= 0)
    marks.push({
      kind: 'deadline',
      place: dueAt,
      value: 0,
      text: say(texts.deadline, language, { year: due }),
      ink: colour.ink,
    })
  if (result.targets.some(({ rule }) => rule === 'neutral'))
    marks.push({
      kind: 'zero',
      place: years.length - 1,
      value: 0,
      text: texts.zero[language],
      ink: colour.ink,
    })
  const shown = net.map((value) => value * scale.by)
  return [
    {
      id: 'emissions',
      form: 'areas',
      title: say(peak.rising ? texts.rises : texts.peaks, language, {
        year: peak.year,
        last: horizon.to,
        left,
      }),
      measure: say(texts.emissions, language, { unit: scale.label }),
      unit: bare(scale.label),
      places: years.map(String),
      bands,
      lines: [{ name: texts.net[language], ink: colour.ink, style: 'strong', values: shown }],
      marks,
      decimals: decimalsOf([...height, ...shown]),
    },
  ]
}

/** Years of columns: the first, the last, and round ones between. */
function columnYears(years: readonly number[]): readonly number[] {
  const [first, last] = [years[0], years.at(-1)]
  if (years.length <= 12) return years
  return years.filter((year) => year === first || year === last || year % 5 === 0)
}

function energy(result: Result, language: Language): Figure[] {
  const total = result.indicators['energy.total']
  const controlled = result.indicators['energy.controlled']
  if (!total || !controlled) return []
  const years = Object.keys(total.values)
    .map(Number)
    .sort((a, b) => a - b)
  const shown = columnYears(years)
  const values = (id: string) => shown.map((year) => result.indicators[id]?.values[String(year)] ?? 0)
  const scale = scaleOf(total.unit, language, largest(values('energy.total')))
  const bands = energyParts(result, shown).map(({ name, fill, texture, values: list }): Band => {
    const own = list.map((value) => value * scale.by)
    return { name: name[language], fill, values: own, ...(texture ? { texture } : {}) }
  })
  const limits = result.targets.filter(
    ({ indicator, rule, unit, limit }) =>
      indicator === 'energy.controlled' &&
      rule === 'cap' &&
      isOf(unit, total.unit) &&
      Object.keys(limit).length > 0,
  )
  const countedLine: Line = {
    name: texts.counted[language],
    ink: colour.ink,
    style: 'strong',
    values: values('energy.controlled').map((value) => value * scale.by),
  }
  const lines = limits.slice(0, 1).map(
    ({ limit }): Line => ({
      name: texts.limit[language],
      ink: colour.bad,
      style: 'dashed',
      values: shown.map((year) => {
        const value = limit[String(year)]
        return value === undefined ? undefined : value * scale.by
      }),
    }),
  )
  const year = years.includes(2030) ? 2030 : years.at(-1)!
  const told = (series: typeof total) => amount(series.values[String(year)] ?? 0, series.unit, language)
  return [
    {
      id: 'energy',
      form: 'columns',
      title: say(texts.energyTitle, language, { year, all: told(total), counted: told(controlled) }),
      measure: say(texts.energy, language, {
        unit: scale.label,
        basis: texts[result.conventions.electricity][language],
      }),
      unit: scale.label,
      places: shown.map(String),
      bands,
      lines: [countedLine, ...lines.filter(({ values: list }) => list.some((value) => value !== undefined))],
      marks: [],
      decimals: decimalsOf(bands.flatMap(({ values: list }) => list)),
    },
  ]
}

/** Whether a limit stands in the unit of its indicator: `tce/a` is `tce` of a year. */
const isOf = (unit: string, series: string): boolean =>
  unit.replace(/\/a$/, '') === series.replace(/\/a$/, '')

/** A limit of a target beside what is used, year by year, in the unit of the indicator. */
export interface Room {
  readonly target: TargetResult
  readonly name: string
  readonly unit: string
  readonly years: readonly number[]
  readonly used: readonly number[]
  readonly limit: readonly (number | undefined)[]
  /** Positive where there is room, by judged year. */
  readonly room: readonly (number | undefined)[]
  /** Index of the tightest judged year. */
  readonly tightest: number
  readonly firstShort?: number
}

/** Every target that holds an indicator against a limit in its own unit: caps, quotas, floors. */
export function rooms(result: Result, language: Language): readonly Room[] {
  return result.targets.flatMap((target): Room[] => {
    const series = result.indicators[target.indicator]
    if (!series || (target.rule !== 'cap' && target.rule !== 'floor' && target.rule !== 'quota')) return []
    if (isYears(target.unit) || !isOf(target.unit, series.unit)) return []
    const years = Object.keys(series.values)
      .map(Number)
      .sort((a, b) => a - b)
    const used = years.map((year) => series.values[String(year)]!)
    const limit = years.map((year) => target.limit[String(year)])
    const side = target.rule === 'floor' ? -1 : 1
    const room = limit.map((most, i) => (most === undefined ? undefined : side * (most - used[i]!)))
    const judged = room.flatMap((value, i) => (value === undefined ? [] : [i]))
    const [first] = judged
    if (first === undefined) return []
    const tightest = judged.reduce((best, i) => (room[i]! < room[best]! ? i : best), first)
    const short = judged.find((i) => room[i]! < 0)
    const name = sentence(inert(target.name[language]))
    return [
      {
        target,
        name,
        unit: series.unit,
        years,
        used,
        limit,
        room,
        tightest,
        ...(short === undefined ? {} : { firstShort: years[short]! }),
      },
    ]
  })
}

function limitFigures(result: Result, language: Language): Figure[] {
  return rooms(result, language).map((one, i): Figure => {
    const { target, name, unit, years, used, limit, room, tightest, firstShort } = one
    const share = shareOf(unit)
    const scale =
      share === undefined
        ? scaleOf(unit, language, largest([...used, ...limit.flatMap((value) => value ?? [])]))
        : { label: '%', by: share * 100 }
    const gap = difference(Math.abs(room[tightest]!), unit, language, { short: true })
    const floor = target.rule === 'floor'
    const text =
      firstShort === undefined ? (floor ? texts.ahead : texts.under) : floor ? texts.below : texts.over
    const name_ = sentence(inert(result.indicators[target.indicator]!.name[language]))
    const values = used.map((value) => value * scale.by)
    const ink =
      standingOf(target) === 'good' ? '#1f4e66' : standingOf(target) === 'bad' ? colour.bad : colour.warn
    return {
      id: `limit-${String(i + 1).padStart(2, '0')}`,
      form: 'lines',
      title: say(text, language, { name, year: firstShort ?? '', worst: years[tightest]!, gap }),
      measure: say(texts.against, language, { name: name_, unit: scale.label }),
      unit: scale.label,
      places: years.map(String),
      bands: [],
      lines: [
        { name: name_, ink, style: 'strong', values },
        {
          name: texts.limit[language],
          ink: colour.ink,
          style: 'dashed',
          values: limit.map((value) => (value === undefined ? undefined : value * scale.by)),
        },
      ],
      marks: [],
      decimals: decimalsOf(values),
    }
  })
}

/** Net emissions at both ends and what each sector adds between them; the steps add up exactly. */
function waterfall(result: Result, language: Language): Figure[] {
  const { sector } = result.tables
  const { years } = sector
  const { observedTo, to } = result.horizon
  const from = years.indexOf(observedTo) >= 0 && observedTo < to ? observedTo : years[0]
  const [a, b] = [years.indexOf(from ?? -1), years.length - 1]
  if (sector.rows.length === 0 || a < 0 || a >= b) return []
  const rows = sector.rows
  const sum = (i: number) => rows.reduce((total, row) => total + (row.values[i] ?? 0), 0)
  const [start, end] = [sum(a), sum(b)]
  const scale = scaleOf(sector.unit, language, Math.max(Math.abs(start), Math.abs(end)))
  const steps = rows
    .map((row) => ({ name: inert(row.name[language]), value: (row.values[b] ?? 0) - (row.values[a] ?? 0) }))
    .filter(({ value }) => value !== 0)
    .sort((x, y) => x.value - y.value)
  const small = 0.01 * Math.max(Math.abs(start), Math.abs(end))
  const kept = steps.filter(({ value }) => Math.abs(value) >= small)
  const joined = steps.filter(({ value }) => Math.abs(value) < small)
  if (joined.length > 0)
    kept.push({
      name: joined.length === 1 ? joined[0]!.name : texts.rest[language],
      value: joined.reduce((total, { value }) => total + value, 0),
    })
  const values = [start, ...kept.map(({ value }) => value), end].map((value) => value * scale.by)
  const told = (value: number) => amount(value, sector.unit, language, { short: true })
  return [
    {
      id: 'change',
      form: 'waterfall',
      title: say(texts.fell, language, { from: years[a]!, to: years[b]!, a: told(start), b: told(end) }),
      measure: say(texts.steps, language, { unit: scale.label }),
      unit: bare(scale.label),
      places: [String(years[a]!), ...kept.map(({ name }) => name), String(years[b]!)],
      bands: [{ name: texts.net[language], fill: colour.soft, values }],
      lines: [],
      marks: [],
      decimals: decimalsOf([values[0]!, values.at(-1)!]),
    },
  ]
}

/** Every chart of a result that has something to say, in the order in which a report shows them. */
export function figuresOf(result: Result, language: Language): readonly Figure[] {
  return [
    ...emissions(result, language),
    ...waterfall(result, language),
    ...energy(result, language),
    ...limitFigures(result, language),
  ]
}

/** A figure of a chart as it is written. */
export function writeValue(figure: Figure, language: Language, value: number, sign = false): string {
  return formatNumber(value, language, { decimals: figure.decimals, sign })
}
