/** What a cell says of an amount. */
export type Amount =
  | { readonly kind: 'none' }
  | { readonly kind: 'number'; readonly value: number; readonly percent: boolean; readonly unit?: string }
  | { readonly kind: 'unread' }

/** What stands where there is nothing: dashes, and zeros by the same custom. */
const none = /^(?:[-\u2010-\u2015\u2212\u2500\uff0d\u30fc~/]+|\u65e0)?$/u

/** More than this after a number is a sentence. */
const longestUnit = 16

/** Full-width digits and signs as plain ones; blanks inside go. */
export function narrow(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2212\u2013\u2014\u2015]/g, '-')
    .replace(/[\s\u00a0\u200b\ufeff]+/gu, '')
}

/**
 * Read an amount as people write it in tables: full-width digits, thousands separators, percent, a unit glued to it. A dash is
 * nothing. `…` (a figure too small to print, by custom) and everything else is not read: nothing is guessed.
 */
export function readAmount(text: string): Amount {
  const plain = narrow(text)
  if (none.test(plain)) return { kind: 'none' }
  const found = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)(.*)$/u.exec(plain)
  const digits = (found?.[1] ?? '').replaceAll(',', '')
  const rest = found?.[2] ?? ''
  const value = Number(digits)
  if (digits === '' || !/\d/.test(digits) || !Number.isFinite(value)) return { kind: 'unread' }
  if (rest === '') return { kind: 'number', value, percent: false }
  if (rest === '%') return { kind: 'number', value: value / 100, percent: true }
  // A year is no amount, nor is a title that begins with one: 2023\u5e74, 2022\u5e74\u80fd\u6e90\u5e73\u8861\u8868.
  if (/^[\d,.*\u2460-\u2473\u5e74\u6708]/u.test(rest) || rest.length > longestUnit) return { kind: 'unread' }
  return { kind: 'number', value, percent: false, unit: rest }
}
