import { inertLine } from '../../../text/inert-line.ts'
import type { Text } from '../../../text/text.ts'
import { padEndWidth } from '../../../text/width.ts'
import { ink } from '../../ink.ts'
import type { RenderOptions } from '../../result.ts'
import { wrap } from '../../table.ts'
import type { CheckFormat } from '../check-format.ts'
import type { CheckFinding, CheckReport, FindingKind } from '../check-report.ts'
import { count } from '../summary-line.ts'

const texts = {
  well: { zh: '{n} 个情景：目标达标或与预期一致', en: '{n}: targets met, or missed as expected' },
  right: { zh: '{n} 个文件写法无误，没有情景可判断', en: '{n} right, no scenario to judge' },
  failing: { zh: '{n} 项不符', en: '{n}' },
  passed: { zh: '{passed} 个通过，{failed} 个不通过', en: '{passed} passed, {failed} failed' },
  skipped: { zh: '，{skipped} 个有错误而无法判断', en: ', {skipped} not judged because of errors' },
} satisfies Record<string, Text>

const kinds: Readonly<Record<FindingKind, Text>> = {
  target: { zh: '目标', en: 'target' },
  expectation: { zh: '预期', en: 'expected' },
  test: { zh: '检验', en: 'test' },
  approved: { zh: '批准值', en: 'approved' },
}

function fill(text: Text, language: keyof Text, values: Readonly<Record<string, string | number>>): string {
  return text[language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** The findings of each scenario under its file. */
function findingLines(findings: readonly CheckFinding[], options: RenderOptions): string[] {
  const { language, width } = options
  const { paint, plain, sign } = ink(options)
  const head = language === 'zh' ? 6 : 10
  const lines: string[] = []
  for (const file of new Set(findings.map(({ scenarioFile }) => scenarioFile))) {
    const own = findings.filter(({ scenarioFile }) => scenarioFile === file)
    const n = fill(texts.failing, language, { n: count(own.length, 'finding', language) })
    lines.push(
      `${paint('bad', sign('bad').trimEnd())} ${paint('strong', padEndWidth(plain(file), 35))}  ${n}`,
    )
    for (const { kind, message } of own) {
      const said = plain(message[language]).split('\n')
      const [first = '', ...rest] = said.flatMap((line) => wrap(line, width - 4 - head))
      lines.push(
        `    ${padEndWidth(kinds[kind][language], head)}${first}`,
        ...rest.map((line) => ' '.repeat(4 + head) + line),
      )
    }
  }
  return lines
}

/** Lines for people: what came out other than it should. Mistakes stand framed on stderr. */
export const format: CheckFormat = {
  name: 'pretty',
  about: { zh: '供人阅读', en: 'lines to read' },
  render(report: CheckReport, options: RenderOptions) {
    const { language } = options
    const { errors, failed, passed, skipped } = report.summary
    const findings = report.findings.filter(({ waived }) => !waived)
    if (findings.length === 0) {
      if (errors > 0 || report.files.length === 0) return ''
      const { paint, plain, sign } = ink(options)
      const n = report.scenarios.length
      const text =
        n > 0
          ? fill(texts.well, language, { n: count(n, 'scenario', language) })
          : fill(texts.right, language, { n: count(report.files.length, 'file', language) })
      return `${paint('good', sign('good').trimEnd())} ${plain(text)}\n`
    }
    const lines = findingLines(findings, options).map(inertLine)
    const total =
      fill(texts.passed, language, { passed, failed }) +
      (skipped > 0 ? fill(texts.skipped, language, { skipped }) : '')
    return `${lines.join('\n')}\n\n${total}\n`
  },
}
