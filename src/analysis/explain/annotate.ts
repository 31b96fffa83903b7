import type { Plan } from '../../engine/plan.ts'
import { type Dimension, dimensionless, sameDimension, timesDimension } from '../../quantity/dimension.ts'
import { parseUnit } from '../../quantity/unit.ts'

/** What can be said of each node of a plan from what lies under it, in one sweep. */
export interface Annotations {
  /** The longest path that all inputs under a node share (`processes.P.inputs.coal`); '' where they share none; undefined where there are none. */
  readonly path: readonly (string | undefined)[]
  /** What a node measures; undefined where it cannot be told, `any` for plain constants. */
  readonly dimension: readonly (Dimension | 'any' | undefined)[]
}

/** Constants that carry a unit (engine/carbon, engine/capacity). */
const conversions: readonly (readonly [number, Dimension])[] = [
  [44 / 12, { powers: { co2: 1, carbon: -1 } }],
  [8760 * 3.6, { powers: { energy: 1, power: -1, time: -1 } }],
]

export function annotate(plan: Plan): Annotations {
  const path: (string | undefined)[] = []
  const dimension: Annotations['dimension'][number][] = []
  const units = new Map<string, Dimension | undefined>()
  const unit = (text: string): Dimension | undefined => {
    if (!units.has(text)) {
      const parsed = text === '' ? { dimension: dimensionless } : parseUnit(text)
      units.set(text, 'unknown' in parsed ? undefined : parsed.dimension)
    }
    return units.get(text)
  }
  for (const node of plan.nodes) {
    if (node.op === 'slot') {
      const slot = plan.slots[node.k![0]!]!
      path.push(slot.path)
      dimension.push(slot.unit === 'year' ? 'any' : unit(slot.unit))
      continue
    }
    if (node.op === 'const') {
      path.push(undefined)
      dimension.push(conversions.find(([value]) => value === node.k![0])?.[1] ?? 'any')
      continue
    }
    let shared: string | undefined
    for (const input of node.in) {
      const own = path[input]
      if (own !== undefined) shared = shared === undefined ? own : common(shared, own)
    }
    path.push(node.op === 'tear' ? '' : shared)
    dimension.push(
      dimensionOf(
        node.op,
        node.in.map((input) => dimension[input]),
      ),
    )
  }
  return { path, dimension }
}

/** The path that two paths share, by whole keys. */
export function common(a: string, b: string): string {
  if (a === b) return a
  const [x, y] = [a.split('.'), b.split('.')]
  let i = 0
  while (i < x.length && x[i] === y[i]) i++
  return x.slice(0, i).join('.')
}

type Known = Annotations['dimension'][number]

function dimensionOf(op: string, inputs: readonly Known[]): Known {
  switch (op) {
    case 'mul':
      return times(inputs[0], inputs[1], 1)
    case 'div':
      return times(inputs[0], inputs[1], -1)
    case 'select':
      return alike(inputs.slice(1))
    case 'pow':
      return alike(inputs.slice(0, 1))
    case 'less':
    case 'argmax':
    case 'table':
      return 'any'
    case 'tear':
      return undefined
    default:
      return alike(inputs)
  }
}

function times(a: Known, b: Known, sign: 1 | -1): Known {
  if (a === undefined || b === undefined) return undefined
  if (b === 'any') return a
  return timesDimension(a === 'any' ? dimensionless : a, b, sign)
}

function alike(inputs: readonly Known[]): Known {
  let found: Known = 'any'
  for (const input of inputs) {
    if (input === undefined) return undefined
    if (input === 'any') continue
    if (found !== 'any' && found !== undefined && !sameDimension(found, input)) return undefined
    found = input
  }
  return found
}
