import { indicators } from '../analysis/indicators/index.ts'
import { targetRules } from '../analysis/targets/index.ts'
import { declaresIn, isAtomicIn } from '../input/bind.ts'
import { documents, effective } from '../model/documents.ts'

declare const PEAKZERO_VERSION: string | undefined

/** Version of the program. */
export const version = typeof PEAKZERO_VERSION === 'string' ? PEAKZERO_VERSION : '0.0.0-source'

/** Kinds of documents. */
export const kinds: readonly string[] = Object.keys(documents)

export const vocabulary = { rules: targetRules, indicators: indicators.map((indicator) => indicator.id) }
export const isAtomic = isAtomicIn(effective)
/** Whether entities have a field of that name. */
export const isField = declaresIn(effective)
