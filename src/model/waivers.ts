import * as z from 'zod'
import type { Span } from '../diagnostics/span.ts'
import { atomic, choice, scalarOf } from './field.ts'

/** A text with its place. */
export interface Placed {
  readonly text: string
  readonly at: Span
}

const placed = (about: { zh: string; en: string }) =>
  atomic(
    { type: 'string', minLength: 1 },
    (tree, report): Placed | undefined => {
      const scalar = scalarOf(tree, 'text', report)
      if (!scalar) return undefined
      return scalar.text.trim() === ''
        ? report('E0203', scalar.at, { expected: 'text', found: '""' })
        : { text: scalar.text.trim(), at: scalar.at }
    },
    about,
  )

/** Days of a month; no clock and no calendar of the machine. */
function daysOf(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

/** A day as YYYY-MM-DD, which sorts as text (E0732). */
const day = (about: { zh: string; en: string }) =>
  atomic(
    { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    (tree, report): Placed | undefined => {
      const scalar = scalarOf(tree, '2027-06-30', report)
      if (!scalar) return undefined
      const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(scalar.text.trim()) ?? []
      const good = Number(date) >= 1 && Number(date) <= daysOf(Number(year), Number(month))
      return good
        ? { text: scalar.text.trim(), at: scalar.at }
        : report('E0732', scalar.at, { found: scalar.text })
    },
    about,
  )

/** Whether a text is a day as waivers write it. */
export function isDay(text: string): boolean {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return Number(date) >= 1 && Number(date) <= daysOf(Number(year), Number(month))
}

/** One thing that was found and does not count for a while, because somebody says so and why. */
export const waiver = z.strictObject({
  code: placed({
    zh: '警告的代码或名称（W0602、unmet-demand），或发现的种类：target、expectation、test、approved',
    en: 'code or slug of a warning (W0602, unmet-demand), or the kind of a finding: target, expectation, test, approved',
  }),
  path: placed({ zh: '在哪个文件，如报告所示', en: 'file that it is found in, as check shows it' }),
  about: placed({
    zh: '只管这个：实体的路径（facilities.ovens-a）或发现的名称（carbon-peak、co2.total@2030）',
    en: 'only this: path of the entity (facilities.ovens-a), or what the finding is known by (carbon-peak, co2.total@2030)',
  }).optional(),
  reason: placed({ zh: '为什么', en: 'why' }),
  owner: placed({ zh: '谁负责', en: 'who answers for it' }),
  until: day({ zh: '最后一天，YYYY-MM-DD', en: 'last day, YYYY-MM-DD' }),
})
export type Waiver = z.output<typeof waiver>

/** What does not count for a while. Errors cannot be waived: a file that cannot be used has no result to excuse. */
export const waivers = z.strictObject({
  kind: choice(['waivers']),
  waivers: z.record(z.string(), waiver),
})
