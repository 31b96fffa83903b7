import { isAbsolute } from 'node:path'
import { codePoint, unseenIn } from './characters.ts'

/**
 * A reference is a plain relative path: no scheme, drive, stream, backslash, home, hidden folder, device
 * name.
 */
export function plainReference(text: string): boolean {
  if (text === '' || text.length > 400 || isAbsolute(text) || unseenIn(text, 1).length > 0) return false
  if (/[\\:*?"<>|\n\t]|^[~-]/.test(text)) return false
  return text.split('/').every((part) => {
    if (part === '.' || part === '..') return true
    return part !== '' && !/^\.|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part)
  })
}

/** A name with control or unseen characters, or one that is no UTF-8 (Node then puts U+FFFD into it). */
export function oddName(name: string): boolean {
  return /[\n\t\ufffd]/.test(name) || unseenIn(name, 1).length > 0
}

/** A name with unseen characters spelt out, so that it cannot move anything about where it is shown. */
export function inert(name: string): string {
  let result = name.replace(/[\n\t]/g, (character) => `<${codePoint(character)}>`)
  for (const { character } of unseenIn(result, 100))
    result = result.replace(character, `<${codePoint(character)}>`)
  return result.length > 400 ? `${result.slice(0, 397)}...` : result
}
