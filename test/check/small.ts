import { join } from 'node:path'
import { check } from '../../src/index.ts'
import { type Project, plainScenario, species, told, withProject } from '../county.ts'

/**
 * A county that can be worked out in the head: a stack gives off 1000 t of CO2 in 2020, falling by 20 t a year to 800 t in
 * 2030 and then no more, and a kiln that may be built gives off 100 t a year from 2026 on. Peak: 2020.
 */
export const small = `kind: baseline
id: toy
libraries: none
prices: 2020
gwp: ar5
source: made-up
grade: assumption
horizon: { base: 2020, observed-to: 2021, to: 2035 }
sources:
  made-up: { title: made up, kind: judgement }
${species}
sectors:
  industry: { name: industry }
  homes: { name: homes }
facilities:
  stack:
    process: given
    sector: industry
    emissions: [{ species: co2, scope: process, amount: { 2020: 1000 tCO2/a, 2030: 800 tCO2/a, interpolate: linear, after: hold } }]
  fires: { process: given, sector: homes, emissions: [{ species: co2, scope: energy, amount: 50 tCO2/a }, { species: n2o, scope: process, amount: 2 t/a }] }
`

/** The same with people that something may follow. */
export const peopled = small.replace(
  'facilities:\n',
  'drivers:\n  people: { name: people, path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear } }\nfacilities:\n',
)

/** Kilns that give off 100 t of CO2 a year each, for 10,000 t of clinker, without a fuel; the projects that want them follow. */
export const kilns = `commodities: { clinker: { name: clinker, unit: t, group: product } }
processes:
  kiln:
    name: kiln
    sector: industry
    closure: none
    closure-reason: made up
    outputs: [{ of: clinker, lead: true, amount: 1 t/t }]
    emits: [{ factor: { co2: 0.01 tCO2/t } }]
projects:
`
/** One of them, from 2026 on. */
export const kiln = (id: string, more: string) =>
  `  ${id}: { process: kiln, capacity: 1 万t/a, start: 2026, ${more} }\n`

/** A county in which the fires are U(0, 100) t of CO2 and their N2O lies between 1 and 4 t. */
export const withFires = (county: string) =>
  county
    .replace(
      'amount: 50 tCO2/a',
      'amount: { value: 50 tCO2/a, uncertain: { uniform: [0 tCO2/a, 100 tCO2/a] } }',
    )
    .replace('amount: 2 t/a', 'amount: { value: 2 t/a, range: [1 t/a, 4 t/a] }')

/** The scenario of that county: the stack is to fall, and to be gone by 2035, which it is not. */
export const scenario = `${plainScenario}source: made-up
grade: assumption
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: 900 tCO2 } }
  gone: { rule: neutral, indicator: ghg.net, by: 2035, severity: should }
expect: { gone: missed }
`

export const overlay = `kind: overlay
id: halved
for: toy
source: made-up
grade: assumption
facilities:
  fires: { emissions: [{ species: co2, scope: energy, amount: 25 tCO2/a }, { species: n2o, scope: process, amount: 2 t/a }] }
`

/** The small county with a scenario, and what else a test wants. */
export function project(text = scenario, more: Project = {}): Project {
  return {
    'baselines/toy.yaml': small,
    'scenarios/a.yaml': text,
    'overlays/halved.yaml': overlay,
    ...more,
  }
}

/** What `check` finds under a path of a project, as it is told. */
export function checked(files: Project, path = 'scenarios') {
  return withProject(files, async (root) => {
    const found = await check([join(root, path)])
    return { ...found, told: told(found).filter(({ severity }) => severity !== 'info') }
  })
}
