import { byCodePoint } from '../../text/order.ts'
import type { Text } from '../../text/text.ts'
import { texts } from './baseline-texts.ts'
import { Ids } from './written.ts'

/** A total of the baseline, held against its books. */
export interface ImportedTotal {
  readonly id: string
  readonly name: Text
  readonly model: string
  readonly year: number
  readonly amount: number
  readonly unit: string
}

/** An amount of a commodity that some unit takes or makes, in the unit of account. */
export interface Amount {
  readonly of: string
  readonly name: Text
  readonly unit: string
  readonly inward: boolean
  readonly year: number
  readonly amount: number
}

/** What all units take and make of each commodity in each year, in the order of commodities. */
export function importedTotals(
  amounts: Iterable<Amount>,
  years: readonly number[],
  value: number | undefined,
  prices: number,
): readonly ImportedTotal[] {
  const sums = new Map<string, Amount>()
  const keyOf = (of: string, inward: boolean, year: number) => `${of} ${inward} ${year}`
  for (const one of amounts) {
    const key = keyOf(one.of, one.inward, one.year)
    const before = sums.get(key)
    sums.set(key, before ? { ...before, amount: before.amount + one.amount } : one)
  }
  const found: ImportedTotal[] = []
  const ids = new Ids('total')
  const commodities = [...new Set([...sums.values()].map(({ of }) => of))].sort(byCodePoint)
  for (const of of commodities)
    for (const [item, inward] of [
      ['uses', true],
      ['production', false],
    ] as const)
      for (const year of years) {
        const sum = sums.get(keyOf(of, inward, year))
        if (!sum || sum.amount === 0) continue
        const { name, unit, amount } = sum
        found.push({
          ...{ id: ids.of(`${of}-${item}-${year}`), name, model: `balance.${of}.${item}`, year, amount },
          unit: `${unit}/a`,
        })
      }
  if (value !== undefined && value !== 0)
    found.push({
      ...{ id: ids.of(`value-added-${years[0]}`), name: texts.value, model: 'gdp', year: years[0]! },
      ...{ amount: value, unit: `万元@${prices}` },
    })
  return found
}
