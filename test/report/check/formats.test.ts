import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { CheckReport } from '../../../src/report/check/check-report.ts'
import { checkFormats } from '../../../src/report/check/formats/index.ts'
import { empty, hostile, hostileReport, raw, report, source } from './report.ts'

const require = createRequire(import.meta.url)
const options = { language: 'en', width: 80, colour: false, ascii: false, verbose: true } as const

async function render(name: string, given: CheckReport, language: 'zh' | 'en' = 'en'): Promise<string> {
  const { format } = await checkFormats[name]!()
  return format.render(given, { ...options, language })
}

// A long report: more results than GitHub keeps of a run.
const many = report({
  diagnostics: Array.from(
    { length: 6000 },
    (_, i): Diagnostic => ({
      code: i === 5999 ? 'E0121' : 'W0602',
      at: { file: 'scenarios/c.yaml', start: 0, end: 1 },
      args: { path: String(i), commodity: String(i), amount: '1 t', year: 2030 },
    }),
  ),
})
const waived = report({
  waiverOf: ({ code }) =>
    code === 'W0602' ? { reason: 'known <gap>', owner: 'someone', until: '2027-12-31' } : undefined,
})
const reports: readonly (readonly [string, CheckReport])[] = [
  ['plain', report()],
  ['strict', report({}, true)],
  ['empty', empty],
  ['waived', waived],
  ['hostile', hostileReport],
  ['long', many],
]

describe('every format', () => {
  test.each(
    Object.keys(checkFormats),
  )('%s: the same bytes twice, both languages, no control character', async (name) => {
    for (const [, given] of reports.slice(0, 5))
      for (const language of ['zh', 'en'] as const) {
        const text = await render(name, given, language)
        expect(text).toBe(await render(name, given, language))
        expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u)
        // What a log would obey, but for the annotations of the format that is made of them.
        expect(text.replace(/file=[^,]*/g, '').match(/##(\[|vso|teamcity)/g)).toBeNull()
        if (name !== 'github') expect(text).not.toMatch(/^\s*::/m)
      }
  })

  test.each([
    'json',
    'sarif',
    'junit',
    'github',
    'gitlab',
    'markdown',
  ])('%s: severity, code and slug', async (name) => {
    const text = await render(name, report())
    expect(text).toContain('E0121')
    expect(text).toContain('file-missing')
    expect(text).toContain('target-missed'.slice(0, name === 'json' ? 6 : undefined))
    expect(text).toMatch(/error|critical|✗/)
    expect(text).toMatch(/warning|minor|!/)
  })
})

describe('fingerprints', () => {
  const known = (given: CheckReport) =>
    [...given.diagnostics, ...given.findings].map((row) => row.fingerprint)

  test('no two alike, also in one place', () => {
    for (const [, given] of reports) expect(new Set(known(given)).size).toBe(known(given).length)
  })

  test('lines that come above change none; another key or file does', () => {
    const moved = report({
      sourceText: () => `# a comment\n\n${raw.sourceText('')}`,
      diagnostics: raw.diagnostics.map((one) => ({
        ...one,
        at: { ...one.at, start: one.at.start + 13, end: one.at.end + 13 },
      })),
      findings: raw.findings.map((one) => ({ ...one, at: { ...one.at, start: 13, end: 17 } })),
    })
    expect(moved.diagnostics[0]!.line).toBe(report().diagnostics[0]!.line + 2)
    expect(known(moved)).toEqual(known(report()))
    expect(report().diagnostics.map(({ path }) => path)).toEqual(
      [
        'measures.ccus.adoption',
        'measures.other',
        'measures.other',
        'measures.other',
        'measures.other',
      ].sort(),
    )
    const elsewhere = report({
      diagnostics: raw.diagnostics.map((one) => ({ ...one, at: { ...one.at, file: 'scenarios/c.yaml' } })),
    })
    expect(known(elsewhere).filter((one) => known(report()).includes(one))).toEqual(
      report().findings.map((one) => one.fingerprint),
    )
  })
})

describe('SARIF 2.1.0', () => {
  // The dialect is draft 04, of which ajv 8 knows all but the names of two keys.
  const schema = JSON.parse(
    readFileSync(join(require.resolve('@microsoft/jest-sarif'), '../schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  )
  delete schema.$schema
  delete schema.id
  const valid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema)

  test('the validator tells right from wrong', () => {
    const run = { tool: { driver: { name: 'x' } }, results: [{ message: { text: 'm' } }] }
    expect(valid({ version: '2.1.0', runs: [run] })).toBe(true)
    expect(valid({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false)
  })

  test.each(reports)('%s report is valid', async (_, given) => {
    valid(JSON.parse(await render('sarif', given)))
    expect(valid.errors ?? []).toEqual([])
    valid(JSON.parse(await render('sarif', given, 'zh')))
    expect(valid.errors ?? []).toEqual([])
  })

  test('a result: rule, level, place, what it is known by', async () => {
    const log = JSON.parse(await render('sarif', report()))
    const [run] = log.runs
    const first = run.results.find((one: { ruleId: string }) => one.ruleId === 'E0121')
    expect(first).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'scenarios/%E7%94%B2%20b.yaml', uriBaseId: 'SRCROOT' },
            region: { startLine: 4, startColumn: 15, endLine: 4, endColumn: 20 },
          },
        },
      ],
      partialFingerprints: { 'peakzero/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
      relatedLocations: [{ physicalLocation: { region: { startLine: 4, startColumn: 5 } } }],
    })
    expect(run.tool.driver.rules[first.ruleIndex]).toMatchObject({
      id: 'E0121',
      name: 'file-missing',
      help: { text: expect.stringMatching(/./) },
    })
    expect(run.columnKind).toBe('utf16CodeUnits')
  })

  test('what is waived is there, suppressed', async () => {
    const [run] = JSON.parse(await render('sarif', waived)).runs
    const one = run.results.find((found: { ruleId: string }) => found.ruleId === 'W0602')
    expect(one.suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'known <gap>' }])
    expect(run.results.filter((found: { suppressions?: object }) => found.suppressions).length).toBe(1)
  })

  test('an edit that is certain is a fix', async () => {
    const start = source.indexOf('ccus')
    const at = { file: 'scenarios/c.yaml', start, end: start + 4 }
    const given = report({ diagnostics: [{ code: 'E0201', at, args: { key: 'ccus', nearest: 'ccs' } }] })
    const document = JSON.parse(await render('sarif', given))
    for (const log of [document, JSON.parse(await render('sarif', given, 'zh'))]) {
      valid(log)
      expect(valid.errors ?? []).toEqual([])
    }
    expect(document.runs[0].results[0].fixes).toEqual([
      {
        description: { text: 'write ccs' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'scenarios/c.yaml', uriBaseId: 'SRCROOT' },
            replacements: [
              {
                deletedRegion: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 7 },
                insertedContent: { text: 'ccs' },
              },
            ],
          },
        ],
      },
    ])
    expect(given.diagnostics[0]!.fix).toMatchObject({ line: 3, column: 3, replacement: 'ccs' })
  })

  test('5,000 results, errors first, and it is said how many are left out', async () => {
    const [run] = JSON.parse(await render('sarif', many)).runs
    expect(run.results.length).toBe(5000)
    expect(run.results[0].level).toBe('error')
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe('1001 more are not listed')
  })

  test('no text is a link or an argument', async () => {
    const [run] = JSON.parse(await render('sarif', hostileReport)).runs
    for (const { message, locations } of run.results) {
      expect(message.text).not.toMatch(/\]\(|\{\d+\}/)
      expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^[A-Za-z0-9._~!'()*%/-]+$/)
    }
  })
})

describe('JUnit', () => {
  const schema = readFileSync(join(import.meta.dirname, 'schema/junit.xsd'), 'utf8')
  const errors = async (xml: string) =>
    (await validateXML({ xml: { fileName: 'out.xml', contents: xml }, schema })).errors.map(
      ({ message }) => message,
    )

  test('the validator tells right from wrong', async () => {
    expect(await errors('<testsuites><testsuite name="x"/></testsuites>')).not.toEqual([])
  })

  test.each(reports.slice(0, 5))('%s report is valid', async (_, given) => {
    expect(await errors(await render('junit', given))).toEqual([])
    expect(await errors(await render('junit', given, 'zh'))).toEqual([])
  })

  test('a mistake is an error, a finding a failure, a warning counts under --strict, a waiver skips', async () => {
    const counts = (xml: string) => {
      const sum = (name: string) =>
        [...xml.matchAll(new RegExp(` ${name}="(\\d+)"`, 'g'))].reduce((all, [, n]) => all + Number(n), 0)
      return { errors: sum('errors'), failures: sum('failures') }
    }
    expect(counts(await render('junit', report()))).toEqual({ errors: 3, failures: 1 })
    expect(counts(await render('junit', report({}, true)))).toEqual({ errors: 3, failures: 2 })
    const xml = await render('junit', waived)
    expect(xml).toContain('<skipped message="known &lt;gap&gt;">')
    expect(xml).toContain('name="target peak"')
  })

  test('text is text', async () => {
    const xml = await render('junit', hostileReport)
    expect(xml).not.toContain('<script')
    expect(xml).not.toContain(']]>')
  })
})

describe('GitLab', () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'schema/gitlab.json'), 'utf8'))
  const valid = new Ajv().compile(schema)

  test.each(reports)('%s report is valid, and no entry hides another', async (_, given) => {
    const list = JSON.parse(await render('gitlab', given))
    valid(list)
    expect(valid.errors ?? []).toEqual([])
    expect(new Set(list.map((one: { fingerprint: string }) => one.fingerprint)).size).toBe(list.length)
  })

  test('an entry; what is waived is left out', async () => {
    const list = JSON.parse(await render('gitlab', waived))
    expect(list[0]).toMatchObject({
      check_name: 'E0121 file-missing',
      severity: 'critical',
      location: { path: 'scenarios/甲 b.yaml', lines: { begin: 4, end: 4 } },
    })
    expect(list.map((one: { check_name: string }) => one.check_name)).not.toContain('W0602 unmet-demand')
  })
})

/** A line of a log as GitHub's runner reads it: `::name key=value,…::data`, blanks before it allowed. */
function command(line: string) {
  const found = /^\s*::([a-z-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s.exec(line)
  if (!found) return undefined
  const decode = (text: string, property: boolean) =>
    (property ? text.replaceAll('%3A', ':').replaceAll('%2C', ',') : text)
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%25', '%')
  const properties = (found[2] ?? '').split(',').map((pair) => {
    const cut = pair.indexOf('=')
    return [pair.slice(0, cut), decode(pair.slice(cut + 1), true)] as const
  })
  return { name: found[1]!, properties: Object.fromEntries(properties), data: decode(found[3]!, false) }
}

describe('GitHub', () => {
  test('annotations on their lines, errors first', async () => {
    const lines = (await render('github', report())).trimEnd().split('\n')
    const commands = lines.slice(0, -1).map(command)
    expect(commands.map((one) => one?.name)).toEqual([
      'error',
      'error',
      'error',
      'error',
      'warning',
      'notice',
    ])
    expect(commands[0]?.properties).toEqual({
      file: 'scenarios/甲 b.yaml',
      line: '4',
      endLine: '4',
      col: '15',
      endColumn: '20',
      title: 'E0121 file-missing',
    })
    expect(commands[0]?.data).toMatch(/^there is no file x\.yaml\b[\s\S]*\n\n/)
    expect(lines.at(-1)).toBe('3 errors, 1 warning, 0 waived, 1 skipped in 3 files')
  })

  test('ten of a level, the rest is in the summary', async () => {
    const lines = (await render('github', many)).trimEnd().split('\n')
    const names = lines.map((line) => command(line)?.name)
    expect(names.filter((name) => name === 'error').length).toBe(2)
    expect(names.filter((name) => name === 'warning').length).toBe(10)
    expect(lines.at(-2)).toBe('5989 more: see the summary')
  })

  test('a text is data: only our commands, their properties whole', async () => {
    const text = await render('github', hostileReport)
    for (const line of text.trimEnd().split('\n').slice(0, -2)) {
      const read = command(line)
      expect(read?.name).toMatch(/^(error|warning|notice)$/)
      expect(Object.keys(read?.properties ?? {}).sort()).toEqual(
        ['col', 'endColumn', 'endLine', 'file', 'line', 'title'].sort(),
      )
    }
    // The raw file name comes out of the property as it went in.
    const files = text.split('\n').map((line) => command(line)?.properties['file'])
    expect(files).toContain('scenarios/::stop-commands::tok.yaml')
  })
})

describe('Markdown', () => {
  const html = (text: string) =>
    micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  const tags = (text: string) =>
    new Set([...html(text).matchAll(/<([a-z][a-z0-9]*)/g)].map(([, name]) => name))

  test('findings, what moved and why, verdicts', async () => {
    const text = await render('markdown', report())
    const rows = text.split('\n').filter((line) => line.startsWith('|'))
    expect(text.split('\n')[0]).toBe('<!-- peakzero check -->')
    expect(text).toContain('### ✗ peakzero check')
    expect(rows).toContainEqual(
      expect.stringMatching(/^\| scenarios\/甲 b\.yaml:4:15 \| ✗ E0121 file-missing \| there is no file/),
    )
    // 16.4 of 16: + 2.5 %, by hand.
    expect(rows).toContainEqual(
      expect.stringMatching(
        /^\| 甲 b \| total CO2 \(co2\.total, tCO2\) \| 2030 \| 16,000,000 \| 16,400,000 \| \+2\.5% \|/,
      ),
    )
    expect(text).toContain('- measures.ccus.adoption: 1 % → 1.2 % (scenarios/甲 b.yaml:4)')
    expect(rows).toContainEqual(
      expect.stringMatching(
        /^\| 甲 b .*\| ✗ failed \| 2027, 16\.91 Mt CO₂ \| neutral expected met, missed; 1 as expected \|/,
      ),
    )
    expect([...tags(text)].sort()).toEqual(
      ['h3', 'h4', 'li', 'p', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'].sort(),
    )
  })

  test('a text is text: no HTML, link, image, mention; every row keeps its cells', async () => {
    const text = await render('markdown', hostileReport)
    const page = html(text)
    expect([...tags(text)].sort()).toEqual(
      ['h3', 'h4', 'li', 'p', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'].sort(),
    )
    for (const row of page.match(/<tr>[\s\S]*?<\/tr>/g) ?? [])
      expect([3, 4, 7]).toContain((row.match(/<t[dh]/g) ?? []).length)
    // What a mention, a reference or a link would be made of is never whole.
    const seen = page.replace(/<[^>]*>/g, ' ')
    expect(seen).not.toMatch(/@[a-z]|#\d|https?:\/\/|www\.|~bug|!5\b/)
  })

  test('fits a comment, whatever is found', async () => {
    for (const [, given] of reports) expect((await render('markdown', given)).length).toBeLessThan(65_536)
    const text = await render('markdown', many)
    expect(text).toMatch(/\d+ more/)
  })

  test('the texts are there to be read', async () => {
    const seen = html(await render('markdown', hostileReport)).replace(/\u200b/g, '')
    expect(seen).toContain('$(touch /tmp/x) `touch /tmp/x`')
    expect(hostile.length).toBeGreaterThan(20)
  })
})
