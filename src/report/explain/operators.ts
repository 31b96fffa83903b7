import type { Text } from '../../text/text.ts'
import type { PlainLevel, PlainTerm } from './explanation.ts'

/** How an operation is said above its terms; sums and products say it by the sign of each term. */
export const operationWords: Readonly<Record<NonNullable<PlainLevel['how']>, Text>> = {
  sum: { zh: '相加', en: 'sum of' },
  product: { zh: '相乘', en: 'product of' },
  interpolation: { zh: '按年份插值', en: 'between years, weighted' },
  geometric: { zh: '按年份等比插值', en: 'between years, geometric' },
  least: { zh: '取小', en: 'the smallest of' },
  greatest: { zh: '取大', en: 'the largest of' },
  power: { zh: '乘方', en: 'power' },
  exponential: { zh: 'e 的次方', en: 'e to the power of' },
  logarithm: { zh: '自然对数', en: 'natural logarithm of' },
  floor: { zh: '取整', en: 'whole part of' },
  less: { zh: '前者小于后者时为 1', en: '1 where the first is below the second' },
  same: { zh: '即', en: 'which is' },
  'sum-of-years': { zh: '各年之和', en: 'sum over years' },
  'least-of-years': { zh: '各年最小', en: 'smallest of the years' },
  'greatest-of-years': { zh: '各年最大', en: 'largest of the years' },
  'index-of-greatest': { zh: '最大值在第几年（从 0 数）', en: 'place of the largest year, counted from 0' },
}

/** The sign before a term. */
export function operator(how: PlainLevel['how'], term: PlainTerm, first: boolean): string {
  switch (how) {
    case 'sum':
      return term.factor < 0 ? '−' : '+'
    case 'product':
      return term.factor < 0 ? '÷' : first ? '' : '×'
    case 'power':
      return first ? '' : '^'
    case 'less':
      return first ? '' : '<'
    case 'same':
      return '='
    default:
      return ''
  }
}

/** Whether terms are years of one series: told in one line. */
export function overYears(how: PlainLevel['how']): boolean {
  return how === 'index-of-greatest' || (how?.endsWith('-of-years') ?? false)
}
