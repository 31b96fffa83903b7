import * as z from 'zod'
import { documents, type Kind } from './documents.ts'
import { keyTexts } from './key-texts.ts'
import { withSharedDefinitions } from './shared-definitions.ts'
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
  finish(schema)
  return withSharedDefinitions({
    ...schema,
    title: `peakzero ${kind}`,
    description: describe(documents[kind].about),
  })
}

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What holds everywhere in a schema: keys that are described nowhere get the text that they have in common, and a map whose keys
 * are listed has no others.
 */
function finish(node: Node): void {
  const { properties } = node
  if (isNode(properties)) {
    if (Object.keys(properties).length > 0) node['additionalProperties'] ??= false
    for (const [key, value] of Object.entries(properties)) {
      const text = Object.hasOwn(keyTexts, key) ? keyTexts[key] : undefined
      if (isNode(value) && text && !String(value['description'] ?? '').includes(' / ')) {
        // A unit stands alone where nothing else was said.
        const unit = value['description'] ? ` [${String(value['description'])}]` : ''
        // The same field may stand in several schemas: it is not written on.
        properties[key] = { ...value, description: describe(text) + unit }
      }
    }
  }
  for (const [key, value] of Object.entries(node)) {
    if (Array.isArray(value)) value.filter(isNode).forEach(finish)
    else if (isNode(value) && (key === 'properties' || key === 'patternProperties'))
      Object.values(value).filter(isNode).forEach(finish)
    else if (isNode(value)) finish(value)
  }
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
      // A copy: a field type stands in many places, each with what holds there.
      Object.assign(target, structuredClone(meta.json))
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
