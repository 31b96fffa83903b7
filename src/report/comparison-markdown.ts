import { formatNumber, formatPercent, printed } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import type { Comparison, Pair, Share } from './compare.ts'
import { letterOf, rowsOf, sheetOf, comparisonTexts as words } from './comparison-page.ts'
import { amount, decimalsOf, isYears, say, scaleOf } from './figure.ts'
import type { RenderOptions } from './result.ts'
import { bond } from './table.ts'

const texts = {
  heading: { zh: '{others} 与 {a} 比较', en: '{others} against {a}' },
  input: { zh: '输入', en: 'Input' },
  before: { zh: '原来', en: 'Before' },
  after: { zh: '现在', en: 'Now' },
  place: { zh: '位置', en: 'Place' },
  part: { zh: '部分', en: 'Part' },
  change: { zh: '变化', en: 'Change' },
} satisfies Record<string, Text>

/** A text that a user wrote, harmless inside a table of Markdown. */
export function markdownCell(text: string): string {
  return inert(text, 200).replace(/[\\`*_[\]<>|#]/g, (sign) => (sign === '<' ? '&lt;' : `\\${sign}`))
}

function table(head: readonly string[], sides: string, rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = [...sides].map((side) => (side === 'r' ? '---:' : '---'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

/** A comment for a pull request: the first line says it, tables fold. */
export function comparisonMarkdown(comparison: Comparison, options: RenderOptions): string {
  const { language } = options
  const sheet = sheetOf(comparison, options)
  const { scenarios } = comparison
  const title = (i: number) => `${markdownCell(scenarios[i]!.title[language])} (${letterOf(i)})`
  const others = scenarios
    .slice(1)
    .map((_, i) => title(i + 1))
    .join(words.comma[language])
  const two = scenarios.length === 2
  const parts = [`### ${say(texts.heading, language, { others, a: title(0) })}`]
  const head = [
    '',
    ...scenarios.map((_, i) => letterOf(i)),
    ...(two ? ['B − A', '%'] : []),
    words.unit[language],
  ]
  const rows = rowsOf(sheet).map(({ name, values, unit }) => {
    const years = isYears(unit)
    const scale = years
      ? { label: words.year[language], by: 1 }
      : scaleOf(unit, language, Math.max(...values.map(Math.abs)))
    const decimals = years ? 0 : decimalsOf(values.map((value) => value * scale.by))
    const number = (value: number) => formatNumber(value * scale.by, language, { decimals, group: !years })
    const difference = (values[1] ?? 0) - values[0]!
    const share =
      years || values[0] === 0 || difference === 0
        ? ''
        : formatPercent(difference / Math.abs(values[0]!), language, { decimals: 1 })
    return [
      markdownCell(name),
      ...values.map(number),
      ...(two ? [difference === 0 ? '0' : `**${number(difference)}**`, share] : []),
      scale.label,
    ]
  })
  parts.push(table(head, `l${'r'.repeat(head.length - 2)}l`, rows))
  for (const [i, pair] of comparison.pairs.entries())
    parts.push(...pairParts(comparison, pair, i + 1, language))
  return `${parts.join('\n\n')}\n`.replaceAll(bond, ' ')
}

function pairParts(comparison: Comparison, pair: Pair, i: number, language: Language): string[] {
  const b = letterOf(i)
  const parts: string[] = []
  if (pair.differing === 0)
    parts.push(say(words.same, language, { n: Object.keys(comparison.indicators).length }))
  const names = (ids: readonly string[]) =>
    ids
      .map((id) => markdownCell(comparison.targets.find((target) => target.id === id)?.name[language] ?? id))
      .join(words.comma[language])
  if (pair.gained.length > 0) parts.push(`✓ ${say(words.gained, language, { b })}: ${names(pair.gained)}`)
  if (pair.lost.length > 0) parts.push(`✗ ${say(words.lost, language, { b })}: ${names(pair.lost)}`)
  const { attribution } = pair
  if (attribution && attribution.gap !== 0)
    for (const word of ['sector', 'facility', 'firm', 'zone', 'effect', 'lever'] as const) {
      const rows: readonly (Share & { readonly error?: number })[] | undefined =
        word === 'lever' ? attribution.lever?.rows : attribution[word]
      if (!rows) continue
      const title = printed(
        say(words.gap, language, {
          year: attribution.year,
          name: markdownCell(attribution.name[language]),
          b,
          by: words.by[word][language],
        }),
      )
      const figure = (value: number) => amount(value, attribution.unit, language, { sign: true })
      const body = [...rows]
        .filter(({ difference }) => difference !== 0)
        .sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference))
        .map(({ name, difference, error }) => [
          markdownCell(name[language]),
          figure(difference) + (error === undefined ? '' : ` ± ${amount(error, attribution.unit, language)}`),
        ])
      body.push([`**${words.total[language]}**`, `**${figure(attribution.gap)}**`])
      parts.push(fold(title, table([texts.part[language], texts.change[language]], 'lr', body)))
    }
  if (pair.inputs && pair.inputs.length > 0) {
    const n =
      language === 'zh'
        ? pair.inputs.length
        : `${pair.inputs.length} ${words.input.en}${pair.inputs.length === 1 ? '' : 's'}`
    const place = (side: { readonly file: string; readonly line: number } | undefined) =>
      side ? markdownCell(`${side.file}:${side.line}`) : ''
    const body = pair.inputs.map(({ path, before, after }) => [
      markdownCell(path),
      before ? markdownCell(before.value) : words.absent[language],
      after ? markdownCell(after.value) : words.absent[language],
      place(after ?? before),
    ])
    const head = [texts.input, texts.before, texts.after, texts.place].map((text) => text[language])
    parts.push(fold(say(words.inputs, language, { n }), table(head, 'llll', body)))
  }
  for (const note of pair.notes) parts.push(`_${markdownCell(note[language])}_`)
  return parts
}

function fold(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`
}
