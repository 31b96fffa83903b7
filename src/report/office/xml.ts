import { inert } from '../../text/inert.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Anybody's text for XML 1.0, between tags or in an attribute: controls and invisible signs are made visible first. */
export function xml(text: string): string {
  return inert(text, Number.POSITIVE_INFINITY)
    .replace(/[\ufffe\uffff]/g, (found) => `\\u${found.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (found) => entities[found] ?? found)
}

/** The first line of each part. */
export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
