import { components } from '../numerics/components.ts'

/** Circles among named variables, those that others need first. */
export function circles(
  names: readonly string[],
  edges: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly string[])[] {
  const index = new Map(names.map((name, i) => [name, i]))
  const graph = names.map((name) => [...(edges.get(name) ?? [])].sort().map((to) => index.get(to)!))
  return components(graph)
    .filter((component) => component.length > 1 || graph[component[0]!]!.includes(component[0]!))
    .map((component) => component.map((i) => names[i]!).sort())
}

/**
 * Which variables to tear so that the circle opens: demands and by-products first, one after another in order of name, and
 * what a unit means to do where a circle has neither (two suppliers of one product that share a by-product).
 */
export function tearsOf(
  circle: readonly string[],
  edges: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const torn: string[] = []
  let left = [...circle]
  for (;;) {
    const inside = new Map(
      left.map((name) => [name, new Set([...(edges.get(name) ?? [])].filter((to) => left.includes(to)))]),
    )
    const still = circles(left, inside)
    const first = still[0]
    if (first === undefined) return torn
    const next =
      first.find((name) => name.startsWith('available ') || name.startsWith('demand ')) ??
      first.find((name) => name.startsWith('intended '))
    if (next === undefined) throw new Error(`a circle that cannot be opened: ${first.join(', ')}`)
    torn.push(next)
    left = left.filter((name) => name !== next)
  }
}
