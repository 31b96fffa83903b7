import { collector } from '../../diagnostics/diagnostic.ts'
import type { Curve } from '../../model/curve.ts'
import { type Flow, process as processShape } from '../../model/process.ts'
import type { MapTree } from '../../model/tree.ts'
import { bind } from '../bind.ts'
import type { Fuel } from './gathered.ts'

/** A flow of a process of the library: an amount in the unit of account of its commodity per unit of account of the product. */
export interface ProcessFlow {
  readonly id: string
  readonly fuel: Fuel
  readonly burnt: boolean
  readonly amount: number
}

/** A process of the library, as far as an import asks. */
export interface LibraryProcess {
  readonly id: string
  readonly lead: Fuel
  readonly inputs: readonly ProcessFlow[]
  /** What comes out beside the product. */
  readonly outputs: readonly ProcessFlow[]
  /** Of a carbon balance: tCO2 a unit that such plants emit, where a range is published. */
  readonly carbon?: { readonly low: number; readonly high: number; readonly tolerance: number }
  /** Energy loss as a share of the energy that goes in; absent where no balance is asked. */
  readonly loss?: { readonly low: number; readonly high: number }
}

/** The processes of the library; each is read when it is first asked for. */
export function processesOf(
  library: MapTree,
  fuel: (id: string) => Fuel | undefined,
): (id: string) => LibraryProcess | undefined {
  const section = library.entries.get('processes')?.value
  const known = new Map<string, LibraryProcess | undefined>()
  return (id) => {
    if (known.has(id)) return known.get(id)
    const tree = section?.kind === 'map' ? section.entries.get(id)?.value : undefined
    const found = tree?.kind === 'map' ? processOf(id, tree, fuel) : undefined
    known.set(id, found)
    return found
  }
}

function processOf(
  id: string,
  tree: MapTree,
  fuelOf: (id: string) => Fuel | undefined,
): LibraryProcess | undefined {
  const bound = bind(tree, processShape, collector().diagnose)
  const product = bound?.outputs.find(({ lead }) => lead)
  const lead = product && fuelOf(product.of)
  if (!bound || !lead) return undefined
  const flow = ({ id: own, of, use, amount }: Flow): readonly ProcessFlow[] => {
    const fuel = fuelOf(of)
    const value = firstOf(amount)
    if (!fuel || value === undefined) return []
    return [{ id: own, fuel, burnt: use === 'fuel', amount: (value / fuel.factor) * lead.factor }]
  }
  const { emits = [], emitted, loss, closure } = bound
  const balance = emits.some(({ kind }) => kind === 'carbon-balance')
  return {
    id,
    lead,
    inputs: (bound.inputs ?? []).flatMap(flow),
    outputs: bound.outputs.filter((one) => one !== product).flatMap(flow),
    ...(balance
      ? {
          carbon: {
            low: emitted?.low.value ?? 0,
            high: emitted?.high.value ?? Number.POSITIVE_INFINITY,
            tolerance: bound['carbon-tolerance']?.value ?? 0.02,
          },
        }
      : {}),
    ...(loss && closure !== 'none' ? { loss: { low: loss.low.value, high: loss.high.value } } : {}),
  }
}

function firstOf(curve: Curve): number | undefined {
  if (curve.kind === 'constant') return curve.value.value
  return curve.kind === 'points' ? curve.points[0]?.value.value : undefined
}
