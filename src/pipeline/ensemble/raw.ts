import type { RawBlock, RawColumn, RawHead } from '../../report/raw.ts'
import { rounded } from '../../report/rounded.ts'
import type { Drawn, EnsembleJob } from '../../study/blocks.ts'
import type { EnsembleFrame } from './frame.ts'

/** What raw draws are of: inputs with their unit, targets, the peak, figures by year. */
export function rawHead({ program, scenario, design, seed, ...frame }: EnsembleFrame): RawHead {
  const { dimensions, targets, fans, base, to } = frame
  const years = Array.from({ length: to - base + 1 }, (_, t) => base + t)
  const column = (kind: RawColumn['kind']) => (name: string) => ({ name, kind })
  return {
    program,
    scenario: scenario.id,
    design,
    seed,
    columns: [
      ...dimensions.map(({ id, unit }) => `${id} [${unit}]`).map(column('number')),
      ...targets.map(({ id }) => `met ${id}`).map(column('flag')),
      column('year')('peak year'),
      column('flag')('peak settled'),
      ...fans.flatMap(({ id }) => years.map((year) => `${id}@${year}`)).map(column('number')),
    ],
  }
}

/** Takes draws one by one, as `columns` says; of one that breaks a condition only its inputs. */
export function rawRows({ dimensions, counties, base, shape }: EnsembleJob, most: number) {
  const { fans, targets, years } = shape
  // Of a region it is the counties that have dimensions.
  const inputs = counties?.told ?? dimensions.length
  const columns = inputs + targets + 2 + fans * years
  const all = new Float64Array(columns * most).fill(Number.NaN)
  const broken: (string | undefined)[] = []
  let first = 0
  return {
    see(drawn: Drawn): void {
      const row = broken.length
      if (row === 0) first = drawn.draw
      broken.push(drawn.breach)
      let at = row
      const put = (value: number) => {
        all[at] = value
        at += most
      }
      for (let d = 0; d < inputs; d++) put(rounded(drawn.input(d)))
      if (drawn.breach !== undefined) return
      for (let i = 0; i < targets; i++) put(drawn.met(i) ? 1 : 0)
      put(drawn.peakYear)
      put(drawn.settled ? 1 : 0)
      for (let f = 0; f < fans; f++) for (let t = 0; t < years; t++) put(rounded(drawn.fan(f, base + t)))
    },
    block(): RawBlock {
      const rows = broken.length
      if (rows === most) return { first, rows, broken, numbers: all }
      const numbers = new Float64Array(columns * rows)
      for (let c = 0; c < columns; c++) numbers.set(all.subarray(c * most, c * most + rows), c * rows)
      return { first, rows, broken, numbers }
    },
  }
}
