import { species } from '../county.ts'

/**
 * Counties as no example has them, made up: one sector, three years, no targets, no projects, no energy; forty sectors with long
 * names, more sinks than emissions; a saw of a hundred targets. Whatever stands on the page must still be read.
 */
export function counties(): {
  readonly files: Readonly<Record<string, string>>
  readonly scenarios: readonly string[]
  readonly ids: readonly string[]
} {
  const head = (id: string, zh: string, en: string, to: number) => `kind: baseline
id: ${id}
title: { zh: "${zh}", en: "${en}" }
libraries: none
prices: 2020
gwp: ar5
horizon: { base: 2020, observed-to: 2021, to: ${to} }
defaults: { source: made-up, grade: assumption }
sources: { made-up: { title: { zh: 为测试编的, en: made up for tests }, kind: judgement } }
${species}
`
  const tiny = `${head('tiny', '小小县', 'Tiny', 2022)}
sectors: { works: { name: { zh: 工厂, en: works } } }
facilities:
  stack: { process: given, sector: works, emissions: [{ species: co2, scope: process, amount: { 2020: 10 tCO2/a, 2022: 9 tCO2/a, interpolate: linear } }] }
`
  const long = {
    zh: '前后左右上下东西南北中部新型绿色低碳循环综合利用产业',
    en: 'an exceedingly long-winded description of industry number',
  }
  const numbers = Array.from({ length: 40 }, (_, i) => i + 1)
  const many = `${head('many', '名字很长很长很长很长很长很长的自治县', 'The Autonomous County with the Very Long and Unwieldy Name', 2060)}
sectors:
${numbers.map((n) => `  s${n}: { name: { zh: "${long.zh}${n}", en: "${long.en} ${n}" } }`).join('\n')}
  woods: { name: { zh: 林地, en: woods } }
facilities:
${numbers.map((n) => `  f${n}: { process: given, sector: s${n}, emissions: [{ species: co2, scope: ${n % 2 ? 'energy' : 'process'}, amount: { 2020: ${1000 * n} tCO2/a, 2040: ${1500 * n - 20 * n * n} tCO2/a, 2060: ${700 * n} tCO2/a, interpolate: linear } }, { species: so2, scope: process, amount: ${n} t/a }] }`).join('\n')}
land:
  woods: { name: { zh: 林地, en: woods }, sector: woods, area: 400000 ha, rate: 2.5 tCO2/(ha·a) }
`
  return {
    files: {
      'peakzero.yaml': '',
      'baselines/tiny.yaml': tiny,
      'baselines/many.yaml': many,
      'scenarios/tiny.yaml': 'kind: scenario\nid: tiny-plain\nbaseline: tiny\n',
      'scenarios/many.yaml': `kind: scenario
id: many-plain
title: { zh: "${long.zh}${long.zh}", en: "${long.en} ${long.en}" }
baseline: many
targets:
${numbers
  .slice(0, 24)
  .map(
    (n) =>
      `  t${n}: { name: { zh: "${long.zh}第${n}号", en: "${long.en} ${n}" }, rule: cap, indicator: ${n % 2 ? 'co2.total' : 'so2'}, values: { 2030: ${n % 2 ? `${600 + n * 15} ktCO2` : `${700 + n * 10} t`} }, severity: ${n % 3 ? 'must' : 'should'} }`,
  )
  .join('\n')}
projects:
${numbers
  .slice(0, 12)
  .map(
    (n) =>
      `  p${n}: { name: { zh: "${long.zh}${n}期", en: "${long.en} ${n}" }, status: planned, start: ${2022 + n * 3}, included: ${n % 3 > 0}, process: given, sector: s${n}, emissions: [{ species: co2, scope: process, amount: ${n} ktCO2/a }] }`,
  )
  .join('\n')}
`,
    },
    scenarios: ['scenarios/tiny.yaml', 'scenarios/many.yaml'],
    ids: ['tiny-plain', 'many-plain'],
  }
}
