import type { Rows } from './row.ts'

/** E05: numbers (engine/run). */
export const numberCodes = {
  E0501: {
    slug: 'not-finite',
    severity: 'error',
    zh: '{what} 在 {year} 年不是有限的数（{value}）',
    en: '{what} is not finite in {year} ({value})',
    help: {
      zh: '算到这里出现了除以零或溢出。看标出的输入，某一年可能是 0。',
      en: 'A division by zero or an overflow happened here. Look at the marked input; it may be 0 in some year.',
    },
  },
  E0502: {
    slug: 'loop-open',
    severity: 'error',
    zh: '环路 {path} 在 {year} 年 {steps} 步内没有收敛',
    en: 'the loop {path} did not settle within {steps} steps in {year}',
    help: {
      zh: '环路的解没有稳定下来，结果不可用。看环路上接近 1 的自用率。',
      en: 'The loop did not settle, so its result is useless. Look for a self-use close to 1 along it.',
    },
  },
} as const satisfies Rows
