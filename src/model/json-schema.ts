import * as z from 'zod'
import { documents, type Kind } from './documents.ts'
import { targetShape } from './target.ts'

/** A rule of targets, as far as a schema needs it. */
export interface RuleShape {
  readonly rule: string
  readonly shape: Readonly<Record<string, unknown>>
}

/** JSON Schema (2020-12) of a kind of document, from the same declaration that validates it: for completion and hover in editors. */
export function jsonSchema(kind: Kind, rules: readonly RuleShape[]): object {
  const schema = convert(documents[kind].shape) as { properties?: Record<string, Record<string, unknown>> }
  const { properties } = schema
  if (properties) {
    properties['kind'] = { const: kind }
    if (properties['targets'])
      properties['targets'] = { type: 'object', additionalProperties: targetSchema(rules) }
  }
  return { ...schema, title: `peakzero ${kind}`, description: describe(documents[kind].about) }
}

function targetSchema(rules: readonly RuleShape[]): object {
  return {
    oneOf: rules.map((rule) => {
      const schema = convert(targetShape(rule.shape)) as {
        properties: Record<string, object>
      }
      return { ...schema, properties: { ...schema.properties, rule: { const: rule.rule } } }
    }),
  }
}

function convert(shape: z.ZodType): object {
  const schema = z.toJSONSchema(shape, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: made }) => {
      const meta = (zodSchema as unknown as z.ZodType).meta?.() as
        | { json?: object; about?: { zh: string; en: string } }
        | undefined
      if (!meta) return
      const target = made as Record<string, unknown>
      delete target['json']
      delete target['about']
      Object.assign(target, meta.json)
      const unit = target['description']
      if (meta.about)
        target['description'] = unit ? `${describe(meta.about)} [${String(unit)}]` : describe(meta.about)
    },
  })
  return schema
}

function describe(about: { readonly zh: string; readonly en: string }): string {
  return `${about.zh} / ${about.en}`
}
