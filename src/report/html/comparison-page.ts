import type { Language } from '../../text/text.ts'
import { comparisonBody, comparisonTitle, type Sides } from './comparison.ts'
import { shell } from './shell.ts'

/** Several scenarios on one offline page: both languages, no script at all, so the policy admits none. */
export function comparisonHtml(sides: Sides, language: Language): string {
  const view = { language, mass: 'wt', alive: false, width: () => 640 } as const
  return shell({
    title: comparisonTitle(sides, view),
    language,
    version: sides.comparison.generator.version,
    parts: { zh: comparisonBody(sides, 'zh'), en: comparisonBody(sides, 'en') },
  })
}
