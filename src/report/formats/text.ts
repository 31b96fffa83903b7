import { assumptionLines } from '../assumption-table.ts'
import { changeLines, evidenceLines, levelLines, observedLines, warningLines } from '../grounds.ts'
import { ledgerLines } from '../ledger-table.ts'
import { overviewLines } from '../overview.ts'
import { courseLines, pageOf, titleLines, verdictLines } from '../page.ts'
import { reconciliationLines } from '../reconciliation-table.ts'
import type { Format, RenderOptions, Result } from '../result.ts'
import { bond } from '../table.ts'
import { targetLines } from '../target-table.ts'

/** One page: the answer first, then the course, the targets, and why to believe it. */
function page(result: Result, options: RenderOptions): string {
  const drawn = pageOf(result, options)
  const parts = [
    titleLines(drawn),
    verdictLines(drawn),
    courseLines(drawn),
    targetLines(drawn),
    ledgerLines(drawn),
    levelLines(drawn),
    changeLines(drawn),
    [...evidenceLines(drawn), ...observedLines(drawn)],
    reconciliationLines(drawn),
    assumptionLines(drawn),
    warningLines(drawn),
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

/** A summary that a planner can read at 80 columns; several scenarios begin with an overview. */
export const format: Format = {
  name: 'text',
  extension: 'txt',
  about: { zh: '一页摘要，供人阅读', en: 'a page to read' },
  render(results, options) {
    const overview = results.length > 1 ? [`${overviewLines(results, options).join('\n')}\n`] : []
    const pages = [...overview, ...results.map((result) => page(result, options))].join('\n\n')
    // A terminal has no thin blanks; a plain one is as wide.
    return pages.replaceAll(bond, ' ')
  },
}
