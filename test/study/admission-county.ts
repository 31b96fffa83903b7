import { join } from 'node:path'
import { type AdmitOptions, admit, type ScreenOptions, screen } from '../../src/index.ts'
import { type Project, withProject } from '../county.ts'

/**
 * A county by hand. A plant takes 0.1 t of coal (1 tce/t) a tonne and gives 1 kg of NOx; chemistry takes 0.05 t as fuel and
 * 0.5 t as feedstock. Two plants of 100 kt/a use 20,000 tce and give 200 t of NOx a year; `works-a` stands in the key zone.
 * 10 kt/a of retorts give 1,000,000 Nm3 of gas a year, which is flared.
 */
export const baseline = `kind: baseline
id: toy
libraries: none
prices: 2020
gwp: ar5
source: made-up
grade: assumption
horizon: { base: 2020, observed-to: 2024, to: 2040 }
sources: { made-up: { title: made up, kind: judgement } }
species:
  co2: { name: CO2, family: greenhouse, unit: tCO2 }
  nox: { name: NOx, family: pollutant, unit: t }
sectors: { industry: { name: industry }, smelting: { name: smelting, parent: industry }, chemistry: { name: chemistry, parent: industry } }
commodities:
  coal: { name: coal, unit: t, group: coal, energy: 29.3 GJ/t, tce: 1 tce/t }
  metal: { name: metal, unit: t, group: product }
  salt: { name: salt, unit: t, group: product }
  char: { name: char, unit: t, group: product }
  charge: { name: charge, unit: t, group: product, energy: 20 GJ/t, tce: 0 tce/t }
  gas: { name: gas, unit: Nm3, group: by-product-gas, energy: 17 MJ/Nm3, tce: 0 tce/Nm3, tradable: false, outlets: [torch], rest: flare, sector: chemistry }
  warmth: { name: warmth, unit: t, group: product }
  water: { name: water, unit: m3, group: water }
processes:
  plant:
    name: plant
    sector: smelting
    inputs: [{ of: coal, use: fuel, amount: 0.1 t/t }, { of: water, amount: 2 m3/t }]
    outputs: [{ of: metal, lead: true, amount: 1 t/t }]
    emits: [{ factor: { nox: 1 kg/t } }]
    value-added: 1000 元@2020/t
  chem:
    name: chem
    sector: chemistry
    inputs: [{ of: coal, use: feedstock, amount: 0.5 t/t }, { of: coal, id: coal-fuel, use: fuel, amount: 0.05 t/t }]
    outputs: [{ of: salt, lead: true, amount: 1 t/t }]
    value-added: 2000 元@2020/t
  retort:
    name: retort
    sector: chemistry
    inputs: [{ of: charge, use: feedstock, amount: 0.1 t/t }]
    outputs: [{ of: char, lead: true, amount: 1 t/t }, { of: gas, amount: 100 Nm3/t }]
  gas-salt:
    name: salt from gas
    sector: chemistry
    inputs: [{ of: gas, use: feedstock, amount: 1000 Nm3/t }]
    outputs: [{ of: salt, lead: true, amount: 1 t/t }]
  torch:
    name: torch
    sector: chemistry
    inputs: [{ of: gas, use: fuel, amount: 1 Nm3/t }]
    outputs: [{ of: warmth, lead: true, amount: 1 t/t }]
ladders:
  plants: { name: plants, processes: [plant], level1: 90 kgce/t, level2: 95 kgce/t, level3: 120 kgce/t }
zones: { core: { name: core, class: key }, plain: { name: plain, class: general } }
sites: { town: { name: town, zone: core }, fields: { name: fields, zone: plain } }
plans: { fyp15: { name: 15th, from: 2026, to: 2030 } }
facilities:
  works-a: { process: plant, site: town, capacity: 100 kt/a, commissioned: 2010, area: 10 ha }
  works-b: { process: plant, site: fields, capacity: 100 kt/a, commissioned: 2010 }
  retorts: { process: retort, site: fields, capacity: 10 kt/a, commissioned: 2010 }
  torch: { process: torch, operation: outlet, capacity: 1 t/a }
measures:
  low-nox: { name: low NOx, effects: [{ emission: nox, relative: 50% }], applies-to: [smelting], adoption: 0%, potential: 80% }
economy: { gdp: built, sectors: { industry: { value-added: 1000 万元@2020, follows: growth } } }
drivers: { growth: { name: growth, path: 1 } }
`

export const scenario = (more: string) => `kind: scenario
id: a
baseline: toy
source: made-up
grade: assumption
projects-from: approved
${more}
`

export const energyQuota = 'quotas: { energy: { plan: fyp15, total: 25000 tce/a, clause: paper 7 } }'

export const project = (fields: string, more = '') => `kind: overlay
id: new
for: toy
source: made-up
grade: assumption
projects:
  new: { status: planned, start: 2027, ${fields} }
${more}
`

export function files(scenarioText: string, projectText = ''): Project {
  return {
    'baselines/toy.yaml': baseline,
    'scenarios/a.yaml': scenario(scenarioText),
    'new.yaml': projectText,
  }
}

/** Admits a project of the small county; throws its diagnostics where it cannot be judged. */
export function admitted(
  scenarioText: string,
  projectText: string,
  options: AdmitOptions = {},
  extra: Project = {},
) {
  return withProject({ ...files(scenarioText, projectText), ...extra }, async (root) => {
    const { admission, diagnostics } = await admit(join(root, 'new.yaml'), join(root, 'scenarios/a.yaml'), {
      ...options,
      ...(options.offset ? { offset: options.offset.map((path) => join(root, path)) } : {}),
    })
    if (!admission) throw new Error(JSON.stringify(diagnostics, null, 1))
    return admission
  })
}

export function screened(scenarioText: string, options: ScreenOptions = {}) {
  return withProject(files(scenarioText), async (root) => {
    const { screening, diagnostics } = await screen(join(root, 'scenarios/a.yaml'), options)
    if (!screening) throw new Error(JSON.stringify(diagnostics, null, 1))
    return screening
  })
}
