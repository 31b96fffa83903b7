import type { MapTree, Tree } from '../../model/tree.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import type { Quantity } from '../../quantity/parse.ts'
import { pointsOf } from './curves.ts'
import { round, shown, slipBetween } from './ranges.ts'
import { numberIn } from './replaced.ts'
import type { Rule, Seen } from './rule.ts'

/**
 * A number that differs by just a power of ten, 12/44 or a unit from what it is held against: the value that it replaced in
 * a file below, or the observed total of the year.
 */
export const scaleSlip: Rule = {
  codes: ['W0620'],
  look(seen) {
    overrides(seen)
    totals(seen)
  },
}

function overrides({ tree, diagnose }: Seen): void {
  const compare = (path: readonly string[], now: Tree, before: Tree): void => {
    const [new_, old] = [numberIn(now), numberIn(before)]
    if (new_ && old) {
      const slip = slipOf(new_, old)
      if (slip) say(path, now, new_, old, slip)
      return
    }
    if (now.kind === 'layers') {
      compare(path, now.over, now.base)
      return
    }
    if (now.kind !== 'map' || before.kind !== 'map') return
    for (const [key, entry] of now.entries) {
      const old = before.entries.get(key)
      if (old && !skip.has(key)) compare([...path, key], entry.value, old.value)
    }
  }
  const say = (path: readonly string[], now: Tree, new_: Quantity, old: Quantity, hint: string) =>
    diagnose('W0620', now.at, {
      what: path.join('.'),
      found: shown(new_.value, new_.dimension),
      expected: shown(old.value, old.dimension),
      times: round(new_.value / old.value),
      hint,
    })
  const visit = (at: Tree, path: readonly string[]): boolean => {
    if (at.kind !== 'map') return true
    if (untouched.has(at)) return true
    let all = true
    for (const [key, { value, replaced }] of at.entries) {
      const before = replaced?.at(-1)
      if (before) {
        compare([...path, key], value, before)
        all = false
      } else if (value.kind === 'map' && !visit(value, [...path, key])) all = false
    }
    if (all) untouched.add(at)
    return all
  }
  for (const [section, entry] of tree.entries) if (!aside.has(section)) visit(entry.value, [section])
}

/** Trees of which no file replaced a part: scenarios share most of theirs (input/laid.ts). */
const untouched = new WeakSet<MapTree>()

const skip: ReadonlySet<string> = new Set(['note', 'name', 'source', 'grade', 'range', 'uncertain', 'from'])
const aside: ReadonlySet<string> = new Set([
  'sources',
  'plausibility',
  'targets',
  'ladders',
  'context',
  'expect',
])

/** The slip between two numbers of one dimension. */
function slipOf(now: Quantity, before: Quantity): string {
  if (!sameDimension(now.dimension, before.dimension)) return ''
  return slipBetween(now.value, before.value, now.dimension)
}

/** The power of ten by which a total differs from the observed one, within 12 %; 0 where it is none. */
export function powerBetween(found: number, wanted: number): number {
  if (!(wanted > 0) || !(found > 0)) return 0
  const size = Math.log10(found / wanted)
  const power = Math.round(size)
  return Math.abs(size - power) > 0.05 ? 0 : power
}

function totals({ summary, model, diagnose }: Seen): void {
  const look = (
    what: string,
    year: number,
    found: number,
    wanted: number,
    at: Parameters<typeof diagnose>[1],
  ) => {
    const power = powerBetween(found, wanted)
    if (power === 0) return
    const ratio = found / wanted
    diagnose('W0620', at, {
      what: `${what} ${year}`,
      found: round(found),
      expected: round(wanted),
      times: round(ratio),
      hint: slipBetween(10 ** power, 1, { powers: {} }),
    })
  }
  for (const row of summary.observed) {
    const curve = model.observed.get(row.indicator)
    const point = curve && pointsOf(curve).find(({ year }) => year === row.year)
    if (point) look(row.indicator, row.year, row.model, row.observed, point.at)
  }
}
