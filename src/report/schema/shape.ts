/**
 * The part of JSON Schema (2020-12) that the result is described with, and a reader of it. Objects allow further fields: adding
 * one keeps the number of the format (report/result.ts).
 */
export type Schema =
  | { readonly type: 'string'; readonly enum?: readonly string[]; readonly pattern?: string }
  | { readonly type: 'number' | 'integer' | 'boolean' }
  | { readonly const: string }
  | { readonly type: 'array'; readonly items: Schema; readonly minItems?: number; readonly maxItems?: number }
  | {
      readonly type: 'object'
      readonly properties?: Readonly<Record<string, Schema>>
      readonly required?: readonly string[]
      readonly additionalProperties?: Schema
    }

/** A place that does not fit: its path, what is wanted there, what stands there. */
export interface Misfit {
  readonly path: string
  readonly expected: string
  readonly found: string
}

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return typeof value === 'object'
    ? 'object'
    : typeof value === 'string'
      ? JSON.stringify(value.slice(0, 40))
      : typeof value
}

/** The first place where a value does not fit; undefined where it fits. With `strict` a field that is not described is one. */
export function misfit(value: unknown, schema: Schema, path = '', strict = false): Misfit | undefined {
  const wrong = (expected: string): Misfit => ({
    path: path === '' ? '.' : path,
    expected,
    found: nameOf(value),
  })
  if ('const' in schema) return value === schema.const ? undefined : wrong(JSON.stringify(schema.const))
  switch (schema.type) {
    case 'string':
      if (typeof value !== 'string') return wrong('string')
      if (schema.enum && !schema.enum.includes(value)) return wrong(schema.enum.join(' | '))
      return schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)
        ? wrong(schema.pattern)
        : undefined
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrong('boolean')
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : wrong('number')
    case 'integer':
      return Number.isInteger(value) ? undefined : wrong('integer')
    case 'array': {
      if (!Array.isArray(value)) return wrong('array')
      const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema
      if (value.length < minItems || value.length > maxItems) return wrong(`${minItems} items`)
      for (const [i, item] of value.entries()) {
        const bad = misfit(item, schema.items, `${path}[${i}]`, strict)
        if (bad) return bad
      }
      return undefined
    }
    case 'object':
      return misfitObject(value, schema, path, strict) ?? (isObject(value) ? undefined : wrong('object'))
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function misfitObject(
  value: unknown,
  schema: Extract<Schema, { type: 'object' }>,
  path: string,
  strict: boolean,
): Misfit | undefined {
  if (!isObject(value)) return undefined
  const under = (key: string) => (path === '' ? key : `${path}.${key}`)
  for (const key of schema.required ?? [])
    if (!Object.hasOwn(value, key)) return { path: under(key), expected: 'required', found: '-' }
  for (const [key, item] of Object.entries(value)) {
    const own =
      schema.properties && Object.hasOwn(schema.properties, key)
        ? schema.properties[key]
        : schema.additionalProperties
    if (!own) {
      if (strict) return { path: under(key), expected: 'a described field', found: nameOf(item) }
      continue
    }
    const bad = misfit(item, own, under(key), strict)
    if (bad) return bad
  }
  return undefined
}
