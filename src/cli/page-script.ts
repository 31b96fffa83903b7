import { existsSync, readFileSync } from 'node:fs'
import type { Format } from '../report/result.ts'

/**
 * The script of a page, which the build writes beside the program, for formats that carry one. Run from source there is none,
 * and the page stands still and says so.
 */
export function pageScript(format: Format): { readonly script?: string } {
  if (!format.page) return {}
  const file = new URL('page.js', import.meta.url)
  return existsSync(file) ? { script: readFileSync(file, 'utf8') } : {}
}
