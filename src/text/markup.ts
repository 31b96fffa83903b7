import { inert } from './inert.ts'
import { inertLine } from './inert-line.ts'

const xmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/**
 * Text for XML 1.0, between tags or in an attribute: no character that XML forbids, none that ends the place it stands in, and
 * no `##` that a log would take for a command. Line breaks of our own stay; others were made visible before.
 */
export function xmlText(text: string): string {
  const visible = text.split('\n').map((line) => inertLine(inert(line, Number.POSITIVE_INFINITY)))
  return visible
    .join('\n')
    .replace(/[\ufffe\uffff]/g, (found) => `\\u${found.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (found) => xmlEntities[found] ?? found)
    .replaceAll('##', '#&#35;')
}

/** What Markdown, its tables and the HTML in it give a meaning to. */
const markdownSigns = /[`*_{}[\]<>|~\\#&$^!]/g

/** Behind these a name, a number or a link would begin; a blank of no width, written out, keeps it plain text. */
const gap = '&#8203;'

/**
 * Text for one line of Markdown (GitHub, GitLab), read as nothing but text: no HTML, emphasis, code, link, image, table cell,
 * formula or heading; nobody is mentioned (`@`), no issue, merge request or commit referred to, no address made a link.
 */
export function markdownText(text: string, limit = 300): string {
  return inert(text, limit)
    .replace(/@|:(?=\/\/)|www(?=\.)|[#!%~$&](?=[\p{L}\p{N}"])|:(?=\w)/giu, (found) => `${found}\u0000`)
    .replace(markdownSigns, (found) => `&#${found.charCodeAt(0)};`)
    .replaceAll('\u0000', gap)
    .replace(
      /^(\s*)([-+=](?=\s|[-+=]|$)|\d+(?=[.)](?:\s|$)))/,
      (_, blanks: string, sign: string) => `${blanks}${gap}${sign}`,
    )
}

/** What a workflow command of GitHub says: one line, `%`, CR and LF written as GitHub reads them. */
export function commandData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** The value of a property of a workflow command: `:` and `,` too, which would end it. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** A path as a relative reference (RFC 3986): each part encoded, `/` between them. A `..` stays what it is. */
export function relativeUri(path: string): string {
  return path.split('/').map(encodePart).join('/')
}

function encodePart(part: string): string {
  // A lone surrogate has no UTF-8; inert names have none, but a reference must never throw.
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '?'))
}
