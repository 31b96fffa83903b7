import { formatNumber, formatPercent, formatYears } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Language, Text } from '../../text/text.ts'
import { displayWidth, truncateWidth } from '../../text/width.ts'
import { amount, say } from '../figure.ts'
import { evidenceClasses } from '../grounds.ts'
import { type Ink, ink } from '../ink.ts'
import type { RenderOptions } from '../result.ts'
import { bond, hanging, wrap } from '../table.ts'
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

const words = {
  folded: { zh: '（--depth {n} 展开）', en: '(--depth {n} opens it)' },
  largest: { zh: '最大的 {n} 项', en: 'Ten largest parts' },
  evidence: { zh: '依据：', en: 'Evidence: ' },
  inputs: { zh: '{n} 个输入值，来源：', en: '{n} inputs, on the authority of: ' },
  more: { zh: '另 {n} 个来源（--verbose）', en: '{n} more (--verbose)' },
  ungraded: { zh: '未分级', en: 'ungraded' },
  read: { zh: '见过原文', en: 'original read' },
  'second-hand': { zh: '转引', en: 'second-hand' },
  unverified: { zh: '未核对原文', en: 'original not seen' },
  wrong: { zh: '错：', en: 'wrong: ' },
  right: { zh: '对：', en: 'right: ' },
  used: { zh: '谁用它：', en: 'Named by: ' },
  next: { zh: '还可以问：', en: 'Ask next: ' },
  sources: { zh: '来源', en: 'Sources' },
  again: { zh: '再算一次：', en: 'Again: ' },
  unit: { zh: '单位 {unit}', en: 'unit {unit}' },
  uncertain: { zh: '背后有 {n} 个不确定的数', en: 'uncertain numbers behind it: {n}' },
  single: { zh: '单次运行：{what} = {value}', en: 'the single run: {what} = {value}' },
  moving: {
    zh: '最能移动单次运行的输入（在各自范围的两端再算一次）',
    en: 'What moves the single run most (a run at both ends of each range)',
  },
  input: { zh: '它说的输入', en: 'The input that it belongs to' },
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  info: { zh: '提示', en: 'remark' },
} satisfies Record<string, Text>

interface Drawn {
  readonly language: Language
  readonly width: number
  readonly ink: Ink
  readonly verbose: boolean
}

/** An answer of `explain` as a page of at most 80 columns. */
export function explainText(explanation: Explanation, options: RenderOptions): string {
  const drawn: Drawn = {
    language: options.language,
    width: Math.max(40, Math.min(80, options.width)),
    ink: ink(options),
    verbose: options.verbose,
  }
  return `${lines(explanation, drawn).join('\n')}\n`.replaceAll(bond, ' ')
}

function lines(explanation: Explanation, drawn: Drawn): readonly string[] {
  const { language, width, ink } = drawn
  const plain = (text: string) => ink.plain(text)
  const name = inert(explanation.name[language])
  switch (explanation.kind) {
    case 'figure':
      return figureLines(explanation, drawn)
    case 'study':
      return studyLines(explanation, drawn)
    case 'entity':
      return entityLines(explanation, drawn)
    case 'code': {
      const [first = '', ...examples] = (explanation.help?.[language] ?? '').split('\n')
      const severity = words[explanation.severity as 'error'][language]
      return [
        ink.paint('strong', plain(`${severity} ${explanation.id} ${explanation.slug}`)),
        ...wrap(plain(explanation.message[language]), width - 2).map((line) => `  ${line}`),
        ...(first === '' ? [] : ['', ...wrap(plain(first), width - 2).map((line) => `  ${line}`)]),
        ...(examples.length === 0
          ? []
          : ['', ...examples.flatMap((line) => exampleLines(plain(line), drawn))]),
      ]
    }
    case 'indicator': {
      const values = Object.entries(explanation.values ?? {})
      return [
        ink.paint('strong', plain(`${explanation.id}  ${name}`)),
        ...hanging('  ', plain(explanation.about[language]), width),
        `  ${plain(say(words.unit, language, { unit: explanation.unit }))}`,
        ...values.map(([year, value]) => `  ${year}  ${plain(amount(value, explanation.unit, language))}`),
      ]
    }
    case 'rule':
      return [
        ink.paint('strong', plain(`${explanation.id}  ${name}`)),
        ...hanging('  ', plain(explanation.about[language]), width),
        ...explanation.fields.flatMap(({ key, about }) =>
          hanging(`  ${key}  `, plain(about[language]), width),
        ),
      ]
    case 'unit': {
      const { factor, canonical, others } = explanation
      return [
        ink.paint('strong', plain(`1 ${name} = ${number(factor, language)} ${canonical}`)),
        ...others.map((other) => plain(`  = ${number(other.factor, language)} ${other.unit}`)),
      ]
    }
    case 'list':
      return [
        ink.paint('strong', plain(name)),
        ...explanation.items.flatMap(({ id, about }) =>
          hanging(plain(`  ${inert(id, 200)}  `), plain(inert(about[language], 300)), width),
        ),
      ]
  }
}

const number = (value: number, language: Language): string =>
  formatNumber(value, language, { significant: 6 })

/** A wrong or right example, its label dressed. */
function exampleLines(line: string, { language, width, ink }: Drawn): readonly string[] {
  const wrong = line.startsWith(words.wrong[language])
  const label = wrong ? words.wrong[language] : words.right[language]
  const [first = '', ...more] = hanging(`  ${label}`, line.slice(label.length), width)
  return [ink.paint(wrong ? 'bad' : 'good', `  ${label}`) + first.slice(label.length + 2), ...more]
}

// --- figures ---

function figureLines(page: FigurePage, drawn: Drawn): readonly string[] {
  const { language, width, ink } = drawn
  const head = ink.plain(`${inert(page.id, 200)} = ${amount(page.value, page.unit, language)}`)
  const title = page.scenario.title[language]
  const county = page.scenario.county[language]
  const whose = ink.plain(inert(title.includes(county) ? title : `${county} · ${title}`))
  const blanks = width - displayWidth(head) - displayWidth(whose)
  const first =
    blanks >= 2
      ? [ink.paint('strong', head) + ' '.repeat(blanks) + ink.paint('quiet', whose)]
      : [ink.paint('strong', head), ...hanging('  ', whose, width).map((line) => ink.paint('quiet', line))]
  const about = page.about ? `${page.name[language]}：${page.about[language]}` : page.name[language]
  return [
    ...first,
    ...hanging('  ', ink.plain(inert(language === 'en' ? about.replace('：', ': ') : about, 400)), width),
    '',
    ...treeLines(page.tree, 0, drawn),
    ...contributionLines(page, drawn),
    '',
    ...groundLines(page, drawn),
  ]
}

/** Columns of names, before the figure. */
const nameColumns = 46

function treeLines(level: PlainLevel, depth: number, drawn: Drawn): readonly string[] {
  const { language, ink, width } = drawn
  const { how, terms } = level
  if (!terms || !how) return level.input ? inputLines(level.input, depth, drawn) : []
  const indent = '  '.repeat(depth + 1)
  if (overYears(how)) return [ink.paint('quiet', ink.plain(`${indent}${yearsLine(level, language)}`))]
  const own = how === 'sum' || how === 'product' || how === 'same' || how === 'power' || how === 'less'
  const head = own ? [] : [ink.paint('quiet', ink.plain(`${indent}${operationWords[how][language]}`))]
  const room = Math.min(nameColumns, width - 26)
  return [
    ...head,
    ...terms.flatMap((term, i) => {
      const sign = operator(how, term, i === 0)
      const year = term.year === undefined ? '' : ` @${term.year}`
      const weight =
        how === 'interpolation' || how === 'geometric' ? ` (${formatPercent(term.factor, language)})` : ''
      const name = inert(term.name[language]) + year + weight
      const left = truncateWidth(
        ink.plain(`${indent}${sign === '' ? (how === 'product' ? '  ' : '') : `${sign} `}${name}`),
        room,
        ink.cut,
      )
      const figure = ink.plain(
        amount(term.value, term.unit === '' ? '1x' : term.unit, language)
          .replace('1x', '')
          .trimEnd(),
      )
      const shown = showsPlain(term)
        ? ink.plain(formatNumber(term.value, language, { significant: 4 }))
        : figure
      const share =
        how === 'sum' && level.value !== 0
          ? formatPercent((term.factor * term.value) / level.value, language, { decimals: 0 })
          : ''
      const gap = ' '.repeat(Math.max(1, room - displayWidth(left) + 18 - displayWidth(shown)))
      const line = `${left}${gap}${shown}${share === '' ? '' : `  ${ink.plain(share)}`}`.trimEnd()
      const more = term.folded ? [] : treeLines(term, depth + 1, drawn)
      return [line, ...more]
    }),
  ]
}

/** A plain number (an adoption of 0.3 is a share, a warming potential of 265 is not). */
function showsPlain(term: PlainTerm): boolean {
  return term.unit === '' || (term.unit === '1' && (Math.abs(term.value) >= 1 || term.value === 0))
}

/** Where a number stands, on whose authority, and what it says there. */
function inputLines(input: PlainInput, depth: number, { language, width, ink }: Drawn): readonly string[] {
  const indent = '  '.repeat(depth + 1)
  const place =
    input.file === undefined ? input.path : `${input.file}${input.line === undefined ? '' : `:${input.line}`}`
  const letter = input.grade === undefined ? '' : `[${letterOf(input.grade)}] `
  const written = input.text === undefined ? '' : `  ${inert(input.text, 40)}`
  const source = input.title === undefined ? '' : `  ${inert(input.title[language], 60)}`
  return hanging(indent, ink.plain(`${letter}${inert(place, 200)}${written}${source}`), width).map((line) =>
    ink.paint('quiet', line),
  )
}

export function letterOf(grade: string): string {
  return evidenceClasses.find(({ grades }) => grades.includes(grade))?.letter ?? grade
}

/** A series in one line: its years, and its ends. */
export function yearsLine({ how, terms = [], unit }: PlainLevel, language: Language): string {
  const first = terms[0]
  const last = terms.at(-1)
  if (!first || !last || !how) return ''
  const years =
    first.year === undefined || last.year === undefined ? '' : formatYears(first.year, last.year, language)
  const values = `${amount(first.value, first.unit || unit, language)} … ${amount(last.value, last.unit || unit, language)}`
  return `${operationWords[how][language]} ${years}: ${values}`
}

function contributionLines(page: FigurePage, { language, width, ink }: Drawn): readonly string[] {
  if (page.contributions.length < 2) return []
  const room = Math.min(nameColumns, width - 26)
  return [
    '',
    ink.paint('quiet', ink.plain(`  ${say(words.largest, language, { n: page.contributions.length })}`)),
    ...page.contributions.map(({ name, value, share }) => {
      const left = truncateWidth(ink.plain(`  ${inert(name[language])}`), room, ink.cut)
      const shown = ink.plain(amount(value, page.unit, language))
      const gap = ' '.repeat(Math.max(1, room - displayWidth(left) + 18 - displayWidth(shown)))
      return `${left}${gap}${shown}  ${ink.plain(formatPercent(share, language, { decimals: 0 }))}`
    }),
  ]
}

function groundLines(page: FigurePage, { language, width, ink, verbose }: Drawn): readonly string[] {
  const shares = evidenceText(page.evidence, language)
  const shown = verbose ? page.sources : page.sources.slice(0, 5)
  const more = page.sources.length - shown.length
  return [
    ...(shares === '' ? [] : [ink.plain(`  ${words.evidence[language]}${shares}`)]),
    ...(page.command === undefined
      ? []
      : hanging('  ', ink.plain(`${words.again[language]}${inert(page.command, 400)}`), width)),
    ...(page.inputs === 0 ? [] : [ink.plain(`  ${say(words.inputs, language, { n: page.inputs })}`)]),
    ...shown.flatMap(({ inputs, title, verified, id }) => {
      const how =
        verified === undefined
          ? ''
          : `${language === 'zh' ? '，' : ', '}${words[verified as 'read']?.[language] ?? verified}`
      return hanging(
        `  ${String(inputs).padStart(6)}  `,
        ink.plain(
          `${inert(title[language], 120)}（${id}${how}）`
            .replace('（', language === 'zh' ? '（' : ' (')
            .replace('）', language === 'zh' ? '）' : ')'),
        ),
        width,
      )
    }),
    ...(more > 0
      ? [ink.paint('quiet', ink.plain(`          ${say(words.more, language, { n: more })}`))]
      : []),
  ]
}

/** `A 41%  B 33%`: classes of evidence by share. */
export function evidenceText(evidence: Readonly<Record<string, number>>, language: Language): string {
  const sizes = new Map<string, number>()
  for (const [grade, share] of Object.entries(evidence)) {
    const letter = grade === 'ungraded' ? words.ungraded[language] : letterOf(grade)
    sizes.set(letter, (sizes.get(letter) ?? 0) + share)
  }
  return [...sizes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([letter, share]) => `${letter} ${formatPercent(share, language, { decimals: 0 })}`)
    .join('  ')
}

// --- numbers of many runs ---

function studyLines(page: StudyPage, drawn: Drawn): readonly string[] {
  const { language, width, ink } = drawn
  const put = (text: string, head = '  ') => hanging(head, ink.plain(text), width)
  const quiet = (list: readonly string[]) => list.map((line) => ink.paint('quiet', line))
  const { single, interval, inputs } = page
  const title = page.scenario.title[language]
  return [
    ...put(`${inert(page.id, 200)} = ${pageAmount(page, language)}`, '').map((line) =>
      ink.paint('strong', line),
    ),
    ...put(`${inert(page.name[language])}${language === 'zh' ? '：' : ': '}${page.about[language]}`),
    ...(interval ? put(intervalText(page, interval, language)) : []),
    ...quiet(put(inert(title))),
    '',
    ...put(page.made[language]),
    ...put(say(words.uncertain, language, { n: formatNumber(page.uncertain, language) })),
    ...(single
      ? put(
          say(words.single, language, {
            what: inert(single.what, 200),
            value: studyAmount(single.value, single.unit, language),
          }),
        )
      : []),
    ...(inputs.length === 0
      ? []
      : [
          '',
          ...quiet(put(words[inputs.some(({ moves }) => moves) ? 'moving' : 'input'][language])),
          ...inputs.flatMap((input) => [
            ...put(studyInputText(input, single?.unit ?? page.unit, language), '    '),
            ...quiet(put(`${inert(input.file, 200)}:${input.line} ${inert(input.id, 200)}`, '      ')),
          ]),
        ]),
    ...(single?.page ? ['', ...groundLines(single.page, drawn)] : []),
    '',
    ...put(`${words.again[language]}${inert(page.command, 600)}`),
  ]
}

// --- entities ---

function entityLines(page: EntityPage, drawn: Drawn): readonly string[] {
  const { language, width, ink } = drawn
  const plain = (text: string) => ink.plain(text)
  const list = language === 'zh' ? '、' : ', '
  return [
    ink.paint(
      'strong',
      plain(`${page.what[language]} ${inert(page.id, 200)}  ${inert(page.name[language])}`),
    ),
    '',
    ...page.rows.flatMap((row) => [
      ...hanging(plain(`  ${inert(row.key, 120)}: `), plain(inert(row.text, 400)), width),
      ink.paint(
        'quiet',
        plain(
          `      ${row.grade === undefined ? '' : `[${letterOf(row.grade)}] `}${inert(row.file, 200)}:${row.line}${row.source === undefined ? '' : `  ${inert(row.source)}`}`,
        ),
      ),
    ]),
    ...(page.used.length === 0
      ? []
      : [
          '',
          ...page.used.flatMap(({ what, ids }) =>
            hanging(
              plain(`  ${words.used[language]}${what[language]} `),
              plain(ids.map((id) => inert(id)).join(list)),
              width,
            ),
          ),
        ]),
    ...(page.sources.length === 0
      ? []
      : [
          '',
          ink.paint('quiet', plain(`  ${words.sources[language]}`)),
          ...page.sources.flatMap(({ id, title, url, verified }) => {
            const parts = [
              inert(title[language], 200),
              ...(url === undefined ? [] : [inert(url, 200)]),
              ...(verified === undefined ? [] : [words[verified as 'read']?.[language] ?? verified]),
            ]
            return hanging(
              plain(`  ${inert(id)}: `),
              plain(parts.join(language === 'zh' ? '；' : '; ')),
              width,
            )
          }),
        ]),
    ...(page.figures.length === 0
      ? []
      : [
          '',
          ...hanging(
            plain(`  ${words.next[language]}`),
            plain(
              page.figures
                .map((id) =>
                  id.includes('.of.') || id.startsWith('activity') || id.startsWith('balance')
                    ? `${id}@2030`
                    : id,
                )
                .join(', '),
            ),
            width,
          ),
        ]),
  ]
}
