import { type Program, prepare, run } from '../evaluate.ts'
import type { Plan } from '../plan.ts'
import type { Body } from '../program.ts'

/**
 * What a plan still has to compute once most slots are fixed. Nodes that no free slot reaches are *certain*: their values are
 * computed once by the interpreter. The others, as far as a wanted node needs them, stand in stages; a stage settles its
 * loops, computes values that are one a run (`once`), then goes through the years (`yearly`). Whatever looks across years
 * (sum over years, value of a year, a loop, which the interpreter's solver settles for all years) waits for the next stage.
 */
export interface Stage {
  readonly loops: readonly Body[]
  readonly once: readonly number[]
  readonly yearly: readonly number[]
}

export interface Staged {
  readonly program: Program
  /** Values of every node at the fixed numbers, in the interpreter's layout; right for certain nodes. */
  readonly certain: Float64Array
  /** Per node: 1 where a free slot reaches it. */
  readonly moves: Uint8Array
  readonly stages: readonly Stage[]
}

/** Operations that read a whole series to give one number. */
const acrossYears: ReadonlySet<string> = new Set(['at', 'total', 'least', 'greatest', 'argmax'])

/** Nodes outside a loop that its body or its equations read. */
export function outsideOf(body: Body): readonly number[] {
  const found = new Set<number>()
  for (const local of body.inputs) if (local < 0) found.add(-1 - local)
  for (const local of body.f) if (local < 0) found.add(-1 - local)
  return [...found].sort((a, b) => a - b)
}

/** Which nodes a free slot reaches; a loop moves as a whole. */
function moving(plan: Plan, program: Program, free: ReadonlySet<number>): Uint8Array {
  const moves = new Uint8Array(plan.nodes.length)
  const loops = new Set<number>()
  for (let again = true; again; ) {
    again = false
    for (let i = 0; i < plan.nodes.length; i++) {
      const { op, in: inputs, k } = plan.nodes[i]!
      if (op === 'slot') moves[i] = free.has(k![0]!) ? 1 : 0
      else if (op === 'tear' || op === 'loop') moves[i] = loops.has(k![0]!) ? 1 : 0
      else for (let p = 0; p < inputs.length; p++) if (moves[inputs[p]!] === 1) moves[i] = 1
    }
    for (const body of program.bodies) {
      if (loops.has(body.loop)) continue
      const reached =
        outsideOf(body).some((node) => moves[node] === 1) || body.nodes.some((node) => moves[node] === 1)
      if (!reached) continue
      loops.add(body.loop)
      again = true
    }
  }
  return moves
}

/** Moving nodes that a wanted node needs. */
function needs(
  plan: Plan,
  program: Program,
  moves: Uint8Array,
  wanted: readonly number[],
): { readonly needed: Uint8Array; readonly loops: ReadonlySet<number> } {
  const needed = new Uint8Array(plan.nodes.length)
  const loops = new Set<number>()
  const open = wanted.slice()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (needed[node] === 1 || moves[node] === 0) continue
    needed[node] = 1
    const { op, in: inputs, k } = plan.nodes[node]!
    if (op !== 'tear' && op !== 'loop') {
      for (let p = 0; p < inputs.length; p++) open.push(inputs[p]!)
      continue
    }
    if (loops.has(k![0]!)) continue
    loops.add(k![0]!)
    open.push(...outsideOf(program.bodies.find((body) => body.loop === k![0])!))
  }
  return { needed, loops }
}

/**
 * Splits a plan by what is free and what is wanted. `values` are the numbers of all slots; those of free slots only give the
 * interpreter something to fold with.
 */
export function stagesOf(
  plan: Plan,
  values: Float64Array,
  free: readonly number[],
  wanted: readonly number[],
): Staged {
  const program = prepare(plan)
  const certain = new Float64Array(program.size)
  const moves = moving(plan, program, new Set(free))
  run(program, values, certain, program.bodies.length === 0 ? moves : undefined)
  const { needed, loops } = needs(plan, program, moves, wanted)
  const level = new Int32Array(plan.nodes.length)
  const loopLevel = new Map<number, number>()
  const stages: { loops: Body[]; once: number[]; yearly: number[] }[] = []
  const stage = (number: number) => {
    while (stages.length <= number) stages.push({ loops: [], once: [], yearly: [] })
    return stages[number]!
  }
  for (let place = 0; place < program.order.length; place++) {
    const step = program.order[place]!
    if (step < 0) {
      const body = program.bodies[-1 - step]!
      if (!loops.has(body.loop)) continue
      let after = 0
      for (const node of outsideOf(body)) {
        // One number a run stands at the start of a stage's years, so a loop of that stage would come too early.
        if (moves[node] === 1 && plan.nodes[node]!.op !== 'slot') after = Math.max(after, level[node]! + 1)
      }
      loopLevel.set(body.loop, after)
      for (const node of [...body.tears, ...body.settled]) if (node >= 0) level[node] = after
      stage(after).loops.push(body)
      continue
    }
    if (needed[step] === 0) continue
    const { op, axis, in: inputs } = plan.nodes[step]!
    if (op === 'slot') continue
    let at = 0
    for (let p = 0; p < inputs.length; p++) {
      const input = inputs[p]!
      if (moves[input] === 0) continue
      const waits = acrossYears.has(op) && plan.nodes[input]!.axis === 'year' ? 1 : 0
      at = Math.max(at, level[input]! + waits)
    }
    level[step] = at
    if (axis === 'year') stage(at).yearly.push(step)
    else stage(at).once.push(step)
  }
  return { program, certain, moves, stages }
}
