import type { Diagnose } from '../diagnostics/diagnostic.ts'
import { isShipped, type Span } from '../diagnostics/span.ts'
import type { Model } from '../model/model.ts'
import type { Dimension } from '../quantity/dimension.ts'
import { canonicalUnit } from '../quantity/unit.ts'

/**
 * Says that money is of another price year than the county's: at its line where the county can mend it (E0218), once for all
 * money of a library that many counties share (E0843).
 */
export function sayOtherPrices(
  model: Pick<Model, 'at' | 'prices'>,
  money: { readonly at: Span; readonly dimension: Dimension },
  diagnose: Diagnose,
): void {
  const { priceYear } = money.dimension
  if (priceYear !== undefined && isShipped(money.at))
    diagnose('E0843', model.at, { found: priceYear, prices: model.prices })
  else diagnose('E0218', money.at, { expected: model.prices, found: canonicalUnit(money.dimension) })
}
