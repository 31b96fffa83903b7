import * as z from 'zod'
import type { Text } from '../text/text.ts'
import { approved } from './approved.ts'
import { county, policyEntries, scenarioOnly } from './county.ts'
import { choice, lines, word } from './field.ts'
import { importMap } from './import-map.ts'
import { importWords } from './import-words.ts'
import { head, library, libraryEntries } from './library.ts'
import { region } from './region.ts'
import { overlayTest } from './scenario-test.ts'
import { rawTarget } from './target.ts'
import { waivers } from './waivers.ts'

/** Makes every field of the entities optional: an overlay says only what it changes. */
function partial(shape: z.ZodType): z.ZodType {
  const inner = shape instanceof z.ZodOptional ? (shape.unwrap() as z.ZodType) : shape
  if (inner instanceof z.ZodRecord) {
    const value = inner.valueType as z.ZodType
    const loose = value instanceof z.ZodObject ? value.partial() : value
    return z.record(z.string(), loose).optional()
  }
  if (inner instanceof z.ZodObject) return inner.partial().optional()
  return inner.optional()
}

function partials<S extends Record<string, z.ZodType>>(shape: S): S {
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, partial(value)])) as S
}

const policy = () =>
  z.strictObject({
    kind: choice(['policy']),
    ...head,
    scope: word({ zh: '适用地区', en: 'area' }).optional(),
    sources: libraryEntries.sources,
    ladders: libraryEntries.ladders,
    targets: z.record(z.string(), rawTarget).optional(),
    ...policyEntries,
  })

const baseline = () =>
  z.strictObject({
    kind: choice(['baseline']),
    ...head,
    libraries: lines({ zh: '用哪些库（后者优先）', en: 'libraries, later wins' }).optional(),
    ...partials(county),
  })

const scenario = () =>
  z.strictObject({
    kind: choice(['scenario']),
    ...head,
    ...partials(county),
    ...scenarioOnly,
  })

const overlay = () =>
  z.strictObject({
    kind: choice(['overlay']),
    ...head,
    for: word({ zh: '给哪个县', en: 'county that it is for' }),
    ...partials(county),
    policies: scenarioOnly.policies,
    'projects-from': scenarioOnly['projects-from'],
    expect: scenarioOnly.expect,
    tests: z.record(z.string(), overlayTest).optional(),
  })

/** Everything merged: the effective scenario that is compiled. */
export const effective = z.strictObject({
  kind: choice(['scenario', 'baseline']),
  ...head,
  ...county,
  ...scenarioOnly,
})
export type Effective = z.output<typeof effective>

/** A kind of document: its shape (made when it is first asked for, since a run of shipped files asks for none) and what it is. */
interface Declared {
  readonly shape: z.ZodType
  readonly about: Text
}

function declared(make: () => z.ZodType, about: Text): Declared {
  let shape: z.ZodType | undefined
  return {
    about,
    get shape() {
      shape ??= make()
      return shape
    },
  }
}

/** The kinds of documents that a user writes, by the word after `kind:`. */
export const documents = {
  library: declared(() => library, {
    zh: '库：商品、过程、措施、路径',
    en: 'library: commodities, processes, measures, paths',
  }),
  policy: declared(policy, { zh: '政策：目标、限额与条款', en: 'policy: targets, limits and clauses' }),
  baseline: declared(baseline, {
    zh: '基线：一个县的基准年与观测年',
    en: 'baseline: a county in its base and observed years',
  }),
  scenario: declared(scenario, { zh: '情景：一个县的未来', en: 'scenario: a future of a county' }),
  overlay: declared(overlay, {
    zh: '叠加：情景的一部分，不单独运行',
    en: 'overlay: part of a scenario, never run alone',
  }),
  region: declared(region, {
    zh: '地区：各县的指标相加后判断',
    en: 'region: counties whose figures are summed and judged',
  }),
  approved: declared(() => approved, {
    zh: '核定结果：check 拿每次运行与它比较',
    en: 'approved results: what check holds each run against',
  }),
  import: declared(() => importMap, {
    zh: '导入对照表：工作簿里的什么是基线里的什么',
    en: 'map of an import: what in the books is what in the baseline',
  }),
  words: declared(() => importWords, {
    zh: '统计表用词：导入时靠它认列、行、单位和品种',
    en: 'words of statistical tables, by which an import recognises columns, rows, units and fuels',
  }),
  waivers: declared(() => waivers, {
    zh: '豁免：某人说明原因后暂时不算的发现',
    en: 'waivers: what does not count for a while, because somebody says why',
  }),
} as const satisfies Record<string, Declared>

export type Kind = keyof typeof documents
