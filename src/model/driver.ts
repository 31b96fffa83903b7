import * as z from 'zod'
import { choice, provenance, text, word } from './field.ts'
import { readScalar } from './number.ts'
import { anyQuantity, series } from './quantity-field.ts'
import { pathUncertain } from './spread.ts'

/** Something that activity follows: population, floor area, an index, an output. */
export const driver = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  observed: series(
    undefined,
    { zh: '观测年的值', en: 'values of observed years' },
    { interpolate: 'required' },
  ).optional(),
  path: series(undefined, { zh: '之后的走势', en: 'its path afterwards' }, { interpolate: 'required' }),
  /** Other whole paths by name, which `uncertain: {one-of: …}` draws. */
  alternatives: z
    .record(
      z.string(),
      series(
        undefined,
        { zh: '另一条走势，集合抽样时按概率取用', en: 'another path, drawn by its chance' },
        { interpolate: 'required' },
      ),
    )
    .optional(),
  uncertain: pathUncertain(readScalar).optional(),
  ...provenance,
})
export type Driver = z.output<typeof driver>

/** A demand from outside the model's own uses: what is sold or consumed without being modelled further. */
export const demand = z.strictObject({
  name: text({ zh: '名称', en: 'name' }).optional(),
  of: word({ zh: '哪种商品', en: 'commodity that is wanted' }),
  driver: word({ zh: '跟随哪个驱动', en: 'driver that it follows' }).optional(),
  intensity: series(undefined, { zh: '每单位驱动的量', en: 'amount per unit of driver' }).optional(),
  amount: series(undefined, { zh: '每年的量', en: 'amount a year' }, { interpolate: 'required' }).optional(),
  observed: series(
    undefined,
    { zh: '观测年的值', en: 'values of observed years' },
    { interpolate: 'required' },
  ).optional(),
  ...provenance,
})
export type Demand = z.output<typeof demand>

/** An index that moves coefficients year by year without a named measure (autonomous improvement). */
export const improvement = z.strictObject({
  name: text({ zh: '名称', en: 'name' }).optional(),
  'applies-to': word({ zh: '部门、设施、过程或终端用途', en: 'sector, facility, process or end use' }),
  of: word({ zh: '哪种商品或哪类商品', en: 'commodity or family of commodities' }).optional(),
  index: series('', { zh: '系数的指数（基准年 1）', en: 'index of the coefficients (1 in the base year)' }),
  ...provenance,
})
export type Improvement = z.output<typeof improvement>

/** Land that takes up CO2. */
export const land = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  area: series('ha', { zh: '面积', en: 'area' }, { least: 0 }),
  rate: series('tCO2/(ha·a)', { zh: '每公顷每年吸收量', en: 'uptake per hectare and year' }),
  saturation: series(
    '',
    { zh: '饱和系数（成熟林下降）', en: 'saturation: share of the rate that remains as stands mature' },
    { share: true },
  ).optional(),
  sector: word({ zh: '部门', en: 'sector' }),
  ...provenance,
})
export type Land = z.output<typeof land>

/** How GDP is made: built up from value added, or given. */
export const economy = z.strictObject({
  gdp: choice(['built', 'given'], {
    zh: 'built：由增加值相加；given：给定总额',
    en: 'built: summed from value added; given: a stated path',
  }),
  total: series('万元@2020', { zh: '给定的 GDP', en: 'stated GDP' }, { interpolate: 'required' }).optional(),
  sectors: z
    .record(
      z.string(),
      z.strictObject({
        'value-added': anyQuantity({ zh: '基准年增加值', en: 'value added in the base year' }),
        follows: word({ zh: '其余部分跟随的驱动', en: 'driver that the rest of the sector follows' }),
        ...provenance,
      }),
    )
    .optional(),
  ...provenance,
})
export type Economy = z.output<typeof economy>
