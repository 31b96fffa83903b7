import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { compare } from '../../../src/index.ts'
import type { Sides } from '../../../src/report/html/comparison.ts'
import { comparisonHtml } from '../../../src/report/html/comparison-page.ts'
import { species, withProject } from '../../county.ts'

/** Kilns give off 60 kt and a mill 30 kt; in the other scenario the kilns give off 40 kt from 2030 on, as two lines say. */
const county = `kind: baseline
id: toy
title: { zh: 小县, en: Small County }
libraries: none
prices: 2020
gwp: ar5
defaults: { source: made-up, grade: assumption }
horizon: { base: 2020, observed-to: 2021, to: 2035 }
sources: { made-up: { title: made up, kind: judgement } }
${species}
sectors:
  kilns: { name: { zh: 窑, en: kilns }, kind: building-materials }
  mills: { name: { zh: 磨, en: mills } }
facilities:
  kiln: { process: given, sector: kilns, emissions: [{ species: co2, scope: process, amount: 60000 tCO2/a }] }
  mill: { process: given, sector: mills, emissions: [{ species: co2, scope: process, amount: 30000 tCO2/a }] }
`
const target =
  'targets: { cap: { name: { zh: 上限, en: the cap }, rule: cap, indicator: co2.total, values: { 2030: 80 ktCO2 } } }\n'
const files = {
  'baselines/toy.yaml': county,
  'scenarios/a.yaml': `kind: scenario\nid: a\ntitle: { zh: 甲, en: as it is }\nbaseline: toy\n${target}`,
  'scenarios/b.yaml': `kind: scenario
id: b
title: { zh: 乙, en: with less }
baseline: toy
${target}facilities:
  kiln: { emissions: [{ species: co2, scope: process, amount: { 2020: 60000 tCO2/a, 2029: 60000 tCO2/a, 2030: 40000 tCO2/a, interpolate: step, after: hold } }] }
`,
}

let sides: Sides
beforeAll(async () => {
  await withProject(files, async (root) => {
    const paths = ['a', 'b'].map((id) => join(root, `scenarios/${id}.yaml`))
    const found = await compare(paths, { by: ['sector'] })
    if (!found.comparison) throw new Error(JSON.stringify(found.diagnostics))
    sides = { comparison: found.comparison, results: found.results! }
  })
})

/** The part of a page in one language. */
const partOf = (page: string, language: 'zh' | 'en') => {
  const [, zh = '', en = ''] = page.split(/<div data-lang="(?:zh|en)" lang="[^"]*">/)
  return language === 'zh' ? zh : en
}

describe('scenarios side by side', () => {
  it('asks nobody for anything, carries no script, and admits its one style by its hash', () => {
    const page = comparisonHtml(sides, 'en')
    expect(comparisonHtml(sides, 'en')).toBe(page)
    expect(page).not.toContain('<script')
    expect(page).not.toMatch(/\s(?:src|href|srcset|action|poster|data)=/i)
    expect(page).not.toMatch(/@import|url\((?!#)|\sstyle=|\son\w+=/i)
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? ''
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    )
  })

  it('marks the difference, the target that one meets, the sector that makes the gap, and the line that says it', () => {
    const en = partOf(comparisonHtml(sides, 'en'), 'en')
    // 90 kt and 70 kt in 2030.
    expect(en).toMatch(/2030 total CO₂ .*?>0\.090<.*?>0\.070<span class="d on">▼ 0\.020</s)
    expect(en).toMatch(
      /the cap<\/th><td><b class="mo">A<\/b> <span class="st bad">.*?missed.*?<span class="st good">.*?met/s,
    )
    expect(en).toMatch(/by sector: −0\.02\u202fMt/)
    expect(en).toMatch(/facilities\.kiln\.emissions/)
    expect(en).toMatch(/scenarios\/b\.yaml:7</)
    const zh = partOf(comparisonHtml(sides, 'en'), 'zh')
    expect(zh).toContain('小县：2 个情景并排')
    expect(zh).toMatch(/−2\u202f万吨/)
  })

  it('stands on one scale: the same emissions are drawn the same height in both charts', () => {
    const en = partOf(comparisonHtml(sides, 'en'), 'en')
    const wide = /<div class="w3"><div class="beside n2">(.*?)<\/div><div class="w2">/s.exec(en)?.[1] ?? ''
    const firstPoints = [...wide.matchAll(/<path d="M([\d.]+ [\d.]+)L[^"]*" fill="#c9d6df"/g)].map(
      ([, at]) => at,
    )
    // The kilns of 2020 are alike; their band starts at the same place.
    expect(firstPoints).toHaveLength(2)
    expect(firstPoints[0]).toBe(firstPoints[1])
  })

  it('keeps text of users text', () => {
    const evil = '</style><script>alert(1)</script><img src=x onerror=alert(1)>"\'&'
    const text = { zh: evil, en: evil }
    const { comparison, results } = sides
    const [pair] = comparison.pairs
    const page = comparisonHtml(
      {
        comparison: {
          ...comparison,
          scenarios: comparison.scenarios.map((one) => ({
            ...one,
            title: text,
            path: evil,
            county: { id: one.county.id + evil, title: text },
          })),
          targets: comparison.targets.map((one) => ({ ...one, name: text })),
          pairs: [
            {
              ...pair!,
              notes: [text],
              inputs: [{ path: evil, before: { value: evil, file: evil, line: 1 } }],
              attribution: {
                ...pair!.attribution!,
                name: text,
                sector: [{ id: evil, name: text, difference: 1 }],
              },
            },
          ],
        },
        results: results.map((result) => ({
          ...result,
          tables: {
            ...result.tables,
            sector: {
              ...result.tables.sector,
              rows: result.tables.sector.rows.map((row) => ({ ...row, name: text })),
            },
          },
        })),
      },
      'zh',
    )
    expect(page).not.toContain('<img')
    expect(page).not.toContain('<script')
    expect(page.match(/<\/style>/g)).toHaveLength(1)
  })
})
