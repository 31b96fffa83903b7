/**
 * Strongly connected components of a directed graph (Tarjan, SIAM J. Computing 1 (1972) 146–160; without recursion).
 * `after[v]` lists the vertices that v points to. A component comes after every other component that it points to, so
 * with "v needs w" as arrows the answer is an order of computation. Vertices of a component rise; the whole answer
 * depends only on the numbering and on the order of the arrows.
 */
export function components(after: readonly (readonly number[])[]): number[][] {
  const count = after.length
  const index = new Int32Array(count).fill(-1)
  const lowest = new Int32Array(count)
  const open = new Uint8Array(count)
  const arrow = new Int32Array(count)
  const stack: number[] = []
  const path: number[] = []
  const found: number[][] = []
  let next = 0
  for (let root = 0; root < count; root++) {
    if (index[root] !== -1) continue
    path.push(root)
    while (path.length > 0) {
      const v = path[path.length - 1]!
      if (index[v] === -1) {
        index[v] = lowest[v] = next++
        stack.push(v)
        open[v] = 1
      }
      const arrows = after[v]!
      let deeper = false
      while (arrow[v]! < arrows.length) {
        const w = arrows[arrow[v]!]!
        if (index[w] === -1) {
          path.push(w)
          deeper = true
          break
        }
        if (open[w] === 1) lowest[v] = Math.min(lowest[v]!, lowest[w]!)
        arrow[v] = arrow[v]! + 1
      }
      if (deeper) continue
      path.pop()
      if (lowest[v] !== index[v]) continue
      const component: number[] = []
      let w = -1
      while (w !== v) {
        w = stack.pop()!
        open[w] = 0
        component.push(w)
      }
      found.push(component.sort((a, b) => a - b))
    }
  }
  return found
}

/** Whether a component is a circle: more than one vertex, or a vertex that points to itself. */
export function circular(component: readonly number[], after: readonly (readonly number[])[]): boolean {
  return component.length > 1 || after[component[0]!]!.includes(component[0]!)
}
