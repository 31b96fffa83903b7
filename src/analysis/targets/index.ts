import { budget } from './budget.ts'
import { cap } from './cap.ts'
import { closed } from './closed.ts'
import { entry } from './entry.ts'
import { expression } from './expression.ts'
import { intensity } from './intensity.ts'
import { neutral } from './neutral.ts'
import { offset } from './offset.ts'
import { peak } from './peak.ts'
import { quota } from './quota.ts'
import { reduction } from './reduction.ts'
import { replacement } from './replacement.ts'
import { share } from './share.ts'
import type { TargetRule } from './target-rule.ts'

/** Every rule by which a target is judged. One line a rule. */
export const targetRules: readonly TargetRule[] = [
  peak,
  neutral,
  cap,
  reduction,
  intensity,
  share,
  budget,
  quota,
  closed,
  replacement,
  entry,
  offset,
  expression,
]
