import { formatPercent } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Language, Text } from '../../text/text.ts'
import { amount, say } from '../figure.ts'
import { markdownText } from '../markdown.ts'
import type { RenderOptions } from '../result.ts'
import { bond } from '../table.ts'
import type {
  EntityPage,
  Explanation,
  FigurePage,
  PlainInput,
  PlainLevel,
  PlainTerm,
  StudyPage,
} from './explanation.ts'
import { operationWords, operator, overYears } from './operators.ts'
import { intervalText, pageAmount, studyAmount, studyInputText } from './study-words.ts'
import { evidenceText, letterOf, yearsLine } from './text.ts'

const words = {
  part: { zh: '部分', en: 'part' },
  value: { zh: '数值', en: 'value' },
  share: { zh: '份额', en: 'share' },
  field: { zh: '项', en: 'field' },
  place: { zh: '出处', en: 'place' },
  evidence: { zh: '依据', en: 'Evidence' },
  inputs: { zh: '{n} 个输入值', en: '{n} inputs' },
  sources: { zh: '来源', en: 'Sources' },
  factor: { zh: '换算', en: 'factor' },
  unit: { zh: '单位', en: 'unit' },
  name: { zh: '名字', en: 'name' },
  about: { zh: '说明', en: 'about' },
} satisfies Record<string, Text>

/** An answer of `explain` as Markdown: a tree as nested lists, so that it folds and wraps wherever it is shown. */
export function explainMarkdown(explanation: Explanation, { language }: RenderOptions): string {
  return `${lines(explanation, language).join('\n')}\n`.replaceAll(bond, ' ')
}

function studyLines(page: StudyPage, language: Language): readonly string[] {
  const { single, interval, inputs } = page
  const colon = language === 'zh' ? '：' : ': '
  return [
    `### \`${markdownText(inert(page.id, 200))}\` = ${markdownText(pageAmount(page, language))}`,
    '',
    `${safe(page.name[language])}${colon}${markdownText(page.about[language])}`,
    ...(interval ? ['', markdownText(intervalText(page, interval, language))] : []),
    '',
    `- ${safe(page.scenario.title[language])}${colon}${markdownText(page.made[language])}`,
    ...(single
      ? [
          `- \`${markdownText(inert(single.what, 200))}\` = ${markdownText(studyAmount(single.value, single.unit, language))}`,
        ]
      : []),
    ...inputs.map(
      (input) =>
        `- ${markdownText(studyInputText(input, single?.unit ?? page.unit, language))} (${safe(input.file)}:${input.line})`,
    ),
    ...(single?.page?.sources ?? []).map(({ title, id }) => `- ${safe(title[language])} (${safe(id)})`),
    '',
    `\`${markdownText(inert(page.command, 600))}\``,
  ]
}

const safe = (text: string, most = 200) => markdownText(inert(text, most))

function lines(explanation: Explanation, language: Language): readonly string[] {
  const name = safe(explanation.name[language])
  switch (explanation.kind) {
    case 'figure':
      return figureLines(explanation, language)
    case 'study':
      return studyLines(explanation, language)
    case 'entity':
      return entityLines(explanation, language)
    case 'code': {
      const [first = '', ...examples] = (explanation.help?.[language] ?? '').split('\n')
      return [
        `### ${explanation.id} \`${explanation.slug}\``,
        '',
        `> ${markdownText(explanation.message[language])}`,
        '',
        markdownText(first),
        ...(examples.length === 0 ? [] : ['', '```yaml', ...examples.map((line) => `# ${line}`), '```']),
      ]
    }
    case 'indicator':
      return [
        `### \`${explanation.id}\` ${name}`,
        '',
        markdownText(explanation.about[language]),
        ...(explanation.values
          ? [
              '',
              ...table(
                [explanation.unit, ''],
                Object.entries(explanation.values).map(([year, value]) => [
                  year,
                  amount(value, explanation.unit, language),
                ]),
              ),
            ]
          : []),
      ]
    case 'rule':
      return [
        `### \`${explanation.id}\` ${name}`,
        '',
        markdownText(explanation.about[language]),
        '',
        ...table(
          [words.field[language], words.about[language]],
          explanation.fields.map(({ key, about }) => [`\`${key}\``, markdownText(about[language])]),
        ),
      ]
    case 'unit':
      return [
        `### 1 ${name} = ${explanation.factor} ${explanation.canonical}`,
        '',
        ...table(
          [words.factor[language], words.unit[language]],
          explanation.others.map(({ factor, unit }) => [String(factor), unit]),
        ),
      ]
    case 'list':
      return [
        `### ${name}`,
        '',
        ...table(
          [words.name[language], words.about[language]],
          explanation.items.map(({ id, about }) => [`\`${safe(id)}\``, safe(about[language], 300)]),
        ),
      ]
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...rows.map(row)]
}

function figureLines(page: FigurePage, language: Language): readonly string[] {
  const { id, value, unit, scenario, tree } = page
  const evidence = evidenceText(page.evidence, language)
  return [
    `### \`${safe(id)}\` = ${amount(value, unit, language)}`,
    '',
    `${safe(page.name[language])}（${safe(scenario.county[language])}，${safe(scenario.title[language])}）`,
    ...(page.about ? ['', markdownText(page.about[language])] : []),
    '',
    ...treeLines(tree, 0, language),
    ...(page.contributions.length < 2
      ? []
      : [
          '',
          ...table(
            [words.part[language], words.value[language], words.share[language]],
            page.contributions.map(({ name, value, share }) => [
              safe(name[language]),
              amount(value, unit, language),
              formatPercent(share, language, { decimals: 0 }),
            ]),
          ),
        ]),
    '',
    ...(evidence === '' ? [] : [`${words.evidence[language]}: ${evidence}`, '']),
    `${say(words.inputs, language, { n: page.inputs })}. ${words.sources[language]}:`,
    '',
    ...page.sources.map(
      ({ title, url, id, inputs }) =>
        `- ${safe(title[language])} (\`${id}\`, ${inputs})${url === undefined ? '' : ` <${encodeURI(inert(url, 300)).replaceAll('>', '%3E').replaceAll('<', '%3C')}>`}`,
    ),
  ]
}

function treeLines(level: PlainLevel, depth: number, language: Language): readonly string[] {
  const { how, terms } = level
  const indent = '  '.repeat(depth)
  if (!how || !terms) return []
  if (overYears(how)) return [`${indent}- ${markdownText(yearsLine(level, language))}`]
  const own = how === 'sum' || how === 'product' || how === 'same' || how === 'power' || how === 'less'
  const head = own ? [] : [`${indent}- *${operationWords[how][language]}*`]
  return [
    ...head,
    ...terms.flatMap((term, i) => [
      `${indent}- ${termLine(how, term, i === 0, language)}`,
      ...treeLines(term, depth + 1, language),
    ]),
  ]
}

function termLine(how: PlainLevel['how'], term: PlainTerm, first: boolean, language: Language): string {
  const sign = operator(how, term, first)
  const weight =
    how === 'interpolation' || how === 'geometric' ? ` (${formatPercent(term.factor, language)})` : ''
  const year = term.year === undefined ? '' : ` @${term.year}`
  const figure =
    term.unit === '' || (term.unit === '1' && (Math.abs(term.value) >= 1 || term.value === 0))
      ? String(Number(term.value.toPrecision(6)))
      : amount(term.value, term.unit, language)
  return `${sign === '' ? '' : `${markdownText(sign)} `}${safe(term.name[language])}${year}${weight} **${figure}**${term.input ? placeOf(term.input, language) : ''}`
}

function placeOf(input: PlainInput, language: Language): string {
  const place = input.file === undefined ? input.path : `${input.file}:${input.line ?? 1}`
  const grade = input.grade === undefined ? '' : ` \\[${letterOf(input.grade)}\\]`
  const title = input.title === undefined ? '' : ` ${safe(input.title[language], 80)}`
  return `${grade} \`${inert(place, 200).replaceAll('`', "'")}\`${title}`
}

function entityLines(page: EntityPage, language: Language): readonly string[] {
  return [
    `### ${page.what[language]} \`${safe(page.id)}\` ${safe(page.name[language])}`,
    '',
    ...table(
      [words.field[language], words.value[language], words.place[language]],
      page.rows.map((row) => [
        `\`${safe(row.key)}\``,
        safe(row.text, 300),
        `${row.grade === undefined ? '' : `\\[${letterOf(row.grade)}\\] `}\`${inert(row.file, 200).replaceAll('`', "'").replaceAll('|', '')}:${row.line}\``,
      ]),
    ),
    ...(page.used.length === 0
      ? []
      : [
          '',
          ...page.used.map(
            ({ what, ids }) => `- ${what[language]}: ${ids.map((id) => `\`${safe(id)}\``).join(', ')}`,
          ),
        ]),
    ...(page.sources.length === 0
      ? []
      : ['', ...page.sources.map(({ id, title }) => `- \`${safe(id)}\` ${safe(title[language])}`)]),
  ]
}
