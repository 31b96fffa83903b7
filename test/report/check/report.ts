// Reports to be written in every format: made-up files of no real place, with the texts of class H (text that reaches an output).
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { assembleCheck, type RawCheck } from '../../../src/report/check/assemble-check.ts'
import type { CheckedScenario, CheckReport } from '../../../src/report/check/check-report.ts'

/** What strangers may write into a title, a name or a path: one a sink and more. All are inert themselves. */
export const hostile: readonly string[] = [
  '<script>globalThis.__CANARY=1</script>',
  '<svg onload=alert(1)>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:globalThis.__CANARY=1)',
  '![x](https://example.org/x.png)',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: text that must stay text
  '{{constructor}} ${7*7} <%= 1 %>',
  '::stop-commands::tok',
  '%0A::add-mask::a%0A',
  'ok\n::add-path::/tmp\n::set-env name=NODE_OPTIONS::--x\r::warning::x',
  '##vso[task.setvariable variable=x]1',
  "##teamcity[buildStatus status='SUCCESS']",
  '##[add-matcher]/tmp/x',
  'a & b < c > d ]]> _x0041_ &amp; \u0000\u0008\u001b[31m\u0085\uFFFE',
  'javascript:void(0) http://example.org www.example.org mailto:a@example.org',
  'A-->B; click A "javascript:void 0" -->',
  '$(touch /tmp/x) `touch /tmp/x`; rm -rf',
  '%s%n{0}{1}',
  '"},{"a":"b',
  'a | b || c \\| d',
  '`code` **bold** _it_ ~~s~~ # h\n# h\n- item\n1. one\n> quote\n---',
  '@everyone @octo/team #123 octo/repo#1 GH-1 !5 ~bug %1 &2 $3 :smile: $x^2$',
  '\u202Eevil\u202C \u200B\u2066x\u2069\uFEFF\u00AD',
  '=1+1',
  '\uD800 lone',
]

const place = (text: string): { start: number; end: number } => ({ start: 0, end: text.length })

export const source = 'kind: scenario\nmeasures:\n  ccus:\n    adoption: 1.2 %\n  other: { a: 1, b: 2 }\n'
const at = (needle: string, file = 'scenarios/甲 b.yaml') => {
  const start = source.indexOf(needle)
  return { file, start, end: start + needle.length }
}

const scenario = (file: string, rest: Partial<CheckedScenario> = {}): CheckedScenario => ({
  file,
  id: file.replace(/^.*\/|\.yaml$/g, ''),
  title: { zh: '情景', en: 'a scenario' },
  outcome: 'passed',
  peak: { indicator: 'co2.total', year: 2027, value: 16_912_345, unit: 'tCO2', rising: false },
  verdicts: [],
  compared: { targets: 1, tests: 0, approved: 0 },
  moved: [],
  causes: [],
  ...rest,
})

export const raw: RawCheck = {
  version: '1.2.3',
  files: ['scenarios/甲 b.yaml', 'scenarios/c.yaml', 'baselines/d.yaml'],
  scenarios: [
    scenario('scenarios/甲 b.yaml', {
      outcome: 'failed',
      verdicts: [
        {
          id: 'neutral',
          name: { zh: '中和', en: 'neutral' },
          severity: 'must',
          expected: 'met',
          met: false,
          margin: -1,
          unit: 'tCO2',
          firstMiss: 2060,
        },
        {
          id: 'peak',
          name: { zh: '达峰', en: 'peak' },
          severity: 'must',
          expected: 'met',
          met: true,
          margin: 3,
          unit: 'year',
        },
      ],
      moved: [
        {
          indicator: 'co2.total',
          name: { zh: 'CO2', en: 'total CO2' },
          unit: 'tCO2',
          year: 2030,
          before: 16_000_000,
          now: 16_400_000,
          tolerance: 1e-9,
          within: false,
        },
      ],
      causes: [
        {
          path: 'measures.ccus.adoption',
          before: '1 %',
          after: '1.2 %',
          file: 'scenarios/甲 b.yaml',
          line: 4,
        },
      ],
    }),
    scenario('scenarios/c.yaml', { outcome: 'skipped' }),
  ],
  findings: [
    {
      kind: 'target',
      file: 'scenarios/甲 b.yaml',
      scenario: 'b',
      id: 'neutral',
      at: at('kind'),
      related: [at('ccus', 'baselines/d.yaml')],
      message: { zh: 'neutral：预期达标，结果不达标', en: 'neutral: expected met, found missed' },
    },
  ],
  diagnostics: [
    { code: 'E0121', at: at('1.2 %'), args: { path: 'x.yaml' }, related: [at('adoption')] },
    { code: 'E0121', at: at('a: 1'), args: { path: 'y.yaml' } },
    { code: 'E0121', at: at('b: 2'), args: { path: 'z.yaml' } },
    { code: 'W0602', at: at('other'), args: { commodity: 'coke', amount: '1 t', year: 2030 } },
    { code: 'W0607', at: at('other'), args: { count: 1 } },
  ],
  sourceText: () => source,
}

export const report = (rest: Partial<RawCheck> = {}, strict = false): CheckReport =>
  assembleCheck({ ...raw, ...rest }, { strict })

/** Nothing found, nothing looked at. */
export const empty = report({ files: [], scenarios: [], findings: [], diagnostics: [] })

/** Every hostile text in every place that a user's text can reach. */
export const hostileReport: CheckReport = report({
  files: hostile.map((text) => `scenarios/${text}.yaml`),
  scenarios: hostile.map((text) =>
    scenario(`scenarios/${text}.yaml`, {
      id: text,
      title: { zh: text, en: text },
      moved: [
        {
          indicator: text,
          name: { zh: text, en: text },
          unit: text,
          year: 2030,
          before: 0,
          now: 1,
          tolerance: 0,
          within: true,
        },
      ],
      causes: [{ path: text, before: text, after: text, file: text, line: 1 }],
      verdicts: [
        {
          id: text,
          name: { zh: text, en: text },
          severity: 'must',
          expected: 'met',
          met: false,
          margin: 0,
          unit: text,
        },
      ],
    }),
  ),
  findings: hostile.map((text) => ({
    kind: 'test',
    file: `scenarios/${text}.yaml`,
    scenario: text,
    id: text,
    at: { file: `scenarios/${text}.yaml`, ...place(text) },
    message: { zh: text, en: text },
    ...(text.startsWith('<') ? { waived: { reason: text, owner: text, until: text } } : {}),
  })),
  diagnostics: hostile.map(
    (text): Diagnostic => ({
      code: 'E0121',
      at: { file: `scenarios/${text}.yaml`, ...place(text) },
      args: { path: text },
    }),
  ),
  sourceText: (file) => file.replace(/^scenarios\/|\.yaml$/g, ''),
})
