import { renumbered } from '../node-table.ts'
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
  const order = hasLoops(nodes) ? needed(nodes, wanted) : depthFirst(nodes, wanted)
  const nodeOf = new Int32Array(nodes.length).fill(-1)
  for (let place = 0; place < order.length; place++) nodeOf[order[place]!] = place
  const now: Node[] = []
  for (let place = 0; place < order.length; place++) now.push(renumbered(nodes[order[place]!]!, nodeOf))
  return { nodes: now, nodeOf }
}

function hasLoops(nodes: readonly Node[]): boolean {
  for (let i = 0; i < nodes.length; i++) {
    const { op } = nodes[i]!
    if (op === 'tear' || op === 'loop') return true
  }
  return false
}

function depthFirst(nodes: readonly Node[], wanted: readonly number[]): ArrayLike<number> {
  const order = new Int32Array(nodes.length)
  let count = 0
  const placed = new Uint8Array(nodes.length)
  /** Nodes that wait for their inputs, one above the other, and how many inputs of each node were looked at. */
  const open: number[] = []
  const looked = new Int32Array(nodes.length)
  for (let w = 0; w < wanted.length; w++) {
    const root = wanted[w]!
    if (placed[root] === 0) open.push(root)
    while (open.length > 0) {
      const node = open[open.length - 1]!
      const inputs = nodes[node]!.in
      const next = looked[node]!
      if (next < inputs.length) {
        looked[node] = next + 1
        const input = inputs[next]!
        if (placed[input] === 0) open.push(input)
        continue
      }
      open.pop()
      if (placed[node] === 1) continue
      placed[node] = 1
      order[count++] = node
    }
  }
  return order.subarray(0, count)
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
