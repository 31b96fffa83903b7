import type { Code } from '../../src/diagnostics/codes.ts'
import type { BaseFile } from './base.ts'

/** The base project, or another, with some words of one file replaced. `«` marks where the message has to point. */
export interface Patch {
  readonly file?: BaseFile
  /** Words of the base; they stand in it once. */
  readonly find: string
  readonly bad: string
  readonly good: string
}

export interface Case {
  readonly code: Code
  /** What is wrong, in a few words. */
  readonly what: string
  readonly patches: readonly Patch[]
  /** Files that the base does not have; `«` marks the place here too. */
  readonly files?: Readonly<Record<string, string>>
  readonly run?: string
  readonly with?: readonly string[]
  readonly set?: { readonly bad: string; readonly good: string }
  /** Arguments that the message has to hold, worked out by hand. */
  readonly args?: Readonly<Record<string, string | number>>
  /** What else follows from the mistake and is said, with the reason why that is right. */
  readonly follows?: readonly Code[]
  /** Warnings of the good neighbour. */
  readonly goodSays?: readonly Code[]
  /** Where the place cannot be marked in a file. */
  readonly place?: string
}

const one = (
  code: Code,
  what: string,
  find: string,
  bad: string,
  good: string,
  more: Partial<Case> & { file?: BaseFile } = {},
): Case => {
  const { file, ...rest } = more
  return { code, what, patches: [{ find, bad, good, ...(file ? { file } : {}) }], ...rest }
}

const reference = 'scenarios/reference.yaml'
const scenario = 'scenarios/a.yaml'
const overlay = 'overlays/more.yaml'

/** Commodities that are made from one another in a ring, each from all the others, so that all of them have to be torn. */
function ring(size: number): { commodities: string; processes: string; facilities: string } {
  const ids = Array.from({ length: size }, (_, i) => `ring${i}`)
  return {
    commodities: ids.map((id) => `  ${id}: { name: ${id}, unit: t, group: product, suppliers: [make-${id}] }\n`).join(''),
    processes: ids
      .map((id) => {
        const inputs = ids.filter((other) => other !== id).map((other) => `{ of: ${other}, amount: 0.01 t/t }`)
        return `  of-${id}: { name: ${id}, sector: industry, inputs: [${inputs.join(', ')}], outputs: [{ of: ${id}, lead: true, amount: 1 t/t }] }\n`
      })
      .join(''),
    facilities: ids.map((id) => `  make-${id}: { process: of-${id}, capacity: 1 万t/a }\n`).join(''),
  }
}

/** One mistake a row, and beside it the same words put right. */
export const cases: readonly Case[] = [
  {
    code: 'E0757',
    what: 'a by-product among the suppliers',
    patches: [
      {
        find: 'amount: 0.8 Nm3/kWh }]\n    outputs: [{ of: electricity, lead: true, amount: 1 MWh/MWh }]',
        bad: 'amount: 0.8 Nm3/kWh }]\n    outputs: [{ of: electricity, lead: true, amount: 1 MWh/MWh }, { of: heat, amount: 1 GJ/MWh }]',
        good: 'amount: 0.8 Nm3/kWh }]\n    outputs: [{ of: electricity, lead: true, amount: 1 MWh/MWh }, { of: heat, amount: 1 GJ/MWh }]',
      },
      {
        find: 'group: heat, tce: 0.0341 tce/GJ }',
        bad: 'group: heat, tce: 0.0341 tce/GJ, suppliers: [«gas-power] }',
        good: 'group: heat, tce: 0.0341 tce/GJ }',
      },
    ],
    args: { id: 'gas-power', commodity: 'heat', lead: 'electricity' },
  },
  one(
    'E0775',
    'a factor of its own where the process has none',
    'process: oven\n    capacity: 60 万t/a',
    'process: oven\n    factors: { co2: «0.2 tCO2/t }\n    capacity: 60 万t/a',
    'process: oven\n    factors: { so2: 0.12 kg/t }\n    capacity: 60 万t/a',
    { args: { id: 'oven-a', process: 'oven', species: 'co2' } },
  ),
  one(
    'E0218',
    'an observed total of another price year',
    'economy:\n  gdp: built',
    'observed: { gdp: { 2020: «53 亿元@2015 } }\neconomy:\n  gdp: built',
    'observed: { gdp: { 2020: 53 亿元@2020 } }\neconomy:\n  gdp: built',
  ),
  one(
    'E0204',
    'an observed total of another dimension',
    'economy:\n  gdp: built',
    'observed: { co2.total: { 2020: «53 万tce } }\neconomy:\n  gdp: built',
    'observed: { co2.total: { 2020: 53 万tCO2 } }\neconomy:\n  gdp: built',
  ),
  one(
    'E0218',
    'a range in money of another year than its value',
    'value-added: 3 亿元@2020',
    'value-added: { value: 3 亿元@2020, range: [«2 亿元@2015, 4 亿元@2015] }',
    'value-added: { value: 3 亿元@2020, range: [2 亿元@2020, 4 亿元@2020] }',
  ),
  one(
    'E0415',
    'a boiler that states no loss gives more heat than its gas holds',
    'amount: 30 Nm3/GJ }]\n    outputs: [«'.replace('«', ''),
    'amount: 21 Nm3/GJ }]\n    outputs: [«',
    'amount: 30 Nm3/GJ }]\n    outputs: [',
  ),
  one(
    'E0209',
    'an outlet that takes 130 % at least',
    'take: { at-least: 30% }',
    'take: { at-least: «130% }',
    'take: { at-least: 30% }',
  ),
  one('E0314', 'a supplier twice', 'suppliers: [oven-a] }', 'suppliers: [oven-a, «oven-a] }', 'suppliers: [oven-a] }'),
  // E02: shape and unit
  one('E0201', 'unknown key', 'utilisation: 90%', '«utilization: 90%', 'utilisation: 91%', {
    args: { key: 'utilization', nearest: 'utilisation' },
  }),
  one('E0201', 'unknown key in a flow', 'amount: 1.3 t/t', '«ammount: 1.3 t/t', 'amount: 1.31 t/t', {
    args: { key: 'ammount', nearest: 'amount' },
  }),
  one('E0201', 'unknown key at the top', 'land:\n', '«lands:\n', 'land:\n', {
    args: { key: 'lands', nearest: 'land' },
  }),
  one('E0202', 'no amount', '{ of: coal, use: feedstock, amount: 1.3 t/t }', '«{ of: coal, use: feedstock }', '{ of: coal, use: feedstock, amount: 1.29 t/t }', {
    args: { key: 'amount' },
  }),
  one('E0202', 'no potential of a gas in the set of the county', 'n2o: { name: N2O, family: greenhouse, unit: t, ar5: 265 }', 'n2o: «{ name: N2O, family: greenhouse, unit: t, ar4: 298 }', 'n2o: { name: N2O, family: greenhouse, unit: t, ar5: 265.5 }', {
    args: { key: 'ar5' },
  }),
  one('E0202', 'no group', 'ammonia: { name: ammonia, unit: t, group: product }', 'ammonia: «{ name: ammonia, unit: t }', 'ammonia: { name: ammonia, unit: t, group: material }', {
    args: { key: 'group' },
  }),
  one('E0203', 'a word for a list', 'outputs: [{ of: ammonia, lead: true, amount: 1 t/t }]', 'outputs: «ammonia', 'outputs: [{ of: ammonia, lead: true, amount: 1 t/t }]'),
  one('E0203', 'a word for a map', "forest: { name: forest, sector: land, area: 1000 ha, rate: 2.3 tCO2/(ha·a) }", 'forest: «forest', "forest: { name: forest, sector: land, area: 900 ha, rate: 2.3 tCO2/(ha·a) }"),
  one('E0204', 'no year in a capacity', 'capacity: 60 万t/a', 'capacity: «60 万t', 'capacity: 61 万t/a', {
    args: { expected: 't/a', found: 't' },
  }),
  one('E0204', 'the first of three years in another dimension', '{ 2020: 40 万t/a, 2021: 42 万t/a, 2022: 45 万t/a }', '{ 2020: «40 万t, 2021: 42 万t/a, 2022: 45 万t/a }', '{ 2020: 41 万t/a, 2021: 42 万t/a, 2022: 45 万t/a }'),
  one('E0204', 'another dimension in a fixed field', 'area: 1000 ha', 'area: «1000 km', 'area: 10 km2', {
    args: { expected: 'ha', found: 'km' },
  }),
  one('E0204', 'tCO2 for tC', 'carbon: 0.78 tC/t', 'carbon: «0.78 tCO2/t', 'carbon: 780 kgC/t', {
    args: { expected: 'tC/t', found: 'tCO2/t' },
  }),
  one('E0205', 'no unit in a fixed field', 'area: 1000 ha', 'area: «1000', 'area: 1100 ha', { args: { found: '1000' } }),
  one('E0205', 'no unit in a capacity', 'capacity: 60 万t/a', 'capacity: «600000', 'capacity: 61 万t/a', {
    args: { found: '600000' },
  }),
  one('E0205', 'no unit in an amount', 'amount: 1900 Nm3/t', 'amount: «1900', 'amount: 1901 Nm3/t', { args: { found: '1900' } }),
  one('E0206', 'unknown unit', 'capacity: 60 万t/a', 'capacity: «60 万tt/a', 'capacity: 600 kt/a'),
  one('E0206', 'a unit in the wrong case', 'amount: 1900 Nm3/t', 'amount: «1900 NM3/t', 'amount: 1.9 kNm3/t'),
  one('E0207', 'a range for a number', 'utilisation: 80%', 'utilisation: «75-80%', 'utilisation: { value: 78%, range: [75%, 80%] }', {
    args: { found: '75-80%' },
  }),
  one('E0208', 'a share above 1 without %', 'utilisation: 90%', 'utilisation: «90', 'utilisation: 0.9', {
    args: { found: '90' },
  }),
  one('E0209', 'a share above 100 %', 'utilisation: 90%', 'utilisation: «900%', 'utilisation: 100%'),
  one('E0209', 'a negative share', 'utilisation: 90%', 'utilisation: «-1%', 'utilisation: 0%'),
  one('E0209', 'a horizon that ends before it begins', 'to: 2035 }', 'to: «2019 }', 'to: 2034 }'),
  one('E0209', 'a measure that cuts more than there is', 'relative: 90%', 'relative: «190%', 'relative: 100%'),
  one('E0210', 'an expression without quotes', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: «= growth * 200000', 'path: "= growth * 200000 person"', {
    args: { found: '= growth * 200000' },
  }),
  one('E0211', 'a word that is no choice', '2035: 17 万人, interpolate: linear }', '2035: 17 万人, interpolate: «linar }', '2035: 17 万人, interpolate: step }', {
    args: { found: 'linar', nearest: 'linear' },
  }),
  one('E0211', 'a rule that is no rule', 'rule: cap,', 'rule: «capp,', 'rule: cap,', {
    file: reference,
    args: { found: 'capp', nearest: 'cap' },
  }),
  one('E0212', 'a dot in an id', 'landfill: {', '«land.fill: {', 'land-fill: {', { args: { found: 'land.fill' } }),
  one('E0213', 'a year of two digits', 'commissioned: 2010-05', 'commissioned: «10', 'commissioned: 2010-12', {
    args: { found: '10' },
  }),
  one('E0213', 'a month that is none', 'start: 2027-07', 'start: «2027-13', 'start: 2027-12', {
    file: reference,
    args: { found: '2027-13' },
  }),
  one('E0214', 'a gap in a driver', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: «{ 2020: 20 万人, 2035: 17 万人 }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: growth }', {
    args: { years: '2021–2034' },
  }),
  one('E0214', 'no value in the first years', '{ 2020: 0.7 tCO2/MWh, 2035: 0.3 tCO2/MWh }', '«{ 2025: 0.7 tCO2/MWh, 2035: 0.3 tCO2/MWh }', '{ 2019: 0.7 tCO2/MWh, 2035: 0.3 tCO2/MWh }', {
    args: { years: '2020–2024' },
  }),
  one('E0214', 'a gap between periods of growth', 'growth: 3%', 'growth: «{ 2021-2025: 3%, 2028-2035: 2% }', 'growth: { 2021-2025: 3%, 2026-2035: 2% }', {
    args: { years: '2026–2027' },
  }),
  one('E0215', 'a series that ends early', '{ 2020: 0.7 tCO2/MWh, 2035: 0.3 tCO2/MWh }', '«{ 2020: 0.7 tCO2/MWh, 2030: 0.3 tCO2/MWh }', '{ 2020: 0.7 tCO2/MWh, 2030: 0.3 tCO2/MWh, after: extend }', {
    args: { last: 2030, to: 2035 },
  }),
  one('E0215', 'growth that ends early', 'growth: { path: { value: 1, growth: 4% } }', 'growth: { path: «{ value: 1, growth: { 2021-2030: 4% } } }', 'growth: { path: { value: 1, growth: { 2021-2035: 4% } } }', {
    file: scenario,
    args: { last: 2030, to: 2035 },
  }),
  one('E0216', 'a range that falls', 'utilisation: 80%', 'utilisation: { value: 80%, range: «[85%, 75%] }', 'utilisation: { value: 80%, range: [75%, 85%] }'),
  one('E0217', 'a number that is none', 'capacity: 60 万t/a', 'capacity: «1e400 t/a', 'capacity: 6e5 t/a', { args: { found: '1e400 t/a' } }),
  one('E0218', 'money of another year', 'value-added: 400 元@2020/t', 'value-added: «400 元@2015/t', 'value-added: 410 元@2020/t'),
  one('E0218', 'money without a year', 'value-added: 400 元@2020/t', 'value-added: «400 元/t', 'value-added: 410 元@2020/t'),
  // E03: ids and extends
  one('E0301', 'a sector that is not there', 'sector: coking\n    inputs', 'sector: «cokng\n    inputs', 'sector: industry\n    inputs', {
    args: { id: 'cokng', nearest: 'coking' },
  }),
  one('E0301', 'a process that is not there', 'process: oven\n', 'process: «ovne\n', 'process: oven\n', {
    args: { id: 'ovne', nearest: 'oven' },
  }),
  one('E0301', 'an outlet that is not there', '{ to: ammonia,', '{ to: «amonia,', '{ to: ammonia,', { args: { id: 'amonia', nearest: 'ammonia' } }),
  one('E0301', 'an indicator that is not there', 'indicator: co2.total,', 'indicator: «co2.totl,', 'indicator: co2.energy,', {
    file: reference,
    args: { id: 'co2.totl', nearest: 'co2.total' },
  }),
  one('E0301', 'a source that is not there', 'scope: process, amount: 12 t/a', 'scope: process, amount: { value: «12 t/a, source: madeup }', 'scope: process, amount: { value: 12 t/a, source: made-up }', {
    args: { id: 'madeup', nearest: 'made-up' },
  }),
  one('E0301', 'a name in an expression', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: «"= 200000 person * growht"', 'path: "= 200000 person * growth"', {
    args: { id: 'growht', nearest: 'growth' },
  }),
  one('E0302', 'two ids that differ in case only', 'landfill: {', '«Ammonia: {', 'ammonia-b: {', { args: { id: 'Ammonia' } }),
  {
    code: 'E0303',
    what: 'a circle of extends',
    patches: [
      { file: reference, find: 'baseline: toy', bad: 'baseline: toy\nextends: «middle.yaml', good: 'baseline: toy' },
      { file: scenario, find: 'extends: reference.yaml', bad: 'extends: middle.yaml', good: 'extends: middle.yaml' },
    ],
    files: { 'scenarios/middle.yaml': 'kind: scenario\nid: middle\nbaseline: toy\nextends: reference.yaml\n' },
  },
  one('E0304', 'an override that changes nothing', 'growth: 4%', 'growth: 3%', 'growth: 3.5%', { file: scenario, place: 'scenarios/a.yaml:8:19' }),
  one('E0305', 'removing nothing', 'drivers:\n  growth: { path: { value: 1, growth: 4% } }', 'projects:\n  «oven-c: null', 'projects:\n  oven-b: null', {
    file: scenario,
    args: { path: 'projects.oven-c' },
  }),
  one('E0306', 'extends of a baseline', 'extends: reference.yaml', 'extends: «../baselines/toy.yaml', 'extends: [reference.yaml, ../overlays/more.yaml]', {
    file: scenario,
    args: { found: 'baseline' },
  }),
  one('E0307', 'an observed year assigned', 'drivers:\n  growth: { path: { value: 1, growth: 4% } }', 'drivers:\n  coke-demand: { path: { 2021: «41 万t/a, 2035: 20 万t/a, interpolate: linear } }', 'drivers:\n  coke-demand: { path: { 2023: 41 万t/a, 2035: 20 万t/a, interpolate: linear } }', {
    file: scenario,
    args: { year: 2021, to: 2022 },
  }),
  {
    code: 'E0308',
    what: '--set of a path that is not there',
    patches: [],
    goodSays: ['W0604'],
    set: { bad: 'facilities.ammonia.utilization=50%', good: 'facilities.ammonia.utilisation=50%' },
    args: { path: 'facilities.ammonia.utilization', nearest: 'facilities.ammonia.utilisation' },
    place: '--set facilities.ammonia.utilization=50%',
  },
  one('E0309', 'an overlay for another county', 'for: toy', 'for: «wenshui', 'for: toy', {
    file: overlay,
    with: [overlay],
    args: { for: 'wenshui', found: 'toy' },
  }),
  one('E0310', 'sectors in a circle', '  industry: { name: industry }\n', '  industry: { name: industry, parent: power }\n', '  industry: { name: industry, parent: all }\n  all: { name: all }\n', {
    place: 'baselines/toy.yaml:16:39',
    args: { path: 'industry → power → industry' },
  }),
  one('E0310', 'drivers in a circle', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: «"= more-people / 2"\n  more-people:\n    name: more\n    path: "= people * 2"', 'path: "= more-people / 2"\n  more-people:\n    name: more\n    path: 40 万人', {
    args: { path: 'people → more-people → people' },
  }),
  one('E0311', 'an expression with an unknown function', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: «"= round(growth) * 1 person"', 'path: "= abs(growth) * 1 person"'),
  { code: 'E0312', what: 'running a baseline', patches: [], run: 'baselines/toy.yaml', place: 'baselines/toy.yaml:1:7', args: { kind: 'baseline' } },
  {
    code: 'E0313',
    what: 'extends too deep',
    patches: [{ file: scenario, find: 'extends: reference.yaml', bad: 'extends: deep-1.yaml', good: 'extends: deep-5.yaml' }],
    files: Object.fromEntries(
      Array.from({ length: 18 }, (_, i) => [
        `scenarios/deep-${i + 1}.yaml`,
        `kind: scenario\nid: deep-${i + 1}\nbaseline: toy\nextends: ${i === 15 ? '«' : ''}${i === 17 ? 'reference' : `deep-${i + 2}`}.yaml\n`,
      ]),
    ),
    args: { limit: 16 },
  },
  one('E0830', 'more steps of a ramp than there can be', '    utilisation: 80%\n', `    utilisation: 80%\n    «ramp: [${'50%, '.repeat(100)}100%]\n`, '    utilisation: 80%\n    ramp: [50%, 100%]\n', {
    args: { key: 'ramp', found: 101, limit: 100 },
  }),
  {
    code: 'E0831',
    what: 'files that are too much together',
    patches: [{ file: scenario, find: 'extends: reference.yaml', bad: `extends: [reference.yaml, ${Array.from({ length: 21 }, (_, k) => `much-${k}.yaml, `).join('')}«much-21.yaml]`, good: 'extends: reference.yaml' }],
    files: Object.fromEntries(
      Array.from({ length: 22 }, (_, k) => [
        `scenarios/much-${k}.yaml`,
        `kind: scenario\nid: much-${k}\nbaseline: toy\nsources:\n${Array.from({ length: 1_900 }, (_, i) => `  s${k}-${i}: { title: t, kind: judgement }\n`).join('')}`,
      ]),
    ),
  },
  one('E0832', 'sectors in sectors in sectors', '  land: { name: land }\n', `  land: { name: land }\n  s0: { name: s }\n${Array.from({ length: 17 }, (_, i) => `  s${i + 1}: { name: s, parent: ${i === 16 ? '«' : ''}s${i} }\n`).join('')}`, '  land: { name: land }\n  s0: { name: s }\n', {
    args: { id: 's17', limit: 16 },
  }),
  // E04: the domain
  one('E0401', 'no lead', '{ of: coke, lead: true, amount: 1 t/t }', '«{ of: coke, amount: 1 t/t }', '{ of: coke, lead: true, amount: 1 t/t }', {
    args: { id: 'oven', found: 0 },
  }),
  one('E0401', 'two leads', '{ of: coke, lead: true, amount: 1 t/t }\n      - { of: gas,', '«{ of: coke, lead: true, amount: 1 t/t }\n      - { of: gas, lead: true,', '{ of: coke, amount: 1 t/t, lead: true }\n      - { of: gas,', {
    args: { id: 'oven', found: 2 },
  }),
  // 0.1057 tC × 44/12 = 0.3876 tCO2 stays in the balance.
  one('E0402', 'a remainder outside its published range', 'emitted: [0.3 tCO2/t, 0.45 tCO2/t]', 'emitted: «[0.1 tCO2/t, 0.2 tCO2/t]', 'emitted: [0.38 tCO2/t, 0.39 tCO2/t]', {
    args: { id: 'oven', in: 1056, out: 950.3, gap: '0.3876 tCO2' },
  }),
  one('E0403', 'carbon in no method', '- { of: gas, use: feedstock, amount: 1900 Nm3/t }\n      - { of: electricity, use: fuel, amount: 1 MWh/t }\n    outputs: [{ of: ammonia, lead: true, amount: 1 t/t }]\n    emits: [carbon-balance,', '- «{ of: gas, use: feedstock, amount: 1900 Nm3/t }\n      - { of: electricity, use: fuel, amount: 1 MWh/t }\n    outputs: [{ of: ammonia, lead: true, amount: 1 t/t }]\n    emits: [', '- { of: gas, use: feedstock, amount: 1900 Nm3/t }\n      - { of: electricity, use: fuel, amount: 1 MWh/t }\n    outputs: [{ of: ammonia, lead: true, amount: 1 t/t }]\n    emits: [{ carbon-balance: { counts-as: process } },', {
    args: { id: 'nh3', commodity: 'gas' },
  }),
  one('E0404', 'no outlets', '    outlets: [{ to: ammonia, take: { at-least: 30% } }, { to: gas-power }]\n    rest: flare\n', '', '    outlets: [{ to: gas-power }, ammonia]\n    rest: flare\n', {
    args: { commodity: 'gas' },
    place: 'baselines/toy.yaml:106:14',
  }),
  one('E0405', 'a user that is no outlet', ', { to: gas-power }]', ']', ', gas-power]', { args: { id: 'gas-power', commodity: 'gas' }, place: 'baselines/toy.yaml:116:25' }),
  one('E0406', 'an outlet that does not use it', '{ to: gas-power }]', '{ to: gas-power }, { to: «homes-power }]', '{ to: gas-power, at-most: 50% }]', {
    args: { id: 'homes-power', commodity: 'gas' },
  }),
  one('E0406', 'a coefficient of something it does not use', 'utilisation: 80%', 'utilisation: 80%\n    inputs: { coal: «1 t/t }', 'utilisation: 80%\n    inputs: { electricity: 1.1 MWh/t }', {
    args: { id: 'nh3', commodity: 'coal' },
  }),
  one('E0406', 'a supplier that does not make it', 'suppliers: [gas-power]', 'suppliers: [gas-power, «ammonia]', 'suppliers: [gas-power]', {
    args: { id: 'ammonia', commodity: 'electricity' },
  }),
  // 100 % + 10 % in the base year.
  one('E0407', 'shares beyond 100 %', 'boiler: { 2020: 90%, 2035: 30% }, heat-pump', 'boiler: «{ 2020: 100%, 2035: 30% }, heat-pump', 'boiler: { 2020: 90%, 2035: 30%, interpolate: linear }, heat-pump', {
    args: { year: 2020, found: '110%' },
  }),
  // 60 % × 9/10 + 50 % = 104 % in 2029.
  one('E0407', 'measures beyond 100 %', 'abate: { applies-to: nh3, adoption: { 2020: 0%, 2030: 60%, after: hold } }', 'abate: { applies-to: nh3, adoption: «{ 2020: 0%, 2030: 60%, after: hold } }\n  abate-more: { applies-to: ammonia, adoption: 50% }', 'abate: { applies-to: nh3, adoption: { 2020: 0%, 2030: 60%, after: hold } }\n  abate-more: { applies-to: ammonia, adoption: 40% }', {
    file: reference,
    args: { year: 2029, found: '104%' },
  }),
  // 1.2 MWh of own power for 1 MWh.
  {
    code: 'E0408',
    what: 'a power plant that eats its own power',
    patches: [
      { find: 'suppliers: [gas-power]', bad: 'suppliers: [gas-power, captive]', good: 'suppliers: [gas-power, captive]' },
      { find: '  landfill: {', bad: '  captive: { process: «captive, capacity: 2000 MW }\n  landfill: {', good: '  captive: { process: captive, capacity: 2000 MW, inputs: { electricity: 0.1 MWh/MWh } }\n  landfill: {' },
    ],
  },
  // 45 万t... 40 万t of coke × 400 元 = 1.6 亿元 in the base year.
  one('E0409', 'facilities that add more than the sector', 'coking: { value-added: 3 亿元@2020,', 'coking: { value-added: «1.5 亿元@2020,', 'coking: { value-added: 1.7 亿元@2020,', {
    args: { sector: 'coking', found: 16000, limit: 15000 },
  }),
  one('E0410', 'an expression in another unit', 'driver: coke-demand, intensity: 1 t/t }', 'amount: «"= people * 2" }', 'amount: "= people * 2 t/(person·a)" }', {
    args: { found: 'person', expected: 't/a' },
  }),
  one('E0411', 'an energy loss outside its range', 'loss: [15%, 20%]', 'loss: «[5%, 10%]', 'loss: [16%, 18%]', { args: { id: 'oven' } }),
  // Out: 0.97 + 430 × 0.00021 = 1.0603 tC of 1.056 tC.
  one('E0412', 'carbon from nothing', 'carbon: 0.86 tC/t', 'carbon: 0.97 tC/t', 'carbon: 0.861 tC/t', {
    args: { id: 'oven', in: 1056, out: 1060, gap: '0.4072%' },
    place: 'baselines/toy.yaml:56:13',
  }),
  // In 39 + 3.4 + 0.1512 = 42.55 GJ, out 45 + 7.31 = 52.31 GJ.
  one('E0415', 'energy from nothing', 'energy: 28 GJ/t', 'energy: 45 GJ/t', 'energy: 28.1 GJ/t', { args: { id: 'oven', in: 42.55, out: 52.31 }, place: 'baselines/toy.yaml:57:11' }),
  one('E0416', 'a fuel without a heat value', 'energy: 38.9 MJ/Nm3, carbon: 15.3 tC/TJ', 'carbon: «15.3 tC/TJ', 'carbon: 0.6 kgC/Nm3', { args: { commodity: 'natural-gas' } }),
  // 10 % less coal: 0.078 × 1.3 = 0.1014 tC less of 0.1057 tC; 20 % less: more than there is.
  {
    code: 'E0417',
    what: 'a measure that saves carbon which leaves in products',
    patches: [
      { find: 'relative: 1%', bad: 'relative: 20%', good: 'relative: 10%' },
      { file: reference, find: 'measures:\n', bad: 'measures:\n  less-coal: { applies-to: coking, adoption: 100% }\n', good: 'measures:\n  less-coal: { applies-to: coking, adoption: 100% }\n' },
    ],
    args: { id: 'oven-a' },
    place: 'baselines/toy.yaml:56:13',
  },
  {
    code: 'E0413',
    what: 'a loop of ten commodities, nine of them torn',
    patches: [
      { find: 'processes:\n', bad: `${ring(10).commodities}processes:\n${ring(10).processes}`, good: `${ring(3).commodities}processes:\n${ring(3).processes}` },
      { find: 'facilities:\n', bad: `facilities:\n${ring(10).facilities}`.replace('process: of-ring0', 'process: «of-ring0'), good: `facilities:\n${ring(3).facilities}` },
    ],
    args: { found: 9 },
  },
  // 60 万t close, 40 万t are built: 1.5 of the 1.6 that are wanted.
  one('E0414', 'a replacement below its ratio', 'status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }', 'status: approved, capacity: 40 万t/a, start: 2027-07, operation: capacity, replaces: { units: [oven-a], ratio: «1.6 } }', 'status: approved, capacity: 40 万t/a, start: 2027-07, operation: capacity, replaces: { units: [oven-a], ratio: 1.5 } }', {
    file: reference,
    args: { id: 'oven-b', closed: 600000, built: 400000, found: 1.5, expected: 1.6 },
  }),
  one('E0418', 'a unit on demand that nobody asks', 'capacity: 1.2 万t/a', 'operation: demand\n    capacity: 1.2 万t/a', 'operation: capacity\n    capacity: 1.2 万t/a', {
    args: { id: 'ammonia', commodity: 'ammonia' },
    place: 'baselines/toy.yaml:113:14',
  }),
  one('E0419', 'pushed and pulled at once', '    outlets: [{ to: ammonia,', '    suppliers: [oven-a]\n    outlets: [{ to: «ammonia,', '    outlets: [{ to: ammonia, at-most: 90%,', {
    args: { commodity: 'gas' },
    // The oven leads on coke, so it is no supplier of gas either.
    follows: ['E0757'],
  }),
  // E042: capture, potentials, reconciliation
  one('E0420', 'a stream that no unit has', 'abate: { name: abatement, effects: [{ emission: n2o, relative: 90% }], exclusive: n2o-control }', 'abate: { name: abatement, capture: { stream: «flue-gas, rate: 90% }, applies-to: [oven], adoption: 50% }', 'abate: { name: abatement, effects: [{ emission: n2o, relative: 90% }], exclusive: n2o-control, applies-to: [ammonia], adoption: 50% }', {
    args: { id: 'nh3', stream: 'flue-gas', expected: '-' },
  }),
  // The scenario adopts it for 60 % of ammonia from 2030 on, 54 % in 2029.
  one('E0421', 'adoption beyond the potential', 'abate: { name: abatement, effects: [{ emission: n2o, relative: 90% }], exclusive: n2o-control }', 'abate: { name: abatement, effects: [{ emission: n2o, relative: 90% }], exclusive: n2o-control, potential: 50% }', 'abate: { name: abatement, effects: [{ emission: n2o, relative: 90% }], exclusive: n2o-control, potential: 60% }', {
    args: { id: 'abate', year: 2029, found: '54%', limit: '50%' },
    place: 'scenarios/reference.yaml:10:39',
  }),
  // Short of gas the turbine burns hydrogen, which has no carbon; the capture still counts the gas that it was built for.
  {
    code: 'E0422',
    what: 'more stored than given off',
    patches: [
      { find: '{ to: gas-power }]', bad: '{ to: gas-power, shortfall: { buy: h2 } }]', good: '{ to: gas-power, shortfall: { buy: h2 } }]' },
      { find: '  ammonia: { name: ammonia, unit: t, group: product }', bad: '  h2: { name: h2, unit: t, group: hydrogen, energy: 120 GJ/t }\n  ammonia: { name: ammonia, unit: t, group: product }', good: '  h2: { name: h2, unit: t, group: hydrogen, energy: 120 GJ/t }\n  ammonia: { name: ammonia, unit: t, group: product }' },
      { find: 'inputs: [{ of: gas, use: fuel, amount: 0.8 Nm3/kWh }]', bad: 'inputs: [{ of: gas, use: fuel, amount: 0.8 Nm3/kWh }]\n    streams: { flue: { name: flue, of: combustion, share: 100% } }', good: 'inputs: [{ of: gas, use: fuel, amount: 0.8 Nm3/kWh }]\n    streams: { flue: { name: flue, of: combustion, share: 100% } }' },
      { find: 'abate-more: { name: more, effects: [{ emission: n2o, relative: 95% }], exclusive: n2o-control }', bad: 'abate-more: { name: more, capture: { stream: flue, rate: 95% }, applies-to: [gt], adoption: 100% }', good: 'abate-more: { name: more, capture: { stream: flue, rate: 95% }, applies-to: [gt], adoption: 100% }' },
      { find: 'gas-power: { process: gt, operation: outlet, capacity: 20 MW, utilisation: 60% }', bad: 'gas-power: { process: «gt, operation: outlet, capacity: 60 MW, utilisation: 60% }', good: 'gas-power: { process: gt, operation: outlet, capacity: 5 MW, utilisation: 60% }' },
    ],
    args: { id: 'gas-power', year: 2020 },
  },
  // 54 万t × 1.3 t of coal is 70.2 万t; 60 万t is 17 % less.
  one('E0423', 'an observed total missed', 'economy:\n  gdp: built', 'reconciliation: { coal: { name: coal, model: "= balance.coal.imports", year: 2020, against: «60 万t/a, kind: observed, tolerance: 5% } }\neconomy:\n  gdp: built', 'reconciliation: { coal: { name: coal, model: "= balance.coal.imports", year: 2020, against: 52 万t/a, kind: observed, tolerance: 5% } }\neconomy:\n  gdp: built', {
    args: { id: 'coal', year: 2020, found: '13.3333%', limit: '5%' },
  }),
  one('E0240', 'a point before the year from which a part of a series holds', '{ from: 2026, 2030: 70%, after: hold }', '{ from: 2026, 2020: «60%, 2030: 70%, after: hold }', '{ from: 2026, 2027: 60%, 2030: 70%, after: hold }', {
    file: overlay,
    with: [overlay],
    args: { year: 2020, from: 2026 },
  }),
  // E05: numbers
  one('E0501', 'a division by zero', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: «"= 1000 person / (year - 2030)"', 'path: "= 1000 person / (year - 2010)"', {
    args: { year: 2030 },
  }),
  // E085: uncertainty beside a number
  one('E0850', 'a distribution that is none', 'amount: 12 t/a', 'amount: { value: 12 t/a, uncertain: «{ gamma: [10 t/a, 14 t/a] } }', 'amount: { value: 12 t/a, uncertain: { uniform: [10 t/a, 14 t/a] } }', {
    args: { found: 'gamma' },
  }),
  one('E0850', 'uncertain beside a whole series', 'path: { 2030: 30 万t/a, 2035: 20 万t/a, interpolate: linear }', 'path: { 2030: 30 万t/a, 2035: 20 万t/a, interpolate: linear, «uncertain: { uniform: [90%, 110%] } }', 'path: { 2030: { value: 30 万t/a, uncertain: { uniform: [25 万t/a, 35 万t/a] } }, 2035: 20 万t/a, interpolate: linear }'),
  one('E0851', 'a mode outside its ends', 'amount: 12 t/a', 'amount: { value: 12 t/a, uncertain: { triangular: «[12 t/a, 10 t/a, 14 t/a] } }', 'amount: { value: 12 t/a, uncertain: { triangular: [10 t/a, 12 t/a, 14 t/a] } }', {
    args: { found: '12, 10, 14', expected: 'low ≤ mode ≤ high' },
  }),
  one('E0851', 'a cut that leaves nothing', 'amount: 12 t/a', 'amount: { value: 12 t/a, uncertain: { normal: { mean: 12 t/a, sd: 1 t/a }, within: «[20 t/a, 30 t/a] } }', 'amount: { value: 12 t/a, uncertain: { normal: { mean: 12 t/a, sd: 1 t/a }, within: [9 t/a, 15 t/a] } }', {
    args: { found: '20 … 30' },
  }),
  one('E0204', 'a distribution in another unit', 'amount: 12 t/a', 'amount: { value: 12 t/a, uncertain: { normal: { mean: 12 t/a, sd: «1 GJ/a }, within: [9 t/a, 15 t/a] } }', 'amount: { value: 12 t/a, uncertain: { normal: { mean: 12 t/a, sd: 1000 kg/a }, within: [9 t/a, 15 t/a] } }'),
  one('E0852', 'chances that add up to 90 %', 'utilisation: 80%', 'utilisation: { value: 80%, uncertain: { discrete: «{ 70%: 30%, 80%: 60% } } }', 'utilisation: { value: 80%, uncertain: { discrete: { 70%: 40%, 80%: 60% } } }', {
    args: { found: '90%' },
  }),
  one('E0853', 'a normal that goes below zero', 'amount: 12 t/a', 'amount: { value: 12 t/a, uncertain: { normal: «{ mean: 12 t/a, sd: 4 t/a } } }', 'amount: { value: 12 t/a, uncertain: { normal: { mean: 12 t/a, sd: 4 t/a }, within: [2 t/a, 30 t/a] } }'),
  one('E0853', 'a share above one', 'utilisation: 80%', 'utilisation: { value: 80%, uncertain: { lognormal: «{ median: 80%, gsd: 1.2 } } }', 'utilisation: { value: 80%, uncertain: { lognormal: { median: 80%, gsd: 1.2 }, within: [50%, 100%] } }', {
    args: { expected: '0% … 100%' },
  }),
  one('E0854', 'a value outside its own distribution', 'amount: 12 t/a', 'amount: { value: 12 t/a, uncertain: { uniform: «[3 t/a, 7 t/a] } }', 'amount: { value: 12 t/a, uncertain: { uniform: [3 t/a, 14 t/a] } }', {
    args: { value: 12, found: '3 … 7' },
  }),
  one('E0851', 'a beta without shape', 'amount: 12 t/a', 'amount: { value: 12 t/a, uncertain: { beta: «{ a: 0, b: 2, low: 10 t/a, high: 14 t/a } } }', 'amount: { value: 12 t/a, uncertain: { beta: { a: 2, b: 2, low: 10 t/a, high: 14 t/a } } }'),
  one('E0851', 'a cut between two values', 'utilisation: 80%', 'utilisation: { value: 80%, uncertain: { discrete: { 70%: 40%, 80%: 60% }, within: «[72%, 78%] } }', 'utilisation: { value: 80%, uncertain: { discrete: { 70%: 40%, 80%: 60% }, within: [72%, 85%] } }', {
    args: { found: '0.72 … 0.78', expected: '0.7 … 0.8' },
  }),
  // E088: paths, groups and projects
  one('E0880', 'a band without years', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear, uncertain: { band: «10%, persistence: 0.9 } }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear, uncertain: { band: { 2030: 10% }, persistence: 0.9 } }'),
  one('E0880', 'a distribution beside a driver', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }\n    uncertain: «{ uniform: [1, 2] }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }\n    uncertain: { band: { 2030: 10% }, persistence: 0.9 }'),
  one('E0881', 'a band wider than the path', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear, uncertain: { band: { 2030: «150% }, persistence: 0.9 } }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear, uncertain: { band: { 2030: 50% }, persistence: 0.9 } }', {
    args: { found: '150%', expected: '0% … 100%' },
  }),
  one('E0881', 'a deviation that never fades', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear, uncertain: { band: { 2030: 50% }, persistence: «1 } }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear, uncertain: { band: { 2030: 50% }, persistence: 0 } }'),
  one('E0882', 'one-of without the stated path', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }\n    alternatives: { few: { 2020: 20 万人, 2035: 10 万人, interpolate: linear } }\n    uncertain: { one-of: «{ few: 100% } }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }\n    alternatives: { few: { 2020: 20 万人, 2035: 10 万人, interpolate: linear } }\n    uncertain: { one-of: { few: 40%, stated: 60% } }', {
    args: { found: 'few', expected: 'stated' },
  }),
  one('E0882', 'a path that is not there', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }\n    alternatives: { few: { 2020: 20 万人, 2035: 10 万人, interpolate: linear } }\n    uncertain: { one-of: { few: 20%, stated: 60%, «many: 20% } }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }\n    alternatives: { few: { 2020: 20 万人, 2035: 10 万人, interpolate: linear } }\n    uncertain: { one-of: { few: 40%, stated: 60% } }', {
    args: { found: 'many', expected: 'stated, few' },
  }),
  one('E0852', 'paths whose chances add up to 90 %', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }\n    alternatives: { few: { 2020: 20 万人, 2035: 10 万人, interpolate: linear } }\n    uncertain: { one-of: «{ few: 30%, stated: 60% } }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }\n    alternatives: { few: { 2020: 20 万人, 2035: 10 万人, interpolate: linear } }\n    uncertain: { one-of: { few: 40%, stated: 60% } }', {
    args: { found: '90%' },
  }),
  one('E0883', 'a path without a chance', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }\n    alternatives: { «few: { 2020: 20 万人, 2035: 10 万人, interpolate: linear } }', 'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }\n    alternatives: { few: { 2020: 20 万人, 2035: 10 万人, interpolate: linear } }\n    uncertain: { one-of: { few: 40%, stated: 60% } }', {
    args: { id: 'few' },
  }),
  one('E0884', 'a correlation of one number', 'land:\n  forest', 'correlations: [{ of: «[drivers.people], rho: 0.5 }]\nland:\n  forest', 'correlations: [{ of: [drivers.people, drivers.growth], rho: 0.5 }]\nland:\n  forest'),
  one('E0884', 'a correlation above one', 'land:\n  forest', 'correlations: [{ of: [drivers.people, drivers.growth], rho: «1.5 }]\nland:\n  forest', 'correlations: [{ of: [drivers.people, drivers.growth], rho: 0.5 }]\nland:\n  forest', {
    args: { found: 1.5 },
  }),
  one('E0885', 'a pair stated twice', 'land:\n  forest', 'correlations: [{ of: [drivers.people, drivers.growth], rho: 0.5 }, «{ of: [drivers.growth, drivers.people], rho: 0.4 }]\nland:\n  forest', 'correlations: [{ of: [drivers.people, drivers.growth], rho: 0.5 }, { of: [drivers.growth, drivers.people], rho: 0.5 }]\nland:\n  forest', {
    args: { a: 'drivers.people', b: 'drivers.growth' },
  }),
  one('E0886', 'three that are opposite to each other', 'land:\n  forest', 'correlations: [«{ of: [drivers.people, drivers.growth, drivers.coke-demand], rho: -0.6 }]\nland:\n  forest', 'correlations: [{ of: [drivers.people, drivers.growth, drivers.coke-demand], rho: -0.4 }]\nland:\n  forest', {
    args: { b: 'drivers.coke-demand', rho: -0.6 },
  }),
  one('E0301', 'a correlation of what is not there', 'land:\n  forest', 'correlations: [{ of: [«drivers.peple, drivers.growth], rho: 0.5 }]\nland:\n  forest', 'correlations: [{ of: [drivers.people, drivers.growth], rho: 0.5 }]\nland:\n  forest', {
    args: { id: 'drivers.peple', nearest: 'drivers.people' },
  }),
  one('E0888', 'a chance of what operates', 'oven-b: { process: oven, status: idea,', 'oven-b: { process: oven, status: operating, included: false, chance: «80%,', 'oven-b: { process: oven, status: idea, chance: 80%,', {
    file: 'scenarios/reference.yaml',
    args: { id: 'oven-b', status: 'operating', key: 'chance' },
  }),
  one('E0853', 'a project that comes too early', 'oven-b: { process: oven, status: idea,', 'oven-b: { process: oven, status: idea, delay: { uniform: «[-1 a, 2 a] },', 'oven-b: { process: oven, status: idea, delay: { uniform: [0 a, 2 a] },', {
    file: 'scenarios/reference.yaml',
  }),
  // E01 that are asked of a whole project
  one('E0116', 'a torn call', 'scope: process, amount: 12 t/a', 'scope: process, amount: «triangular(10 t/a, 12 t/a) ', 'scope: process, amount: { value: 12 t/a, range: [10 t/a, 13 t/a] }', {
    args: { found: 'triangular(10 t/a, 12 t/a)' },
    // The torn entry is taken out of the tree, so its amount is missing.
    follows: ['E0202'],
  }),
  one('E0121', 'a file that is not there', 'extends: reference.yaml', 'extends: «referenz.yaml', 'extends: ../scenarios/reference.yaml', { file: scenario, args: { path: 'scenarios/referenz.yaml' } }),
  // ledgers
  one('E0751', 'a quota said twice', 'economy:\n  gdp: built', 'plans: { p: { name: p, from: 2026, to: 2030 } }\nquotas: { energy: { plan: p, total: 900 万tce/a, values: «900 万tce/a } }\neconomy:\n  gdp: built', 'plans: { p: { name: p, from: 2026, to: 2030 } }\nquotas: { energy: { plan: p, total: 900 万tce/a } }\neconomy:\n  gdp: built', { args: { id: 'energy' } }),
  one('E0202', 'a quota of nothing known', 'economy:\n  gdp: built', 'quotas: { «sulphur: { total: 900 t/a } }\neconomy:\n  gdp: built', 'quotas: { sulphur: { of: so2, total: 900 t/a } }\neconomy:\n  gdp: built', { args: { key: 'of' } }),
  one('E0204', 'a quota of another dimension', 'economy:\n  gdp: built', 'quotas: { so2: { total: «900 tce/a } }\neconomy:\n  gdp: built', 'quotas: { so2: { total: 900 t/a } }\neconomy:\n  gdp: built'),
  one('W0750', 'a quota exceeded', 'economy:\n  gdp: built', 'quotas: { so2: { total: «1 t/a } }\neconomy:\n  gdp: built', 'quotas: { so2: { total: 900 t/a } }\neconomy:\n  gdp: built', { args: { ledger: 'so2', year: 2020 } }),
  one('W0753', 'a quota outside its plan', 'economy:\n  gdp: built', 'plans: { p: { name: p, from: 2026, to: 2030 } }\nquotas: { energy: { plan: p, total: «{ 2032: 900 万tce/a } } }\neconomy:\n  gdp: built', 'plans: { p: { name: p, from: 2026, to: 2030 } }\nquotas: { energy: { plan: p, total: { 2030: 900 万tce/a } } }\neconomy:\n  gdp: built'),
  one('W0754', 'what a project needs is missing', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }\n  heat-plant: { process: boiler, sector: power, status: approved, capacity: 1 万GJ/a, start: 2027, needs: [«oven-b] }', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }\n  heat-plant: { process: boiler, sector: power, status: approved, capacity: 1 万GJ/a, start: 2027, needs: [oven-a] }', { file: reference, args: { project: 'heat-plant', needed: 'oven-b' } }),
  one('W0755', 'two that cannot stand together', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }\n  heat-a: { process: boiler, sector: power, status: approved, capacity: 1 万GJ/a, start: 2027, excludes: [«heat-b] }\n  heat-b: { process: boiler, sector: power, status: approved, capacity: 1 万GJ/a, start: 2027 }', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }\n  heat-a: { process: boiler, sector: power, status: approved, capacity: 1 万GJ/a, start: 2027, excludes: [oven-b] }\n  heat-b: { process: boiler, sector: power, status: approved, capacity: 1 万GJ/a, start: 2027 }', { file: reference, args: { project: 'heat-a', other: 'heat-b' } }),
  one('W0756', 'a zone that forbids', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }\n  heat-a: { process: boiler, sector: power, site: «town, status: approved, capacity: 1 万GJ/a, start: 2027 }\nzones: { core: { name: core, class: key, forbids: [industry] } }\nsites: { town: { name: town, zone: core } }', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }\n  heat-a: { process: boiler, sector: power, site: town, status: approved, capacity: 1 万GJ/a, start: 2027 }\nzones: { core: { name: core, class: key, forbids: [coking] } }\nsites: { town: { name: town, zone: core } }', { file: reference, args: { project: 'heat-a', zone: 'core', what: 'industry' } }),
  one('W0752', 'more than was granted', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }\n  heat-a: { process: boiler, sector: power, status: approved, capacity: 1 万GJ/a, start: 2027, approvals: { energy: { amount: «1 tce/a } } }', 'oven-b: { process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }\n  heat-a: { process: boiler, sector: power, status: approved, capacity: 1 万GJ/a, start: 2027, approvals: { energy: { amount: 900 tce/a } } }', { file: reference, args: { project: 'heat-a', subject: 'energy', year: 2027 } }),
  one('W0751', 'units without a site', 'economy:\n  gdp: built', 'zones: { core: { name: core, class: key } }\nsites: { town: { name: town, zone: core } }\nquotas: { so2: { control-unit: «core, total: 900 t/a } }\neconomy:\n  gdp: built', 'zones: { core: { name: core, class: key } }\nsites: { town: { name: town, zone: core } }\nquotas: { so2: { total: 900 t/a } }\neconomy:\n  gdp: built', { args: { ledger: 'so2@core' } }),
]
