import * as z from 'zod'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Curve } from './curve.ts'
import { atomic, choice, provenance, type Report, scalarOf, text, word } from './field.ts'
import type { Given } from './given.ts'
import { readGiven } from './number.ts'
import { anyQuantity, quantity, range, series, share } from './quantity-field.ts'
import { readCurve } from './series.ts'
import type { Tree } from './tree.ts'

export const uses = ['fuel', 'own-fuel', 'feedstock', 'reductant', 'material'] as const
export type Use = (typeof uses)[number]

/** What goes into or comes out of a process, per unit of its activity. */
export interface Flow {
  /** Names the flow inside its process; the commodity unless the process has the commodity twice. */
  readonly id: string
  readonly of: string
  readonly ofAt: Span
  readonly use?: Use
  readonly lead: boolean
  readonly amount: Curve
  readonly at: Span
}

/** One accounting method of a process. Each carbon-bearing flow belongs to exactly one. */
export type Method =
  | { readonly kind: 'combustion'; readonly at: Span }
  | { readonly kind: 'carbon-balance'; readonly countsAs?: 'energy' | 'process'; readonly at: Span }
  | { readonly kind: 'carbonate'; readonly of: string; readonly calcined?: Given; readonly at: Span }
  | {
      readonly kind: 'factor'
      readonly per?: string
      readonly factors: ReadonlyMap<string, Curve>
      readonly countsAs?: 'energy' | 'process'
      readonly at: Span
    }

const flowKeys = ['id', 'of', 'use', 'lead', 'amount', 'source', 'grade', 'note']

function readFlow(tree: Tree, report: Report): Flow | undefined {
  if (tree.kind !== 'map')
    return report('E0203', tree.at, { expected: '{of, use, amount}', found: tree.kind })
  for (const [key, entry] of tree.entries)
    if (!flowKeys.includes(key))
      return report('E0201', entry.key, { key, nearest: nearest(key, flowKeys) ?? '' })
  const of = tree.entries.get('of')
  const amount = tree.entries.get('amount')
  if (!of) return report('E0202', tree.at, { key: 'of' })
  if (!amount) return report('E0202', tree.at, { key: 'amount' })
  const commodity = scalarOf(of.value, 'id', report)
  const curve = readCurve(amount.value, { example: '1 t/t', least: 0 }, 'linear', report)
  const useTree = tree.entries.get('use')?.value
  const useWord = useTree ? scalarOf(useTree, uses.join(' | '), report) : undefined
  const use = uses.find((candidate) => candidate === useWord?.text)
  if (useWord && !use)
    return report('E0211', useWord.at, { found: useWord.text, expected: uses.join(', '), nearest: '' })
  const lead = tree.entries.get('lead')?.value
  if (!commodity || !curve || (useTree && !useWord)) return undefined
  const own = tree.entries.get('id')?.value
  return {
    id: own?.kind === 'scalar' ? own.text : commodity.text,
    of: commodity.text,
    ofAt: commodity.at,
    lead: lead?.kind === 'scalar' && lead.value === true,
    amount: curve,
    at: tree.at,
    ...(use ? { use } : {}),
  }
}

/** A list of flows. */
export function flows(about: { zh: string; en: string }) {
  return atomic(
    {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          of: { type: 'string' },
          use: { enum: [...uses] },
          lead: { type: 'boolean' },
          amount: {},
          source: {},
          grade: {},
          note: {},
        },
        required: ['of', 'amount'],
        additionalProperties: false,
      },
    },
    (tree, report): readonly Flow[] | undefined => {
      if (tree.kind !== 'list')
        return report('E0203', tree.at, { expected: '[{of, amount}]', found: tree.kind })
      const found = tree.items.flatMap((item) => readFlow(item, report) ?? [])
      if (found.length !== tree.items.length) return undefined
      const seen = new Set<string>()
      for (const flow of found) {
        if (seen.has(flow.id)) return report('E0302', flow.at, { id: flow.id })
        seen.add(flow.id)
      }
      return found
    },
    about,
  )
}

const methodKeys = ['carbon-balance', 'carbonate', 'factor', 'per', 'counts-as', 'source', 'grade', 'note']

function readMethod(tree: Tree, report: Report): Method | undefined {
  if (tree.kind === 'scalar') {
    if (tree.text === 'combustion' || tree.text === 'carbon-balance') return { kind: tree.text, at: tree.at }
    return report('E0211', tree.at, {
      found: tree.text,
      expected: 'combustion, carbon-balance, {carbonate}, {factor}',
      nearest: '',
    })
  }
  if (tree.kind !== 'map')
    return report('E0203', tree.at, {
      expected: 'combustion | carbon-balance | {carbonate} | {factor}',
      found: tree.kind,
    })
  const get = (key: string) => tree.entries.get(key)?.value
  for (const [key, entry] of tree.entries)
    if (!methodKeys.includes(key))
      return report('E0201', entry.key, { key, nearest: nearest(key, methodKeys) ?? '' })
  const scopeOf = (value: Tree | undefined): 'energy' | 'process' | undefined | null => {
    if (!value) return undefined
    if (value.kind === 'scalar' && (value.text === 'energy' || value.text === 'process')) return value.text
    report('E0203', value.at, { expected: 'energy | process', found: value.kind })
    return null
  }
  const balance = get('carbon-balance')
  if (balance) {
    const countsAs = scopeOf(balance.kind === 'map' ? balance.entries.get('counts-as')?.value : undefined)
    return countsAs === null
      ? undefined
      : { kind: 'carbon-balance', at: tree.at, ...(countsAs ? { countsAs } : {}) }
  }
  const carbonate = get('carbonate')
  if (carbonate) {
    const of = carbonate.kind === 'map' ? carbonate.entries.get('of')?.value : carbonate
    const scalar = of ? scalarOf(of, 'id', report) : report('E0202', carbonate.at, { key: 'of' })
    const part = carbonate.kind === 'map' ? carbonate.entries.get('calcined')?.value : undefined
    const calcined = part
      ? readGiven(part, { dimension: { powers: {} }, example: '97%', share: true, least: 0 }, report)
      : undefined
    if (!scalar || (part && !calcined)) return undefined
    return { kind: 'carbonate', of: scalar.text, at: tree.at, ...(calcined ? { calcined } : {}) }
  }
  const factor = get('factor')
  if (factor?.kind !== 'map') return report('E0202', tree.at, { key: 'factor' })
  const factors = new Map<string, Curve>()
  for (const [species, entry] of factor.entries) {
    if (['source', 'grade', 'note'].includes(species)) continue
    const curve = readCurve(entry.value, { example: '0.05 kg/t', least: 0 }, 'linear', report)
    if (!curve) return undefined
    factors.set(species, curve)
  }
  const per = get('per')
  const countsAs = scopeOf(get('counts-as'))
  if (countsAs === null) return undefined
  return {
    kind: 'factor',
    factors,
    at: tree.at,
    ...(per?.kind === 'scalar' ? { per: per.text } : {}),
    ...(countsAs ? { countsAs } : {}),
  }
}

/** The accounting methods of a process. */
export const methods = atomic(
  { type: 'array', items: { anyOf: [{ enum: ['combustion', 'carbon-balance'] }, { type: 'object' }] } },
  (tree, report): readonly Method[] | undefined => {
    if (tree.kind !== 'list')
      return report('E0203', tree.at, { expected: '[combustion, …]', found: tree.kind })
    const found = tree.items.flatMap((item) => readMethod(item, report) ?? [])
    return found.length === tree.items.length ? found : undefined
  },
  { zh: '排放核算方法', en: 'accounting methods of its emissions' },
)

/** The energy loss: a range in which `in − out` must lie as a share of what goes in. */
const loss = range(
  { zh: '能量损失占投入的范围', en: 'range of the energy loss as a share of the input' },
  '%',
)

/** What the remainder of a carbon balance should be, from a published range: CO2 per unit of activity. */
const emitted = range({
  zh: '碳平衡余量应在的公布范围',
  en: 'published range in which the remainder of the carbon balance must lie',
})

/** A stream of CO2 that a capture measure may name: a share of what one method of the process gives off. */
const stream = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  of: choice(['combustion', 'carbon-balance', 'carbonate'], {
    zh: '出自哪种核算方法',
    en: 'method that gives it off',
  }),
  share: share({ zh: '占该方法 CO2 的份额', en: 'share of the CO2 of that method' }),
  ...provenance,
})
export type Stream = z.output<typeof stream>

/** What a process costs. Bought energy and materials are flows with a price and do not stand here. */
export const costs = {
  capex: series(
    undefined,
    {
      zh: '单位产能的投资，如 元@2020/(t/a)、元@2020/kW',
      en: 'investment per unit of capacity, such as 元@2020/(t/a) or 元@2020/kW',
    },
    { least: 0 },
  ).optional(),
  'fixed-om': anyQuantity({
    zh: '单位产能每年的固定运维',
    en: 'fixed operation and maintenance per unit of capacity and year',
  }).optional(),
  'variable-om': anyQuantity({
    zh: '每单位活动量的可变运维（不含外购能源与物料）',
    en: 'variable operation and maintenance per unit of activity, without bought energy and materials',
  }).optional(),
  lifetime: quantity('a', { zh: '寿命', en: 'lifetime' }, { least: 0 }).optional(),
}

/** A technology: flows per unit of activity; one output leads. */
export const process = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  sector: word({ zh: '默认部门', en: 'sector unless the facility names one' }).optional(),
  inputs: flows({ zh: '投入', en: 'what goes in' }).optional(),
  outputs: flows({ zh: '产出，其中一个 lead: true', en: 'what comes out; one has lead: true' }),
  emits: methods.optional(),
  loss: loss.optional(),
  closure: choice(['none', 'checked'], {
    zh: 'none：没有能量平衡依据',
    en: 'none: no basis for an energy balance',
  }).optional(),
  'closure-reason': text({
    zh: '为什么不核对能量平衡',
    en: 'why the energy balance is not checked',
  }).optional(),
  emitted: emitted.optional(),
  'carbon-tolerance': share({
    zh: '碳平衡容差（默认 2%）',
    en: 'tolerance of the carbon balance (default 2%)',
  }).optional(),
  'value-added': anyQuantity({
    zh: '每单位活动量的增加值',
    en: 'value added per unit of activity',
  }).optional(),
  streams: z.record(z.string(), stream).optional(),
  ...costs,
  ladder: word({ zh: '能耗限额等级表', en: 'energy-limit ladder that judges it' }).optional(),
  ...provenance,
})
export type Process = z.output<typeof process>
