import { inert } from '../../../text/inert.ts'
import type { Language, Text } from '../../../text/text.ts'
import { amount } from '../../figure.ts'
import type { Result } from '../../result.ts'
import { verdicts } from '../../verdict.ts'
import type { Cell, Sheet } from '../sheet.ts'
import { looks, type Material, opening, shown, sourceRows, text, widthsOf } from './layout.ts'

const texts = {
  projects: { zh: '{scenario}：项目', en: '{scenario}: projects' },
  projectScope: {
    zh: '开工、投产与负荷爬坡；没有写年份的，由情景决定',
    en: 'status, start, end and ramp; a year that is not given is left to the scenario',
  },
  measures: { zh: '{scenario}：措施与改动', en: '{scenario}: measures and changes' },
  measureScope: {
    zh: '与“{reference}”相比，本情景改了什么；每行带文件与行号',
    en: 'what this scenario changes against “{reference}”, each with its file and line',
  },
  noReference: { zh: '本情景没有参照情景', en: 'this scenario has no reference' },
  comparison: { zh: '{scenario}：对比', en: '{scenario}: comparison' },
  comparisonScope: { zh: '与参照情景“{reference}”相比', en: 'against the reference “{reference}”' },
  severalScope: { zh: '本工作簿里的各情景', en: 'the scenarios of this workbook' },
  name: { zh: '名称', en: 'Name' },
  status: { zh: '状态', en: 'Status' },
  included: { zh: '列入', en: 'Included' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  start: { zh: '投产', en: 'Start' },
  end: { zh: '退出', en: 'End' },
  ramp: { zh: '爬坡', en: 'Ramp' },
  replaces: { zh: '替代', en: 'Replaces' },
  id: { zh: '编号', en: 'Id' },
  path: { zh: '键', en: 'Key' },
  before: { zh: '原值', en: 'Before' },
  after: { zh: '新值', en: 'After' },
  file: { zh: '文件', en: 'File' },
  line: { zh: '行', en: 'Line' },
  item: { zh: '指标', en: 'Figure' },
  value: { zh: '差值', en: 'Difference' },
  peakYear: { zh: '达峰年份（年）', en: 'peak year (years)' },
  peakValue: { zh: '峰值', en: 'peak' },
  in2030: { zh: '2030 年 CO₂', en: 'CO₂ in 2030' },
  residual: { zh: '末年净排放', en: 'net emissions of the last year' },
  present: { zh: '总费用现值', en: 'present cost' },
  sales: { zh: '销售收入现值', en: 'present sales' },
  net: { zh: '净费用现值', en: 'present net cost' },
  avoided: { zh: '累计减排', en: 'avoided, all years' },
  perTonne: { zh: '每吨减排净费用', en: 'net cost per tonne avoided' },
  none: { zh: '没有。', en: 'None.' },
  scenario: { zh: '情景', en: 'Scenario' },
  answer: { zh: '结论', en: 'Answers' },
  unit: { zh: '单位', en: 'Unit' },
} satisfies Record<string, Text>

/** How far a project is (docs/format.md). */
const statuses: Readonly<Record<string, Text>> = {
  operating: { zh: '已投产', en: 'operating' },
  building: { zh: '在建', en: 'building' },
  approved: { zh: '已批', en: 'approved' },
  planned: { zh: '拟建', en: 'planned' },
  idea: { zh: '设想', en: 'idea' },
}

/** The word for how far a project is; a status that has none stays as it is written. */
export const statusWord = (status: string, language: Language): string =>
  statuses[status]?.[language] ?? inert(status)

const fill = (one: Text, language: Language, value: string) => one[language].replace(/\{\w+\}/, () => value)

const year = (value: number | undefined): Cell =>
  value === undefined
    ? text('–', { align: 'right' })
    : { number: value, look: { format: Number.isInteger(value) ? '0' : '0.0' } }

function listSheet(
  name: string,
  material: Material,
  title: string,
  scope: string,
  head: readonly Text[],
  rows: readonly (readonly Cell[])[],
  bounds: readonly (readonly [number, number])[],
): Sheet {
  const { language } = material
  const heads = head.map((one) => text(one[language], looks.headLeft))
  const body = rows.length > 0 ? rows : [[text(texts.none[language], looks.quiet)]]
  return {
    name,
    rows: [...opening(title, scope), heads, ...body, ...sourceRows(material)],
    widths: widthsOf([heads, ...rows], bounds),
    frozen: { rows: 4, columns: 1 },
    head: 4,
  }
}

/** Every project, whether it runs or not. */
export function projectSheet(material: Material, name: string): Sheet {
  const { result, language } = material
  const title = fill(texts.projects, language, inert(result.scenario.title[language], 200))
  const rows = result.projects.map((project): Cell[] => [
    text(inert(project.name[language], 200)),
    text(statusWord(project.status, language)),
    text(texts[project.included ? 'yes' : 'no'][language]),
    year(project.start),
    year(project.end),
    text((project.ramp ?? []).map((share) => `${Number((share * 100).toFixed(1))}%`).join(' → ')),
    text(project.replaces.map((id) => inert(id)).join(', ')),
    text(inert(project.id)),
  ])
  const head = [
    texts.name,
    texts.status,
    texts.included,
    texts.start,
    texts.end,
    texts.ramp,
    texts.replaces,
    texts.id,
  ]
  return listSheet(name, material, title, texts.projectScope[language], head, rows, [
    [16, 44],
    [8, 12],
    [6, 10],
    [8, 8],
    [8, 8],
    [8, 30],
    [8, 30],
    [8, 30],
  ])
}

/** What the scenario changes against its reference. */
export function measureSheet(material: Material, name: string): Sheet {
  const { result, language } = material
  const { changes } = result
  const title = fill(texts.measures, language, inert(result.scenario.title[language], 200))
  const scope = changes
    ? fill(texts.measureScope, language, inert(changes.reference.title[language], 200))
    : texts.noReference[language]
  const rows = (changes?.inputs ?? []).map((input): Cell[] => [
    text(inert(input.path, 300)),
    text(inert(input.before, 500), looks.text),
    text(inert(input.after, 500), looks.text),
    text(inert(input.file, 300)),
    { number: input.line, look: { format: '0' } },
  ])
  const head = [texts.path, texts.before, texts.after, texts.file, texts.line]
  return listSheet(name, material, title, scope, head, rows, [
    [16, 50],
    [10, 40],
    [10, 40],
    [16, 50],
    [6, 8],
  ])
}

/** Differences to the reference, and the scenarios of the workbook side by side. */
export function comparisonSheet(material: Material, name: string): Sheet {
  const { result, all, language } = material
  const title = fill(texts.comparison, language, inert(result.scenario.title[language], 200))
  const { changes } = result
  const rows: Cell[][] = []
  if (changes) {
    const add = (label: Text, value: number, unit: string) => {
      const told = shown(unit, [value], language)
      rows.push([
        text(label[language]),
        { number: value * told.by, look: { format: told.format } },
        text(told.label),
      ])
    }
    rows.push([text(texts.peakYear[language]), { number: changes.peakYear, look: { format: '0' } }, text('')])
    add(texts.peakValue, changes.peakValue, result.peak.unit)
    add(texts.in2030, changes.co2In2030, result.peak.unit)
    add(texts.residual, changes.residual, result.neutrality.unit)
    const { cost } = changes
    if (cost) {
      add(texts.present, cost.present, cost.unit)
      add(texts.sales, cost.sales, cost.unit)
      add(texts.net, cost.net, cost.unit)
      add(texts.avoided, cost.avoided, result.neutrality.unit)
      // Money a tonne is small: it keeps the unit of the result.
      if (cost.perTonne !== undefined)
        rows.push([
          text(texts.perTonne[language]),
          { number: cost.perTonne, look: { format: '#,##0.0' } },
          text(inert(cost.perTonneUnit)),
        ])
    }
  }
  const several = all.length > 1 ? sideBySide(all, language) : []
  const scope = changes
    ? fill(texts.comparisonScope, language, inert(changes.reference.title[language], 200))
    : all.length > 1
      ? texts.severalScope[language]
      : texts.noReference[language]
  const sheet = listSheet(name, material, title, scope, [texts.item, texts.value, texts.unit], rows, [
    [16, 44],
    [12, 24],
    [12, 60],
  ])
  return { ...sheet, rows: [...sheet.rows.slice(0, -2), ...several, ...sourceRows(material)] }
}

function sideBySide(all: readonly Result[], language: Language): Cell[][] {
  const head = [texts.scenario, texts.peakValue, texts.answer].map((one) =>
    text(one[language], looks.headLeft),
  )
  const rows = all.map((result): Cell[] => [
    text(inert(result.scenario.title[language], 200)),
    text(amount(result.peak.value, result.peak.unit, language), { align: 'right' }),
    text(
      verdicts(result, language)
        .map(({ head: answer }) => answer)
        .join(language === 'zh' ? '；' : '; '),
    ),
  ])
  return [[], head, ...rows]
}
