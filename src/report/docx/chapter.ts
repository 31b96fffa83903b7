import { columnDecimals, formatNumber, formatPercent } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Language, Text } from '../../text/text.ts'
import { figuresOf } from '../chart/figures.ts'
import { amount, difference, isYears, say, scaleOf } from '../figure.ts'
import { evidenceClasses } from '../grounds.ts'
import type { Result, TargetResult } from '../result.ts'
import { insteadOfMargin, verdicts } from '../verdict.ts'
import { statusWord } from '../xlsx/sheets/lists.ts'
import type { Block } from './document.ts'

const texts = {
  title: {
    zh: '{county}低碳转型情景分析：{scenario}',
    en: '{county}: low-carbon transition scenario “{scenario}”',
  },
  summary: { zh: '主要结论', en: 'Main findings' },
  emissions: { zh: '温室气体排放', en: 'Greenhouse gas emissions' },
  energy: { zh: '能源消费', en: 'Energy consumption' },
  targets: { zh: '目标与容量', en: 'Targets and budgets' },
  projects: { zh: '项目', en: 'Projects' },
  changes: { zh: '与参照情景相比', en: 'Against the reference scenario' },
  grounds: { zh: '依据与不确定性', en: 'Grounds and uncertainty' },
  sources: { zh: '资料来源', en: 'Sources' },
  stop: { zh: '。', en: '.' },
  colon: { zh: '：', en: ': ' },
  scope: {
    zh: '模拟从 {base} 年到 {to} 年，{observed} 年及以前为观测年份；温室气体按 {gwp} 折算，含净购电与热；价格为 {prices} 年价。',
    en: 'The simulation runs from {base} to {to}; years up to {observed} are observed. Greenhouse gases are weighted by {gwp} and include net imported power and heat; prices are those of {prices}.',
  },
  table: { zh: '表 {n}　{title}', en: 'Table {n}. {title}' },
  figure: { zh: '图 {n}　{title}', en: 'Figure {n}. {title}' },
  source: {
    zh: '来源：peakzero {version} 计算，情景 {id}。',
    en: 'Source: computed by peakzero {version}, scenario {id}.',
  },
  measure: { zh: '注：{measure}。', en: 'Note: {measure}.' },
  sectorTable: {
    zh: '各部门温室气体净排放（{unit}）',
    en: 'Net greenhouse gas emissions by sector ({unit})',
  },
  sector: { zh: '部门', en: 'Sector' },
  total: { zh: '合计', en: 'Total' },
  given: { zh: '* 为给定值，不是模拟结果。', en: '* given, not modelled.' },
  energyTable: { zh: '能源消费（{unit}）', en: 'Energy consumption ({unit})' },
  item: { zh: '项目', en: 'Item' },
  targetTable: { zh: '目标的判定', en: 'How the targets are judged' },
  target: { zh: '目标', en: 'Target' },
  figureHead: { zh: '模拟值', en: 'Figure' },
  margin: { zh: '余量', en: 'Margin' },
  firstMiss: { zh: '首次不达标', en: 'First miss' },
  verdict: { zh: '判定', en: 'Verdict' },
  met: { zh: '✓ 达标', en: '✓ met' },
  missed: { zh: '✗ 不达标', en: '✗ missed' },
  improve: { zh: '! 应改进', en: '! to improve' },
  basis: { zh: '依据', en: 'By' },
  met_: { zh: '{total} 个目标中 {n} 个达标。', en: '{n} of {total} targets are met.' },
  noTargets: { zh: '本情景没有设目标。', en: 'This scenario sets no target.' },
  projectTable: { zh: '列入情景的项目', en: 'Projects in the scenario' },
  project: { zh: '项目', en: 'Project' },
  status: { zh: '状态', en: 'Status' },
  start: { zh: '投产', en: 'Start' },
  end: { zh: '退出', en: 'End' },
  out: { zh: '另有 {n} 个项目没有列入。', en: '{n} more projects are not part of the scenario.' },
  noProjects: { zh: '本情景没有列入项目。', en: 'No project is part of the scenario.' },
  change: {
    zh: '与“{reference}”相比，2030 年 CO₂ 排放相差 {co2}，{to} 年净排放相差 {residual}。',
    en: 'Against “{reference}”, CO₂ in 2030 differs by {co2} and net emissions in {to} by {residual}.',
  },
  inputTable: { zh: '本情景改动的输入', en: 'Inputs that the scenario changes' },
  key: { zh: '键', en: 'Key' },
  before: { zh: '原值', en: 'Before' },
  after: { zh: '新值', en: 'After' },
  more: {
    zh: '另有 {n} 项改动，见工作簿的“措施”表。',
    en: '{n} more changes stand in the workbook, on the sheet of measures.',
  },
  evidenceTable: { zh: '结果的证据构成', en: 'Evidence behind the results' },
  year: { zh: '年份', en: 'Year' },
  evidence: {
    zh: '假设占比高的数字只宜用来比较情景，不宜当作统计数据引用。',
    en: 'Figures that rest mostly on assumptions serve to compare scenarios and are not to be quoted as statistics.',
  },
  checkTable: { zh: '模型与观测或类比的对账', en: 'The model against observed or analogous figures' },
  model: { zh: '模型', en: 'Model' },
  against: { zh: '对照', en: 'Against' },
  off: { zh: '相差', en: 'Off by' },
  warnings: { zh: '计算中有 {n} 条警告：', en: 'The run gave {n} warnings:' },
} satisfies Record<string, Text>

const mostWarnings = 10
/** Changed inputs are keys of files: a chapter shows the first, the workbook all. */
const mostInputs = 12

/** Years that a printed table shows. */
function printedYears({ horizon, tables }: Result): readonly number[] {
  const { base, observedTo, to } = horizon
  const wanted = [base, observedTo, 2030, 2035, 2040, 2050, to]
  return [...new Set(wanted)].filter((year) => tables.sector.years.includes(year)).sort((a, b) => a - b)
}

/** Writes a chapter: counts its tables and figures, and remembers whose it is. */
class Chapter {
  readonly blocks: Block[] = []
  readonly result: Result
  readonly language: Language
  #section = 0
  #tables = 0
  #figures = 0

  constructor(result: Result, language: Language) {
    this.result = result
    this.language = language
  }

  say(one: Text, args: Readonly<Record<string, string | number>> = {}): string {
    return say(one, this.language, args)
  }

  name(one: Text): string {
    const shown = inert(one[this.language], 200)
    return this.language === 'en' ? shown.charAt(0).toUpperCase() + shown.slice(1) : shown
  }

  heading(one: Text): void {
    this.#section++
    this.blocks.push({ kind: 'heading', level: 1, text: `${this.#section}　${one[this.language]}` })
  }

  text(value: string): void {
    this.blocks.push({ kind: 'text', text: value })
  }

  table(
    title: string,
    head: readonly string[],
    rows: readonly (readonly string[])[],
    widths: readonly number[],
    figuresFrom: number,
    note = '',
  ): void {
    this.#tables++
    this.blocks.push({ kind: 'caption', text: this.say(texts.table, { n: this.#tables, title }) })
    this.blocks.push({ kind: 'table', head, rows, widths, figuresFrom })
    this.#source(note)
  }

  charts(wanted: (id: string) => boolean): void {
    for (const figure of figuresOf(this.result, this.language)) {
      if (!wanted(figure.id)) continue
      this.#figures++
      this.blocks.push({ kind: 'chart', figure })
      this.blocks.push({
        kind: 'caption',
        text: this.say(texts.figure, { n: this.#figures, title: figure.title }),
      })
      this.#source(this.say(texts.measure, { measure: figure.measure }))
    }
  }

  #source(note: string): void {
    const { generator, scenario } = this.result
    const source = this.say(texts.source, { version: generator.version, id: inert(scenario.id) })
    this.blocks.push({
      kind: 'note',
      text: `${note}${note !== '' && this.language === 'en' ? ' ' : ''}${source}`,
    })
  }
}

function summary(chapter: Chapter): void {
  const { result, language } = chapter
  chapter.heading(texts.summary)
  for (const { head, rest } of verdicts(result, language))
    chapter.text(`${head}${rest === '' ? '' : texts.colon[language] + rest}${texts.stop[language]}`)
  if (result.scenario.about) chapter.text(inert(result.scenario.about[language], 1000))
  const { horizon, conventions } = result
  chapter.text(
    chapter.say(texts.scope, {
      base: horizon.base,
      to: horizon.to,
      observed: horizon.observedTo,
      gwp: inert(conventions.gwp).toUpperCase(),
      prices: conventions.prices,
    }),
  )
}

function emissions(chapter: Chapter): void {
  const { result, language } = chapter
  const { sector } = result.tables
  chapter.heading(texts.emissions)
  chapter.charts((id) => id === 'emissions')
  const years = printedYears(result)
  const rows = sector.rows.filter(({ values }) => values.some((value) => value !== 0))
  const at = years.map((year) => sector.years.indexOf(year))
  const sums = at.map((i) => rows.reduce((sum, row) => sum + (row.values[i] ?? 0), 0))
  const all = [...rows.flatMap(({ values }) => at.map((i) => values[i] ?? 0)), ...sums]
  const { label, by } = scaleOf(
    sector.unit,
    language,
    all.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  )
  const decimals = Math.max(1, columnDecimals(all.map((value) => value * by)))
  const write = (value: number) => formatNumber(value * by, language, { decimals })
  chapter.table(
    chapter.say(texts.sectorTable, { unit: label }),
    [texts.sector[language], ...years.map(String)],
    [
      ...rows.map((row) => [
        chapter.name(row.name) + (row.given ? ' *' : ''),
        ...at.map((i) => write(row.values[i] ?? 0)),
      ]),
      [texts.total[language], ...sums.map(write)],
    ],
    [2.4, ...years.map(() => 1)],
    1,
    rows.some(({ given }) => given) ? texts.given[language] : '',
  )
  chapter.charts((id) => id === 'change')
}

function energy(chapter: Chapter): void {
  const { result, language } = chapter
  const list = Object.entries(result.indicators).filter(([id]) =>
    /^energy\.(total|excluded|controlled)/.test(id),
  )
  if (list.length === 0) return
  chapter.heading(texts.energy)
  chapter.charts((id) => id === 'energy')
  const years = printedYears(result)
  const values = list.flatMap(([, series]) => years.map((year) => series.values[String(year)] ?? 0))
  const unit = list[0]![1].unit
  const { label, by } = scaleOf(
    unit,
    language,
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  )
  const decimals = Math.max(1, columnDecimals(values.map((value) => value * by)))
  chapter.table(
    chapter.say(texts.energyTable, { unit: label }),
    [texts.item[language], ...years.map(String)],
    list
      .filter(([, series]) => series.unit === unit)
      .map(([, series]) => [
        chapter.name(series.name),
        ...years.map((year) => {
          const value = series.values[String(year)]
          return value === undefined ? '–' : formatNumber(value * by, language, { decimals })
        }),
      ]),
    [3, ...years.map(() => 1)],
    1,
  )
}

function verdictWord({ met, severity }: TargetResult): Text {
  if (met) return texts.met
  return severity === 'must' ? texts.missed : texts.improve
}

function targets(chapter: Chapter): void {
  const { result, language } = chapter
  chapter.heading(texts.targets)
  if (result.targets.length === 0) {
    chapter.text(texts.noTargets[language])
    return
  }
  const met = result.targets.filter((target) => target.met).length
  chapter.text(chapter.say(texts.met_, { n: met, total: result.targets.length }))
  const titles = new Map(result.sources.map(({ id, title }) => [id, inert(title[language], 120)]))
  const margin = ({ margin: value, unit, ...target }: TargetResult) =>
    insteadOfMargin({ margin: value, unit, ...target })?.[language] ??
    (isYears(unit)
      ? formatNumber(value, language, { sign: true })
      : difference(value, unit, language, { sign: true, short: true }))
  chapter.table(
    texts.targetTable[language],
    [texts.target, texts.verdict, texts.figureHead, texts.margin, texts.firstMiss, texts.basis].map(
      (one) => one[language],
    ),
    result.targets.map((target) => [
      chapter.name(target.name),
      verdictWord(target)[language],
      target.nothing ? '–' : amount(target.figure, target.figureUnit, language, { short: true }),
      margin(target),
      target.firstMiss === undefined ? '–' : String(target.firstMiss),
      target.source === undefined ? '' : (titles.get(target.source) ?? inert(target.source)),
    ]),
    [2.6, 1.1, 1.3, 1.5, 1, 2.5],
    99,
  )
  chapter.charts((id) => id.startsWith('limit'))
}

function projects(chapter: Chapter): void {
  const { result, language } = chapter
  if (result.projects.length === 0) return
  chapter.heading(texts.projects)
  const included = result.projects.filter((project) => project.included)
  const year = (value: number | undefined) => (value === undefined ? '–' : String(Math.floor(value)))
  if (included.length === 0) chapter.text(texts.noProjects[language])
  else
    chapter.table(
      texts.projectTable[language],
      [texts.project, texts.status, texts.start, texts.end].map((one) => one[language]),
      included.map((project) => [
        chapter.name(project.name),
        statusWord(project.status, language),
        year(project.start),
        year(project.end),
      ]),
      [5, 1.4, 1, 1],
      2,
    )
  const left = result.projects.length - included.length
  if (left > 0) chapter.text(chapter.say(texts.out, { n: left }))
}

function changes(chapter: Chapter): void {
  const { result, language } = chapter
  const found = result.changes
  if (!found) return
  chapter.heading(texts.changes)
  const signed = (value: number, unit: string) => amount(value, unit, language, { sign: true })
  chapter.text(
    chapter.say(texts.change, {
      reference: inert(found.reference.title[language], 200),
      co2: signed(found.co2In2030, result.peak.unit),
      residual: signed(found.residual, result.neutrality.unit),
      to: result.horizon.to,
    }),
  )
  const shown = found.inputs.slice(0, mostInputs)
  if (shown.length > 0)
    chapter.table(
      texts.inputTable[language],
      [texts.key, texts.before, texts.after].map((one) => one[language]),
      shown.map((input) => [inert(input.path, 120), inert(input.before, 160), inert(input.after, 160)]),
      [2, 2, 2],
      99,
    )
  const left = found.inputs.length - shown.length
  if (left > 0) chapter.text(chapter.say(texts.more, { n: left }))
}

function grounds(chapter: Chapter): void {
  const { result, language } = chapter
  chapter.heading(texts.grounds)
  const evidence = Object.entries(result.evidence).flatMap(([id, years]) =>
    Object.entries(years).map(([year, grades]) => [
      inert(result.indicators[id]?.name[language] ?? id, 120),
      year,
      ...evidenceClasses.map(({ grades: wanted }) =>
        formatPercent(
          wanted.reduce((sum, grade) => sum + (grades[grade] ?? 0), 0),
          language,
        ),
      ),
    ]),
  )
  if (evidence.length > 0) {
    chapter.text(texts.evidence[language])
    chapter.table(
      texts.evidenceTable[language],
      [texts.item[language], texts.year[language], ...evidenceClasses.map(({ name }) => name[language])],
      evidence,
      [2.4, 0.8, 1, 1, 1, 1],
      1,
    )
  }
  const checks = [
    ...result.tables.observed.map((row) => ({ ...row, against: row.observed })),
    ...result.tables.reconciliation,
  ]
  if (checks.length > 0)
    chapter.table(
      texts.checkTable[language],
      [texts.item, texts.year, texts.model, texts.against, texts.off].map((one) => one[language]),
      checks.map(({ name, year, unit, model, against }) => [
        chapter.name(name),
        String(year),
        amount(model, unit, language),
        amount(against, unit, language),
        against === 0 ? '–' : formatPercent((model - against) / Math.abs(against), language, { sign: true }),
      ]),
      [2.4, 0.8, 1.5, 1.5, 1],
      1,
    )
  const warnings = result.warnings.filter(({ severity }) => severity === 'warning')
  if (warnings.length === 0) return
  chapter.text(chapter.say(texts.warnings, { n: warnings.length }))
  for (const { message, code, file, line } of warnings.slice(0, mostWarnings))
    chapter.text(`${code} ${inert(message[language], 300)} (${inert(file, 200)}:${line})`)
}

function sources(chapter: Chapter): void {
  const { result, language } = chapter
  if (result.sources.length === 0) return
  chapter.heading(texts.sources)
  result.sources.forEach(({ title, url, verified }, i) => {
    const more = [url, verified].flatMap((one) => (one === undefined ? [] : inert(one, 300)))
    const tail = more.length === 0 ? '' : ` (${joinList(more)})`
    chapter.blocks.push({ kind: 'note', text: `[${i + 1}] ${inert(title[language], 300)}${tail}` })
  })
}

const joinList = (items: readonly string[]): string => items.join('; ')

/** The chapter that a county study delivers, from one result. */
export function chapterOf(result: Result, language: Language): readonly Block[] {
  const chapter = new Chapter(result, language)
  const { scenario } = result
  chapter.blocks.push({
    kind: 'title',
    text: chapter.say(texts.title, {
      county: inert(scenario.county.title[language], 200),
      scenario: inert(scenario.title[language], 200),
    }),
  })
  for (const part of [summary, emissions, energy, targets, projects, changes, grounds, sources]) part(chapter)
  return chapter.blocks
}
