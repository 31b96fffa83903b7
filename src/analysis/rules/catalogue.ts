import type { Code } from '../../diagnostics/codes.ts'

/**
 * The catalogue of modelling mistakes: what people get wrong in such models, and which code says it. A row without a code is
 * not looked for, and says why. `docs/mistakes.md` is written from this table.
 */
export interface CatalogueRow {
  readonly row: string
  readonly mistake: string
  /** Codes that say it; empty: not looked for. */
  readonly codes: readonly Code[]
  /** How the format makes it impossible, what is not covered, or why it is not done. */
  readonly note?: string
}

const row = (word: string, mistake: string, codes: readonly Code[], note?: string): CatalogueRow =>
  note === undefined ? { row: word, mistake, codes } : { row: word, mistake, codes, note }

export const catalogue: readonly CatalogueRow[] = [
  // Units and bases
  row('UNIT-MISSING', 'a number without its unit', ['E0205']),
  row('UNIT-UNKNOWN', 'a unit that does not exist', ['E0206']),
  row('UNIT-DIM', 'an expression that comes out in another unit', ['E0410', 'E0204']),
  row('UNIT-SCALE', 'a number off by a power of ten', ['W0620', 'W0633', 'W0632', 'W0663', 'W0628']),
  row('UNIT-KGCE', 'a coal equivalent that does not belong to the heat value', ['W0621']),
  row('UNIT-GJ-TJ', 'GJ for TJ in a factor', ['W0622']),
  row(
    'UNIT-C-CO2',
    'tC for tCO2',
    ['W0622', 'W0620', 'E0204'],
    'tC and tCO2 are different dimensions, so only a wrong number in the right unit gets this far',
  ),
  row(
    'UNIT-LHV-HHV',
    'gross heat values with factors for net ones',
    ['W0624'],
    'gas, oil and hydrogen; coal varies more than gross and net differ',
  ),
  row('UNIT-ELEC-BASIS', 'calorific and equivalent value of power mixed', ['E0620', 'W0667']),
  row('UNIT-POWER-ENERGY', 'MW for MWh', ['E0204']),
  row('UNIT-MONEY', 'yuan of another size', ['W0635', 'W0629', 'W0658']),
  row('UNIT-PRICE-BASE', 'money of another price year', ['E0218']),
  row('UNIT-GWP-MIX', 'warming potentials of two assessments', ['E0621']),
  row(
    'UNIT-CO2E-LABEL',
    'tCO2 and tCO2e in one sum',
    ['E0204', 'E0410'],
    'they are different dimensions and never added',
  ),
  row(
    'UNIT-GAS-VOL',
    'per 10,000 cubic metres for per cubic metre',
    ['W0623', 'E0204'],
    'Nm3 (0 °C) and m3 are different dimensions',
  ),
  row(
    'UNIT-COAL-BASIS',
    'carbon and heat on different bases',
    ['W0622', 'E0402', 'E0412'],
    'the format has no tag for the basis; what shows is carbon per energy, and balances that stay open',
  ),
  row('UNIT-KCAL', 'kcal for kJ', ['W0623']),
  row('UNIT-PERCENT', 'a share without %', ['E0208']),
  row(
    'UNIT-PP',
    'percentage points for percent',
    ['E0203'],
    'the format has two words: `plus: 5%` adds points, `times: 105%` multiplies',
  ),
  row('SCN-RATE-RANGE', 'growth that looks like percent', ['W0626', 'E0209']),
  // Double counting and boundary
  row(
    'DBL-BYGAS',
    'the carbon of a by-product gas counted at its source and where it is burnt',
    ['E0622', 'E0403', 'E0412'],
    'each flow belongs to one method',
  ),
  row('DBL-BF-REDUCTANT', 'coke as fuel and as reductant', ['W0661']),
  row('DBL-CARBONATE', 'a carbonate in two sources', ['E0622']),
  row('DBL-FEEDSTOCK', 'feedstock treated as burnt', ['E0403', 'E0402']),
  row(
    'DBL-SCOPE2',
    'local power counted at its plant and again as bought',
    ['E0622', 'W0655'],
    'indirect emissions are counted on what is bought alone',
  ),
  row('DBL-GREEN', 'green power counted twice', [], 'not done: the format has no certificates'),
  row(
    'DBL-CHP',
    'fuel of CHP allocated by more than 100 %',
    ['E0415'],
    'there is no allocation: fuel is counted once, at the plant',
  ),
  row('DBL-CCUS-SINK', 'captured CO2 credited as a sink too', ['W0656', 'E0422']),
  row(
    'DBL-BIOMASS',
    'biomass zero-rated and its growth a sink',
    [],
    'not done: biogenic CO2 is a memo item, and the uptake of land does not know whose harvest was burnt',
  ),
  row('DBL-MEASURES', 'measures that cut the same thing', ['W0649', 'E0407']),
  row('DBL-AGGREGATE', 'a total with its part', ['E0626', 'W0664'], 'totals sum leaves only'),
  row(
    'DBL-EXPORT',
    'power sold counted here and by the buyer',
    [],
    'not done: whether exports are credited is said by `boundary.export-credit`; the buyer is outside the model',
  ),
  // Balances and physics
  row('BAL-ENERGY', 'demand without supply', ['W0602']),
  row('BAL-MASS', 'more made than the material allows', ['W0602', 'W0645']),
  row('BAL-CARBON', 'more carbon out than in', ['E0412', 'E0402', 'E0417']),
  row('BAL-NEGATIVE', 'a measure that removes more than there is', ['E0629', 'E0417', 'E0409']),
  row('PHY-EFF', 'an efficiency above one', ['E0415', 'E0411', 'W0660']),
  row('PHY-UTIL', 'a load above 100 %', ['E0209', 'E0627', 'W0657', 'W0666']),
  row('PHY-FLOOR', 'less energy than the reaction needs', ['E0623']),
  row('PHY-PROCESS', 'process CO2 below stoichiometry, energy unlike the kind', ['W0659', 'W0630']),
  row(
    'PHY-BAT',
    'better than the best available',
    ['W0609', 'E0623'],
    'levels are judged in the base, last observed, 2030 and last year; `energy-floor` on the coefficients as stated',
  ),
  row('SHR-SUM', 'shares that do not sum to 100 %', ['E0407']),
  row('SHR-RANGE', 'a share outside 0 to 100 %', ['E0208', 'E0209']),
  row('CAP-SHORT', 'output above capacity', ['E0627']),
  row('CAP-RETIRE', 'a unit closed twice', ['W0643']),
  row('CAP-RETIRE-MORE', 'more retired than stands', [], 'impossible: whole units retire'),
  row('CAP-DEAD', 'capacity without a use', ['W0644', 'E0418']),
  row('CAP-GHOST', 'a change of what is gone', ['E0625']),
  row(
    'CAP-RAMP',
    'capacity built faster than ever',
    ['W0663'],
    'only sizes of single units; a county is too small for a build rate',
  ),
  row('SUP-H2', 'hydrogen that nobody makes', ['W0602']),
  row('SUP-H2-ELEC', 'green hydrogen without its power', ['E0623', 'E0415']),
  row('SUP-BIOMASS', 'more biomass than grows', [], 'not done: the format states no resource of a county'),
  row('SUP-SCRAP', 'more scrap than there is', [], 'not done: the format states no resource of a county'),
  row('CCU-MORE', 'more captured than given off', ['E0422', 'W0638', 'E0420']),
  row('CCU-PENALTY', 'capture without energy', ['W0639']),
  row('CCU-STORE', 'more stored than a site holds', [], 'not done: storage sites are outside the county'),
  row('SNK-AREA', 'more land than there is', [], 'not done: the format states no area of the county'),
  row('SNK-RATE', 'uptake that no forest has', ['W0636']),
  row(
    'SNK-FOREVER',
    'uptake that never saturates',
    ['W0637'],
    'silent where the rate carries a note that says why',
  ),
  row(
    'GRID-MISMATCH',
    'grid factor and own mix disagree',
    [],
    'not done: a county is no grid, they may differ',
  ),
  row('JUMP', 'a total that jumps without a cause', ['W0634', 'W0633']),
  row('KAYA', 'population × GDP a head ≠ GDP', ['E0423'], 'as a line of `reconciliation`'),
  // Time
  row(
    'TIME-APPROVAL',
    'running before it is approved',
    ['W0642'],
    'projects state a status, no date of approval',
  ),
  row('TIME-BUILD', 'running too soon', ['W0641']),
  row('TIME-ORDER', 'an end before its start', ['E0624']),
  row('SCN-HORIZON', 'a horizon that is none', ['E0209']),
  row('SCN-YEAR-RANGE', 'a target outside the horizon', ['E0209']),
  row('TIME-BASE', 'a base year away from the inventory', ['W0651']),
  row('DATA-GAP', 'years missing', ['E0214']),
  row('DATA-EXTRAP', 'beyond the last value', ['E0215']),
  row('DATA-HIST', 'an observed year overwritten', ['E0307']),
  row('TYPE-YEAR', 'no year', ['E0213']),
  row('TIME-FYP', 'a plan against its own first year', ['W0653']),
  row(
    'TIME-PEAK-EDGE',
    'a peak in the last year',
    [],
    'no message: the rule `peak` is missed then, which `check` reports as a finding',
  ),
  row('TIME-PLATEAU', 'a plateau', ['W0603']),
  row('TIME-OVERLAP', 'two replacements of one unit', ['W0643']),
  row('TIME-LIFE', 'a plant too old', ['W0640']),
  // Inventory and sources
  row('INV-TOTAL', 'the model does not meet a total', ['E0423', 'W0620']),
  row(
    'INV-SUM',
    'sectors do not sum to the total',
    ['E0423', 'E0409'],
    'totals are sums of sectors; given totals stand in `reconciliation`',
  ),
  row('INV-REGION', 'counties do not sum to the province', [], 'not done: one county at a time'),
  row('INV-EF', 'an implied factor outside its range', ['W0622', 'W0627', 'W0631', 'W0628']),
  row(
    'INV-VINTAGE',
    'statistics before and after a revision',
    [],
    'not done: sources carry a year but not a revision',
  ),
  row('INV-SOURCE', 'a number without source', ['W0604']),
  row('INV-ZERO', 'a zero between values', ['W0633']),
  row('INV-COPY', 'the same value year after year', ['W0654']),
  // Targets, measures, uncertainty, hygiene
  row('TGT-BASIS', 'an intensity in other prices', ['E0218', 'E0301']),
  row('TGT-DIR', 'a cap on what should grow', ['W0652']),
  row(
    'TGT-CONFLICT',
    'targets that exclude each other',
    ['E0628'],
    'shares; the other rules are all upper limits',
  ),
  row(
    'TGT-FLOOR',
    'a target below what is possible',
    [],
    'not done: needs an optimisation over all measures',
  ),
  row(
    'TGT-PEAK-NULL',
    'a target that nothing works for',
    [],
    'no message: a missed target is a finding of `check` (exit 1), the page lists who weighs most',
  ),
  row('REF-UNKNOWN', 'an id that leads nowhere', ['E0301']),
  row('REF-UNUSED', 'a thing that nothing uses', ['W0650', 'W0665']),
  row('SCN-UNKNOWN-KEY', 'a key that does not exist', ['E0201']),
  row('SCN-DUP-ID', 'one id twice', ['E0112', 'E0302', 'E0314']),
  row('REF-CYCLE', 'a circle of references; also REF-DEPTH', ['E0303', 'E0310', 'E0313']),
  row('EXT-NOOP', 'an override that changes nothing', ['E0304', 'E0308']),
  row(
    'EXT-LIST',
    'a list replaced, not merged',
    [],
    'no message: format.md says so and `resolve --blame` shows what was replaced',
  ),
  row(
    'MEAS-NOEFFECT',
    'a measure that changes nothing',
    ['W0648'],
    'seen from the model and one run: nothing in its scope has what it acts on, or nothing runs',
  ),
  row(
    'MEAS-ORDER',
    'a result that depends on the order of measures',
    [],
    'impossible: cuts multiply, absolute cuts are added, keys have no order',
  ),
  row('UNC-DIST', 'a range or distribution that cannot be, or does not hold its value; also UNC-NEG', [
    'E0216',
    'E0851',
    'E0852',
    'E0853',
    'E0854',
  ]),
  row('UNC-CORR', 'correlations that cannot be', [], 'not done here: no check of correlations'),
  row('UNC-N', 'a tail from few draws', ['W0851'], 'said by `ensemble`'),
  row('SCN-SEED', 'an ensemble without a seed', [], 'not done here: no check of ensembles'),
  row('NUM-NONFINITE', 'a value that is not finite', ['E0501', 'E0217']),
  row(
    'SUP-STALE',
    'a waiver that matches nothing or has expired',
    [],
    'not a rule of a scenario: waivers are judged by `check` itself',
  ),
]
