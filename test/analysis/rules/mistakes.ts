import type { Code } from '../../../src/diagnostics/codes.ts'
import type { BaseFile } from '../../invalid/base.ts'

/** Words of the toy county, once in their file, and what stands in their place. */
export interface Edit {
  readonly file?: BaseFile
  readonly find: string
  readonly bad: string
  readonly good: string
}

/** One row of the catalogue of mistakes: wrong, and right beside it. `«` marks where the message has to point. */
export interface Mistake {
  readonly code: Code
  /** Word of the catalogue (docs/mistakes.md). */
  readonly row: string
  readonly what: string
  readonly edits: readonly Edit[]
  /** Arguments that were worked out by hand. */
  readonly args?: Readonly<Record<string, string | number>>
  /** What else is said because of it. */
  readonly follows?: readonly Code[]
}

const one = (
  code: Code,
  row: string,
  what: string,
  find: string,
  bad: string,
  good: string,
  more: Partial<Mistake> & { readonly file?: BaseFile } = {},
): Mistake => {
  const { file, ...rest } = more
  return { code, row, what, edits: [{ find, bad, good, ...(file ? { file } : {}) }], ...rest }
}

const reference = 'scenarios/reference.yaml'
const scenario = 'scenarios/a.yaml'

const both = (find: string, words: string, file?: BaseFile): Edit => ({
  find,
  bad: words,
  good: words,
  ...(file ? { file } : {}),
})

/** What a coke oven needs so that its CO2 can be captured. */
const captured = (terms: string, good: string): readonly Edit[] => [
  both(
    '    carbon-tolerance: 0.2%',
    '    carbon-tolerance: 0.2%\n    streams: { flue: { name: flue, of: carbon-balance, share: 80% } }',
  ),
  {
    file: reference,
    find: 'measures:\n',
    bad: `measures:\n  ccs: { name: ccs, applies-to: oven-a, adoption: { 2020: 0%, 2030: 50%, after: hold }, capture: { stream: flue, ${terms} } }\n`,
    good: `measures:\n  ccs: { name: ccs, applies-to: oven-a, adoption: { 2020: 0%, 2030: 50%, after: hold }, capture: { stream: flue, ${good} } }\n`,
  },
]
const takesPower = 'inputs: [{ of: electricity, amount: 110 kWh/tCO2 }]'

const ovenB = '{ process: oven, status: idea, capacity: 40 万t/a, start: 2027-07, operation: demand }'
const oven = (bad: string, good: string): Edit => ({ file: reference, find: ovenB, bad, good })
/** Two ovens more, which follow demand. */
const ovens = ['oven-c', 'oven-d']
  .map((id) => `  ${id}: { process: oven, capacity: 10 万t/a, operation: demand, commissioned: 2012 }\n`)
  .join('')

/** Eleven ways to heat with power; the last ends as said. */
const heaters = (last: string): string =>
  Array.from(
    { length: 11 },
    (_, i) =>
      `  k${i}: { name: k, inputs: [{ of: electricity, use: fuel, amount: 300 kWh/GJ }], outputs: [{ of: heat, lead: true, amount: 1 GJ/GJ }], capex: ${i < 10 ? '30 元@2020/(GJ/a), lifetime: 20 a }' : last}\n`,
  ).join('')

const target = (bad: string, good: string): Edit => ({
  file: reference,
  find: 'targets:\n',
  bad: `targets:\n${bad}\n`,
  good: `targets:\n${good}\n`,
})

/** A clinker kiln: CO2 of limestone is 0.12 tC/t · 44/12 = 0.44 t per tonne of stone. */
const kiln = (stone: string) =>
  `  kiln:\n    name: kiln\n    sector: coking\n    inputs:\n      - { of: coal, use: fuel, amount: 0.12 t/t }\n      - ${stone}\n    outputs: [{ of: clinker, lead: true, amount: 1 t/t }]\n    emits: [{ carbonate: { of: limestone } }]\n`

export const mistakes: readonly Mistake[] = [
  // U
  one(
    'E0620',
    'UNIT-ELEC-BASIS',
    'the equivalent value as the calorific one',
    'tce: 0.1229 kgce/kWh',
    'tce: «0.305 kgce/kWh',
    'tce: 0.1229 kgce/kWh',
  ),
  one('E0621', 'UNIT-GWP-MIX', 'N2O of AR4 as AR5', 'ar5: 265', 'ar5: «298', 'ar5: 265', {
    args: { found: 298, other: 'AR4' },
  }),
  one(
    'W0620',
    'UNIT-SCALE',
    'an override ten times what stood',
    'drivers:\n',
    'facilities: { gas-power: { capacity: «200 MW } }\ndrivers:\n',
    'facilities: { gas-power: { capacity: 22 MW } }\ndrivers:\n',
    { file: scenario, args: { times: 10 }, follows: ['W0645'] },
  ),
  one(
    'W0621',
    'UNIT-KGCE',
    'coal equivalent ten times the heat',
    'tce: 1.33 kgce/Nm3',
    'tce: «13.3 kgce/Nm3',
    'tce: 1.3 kgce/Nm3',
    { args: { hint: 'slip-ten' } },
  ),
  one(
    'W0622',
    'UNIT-C-CO2',
    'carbon as CO2',
    'carbon: 15.3 tC/TJ',
    'carbon: «56.1 tC/TJ',
    'carbon: 15.3 tC/TJ',
    { args: { found: '56.1 tC/TJ', hint: 'slip-carbon' } },
  ),
  one('W0622', 'UNIT-GJ-TJ', 'GJ for TJ', 'carbon: 15.3 tC/TJ', 'carbon: «15.3 tC/GJ', 'carbon: 15.3 tC/TJ', {
    args: { hint: 'slip-thousand' },
    follows: ['W0635'],
  }),
  {
    code: 'W0623',
    row: 'UNIT-KCAL',
    what: 'kcal for kJ',
    edits: [
      { find: 'energy: 38.9 MJ/Nm3', bad: 'energy: «9.29 MJ/Nm3', good: 'energy: 38 MJ/Nm3' },
      // Else its boiler would give more heat than there is in the gas (E0415).
      both(
        '    name: boiler\n',
        '    name: boiler\n    closure: none\n    closure-reason: not looked at here\n',
      ),
    ],
    args: { hint: 'slip-kcal' },
    follows: ['W0621'],
  },
  one(
    'W0623',
    'UNIT-GAS-VOL',
    'heat of ten thousand cubic metres',
    'energy: 38.9 MJ/Nm3',
    'energy: «389 GJ/Nm3',
    'energy: 38.9 MJ/Nm3',
    { args: { hint: 'slip-ten-thousand' }, follows: ['W0601', 'W0621', 'W0635'] },
  ),
  one(
    'W0624',
    'UNIT-LHV-HHV',
    'gross heat over net',
    'drivers:\n',
    'commodities: { natural-gas: { energy: «43.2 MJ/Nm3 } }\ndrivers:\n',
    'commodities: { natural-gas: { energy: 39.6 MJ/Nm3 } }\ndrivers:\n',
    { file: scenario },
  ),
  one(
    'W0626',
    'SCN-RATE-RANGE',
    'growth without its percent sign',
    'growth: 4%',
    'growth: «0.4',
    'growth: 5%',
    { file: scenario, args: { found: '40%' } },
  ),
  one(
    'W0635',
    'UNIT-MONEY',
    'value added a hundred times too large',
    'homes: { value-added: 50 亿元@2020',
    'homes: { value-added: «5000 亿元@2020',
    'homes: { value-added: 60 亿元@2020',
  ),
  one(
    'W0667',
    'UNIT-ELEC-BASIS',
    'equivalent by word, calorific in fact',
    'tce: 0.1229 kgce/kWh',
    'tce: «0.1229 kgce/kWh',
    'tce: 0.1229 kgce/kWh',
    {
      edits: [
        { find: 'tce: 0.1229 kgce/kWh', bad: 'tce: «0.1229 kgce/kWh', good: 'tce: 0.1229 kgce/kWh' },
        {
          find: 'horizon: {',
          bad: 'boundary: { electricity: equivalent }\nhorizon: {',
          good: 'boundary: { electricity: calorific }\nhorizon: {',
        },
      ],
    },
  ),
  one(
    'W0627',
    'INV-EF',
    'oxidation of gas as if it were coal',
    'tce: 1.33 kgce/Nm3 }',
    'tce: 1.33 kgce/Nm3, oxidation: «89% }',
    'tce: 1.33 kgce/Nm3, oxidation: 99% }',
  ),
  one(
    'W0628',
    'UNIT-SCALE',
    'grid factor per kWh',
    'purchased: { 2020: 0.7 tCO2/MWh',
    'purchased: { 2020: «0.7 tCO2/kWh',
    'purchased: { 2020: 0.7 tCO2/MWh',
    { args: { found: '700 tCO2/MWh' }, follows: ['W0634', 'W0769'] },
  ),
  one(
    'W0629',
    'UNIT-MONEY',
    '万元 for 元',
    'group: coal, energy: 30 GJ/t',
    'group: coal, price: «600 万元@2020/t, energy: 30 GJ/t',
    'group: coal, price: 600 元@2020/t, energy: 30 GJ/t',
    { args: { hint: 'slip-ten-thousand' } },
  ),
  one('W0631', 'INV-EF', 'tonnes for kilograms', 'n2o: 1 kg/t', 'n2o: «1 t/t', 'n2o: 1.2 kg/t', {
    args: { species: 'n2o' },
  }),
  one(
    'W0632',
    'UNIT-SCALE',
    'an own coefficient six times that of the process',
    '    capacity: 1.2 万t/a\n',
    '    capacity: 1.2 万t/a\n    inputs: { electricity: «6 MWh/t }\n',
    '    capacity: 1.2 万t/a\n    inputs: { electricity: 1.2 MWh/t }\n',
    { args: { times: 6 } },
  ),
  one(
    'W0658',
    'UNIT-MONEY',
    'investment in 万元',
    '    carbon-tolerance: 0.2%',
    '    carbon-tolerance: 0.2%\n    capex: «1600 万元@2020/(t/a)',
    '    carbon-tolerance: 0.2%\n    capex: 1600 元@2020/(t/a)',
  ),
  one(
    'W0663',
    'UNIT-SCALE',
    'kW written as MW',
    'capacity: 20 MW',
    'capacity: «20000 MW',
    'capacity: 20 MW',
    { follows: ['W0645'] },
  ),
  // D
  one(
    'E0622',
    'DBL-BYGAS',
    'a CO2 factor beside the carbon balance',
    '{ factor: { n2o: 1 kg/t } }',
    '{ factor: { n2o: 1 kg/t, co2: «2 tCO2/t } }',
    '{ factor: { n2o: 1 kg/t } }',
    { args: { method: 'carbon-balance' } },
  ),
  one(
    'E0622',
    'DBL-SCOPE2',
    'a CO2 factor per kWh of power that has its own',
    'emits: [carbon-balance, { factor: { so2: 0.1 kg/t } }]',
    'emits: [carbon-balance, { factor: { co2: «0.6 tCO2/MWh }, per: electricity }]',
    'emits: [carbon-balance, { factor: { so2: 0.1 kg/t } }]',
    { args: { method: 'purchased' } },
  ),
  one(
    'E0626',
    'DBL-AGGREGATE',
    'value added of a sector and of the one above it',
    'sectors: { coking: { value-added: 3 亿元@2020',
    'sectors: { industry: { value-added: 5 亿元@2020, follows: growth }, coking: { value-added: «3 亿元@2020',
    'sectors: { power: { value-added: 5 亿元@2020, follows: growth }, coking: { value-added: 3 亿元@2020',
  ),
  one(
    'W0655',
    'DBL-SCOPE2',
    'indirect CO2 given beside bought power',
    'amount: 12 t/a }]',
    'amount: 12 t/a }, «{ species: co2, scope: indirect, amount: 1 万tCO2/a }]',
    'amount: 12 t/a }, { species: co2, scope: process, amount: 1 万tCO2/a }]',
  ),
  {
    code: 'W0656',
    row: 'DBL-CCUS-SINK',
    what: 'CO2 given as stored beside capture',
    edits: [
      ...captured(`rate: 90%, ${takesPower}`, `rate: 90%, ${takesPower}`),
      {
        find: 'amount: 12 t/a }]',
        bad: 'amount: 12 t/a }, «{ species: co2, scope: stored, amount: 1 万tCO2/a }]',
        good: 'amount: 12 t/a }]',
      },
    ],
  },
  one(
    'W0661',
    'DBL-BF-REDUCTANT',
    'the same amount under two uses',
    '- { of: gas, use: feedstock, amount: 1900 Nm3/t }',
    '- { of: gas, use: feedstock, amount: 950 Nm3/t }\n      - «{ id: heat-gas, of: gas, use: fuel, amount: 950 Nm3/t }',
    '- { of: gas, use: feedstock, amount: 950 Nm3/t }\n      - { id: heat-gas, of: gas, use: fuel, amount: 900 Nm3/t }',
  ),
  one(
    'W0664',
    'DBL-AGGREGATE',
    'a unit in a sector that has parts',
    '  ammonia:\n    process: nh3',
    '  ammonia:\n    sector: «industry\n    process: nh3',
    '  ammonia:\n    sector: power\n    process: nh3',
  ),
  {
    code: 'W0649',
    row: 'DBL-MEASURES',
    what: 'two measures that cut more than all',
    edits: [
      {
        find: 'effects: [{ emission: n2o, relative: 95% }], exclusive: n2o-control',
        bad: 'effects: [«{ emission: n2o, relative: 95% }]',
        good: 'effects: [{ emission: n2o, relative: 30% }]',
      },
      both('measures:\n', 'measures:\n  abate-more: { applies-to: nh3, adoption: 60% }\n', reference),
    ],
    // 0.9 · 60 % and 0.95 · 60 %.
    args: { found: '111%' },
  },
  // B
  one(
    'E0623',
    'PHY-FLOOR',
    'ammonia for less than its own heat',
    '- { of: gas, use: feedstock, amount: 1900 Nm3/t }',
    '- «{ of: gas, use: feedstock, amount: 600 Nm3/t }',
    '- { of: gas, use: feedstock, amount: 1800 Nm3/t }',
    { args: { found: '13.8 GJ' } },
  ),
  one(
    'E0627',
    'CAP-SHORT',
    'output above the capacity',
    '    capacity: 1.2 万t/a\n',
    '    capacity: 1.2 万t/a\n    observed: { 2020: «1.6 万t/a }\n',
    '    capacity: 1.2 万t/a\n    observed: { 2020: 1.1 万t/a }\n',
    { args: { load: '133.3%' } },
  ),
  {
    code: 'E0625',
    row: 'CAP-GHOST',
    what: 'a retrofit of a unit that is gone',
    edits: [
      both('    capacity: 1.2 万t/a\n', '    capacity: 1.2 万t/a\n    retired: 2026\n'),
      {
        file: reference,
        find: 'projects:\n',
        bad: 'projects:\n  abated: { status: approved, retrofit: { of: ammonia, measure: abate, from: «2028 } }\n',
        good: 'projects:\n  abated: { status: approved, retrofit: { of: ammonia, measure: abate, from: 2024 } }\n',
      },
    ],
  },
  {
    code: 'E0629',
    row: 'BAL-NEGATIVE',
    what: 'a measure that takes away more than there is',
    edits: [
      {
        file: reference,
        find: 'measures:\n',
        bad: 'measures:\n  saving: { name: saving, applies-to: oven, adoption: 100%, effects: [«{ input: electricity, absolute: 80 kWh/t }] }\n',
        good: 'measures:\n  saving: { name: saving, applies-to: oven, adoption: 100%, effects: [{ input: electricity, absolute: 8 kWh/t }] }\n',
      },
    ],
  },
  one(
    'W0630',
    'PHY-PROCESS',
    'energy per tonne ten times too large',
    '- { of: gas, use: feedstock, amount: 1900 Nm3/t }',
    '- «{ of: gas, use: feedstock, amount: 19000 Nm3/t }',
    '- { of: gas, use: feedstock, amount: 1900 Nm3/t }',
    { args: { hint: 'slip-ten' }, follows: ['W0644'] },
  ),
  one(
    'W0634',
    'JUMP',
    'a fall of a total in one year',
    '    utilisation: 90%\n',
    '    utilisation: «{ 2020: 90%, 2024: 90%, 2025: 30%, after: hold }\n',
    '    utilisation: { 2020: 90%, 2035: 60% }\n',
    // What the ovens no longer make is bought.
    { follows: ['W0840'] },
  ),
  one(
    'W0636',
    'SNK-RATE',
    'ten times what forests take up',
    'rate: 2.3 tCO2/(ha·a)',
    'rate: «23 tCO2/(ha·a)',
    'rate: 3 tCO2/(ha·a)',
    { args: { found: '23 tCO2/(ha·a)' } },
  ),
  {
    code: 'W0637',
    row: 'SNK-FOREVER',
    what: 'uptake that never saturates',
    edits: [
      both(
        'species:\n  co2',
        'plausibility: { steady-uptake: { figure: saturation-years, range: [0 a, 10 a] } }\nspecies:\n  co2',
      ),
      {
        find: 'rate: 2.3 tCO2/(ha·a) }',
        bad: 'rate: «2.3 tCO2/(ha·a) }',
        good: 'rate: 2.3 tCO2/(ha·a), saturation: { 2020: 100%, 2035: 90% } }',
      },
    ],
  },
  {
    code: 'W0638',
    row: 'CCU-MORE',
    what: 'all of a stream captured',
    edits: captured(`rate: «100%, ${takesPower}`, `rate: 90%, ${takesPower}`),
  },
  {
    code: 'W0639',
    row: 'CCU-PENALTY',
    what: 'capture that takes no energy',
    edits: captured('rate: «90%', `rate: 90%, ${takesPower}`),
  },
  one('W0643', 'CAP-RETIRE', 'one unit replaced twice', ovenB, ovenB, ovenB, {
    edits: [
      oven(
        '{ process: oven, status: building, capacity: 40 万t/a, utilisation: 80%, start: 2027-07, replaces: { units: [oven-a] } }\n  oven-c: { process: oven, status: building, capacity: 30 万t/a, utilisation: 80%, start: 2028-07, replaces: { units: [«oven-a] } }',
        '{ process: oven, status: building, capacity: 40 万t/a, utilisation: 80%, start: 2027-07, replaces: { units: [oven-a] } }\n  oven-c: { process: oven, status: building, capacity: 30 万t/a, utilisation: 80%, start: 2028-07 }',
      ),
    ],
  }),
  one(
    'W0644',
    'CAP-DEAD',
    'capacity that never runs',
    'capacity: 20 MW, utilisation: 60%',
    'capacity: «20 MW, utilisation: 0%',
    'capacity: 20 MW, utilisation: 60%',
  ),
  one(
    'W0645',
    'BAL-MASS',
    'a plant without gas',
    'capacity: 20 MW, utilisation: 60%',
    'capacity: «500 MW, utilisation: 60%',
    'capacity: 25 MW, utilisation: 60%',
  ),
  one(
    'W0657',
    'PHY-UTIL',
    'more hours than a year has for a plant',
    'capacity: 20 MW, utilisation: 60%',
    'capacity: 20 MW, utilisation: «99%',
    'capacity: 20 MW, utilisation: 60%',
  ),
  {
    code: 'W0659',
    row: 'PHY-PROCESS',
    what: 'clinker with half its limestone',
    edits: [
      both(
        '  ammonia: { name: ammonia, unit: t, group: product }',
        '  ammonia: { name: ammonia, unit: t, group: product }\n  clinker: { name: clinker, unit: t, group: product }\n  limestone: { name: limestone, unit: t, group: material, carbon: 0.12 tC/t }',
      ),
      both(
        'facilities:\n',
        'facilities:\n  kiln-a: { process: kiln, capacity: 10 万t/a, utilisation: 80% }\n',
      ),
      {
        find: 'processes:\n',
        bad: `processes:\n${kiln('«{ of: limestone, amount: 0.6 t/t }')}`,
        good: `processes:\n${kiln('{ of: limestone, amount: 1.2 t/t }')}`,
      },
    ],
    args: { found: '0.264 tCO2/t' },
  },
  one(
    'W0660',
    'PHY-EFF',
    'a heat pump of fourteen',
    'amount: 90 kWh/GJ',
    'amount: «20 kWh/GJ',
    'amount: 85 kWh/GJ',
    { args: { found: 13.89 } },
  ),
  one(
    'W0666',
    'PHY-UTIL',
    'full load unsaid',
    '    capacity: 1.2 万t/a\n    utilisation: 80%',
    '    capacity: «1.2 万t/a',
    '    capacity: 1.2 万t/a\n    utilisation: 80%',
  ),
  // T
  one(
    'E0624',
    'TIME-ORDER',
    'retired before it began',
    '    commissioned: 2010-05',
    '    commissioned: 2010-05\n    retired: «2009',
    '    commissioned: 2010-05\n    retired: 2040',
    { follows: ['W0644', 'W0644', 'W0644', 'W0648'] },
  ),
  {
    code: 'W0641',
    row: 'TIME-BUILD',
    what: 'an idea that starts next year',
    edits: [
      oven(
        '{ process: oven, status: idea, included: true, capacity: 40 万t/a, utilisation: 80%, start: «2023-01 }',
        '{ process: oven, status: idea, included: true, capacity: 40 万t/a, utilisation: 80%, start: 2027-07 }',
      ),
    ],
  },
  {
    code: 'W0642',
    row: 'TIME-APPROVAL',
    what: 'planned, but running since 2021',
    edits: [
      oven(
        '{ process: oven, status: planned, included: true, capacity: 40 万t/a, utilisation: 80%, start: «2021-01 }',
        '{ process: oven, status: operating, capacity: 40 万t/a, utilisation: 80%, start: 2021-01 }',
      ),
    ],
  },
  one(
    'W0640',
    'TIME-LIFE',
    'eighty years old at the end',
    'commissioned: 2010-05',
    'commissioned: «1955',
    'commissioned: 2010-05',
  ),
  one(
    'W0651',
    'TIME-BASE',
    'totals of a year eight years before',
    'economy:\n',
    'observed: { gdp: { 2012: «55 亿元@2020 } }\neconomy:\n',
    'observed: { gdp: { 2020: 55 亿元@2020 } }\neconomy:\n',
  ),
  {
    code: 'W0653',
    row: 'TIME-FYP',
    what: 'a plan against its own first year',
    edits: [
      target(
        '  cut: { rule: reduction, indicator: co2.total, from: «2021, to: 2025, cut: 0%, severity: should }',
        '  cut: { rule: reduction, indicator: co2.total, from: 2020, to: 2025, cut: 0%, severity: should }',
      ),
    ],
  },
  // I
  one(
    'W0633',
    'INV-ZERO',
    'a digit lost in one year',
    '2021: 42 万t/a',
    '2021: «4.2 万t/a',
    '2021: 43 万t/a',
    { follows: ['W0634'] },
  ),
  one(
    'W0633',
    'INV-ZERO',
    'a year that was not filled in',
    '2021: 42 万t/a',
    '2021: «0 万t/a',
    '2021: 41 万t/a',
    { follows: ['W0634'] },
  ),
  one(
    'W0654',
    'INV-COPY',
    'six equal years',
    'observed: { 2020: 40 万t/a, 2021: 42 万t/a, 2022: 45 万t/a }',
    'observed: { 2017: 40 万t/a, 2018: 40 万t/a, 2019: 40 万t/a, 2020: 40 万t/a, 2021: 40 万t/a, 2022: «40 万t/a }',
    'observed: { 2017: 38 万t/a, 2018: 40 万t/a, 2019: 40 万t/a, 2020: 40 万t/a, 2021: 40 万t/a, 2022: 40 万t/a }',
  ),
  // G
  {
    code: 'E0628',
    row: 'TGT-CONFLICT',
    what: 'at least 60 % and at most 40 %',
    edits: [
      target(
        '  more: { rule: share, indicator: co2.energy, of: co2.total, at-least: { 2030: «60% }, severity: must }\n  less: { rule: share, indicator: co2.energy, of: co2.total, at-most: { 2030: 40% }, severity: must }',
        '  more: { rule: share, indicator: co2.energy, of: co2.total, at-least: { 2030: 20% }, severity: must }\n  less: { rule: share, indicator: co2.energy, of: co2.total, at-most: { 2030: 40% }, severity: must }',
      ),
    ],
  },
  {
    code: 'W0646',
    row: 'item 2',
    what: 'new capacity that replaces nothing',
    edits: [
      both(
        'targets:\n',
        'targets:\n  no-new: { rule: replacement, processes: oven, from: 2023, ratio: 1.25 }\n',
        reference,
      ),
      oven(
        '{ process: «oven, status: building, capacity: 40 万t/a, utilisation: 80%, start: 2027-07 }',
        '{ process: oven, status: building, capacity: 40 万t/a, utilisation: 80%, start: 2027-07, replaces: { units: [oven-a] } }',
      ),
    ],
  },
  {
    code: 'W0647',
    row: 'item 2',
    what: 'a project without a site under a rule by zone',
    edits: [
      both(
        'sectors:\n  industry',
        'zones: { key-unit: { name: key unit, class: key } }\nsites: { park: { name: park, zone: key-unit } }\nsectors:\n  industry',
      ),
      both(
        'targets:\n',
        'targets:\n  entry: { rule: entry, processes: oven, from: 2023, level: 2, zones: key }\n',
        reference,
      ),
      oven(
        '{ process: «oven, status: building, capacity: 40 万t/a, utilisation: 80%, start: 2027-07 }',
        '{ process: oven, site: park, status: building, capacity: 40 万t/a, utilisation: 80%, start: 2027-07 }',
      ),
    ],
  },
  {
    code: 'W0648',
    row: 'MEAS-NOEFFECT',
    what: 'a measure where nothing emits what it cuts',
    edits: [
      {
        file: reference,
        find: 'applies-to: nh3, adoption: { 2020',
        bad: 'applies-to: oven, adoption: «{ 2020',
        good: 'applies-to: nh3, adoption: { 2020',
      },
    ],
    args: { reason: 'nothing-to-act-on' },
  },
  one(
    'W0650',
    'REF-UNUSED',
    'a driver that nothing follows',
    'drivers:\n  people',
    'drivers:\n  «peeple: { name: people, path: 20 万人 }\n  people',
    'drivers:\n  people',
  ),
  {
    code: 'W0652',
    row: 'TGT-DIR',
    what: 'a cap on GDP',
    edits: [
      {
        file: reference,
        find: 'indicator: co2.total, values: { 2030: 5000 万tCO2 }',
        bad: 'indicator: «gdp, values: { 2030: 900 亿元@2020 }',
        good: 'indicator: co2.total, values: { 2030: 5000 万tCO2 }',
      },
    ],
  },
  one(
    'W0665',
    'REF-UNUSED',
    'one factor twice',
    '{ factor: { n2o: 1 kg/t } }',
    '{ factor: { n2o: 1 kg/t } }, { factor: { n2o: «1 kg/t } }',
    '{ factor: { n2o: 1 kg/t } }, { factor: { so2: 0.02 kg/t } }',
  ),
  one(
    'W0700',
    'shape',
    'power as feedstock',
    '{ of: electricity, use: fuel, amount: 42 kWh/t }',
    '«{ of: electricity, use: feedstock, amount: 42 kWh/t }',
    '{ of: electricity, use: fuel, amount: 42 kWh/t }',
    { args: { id: 'oven', commodity: 'electricity', use: 'feedstock' } },
  ),
  one(
    'W0701',
    'shape',
    'two neighbours exchanged',
    '{ 2020: 20 万人, 2035: 17 万人, interpolate',
    '{ 2020: 20 万人, 2025: 18 万人, 2030: «19.5 万人, 2035: 17 万人, interpolate',
    '{ 2020: 20 万人, 2025: 19 万人, 2030: 18 万人, 2035: 17 万人, interpolate',
  ),
  one(
    'W0702',
    'shape',
    'a point after the last year',
    '2035: 17 万人, interpolate',
    '2036: «17 万人, interpolate',
    '2035: 17 万人, interpolate',
    { args: { year: 2036, last: 2035 } },
  ),
  one(
    'W0703',
    'shape',
    'a ramp that falls',
    'start: 2027-07, operation: demand }',
    'start: 2027-07, operation: demand, ramp: [20%, 60%, «40%] }',
    'start: 2027-07, operation: demand, ramp: [20%, 40%, 60%] }',
    { file: 'scenarios/reference.yaml', args: { id: 'oven-b', year: 3, found: 40, before: 60 } },
  ),
  // What reads well, runs, and cannot be meant
  one(
    'E0622',
    'DBL-BYGAS',
    'a CO2 factor on what is burnt',
    'amount: 0.8 Nm3/kWh }]\n    outputs: [{ of: electricity, lead: true, amount: 1 MWh/MWh }]',
    'amount: 0.8 Nm3/kWh }]\n    outputs: [{ of: electricity, lead: true, amount: 1 MWh/MWh }]\n    emits: [{ factor: { co2: «0.3 tCO2/MWh } }]',
    'amount: 0.8 Nm3/kWh }]\n    outputs: [{ of: electricity, lead: true, amount: 1 MWh/MWh }]\n    emits: [{ factor: { so2: 0.1 kg/MWh } }]',
    { args: { commodity: 'gas', method: 'combustion' } },
  ),
  {
    code: 'E0624',
    row: 'TIME-ORDER',
    what: 'a cut from a later to an earlier year',
    follows: ['W0601'],
    edits: [
      target(
        '  cut: { rule: reduction, indicator: co2.total, from: 2030, to: «2025, cut: 1%, severity: should }',
        '  cut: { rule: reduction, indicator: co2.total, from: 2025, to: 2030, cut: 1%, severity: should }',
      ),
    ],
  },
  {
    code: 'E0758',
    row: 'TIME-APPROVAL',
    what: 'a permit granted two years after the start',
    edits: [
      oven(
        '{ process: oven, status: building, capacity: 40 万t/a, utilisation: 80%, start: 2027-07, approvals: { energy: { amount: 500 万tce/a, granted: «2029 } } }',
        '{ process: oven, status: building, capacity: 40 万t/a, utilisation: 80%, start: 2027-07, approvals: { energy: { amount: 500 万tce/a, granted: 2026 } } }',
      ),
    ],
    args: { id: 'oven-b', start: 2027, granted: 2029 },
  },
  one(
    'E0759',
    'SCN-YEAR-RANGE',
    'a cap six years after the last year',
    'values: { 2030: 5000 万tCO2 }',
    'values: { 2030: 5000 万tCO2, 2041: «4000 万tCO2 }',
    'values: { 2030: 5000 万tCO2, 2035: 4000 万tCO2 }',
    { file: reference, args: { year: 2041, last: 2035 } },
  ),
  one(
    'W0760',
    'UNIT-SCALE',
    'MWh for GWh',
    '  homes-heat:\n',
    '  shops: { name: shops, sector: homes, driver: growth, inputs: [{ of: electricity, use: fuel, amount: «4 MWh }] }\n  homes-heat:\n',
    '  shops: { name: shops, sector: homes, driver: growth, inputs: [{ of: electricity, use: fuel, amount: 4 GWh }] }\n  homes-heat:\n',
  ),
  one(
    'W0761',
    'TYPE-YEAR',
    'a year that should be 2037',
    '{ 2020: 20 万人, 2035: 17 万人, interpolate',
    '{ 2020: 20 万人, 2035: 17 万人, 2027: «17.5 万人, interpolate',
    '{ 2020: 20 万人, 2027: 18.5 万人, 2035: 17 万人, interpolate',
    { args: { year: 2027, before: 2035 } },
  ),
  {
    code: 'W0762',
    row: 'SCN-YEAR-RANGE',
    what: 'a start in 2047 of a county to 2035',
    edits: [oven(ovenB.replace('2027-07', '«2047-07'), ovenB)],
    args: { year: 2047, last: 2035 },
  },
  one(
    'W0763',
    'SCN-YEAR-RANGE',
    'a facility of the baseline from 2026 on',
    'gas-power: { process: gt, operation: outlet, capacity: 20 MW, utilisation: 60% }',
    'gas-power: { process: gt, operation: outlet, capacity: 20 MW, utilisation: 60%, commissioned: «2026 }',
    'gas-power: { process: gt, operation: outlet, capacity: 20 MW, utilisation: 60%, commissioned: 2016 }',
    { args: { year: 2026, to: 2022 } },
  ),
  one(
    'W0764',
    'INV-TOTAL',
    'value added of 53 held against an observed 90',
    'economy:\n  gdp: built',
    'observed: { gdp: { 2020: «90 亿元@2020 } }\neconomy:\n  gdp: built',
    'observed: { gdp: { 2020: 54 亿元@2020 } }\neconomy:\n  gdp: built',
    { args: { year: 2020, observed: '900000 万元@2020' } },
  ),
  one(
    'W0765',
    'SNK-AREA',
    'a forest larger than any county',
    'area: 1000 ha',
    'area: «1000 万ha',
    'area: 1000 ha',
    {
      args: { what: 'land.forest.area' },
    },
  ),
  {
    code: 'W0766',
    row: 'DATA-GAP',
    what: 'a price without the year that five others have',
    edits: [
      ...(
        [
          ['group: coal, energy', '800 元@2020/t'],
          ['group: coke, energy', '2000 元@2020/t'],
          ['group: gas, energy', '3 元@2020/Nm3'],
          ['group: heat, tce', '50 元@2020/GJ'],
          ['    group: by-product-gas\n', '1 元@2020/Nm3'],
        ] as const
      ).map(([find, price]) => {
        const series = `price: { 2020: ${price}, 2028: ${price}, 2035: ${price} }`
        return both(find, find.endsWith('\n') ? `${find}    ${series}\n` : `${series}, ${find}`)
      }),
      {
        find: 'name: ammonia, unit: t',
        bad: 'name: ammonia, price: «{ 2020: 2500 元@2020/t, 2027: 2500 元@2020/t, 2035: 2400 元@2020/t }, unit: t',
        good: 'name: ammonia, price: { 2020: 2500 元@2020/t, 2028: 2500 元@2020/t, 2035: 2400 元@2020/t }, unit: t',
      },
    ],
    args: { what: 'commodities.ammonia.price', year: 2028, count: 5 },
  },
  one(
    'W0767',
    'UNIT-PERCENT',
    'a percent of a percent',
    '2030: 60%, after',
    '2030: «0.6%, after',
    '2030: 60%, after',
    {
      file: reference,
      args: { found: '0.6%', likely: '60%' },
    },
  ),
  one(
    'W0768',
    'TIME-ORDER',
    'two neighbours of an adoption exchanged',
    '{ 2020: 0%, 2030: 60%, after: hold }',
    '{ 2020: 0%, 2025: 60%, 2030: «40%, after: hold }',
    '{ 2020: 0%, 2025: 40%, 2030: 60%, after: hold }',
    { file: reference, args: { before: 2025, high: '60%', year: 2030, low: '40%' } },
  ),
  one(
    'W0769',
    'UNIT-SCALE',
    'tonnes for 10,000 tonnes from the first year of the path on',
    'path: { 2030: 30 万t/a, 2035: 20 万t/a',
    'path: { 2030: «40 t/a, 2035: 30 t/a',
    'path: { 2030: 40 万t/a, 2035: 30 万t/a',
    { args: { before: 2022, year: 2030, times: 11250 } },
  ),
  {
    code: 'W0770',
    row: 'CAP-GHOST',
    what: 'a unit replaced three years after it is gone',
    edits: [
      {
        find: '    commissioned: 2010-05\n',
        bad: '    commissioned: 2010-05\n    retired: 2024-05\n',
        good: '    commissioned: 2010-05\n    retired: 2027-01\n',
      },
      oven(
        '{ process: oven, status: building, capacity: 60 万t/a, utilisation: 80%, start: 2027-07, replaces: { units: [«oven-a] } }',
        '{ process: oven, status: building, capacity: 60 万t/a, utilisation: 80%, start: 2027-07, replaces: { units: [oven-a] } }',
      ),
    ],
    args: { unit: 'oven-a', year: 2027, retired: 2024 },
    // In the years between, coke is bought.
    follows: ['W0840'],
  },
  one(
    'W0771',
    'SNK-RATE',
    'uptake with the sign of an emission',
    'rate: 2.3 tCO2',
    'rate: «-2.3 tCO2',
    'rate: 2.3 tCO2',
  ),
  one('W0636', 'SNK-RATE', 'kilograms for tonnes', 'rate: 2.3 tCO2', 'rate: «2.3 kgCO2', 'rate: 2.3 tCO2'),
  one(
    'W0772',
    'UNIT-SCALE',
    'a market ten times the ovens',
    'observed: { 2020: 40 万t/a, 2021: 42 万t/a, 2022: 45 万t/a }\n    path: { 2030: 30 万t/a, 2035: 20 万t/a',
    'observed: { 2020: «400 万t/a, 2021: 420 万t/a, 2022: 450 万t/a }\n    path: { 2030: 300 万t/a, 2035: 200 万t/a',
    'observed: { 2020: 50 万t/a, 2021: 52 万t/a, 2022: 55 万t/a }\n    path: { 2030: 40 万t/a, 2035: 30 万t/a',
    { args: { year: 2020, demand: '4000000 t' } },
  ),
  {
    code: 'W0773',
    row: 'UNIT-SCALE',
    what: 'litres for cubic metres',
    edits: [
      both(
        '  ammonia: { name: ammonia',
        '  water: { name: water, unit: m3, group: water }\n  ammonia: { name: ammonia',
      ),
      {
        find: '      - { of: electricity, use: fuel, amount: 42 kWh/t }\n',
        bad: '      - { of: electricity, use: fuel, amount: 42 kWh/t }\n      - { of: water, amount: «900 m3/t }\n',
        good: '      - { of: electricity, use: fuel, amount: 42 kWh/t }\n      - { of: water, amount: 0.9 m3/t }\n',
      },
    ],
  },
  one(
    'W0774',
    'UNIT-SCALE',
    'the low end of a range in another unit',
    'area: 1000 ha',
    'area: { value: «1000 ha, range: [9000 m2, 1200 ha] }',
    'area: { value: 1000 ha, range: [900 ha, 1200 ha] }',
  ),
  one(
    'W0650',
    'REF-UNUSED',
    'a commodity that nothing uses, though its name says the same word',
    '  ammonia: { name: ammonia',
    '  «peat: { name: peat, unit: t, group: coal, energy: 10 GJ/t, carbon: 28 tC/TJ, tce: 0.34 tce/t }\n  ammonia: { name: ammonia',
    '  ammonia: { name: ammonia',
  ),
  one(
    'W0633',
    'UNIT-SCALE',
    'a sign in the middle of a series',
    'rate: 2.3 tCO2/(ha·a)',
    'rate: { 2020: 2.3 tCO2/(ha·a), 2028: «-2.2 tCO2/(ha·a), 2035: 2.1 tCO2/(ha·a) }',
    'rate: { 2020: 2.3 tCO2/(ha·a), 2028: 2.2 tCO2/(ha·a), 2035: 2.1 tCO2/(ha·a) }',
    { follows: ['W0771'] },
  ),
  {
    code: 'W0648',
    row: 'MEAS-NOEFFECT',
    what: 'a floor that takes back all that a measure cuts: leaving it out changes no figure',
    edits: [
      {
        find: '  less-coal: { name: less coal, effects: [{ input: coal, relative: 1% }] }',
        bad: '  less-coal: { name: less coal, effects: [{ input: coal, relative: 1%, floor: 1.3 t/t }] }',
        good: '  less-coal: { name: less coal, effects: [{ input: coal, relative: 0.1%, floor: 1.2 t/t }] }',
      },
      {
        file: reference,
        find: 'measures:\n',
        bad: 'measures:\n  less-coal: { applies-to: oven, adoption: «{ 2020: 0%, 2030: 50%, after: hold } }\n',
        good: 'measures:\n  less-coal: { applies-to: oven, adoption: { 2020: 0%, 2030: 50%, after: hold } }\n',
      },
    ],
    args: { id: 'less-coal', reason: 'changes-nothing' },
  },
  // What stands oddly among its neighbours, its kind or the rest of the county
  one(
    'W0777',
    'DATA-GAP',
    'a year lost in the middle of annual figures',
    'purchased: { 2020: 0.7 tCO2/MWh,',
    'purchased: { 2020: 0.7 tCO2/MWh, 2021: 0.69 tCO2/MWh, 2023: «0.66 tCO2/MWh, 2024: 0.65 tCO2/MWh,',
    'purchased: { 2020: 0.7 tCO2/MWh, 2021: 0.69 tCO2/MWh, 2022: 0.67 tCO2/MWh, 2023: 0.66 tCO2/MWh, 2025: 0.64 tCO2/MWh,',
    { args: { year: 2022, before: 2021, after: 2023 } },
  ),
  one(
    'W0778',
    'UNIT-SCALE',
    'Wh for kWh: power of a hundred thousandth of the energy',
    'amount: 42 kWh/t',
    'amount: «0.042 kWh/t',
    'amount: 40 kWh/t',
    { args: { id: 'oven', commodity: 'electricity' } },
  ),
  {
    code: 'W0779',
    row: 'DBL-FEEDSTOCK',
    what: 'the gas of a boiler as feedstock',
    edits: [
      {
        find: 'inputs: [{ of: natural-gas, use: fuel, amount: 30 Nm3/GJ }]',
        bad: 'emits: [carbon-balance]\n    inputs: [«{ of: natural-gas, use: feedstock, amount: 30 Nm3/GJ }]',
        good: 'emits: [carbon-balance]\n    inputs: [{ of: natural-gas, use: fuel, amount: 30 Nm3/GJ }]',
      },
    ],
    args: { id: 'boiler', commodity: 'natural-gas', use: 'feedstock', product: 'heat' },
  },
  {
    code: 'W0784',
    row: 'UNIT-PERCENT',
    what: 'a ramp that was divided by a hundred twice',
    edits: [
      oven(
        ovenB.replace(' }', ', ramp: [«0.4%, 70%, 100%] }'),
        ovenB.replace(' }', ', ramp: [4%, 70%, 100%] }'),
      ),
    ],
    args: { id: 'oven-b', year: 1, found: '0.4%' },
  },
  {
    code: 'W0785',
    row: 'UNIT-SCALE',
    what: 'a stage in t, the other in 万t',
    edits: [
      oven(
        '{ process: oven, status: idea, operation: demand, stages: [{ start: 2027-07, capacity: 400 万t/a }, { start: 2030-01, capacity: «3.5 万t/a }] }',
        '{ process: oven, status: idea, operation: demand, stages: [{ start: 2027-07, capacity: 40 万t/a }, { start: 2030-01, capacity: 35 万t/a }] }',
      ),
    ],
  },
  one(
    'W0786',
    'SNK-RATE',
    'N2O that is taken up',
    'emissions: [{ species: n2o, scope: process, amount: 12 t/a }]',
    'emissions: [«{ species: n2o, scope: sink, amount: 12 t/a }]',
    'emissions: [{ species: n2o, scope: process, amount: 12 t/a }]',
    { args: { id: 'landfill', species: 'n2o', scope: 'sink' } },
  ),
  {
    code: 'W0787',
    row: 'UNIT-MONEY',
    what: 'one of three technologies without its price',
    edits: [
      both(
        '    inputs: [{ of: natural-gas, use: fuel, amount: 30 Nm3/GJ }]\n',
        '    inputs: [{ of: natural-gas, use: fuel, amount: 30 Nm3/GJ }]\n    capex: 30 元@2020/(GJ/a)\n',
      ),
      {
        find: '    closure-reason: takes heat from the air\n    inputs: [{ of: electricity, use: fuel, amount: 90 kWh/GJ }]\n    outputs: [{ of: heat, lead: true, amount: 1 GJ/GJ }]\n',
        bad: '    closure-reason: takes heat from the air\n    inputs: [{ of: electricity, use: fuel, amount: 90 kWh/GJ }]\n    outputs: [«{ of: heat, lead: true, amount: 1 GJ/GJ }]\n  rods: { name: rods, capex: 9 元@2020/(GJ/a), inputs: [{ of: electricity, use: fuel, amount: 278 kWh/GJ }], outputs: [{ of: heat, lead: true, amount: 1 GJ/GJ }] }\n',
        good: '    closure-reason: takes heat from the air\n    inputs: [{ of: electricity, use: fuel, amount: 90 kWh/GJ }]\n    capex: 80 元@2020/(GJ/a)\n    outputs: [{ of: heat, lead: true, amount: 1 GJ/GJ }]\n  rods: { name: rods, capex: 9 元@2020/(GJ/a), inputs: [{ of: electricity, use: fuel, amount: 278 kWh/GJ }], outputs: [{ of: heat, lead: true, amount: 1 GJ/GJ }] }\n',
      },
      both(
        'technologies: { boiler: { 2020: 90%, 2035: 30% }, heat-pump: { 2020: 10%, 2035: 70% } }',
        'technologies: { boiler: { 2020: 90%, 2035: 30% }, heat-pump: { 2020: 5%, 2035: 60% }, rods: { 2020: 5%, 2035: 10% } }',
      ),
      both('economy:\n', 'costs: { discount-rate: 6%, lifetime: 20 a }\neconomy:\n'),
    ],
    args: { id: 'heat-pump', count: 2 },
  },
  one(
    'W0788',
    'TIME-BASE',
    'a first year that was to be the base year',
    'amount: 600 kWh/person',
    'amount: { 2010: «500 kWh/person, 2035: 700 kWh/person }',
    'amount: { 2020: 600 kWh/person, 2035: 700 kWh/person }',
    { args: { year: 2010, base: 2020, next: 2035 } },
  ),
  one(
    'W0789',
    'UNIT-SCALE',
    'a use that grows fortyfold',
    'amount: 600 kWh/person',
    'amount: { 2020: 600 kWh/person, 2035: «30 MWh/person }',
    'amount: { 2020: 600 kWh/person, 2035: 1.2 MWh/person }',
    { args: { id: 'homes-power', base: 2020, year: 2035, times: 42.5 }, follows: ['W0634'] },
  ),
  one(
    'W0790',
    'SCN-RATE-RANGE',
    'growth that was a share before its percent sign',
    'growth: 4%',
    'growth: «0.04%',
    'growth: 4%',
    { file: scenario, args: { found: '0.04%', likely: '4%' } },
  ),
  one(
    'W0791',
    'DBL-AGGREGATE',
    'the CO2 of the ovens, given beside the ovens',
    '  landfill: { process: given',
    '  ledger: { process: given, sector: coking, emissions: [«{ species: co2, scope: process, amount: 15.5 万tCO2/a }] }\n  landfill: { process: given',
    '  ledger: { process: given, sector: coking, emissions: [{ species: co2, scope: process, amount: 6 万tCO2/a }] }\n  landfill: { process: given',
    { args: { id: 'ledger' } },
  ),
  one(
    'W0792',
    'REF-UNUSED',
    'a source that nothing cites',
    '  made-up: { title: made up, kind: judgement }\n',
    '  made-up: { title: made up, kind: judgement }\n  «yearbook: { title: yearbook, kind: statistics }\n',
    '  made-up: { title: made up, kind: judgement, note: of the yearbook }\n',
  ),
  {
    code: 'W0794',
    row: 'EXT-LIST',
    what: 'one gas of a landfill changed, and the other lost',
    edits: [
      both(
        'emissions: [{ species: n2o, scope: process, amount: 12 t/a }]',
        'emissions: [{ species: n2o, scope: process, amount: 12 t/a }, { species: so2, scope: process, amount: 1 t/a }]',
      ),
      {
        file: scenario,
        find: 'drivers:\n',
        bad: 'facilities: { landfill: { emissions: «[{ species: n2o, scope: process, amount: 11 t/a }] } }\ndrivers:\n',
        good: 'facilities: { landfill: { emissions: [{ species: n2o, scope: process, amount: 11 t/a }, { species: so2, scope: process, amount: 1 t/a }] } }\ndrivers:\n',
      },
    ],
    args: { what: 'facilities.landfill.emissions', lost: 'so2' },
  },
  one(
    'W0796',
    'DBL-FEEDSTOCK',
    'the gas of a boiler as its own',
    'inputs: [{ of: natural-gas, use: fuel, amount: 30 Nm3/GJ }]',
    'emits: [carbon-balance]\n    inputs: [«{ of: natural-gas, use: own-fuel, amount: 30 Nm3/GJ }]',
    'emits: [carbon-balance]\n    inputs: [{ of: natural-gas, use: fuel, amount: 30 Nm3/GJ }]',
    { args: { id: 'boiler', commodity: 'natural-gas' } },
  ),
  {
    code: 'W0797',
    row: 'DATA-GAP',
    what: 'one gas of four without CH4',
    edits: [
      {
        find: 'carbon: 15.3 tC/TJ, tce: 1.33 kgce/Nm3 }',
        bad: 'carbon: 15.3 tC/TJ, tce: 1.33 kgce/Nm3 }\n  lpg: { name: LPG, unit: t, group: gas, energy: 47 GJ/t, carbon: 17.2 tC/TJ, ch4: 1 kg/TJ, tce: 1.71 tce/t }\n  lng: { name: LNG, unit: t, group: gas, energy: 49 GJ/t, carbon: 15.3 tC/TJ, ch4: 1 kg/TJ, tce: 1.7 tce/t }\n  cng: { name: CNG, unit: t, group: gas, energy: 49 GJ/t, carbon: 15.3 tC/TJ, ch4: 1 kg/TJ, tce: 1.7 tce/t }',
        good: 'carbon: 15.3 tC/TJ, ch4: 1 kg/TJ, tce: 1.33 kgce/Nm3 }\n  lpg: { name: LPG, unit: t, group: gas, energy: 47 GJ/t, carbon: 17.2 tC/TJ, ch4: 1 kg/TJ, tce: 1.71 tce/t }\n  lng: { name: LNG, unit: t, group: gas, energy: 49 GJ/t, carbon: 15.3 tC/TJ, ch4: 1 kg/TJ, tce: 1.7 tce/t }\n  cng: { name: CNG, unit: t, group: gas, energy: 49 GJ/t, carbon: 15.3 tC/TJ, ch4: 1 kg/TJ, tce: 1.7 tce/t }',
      },
      { find: 'energy: 38.9 MJ/Nm3', bad: 'energy: «38.9 MJ/Nm3', good: 'energy: 38.9 MJ/Nm3' },
      both(
        'inputs: [{ of: electricity, use: fuel, amount: 600 kWh/person }]',
        'inputs: [{ of: electricity, use: fuel, amount: 600 kWh/person }, { of: lpg, use: fuel, amount: 10 kg/person }, { of: lng, use: fuel, amount: 10 kg/person }, { of: cng, use: fuel, amount: 10 kg/person }]',
      ),
      both(
        '  co2: { name: CO2, family: greenhouse, unit: tCO2 }\n',
        '  co2: { name: CO2, family: greenhouse, unit: tCO2 }\n  ch4: { name: CH4, family: greenhouse, unit: t, ar5: 28 }\n',
      ),
    ],
    args: { id: 'natural-gas', what: 'ch4', count: 3 },
  },
  one(
    'W0798',
    'PHY-BAT',
    'a tenth of what was meant',
    'economy:\n',
    'improvements: { saving: { name: saving, applies-to: nh3, of: electricity, index: { 2020: 1, 2035: «0.092 } } }\neconomy:\n',
    'improvements: { saving: { name: saving, applies-to: nh3, of: electricity, index: { 2020: 1, 2035: 0.92 } } }\neconomy:\n',
    { args: { id: 'saving', found: 0.092 } },
  ),
  one(
    'W0633',
    'UNIT-SCALE',
    'a sign at the end of two points of what is counted',
    'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }',
    'path: { 2020: 20 万人, 2035: «-17 万人, interpolate: linear }',
    'path: { 2020: 20 万人, 2035: 17 万人, interpolate: linear }',
    { follows: ['W0765'] },
  ),
  {
    code: 'W0830',
    row: 'UNIT-MONEY',
    what: 'more value added than the coke is worth',
    edits: [
      both(
        'tce: 0.97 tce/t, suppliers: [oven-a] }',
        'tce: 0.97 tce/t, price: 500 元@2020/t, suppliers: [oven-a] }',
      ),
      {
        find: 'value-added: 400 元@2020/t',
        bad: 'value-added: «600 元@2020/t',
        good: 'value-added: 400 元@2020/t',
      },
    ],
    args: { id: 'oven-a', found: '600 元@2020/t', made: '500 元@2020/t' },
  },
  {
    code: 'W0834',
    row: 'UNIT-MONEY',
    what: 'coke at a price that its coal does not bear out',
    edits: [
      both(
        'carbon: 0.78 tC/t, tce: 1.03 tce/t }',
        'carbon: 0.78 tC/t, tce: 1.03 tce/t, price: 300 元@2020/t }',
      ),
      {
        find: 'tce: 0.97 tce/t, suppliers: [oven-a] }',
        bad: 'tce: 0.97 tce/t, price: «5000 元@2020/t, suppliers: [oven-a] }',
        good: 'tce: 0.97 tce/t, price: 800 元@2020/t, suppliers: [oven-a] }',
      },
    ],
    // 1.3 t of coal at 300 are 390; 5000 over 390.
    args: { commodity: 'coke', id: 'oven', made: '5000 元@2020/t', spent: '390 元@2020/t', times: 12.82 },
  },
  {
    code: 'W0831',
    row: 'UNIT-MONEY',
    what: 'one of eleven processes without its lifetime',
    edits: [
      both('economy:\n', 'costs: { discount-rate: 6%, lifetime: 20 a }\neconomy:\n'),
      {
        find: 'measures:\n  abate: { name',
        bad: `${heaters('«30 元@2020/(GJ/a) }')}measures:\n  abate: { name`,
        good: `${heaters('30 元@2020/(GJ/a), lifetime: 25 a }')}measures:\n  abate: { name`,
      },
      both(
        'technologies: { boiler: { 2020: 90%, 2035: 30% }, heat-pump: { 2020: 10%, 2035: 70% } }',
        `technologies: { boiler: { 2020: 79%, 2035: 19% }, heat-pump: { 2020: 10%, 2035: 70% }, ${Array.from({ length: 11 }, (_, i) => `k${i}: 1%`).join(', ')} }`,
      ),
    ],
    args: { id: 'k10', what: 'lifetime', count: 10 },
  },
  {
    code: 'W0832',
    row: 'BAL-MASS',
    what: 'one supplier that does not follow demand',
    edits: [
      both('suppliers: [oven-a] }', 'suppliers: [oven-a, oven-c, oven-d] }'),
      {
        find: '  oven-a:\n    process: oven\n',
        bad: `${ovens}  oven-a:\n    process: «oven\n`,
        good: `${ovens}  oven-a:\n    operation: demand\n    process: oven\n`,
      },
    ],
    args: { id: 'oven-a', commodity: 'coke', found: 'capacity', count: 2, usual: 'demand' },
  },
  {
    code: 'W0833',
    row: 'DBL-FEEDSTOCK',
    what: 'the feed of ammonia as fuel',
    edits: [
      both(
        'ammonia: { name: ammonia, unit: t, group: product }',
        'ammonia: { name: ammonia, unit: t, group: product, energy: 18.6 GJ/t }',
      ),
      {
        find: '      - { of: gas, use: feedstock, amount: 1900 Nm3/t }\n',
        bad: '      - «{ of: gas, use: fuel, amount: 1900 Nm3/t }\n',
        good: '      - { of: gas, use: feedstock, amount: 1900 Nm3/t }\n',
      },
    ],
    // 1 MWh of power is all that is left of 35.9 GJ.
    args: { id: 'nh3', made: '18.6 GJ', found: '3.6 GJ', commodity: 'gas' },
  },
  {
    code: 'W0785',
    row: 'UNIT-SCALE',
    what: 'one of three stages ten times the others',
    edits: [
      oven(
        '{ process: oven, status: approved, operation: demand, stages: [{ capacity: 4 万t/a, start: 2027-07 }, { capacity: «50 万t/a, start: 2029-07 }, { capacity: 6 万t/a, start: 2031-07 }] }',
        '{ process: oven, status: approved, operation: demand, stages: [{ capacity: 4 万t/a, start: 2027-07 }, { capacity: 5 万t/a, start: 2029-07 }, { capacity: 6 万t/a, start: 2031-07 }] }',
      ),
      both('suppliers: [oven-a] }', 'suppliers: [oven-a, oven-b] }'),
    ],
    args: { id: 'oven-b', times: 8.333 },
  },
  {
    code: 'W0769',
    row: 'UNIT-SCALE',
    what: 'a path laid over another, three zeros too many',
    edits: [
      {
        file: scenario,
        find: 'drivers:\n',
        bad: 'drivers:\n  people: { path: { from: 2025, 2035: «17000 万人, interpolate: linear } }\n',
        good: 'drivers:\n  people: { path: { from: 2025, 2035: 16 万人, interpolate: linear } }\n',
      },
    ],
    follows: ['W0601', 'W0620', 'W0765', 'W0789', 'W0789', 'W0795'],
  },
  {
    code: 'W0761',
    row: 'TYPE-YEAR',
    what: 'a stage that begins after the one behind it',
    edits: [
      oven(
        '{ process: oven, status: approved, operation: demand, stages: [{ capacity: 4 万t/a, start: 2033-07 }, { capacity: 5 万t/a, start: «2029-07 }] }',
        '{ process: oven, status: approved, operation: demand, stages: [{ capacity: 4 万t/a, start: 2027-07 }, { capacity: 5 万t/a, start: 2029-07 }] }',
      ),
      both('suppliers: [oven-a] }', 'suppliers: [oven-a, oven-b] }'),
    ],
    args: { what: 'projects.oven-b.stages', year: 2029, before: 2033 },
  },
]
