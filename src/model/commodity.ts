import * as z from 'zod'
import { nearest } from '../diagnostics/nearest.ts'
import { sameDimension } from '../quantity/dimension.ts'
import {
  atomic,
  choice,
  flag,
  provenance,
  type Report,
  readDate,
  references,
  scalarOf,
  text,
  word,
} from './field.ts'
import type { Given } from './given.ts'
import { readGiven } from './number.ts'
import { anyQuantity, quantity, series, share, unitField } from './quantity-field.ts'
import type { Tree } from './tree.ts'

/** Families of commodities: the fuel cut of every table, and what `of:` of an improvement may name. */
export const commodityGroups = [
  'coal',
  'coke',
  'oil',
  'gas',
  'by-product-gas',
  'coal-product',
  'electricity',
  'heat',
  'hydrogen',
  'biomass',
  'renewable',
  'material',
  'product',
  'water',
  'carbon',
] as const

/** One way out of a by-product, in the declared order of priority. */
export interface Outlet {
  readonly to: string
  readonly at: Tree['at']
  /** Minimum take: a share of the gas that is there (`70%`) or an amount a year. */
  readonly atLeast?: Given
  /** Most that it takes: a share of the gas that is there or an amount a year. */
  readonly atMost?: Given
  readonly from?: number
  /** What it does when the gas does not reach: run less, or buy another fuel for the same energy. */
  readonly shortfall:
    | { readonly kind: 'curtail' }
    | { readonly kind: 'buy'; readonly fuel: string; readonly at: Tree['at'] }
}

function readOutlet(tree: Tree, report: Report): Outlet | undefined {
  if (tree.kind === 'scalar') {
    const scalar = scalarOf(tree, 'id', report)
    return scalar ? { to: scalar.text, at: scalar.at, shortfall: { kind: 'curtail' } } : undefined
  }
  if (tree.kind !== 'map')
    return report('E0203', tree.at, { expected: '{to, take, at-most, from, shortfall}', found: tree.kind })
  const known = ['to', 'take', 'at-most', 'from', 'shortfall', 'source', 'grade', 'note']
  for (const [key, entry] of tree.entries)
    if (!known.includes(key)) return report('E0201', entry.key, { key, nearest: nearest(key, known) ?? '' })
  const get = (key: string) => tree.entries.get(key)?.value
  const to = get('to')
  if (!to) return report('E0202', tree.at, { key: 'to' })
  const target = scalarOf(to, 'id', report)
  if (!target) return undefined
  const amount = (value: Tree | undefined): Given | undefined | null => {
    if (!value) return undefined
    return readGiven(value, { example: '70%' }, report) ?? null
  }
  const take = get('take')
  const least = amount(take?.kind === 'map' ? take.entries.get('at-least')?.value : take)
  const most = amount(get('at-most'))
  const from = get('from')
  const moment = from ? readDate(from, report) : undefined
  for (const [end, at] of [
    [least, take],
    [most, get('at-most')],
  ] as const)
    if (end && at && (end.value < 0 || (end.value > 1 && sameDimension(end.dimension, { powers: {} }))))
      return report('E0209', end.at, { found: `${end.value * 100}%`, expected: '0% … 100%' })
  if (least === null || most === null || (from && !moment)) return undefined
  const shortfall = get('shortfall')
  let how: Outlet['shortfall'] = { kind: 'curtail' }
  if (shortfall?.kind === 'map') {
    const buy = shortfall.entries.get('buy')?.value
    const fuel = buy ? scalarOf(buy, 'id', report) : report('E0202', shortfall.at, { key: 'buy' })
    if (!fuel) return undefined
    how = { kind: 'buy', fuel: fuel.text, at: fuel.at }
  } else if (shortfall && (shortfall.kind !== 'scalar' || shortfall.text !== 'curtail'))
    return report('E0203', shortfall.at, { expected: 'curtail | {buy: natural-gas}', found: shortfall.kind })
  return {
    to: target.text,
    at: target.at,
    shortfall: how,
    ...(least ? { atLeast: least } : {}),
    ...(most ? { atMost: most } : {}),
    ...(moment ? { from: moment.year } : {}),
  }
}

const outlets = atomic(
  { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'object', required: ['to'] }] } },
  (tree, report): readonly Outlet[] | undefined => {
    if (tree.kind !== 'list') return report('E0203', tree.at, { expected: '[…]', found: tree.kind })
    const found = tree.items.flatMap((item) => readOutlet(item, report) ?? [])
    return found.length === tree.items.length ? found : undefined
  },
  {
    zh: '去向，按先后次序：先保最少量，再依次取，余下的按 rest 处理',
    en: 'where it goes, in order of priority: minimum takes first, then in turn, the rest as `rest` says',
  },
)

/** A fuel, a by-product, a material, a product, electricity, heat: anything that flows between processes. */
export const commodity = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  unit: unitField({ zh: '计量单位，如 t、Nm3、GJ、MWh', en: 'unit of account, such as t, Nm3, GJ, MWh' }),
  group: choice(commodityGroups, { zh: '类别', en: 'family' }),
  energy: anyQuantity(
    { zh: '每单位的低位发热量', en: 'net calorific value per unit' },
    { least: 0 },
  ).optional(),
  carbon: anyQuantity(
    { zh: '含碳量：每单位或每单位热量', en: 'carbon content, per unit or per energy' },
    { least: 0 },
  ).optional(),
  oxidation: share({ zh: '氧化率', en: 'oxidised share of the carbon when burnt' }).optional(),
  biogenic: flag({ zh: '生物质碳：只作备忘项', en: 'biogenic carbon: a memo item only' }).optional(),
  ch4: quantity('kg/TJ', { zh: '燃烧的 CH4 因子', en: 'CH4 from burning' }, { least: 0 }).optional(),
  n2o: quantity('kg/TJ', { zh: '燃烧的 N2O 因子', en: 'N2O from burning' }, { least: 0 }).optional(),
  tce: anyQuantity(
    { zh: '折标准煤系数（当量）', en: 'coal-equivalent coefficient (calorific)' },
    { least: 0 },
  ).optional(),
  'tce-equivalent': series(
    undefined,
    {
      zh: '折标准煤系数（等价，逐年）',
      en: 'coal-equivalent coefficient of electricity, equivalent value, by year',
    },
    { least: 0 },
  ).optional(),
  purchased: series(
    undefined,
    {
      zh: '外购时的间接排放因子（逐年），如 tCO2/MWh',
      en: 'indirect emission factor when purchased, by year, such as tCO2/MWh',
    },
    { least: 0 },
  ).optional(),
  price: series(undefined, {
    zh: '县界上的价格：外购付出，外卖收入',
    en: 'price at the county boundary: what is paid when bought and got when sold',
  }).optional(),
  tradable: flag({
    zh: '能否外购与外卖（默认能）',
    en: 'can be bought and sold outside (default true)',
  }).optional(),
  stored: flag({
    zh: '所含的碳封存在固体里（灰渣）',
    en: 'its carbon stays in a solid (ash, slag)',
  }).optional(),
  losses: share({ zh: '输配损失率', en: 'share lost in distribution' }).optional(),
  suppliers: references({
    zh: '本地供应者，按先后次序满足需求',
    en: 'local suppliers, in the order in which they meet the demand',
  }).optional(),
  outlets: outlets.optional(),
  rest: choice(['flare', 'export'], {
    zh: '各去向之后余下的：点火放散或外卖',
    en: 'what is left after the outlets: flared or exported',
  }).optional(),
  sector: word({ zh: '放散归哪个部门', en: 'sector that answers for flaring' }).optional(),
  ...provenance,
})
export type Commodity = z.output<typeof commodity>
