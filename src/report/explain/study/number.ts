import type { Text } from '../../../text/text.ts'

/** A number of many runs (`ensemble`, `sensitivity`, `discover`) under its own name. */
export interface StudyNumber {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly year?: number
  /** What the figure is of which this is a statistic. */
  readonly of: Text
  /** What the statistic says, and how it is worked out. */
  readonly about: Text
  /** 95 %, where the study tells one. */
  readonly interval?: readonly [low: number, high: number]
  /** The figure in the single run, by the name that `explain` takes, and its value there. */
  readonly single?: { readonly what: string; readonly value: number; readonly unit: string }
  /** Where the input stands that it belongs to; undefined: all inputs of the study stand behind it. */
  readonly place?: { readonly path: string; readonly file: string; readonly line: number }
}

/** A name with its year behind, whatever stands between. */
export const yearly = (name: string, year: string | number): string => `${name}@${year}`

/** `co2.total@2030` with something before and behind its name: `sobol.total.co2.total.by.INPUT@2030`. */
export function around(before: string, asked: string, behind: string): string {
  const at = asked.lastIndexOf('@')
  const [name, year] = at < 0 ? [asked, ''] : [asked.slice(0, at), asked.slice(at)]
  return `${before}.${name}${behind === '' ? '' : `.by.${behind}`}${year}`
}

/** All numbers under a value with the way to each. */
export function numbersUnder(
  value: unknown,
  way: readonly string[] = [],
): readonly { readonly way: readonly string[]; readonly value: number }[] {
  if (typeof value === 'number') return [{ way, value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => numbersUnder(inner, [...way, key]))
}

/** Counts that every study tells of itself. */
export const counts = {
  asked: { zh: '要求的抽样次数', en: 'draws that were asked for' },
  done: { zh: '完成的次数', en: 'how many were done' },
  sound: {
    zh: '县内条件都成立的次数；各数由它们得出',
    en: 'in how many all conditions of the county hold: figures are of these',
  },
  broken: { zh: '县内条件不成立的次数', en: 'how often a condition of the county broke' },
  redrawn: {
    zh: '某县条件不成立、因而重抽了自己的数的次数',
    en: 'how often a county broke a condition and drew its own numbers again',
  },
  first: { zh: '第一次出现在第几次（从 0 数起）', en: 'the first one, counted from 0' },
  certain: {
    zh: '影响所问的数、但没有写范围的数的个数：它们按原值',
    en: 'numbers under the same figures that state no range: they stand as they are',
  },
  draws: { zh: '次抽样', en: 'draws' },
  study: { zh: '抽样', en: 'the draws' },
} satisfies Record<string, Text>
