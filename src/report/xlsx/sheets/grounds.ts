import { inert } from '../../../text/inert.ts'
import type { Text } from '../../../text/text.ts'
import { evidenceClasses } from '../../grounds.ts'
import type { Result } from '../../result.ts'
import type { Cell, Sheet } from '../sheet.ts'
import { looks, type Material, opening, shown, sourceRows, text, widthsOf } from './layout.ts'

const texts = {
  title: { zh: '{scenario}：依据与来源', en: '{scenario}: grounds and sources' },
  scope: {
    zh: 'GWP：{gwp}；价格年 {prices}；证据等级 A 实测与统计、B 标准、C 文献与专家、D 假设',
    en: 'GWP: {gwp}; prices of {prices}; evidence A measured, B standard, C literature and experts, D assumption',
  },
  sources: { zh: '来源', en: 'Source' },
  address: { zh: '网址', en: 'Address' },
  verified: { zh: '核实', en: 'Verified' },
  id: { zh: '编号', en: 'Id' },
  evidence: { zh: '证据构成', en: 'Evidence' },
  year: { zh: '年份', en: 'Year' },
  check: { zh: '对账', en: 'Reconciliation' },
  model: { zh: '模型', en: 'Model' },
  against: { zh: '观测或类比', en: 'Observed or analogue' },
  residual: { zh: '相差', en: 'Residual' },
  within: { zh: '在容差内', en: 'Within tolerance' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  unit: { zh: '单位', en: 'Unit' },
  levels: { zh: '能耗等级', en: 'Energy level' },
  figure: { zh: 'kgce/t', en: 'kgce/t' },
  level: { zh: '等级（4 为超限额）', en: 'Level (4: beyond the limit)' },
  assumptions: { zh: '影响最大的假设', en: 'Assumptions that matter most' },
  low: { zh: '低值时', en: 'At its low end' },
  high: { zh: '高值时', en: 'At its high end' },
  warnings: { zh: '警告', en: 'Warning' },
  place: { zh: '位置', en: 'Place' },
  files: { zh: '输入文件', en: 'Input file' },
  context: { zh: '政策所言、无法判定者', en: 'Said by policies, not judged' },
  says: { zh: '内容', en: 'Says' },
} satisfies Record<string, Text>

type Row = Cell[]

/** What the figures rest on: documents, evidence, reconciliation, levels, warnings, files. */
export function groundsSheet(material: Material, name: string): Sheet {
  const { result, language } = material
  const word = (one: Text, look = looks.headLeft): Cell => text(one[language], look)
  const own = (one: Text, limit = 300): Cell => text(inert(one[language], limit), looks.text)
  const sources: Row[] = [
    [word(texts.sources), word(texts.address), word(texts.verified), word(texts.id)],
    ...result.sources.map(
      ({ id, title, url, verified }): Row => [
        own(title),
        text(url === undefined ? '' : inert(url, 500)),
        text(verified === undefined ? '' : inert(verified)),
        text(inert(id)),
      ],
    ),
  ]
  const blocks: Row[][] = [
    sources,
    evidence(result, language),
    reconciliation(result, language),
    levels(result, language),
    assumptions(result, language),
    context(result, language),
    [
      [word(texts.warnings), word(texts.place), word(texts.id)],
      ...result.warnings.map(
        ({ message, file, line, code }): Row => [
          own(message, 500),
          text(`${inert(file, 300)}:${line}`),
          text(code),
        ],
      ),
    ],
    [
      [word(texts.files), text('SHA-256', looks.headLeft)],
      ...result.scenario.files.map(({ path, sha256 }): Row => [text(inert(path, 300)), text(sha256)]),
    ],
  ]
  const table = blocks
    .filter((block, i) => i === 0 || block.length > 1)
    .flatMap((block, i) => (i === 0 ? block : [[], ...block]))
  const title = texts.title[language].replace('{scenario}', () => inert(result.scenario.title[language], 200))
  const scope = texts.scope[language]
    .replace('{gwp}', () => inert(result.conventions.gwp).toUpperCase())
    .replace('{prices}', String(result.conventions.prices))
  const bounds = [
    [20, 70],
    [12, 46],
    [12, 24],
    [10, 24],
    [8, 14],
    [8, 14],
  ] as const
  return {
    name,
    rows: [...opening(title, scope), ...table, ...sourceRows(material)],
    widths: widthsOf(table, bounds),
    frozen: { rows: 4, columns: 1 },
    head: 4,
  }
}

type Writer = (result: Result, language: 'zh' | 'en') => Row[]

const evidence: Writer = (result, language) => {
  const head: Row = [
    text(texts.evidence[language], looks.headLeft),
    text(texts.year[language], looks.head),
    ...evidenceClasses.map(({ letter, name }) => text(`${letter} ${name[language]}`, looks.head)),
  ]
  const rows = Object.entries(result.evidence).flatMap(([id, years]) =>
    Object.entries(years).map(
      ([year, grades]): Row => [
        text(inert(result.indicators[id]?.name[language] ?? id, 200)),
        { number: Number(year), look: { format: '0' } },
        ...evidenceClasses.map(
          ({ grades: wanted }): Cell => ({
            number: wanted.reduce((sum, grade) => sum + (grades[grade] ?? 0), 0),
            look: { format: '0.0%' },
          }),
        ),
      ],
    ),
  )
  return [head, ...rows]
}

const reconciliation: Writer = (result, language) => {
  const head = [texts.check, texts.year, texts.model, texts.against, texts.residual, texts.within, texts.unit]
  const cells = (
    name: Text,
    year: number,
    unit: string,
    model: number,
    against: number,
    within: boolean | undefined,
  ): Row => {
    const told = shown(unit, [model, against], language)
    const figure = (value: number): Cell => ({ number: value * told.by, look: { format: told.format } })
    return [
      text(inert(name[language], 200), looks.text),
      { number: year, look: { format: '0' } },
      figure(model),
      figure(against),
      against === 0 ? text('–') : { number: (model - against) / Math.abs(against), look: { format: '0.0%' } },
      text(within === undefined ? '' : texts[within ? 'yes' : 'no'][language]),
      text(told.label),
    ]
  }
  return [
    head.map((one) => text(one[language], looks.headLeft)),
    ...result.tables.observed.map((row) =>
      cells(row.name, row.year, row.unit, row.model, row.observed, undefined),
    ),
    ...result.tables.reconciliation.map((row) =>
      cells(row.name, row.year, row.unit, row.model, row.against, row.within),
    ),
  ]
}

const levels: Writer = (result, language) => [
  [texts.levels, texts.year, texts.figure, texts.level].map((one) => text(one[language], looks.headLeft)),
  ...result.levels.map(
    (row): Row => [
      text(inert(`${row.name[language]} (${row.ladderName[language]})`, 200), looks.text),
      { number: row.year, look: { format: '0' } },
      { number: row.figure, look: { format: '#,##0.0' } },
      { number: row.level, look: { format: '0' } },
    ],
  ),
]

const assumptions: Writer = (result, language) => {
  const found = result.assumptions
  const head = [texts.assumptions, texts.place, texts.low, texts.high, texts.unit]
  return [
    head.map((one) => text(one[language], looks.headLeft)),
    ...(found?.byLevel ?? []).map((row): Row => {
      const told = shown(found!.unit, row.level, language)
      const figure = (value: number): Cell => ({ number: value * told.by, look: { format: told.format } })
      return [
        text(inert(row.path, 300)),
        text(`${inert(row.file, 300)}:${row.line}`),
        figure(row.level[0]),
        figure(row.level[1]),
        text(told.label),
      ]
    }),
  ]
}

const context: Writer = (result, language) => [
  [texts.context, texts.says, texts.year, texts.id].map((one) => text(one[language], looks.headLeft)),
  ...result.context.map(
    (row): Row => [
      text(inert(row.name[language], 300), looks.text),
      text(
        row.says
          ? inert(row.says[language], 500)
          : row.value === undefined
            ? ''
            : `${row.value} ${inert(row.unit ?? '')}`,
        looks.text,
      ),
      row.year === undefined ? text('') : { number: row.year, look: { format: '0' } },
      text(inert(row.id)),
    ],
  ),
]
