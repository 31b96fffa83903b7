import { createHash } from 'node:crypto'
import type { Language, Text } from '../../text/text.ts'
import type { Result } from '../result.ts'
import { body, pageTitle } from './panels.ts'
import { style } from './style.ts'
import { safe } from './svg.ts'
import type { View } from './view.ts'

/** Widths of the charts in a file that no script has measured: a page of 1280 pixels. */
const widths: Readonly<Record<string, number>> = {
  emissions: 810,
  headroom: 360,
  changes: 1144,
  timeline: 1144,
  energy: 456,
  flows: 640,
  evidence: 550,
}

const words = {
  /** Each language by its own name. */
  own: { zh: '中文', en: 'English' },
  unit: { zh: '质量单位', en: 'unit of mass' },
  print: { zh: '打印', en: 'Print' },
  wt: { zh: '万吨', en: '10⁴ t' },
  noScript: {
    zh: '这个浏览器没有运行脚本：图表是保存时的结果，措施不能调。',
    en: 'No script runs in this browser: the charts are as saved, and no lever can be moved.',
  },
} satisfies Record<string, Text>

const both = (text: Text): string =>
  `<span data-lang="zh">${safe(text.zh)}</span><span data-lang="en">${safe(text.en)}</span>`

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
}

/** Data for the script of the page: JSON in which nothing can end the element that holds it. */
export function embedded(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The view of a file as it is saved: each language with its own unit, charts for a wide page. */
function savedView(language: Language): View {
  return {
    language,
    mass: language === 'zh' ? 'wt' : 'Mt',
    width: (chart) => widths[chart] ?? 640,
    alive: false,
  }
}

const patterns = `<svg width="0" height="0" aria-hidden="true" class="sr"><defs>
<pattern id="h-bad" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#f6cfc9"/><path d="M0 0V6" stroke="#b42318" stroke-width="3.2"/></pattern>
<pattern id="h-cap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="6" height="6" fill="#e9edf1"/><path d="M0 0V6" stroke="#7a8894" stroke-width="3"/></pattern>
<pattern id="h-feed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#f3f4f5"/><path d="M0 0V6" stroke="#3b4652" stroke-width="1.8"/></pattern>
<pattern id="h-re" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#eaf4ec"/><circle cx="3" cy="3" r="1.5" fill="#3d7f55"/></pattern>
<pattern id="h-d" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><path d="M0 0V5" stroke="#8c99a4" stroke-width="1.6"/></pattern></defs></svg>`

const mark =
  '<svg width="26" height="18" viewBox="0 0 26 18" aria-hidden="true"><path d="M1 13C6 13 6 2 11 2S17 15 25 15" fill="none" stroke="#1b2733" stroke-width="2.2"/><circle cx="11" cy="2.4" r="2.4" fill="#0b6e4f"/><path d="M1 16.8H25" stroke="#1b2733" stroke-width="1"/></svg>'

/**
 * The whole report as one file that asks nobody for anything: both languages with their charts as SVG, so that it is complete
 * without scripts; the policy admits the one style and the one script by their hashes.
 */
export function page(result: Result, language: Language, script: string | undefined): string {
  const views = { zh: savedView('zh'), en: savedView('en') }
  const title = safe(pageTitle(result, views[language]))
  const policy = `default-src 'none'; ${script === undefined ? '' : `script-src ${hash(script)}; `}style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'`
  const radio = (one: Language, word: string) =>
    `<input type="radio" name="lang" id="lang-${one}"${one === language ? ' checked' : ''}><label for="lang-${one}" lang="${one}">${word}</label>`
  const part = (one: Language) =>
    `<div data-lang="${one}" lang="${one === 'zh' ? 'zh-CN' : 'en'}">${body({ result }, views[one], script === undefined || !result.live ? '' : `<aside class="levers js" data-levers></aside>`)}</div>`
  const data =
    script === undefined
      ? ''
      : `<script type="application/json" id="data">${embedded(slim(result))}</script>\n<script>${script}</script>`
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="generator" content="${safe(`peakzero ${result.generator.version}`)}"><title>${title}</title><style>${style}</style></head><body>
${patterns}
<div class="wrap"><div class="bar"><span class="mark">${mark}peakzero</span><span class="sp"></span><span class="seg js" role="group" aria-label="${safe(words.unit[language])}"><button type="button" data-set="mass=wt">${both(words.wt)}</button><button type="button" data-set="mass=Mt">Mt</button></span><span class="seg" role="group" aria-label="language">${radio('zh', words.own.zh)}${radio('en', words.own.en)}</span><span class="seg nop js"><button type="button" data-print>${both(words.print)}</button></span></div>
${result.live ? `<p class="unit nojs nop">${both(words.noScript)}</p>` : ''}
${part('zh')}
${part('en')}
</div>
${data}
</body></html>
`
}

/** What the page shows, and nothing else: tables that no panel reads would double its size. */
function slim(result: Result): Result {
  const { sector, flow, energy, feedstock } = result.tables
  const bare = (table: typeof sector) => ({
    ...table,
    rows: table.rows.map(({ explain: _, ...row }) => row),
  })
  const none = { ...sector, rows: [] }
  return {
    ...result,
    levels: [],
    context: [],
    tables: {
      sector: bare(sector),
      flow: flow.map(({ explain: _, ...row }) => row),
      ...(energy ? { energy: bare(energy) } : {}),
      ...(feedstock ? { feedstock: bare(feedstock) } : {}),
      facility: none,
      fuel: none,
      gas: none,
      scope: none,
      sectorCo2: none,
      balance: [],
      observed: [],
      reconciliation: [],
    },
  }
}
