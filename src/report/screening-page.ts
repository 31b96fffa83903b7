import { formatNumber } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { displayWidth } from '../text/width.ts'
import { boughtWords } from './admission-page.ts'
import { amount, decimalsOf, say } from './figure.ts'
import { ink, type Role } from './ink.ts'
import type { RenderOptions } from './result.ts'
import { queued, type ScreenedProject, type ScreeningResult } from './screening.ts'
import { bond, type Cell, type Column, hanging, layout } from './table.ts'

const texts = {
  title: {
    zh: '{scenario}：{n} 个没有运行的项目，判到 {until} 年',
    en: '{scenario}: {n} projects that do not run, judged to {until}',
  },
  set: { zh: '一起放得下 {n} 个，增加值合计 {value}', en: '{n} fit together, value added {value} in all' },
  none: { zh: '一个也放不下', en: 'none of them fits' },
  nothing: { zh: '没有可筛选的项目', en: 'there is no project to screen' },
  unverified: { zh: '注意：整体重算没有通过', en: 'beware: the set did not hold when it was run' },
  project: { zh: '项目', en: 'Project' },
  start: { zh: '投产', en: 'Start' },
  alone: { zh: '单独', en: 'Alone' },
  together: { zh: '组合', en: 'Set' },
  value: { zh: '增加值', en: 'Value added' },
  in: { zh: '进', en: 'in' },
  out: { zh: '-', en: '-' },
  admitted: { zh: '放得下', en: 'fits' },
  conditions: { zh: '有条件', en: 'conditions' },
  refused: { zh: '放不下', en: 'no' },
  why: { zh: '为什么放不下', en: 'What stands against them' },
  queue: {
    zh: '每单位稀缺资源换来的增加值（{unit}，满产年）',
    en: 'Value added for what is short ({unit}, in the settled year)',
  },
  frees: { zh: '腾出', en: 'frees' },
  freed: { zh: '关停一个，能放进来的', en: 'What enters when a unit closes' },
  freedRow: {
    zh: '{from} 年关停{unit}：放进{enters}；增加值 +{value}，关停损失 {lost}',
    en: 'close {unit} in {from}: {enters} enter; value added +{value}, lost {lost}',
  },
  noFreed: { zh: '关停任何一个设施，都放不进更多项目', en: 'no single closure lets more in' },
  skipped: { zh: '没有筛选：', en: 'Not screened: ' },
  skippedRow: { zh: '{name}（{why}）', en: '{name} ({why})' },
} satisfies Record<string, Text>

const word = (text: Text, language: Language) => inert(text[language], 600)
const list = (language: Language) => (language === 'zh' ? '、' : ', ')
const roles = { admitted: 'good', conditions: 'warn', refused: 'bad' } as const satisfies Record<string, Role>

function title(result: ScreeningResult, language: Language): string {
  return say(texts.title, language, {
    scenario: word(result.scenario.title, language),
    n: result.projects.length,
    until: result.until,
  })
}

function setSentence(result: ScreeningResult, language: Language): string {
  const { ids, valueAdded, verified } = result.set
  const value = amount(valueAdded, result.valueUnit, language)
  if (result.projects.length === 0) return texts.nothing[language]
  const head = ids.length === 0 ? texts.none[language] : say(texts.set, language, { n: ids.length, value })
  return verified ? head : `${head}${language === 'zh' ? '；' : '; '}${texts.unverified[language]}`
}

/** Rows in the order of the queue: what fits together first, then by value added per tce. */
function ranked(result: ScreeningResult): readonly ScreenedProject[] {
  const yieldOf = (project: ScreenedProject) =>
    project.yields['energy.controlled']?.value ?? (project.valueAdded === undefined ? 0 : Number.MAX_VALUE)
  return [...result.projects].sort(
    (a, b) => Number(b.inSet) - Number(a.inSet) || yieldOf(b) - yieldOf(a) || (a.id < b.id ? -1 : 1),
  )
}

/** Figures of the queue: yuan per unit, or the word that it frees. */
function yieldText(project: ScreenedProject, indicator: string, language: Language): string {
  const found = project.yields[indicator]
  if (found) return formatNumber(found.value, language, { decimals: decimalsOf([found.value]) })
  const adds = project.adds[indicator]
  return adds && adds.value < -1e-9 ? texts.frees[language] : '-'
}

function freedSentences(result: ScreeningResult, language: Language): readonly string[] {
  return result.freed.map(({ units, enters, from, valueAdded, lost, bought }) => {
    const row = say(texts.freedRow, language, {
      from,
      unit: units.map(({ name }) => word(name, language)).join(list(language)),
      enters: enters.map(({ name }) => word(name, language)).join(list(language)) || '-',
      value: amount(valueAdded, result.valueUnit, language),
      lost: amount(lost, result.valueUnit, language),
    })
    return bought ? row + boughtWords(bought, language) : row
  })
}

function skippedSentence(result: ScreeningResult, language: Language): string | undefined {
  if (result.skipped.length === 0) return undefined
  const rows = result.skipped.map(({ name, why }) =>
    say(texts.skippedRow, language, { name: word(name, language), why: word(why, language) }),
  )
  return texts.skipped[language] + rows.join(list(language))
}

export function screeningText(result: ScreeningResult, options: RenderOptions): string {
  const { language } = options
  const pen = ink(options)
  const width = Math.max(40, Math.min(80, options.width))
  const rows = ranked(result)
  const quiet = (text: string): Cell => ({ text: pen.plain(text), role: 'quiet' })
  const head = [texts.project, texts.start, texts.alone, texts.together, texts.value].map((text) =>
    quiet(text[language]),
  )
  const body = rows.map((project): Cell[] => [
    { text: pen.plain(word(project.name, language)) },
    { text: project.start === undefined ? '-' : String(Math.floor(project.start)) },
    {
      text: `${pen.sign(roles[project.verdict])}${texts[project.verdict][language]}`,
      role: roles[project.verdict],
    },
    { text: project.inSet ? texts.in[language] : '-', role: project.inSet ? 'good' : undefined },
    {
      text: pen.plain(
        project.valueAdded === undefined ? '-' : amount(project.valueAdded, result.valueUnit, language),
      ),
    },
  ])
  const widest = (cells: readonly (readonly Cell[])[], i: number) =>
    Math.max(...cells.map((row) => displayWidth(row[i]?.text ?? '')))
  const all = [head, ...body]
  const rest = [1, 2, 3, 4].reduce((sum, i) => sum + widest(all, i) + 2, 0)
  const columns: Column[] = [
    { side: 'left', least: 12, most: Math.max(12, width - rest), gap: 0 },
    { side: 'right', gap: 2 },
    { side: 'left', gap: 2 },
    { side: 'left', gap: 2 },
    { side: 'right', gap: 2 },
  ]
  const why = rows.flatMap((project) =>
    project.reasons.slice(0, options.verbose ? 99 : 2).map((reason, i) => {
      const left =
        i === 0 ? `  ${pen.plain(word(project.name, language))}${language === 'zh' ? '：' : ': '}` : '    '
      return { left, text: pen.plain(word(reason.text, language)) }
    }),
  )
  const parts = [
    [
      ...hanging('', pen.plain(title(result, language)), width).map((line) => pen.paint('strong', line)),
      '',
      ...hanging('', pen.plain(setSentence(result, language)), width),
      ...(rows.length === 0
        ? []
        : hanging('', pen.plain(word(result.set.method, language)), width).map((line) =>
            pen.paint('quiet', line),
          )),
    ],
    rows.length === 0 ? [] : layout(all, columns, pen),
    queueLines(rows, options),
    why.length === 0
      ? []
      : [texts.why[language], ...why.flatMap(({ left, text }) => hanging(left, text, width))],
    [
      texts.freed[language],
      ...(result.freed.length === 0
        ? [`  ${texts.noFreed[language]}`]
        : freedSentences(result, language).flatMap((text, i) =>
            hanging(`  ${i + 1}  `, pen.plain(text), width),
          )),
    ],
    ((text) =>
      text === undefined ? [] : hanging('', pen.plain(text), width).map((line) => pen.paint('quiet', line)))(
      skippedSentence(result, language),
    ),
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
    .replaceAll(bond, ' ')
}

function queueLines(rows: readonly ScreenedProject[], options: RenderOptions): string[] {
  const width = Math.max(40, Math.min(80, options.width))
  const { language } = options
  const pen = ink(options)
  const used = queued.filter(({ indicator }) => rows.some(({ adds }) => adds[indicator]))
  if (used.length === 0 || rows.every(({ yields }) => Object.keys(yields).length === 0)) return []
  const head: Cell[] = [
    { text: '' },
    ...used.map(({ name }): Cell => ({ text: pen.plain(name[language]), role: 'quiet' })),
  ]
  const body = rows.map((project): Cell[] => [
    { text: pen.plain(`  ${word(project.name, language)}`) },
    ...used.map(({ indicator }): Cell => ({ text: pen.plain(yieldText(project, indicator, language)) })),
  ])
  const all = [head, ...body]
  const rest = used.reduce(
    (sum, _, i) => sum + Math.max(...all.map((row) => displayWidth(row[i + 1]?.text ?? ''))) + 2,
    0,
  )
  const columns: Column[] = [
    { side: 'left', least: 10, most: Math.max(10, width - rest), gap: 0 },
    ...used.map((): Column => ({ side: 'right', gap: 2 })),
  ]
  const unit = language === 'zh' ? '元' : 'yuan'
  return [say(texts.queue, language, { unit }), ...layout(all, columns, pen)]
}

export function screeningMarkdown(result: ScreeningResult, language: Language): string {
  const rows = ranked(result)
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  const used = queued.filter(({ indicator }) => rows.some(({ adds }) => adds[indicator]))
  const heads = [texts.project, texts.start, texts.alone, texts.together, texts.value].map(
    (text) => text[language],
  )
  const lines = [
    `### ${title(result, language)}`,
    '',
    `**${setSentence(result, language)}**`,
    '',
    word(result.set.method, language),
    '',
    `| ${[...heads, ...used.map(({ name }) => name[language])].join(' | ')} |`,
    `| --- | ---: | --- | --- | ---: |${used.map(() => ' ---: |').join('')}`,
    ...rows.map((project) => {
      const cells = [
        cell(word(project.name, language)),
        project.start === undefined ? '-' : String(Math.floor(project.start)),
        texts[project.verdict][language],
        project.inSet ? texts.in[language] : '-',
        project.valueAdded === undefined ? '-' : amount(project.valueAdded, result.valueUnit, language),
        ...used.map(({ indicator }) => yieldText(project, indicator, language)),
      ]
      return `| ${cells.join(' | ')} |`
    }),
    '',
    say(texts.queue, language, { unit: language === 'zh' ? '元' : 'yuan' }),
    '',
    `**${texts.why[language]}**`,
    '',
    ...rows.flatMap((project) =>
      project.reasons
        .slice(0, 3)
        .map(
          (reason) =>
            `- ${word(project.name, language)}${language === 'zh' ? '：' : ': '}${word(reason.text, language)}`,
        ),
    ),
    '',
    `**${texts.freed[language]}**`,
    '',
    ...(result.freed.length === 0
      ? [texts.noFreed[language]]
      : freedSentences(result, language).map((text, i) => `${i + 1}. ${text}`)),
  ]
  const skipped = skippedSentence(result, language)
  if (skipped) lines.push('', skipped)
  return `${lines.join('\n')}\n`
}
