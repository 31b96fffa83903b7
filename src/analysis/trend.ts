import { mannKendall, type Trend } from '../numerics/trend.ts'

/** The normal approximation of the test is meant for this many values. */
const leastYears = 10

/** Whether a course rises or falls; undefined for fewer years than the test is meant for. */
export function trendOf(course: ArrayLike<number>): Trend | undefined {
  return course.length >= leastYears ? mannKendall(course) : undefined
}
