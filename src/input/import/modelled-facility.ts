import type { Fuel } from './gathered.ts'
import type { Amount } from './imported-totals.ts'
import type { Modelled, ModelledFlow } from './modelled.ts'
import { type Ids, plainLabel, yamlKey, yamlNumber, yamlText } from './written.ts'

const nameOf = ({ zh, en }: Fuel) => ({ zh, en })

/** What the books say of a modelled firm, for the totals. */
export function modelledAmounts({ process, output, flows }: Modelled): readonly Amount[] {
  const { lead } = process
  return [
    ...[...output].map(([year, amount]) => ({
      ...{ of: lead.id, name: nameOf(lead), unit: lead.unit, inward: false, year, amount },
    })),
    ...flows.flatMap(({ of, inward, amounts }) =>
      [...amounts].map(([year, amount]) => ({
        ...{ of: of.id, name: nameOf(of), unit: of.unit, inward, year, amount },
      })),
    ),
  ]
}

/** A modelled firm as a facility: its output over its capacity, its energy over its output, year by year. */
export function modelledFacility(
  { unit, process, capacity, output, flows, value }: Modelled,
  years: readonly number[],
  prices: number,
  names: Ids,
): string {
  const { lead } = process
  const name = plainLabel(unit.name)
  const series = (of: (year: number) => number, measure: string): string => {
    const written = (year: number) => `${yamlNumber(of(year))}${measure}`
    if (years.length === 1) return written(years[0]!)
    const points = years.map((year) => `${year}: ${written(year)}`)
    return `{ ${points.join(', ')}, after: hold }`
  }
  const made = (year: number) => output.get(year) ?? 0
  // A year in which it stood still has no energy per tonne; that of a year in which it ran is not used.
  const perUnit =
    ({ amounts }: ModelledFlow) =>
    (year: number) =>
      made(year) > 0 ? (amounts.get(year) ?? 0) / made(year) : 0
  const side = (key: string, inward: boolean): readonly string[] => {
    const list = flows.filter((flow) => flow.inward === inward)
    if (list.length === 0) return []
    const items = list.map(
      (flow) => `${yamlKey(flow.id)}: ${series(perUnit(flow), ` ${flow.of.unit}/${lead.unit}`)}`,
    )
    return [`${key}: { ${items.join(', ')} }`]
  }
  const base = Math.min(...output.keys())
  const fields = [
    `name: ${yamlText(name)}`,
    `firm: ${yamlText(plainLabel(unit.firm ?? unit.name))}`,
    `process: ${process.id}`,
    `sector: ${yamlKey(unit.sector)}`,
    `capacity: ${yamlNumber(capacity)} ${lead.unit}/a`,
    `utilisation: ${series((year) => (100 * made(year)) / capacity, '%')}`,
    ...side('inputs', true),
    ...side('outputs', false),
    ...(value === undefined
      ? []
      : [`value-added: ${yamlNumber(value / made(base))} 万元@${prices}/${lead.unit}`]),
  ]
  return `  ${yamlKey(names.of(unit.name))}: { ${fields.join(', ')} }`
}
