import type { Text } from '../../text/text.ts'

/** Carriers of energy that are drawn as one, by the group that their commodities declare. */
export interface Fuel {
  readonly id: string
  readonly name: Text
  readonly fill: string
  readonly groups: readonly string[]
}

/** From the bottom up, dark and light by turns as far as custom lets. */
export const fuels: readonly Fuel[] = [
  {
    id: 'coal',
    name: { zh: '煤与焦', en: 'Coal, coke' },
    fill: '#3b4652',
    groups: ['coal', 'coke', 'coal-product'],
  },
  { id: 'oil', name: { zh: '油', en: 'Oil' }, fill: '#b98b5e', groups: ['oil'] },
  {
    id: 'gas',
    name: { zh: '气', en: 'Gas' },
    fill: '#7fb0cf',
    groups: ['gas', 'by-product-gas', 'hydrogen'],
  },
  {
    id: 'power',
    name: { zh: '电与热', en: 'Power, heat' },
    fill: '#e8c66a',
    groups: ['electricity', 'heat'],
  },
  { id: 'biomass', name: { zh: '生物质', en: 'Biomass' }, fill: '#7d8f4e', groups: ['biomass'] },
  { id: 'renewable', name: { zh: '风光水', en: 'Sun, wind, water' }, fill: '#4f9a6b', groups: ['renewable'] },
  { id: 'other', name: { zh: '其他能源', en: 'Other' }, fill: '#aab1b8', groups: [] },
]

/** The carrier that a declared group belongs to. */
export function fuelOf(group: string | undefined): Fuel {
  return fuels.find(({ groups }) => group !== undefined && groups.includes(group)) ?? fuels.at(-1)!
}
