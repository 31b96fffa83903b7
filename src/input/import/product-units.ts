import type { ImportMap } from '../../model/import-map.ts'
import type { Gathered, Unit } from './gathered.ts'
import type { LibraryProcess } from './library-process.ts'
import { plainName, type Words } from './words.ts'

/** Whether a product is an output beside the product of a process: tar and benzol of a coke oven. */
export function isByProduct(product: string, process: LibraryProcess, words: Words): string | undefined {
  const may = words.energies(product)
  if (may.includes(process.lead.id)) return undefined
  return process.outputs.find(
    ({ fuel }) => may.includes(fuel.id) || plainName(fuel.zh) === plainName(product),
  )?.fuel.id
}

/**
 * A firm of which the map has several products modelled becomes a unit a product, where each row of the list states the energy of
 * its product. Where it does not, the firm stays one, and cannot be modelled (W0938).
 */
export function splitProducts(
  gathered: Gathered,
  map: ImportMap,
  tools: { readonly words: Words; process(id: string): LibraryProcess | undefined },
): void {
  const given = Object.entries(map.products ?? {})
  const named = new Set(Object.keys(map.firms ?? {}).map(plainName))
  for (const unit of [...gathered.units.values()]) {
    if (named.has(plainName(unit.name))) continue
    const outputs = gathered.outputs.filter((one) => one.unit === unit.key)
    const products = [...new Set(outputs.map(({ product }) => product))]
    const chosen = products.flatMap((product) => {
      const entry = given.find(([name]) => plainName(name) === plainName(product))?.[1]
      const process = entry && tools.process(entry.process.id)
      return process ? [{ product, process }] : []
    })
    const mains = products.filter(
      (product) => !chosen.some(({ process }) => isByProduct(product, process, tools.words) !== undefined),
    )
    if (mains.length < 2 || chosen.length === 0) continue
    const figures = gathered.figures.filter((one) => one.unit === unit.key && one.use !== 'output')
    const told = new Set(figures.map(({ product }) => product))
    if (told.has(undefined) || !mains.every((product) => told.has(plainName(product)))) continue
    for (const { product } of chosen) if (mains.includes(product)) part(gathered, unit, product)
  }
}

/** Moves what is said of one product into a unit of its own. */
function part(gathered: Gathered, unit: Unit, product: string): void {
  const key = `${unit.key} ${plainName(product)}`
  gathered.units.set(key, { ...unit, key, name: `${unit.name} ${product}`, firm: unit.name })
  const move = <T extends { readonly unit: string; readonly product?: string }>(list: T[]) => {
    for (const [i, one] of list.entries())
      if (one.unit === unit.key && one.product !== undefined && plainName(one.product) === plainName(product))
        list[i] = { ...one, unit: key }
  }
  move(gathered.figures)
  move(gathered.outputs)
  move(gathered.capacities)
}
