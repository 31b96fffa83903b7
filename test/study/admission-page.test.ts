import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { admit, screen } from '../../src/index.ts'
import { admissionMarkdown } from '../../src/report/admission-page.ts'
import { screeningMarkdown } from '../../src/report/screening-page.ts'
import { repository } from '../county.ts'

const page = join(repository, 'docs/admission.md')
const scenario = join(repository, 'scenarios/jiaocheng/peak-2028.yaml')

/** Every number of the page that stands between marks is what the commands above it print (GENERATE=1 writes them). */
describe('docs/admission.md', () => {
  it('says what screen and admit say of Jiaocheng', async () => {
    const { screening } = await screen(scenario, { until: 2030 })
    const { admission } = await admit(
      join(repository, 'scenarios/jiaocheng/projects/methanol.yaml'),
      scenario,
      { until: 2030 },
    )
    // The set was run as a whole, and each offer turned the verdict.
    expect(screening!.set.verified).toBe(true)
    expect(screening!.set.ids.length).toBeGreaterThan(0)
    for (const { verdict } of admission!.offers) expect(['admitted', 'conditions']).toContain(verdict)
    const made: Record<string, string> = {}
    for (const language of ['zh', 'en'] as const) {
      made[`screen ${language}`] = screeningMarkdown(screening!, language)
      made[`admit ${language}`] = admissionMarkdown(admission!, language)
    }
    const text = readFileSync(page, 'utf8')
    const filled = text.replace(
      /<!-- made: (.*?) -->\n[\s\S]*?<!-- end -->/g,
      (_, name: string) => `<!-- made: ${name} -->\n${made[name]!.replaceAll('\u202f', ' ')}<!-- end -->`,
    )
    if (process.env['GENERATE']) writeFileSync(page, filled)
    else expect(text).toBe(filled)
  })
})
