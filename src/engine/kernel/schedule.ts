import type { Node } from '../plan.ts'

/** Nodes in the order in which they are to be computed; `nodeOf` is −1 for what nobody needs. */
export interface Scheduled {
  readonly nodes: readonly Node[]
  readonly nodeOf: Int32Array
}

/**
 * Puts the nodes that the wanted ones need into an order in which few values wait: each stands close behind what it reads (depth
 * first). Values that wait leave their chunk, and cost a store and a load. A graph with loops keeps its order, which says
 * what lies inside a loop.
 */
export function scheduled(nodes: readonly Node[], wanted: readonly number[]): Scheduled {
  const order = nodes.some(({ op }) => op === 'tear' || op === 'loop')
    ? needed(nodes, wanted)
    : depthFirst(nodes, wanted)
  const nodeOf = new Int32Array(nodes.length).fill(-1)
  order.forEach((node, place) => {
    nodeOf[node] = place
  })
  return {
    nodes: order.map((node) => ({ ...nodes[node]!, in: nodes[node]!.in.map((input) => nodeOf[input]!) })),
    nodeOf,
  }
}

function depthFirst(nodes: readonly Node[], wanted: readonly number[]): readonly number[] {
  const order: number[] = []
  const placed = new Uint8Array(nodes.length)
  /** Nodes that wait for their inputs, and how many of these were looked at. */
  const open: { readonly node: number; next: number }[] = []
  for (const root of wanted) {
    if (placed[root] === 0) open.push({ node: root, next: 0 })
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const inputs = nodes[top.node]!.in
      const input = inputs[top.next++]
      if (input !== undefined) {
        if (placed[input] === 0) open.push({ node: input, next: 0 })
        continue
      }
      open.pop()
      if (placed[top.node] === 1) continue
      placed[top.node] = 1
      order.push(top.node)
    }
  }
  return order
}

function needed(nodes: readonly Node[], wanted: readonly number[]): readonly number[] {
  const loops = new Map<number, number[]>()
  for (const [i, { op, k }] of nodes.entries())
    if (op === 'loop') loops.set(k![0]!, [...(loops.get(k![0]!) ?? []), i])
  const reached = new Uint8Array(nodes.length)
  const open = [...wanted]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached[node] === 1) continue
    reached[node] = 1
    const { op, in: inputs, k } = nodes[node]!
    open.push(...inputs)
    if (op === 'tear') open.push(...(loops.get(k![0]!) ?? []))
  }
  return nodes.flatMap((_, i) => (reached[i] === 1 ? [i] : []))
}
