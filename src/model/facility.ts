import * as z from 'zod'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Curve } from './curve.ts'
import {
  atomic,
  choice,
  date,
  flag,
  provenance,
  type Report,
  readDate,
  references,
  scalarOf,
  text,
  word,
  year,
} from './field.ts'
import type { Given } from './given.ts'
import { readGiven } from './number.ts'
import { chance, delay } from './outcome.ts'
import { costs, flows, methods } from './process.ts'
import { anyQuantity, quantity, ratio, series, share, shareSeries } from './quantity-field.ts'
import { readCurve } from './series.ts'
import type { Tree } from './tree.ts'

/** How sure a project is; `projects-from` takes a status and all later ones. `cancelled` and `closed` never run. */
export const statuses = [
  'idea',
  'planned',
  'approved',
  'building',
  'operating',
  'cancelled',
  'closed',
] as const

/** A list of shares: `[50%, 80%, 100%]`, one a year after the start; the last one holds. */
const ramp = atomic(
  { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] }, minItems: 1 },
  (tree, report): readonly Given[] | undefined => {
    if (tree.kind !== 'list' || tree.items.length === 0)
      return report('E0203', tree.at, { expected: '[50%, 80%, 100%]', found: tree.kind })
    const found = tree.items.flatMap(
      (item) =>
        readGiven(item, { dimension: { powers: {} }, example: '50%', share: true, least: 0 }, report) ?? [],
    )
    return found.length === tree.items.length ? found : undefined
  },
  { zh: '投产后各年的达产率', en: 'share of the capacity in each year after the start' },
)

/** Capacity that arrives in steps. */
export interface Stage {
  readonly capacity: Given
  readonly start: { readonly year: number; readonly at: Span }
}

const stages = atomic(
  { type: 'array', items: { type: 'object', required: ['capacity', 'start'] } },
  (tree, report): readonly Stage[] | undefined => {
    if (tree.kind !== 'list')
      return report('E0203', tree.at, { expected: '[{capacity, start}]', found: tree.kind })
    const found = tree.items.flatMap((item): Stage[] => {
      if (item.kind !== 'map') {
        report('E0203', item.at, { expected: '{capacity, start}', found: item.kind })
        return []
      }
      const capacity = item.entries.get('capacity')
      const start = item.entries.get('start')
      if (!capacity || !start) {
        report('E0202', item.at, { key: capacity ? 'start' : 'capacity' })
        return []
      }
      const size = readGiven(capacity.value, { example: '100 万t/a', least: 0 }, report)
      const when = readDate(start.value, report)
      return size && when ? [{ capacity: size, start: when }] : []
    })
    return found.length === tree.items.length ? found : undefined
  },
  { zh: '分期', en: 'stages' },
)

/** A series of emissions or uses taken as it is: `process: given`, marked "given, not modelled". */
export interface GivenEmission {
  readonly species: string
  readonly scope: 'energy' | 'process' | 'indirect' | 'sink' | 'stored' | 'memo'
  readonly commodity?: string
  readonly amount: Curve
  readonly at: Span
}

const scopes = ['energy', 'process', 'indirect', 'sink', 'stored', 'memo'] as const

const givenEmissions = atomic(
  { type: 'array', items: { type: 'object', required: ['species', 'amount'] } },
  (tree, report): readonly GivenEmission[] | undefined => {
    if (tree.kind !== 'list')
      return report('E0203', tree.at, { expected: '[{species, amount}]', found: tree.kind })
    const found = tree.items.flatMap((item) => readGivenEmission(item, report) ?? [])
    return found.length === tree.items.length ? found : undefined
  },
  { zh: '给定的排放，不经模型计算', en: 'emissions given as they are, not modelled' },
)

const emissionKeys = ['species', 'scope', 'commodity', 'amount', 'source', 'grade', 'note']

function readGivenEmission(tree: Tree, report: Report): GivenEmission | undefined {
  if (tree.kind !== 'map')
    return report('E0203', tree.at, { expected: '{species, amount}', found: tree.kind })
  for (const [key, entry] of tree.entries)
    if (!emissionKeys.includes(key))
      return report('E0201', entry.key, { key, nearest: nearest(key, emissionKeys) ?? '' })
  const species = tree.entries.get('species')
  const amount = tree.entries.get('amount')
  if (!species) return report('E0202', tree.at, { key: 'species' })
  if (!amount) return report('E0202', tree.at, { key: 'amount' })
  const name = scalarOf(species.value, 'id', report)
  const curve = readCurve(amount.value, { example: '1 t/a' }, 'required', report)
  const scopeTree = tree.entries.get('scope')?.value
  const scopeText = scopeTree?.kind === 'scalar' ? scopeTree.text : 'energy'
  const scope = scopes.find((candidate) => candidate === scopeText)
  if (!scope && scopeTree)
    return report('E0211', scopeTree.at, { found: scopeText, expected: scopes.join(', '), nearest: '' })
  const commodity = tree.entries.get('commodity')?.value
  if (!name || !curve || !scope) return undefined
  return {
    species: name.text,
    scope,
    amount: curve,
    at: tree.at,
    ...(commodity?.kind === 'scalar' ? { commodity: commodity.text } : {}),
  }
}

/** What a new unit takes the place of. `ratio`: least closed ÷ new capacity. */
const replaces = z.strictObject({
  units: references({ zh: '被置换的设施', en: 'facilities that close' }),
  ratio: ratio({ zh: '置换比：关停 ÷ 新建', en: 'closed ÷ new capacity, at least' }).optional(),
  overlap: quantity('a', { zh: '新旧并行多久', en: 'how long old and new run side by side' }).optional(),
  ...provenance,
})

const retrofit = z.strictObject({
  of: word({ zh: '改造哪个设施', en: 'facility that is changed' }),
  measure: word({ zh: '用哪项措施', en: 'measure that it takes' }),
  from: date({ zh: '何时起', en: 'from when' }),
  share: share({ zh: '改造的份额（默认全部）', en: 'share of the facility (default all)' }).optional(),
  ...provenance,
})

/** A permit that was granted: how much, when, on what condition. */
const approval = z.strictObject({
  amount: anyQuantity({ zh: '批准的年用量或排放量', en: 'amount a year that was granted' }),
  granted: year({ zh: '批准年份', en: 'year in which it was granted' }).optional(),
  offset: ratio({
    zh: '削减倍数：所列设施腾出的量 ÷ 批准量',
    en: 'offset: what the named unit frees ÷ the amount granted, at least',
  }).optional(),
  from: word({ zh: '由哪个设施腾出', en: 'unit that frees it' }).optional(),
  ...provenance,
})
export type Approval = z.output<typeof approval>

/** What an existing unit and a planned project have in common. */
const unit = {
  name: text({ zh: '名称', en: 'name' }).optional(),
  firm: text({ zh: '企业', en: 'firm' }).optional(),
  site: word({ zh: '厂址', en: 'site' }).optional(),
  process: word({
    zh: '工艺过程；given 表示直接给定',
    en: 'process; `given` for figures that are not modelled',
  }),
  sector: word({ zh: '部门', en: 'sector' }).optional(),
  operation: choice(['capacity', 'demand', 'outlet'], {
    zh: '怎样运行：按产能 × 利用率、按需求、按来气',
    en: 'what sets its activity: capacity × utilisation, demand, or the by-product that reaches it',
  }).optional(),
  capacity: anyQuantity({ zh: '产能', en: 'capacity' }, { least: 0 }).optional(),
  utilisation: shareSeries({ zh: '产能利用率', en: 'utilisation' }).optional(),
  area: quantity('ha', { zh: '占地', en: 'land that it takes' }, { least: 0 }).optional(),
  activity: series(
    undefined,
    { zh: '给定的活动量', en: 'activity, given' },
    { interpolate: 'required', least: 0 },
  ).optional(),
  observed: series(
    undefined,
    { zh: '观测年的活动量', en: 'activity of observed years' },
    { interpolate: 'required', least: 0 },
  ).optional(),
  retired: date({ zh: '退役', en: 'retires' }).optional(),
  ramp: ramp.optional(),
  inputs: z
    .record(z.string(), series(undefined, { zh: '本设施的单耗', en: 'its own coefficient' }, { least: 0 }))
    .optional(),
  outputs: z
    .record(z.string(), series(undefined, { zh: '本设施的产率', en: 'its own yield' }, { least: 0 }))
    .optional(),
  factors: z
    .record(
      z.string(),
      series(undefined, { zh: '本设施的排放因子', en: 'its own emission factor' }, { least: 0 }),
    )
    .optional(),
  'value-added': anyQuantity({
    zh: '每单位活动量的增加值',
    en: 'value added per unit of activity',
  }).optional(),
  ...costs,
  emissions: givenEmissions.optional(),
  uses: z
    .record(
      z.string(),
      series(undefined, { zh: '给定的用量', en: 'use, given' }, { interpolate: 'required', least: 0 }),
    )
    .optional(),
  ...provenance,
}

/** An existing unit. */
export const facility = z.strictObject({
  ...unit,
  commissioned: date({ zh: '投产', en: 'commissioned' }).optional(),
})
export type Facility = z.output<typeof facility>

/** A planned unit, or the change of an existing one. */
export const project = z.strictObject({
  ...unit,
  process: unit.process.optional(),
  status: choice(statuses, { zh: '进展', en: 'status' }),
  included: flag({
    zh: '是否纳入（盖过 projects-from）',
    en: 'whether it runs (rules over projects-from)',
  }).optional(),
  chance: chance().optional(),
  delay: delay().optional(),
  start: date({ zh: '投产', en: 'start' }).optional(),
  stages: stages.optional(),
  replaces: replaces.optional(),
  retrofit: retrofit.optional(),
  approvals: z.record(z.string(), approval).optional(),
  needs: references({ zh: '先要有的设施或项目', en: 'units and projects that it needs' }).optional(),
  excludes: references({ zh: '不能并存的项目', en: 'projects that cannot stand beside it' }).optional(),
})
export type Project = z.output<typeof project>

/** A use of energy outside facilities: homes, services, vehicles, farms, landfills. */
export const endUse = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  sector: word({ zh: '部门', en: 'sector' }),
  driver: word({ zh: '跟随哪个驱动', en: 'driver that it follows' }),
  intensity: series(
    undefined,
    { zh: '每单位驱动的服务量', en: 'service per unit of driver' },
    { least: 0 },
  ).optional(),
  observed: series(
    undefined,
    { zh: '观测年的服务量', en: 'service of observed years' },
    { interpolate: 'required' },
  ).optional(),
  technologies: z
    .record(
      z.string(),
      shareSeries({ zh: '各技术的份额，合计 100%', en: 'share of each process; they sum to 100%' }),
    )
    .optional(),
  inputs: flows({ zh: '每单位服务量的投入', en: 'inputs per unit of service' }).optional(),
  emits: methods.optional(),
  ...provenance,
})
export type EndUse = z.output<typeof endUse>
