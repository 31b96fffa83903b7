import { formatNumber } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Text } from '../text/text.ts'
import { displayWidth } from '../text/width.ts'
import { decimalsOf, say, scaleOf } from './figure.ts'
import type { Role } from './ink.ts'
import type { Page } from './page.ts'
import type { LedgerResult, QuotaResult } from './result.ts'
import { type Cell, type Column, hanging, layout, wrap } from './table.ts'

const texts = {
  ledger: { zh: '台账', en: 'Ledger' },
  year: { zh: '最紧年', en: 'Tightest' },
  figure: { zh: '已用', en: 'Used' },
  limit: { zh: '指标', en: 'Quota' },
  spare: { zh: '余量', en: 'Headroom' },
  unit: { zh: '单位', en: 'Unit' },
  assumed: { zh: '（假设）', en: ' (assumed)' },
  offset: { zh: '{name}，{ratio} 倍', en: '{name}, {ratio} to 1' },
  none: { zh: '没有声明指标：', en: 'No quota declared: ' },
  note: {
    zh: '“假设”：指标没有公开，由情景设定。',
    en: 'assumed: no quota is public, the scenario sets one.',
  },
} satisfies Record<string, Text>
const comma: Text = { zh: '、', en: ', ' }

/** A line and its numbers in its tightest year. */
export interface Tightest {
  readonly quota: QuotaResult
  readonly year: number
  readonly figure: number
  readonly limit: number
  readonly margin: number
}

export function tightestOf(quota: QuotaResult): Tightest | undefined {
  const year = quota.tightest
  const [figure, limit, margin] = [quota.figure[year], quota.limit[year], quota.margin[year]]
  if (figure === undefined || limit === undefined || margin === undefined) return undefined
  return { quota, year, figure, limit, margin }
}

/** How tight: the margin as a share of the limit, or of the figure where the limit is zero. */
export function tightness({ figure, limit, margin }: Tightest): number {
  const size = Math.max(Math.abs(limit), Math.abs(figure))
  return size === 0 ? (margin < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : margin / size
}

/** Met, missed, or met by less than 5 %. */
export function standingOfQuota({ quota, margin, ...rest }: Tightest): Role {
  if (margin < 0) return quota.severity === 'must' ? 'bad' : 'warn'
  return tightness({ quota, margin, ...rest }) < 0.05 ? 'warn' : 'good'
}

function lines(ledger: LedgerResult, verbose: boolean): readonly Tightest[] {
  const all = ledger.quotas
    .flatMap((quota) => tightestOf(quota) ?? [])
    .sort((a, b) => tightness(a) - tightness(b))
  return verbose ? all : all.slice(0, 1)
}

/** The ledgers with a quota, each by its tightest line and year; then those without. */
export function ledgerLines(page: Page): string[] {
  const { result, language, width, ink, verbose } = page
  const { ledgers } = result
  const told = ledgers.flatMap((ledger) => lines(ledger, verbose).map((line) => ({ ledger, line })))
  const without = ledgers.filter(({ quotas, zone }) => quotas.length === 0 && (verbose || zone === undefined))
  // A county that knows no quota at all has nothing to read here: JSON holds its use.
  if (told.length === 0) return []
  const quiet = (text: string): Cell => ({ text, role: 'quiet' })
  const head = [texts.ledger, texts.year, texts.figure, texts.limit, texts.spare, texts.unit].map((text) =>
    quiet(text[language]),
  )
  const signs = told.map(({ line }) => standingOfQuota(line))
  const rows = told.map(({ ledger, line }): Cell[] => {
    const { quota, year, figure, limit, margin } = line
    const figures = [figure, limit, margin]
    const scale = scaleOf(ledger.unit, language, Math.max(...figures.map(Math.abs)))
    const decimals = decimalsOf(figures.map((value) => value * scale.by))
    const show = (value: number) => ink.plain(formatNumber(value * scale.by, language, { decimals }))
    const kind = quota.kind === 'total' && !verbose ? ledger.name : quota.name
    const name = inert(kind[language])
    const whole =
      quota.ratio === undefined ? name : say(texts.offset, language, { name, ratio: String(quota.ratio) })
    const mark = quota.grade === 'assumption' ? texts.assumed[language] : ''
    return [
      { text: ink.plain(whole + mark) },
      { text: String(year) },
      { text: show(figure) },
      { text: show(limit) },
      { text: show(margin), role: margin < 0 ? standingOfQuota(line) : undefined },
      // The price year stands where money does; here the row would not fit.
      { text: ink.plain(scale.label.replace(/（.*）| \(.*\)/, '')), role: 'quiet' },
    ]
  })
  const blank = ink.sign(undefined)
  const all = [head, ...rows]
  const widest = (i: number): number => Math.max(...all.map((row) => displayWidth(row[i]?.text ?? '')))
  const fixed = displayWidth(blank) + [1, 2, 3, 4, 5].reduce((sum, i) => sum + widest(i) + 2, 0)
  const names = Math.max(14, Math.min(widest(0), width - fixed))
  const columns: Column[] = [
    { side: 'left', least: names, most: names, gap: 0 },
    ...[1, 2, 3, 4].map((): Column => ({ side: 'right', gap: 2 })),
    { side: 'left', gap: 2 },
  ]
  const broken = all.flatMap((row, i) => {
    const role = signs[i - 1]
    const sign = ink.sign(role)
    const first = ink.paint(role, sign.trimEnd()) + sign.slice(sign.trimEnd().length)
    return wrap(row[0]?.text ?? '', names)
      .slice(0, 3)
      .map((text, k) => ({
        sign: k === 0 ? first : blank,
        row: [{ ...row[0], text }, ...row.slice(1).map((cell) => (k === 0 ? cell : { text: '' }))],
      }))
  })
  const shown = layout(
    broken.map(({ row }) => row),
    columns,
    ink,
  ).map((line, i) => {
    if (i > 0) return (broken[i]?.sign ?? blank) + line
    const word = ink.paint('quiet', head[0]?.text ?? '')
    return word + blank + line.slice(word.length)
  })
  const notes: string[] = []
  if (told.some(({ line }) => line.quota.grade === 'assumption')) notes.push(texts.note[language])
  if (without.length > 0)
    notes.push(
      texts.none[language] +
        without.map(({ name }) => inert(name[language])).join(comma[language]) +
        (language === 'zh' ? '。' : '.'),
    )
  const told2 = notes.flatMap((note) => hanging('', ink.plain(note), width))
  return [...shown, ...told2.map((line) => ink.paint('quiet', line))]
}
