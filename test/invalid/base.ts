import type { Project } from '../county.ts'

/**
 * A small county that is right: every fixture of this folder is this county with a few words changed. Its coke oven, by hand:
 * carbon in 1.3 t × 0.78 + 200 Nm³ × 0.21 kg = 1.056 tC, out 0.86 + 430 × 0.00021 = 0.9503 tC, so 0.1057 tC or 0.3876 tCO2
 * a tonne of coke stay; energy in 39 + 3.4 + 0.1512 GJ, out 28 + 7.31 GJ, so 17 % are lost.
 */
export const baseline = `kind: baseline
id: toy
libraries: none
prices: 2020
gwp: ar5
source: made-up
grade: assumption
horizon: { base: 2020, observed-to: 2022, to: 2035 }
sources:
  made-up: { title: made up, kind: judgement }
species:
  co2: { name: CO2, family: greenhouse, unit: tCO2 }
  n2o: { name: N2O, family: greenhouse, unit: t, ar5: 265 }
  so2: { name: SO2, family: pollutant, unit: t }
sectors:
  industry: { name: industry }
  coking: { name: coking, parent: industry }
  power: { name: power, parent: industry }
  homes: { name: homes }
  land: { name: land }
commodities:
  coal: { name: coal, unit: t, group: coal, energy: 30 GJ/t, carbon: 0.78 tC/t, tce: 1.03 tce/t }
  coke: { name: coke, unit: t, group: coke, energy: 28 GJ/t, carbon: 0.86 tC/t, tce: 0.97 tce/t, suppliers: [oven-a] }
  gas:
    name: gas
    unit: Nm3
    group: by-product-gas
    energy: 17 MJ/Nm3
    carbon: 0.21 kgC/Nm3
    tce: 0.58 kgce/Nm3
    tradable: false
    outlets: [{ to: ammonia, take: { at-least: 30% } }, { to: gas-power }]
    rest: flare
    sector: coking
  ammonia: { name: ammonia, unit: t, group: product }
  natural-gas: { name: natural gas, unit: Nm3, group: gas, energy: 38.9 MJ/Nm3, carbon: 15.3 tC/TJ, tce: 1.33 kgce/Nm3 }
  heat: { name: heat, unit: GJ, group: heat, tce: 0.0341 tce/GJ }
  electricity:
    name: power
    unit: MWh
    group: electricity
    tce: 0.1229 kgce/kWh
    purchased: { 2020: 0.7 tCO2/MWh, 2035: 0.3 tCO2/MWh }
    suppliers: [gas-power]
processes:
  oven:
    name: oven
    sector: coking
    inputs:
      - { of: coal, use: feedstock, amount: 1.3 t/t }
      - { of: gas, use: own-fuel, amount: 200 Nm3/t }
      - { of: electricity, use: fuel, amount: 42 kWh/t }
    outputs:
      - { of: coke, lead: true, amount: 1 t/t }
      - { of: gas, amount: 430 Nm3/t }
    emits: [carbon-balance, { factor: { so2: 0.1 kg/t } }]
    loss: [15%, 20%]
    emitted: [0.3 tCO2/t, 0.45 tCO2/t]
    carbon-tolerance: 0.2%
    value-added: 400 元@2020/t
  nh3:
    name: nh3
    sector: industry
    inputs:
      - { of: gas, use: feedstock, amount: 1900 Nm3/t }
      - { of: electricity, use: fuel, amount: 1 MWh/t }
    outputs: [{ of: ammonia, lead: true, amount: 1 t/t }]
    emits: [carbon-balance, { factor: { n2o: 1 kg/t } }]
  gt:
    name: gas turbine
    sector: power
    inputs: [{ of: gas, use: fuel, amount: 0.8 Nm3/kWh }]
    outputs: [{ of: electricity, lead: true, amount: 1 MWh/MWh }]
  captive:
    name: captive
    closure: none
    closure-reason: the water that drives it is no flow
    sector: power
    inputs: [{ of: electricity, use: fuel, amount: 1.2 MWh/MWh }]
    outputs: [{ of: electricity, lead: true, amount: 1 MWh/MWh }]
  boiler:
    name: boiler
    inputs: [{ of: natural-gas, use: fuel, amount: 30 Nm3/GJ }]
    outputs: [{ of: heat, lead: true, amount: 1 GJ/GJ }]
  heat-pump:
    name: heat pump
    closure: none
    closure-reason: takes heat from the air
    inputs: [{ of: electricity, use: fuel, amount: 90 kWh/GJ }]
    outputs: [{ of: heat, lead: true, amount: 1 GJ/GJ }]
measures:
  abate: { name: abatement, effects: [{ emission: n2o, relative: 90% }], exclusive: n2o-control }
  abate-more: { name: more, effects: [{ emission: n2o, relative: 95% }], exclusive: n2o-control }
  less-coal: { name: less coal, effects: [{ input: coal, relative: 1% }] }
drivers:
  people:
    name: people
    path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }
  coke-demand:
    name: coke demand
    observed: { 2020: 40 万t/a, 2021: 42 万t/a, 2022: 45 万t/a }
    path: { 2030: 30 万t/a, 2035: 20 万t/a, interpolate: linear }
  growth: { name: growth, path: { value: 1, growth: 3% } }
demands:
  coke-sold: { of: coke, driver: coke-demand, intensity: 1 t/t }
facilities:
  oven-a:
    process: oven
    capacity: 60 万t/a
    utilisation: 90%
    commissioned: 2010-05
  ammonia:
    process: nh3
    capacity: 1.2 万t/a
    utilisation: 80%
  gas-power: { process: gt, operation: outlet, capacity: 20 MW, utilisation: 60% }
  landfill: { process: given, sector: homes, emissions: [{ species: n2o, scope: process, amount: 12 t/a }] }
end-uses:
  homes-power:
    name: power of homes
    sector: homes
    driver: people
    inputs: [{ of: electricity, use: fuel, amount: 600 kWh/person }]
  homes-heat:
    name: heat of homes
    sector: homes
    driver: people
    intensity: 8 GJ/person
    technologies: { boiler: { 2020: 90%, 2035: 30% }, heat-pump: { 2020: 10%, 2035: 70% } }
land:
  forest: { name: forest, sector: land, area: 1000 ha, rate: 2.3 tCO2/(ha·a) }
economy:
  gdp: built
  sectors: { coking: { value-added: 3 亿元@2020, follows: growth }, homes: { value-added: 50 亿元@2020, follows: growth } }
`

export const reference = `kind: scenario
id: reference
baseline: toy
source: made-up
grade: assumption
projects-from: approved
projects:
  oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }
measures:
  abate: { applies-to: nh3, adoption: { 2020: 0%, 2030: 60%, after: hold } }
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: 5000 万tCO2 }, severity: should }
`

export const scenario = `kind: scenario
id: a
baseline: toy
extends: reference.yaml
source: made-up
grade: assumption
drivers:
  growth: { path: { value: 1, growth: 4% } }
`

export const overlay = `kind: overlay
id: more
for: toy
source: made-up
grade: assumption
facilities:
  ammonia: { utilisation: { from: 2026, 2030: 70%, after: hold } }
`

/** The base project, in the words of which every fixture is written. */
export const base = {
  'baselines/toy.yaml': baseline,
  'scenarios/reference.yaml': reference,
  'scenarios/a.yaml': scenario,
  'overlays/more.yaml': overlay,
} as const satisfies Project
export type BaseFile = keyof typeof base
