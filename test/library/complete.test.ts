import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { repository } from '../county.ts'

/** What a library of a county has to hold, family by family, and what each kind of entry has to say. */

type Entry = Readonly<Record<string, unknown>>
const folder = join(repository, 'baselines/library')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => parse(readFileSync(join(folder, name), 'utf8')) as Readonly<Record<string, Entry>>)
const section = (name: string) =>
  Object.fromEntries(files.flatMap((file) => Object.entries(file[name] ?? {}))) as Readonly<
    Record<string, Entry>
  >
const processes = section('processes')
const measures = section('measures')

const families: Readonly<Record<string, readonly string[]>> = {
  'ovens by class, wet and dry': [
    'coke-oven-4m3-wet',
    'coke-oven-5m5-stamp-wet',
    'coke-oven-5m5-stamp-cdq',
    'coke-oven-6m25-stamp-cdq',
    'coke-oven-7m65-top-cdq',
    'coal-washing',
  ],
  'outlets of gas': [
    'ammonia-from-cog',
    'methanol-from-cog',
    'lng-from-cog',
    'hydrogen-from-cog-psa',
    'cog-power-steam',
    'cog-power-engine',
    'boiler-cog',
  ],
  'acid, nitrates, urea': [
    'nitric-acid-dual',
    'nitric-acid-medium',
    'nitrate-mix',
    'ammonium-nitrate',
    'calcium-nitrate',
    'calcium-ammonium-nitrate',
    'magnesium-nitrate',
    'potassium-nitrate',
    'sodium-nitrate',
    'nitro-compound-fertiliser',
    'urea',
  ],
  'tar, benzol, coal chemistry': [
    'tar-refining',
    'benzol-hydrorefining',
    'ammonia-coal-pulverised',
    'methanol-coal',
    'ethylene-glycol-coal',
    'coal-to-oil',
    'methanol-to-aromatics',
    'calcium-carbide',
    'pvc-carbide',
  ],
  'iron and steel': ['sinter', 'pellet', 'blast-furnace', 'bof', 'eaf-scrap', 'h2-dri-eaf'],
  'ferro-alloys': [
    'mn-si-semi-closed',
    'mn-si-closed',
    'refined-femn',
    'hc-femn-eaf',
    'femn-bf',
    'ferrosilicon-75',
    'hc-fecr',
  ],
  'castings and magnesium': [
    'casting-cupola',
    'casting-induction',
    'forging-gas',
    'magnesium-pidgeon-coal',
    'magnesium-pidgeon-cog',
  ],
  minerals: ['clinker', 'cement', 'lime', 'flat-glass', 'ceramic-tile', 'brick-kiln', 'slag-fibre-board'],
  'power and heat': [
    'coal-power-subcritical-300',
    'coal-power-supercritical-600',
    'coal-power-usc-1000',
    'coal-power-cfb-300',
    'coal-chp-300',
    'boiler-coal-cfb',
    'boiler-coal-small',
    'boiler-gas',
    'boiler-biomass',
    'boiler-electric',
    'waste-heat-power',
    'cdq-steam-turbine',
    'pv',
    'wind-onshore',
    'hydropower',
    'battery',
    'electrolyser-alkaline',
    'heat-pump-air',
    'heat-pump-industrial',
    'sf6-switchgear',
  ],
  'buildings and transport': [
    'stove-coal',
    'stove-biomass',
    'heater-gas-home',
    'heater-electric',
    'district-heat-substation',
    'car-petrol',
    'car-electric',
    'bus-diesel',
    'bus-electric',
    'truck-light-diesel',
    'truck-heavy-diesel',
    'truck-heavy-electric',
    'truck-heavy-hydrogen',
  ],
  'farms and waste': [
    'rice-paddy',
    'dry-crops',
    'cattle',
    'pigs',
    'landfill',
    'sewage-treatment',
    'waste-incineration-power',
  ],
  'led by electricity': [
    'data-centre-rack',
    'data-centre-rack-dense',
    'base-station-5g',
    'generic-electric-industry',
    'quartz-tube',
    'ndfeb-magnet',
    'silicon-carbide',
    'graphite-electrode',
    'carbon-fibre',
    'air-separation',
  ],
}

describe('the library holds', () => {
  it.each(Object.entries(families))('%s', (_, wanted) => {
    expect(wanted.filter((id) => !(id in processes))).toEqual([])
  })
  it('capture on named streams, abatement of N2O in two stages', () => {
    for (const id of [
      'ccs-vent',
      'ccs-flue-gas',
      'ccs-kiln-gas',
      'ccs-furnace-gas',
      'n2o-secondary',
      'n2o-tertiary',
    ])
      expect(measures).toHaveProperty(id)
  })
  it('grid factors of the province (low, stated, high), the region and the country, from 2020 to 2060, low never above high', () => {
    const paths = section('drivers')
    const at = (id: string, year: number) => {
      const point = (paths[id]!['path'] as Entry)[String(year)] as Entry
      return Number.parseFloat(String(point['value']))
    }
    for (const year of [2020, 2025, 2030, 2040, 2050, 2060]) {
      const [low, stated, high] = ['low', 'stated', 'high'].map((name) => at(`grid-shanxi-${name}`, year))
      expect(low).toBeLessThanOrEqual(stated!)
      expect(stated).toBeLessThanOrEqual(high!)
      for (const id of ['grid-north-china', 'grid-national']) expect(at(id, year)).toBeGreaterThanOrEqual(0)
    }
  })
  it('warming potentials of three assessments for every greenhouse gas', () => {
    for (const [id, gas] of Object.entries(section('species')))
      if (gas['family'] === 'greenhouse')
        for (const set of ['ar4', 'ar5', 'ar6']) expect(gas[set], `${id} ${set}`).toHaveProperty('source')
  })
})

describe('every measure says what it does, costs, lasts and how far it can go', () => {
  it.each(Object.entries(measures))('%s', (_, measure) => {
    expect(measure['effects'] ?? measure['capture']).toBeDefined()
    expect(measure).toHaveProperty('lifetime')
    expect(measure).toHaveProperty('potential')
    // Where the cost goes by what it is applied to, the entry says so.
    const priced = measure['capex'] !== undefined || measure['om'] !== undefined
    if (!priced) expect(JSON.stringify(measure['note'])).toMatch(/cost/)
  })
})

/** Processes of which no engineer's figure is at hand, or that are no plant; the report counts those in use (W0608). */
const uncosted = [
  'base-station-5g',
  'cattle',
  'data-centre-rack-dense',
  'dry-crops',
  'generic-electric-industry',
  'landfill',
  'pigs',
  'rice-paddy',
  'sewage-treatment',
  'sf6-switchgear',
  'waste-incineration-power',
]
it('plants have investment with a range and a lifetime; those that have none are named', () => {
  const without = Object.entries(processes)
    .filter(([, { capex }]) => capex === undefined)
    .map(([id]) => id)
  expect(without.sort()).toEqual(uncosted)
  for (const [id, process] of Object.entries(processes))
    if (process['capex']) {
      expect(process, id).toHaveProperty('lifetime')
      expect(JSON.stringify(process['capex']), id).toMatch(/"range"|"\d{4}"/)
    }
})
