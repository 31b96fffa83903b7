import type { Comparison } from './compare.ts'
import { figureLines, notComparedLines, pairParts, sheetOf, titleLines } from './comparison-page.ts'
import { writeJson } from './formats/json.ts'
import type { RenderOptions } from './result.ts'
import { bond } from './table.ts'

/** The page for a terminal, 80 columns. */
export function comparisonText(comparison: Comparison, options: RenderOptions): string {
  const sheet = sheetOf(comparison, options)
  const parts = [
    titleLines(sheet),
    // Where nothing differs there is nothing to look at.
    comparison.pairs.some(({ differing }) => differing > 0) ? figureLines(sheet) : [],
    ...comparison.pairs.flatMap((pair, i) => pairParts(sheet, pair, i + 1)),
    notComparedLines(sheet),
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
    .replaceAll(bond, ' ')
}

/** One JSON document, `peakzero/compare@1`. */
export function comparisonJson(comparison: Comparison): string {
  return writeJson(comparison, 'comparison')
}
