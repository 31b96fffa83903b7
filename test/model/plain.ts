import { type Columns, column, columnsOf, type Project, species } from '../county.ts'

/** A county with nothing in it but what a test writes: one product, power that is bought, and sectors. */
export function plainCounty(
  sections: string,
  options: { horizon?: string; scenario?: string; commodities?: string; processes?: string } = {},
): Project {
  return {
    'baselines/toy.yaml': `kind: baseline
id: toy
libraries: none
prices: 2020
gwp: ar5
source: made-up
grade: assumption
sources: { made-up: { title: made up, kind: judgement } }
horizon: ${options.horizon ?? '{ base: 2020, observed-to: 2020, to: 2030 }'}
sectors: { works: { name: works }, homes: { name: homes } }
commodities:
  thing: { name: thing, unit: t, group: product }
  power: { name: power, unit: MWh, group: electricity, tce: 0.1229 kgce/kWh }
${options.commodities ?? ''}
processes:
  make:
    name: make
    sector: works
    inputs: [{ of: power, use: fuel, amount: 100 kWh/t }]
    outputs: [{ of: thing, lead: true, amount: 1 t/t }]
${options.processes ?? ''}
${species}
${sections}
`,
    'scenarios/a.yaml': `kind: scenario
id: a
baseline: toy
source: made-up
grade: assumption
${options.scenario ?? ''}
`,
  }
}

/** The values of one column, rounded where only the last bits differ from what a hand writes down. */
export function values(columns: Columns, id: string): readonly number[] {
  return column(columns, id).map((value) => Number(value.toPrecision(12)))
}

export async function valuesOf(files: Project, id: string): Promise<readonly number[]> {
  return values(await columnsOf(files), id)
}
