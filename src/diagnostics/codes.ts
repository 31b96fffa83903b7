import type { Text } from '../text/text.ts'
import { coherenceCodes } from './codes/coherence.ts'
import { comparingCodes } from './codes/comparing.ts'
import { domainCodes } from './codes/domain.ts'
import { drawingCodes } from './codes/drawing.ts'
import { explainCodes } from './codes/explain.ts'
import { importCodes } from './codes/import.ts'
import { ledgerCodes } from './codes/ledger.ts'
import { likenessCodes } from './codes/likeness.ts'
import { meaningCodes } from './codes/meaning.ts'
import { mistakeCodes } from './codes/mistakes.ts'
import { modellingCodes } from './codes/modelling.ts'
import { numberCodes } from './codes/number.ts'
import { oddityCodes } from './codes/oddities.ts'
import { referenceCodes } from './codes/reference.ts'
import { regionCodes } from './codes/region.ts'
import { sensitivityCodes } from './codes/sensitivity.ts'
import { shapeCodes } from './codes/shape.ts'
import { shardCodes } from './codes/shards.ts'
import { slipCodes } from './codes/slips.ts'
import { stateCodes } from './codes/state.ts'
import { textCodes } from './codes/text.ts'
import { uncertaintyCodes } from './codes/uncertainty.ts'

export type { Severity } from './codes/row.ts'

/**
 * Every message that a user may get about a file: one row a cause, one file a family. Codes are stable for ever, wording may
 * change. `zh` and `en` carry the same names in braces. `help` says what to write instead. Families: E01 text (YAML, CSV,
 * files), E02 shape and unit, E03 ids and `extends` (E083 how much they may hold), E04 the domain, E05 numbers, W06 modelling mistakes,
 * E07 what `check` holds results against, E075 ledgers and `admit`, E0757 to E0775 what a file means beside what it says, W0777 to W0798 and W083 what stands oddly, E078 comparing and decomposing, E08 what `explain` was asked for,
 * E084 what does not hold together, E085 uncertainty and ensembles, E086 their checkpoints and shards, E088 uncertain paths, groups and projects, E09 books that `import` reads, E095 sensitivity and
 * discovery, E098 and E0995 regions.
 */
export const codes = {
  ...textCodes,
  ...shapeCodes,
  ...referenceCodes,
  ...domainCodes,
  ...numberCodes,
  ...modellingCodes,
  ...ledgerCodes,
  ...comparingCodes,
  ...mistakeCodes,
  ...slipCodes,
  ...meaningCodes,
  ...oddityCodes,
  ...likenessCodes,
  ...stateCodes,
  ...explainCodes,
  ...uncertaintyCodes,
  ...shardCodes,
  ...regionCodes,
  ...sensitivityCodes,
  ...importCodes,
  ...drawingCodes,
  ...coherenceCodes,
} as const

export type Code = keyof typeof codes

/** Why a code exists and what to write instead, with a wrong and a right example on lines of their own; undefined if none. */
export function helpOf(code: Code): Text | undefined {
  const row: Text & { readonly help?: Text } = codes[code]
  return row.help
}
