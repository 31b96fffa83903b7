import * as z from 'zod'
import { atomic, provenance } from './field.ts'
import type { Given } from './given.ts'
import { readScalar } from './number.ts'
import { share } from './quantity-field.ts'
import { readDistribution, type Uncertain, uncertainJson } from './uncertainty.ts'

/** How many years later than planned a project starts. */
export interface Delay {
  readonly at: Given['at']
  readonly distribution: Uncertain
}

const years = { powers: { time: 1 } }

/** `delay: {triangular: [0 a, 1 a, 3 a]}`: never less than nothing (E0853). */
export const delay = () =>
  atomic(
    uncertainJson,
    (tree, report): Delay | undefined => {
      const none: Given = { value: 0, dimension: years, at: tree.at }
      const distribution = readDistribution(
        tree,
        none,
        { dimension: years, example: '1 a', least: 0 },
        readScalar,
        report,
      )
      return distribution && { at: tree.at, distribution }
    },
    { zh: '比计划晚投产多少年：分布', en: 'how many years later than planned it starts: a distribution' },
  )

/** The chance that a project is built. */
export const chance = () =>
  share({ zh: '建成的概率，集合抽样用', en: 'how likely it is built, for ensembles' })

/** Statuses of projects whose future is open. What operates stands; what is cancelled or closed does not come. */
export const openStatuses = ['idea', 'planned', 'approved', 'building'] as const

const outcome = z.strictObject({
  chance: chance().optional(),
  delay: delay().optional(),
  ...provenance,
})

/** What becomes of projects, by status: for those that say nothing of their own. */
export const outcomes = z.strictObject(
  Object.fromEntries(openStatuses.map((status) => [status, outcome.optional()])) as {
    readonly [S in (typeof openStatuses)[number]]: z.ZodOptional<typeof outcome>
  },
)
export type Outcomes = z.output<typeof outcomes>
