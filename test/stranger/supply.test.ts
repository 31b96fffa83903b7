import { describe, expect, it } from 'vitest'
import { resultOf } from '../county.ts'
import { plainCounty } from '../model/plain.ts'

/** What a county made and then buys: its emissions fall because others make it. */

const iron = `  iron: { name: iron, unit: t, group: material, suppliers: [works] }
`
const process = `  iron-works: { name: iron works, sector: works, inputs: [{ of: power, use: fuel, amount: 50 kWh/t }], outputs: [{ of: iron, lead: true, amount: 1 t/t }], emits: [{ factor: { co2: 2 tCO2/t } }] }
`
const county = (works: string, sold: string) =>
  plainCounty(
    `demands: { sales: { of: iron, amount: ${sold} } }
facilities:\n  works: { process: iron-works, operation: demand, ${works} }\n`,
    { commodities: iron, processes: process },
  )
const warned = async (works: string, sold = '100 kt/a') =>
  (await resultOf(county(works, sold))).warnings.filter(({ code }) => code === 'W0840')

describe('W0840', () => {
  it('says when a unit closed and all that it made is bought', async () => {
    const [one, ...more] = await warned('capacity: 120 kt/a, retired: 2024')
    expect(more).toEqual([])
    expect(one!.message.en).toContain('100% in 2020')
    expect(one!.message.en).toContain('from 2024 on 100% is bought (100000 t)')
    expect(one!.message.zh).toContain('2024 年起 100% 靠外购')
  })
  it('is silent while most is made, where it was always bought, and where nothing is wanted any more', async () => {
    expect(await warned('capacity: 120 kt/a')).toEqual([])
    expect(await warned('capacity: 60 kt/a')).toEqual([])
    expect(
      await warned(
        'capacity: 120 kt/a, retired: 2024',
        '{ 2020: 100 kt/a, 2024: 1 kt/a, 2030: 1 kt/a, interpolate: linear }',
      ),
    ).toEqual([])
  })
})
