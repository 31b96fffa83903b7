import { ch4 } from './ch4.ts'
import { co2Biogenic } from './co2-biogenic.ts'
import { co2Energy } from './co2-energy.ts'
import { co2Indirect } from './co2-indirect.ts'
import { co2Intensity } from './co2-intensity.ts'
import { co2Process } from './co2-process.ts'
import { co2Stored } from './co2-stored.ts'
import { co2Territorial } from './co2-territorial.ts'
import { co2Total } from './co2-total.ts'
import { costCapital } from './cost-capital.ts'
import { costCarbon } from './cost-carbon.ts'
import { costMeasures } from './cost-measures.ts'
import { costOperation } from './cost-operation.ts'
import { costPurchases } from './cost-purchases.ts'
import { costTotal } from './cost-total.ts'
import { energyControlled } from './energy-controlled.ts'
import { energyExcludedFeedstock } from './energy-excluded-feedstock.ts'
import { energyExcludedRenewables } from './energy-excluded-renewables.ts'
import { energyIntensity } from './energy-intensity.ts'
import { energyTotal } from './energy-total.ts'
import { energyTotalCalorific } from './energy-total-calorific.ts'
import { energyTotalEquivalent } from './energy-total-equivalent.ts'
import { gdp } from './gdp.ts'
import { ghgNet } from './ghg-net.ts'
import { ghgNetTerritorial } from './ghg-net-territorial.ts'
import { ghgTerritorial } from './ghg-territorial.ts'
import { ghgTotal } from './ghg-total.ts'
import type { Indicator } from './indicator.ts'
import { n2o } from './n2o.ts'
import { nox } from './nox.ts'
import { pm25 } from './pm25.ts'
import { sales } from './sales.ts'
import { sink } from './sink.ts'
import { so2 } from './so2.ts'
import { voc } from './voc.ts'
import { water } from './water.ts'

/** Every indicator, in the order in which tables show them. One line an indicator. */
export const indicators: readonly Indicator[] = [
  co2Energy,
  co2Process,
  co2Territorial,
  co2Indirect,
  co2Total,
  ghgTerritorial,
  ghgTotal,
  ghgNet,
  ghgNetTerritorial,
  sink,
  co2Stored,
  co2Biogenic,
  ch4,
  n2o,
  energyTotal,
  energyTotalEquivalent,
  energyTotalCalorific,
  energyExcludedFeedstock,
  energyExcludedRenewables,
  energyControlled,
  gdp,
  energyIntensity,
  co2Intensity,
  so2,
  nox,
  pm25,
  voc,
  water,
  costCapital,
  costOperation,
  costMeasures,
  costPurchases,
  costCarbon,
  costTotal,
  sales,
]
