type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Shorter parts are written where they stand. */
const shortest = 200

/** Keys under which names lead to schemas, and those under which no schema stands. */
const named: ReadonlySet<string> = new Set(['properties', 'patternProperties', '$defs'])
const literal: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'examples', 'required'])

/**
 * The same JSON Schema with each part that comes more than once written once, under `$defs`: a quantity stands in hundreds of
 * places, and an editor that reads the schema should not read it hundreds of times. Names are numbers in the order in which the
 * parts are first met, so that equal schemas are written alike.
 */
export function withSharedDefinitions(schema: Node): Node {
  const count = new Map<string, number>()
  visit(schema, true, (text) => count.set(text, (count.get(text) ?? 0) + 1))
  const names = new Map<string, string>()
  const definitions: Node = {}
  const share = (node: unknown, isSchema: boolean): unknown => {
    if (Array.isArray(node)) return node.map((item) => share(item, isSchema))
    if (!isNode(node)) return node
    const text = isSchema ? textOf(node) : ''
    const repeated = (count.get(text) ?? 0) > 1
    const known = names.get(text)
    if (known !== undefined) return { $ref: `#/$defs/${known}` }
    const name = repeated ? `part-${names.size + 1}` : undefined
    if (name !== undefined) names.set(text, name)
    const whole = Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, inside(key, value, share)]),
    )
    if (name === undefined) return whole
    definitions[name] = whole
    return { $ref: `#/$defs/${name}` }
  }
  const whole = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, inside(key, value, share)]),
  )
  if (names.size === 0) return whole
  const own = isNode(whole['$defs']) ? whole['$defs'] : {}
  const ordered = Object.fromEntries([...names.values()].map((name) => [name, definitions[name]]))
  return { ...whole, $defs: { ...own, ...ordered } }
}

/** What stands under a key, each schema in it handed on. */
function inside(key: string, value: unknown, each: (node: unknown, isSchema: boolean) => unknown): unknown {
  if (literal.has(key)) return value
  if (named.has(key) && isNode(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, each(one, true)]))
  return each(value, true)
}

function visit(node: unknown, isSchema: boolean, meet: (text: string) => void): void {
  if (Array.isArray(node)) for (const item of node) visit(item, isSchema, meet)
  if (!isNode(node)) return
  if (isSchema) {
    const text = textOf(node)
    if (text.length >= shortest) meet(text)
  }
  for (const [key, value] of Object.entries(node)) {
    if (literal.has(key)) continue
    if (named.has(key) && isNode(value)) for (const one of Object.values(value)) visit(one, true, meet)
    else visit(value, true, meet)
  }
}

const textOf = (node: Node): string => JSON.stringify(node)
