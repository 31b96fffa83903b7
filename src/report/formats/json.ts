import type { Format, Result } from '../result.ts'

/** The order of a result's own keys; below them objects keep the order in which the report was put together. */
const order: readonly (keyof Result)[] = [
  'format',
  'generator',
  'scenario',
  'horizon',
  'conventions',
  'peak',
  'neutrality',
  'targets',
  'indicators',
  'projects',
  'ledgers',
  'levels',
  'evidence',
  'changes',
  'tables',
  'warnings',
  'sources',
]

/** Lines up to this length hold a whole list or map. */
const widest = 110

/** Significant digits of a number in JSON (cli.md): more would be the noise of the last bits. */
const digits = 12

function number(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value}: no result may hold it`)
  // The sum turns −0 into 0. A report is rounded already; what is short as it stands needs no second rounding.
  const text = String(value + 0)
  return text.length <= digits + 1 ? text : String(Number(value.toPrecision(digits)) + 0)
}

/** Write a value. */
function write(value: unknown, indent: string): string {
  if (typeof value === 'number') return number(value)
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value !== 'object' || value === null) throw new TypeError(`${value}: no result may hold it`)
  const deeper = `${indent} `
  const list = Array.isArray(value)
  if (list && value.length > 0 && value.every((item) => typeof item === 'number')) return numbers(value)
  const parts: string[] = []
  if (list) for (const item of value) parts.push(write(item, deeper))
  else
    for (const key in value) {
      const item = (value as Record<string, unknown>)[key]
      if (item !== undefined) parts.push(`${JSON.stringify(key)}: ${write(item, deeper)}`)
    }
  const [open, close] = list ? '[]' : '{}'
  let length = indent.length
  let broken = false
  for (const part of parts) {
    length += part.length + 2
    if (length > widest || part.includes('\n')) {
      broken = true
      break
    }
  }
  if (!broken) return `${open}${parts.join(', ')}${close}`
  return `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`
}

/** A list of numbers stands on one line, however long. */
function numbers(values: readonly number[]): string {
  let text = ''
  for (let i = 0; i < values.length; i++) text += i === 0 ? number(values[i]!) : `, ${number(values[i]!)}`
  return `[${text}]`
}

/** The first place that holds what no result may, and what it is; found before anything is written. */
function misfit(value: unknown, path: string): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${path} is ${value}`
  if (typeof value === 'string' || typeof value === 'boolean') return undefined
  if (typeof value !== 'object' || value === null) return `${path} is ${String(value)}`
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i]
      if (typeof item === 'number' ? !Number.isFinite(item) : misfit(item, '') !== undefined)
        return misfit(item, `${path}[${i}]`)
    }
    return undefined
  }
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key]
    if (item !== undefined && misfit(item, '') !== undefined) return misfit(item, `${path}.${key}`)
  }
  return undefined
}

function ordered(result: Result): Result {
  const known = order.flatMap((key) => (result[key] === undefined ? [] : [[key, result[key]] as const]))
  // A field that came later than this list stands at the end instead of being lost.
  return { ...Object.fromEntries(known), ...Object.fromEntries(rest(result)) } as unknown as Result
}

function rest(result: Result): [string, unknown][] {
  const listed: readonly string[] = order
  return Object.entries(result).filter(([key]) => !listed.includes(key))
}

/** One result as it is; several as `peakzero/results@1`. */
export const format: Format = {
  name: 'json',
  extension: 'json',
  about: { zh: '全部数字与文字，供程序读取', en: 'all figures and texts, for programs' },
  render(results) {
    const [first] = results
    const document =
      results.length === 1 && first
        ? ordered(first)
        : { format: 'peakzero/results@1', results: results.map(ordered) }
    return writeJson(document, 'result')
  },
}

/** A document as one JSON text with 12 significant digits; what no document may hold (NaN, null) is a bug and throws. */
export function writeJson(document: object, what: string): string {
  const bad = misfit(document, what)
  if (bad) throw new RangeError(`${bad}: no result may hold it`)
  return `${write(document, '')}\n`
}
