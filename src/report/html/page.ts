import type { Language, Text } from '../../text/text.ts'
import type { Result } from '../result.ts'
import { body, pageTitle } from './panels.ts'
import { both, shell } from './shell.ts'
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
  unit: { zh: '质量单位', en: 'unit of mass' },
  print: { zh: '打印', en: 'Print' },
  wt: { zh: '万吨', en: '10⁴ t' },
  noScript: {
    zh: '这个浏览器没有运行脚本：图表是保存时的结果，措施不能调。',
    en: 'No script runs in this browser: the charts are as saved, and no lever can be moved.',
  },
} satisfies Record<string, Text>

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

/**
 * The whole report as one file that asks nobody for anything: both languages with their charts as SVG, so that it is complete
 * without scripts.
 */
export function page(result: Result, language: Language, script: string | undefined): string {
  const views = { zh: savedView('zh'), en: savedView('en') }
  const part = (one: Language) =>
    body(
      { result },
      views[one],
      script === undefined || !result.live ? '' : `<aside class="levers js" data-levers></aside>`,
    )
  return shell({
    title: pageTitle(result, views[language]),
    language,
    version: result.generator.version,
    parts: { zh: part('zh'), en: part('en') },
    before: `<span class="seg js" role="group" aria-label="${safe(words.unit[language])}"><button type="button" data-set="mass=wt">${both(words.wt)}</button><button type="button" data-set="mass=Mt">Mt</button></span>`,
    behind: `<span class="seg nop js"><button type="button" data-print>${both(words.print)}</button></span>`,
    note: result.live ? `<p class="unit nojs nop">${both(words.noScript)}</p>` : '',
    script,
    data:
      script === undefined
        ? ''
        : `<script type="application/json" id="data">${embedded(slim(result))}</script>`,
  })
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
