import { codes } from '../../diagnostics/codes.ts'
import { type Recording, recording } from '../../diagnostics/diagnostic.ts'
import type { Actor } from '../../engine/context.ts'
import { adoptionShape } from './adoption-shape.ts'
import { annualGap } from './annual-gap.ts'
import { beforeBase } from './before-base.ts'
import { beginsOutside } from './begins-outside.ts'
import { burningFactor } from './burning-factor.ts'
import { capacityShort } from './capacity-short.ts'
import { captureTerms } from './capture-terms.ts'
import { carbonContent } from './carbon-content.ts'
import { carbonTwice } from './carbon-twice.ts'
import { coalEquivalent } from './coal-equivalent.ts'
import { copiedValues } from './copied-values.ts'
import { costMissing } from './cost-missing.ts'
import { costPartMissing } from './cost-part-missing.ts'
import { countySize } from './county-size.ts'
import { electricityBasis } from './electricity-basis.ts'
import { emissionFactor } from './emission-factor.ts'
import { energyPerUnit } from './energy-per-unit.ts'
import { equivalentMissing } from './equivalent-missing.ts'
import { feedstockBurnt } from './feedstock-burnt.ts'
import { flowSize } from './flow-size.ts'
import { fuelFactors } from './fuel-factors.ts'
import { givenBeside } from './given-beside.ts'
import { givenTwice } from './given-twice.ts'
import { grossHeat } from './gross-heat.ts'
import { growthRate } from './growth-rate.ts'
import { heatPump } from './heat-pump.ts'
import { heatValue } from './heat-value.ts'
import { idleUnit } from './idle-unit.ts'
import { improvementIndex } from './improvement-index.ts'
import { inventoryYear } from './inventory-year.ts'
import { investment } from './investment.ts'
import { listReplaced } from './list-replaced.ts'
import { listedTwice } from './listed-twice.ts'
import { load } from './load.ts'
import { measureIdle } from './measure-idle.ts'
import { measuresOverlap } from './measures-overlap.ts'
import { negativeAmount } from './negative-amount.ts'
import { negligibleUse } from './negligible-use.ts'
import { observedOff } from './observed-off.ts'
import { ownCoefficient } from './own-coefficient.ts'
import { perPerson } from './per-person.ts'
import { planBase } from './plan-base.ts'
import { powerUse } from './power-use.ts'
import { price } from './price.ts'
import { processCo2 } from './process-co2.ts'
import { productEnergy } from './product-energy.ts'
import { projectConditions } from './project-conditions.ts'
import { projectDates } from './project-dates.ts'
import { purchaseFactor } from './purchase-factor.ts'
import { rampFalls } from './ramp-falls.ts'
import type { Ranges } from './ranges.ts'
import { retiredTwice } from './retired-twice.ts'
import type { Rule, Seen } from './rule.ts'
import { sameFlowTwice } from './same-flow-twice.ts'
import { scaleSlip } from './scale-slip.ts'
import { sectors } from './sectors.ts'
import { seriesShape } from './series-shape.ts'
import { seriesSpike } from './series-spike.ts'
import { siblingYears } from './sibling-years.ts'
import { sinkRate } from './sink-rate.ts'
import { sinkSpecies } from './sink-species.ts'
import { soldButBought } from './sold-but-bought.ts'
import { sourcesUncited } from './sources-uncited.ts'
import { stageSizes } from './stage-sizes.ts'
import { steps } from './steps.ts'
import { supplierMode } from './supplier-mode.ts'
import { targetSense } from './target-sense.ts'
import { targetYears } from './target-years.ts'
import { unitAge } from './unit-age.ts'
import { unitSize } from './unit-size.ts'
import { unitValue } from './unit-value.ts'
import { unused } from './unused.ts'
import { useGrowth } from './use-growth.ts'
import { warmingPotential } from './warming-potential.ts'
import { waterUse } from './water-use.ts'
import { wideRange } from './wide-range.ts'
import { yearlyChange } from './yearly-change.ts'

/** Every rule, one a file. To add one: its file, a line here, its codes in diagnostics/codes/meaning.ts, a row in test/analysis/rules. */
export const rules: readonly Rule[] = [
  adoptionShape,
  annualGap,
  beforeBase,
  beginsOutside,
  burningFactor,
  capacityShort,
  captureTerms,
  carbonContent,
  carbonTwice,
  coalEquivalent,
  copiedValues,
  costMissing,
  costPartMissing,
  countySize,
  electricityBasis,
  emissionFactor,
  energyPerUnit,
  equivalentMissing,
  feedstockBurnt,
  flowSize,
  fuelFactors,
  givenBeside,
  givenTwice,
  grossHeat,
  growthRate,
  heatPump,
  heatValue,
  idleUnit,
  improvementIndex,
  inventoryYear,
  investment,
  listReplaced,
  listedTwice,
  load,
  measureIdle,
  measuresOverlap,
  negativeAmount,
  negligibleUse,
  observedOff,
  ownCoefficient,
  perPerson,
  planBase,
  powerUse,
  price,
  processCo2,
  productEnergy,
  projectConditions,
  projectDates,
  purchaseFactor,
  rampFalls,
  retiredTwice,
  sameFlowTwice,
  scaleSlip,
  sectors,
  seriesShape,
  seriesSpike,
  siblingYears,
  sinkRate,
  sinkSpecies,
  soldButBought,
  sourcesUncited,
  stageSizes,
  steps,
  supplierMode,
  targetSense,
  targetYears,
  unitAge,
  unitSize,
  unitValue,
  unused,
  useGrowth,
  warmingPotential,
  waterUse,
  wideRange,
  yearlyChange,
]

/** Whether a rule can say an error: what cannot be meant at all. */
const grave = (rule: Rule): boolean => rule.codes.some((code) => codes[code].severity === 'error')
const graveRules = rules.filter(grave)

/** The plausible figures that errors are held against. */
export const figuresOfErrors: ReadonlySet<string> = new Set(graveRules.flatMap(({ needs = [] }) => needs))

/**
 * Asks every rule, or with `errors` only those that can say an error; those whose figures the library does not have are off,
 * and where all are asked that is said once (W0699).
 */
export function judgeByRules(seen: Seen, tell: 'all' | 'errors' = 'all'): void {
  const asked = tell === 'all' ? rules : graveRules
  const off = new Set<string>()
  for (const rule of asked) {
    for (const figure of rule.needs ?? []) if (!seen.ranges.has(figure)) off.add(figure)
    if (!rule.standing) rule.look(seen)
  }
  standing(seen, asked)
  if (tell === 'all' && off.size > 0)
    seen.diagnose('W0699', seen.model.at, { figures: [...off].sort().join(', ') })
}

/**
 * What the rules of what stands have said, by who acts, by the ranges and by which rules were asked: models of one structure
 * have their actors in common (engine/same-structure.ts), and whatever else such a rule sees is then the same as well.
 */
const heard = new WeakMap<readonly Actor[], WeakMap<Ranges, Map<readonly Rule[], Recording>>>()

function standing(
  { model, analysed: { actors }, county, ranges, diagnose }: Seen,
  asked: readonly Rule[],
): void {
  const known = heard.get(actors) ?? new WeakMap<Ranges, Map<readonly Rule[], Recording>>()
  heard.set(actors, known)
  const said = known.get(ranges) ?? new Map<readonly Rule[], Recording>()
  known.set(ranges, said)
  const before = said.get(asked)
  if (before) {
    before.again(diagnose)
    return
  }
  const now = recording(diagnose)
  for (const rule of asked)
    if (rule.standing) rule.look({ model, analysed: { actors }, county, ranges, diagnose: now.say })
  said.set(asked, now)
}
