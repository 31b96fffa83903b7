import type { PlainLevel } from '../../src/report/explain/explanation.ts'

/** Works a level out from its terms by the table of docs/figures.md, knowing nothing of the engine. `scale`: size of what is added. */
export function evaluate({ how, terms = [] }: PlainLevel): {
  readonly value: number
  readonly scale: number
} {
  const values = terms.map(({ value }) => value)
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)
  const weighted = terms.map(({ factor, value }) => factor * value)
  const only = (value: number) => ({ value, scale: Math.max(...values.map(Math.abs)) })
  switch (how) {
    case 'sum':
    case 'interpolation':
      return { value: sum(weighted), scale: sum(weighted.map(Math.abs)) }
    case 'sum-of-years':
      return { value: sum(values), scale: sum(values.map(Math.abs)) }
    case 'product':
    case 'geometric':
      return { value: terms.reduce((all, { factor, value }) => all * value ** factor, 1), scale: 0 }
    case 'least':
    case 'least-of-years':
      return only(Math.min(...values))
    case 'greatest':
    case 'greatest-of-years':
      return only(Math.max(...values))
    case 'power':
      return { value: values[0]! ** values[1]!, scale: 1 }
    case 'exponential':
      return only(Math.exp(values[0]!))
    case 'logarithm':
      return only(Math.log(values[0]!))
    case 'floor':
      return only(Math.floor(values[0]!))
    case 'less':
      return only(values[0]! < values[1]! ? 1 : 0)
    case 'same':
      return only(values[0]!)
    case 'index-of-greatest':
      return only(values.indexOf(Math.max(...values)))
    default:
      throw new Error(`no way to work out ${String(how)}`)
  }
}
