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

/** Which demands and pushes to tear so that the circle opens: one after another in order of name until none is left. */
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
    const next = still[0]?.find((name) => name.startsWith('available ') || name.startsWith('demand '))
    if (next === undefined) return torn
    torn.push(next)
    left = left.filter((name) => name !== next)
  }
}
