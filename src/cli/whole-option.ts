import type { Text } from '../text/text.ts'
import { fillText, UsageError, type Values } from './context.ts'

const texts = {
  whole: {
    zh: '{option} 要写成一个不为负的整数，不是 {found}',
    en: '{option} wants a whole number that is not negative, not {found}',
  },
  threads: { zh: '--threads 至少是 1', en: '--threads is at least 1' },
} satisfies Record<string, Text>

/** The value of an option that is a whole number; undefined where it was not given. */
export function wholeOption(option: string, value: unknown): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (!/^\d+$/.test(String(value)) || !Number.isSafeInteger(number))
    throw new UsageError(fillText(texts.whole, { option, found: String(value) }))
  return number
}

/** How many threads were asked for. */
export function threadsOf(values: Values): number | undefined {
  const threads = wholeOption('--threads', values.threads)
  if (threads === 0) throw new UsageError(texts.threads)
  return threads
}
