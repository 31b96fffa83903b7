import * as z from 'zod'
import { provenance } from './field.ts'
import { grades } from './given.ts'
import { share } from './quantity-field.ts'

const one = share({
  zh: '没有写范围的数，按证据等级取的范围：上下各多少',
  en: 'range of a number that states none, by its grade of evidence: so much up and down',
}).optional()

/**
 * How far a number may lie off where nobody said so, by the grade of its evidence. An ensemble that is asked for it draws a
 * triangle of this half-width around the value.
 */
export const defaultRanges = z.strictObject({
  ...(Object.fromEntries(grades.map((grade) => [grade, one])) as Record<(typeof grades)[number], typeof one>),
  ...provenance,
})
export type DefaultRanges = z.output<typeof defaultRanges>
