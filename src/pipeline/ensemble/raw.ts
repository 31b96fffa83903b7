import { line } from '../../report/csv.ts'
import { rounded } from '../../report/rounded.ts'
import type { Drawn, EnsembleJob } from '../../study/blocks.ts'
import type { EnsembleFrame } from './frame.ts'

/** The first line of raw draws: inputs with their unit, targets, the peak, figures by year. */
export function rawHead({ dimensions, targets, fans, base, to }: EnsembleFrame): string {
  const years = Array.from({ length: to - base + 1 }, (_, t) => base + t)
  return line([
    'draw',
    'broken',
    ...dimensions.map(({ id, unit }) => `${id} [${unit}]`),
    ...targets.map(({ id }) => `met ${id}`),
    'peak year',
    'peak settled',
    ...fans.flatMap(({ id }) => years.map((year) => `${id}@${year}`)),
  ])
}

/** One draw as a line; of one that breaks a condition only its inputs. */
export function rawLine({ dimensions, counties, base, shape }: EnsembleJob, drawn: Drawn): string {
  const cells: (number | string)[] = [drawn.draw, drawn.breach ?? '']
  // Of a region it is the counties that have dimensions.
  const inputs = counties?.told ?? dimensions.length
  for (let d = 0; d < inputs; d++) cells.push(rounded(drawn.input(d)))
  const { fans, targets, years } = shape
  if (drawn.breach !== undefined) {
    for (let i = 0; i < targets + 2 + fans * years; i++) cells.push('')
    return line(cells)
  }
  for (let i = 0; i < targets; i++) cells.push(drawn.met(i) ? 1 : 0)
  cells.push(drawn.peakYear, drawn.settled ? 1 : 0)
  for (let f = 0; f < fans; f++) for (let t = 0; t < years; t++) cells.push(rounded(drawn.fan(f, base + t)))
  return line(cells)
}
