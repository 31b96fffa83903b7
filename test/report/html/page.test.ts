import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../../src/index.ts'
import { sectorBands } from '../../../src/report/chart/sector-bands.ts'
import { format } from '../../../src/report/formats/html.ts'
import { rooms } from '../../../src/report/html/headroom.ts'
import type { View } from '../../../src/report/html/view.ts'
import { figureIn } from '../../../src/report/html/view.ts'
import type { RenderOptions, Result } from '../../../src/report/result.ts'

const options: RenderOptions = { language: 'zh', width: 80, colour: false, ascii: false, verbose: false }
const view: View = { language: 'en', mass: 'Mt', width: () => 640, alive: false }
const render = (result: Result, more: Partial<RenderOptions> = {}) =>
  String(format.render([result], { ...options, ...more }))

let result: Result
beforeAll(async () => {
  const ran = await run(['scenarios/jiaocheng/peak-2028.yaml'], { page: true })
  result = ran.results[0]!
})

describe('the page as a file', () => {
  it('is the same twice, and holds both languages whatever the language it opens in', () => {
    const page = render(result)
    expect(render(result)).toBe(page)
    for (const language of ['zh', 'en'] as const) {
      const other = render(result, { language })
      expect(other).toContain(result.scenario.title.zh)
      expect(other).toContain(result.scenario.title.en)
      expect(other).toMatch(language === 'zh' ? /id="lang-zh" checked/ : /id="lang-en" checked/)
    }
  })

  it('asks nobody for anything and styles nothing in its tags', () => {
    const page = render(result, { script: 'void 0' })
    expect(page).not.toMatch(/\s(?:src|href|srcset|action|poster|data)=/i)
    expect(page).not.toMatch(/@import|url\((?!#)/i)
    expect(page).not.toMatch(/\sstyle=|\son\w+=/i)
  })

  it('admits its one style and its one script by their hashes', () => {
    const page = render(result, { script: 'void 0' })
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? ''
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`style-src ${hash(style)}`)
    expect(policy).toContain(`script-src ${hash('void 0')}`)
    expect(policy).not.toContain('unsafe')
    expect(page.match(/<script>/g)).toHaveLength(1)
    expect(render(result)).not.toContain('<script')
  })

  it('is well within the size that is allowed', () => {
    expect(Buffer.byteLength(render(result, { script: ' '.repeat(200_000) }))).toBeLessThan(1_500_000)
  })

  it('keeps text of users text', () => {
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\'&'
    const text = { zh: evil, en: evil }
    const { sector } = result.tables
    const hostile: Result = {
      ...result,
      scenario: {
        ...result.scenario,
        title: text,
        about: text,
        county: { id: 'x', title: text },
        files: [{ path: evil, sha256: evil }],
      },
      targets: result.targets.map((target) => ({ ...target, name: text, drivers: [text] })),
      projects: result.projects.map((project) => ({ ...project, name: text })),
      warnings: [{ code: evil, slug: evil, severity: evil, message: text, file: evil, line: 1, column: 1 }],
      sources: [{ id: evil, title: text, url: `javascript:${evil}` }],
      tables: {
        ...result.tables,
        sector: { ...sector, rows: sector.rows.map((row) => ({ ...row, name: text })) },
      },
      changes: {
        ...result.changes!,
        reference: { id: evil, title: text },
        inputs: [{ path: evil, before: evil, after: evil, file: evil, line: 1 }],
      },
    }
    const page = render(hostile, { script: 'void 0' })
    expect(page).not.toContain('<img')
    expect(page.match(/<script/g)).toHaveLength(2)
    expect(page.match(/<\/script/g)).toHaveLength(2)
  })
})

describe('what the charts are drawn from', () => {
  it('bands add up to the net emissions of every year', () => {
    const { up, down } = sectorBands(result, view.language)
    result.tables.sector.years.forEach((year, i) => {
      const sum = [...up, ...down].reduce((all, band) => all + band.values[i]!, 0)
      expect(sum / result.indicators['ghg.net']!.values[String(year)]!).toBeCloseTo(1, 9)
    })
    expect(up.length).toBeLessThanOrEqual(7)
  })

  it('parts of the waterfall add up to the gap of the two scenarios', () => {
    const { net, bySector } = result.changes!
    result.tables.sector.years.forEach((year, i) => {
      const gap = result.indicators['ghg.net']!.values[String(year)]! - net![i]!
      expect(bySector!.reduce((sum, { values }) => sum + values[i]!, 0)).toBeCloseTo(gap, 3)
    })
  })

  it('a room is short exactly where its target is missed', () => {
    for (const { target, share, worst } of rooms(result)) expect(share[worst]! <= 1 + 1e-9).toBe(target.met)
  })

  it('masses follow their own switch in either language', () => {
    const value = 13_980_000
    const say = (language: 'zh' | 'en', mass: 'wt' | 'Mt') =>
      figureIn(value, 'tCO2', { ...view, language, mass }, { short: true })
    expect(say('zh', 'wt')).toBe('1398\u202f万吨')
    expect(say('zh', 'Mt')).toBe('13.98\u202fMt')
    expect(say('en', 'Mt')).toBe('13.98\u202fMt')
    expect(say('en', 'wt')).toBe('1,398\u202f10⁴\u202ft')
  })
})
