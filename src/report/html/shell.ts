import { createHash } from 'node:crypto'
import type { Language, Text } from '../../text/text.ts'
import { style } from './style.ts'
import { safe } from './svg.ts'

const words = {
  /** Each language by its own name. */
  own: { zh: '中文', en: 'English' },
} satisfies Record<string, Text>

/** A text in both languages, of which the switch of the page shows one. */
export const both = (text: Text): string =>
  `<span data-lang="zh">${safe(text.zh)}</span><span data-lang="en">${safe(text.en)}</span>`

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
}

const patterns = `<svg width="0" height="0" aria-hidden="true" class="sr"><defs>
<pattern id="h-bad" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#f6cfc9"/><path d="M0 0V6" stroke="#b42318" stroke-width="3.2"/></pattern>
<pattern id="h-cap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="6" height="6" fill="#e9edf1"/><path d="M0 0V6" stroke="#7a8894" stroke-width="3"/></pattern>
<pattern id="h-feed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#f3f4f5"/><path d="M0 0V6" stroke="#3b4652" stroke-width="1.8"/></pattern>
<pattern id="h-re" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#eaf4ec"/><circle cx="3" cy="3" r="1.5" fill="#3d7f55"/></pattern>
<pattern id="h-d" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><path d="M0 0V5" stroke="#8c99a4" stroke-width="1.6"/></pattern></defs></svg>`

const mark =
  '<svg width="26" height="18" viewBox="0 0 26 18" aria-hidden="true"><path d="M1 13C6 13 6 2 11 2S17 15 25 15" fill="none" stroke="#1b2733" stroke-width="2.2"/><circle cx="11" cy="2.4" r="2.4" fill="#0b6e4f"/><path d="M1 16.8H25" stroke="#1b2733" stroke-width="1"/></svg>'

/** What stands in the frame of a page. */
export interface Shell {
  readonly title: string
  /** The language that is on show when the file is opened. */
  readonly language: Language
  readonly version: string
  /** The whole of the page, once a language; already escaped. */
  readonly parts: Readonly<Record<Language, string>>
  /** Switches beside that of the language, before and behind it. */
  readonly before?: string
  readonly behind?: string
  /** A line above the parts. */
  readonly note?: string
  /** The one script that the policy admits, and the data that stand before it. */
  readonly script?: string | undefined
  readonly data?: string
}

/**
 * The frame of every page: one file that asks nobody for anything. The policy admits the one style and the one script by their
 * hashes; both languages stand in it, and the switch needs no script.
 */
export function shell({ title, language, version, parts, ...rest }: Shell): string {
  const { script, before = '', behind = '', note = '', data = '' } = rest
  const policy = `default-src 'none'; ${script === undefined ? '' : `script-src ${hash(script)}; `}style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'`
  const radio = (one: Language, word: string) =>
    `<input type="radio" name="lang" id="lang-${one}"${one === language ? ' checked' : ''}><label for="lang-${one}" lang="${one}">${word}</label>`
  const part = (one: Language) =>
    `<div data-lang="${one}" lang="${one === 'zh' ? 'zh-CN' : 'en'}">${parts[one]}</div>`
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="generator" content="${safe(`peakzero ${version}`)}"><title>${safe(title)}</title><style>${style}</style></head><body>
${patterns}
<div class="wrap"><div class="bar"><span class="mark">${mark}peakzero</span><span class="sp"></span>${before}<span class="seg" role="group" aria-label="language">${radio('zh', words.own.zh)}${radio('en', words.own.en)}</span>${behind}</div>
${note}
${part('zh')}
${part('en')}
</div>
${script === undefined ? '' : `${data}\n<script>${script}</script>`}
</body></html>
`
}
