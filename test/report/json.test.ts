import { describe, expect, test } from 'vitest'
import { format } from '../../src/report/formats/json.ts'
import type { Result } from '../../src/report/result.ts'
import { changes, page, sample } from './fixture.ts'

const render = (results: readonly Result[]): string => String(format.render(results, page))
const withResidual = (residual: number): Result =>
  sample({ neutrality: { indicator: 'ghg.net', reached: false, residual, unit: 'tCO2e' } })

describe('json', () => {
  test('one result is the object itself, and says what it is first', () => {
    const text = render([sample()])
    expect(text.startsWith('{\n "format": "peakzero/result@1",')).toBe(true)
    expect(text.endsWith('}\n')).toBe(true)
    expect(JSON.parse(text)).toMatchObject({ format: 'peakzero/result@1', peak: { year: 2028 } })
  })
  test('several are a list', () => {
    const document = JSON.parse(render([sample(), sample()]))
    expect(document.format).toBe('peakzero/results@1')
    expect(document.results).toHaveLength(2)
  })
  test('everything is in it', () => {
    const result = sample({ changes })
    expect(Object.keys(JSON.parse(render([result]))).sort()).toEqual(Object.keys(result).sort())
    expect(JSON.parse(render([result])).indicators.voc.values['2026']).toBe(2289)
  })
  test('the order of keys does not depend on how the result was made', () => {
    const result = sample({ changes })
    const turned = Object.fromEntries(Object.entries(result).reverse()) as unknown as Result
    expect(render([turned])).toBe(render([result]))
  })
  test('twelve significant digits, no minus zero', () => {
    expect(render([withResidual(0.1 + 0.2)])).toContain('"residual": 0.3,')
    expect(render([withResidual(-0)])).toContain('"residual": 0,')
    expect(render([withResidual(123456789012345)])).toContain('"residual": 123456789012000,')
  })
  test.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('%s is refused: it would be a silent wrong number', (value) => {
    expect(() => render([withResidual(value)])).toThrow('result.neutrality.residual')
  })
  test('null is refused', () => {
    expect(() => render([sample({ sources: null as never })])).toThrow('result.sources')
  })
  test('a text is the same after reading', () => {
    const title = { zh: '引号"与\\和\u2028换行\n', en: '</script>' }
    const result = sample({ scenario: { ...sample().scenario, title } })
    expect(JSON.parse(render([result])).scenario.title).toEqual(title)
  })
})
