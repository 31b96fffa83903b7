import { createHash } from 'node:crypto'

/**
 * What one report's items are known by: a hash of code, file and key path, without line or wording. Items that agree in all
 * three (two numbers in one `{…}`) are told apart by their order, so that no two of a report are alike: GitLab keeps but one
 * of those that are.
 */
export function fingerprints(): (code: string, file: string, path: string) => string {
  const seen = new Map<string, number>()
  return (code, file, path) => {
    const key = JSON.stringify([code, file, path])
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return createHash('sha256')
      .update(`${key}${before === 0 ? '' : before}`)
      .digest('hex')
      .slice(0, 32)
  }
}
