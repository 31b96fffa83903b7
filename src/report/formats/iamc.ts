import { line } from '../csv.ts'
import type { CutTable, Format, Result } from '../result.ts'

/**
 * Timeseries in the layout of the Integrated Assessment Modeling Consortium, long: model, scenario, region, variable, unit,
 * year, value. Names and units of variables follow the template of the IPCC AR6 database where it has the same quantity
 * (https://data.ene.iiasa.ac.at/ar6); what a Chinese county counts beyond it has a name of its own and never takes one of
 * theirs: `Emissions|CO2` is territorial there, so totals with purchased power say so.
 */
interface Mapped {
  readonly variable: string
  /** Unit of the variable, and what one of the result's unit is in it. */
  readonly unit: string
  readonly by: number
}

const mega = 1e-6
const co2 = (variable: string): Mapped => ({ variable, unit: 'Mt CO2/yr', by: mega })
const co2e = (variable: string): Mapped => ({ variable, unit: 'Mt CO2-equiv/yr', by: mega })
const tce = (variable: string): Mapped => ({
  variable: `Energy Consumption|${variable}`,
  unit: 'Mtce/yr',
  by: mega,
})

/** 万元 are 1e4 yuan: 1e-5 of a billion. */
const money = (variable: string, year: number): Mapped => ({
  variable,
  unit: `billion CNY_${year}/yr`,
  by: 1e-5,
})

function variables(prices: number): Readonly<Record<string, Mapped>> {
  return {
    'co2.energy': co2('Emissions|CO2|Energy'),
    'co2.process': co2('Emissions|CO2|Industrial Processes'),
    'co2.territorial': co2('Emissions|CO2|Energy and Industrial Processes'),
    'co2.indirect': co2('Emissions|CO2|Purchased Energy'),
    'co2.total': co2('Emissions|CO2|With Purchased Energy'),
    'co2.stored': co2('Carbon Sequestration|CCS'),
    sink: co2e('Carbon Sequestration|Land Use'),
    'co2.biogenic': co2('Emissions|CO2|Biogenic'),
    'ghg.territorial': co2e('Emissions|Kyoto Gases|Gross'),
    'ghg.total': co2e('Emissions|Kyoto Gases|With Purchased Energy'),
    'ghg.net': co2e('Emissions|Kyoto Gases|Net with Purchased Energy'),
    'ghg.net-territorial': co2e('Emissions|Kyoto Gases'),
    ch4: { variable: 'Emissions|CH4', unit: 'Mt CH4/yr', by: mega },
    n2o: { variable: 'Emissions|N2O', unit: 'kt N2O/yr', by: 1e-3 },
    so2: { variable: 'Emissions|Sulfur', unit: 'Mt SO2/yr', by: mega },
    nox: { variable: 'Emissions|NOx', unit: 'Mt NO2/yr', by: mega },
    voc: { variable: 'Emissions|VOC', unit: 'Mt VOC/yr', by: mega },
    pm25: { variable: 'Emissions|PM2.5', unit: 'Mt PM2.5/yr', by: mega },
    water: { variable: 'Water Consumption', unit: 'km3/yr', by: 1e-9 },
    'energy.total': tce('Comprehensive'),
    'energy.total-equivalent': tce('Comprehensive|Equivalent Value'),
    'energy.total-calorific': tce('Comprehensive|Calorific Value'),
    'energy.controlled': tce('Controlled'),
    'energy.excluded-feedstock': tce('Excluded|Feedstock'),
    'energy.excluded-renewables': tce('Excluded|Renewables'),
    gdp: money('GDP|Constant Prices', prices),
    sales: money('Sales', prices),
    'cost.total': money('Cost', prices),
    'cost.capital': money('Cost|Capital', prices),
    'cost.operation': money('Cost|Operation', prices),
    'cost.measures': money('Cost|Measures', prices),
    'cost.purchases': money('Cost|Purchases', prices),
    'cost.carbon': money('Cost|Carbon', prices),
  }
}

/** A part of a variable's name: no separator, no blanks at the ends. */
const part = (name: string): string => name.replaceAll('|', '/').replace(/\s+/g, ' ').trim()

type Row = readonly [variable: string, unit: string, year: number, value: number]

function rows(result: Result): readonly Row[] {
  const known = variables(result.conventions.prices)
  const scaled = (value: number, by: number) => Number((value * by).toPrecision(12))
  const own = Object.entries(result.indicators).flatMap(([id, { unit, values }]) => {
    const mapped = Object.hasOwn(known, id) ? known[id]! : { variable: `Indicator|${id}`, unit, by: 1 }
    return Object.entries(values).map(
      ([year, value]): Row => [mapped.variable, mapped.unit, Number(year), scaled(value, mapped.by)],
    )
  })
  const cut = (variable: string, unit: string, { rows, years }: CutTable): readonly Row[] => {
    const names = rows.map(({ id, name }) => part(name.en) || id)
    return rows.flatMap(({ id, values }, i) => {
      const name = names[i]!
      // Two rows of one name would be one variable with two values.
      const unique = names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${id})`
      return values.map(
        (value, y): Row => [
          `${variable}|${unique}`,
          unit,
          years[y] ?? result.horizon.base + y,
          scaled(value, mega),
        ],
      )
    })
  }
  return [
    ...own,
    ...cut('Emissions|CO2|With Purchased Energy|Sector', 'Mt CO2/yr', result.tables.sectorCo2),
    ...cut('Emissions|Kyoto Gases|Net with Purchased Energy|Sector', 'Mt CO2-equiv/yr', result.tables.sector),
    ...cut('Emissions|Kyoto Gases|Net with Purchased Energy|Gas', 'Mt CO2-equiv/yr', result.tables.gas),
  ]
}

/** Long CSV that pyam reads: `pyam.IamDataFrame('x.csv')`. */
export const format: Format = {
  name: 'iamc',
  extension: 'iamc.csv',
  about: { zh: 'IAMC 长表，pyam 可读', en: 'long table in the IAMC layout, for pyam' },
  refuse(results) {
    const seen = new Set<string>()
    for (const { scenario } of results) {
      const key = `${scenario.id} ${scenario.county.title.en}`
      if (seen.has(key))
        return {
          zh: `IAMC 里模型、情景、地区相同的数会重复：情景 ${scenario.id} 出现两次`,
          en: `in IAMC the same model, scenario and region would have two values: scenario ${scenario.id} comes twice`,
        }
      seen.add(key)
    }
    return undefined
  },
  render(results) {
    let text = line(['model', 'scenario', 'region', 'variable', 'unit', 'year', 'value'])
    for (const result of results) {
      const { generator, scenario } = result
      const model = `${generator.name} ${generator.version}`
      for (const row of rows(result))
        text += line([model, scenario.id, part(scenario.county.title.en), ...row])
    }
    return text
  },
}
