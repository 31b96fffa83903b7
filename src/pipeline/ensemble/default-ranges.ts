import type { Plan } from '../../engine/plan.ts'
import type { DefaultRanges } from '../../model/default-range.ts'
import { grades } from '../../model/given.ts'
import type { DefaultRangeRow } from '../../report/ensemble.ts'
import type { Dimension } from '../../study/draws.ts'
import { lineOf, type Session } from '../session.ts'

/** Default ranges as they were used: how wide each grade is, whence that is, and how many numbers got it. */
export function defaultRangeRows(
  stated: DefaultRanges,
  dimensions: readonly Dimension[],
  { slots }: Plan,
  session: Session,
): readonly DefaultRangeRow[] {
  const used = dimensions
    .filter(({ cause }) => cause === 'grade')
    .map(({ places }) => slots[places[0]!.slot]!.grade ?? 'assumption')
  return rangeRowsOf(stated, used, session)
}

/** The same by the grades of the numbers that got one. */
export function rangeRowsOf(
  stated: DefaultRanges,
  used: readonly string[],
  session: Session,
): readonly DefaultRangeRow[] {
  return grades.flatMap((of) => {
    const half = stated[of]
    if (!half) return []
    return [
      {
        of,
        half: half.value,
        numbers: used.filter((grade) => grade === of).length,
        ...(half.source ? { source: half.source } : {}),
        ...(half.grade ? { grade: half.grade } : {}),
        ...lineOf(half.at, session),
      },
    ]
  })
}
