import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { admit, screen } from '../../src/index.ts'
import { admissionMarkdown } from '../../src/report/admission-page.ts'
import { screeningMarkdown } from '../../src/report/screening-page.ts'
import { repository } from '../county.ts'

const page = join(repository, 'docs/admission.md')
const readme = join(repository, 'README.md')
const scenario = join(repository, 'scenarios/jiaocheng/peak-2028.yaml')

/** The README tells the heart of it: the set in its order, what stands against the others, and the first closures. */
function short(markdown: string): string {
  const lines = markdown.split('\n')
  const table = lines.filter((line) => line.startsWith('|'))
  const chosen = table.filter((line, i) => i < 2 || /\| (?:进|in) \|/.test(line))
  const cells = (line: string) => line.split('|').slice(1, -1)
  const columns = chosen.map((line) => `|${[0, 1, 4, 5, 6, 8].map((i) => cells(line)[i]).join('|')}|`)
  const bold = lines.filter((line) => line.startsWith('**'))
  const against = lines.filter((line) => line.startsWith('- '))
  const closures = lines.filter((line) => /^[1-3]\. /.test(line))
  return [bold[0], '', ...columns, '', bold[1], '', ...against, '', bold[2], '', ...closures, ''].join('\n')
}

/** Every number of the page that stands between marks is what the commands above it print (GENERATE=1 writes them). */
describe('docs/admission.md and the README', () => {
  it('says what screen and admit say of Jiaocheng', async () => {
    const { screening } = await screen(scenario, { until: 2030 })
    const { admission } = await admit(
      join(repository, 'scenarios/jiaocheng/projects/methanol.yaml'),
      scenario,
      { until: 2035 },
    )
    // The set was run as a whole, and each offer turned the verdict.
    expect(screening!.set.verified).toBe(true)
    expect(screening!.set.ids.length).toBeGreaterThan(0)
    for (const { verdict } of admission!.offers) expect(['admitted', 'conditions']).toContain(verdict)
    const made: Record<string, string> = {}
    for (const language of ['zh', 'en'] as const) {
      made[`screen ${language}`] = screeningMarkdown(screening!, language)
      made[`short ${language}`] = short(made[`screen ${language}`]!)
      made[`admit ${language}`] = admissionMarkdown(admission!, language)
    }
    for (const file of [page, readme]) {
      const text = readFileSync(file, 'utf8')
      const filled = text.replace(
        /<!-- made: (.*?) -->\n[\s\S]*?<!-- end -->/g,
        (_, name: string) => `<!-- made: ${name} -->\n${made[name]!.replaceAll('\u202f', ' ')}<!-- end -->`,
      )
      expect(text).toContain('<!-- made: ')
      if (process.env['GENERATE']) writeFileSync(file, filled)
      else expect(text).toBe(filled)
    }
  })
})
