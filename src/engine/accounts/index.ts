import type { Account } from '../context.ts'
import { capture } from './capture.ts'
import { carbonBalance } from './carbon-balance.ts'
import { combustion } from './combustion.ts'
import { cost } from './cost.ts'
import { energy, water } from './energy.ts'
import { given } from './given.ts'
import { processEmission } from './process-emission.ts'
import { purchasedEnergy } from './purchased-energy.ts'
import { sink } from './sink.ts'
import { valueAdded } from './value-added.ts'

/** Every accounting method, in the order in which they add their leaves. One line a method. */
export const accounts: readonly Account[] = [
  combustion,
  carbonBalance,
  processEmission,
  purchasedEnergy,
  capture,
  given,
  sink,
  energy,
  water,
  valueAdded,
  cost,
]
