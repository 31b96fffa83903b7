import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/analysis/rules/catalogue.ts'
import { rules } from '../../../src/analysis/rules/index.ts'
import { type Code, codes } from '../../../src/diagnostics/codes.ts'
import { repository } from '../../county.ts'
import { mistakes } from './mistakes.ts'

const path = join(repository, 'docs/mistakes.md')

function page(): string {
  const lines = catalogue.map(({ row, mistake, codes: said, note }) => {
    const all = said.map((code) => `\`${code}\` ${codes[code].slug} (${codes[code].severity})`).join(', ')
    return `| ${row} | ${mistake} | ${all || '–'} | ${note ?? ''} |`
  })
  const found = catalogue.filter((entry) => entry.codes.length > 0).length
  return `<!-- Written from src/analysis/rules/catalogue.ts: GENERATE=1 npx vitest run test/analysis/rules/catalogue.test.ts -->
# Modelling mistakes

What people get wrong in models like this one, and what \`check\` says about it. \`peakzero explain CODE\` tells why and what to write instead.
Errors end with 2, warnings with 1 under \`--strict\`; remarks (info) never do. Of ${catalogue.length} kinds of mistake ${found} are said by a code; of the
others the last column tells why not. Ranges stand in \`plausibility:\` of the library (\`baselines/library/plausibility.yaml\`,
\`plausibility-processes.yaml\`) with their sources; a county may state its own by id, and a rule without ranges is off and says so (\`W0699\`).

| Row | Mistake | Said by | Note |
| --- | --- | --- | --- |
${lines.join('\n')}
`
}

describe('the catalogue of mistakes', () => {
  it('has 105 rows, each once', () => {
    expect(catalogue.length).toBe(105)
    expect(new Set(catalogue.map(({ row }) => row)).size).toBe(105)
  })

  it('says why where a row has no code', () => {
    for (const { row, codes: said, note } of catalogue)
      expect(said.length > 0 || note !== undefined, row).toBe(true)
  })

  it('holds every code of the rules, and fixtures name its rows', () => {
    const said = new Set(catalogue.flatMap((entry) => entry.codes))
    // No rows of the catalogue: projects without quota or zone; slips that mutants of shipped files showed (docs/robustness.md).
    const beside: readonly Code[] = ['W0646', 'W0647', 'W0700', 'W0701', 'W0702', 'W0703']
    for (const code of rules.flatMap((rule) => rule.codes))
      expect(said.has(code) || beside.includes(code), code).toBe(true)
    const rows = new Set(catalogue.map(({ row }) => row))
    for (const { row } of mistakes) expect(rows.has(row) || ['item 2', 'shape'].includes(row), row).toBe(true)
  })

  it('is what docs/mistakes.md says', () => {
    if (process.env['GENERATE']) writeFileSync(path, page())
    expect(readFileSync(path, 'utf8')).toBe(page())
  })
})
