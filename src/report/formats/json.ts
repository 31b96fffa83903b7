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

function number(value: number, path: string): string {
  if (!Number.isFinite(value)) throw new RangeError(`${path} is ${value}: no result may hold it`)
  // The sums turn −0 into 0. Whole numbers are most of them, and need no rounding.
  if (Number.isInteger(value) && Math.abs(value) < 1e12) return String(value + 0)
  return String(Number(value.toPrecision(digits)) + 0)
}

/** Write a value; `path` is for the message when it holds what no result may. */
function write(value: unknown, path: string, indent: string): string {
  if (typeof value === 'number') return number(value, path)
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value !== 'object' || value === null)
    throw new TypeError(`${path} is ${value}: no result may hold it`)
  const deeper = `${indent} `
  const list = Array.isArray(value)
  const parts = list
    ? value.map((item, i) => write(item, `${path}[${i}]`, deeper))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${write(item, `${path}.${key}`, deeper)}`)
  const [open, close] = list ? '[]' : '{}'
  const numbers = list && value.every((item) => typeof item === 'number')
  const length = parts.reduce((sum, part) => sum + part.length + 2, indent.length)
  if (numbers || (length <= widest && parts.every((part) => !part.includes('\n'))))
    return `${open}${parts.join(', ')}${close}`
  return `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`
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
    return `${write(document, 'result', '')}\n`
  },
}
