import * as z from 'zod'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Curve } from './curve.ts'
import { atomic, provenance, type Report, references, scalarOf, text, word } from './field.ts'
import { flows } from './process.ts'
import { anyQuantity, quantity, series, share, shareSeries } from './quantity-field.ts'
import { readCurve } from './series.ts'
import type { Tree } from './tree.ts'

/** What a measure does to a coefficient where it is adopted. */
export interface Effect {
  readonly on: 'input' | 'output' | 'emission'
  /** Flow id, commodity or species. */
  readonly of: string
  readonly ofAt: Span
  /** Cut as a share of the coefficient (negative: a rise). */
  readonly relative?: Curve
  /** Cut as an amount per unit of activity (negative: an addition). */
  readonly absolute?: Curve
  /** The coefficient never falls below this. */
  readonly floor?: Curve
  readonly at: Span
}

const effectKeys = ['input', 'output', 'emission', 'relative', 'absolute', 'floor', 'source', 'grade', 'note']

function readEffect(tree: Tree, report: Report): Effect | undefined {
  if (tree.kind !== 'map')
    return report('E0203', tree.at, {
      expected: '{input | output | emission, relative | absolute}',
      found: tree.kind,
    })
  for (const [key, entry] of tree.entries)
    if (!effectKeys.includes(key))
      return report('E0201', entry.key, { key, nearest: nearest(key, effectKeys) ?? '' })
  const on = (['input', 'output', 'emission'] as const).find((key) => tree.entries.has(key))
  if (!on) return report('E0202', tree.at, { key: 'input | output | emission' })
  const of = scalarOf(tree.entries.get(on)!.value, 'id', report)
  const curveAt = (key: string, relative: boolean) => {
    const value = tree.entries.get(key)?.value
    if (!value) return undefined
    return (
      readCurve(
        value,
        relative ? { dimension: { powers: {} }, example: '10%' } : { example: '1 t/t' },
        'linear',
        report,
      ) ?? null
    )
  }
  const relative = curveAt('relative', true)
  const absolute = curveAt('absolute', false)
  const floor = curveAt('floor', false)
  if (!of || relative === null || absolute === null || floor === null) return undefined
  if (!relative && !absolute) return report('E0202', tree.at, { key: 'relative | absolute' })
  if (relative?.kind === 'constant' && relative.value.value > 1)
    return report('E0209', relative.at, { found: `${relative.value.value * 100}%`, expected: '≤ 100%' })
  return {
    on,
    of: of.text,
    ofAt: of.at,
    at: tree.at,
    ...(relative ? { relative } : {}),
    ...(absolute ? { absolute } : {}),
    ...(floor ? { floor } : {}),
  }
}

const effects = atomic(
  { type: 'array', items: { type: 'object' } },
  (tree, report): readonly Effect[] | undefined => {
    if (tree.kind !== 'list')
      return report('E0203', tree.at, { expected: '[{input: …, relative: …}]', found: tree.kind })
    const found = tree.items.flatMap((item) => readEffect(item, report) ?? [])
    return found.length === tree.items.length ? found : undefined
  },
  { zh: '采用之处系数怎样变', en: 'what it changes where it is adopted' },
)

/**
 * Capture of a named CO2 stream of a process: `rate` of the stream where adopted, `stored` of that for good (the rest is
 * used and comes out again), `inputs` per tCO2 captured.
 */
const capture = z.strictObject({
  stream: word({ zh: '捕集过程的哪一股 CO2', en: 'CO2 stream of the process that it takes' }),
  rate: share({ zh: '捕集率', en: 'share of the stream that it takes' }),
  stored: share({
    zh: '永久封存的份额（默认全部；其余被利用后仍排出）',
    en: 'share stored for good (default all; the rest is used and comes out again)',
  }).optional(),
  inputs: flows({ zh: '捕集每吨 CO2 的投入', en: 'what it takes per tCO2 captured' }).optional(),
  ...provenance,
})
export type Capture = z.output<typeof capture>

/** Something that changes coefficients where it is adopted; the scenario says where and how far. */
export const measure = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  effects: effects.optional(),
  capture: capture.optional(),
  capex: series(undefined, {
    zh: '投资：每单位年活动量；捕集措施为每年每吨 CO2',
    en: 'investment per unit of yearly activity where it is adopted; for capture per tCO2 a year',
  }).optional(),
  om: anyQuantity({
    zh: '运行费用（可为负）：每单位活动量；捕集措施为每吨 CO2',
    en: 'running cost (may be negative) per unit of activity; for capture per tCO2',
  }).optional(),
  lifetime: quantity('a', { zh: '寿命', en: 'lifetime' }, { least: 0 }).optional(),
  potential: share({
    zh: '采用率的上限',
    en: 'greatest adoption that is possible',
  }).optional(),
  exclusive: word({
    zh: '互斥组：同组采用率之和不超过 100%',
    en: 'exclusive group: adoptions of one group sum to at most 100%',
  }).optional(),
  'applies-to': references({
    zh: '部门、过程、设施或终端用途',
    en: 'sectors, processes, facilities or end uses',
  }).optional(),
  adoption: shareSeries({
    zh: '采用率：占范围内活动量的份额',
    en: 'adoption as a share of the activity in scope',
  }).optional(),
  ...provenance,
})
export type Measure = z.output<typeof measure>
