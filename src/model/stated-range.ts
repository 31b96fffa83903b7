import type { Model } from './model.ts'

/** Sections of a file that the model calls otherwise. */
const called: Readonly<Record<string, string>> = { 'end-uses': 'endUses' }

/**
 * Whether the number (or series, or the one number) under a path of the files states a range or a distribution, whether or not a
 * plan has a use for it: `commodities.tail-gas.carbon` of a gas that no unit of this scenario makes.
 */
export function statesRange(model: Model, path: string): boolean {
  const [section = '', ...rest] = path.split('.')
  let here: unknown = (model as unknown as Record<string, unknown>)[called[section] ?? section]
  for (const key of rest) {
    if (typeof here !== 'object' || here === null) return false
    if (here instanceof Map) here = here.get(key)
    else if (Array.isArray(here)) here = here.find((one) => one?.id === key || one?.of === key)
    else here = Object.hasOwn(here, key) ? (here as Record<string, unknown>)[key] : undefined
  }
  return ranged(here, 6)
}

function ranged(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth === 0) return false
  if (value instanceof Map) return [...value.values()].some((one) => ranged(one, depth - 1))
  if (!Array.isArray(value) && ('range' in value || 'uncertain' in value)) {
    const { range, uncertain } = value as { range?: unknown; uncertain?: unknown }
    if (range !== undefined || uncertain !== undefined) return true
  }
  return Object.values(value).some((one) => ranged(one, depth - 1))
}
