import { collector } from '../../diagnostics/diagnostic.ts'
import { commodity as commodityShape } from '../../model/commodity.ts'
import type { Curve } from '../../model/curve.ts'
import type { MapTree } from '../../model/tree.ts'
import { bind } from '../bind.ts'
import type { Fuel } from './gathered.ts'

/** The commodities of the library, as far as an import asks; each is read when it is first asked for. */
export function fuelsOf(library: MapTree): (id: string) => Fuel | undefined {
  const section = library.entries.get('commodities')?.value
  const known = new Map<string, Fuel | undefined>()
  return (id) => {
    if (known.has(id)) return known.get(id)
    const tree = section?.kind === 'map' ? section.entries.get(id)?.value : undefined
    const fuel = tree?.kind === 'map' ? fuelOf(id, tree) : undefined
    known.set(id, fuel)
    return fuel
  }
}

function fuelOf(id: string, tree: MapTree): Fuel | undefined {
  const bound = bind(tree, commodityShape, collector().diagnose)
  if (!bound) return undefined
  const { unit, name, energy, tce, carbon } = bound
  const heat = energy?.value
  const perEnergy = carbon?.dimension.powers.energy === -1
  const content = carbon === undefined ? undefined : perEnergy ? carbon.value * (heat ?? 0) : carbon.value
  const equivalent = bound['tce-equivalent'] ? firstOf(bound['tce-equivalent']) : undefined
  // Values are per canonical unit; a commodity is counted in its own.
  const factor = unit.factor
  return {
    id,
    zh: name.zh,
    en: name.en,
    unit: unit.unit,
    dimension: unit.dimension,
    factor,
    group: bound.group,
    ...(heat === undefined ? {} : { heat: heat * factor }),
    tradable: bound.tradable?.value !== false,
    ...(tce ? { tce: tce.value * factor } : {}),
    ...(equivalent === undefined ? {} : { equivalent: equivalent * factor }),
    ...(content === undefined || bound.biogenic?.value ? {} : { carbon: content * factor }),
    ...(perEnergy && carbon && !bound.biogenic?.value ? { carbonPerHeat: carbon.value } : {}),
  }
}

function firstOf(curve: Curve): number | undefined {
  if (curve.kind === 'constant') return curve.value.value
  return curve.kind === 'points' ? curve.points[0]?.value.value : undefined
}
