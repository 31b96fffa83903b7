import * as z from 'zod'
import type { Span } from '../diagnostics/span.ts'
import { atomic, choice, line, scalarOf, word, year } from './field.ts'
import { share } from './quantity-field.ts'

/** The layout of approved results; a newer one is refused, not guessed at. */
export const approvedFormat = 1

/** A plain number as the program wrote it, in the unit of its row. */
const figure = atomic({ type: 'number' }, (tree, report): number | undefined => {
  const scalar = scalarOf(tree, 'number', report)
  if (!scalar) return undefined
  return typeof scalar.value === 'number' && Number.isFinite(scalar.value)
    ? scalar.value
    : report('E0203', scalar.at, { expected: 'number', found: scalar.text })
})

/** The layout number. Another one is E0721. */
const layout = atomic({ const: approvedFormat }, (tree, report): { value: number; at: Span } | undefined => {
  const scalar = scalarOf(tree, String(approvedFormat), report)
  if (!scalar) return undefined
  return scalar.value === approvedFormat
    ? { value: approvedFormat, at: scalar.at }
    : report('E0721', scalar.at, { found: scalar.text, limit: approvedFormat })
})

/** Under this word stands the sum over all years, so that what moves between the key years is seen too. */
export const allYears = 'all'

interface Row {
  readonly unit: string
  readonly at: Span
  readonly values: ReadonlyMap<number, { readonly value: number; readonly at: Span }>
  readonly all: { readonly value: number; readonly at: Span }
}

/** Figures of one indicator that somebody approved: unit, values by year, and their sum over all years. */
const row = atomic(
  {
    type: 'object',
    properties: { unit: { type: 'string' } },
    required: ['unit', 'all'],
    patternProperties: { '^(\\d{4}|all)$': { type: 'number' } },
    additionalProperties: false,
  },
  (tree, report): Row | undefined => {
    if (tree.kind !== 'map') return report('E0203', tree.at, { expected: 'map', found: tree.kind })
    const unit = tree.entries.get('unit')?.value
    if (unit?.kind !== 'scalar') return report('E0202', tree.at, { key: 'unit' })
    const values = new Map<number, { value: number; at: Span }>()
    let all: Row['all'] | undefined
    for (const [key, entry] of tree.entries) {
      if (key === 'unit') continue
      if (key !== allYears && !/^\d{4}$/.test(key))
        return report('E0201', entry.key, { key, nearest: 'unit' })
      const { value } = entry
      if (value.kind !== 'scalar' || typeof value.value !== 'number' || !Number.isFinite(value.value))
        return report('E0203', value.at, {
          expected: 'number',
          found: value.kind === 'scalar' ? value.text : value.kind,
        })
      const found = { value: value.value, at: { ...entry.key, end: value.at.end } }
      if (key === allYears) all = found
      else values.set(Number(key), found)
    }
    if (!all) return report('E0202', tree.at, { key: allYears })
    return values.size === 0
      ? report('E0202', tree.at, { key: '2030' })
      : { unit: unit.text, at: tree.at, values, all }
  },
)

/** A line whose place is wanted. */
const placed = (about: { zh: string; en: string }) =>
  atomic(
    { type: 'string' },
    (tree, report) => {
      const scalar = scalarOf(tree, 'text', report)
      return scalar ? { text: scalar.text, at: scalar.at } : undefined
    },
    about,
  )

/** What somebody approved of a scenario: written by `check --update-approved`, read in review, held against each later run. */
export const approved = z.strictObject({
  kind: choice(['approved']),
  layout,
  id: word({ zh: '情景编号', en: 'id of the scenario' }),
  scenario: placed({ zh: '情景文件', en: 'file of the scenario' }),
  version: line({ zh: '算出这些数的程序版本', en: 'version of the program that computed it' }),
  reason: placed({ zh: '为什么核定', en: 'why it was approved' }),
  inputs: placed({ zh: '生效输入的摘要', en: 'digest of the effective inputs' }),
  tolerance: share({ zh: '没有单列的指标的容差', en: 'tolerance of indicators that have none of their own' }),
  tolerances: z
    .record(z.string(), share({ zh: '这个指标的容差', en: 'tolerance of this indicator' }))
    .optional(),
  peak: z.strictObject({
    indicator: word(undefined, { dots: true }),
    year: year({ zh: '达峰年', en: 'year of the peak' }),
    value: figure,
  }),
  verdicts: z.record(z.string(), choice(['met', 'missed'], { zh: '判定', en: 'verdict' })),
  figures: z.record(z.string(), row),
})
export type Approved = z.output<typeof approved>
