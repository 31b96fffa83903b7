import fc from 'fast-check'
import type { Project } from '../county.ts'

/**
 * Random small counties. Every coefficient that the laws need is kept beside the text of the county, so that a test can
 * recompute carbon and energy by itself. Files are JSON, which is YAML too.
 */
export interface Spec {
  readonly ovens: number
  readonly onDemand: boolean
  readonly ownGas: number
  readonly gasYield: number
  readonly ovenPower: number
  readonly supplierOrder: readonly number[]
  readonly outletOrder: readonly number[]
  readonly outlets: readonly {
    readonly take: number
    readonly atMost: number
    readonly from: number
    readonly size: number
  }[]
  readonly rest: 'flare' | 'export'
  readonly turbine: 'outlet' | 'demand' | 'capacity'
  readonly turbineOwnUse: number
  readonly losses: number
  readonly kiln: boolean
  readonly heat: boolean
  readonly observed: boolean
  readonly cokeDemand: readonly [number, number, number]
  readonly adoption: number
  readonly saving: number
  readonly floor: number
  readonly index: number
  readonly exportCredit: boolean
  readonly project: 'none' | 'out' | 'in'
  readonly start: number
}

const share = fc.integer({ min: 0, max: 100 })

export const specs: fc.Arbitrary<Spec> = fc.record({
  ovens: fc.integer({ min: 1, max: 3 }),
  onDemand: fc.boolean(),
  ownGas: fc.integer({ min: 80, max: 200 }),
  gasYield: fc.integer({ min: 380, max: 430 }),
  ovenPower: fc.integer({ min: 0, max: 90 }),
  supplierOrder: fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }),
  outletOrder: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
  outlets: fc.array(
    fc.record({
      take: share,
      atMost: fc.integer({ min: 10, max: 100 }),
      from: fc.constantFrom(0, 0, 2024, 2026),
      size: fc.integer({ min: 1, max: 20 }),
    }),
    { minLength: 4, maxLength: 4 },
  ),
  rest: fc.constantFrom('flare', 'export'),
  turbine: fc.constantFrom('outlet', 'demand', 'capacity'),
  turbineOwnUse: fc.integer({ min: 0, max: 10 }),
  losses: fc.integer({ min: 0, max: 8 }),
  kiln: fc.boolean(),
  heat: fc.boolean(),
  observed: fc.boolean(),
  cokeDemand: fc.tuple(
    fc.integer({ min: 0, max: 90 }),
    fc.integer({ min: 1, max: 90 }),
    fc.integer({ min: 0, max: 90 }),
  ),
  adoption: share,
  saving: fc.integer({ min: 0, max: 30 }),
  floor: fc.integer({ min: 0, max: 30 }),
  index: fc.integer({ min: 20, max: 120 }),
  exportCredit: fc.boolean(),
  project: fc.constantFrom('none', 'out', 'in'),
  start: fc.integer({ min: 2023, max: 2028 }),
})

export const horizon = { base: 2020, observedTo: 2022, to: 2030 }

/** tC, GJ and tce per canonical unit (t, Nm3, GJ for electricity and heat). */
export const contents: Readonly<Record<string, { carbon: number; tce: number }>> = {
  coal: { carbon: 0.78, tce: 1.03 },
  coke: { carbon: 0.86, tce: 0.97 },
  gas: { carbon: 0.00021, tce: 0.00058 },
  tar: { carbon: 0.9, tce: 1.14 },
  'natural-gas': { carbon: (15.3 * 38.9) / 1e6, tce: 0.00133 },
  methanol: { carbon: 0.375, tce: 0.68 },
  limestone: { carbon: 0.12, tce: 0 },
  // 0.1229 kgce/kWh = 0.1229 / 3.6 tce/GJ.
  electricity: { carbon: 0, tce: 0.1229 / 3.6 },
  heat: { carbon: 0, tce: 0.0341 },
}

/** What a process takes (+) and gives (−) per unit of activity, of what carries carbon. */
export const carbonFlows = (spec: Spec): Readonly<Record<string, Readonly<Record<string, number>>>> => ({
  oven: { coal: 1.3, gas: spec.ownGas - spec.gasYield, coke: -1, tar: -0.03 },
  nh3: { gas: 1900 },
  meoh: { gas: 2100, methanol: -1 },
  kiln: { coal: 0.12, limestone: 1.25 },
})

type Json = { readonly [key: string]: unknown }

export interface County {
  readonly files: Project
  readonly baseline: Json
  readonly scenario: Json
  /** Process by facility. */
  readonly units: Readonly<Record<string, string>>
  /** Capacity × utilisation a year, of facilities that always stand. */
  readonly potential: Readonly<Record<string, number>>
}

export interface Variant {
  /** Everything that is an amount, times this. */
  readonly scale?: number
  /** The first oven and the kiln in two halves. */
  readonly split?: boolean
  /** The project left out altogether. */
  readonly withoutProject?: boolean
  /** Measures left out altogether. */
  readonly withoutMeasures?: boolean
  /** Measures adopted nowhere. */
  readonly idleMeasures?: boolean
}

export function county(spec: Spec, variant: Variant = {}): County {
  const by = variant.scale ?? 1
  const halves = variant.split ? 2 : 1
  const units: Record<string, string> = {}
  const potential: Record<string, number> = {}
  const facilities: Record<string, unknown> = {}
  const add = (id: string, process: string, tonnes: number, utilisation: number, more: Json = {}) => {
    units[id] = process
    potential[id] = tonnes * by * (utilisation / 100)
    facilities[id] = { process, capacity: `${tonnes * by} t/a`, utilisation: `${utilisation}%`, ...more }
  }
  const ovenIds: string[] = []
  for (const i of spec.supplierOrder.filter((n) => n < spec.ovens)) {
    const parts = i === 0 ? halves : 1
    for (let part = 0; part < parts; part++) {
      const id = parts === 1 ? `oven-${i}` : `oven-${i}-${part}`
      ovenIds.push(id)
      const size = ((i + 1) * 200_000) / parts
      const observed = (n: number) => `${((i + 1) * n * by) / parts} t/a`
      add(id, 'oven', size, 90, {
        ...(spec.onDemand ? {} : { operation: 'capacity' }),
        ...(spec.observed && i === 1
          ? { observed: { 2020: observed(120_000), 2021: observed(150_000), 2022: observed(90_000) } }
          : {}),
      })
    }
  }
  const [nh3, meoh, turbine] = spec.outlets
  add('ammonia', 'nh3', nh3!.size * 4_000, 80)
  add('methanol', 'meoh', meoh!.size * 3_000, 100)
  units['turbine'] = 'gt'
  facilities['turbine'] = {
    process: 'gt',
    operation: spec.turbine,
    capacity: `${turbine!.size * 3 * by} MW`,
    utilisation: '70%',
  }
  if (spec.kiln)
    for (let part = 0; part < halves; part++)
      add(halves === 1 ? 'kiln' : `kiln-${part}`, 'kiln', 300_000 / halves, 70)
  facilities['landfill'] = {
    process: 'given',
    sector: 'homes',
    emissions: [
      { species: 'ch4', scope: 'process', amount: `${50 * by} t/a` },
      { species: 'co2', scope: 'stored', amount: `${70 * by} tCO2/a` },
    ],
  }
  const outletIds = ['ammonia', 'methanol', 'turbine', 'homes-gas']
  const outlets = spec.outletOrder.map((i) => {
    const { take, atMost, from } = spec.outlets[i]!
    return {
      to: outletIds[i],
      ...(take > 50 ? { take: { 'at-least': `${take - 50}%` } } : {}),
      ...(atMost < 90 ? { 'at-most': `${atMost}%` } : {}),
      ...(from ? { from } : {}),
      ...(i === 3 ? { shortfall: { buy: 'natural-gas' } } : {}),
    }
  })
  const commodity = (unit: string, group: string, more: Json = {}) => ({ name: group, unit, group, ...more })
  const path = (...values: readonly string[]) => ({
    2020: values[0],
    2025: values[1],
    2030: values[2],
    interpolate: 'linear',
  })
  const [d0, d1, d2] = spec.cokeDemand
  const adoption = variant.idleMeasures ? 0 : spec.adoption
  const baseline: Json = {
    kind: 'baseline',
    id: 'toy',
    libraries: 'none',
    prices: 2020,
    gwp: 'ar5',
    source: 'made-up',
    grade: 'assumption',
    horizon: { base: 2020, 'observed-to': 2022, to: 2030 },
    boundary: { 'export-credit': spec.exportCredit },
    sources: { 'made-up': { title: 'made up', kind: 'judgement' } },
    species: {
      co2: { name: 'CO2', family: 'greenhouse', unit: 'tCO2' },
      ch4: { name: 'CH4', family: 'greenhouse', unit: 't', ar5: 28 },
      n2o: { name: 'N2O', family: 'greenhouse', unit: 't', ar5: 265 },
      so2: { name: 'SO2', family: 'pollutant', unit: 't' },
    },
    sectors: {
      industry: { name: 'industry' },
      coking: { name: 'coking', parent: 'industry' },
      chem: { name: 'chem', parent: 'industry' },
      power: { name: 'power' },
      homes: { name: 'homes' },
      land: { name: 'land' },
    },
    commodities: {
      coal: commodity('t', 'coal', {
        energy: '30 GJ/t',
        carbon: '0.78 tC/t',
        tce: '1.03 tce/t',
        ch4: '1 kg/TJ',
      }),
      coke: commodity('t', 'coke', {
        energy: '28 GJ/t',
        carbon: '0.86 tC/t',
        tce: '0.97 tce/t',
        suppliers: ovenIds,
      }),
      gas: commodity('Nm3', 'by-product-gas', {
        energy: '17 MJ/Nm3',
        carbon: '0.21 kgC/Nm3',
        tce: '0.58 kgce/Nm3',
        tradable: false,
        outlets,
        rest: spec.rest,
        sector: 'coking',
      }),
      tar: commodity('t', 'coal-product', { energy: '36 GJ/t', carbon: '0.9 tC/t', tce: '1.14 tce/t' }),
      'natural-gas': commodity('Nm3', 'gas', {
        energy: '38.9 MJ/Nm3',
        carbon: '15.3 tC/TJ',
        tce: '1.33 kgce/Nm3',
      }),
      methanol: commodity('t', 'product', { carbon: '0.375 tC/t', tce: '0.68 tce/t' }),
      ammonia: commodity('t', 'product'),
      clinker: commodity('t', 'product'),
      limestone: commodity('t', 'material', { carbon: '0.12 tC/t' }),
      heat: commodity('GJ', 'heat', { tce: '0.0341 tce/GJ' }),
      electricity: commodity('MWh', 'electricity', {
        tce: '0.1229 kgce/kWh',
        'tce-equivalent': '305 gce/kWh',
        purchased: { 2020: '0.7 tCO2/MWh', 2030: '0.4 tCO2/MWh' },
        losses: `${spec.losses}%`,
        ...(spec.turbine === 'demand' ? { suppliers: ['turbine'] } : {}),
      }),
    },
    processes: {
      oven: {
        name: 'oven',
        sector: 'coking',
        inputs: [
          { of: 'coal', use: 'feedstock', amount: '1.3 t/t' },
          { of: 'gas', use: 'own-fuel', amount: `${spec.ownGas} Nm3/t` },
          { of: 'electricity', use: 'fuel', amount: `${spec.ovenPower} kWh/t` },
        ],
        outputs: [
          { of: 'coke', lead: true, amount: '1 t/t' },
          { of: 'gas', amount: `${spec.gasYield} Nm3/t` },
          { of: 'tar', amount: '30 kg/t' },
        ],
        emits: ['carbon-balance', { factor: { so2: '0.1 kg/t' } }],
        'value-added': '400 元@2020/t',
      },
      nh3: {
        name: 'nh3',
        sector: 'chem',
        inputs: [
          { of: 'gas', use: 'feedstock', amount: '1900 Nm3/t' },
          { of: 'electricity', use: 'fuel', amount: '1 MWh/t' },
        ],
        outputs: [{ of: 'ammonia', lead: true, amount: '1 t/t' }],
        emits: ['carbon-balance', { factor: { n2o: '1 kg/t' } }],
      },
      meoh: {
        name: 'meoh',
        sector: 'chem',
        inputs: [{ of: 'gas', use: 'feedstock', amount: '2100 Nm3/t' }],
        outputs: [{ of: 'methanol', lead: true, amount: '1 t/t' }],
        emits: [{ 'carbon-balance': { 'counts-as': 'process' } }],
      },
      gt: {
        name: 'gt',
        sector: 'power',
        inputs: [
          { of: 'gas', use: 'fuel', amount: '0.8 Nm3/kWh' },
          { of: 'electricity', use: 'fuel', amount: `${spec.turbineOwnUse / 100} MWh/MWh` },
        ],
        outputs: [{ of: 'electricity', lead: true, amount: '1 MWh/MWh' }],
      },
      kiln: {
        name: 'kiln',
        sector: 'industry',
        inputs: [
          { of: 'coal', use: 'fuel', amount: '0.12 t/t' },
          { of: 'limestone', amount: '1.25 t/t' },
        ],
        outputs: [{ of: 'clinker', lead: true, amount: '1 t/t' }],
        emits: ['combustion', { carbonate: { of: 'limestone' } }],
      },
      boiler: {
        name: 'boiler',
        inputs: [{ of: 'natural-gas', use: 'fuel', amount: '30 Nm3/GJ' }],
        outputs: [{ of: 'heat', lead: true, amount: '1 GJ/GJ' }],
      },
      pump: {
        name: 'pump',
        inputs: [{ of: 'electricity', use: 'fuel', amount: '90 kWh/GJ' }],
        outputs: [{ of: 'heat', lead: true, amount: '1 GJ/GJ' }],
      },
    },
    ...(variant.withoutMeasures
      ? {}
      : {
          measures: {
            'n2o-a': {
              name: 'a',
              exclusive: 'n2o',
              effects: [{ emission: 'n2o', relative: '90%' }],
              'applies-to': 'chem',
              adoption: `${adoption}%`,
            },
            'n2o-b': {
              name: 'b',
              exclusive: 'n2o',
              effects: [{ emission: 'n2o', relative: '50%' }],
              'applies-to': 'ammonia',
              adoption: `${variant.idleMeasures ? 0 : 100 - adoption}%`,
            },
            saving: {
              name: 'saving',
              effects: [
                {
                  input: 'electricity',
                  relative: '10%',
                  absolute: `${spec.saving} kWh/t`,
                  floor: `${Math.min(spec.floor, spec.ovenPower)} kWh/t`,
                },
              ],
              'applies-to': 'oven',
              adoption: `${adoption}%`,
            },
          },
        }),
    drivers: {
      people: { name: 'people', path: { value: `${200_000 * by} person`, growth: '-0.5%' } },
      'coke-demand': {
        name: 'coke',
        path: path(`${d0 * 1e4 * by} t/a`, `${d1 * 1e4 * by} t/a`, `${d2 * 1e4 * by} t/a`),
      },
      growth: { name: 'growth', path: { value: 1, growth: '3%' } },
    },
    demands: { 'coke-sold': { of: 'coke', driver: 'coke-demand' } },
    facilities,
    'end-uses': {
      'homes-gas': {
        name: 'gas',
        sector: 'homes',
        driver: 'people',
        inputs: [{ of: 'gas', use: 'fuel', amount: `${spec.outlets[3]!.size * 20} Nm3/person` }],
      },
      'homes-power': {
        name: 'power',
        sector: 'homes',
        driver: 'people',
        inputs: [{ of: 'electricity', use: 'fuel', amount: '600 kWh/person' }],
      },
      ...(spec.heat
        ? {
            'homes-heat': {
              name: 'heat',
              sector: 'homes',
              driver: 'people',
              intensity: '8 GJ/person',
              technologies: { boiler: { 2020: '90%', 2030: '30%' }, pump: { 2020: '10%', 2030: '70%' } },
            },
          }
        : {}),
    },
    improvements: {
      power: {
        'applies-to': 'industry',
        of: 'electricity',
        index: { 2020: 1, 2030: spec.index / 100 },
      },
    },
    land: {
      forest: { name: 'forest', sector: 'land', area: `${1000 * by} ha`, rate: '2.3 tCO2/(ha·a)' },
    },
    economy: {
      gdp: 'built',
      sectors: {
        coking: { 'value-added': `${20 * by} 亿元@2020`, follows: 'growth' },
        homes: { 'value-added': `${50 * by} 亿元@2020`, follows: 'growth' },
      },
    },
    ...(spec.project === 'none' || variant.withoutProject
      ? {}
      : {
          projects: {
            'new-kiln': {
              process: 'kiln',
              status: 'approved',
              included: spec.project === 'in',
              capacity: `${100_000 * by} t/a`,
              start: `${spec.start}-07`,
              ramp: ['50%', '80%', '100%'],
              ...(spec.kiln && !variant.split ? { replaces: { units: ['kiln'] } } : {}),
            },
          },
        }),
  }
  const scenario: Json = {
    kind: 'scenario',
    id: 'a',
    baseline: 'toy',
    source: 'made-up',
    grade: 'assumption',
    targets: {
      peak: { rule: 'peak', indicator: 'co2.total', by: 2025 },
      neutral: { rule: 'neutral', indicator: 'ghg.net', by: 2030 },
    },
  }
  return { files: filesOf(baseline, scenario), baseline, scenario, units, potential }
}

export function filesOf(baseline: Json, scenario: Json): Project {
  return {
    'baselines/toy.yaml': `${JSON.stringify(baseline, null, 1)}\n`,
    'scenarios/a.yaml': `${JSON.stringify(scenario, null, 1)}\n`,
  }
}

/** The same value with the keys of every map in another order; `turn` says which. Lists keep theirs. */
export function reordered(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, turn))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, reordered(item, turn)] as const)
  // Keys that look like numbers would be put in order by JavaScript; they are told apart by a mark that is taken off later.
  const marked = entries.map(([key, item]) => [/^\d+$/.test(key) ? `#${key}` : key, item] as const)
  const rotated = marked.map(
    (_, i) => marked[(i * (turn % 2 ? 1 : -1) + turn + marked.length * 2) % marked.length]!,
  )
  return Object.fromEntries(rotated)
}

export function reorderedFiles({ baseline, scenario }: County, turn: number): Project {
  const text = (value: Json) =>
    `${JSON.stringify(reordered(value, turn), null, 1)}\n`.replace(/"#(\d+)"/g, '"$1"')
  return { 'baselines/toy.yaml': text(baseline), 'scenarios/a.yaml': text(scenario) }
}
