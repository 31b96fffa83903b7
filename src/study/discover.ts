import {
  type Bound,
  type Box,
  type BoxSearch,
  findBox,
  type Measures,
  measure,
  type Points,
} from '../numerics/prim.ts'
import { kolmogorovSmirnov } from '../numerics/two-samples.ts'
import type { Blocks } from './blocks.ts'

/** Draws as points of their inputs, and whether what is looked for happens. */
export interface Cases extends Points {
  /** Draws that were made, and those in which a condition broke: they are no points. */
  readonly draws: number
  readonly broken: ReadonlyMap<string, { readonly count: number; readonly first: number }>
  /** Which points are searched; the others are kept to see what of it was luck. */
  readonly searched: Uint8Array
}

/** Collects blocks of draws. Draws belong in turn to 16 replicates: every second one is searched, so both halves are alike. */
export function collect(
  blocks: Blocks,
  indexes: readonly number[],
  dimensions: number,
  target: number,
  happens: (met: boolean) => boolean,
): Cases {
  const coordinates: number[][] = Array.from({ length: dimensions }, () => [])
  const cases: number[] = []
  const searched: number[] = []
  const broken = new Map<string, { count: number; first: number }>()
  let draws = 0
  for (const index of indexes)
    blocks.visit(index, (drawn) => {
      draws++
      if (drawn.breach !== undefined) {
        const known = broken.get(drawn.breach)
        if (known) known.count++
        else broken.set(drawn.breach, { count: 1, first: drawn.draw })
        return
      }
      for (const [d, list] of coordinates.entries()) list.push(drawn.input(d))
      cases.push(happens(drawn.met(target)) ? 1 : 0)
      searched.push(drawn.draw % 2 === 0 ? 1 : 0)
    })
  return {
    coordinates: coordinates.map((list) => Float64Array.from(list)),
    cases: Uint8Array.from(cases),
    searched: Uint8Array.from(searched),
    draws,
    broken,
  }
}

/** Blocks that were collected one by one, as if at once. */
export function joined(parts: readonly Cases[]): Cases {
  const chain = (lists: readonly (Uint8Array | Float64Array)[]): number[] =>
    lists.flatMap((list) => [...list])
  const broken = new Map<string, { count: number; first: number }>()
  for (const part of parts)
    for (const [key, { count, first }] of part.broken) {
      const known = broken.get(key)
      if (known) known.count += count
      else broken.set(key, { count, first })
    }
  return {
    coordinates: (parts[0]?.coordinates ?? []).map((_, d) =>
      Float64Array.from(chain(parts.map(({ coordinates }) => coordinates[d]!))),
    ),
    cases: Uint8Array.from(chain(parts.map(({ cases }) => cases))),
    searched: Uint8Array.from(chain(parts.map(({ searched }) => searched))),
    draws: parts.reduce((sum, { draws }) => sum + draws, 0),
    broken,
  }
}

export interface DiscoverOrder {
  /** Density that is wanted. */
  readonly density: number
  /** Inputs that a condition names at most, and conditions at most. */
  readonly most: number
  readonly boxes: number
}

/** Share of the points that one slice takes off, and cases below which no pattern is looked for, in each half. */
export const alpha = 0.05
export const fewest = 20
/** A box holds no fewer points of the searched half. */
const leastPoints = 15
/** Chance by luck alone that an input is looked at, and that a restriction is let stand. */
const screening = 0.01
const significance = 0.05
/** Inputs that are looked at for one condition: those whose distributions differ most where it happens. */
const looked = 12
/**
 * A box that does not come near the wanted density counts where it happens so many times as often as anywhere, if it holds a
 * good part of the cases: it says where it is likelier, not where it happens.
 */
const several = 4
/** Share of the cases below which a further box is no condition of its own. */
const worth = 0.05

export interface FoundBox {
  readonly bounds: readonly (Bound & {
    /** Share of all points that hold to this bound alone. */
    readonly share: number
  })[]
  /** On the half that was searched, and on the other. */
  readonly searched: Measures
  readonly held: Measures
}

export interface Discovered {
  readonly outcome: 'found' | 'none' | 'all' | 'few' | 'no-box'
  readonly boxes: readonly FoundBox[]
  /** Points and cases of both halves. */
  readonly searched: { readonly points: number; readonly cases: number }
  readonly held: { readonly points: number; readonly cases: number }
  /** Share of the cases of the other half that lie in any box. */
  readonly together: number
}

/** The points of one half. */
function half({ coordinates, cases, searched }: Cases, which: 0 | 1): Points {
  const rows: number[] = []
  for (let i = 0; i < cases.length; i++) if (searched[i] === which) rows.push(i)
  return {
    coordinates: coordinates.map((list) => Float64Array.from(rows, (i) => list[i]!)),
    cases: Uint8Array.from(rows, (i) => cases[i]!),
  }
}

const casesOf = ({ cases }: Points) => cases.reduce((sum, one) => sum + one, 0)

/**
 * Boxes in which it happens: each is found on one half of the draws (numerics/prim.ts), after the points of the boxes before it
 * were taken away, and judged on the other half.
 */
export function discover(all: Cases, { density, most, boxes: wanted }: DiscoverOrder): Discovered {
  const [held, searched] = [half(all, 0), half(all, 1)]
  const [heldCases, searchedCases] = [casesOf(held), casesOf(searched)]
  const total = heldCases + searchedCases
  const facts = {
    searched: { points: searched.cases.length, cases: searchedCases },
    held: { points: held.cases.length, cases: heldCases },
  }
  const nothing = (outcome: Discovered['outcome']): Discovered => ({
    outcome,
    boxes: [],
    together: 0,
    ...facts,
  })
  if (total === 0) return nothing('none')
  if (total === all.cases.length) return nothing('all')
  if (searchedCases < fewest || heldCases < fewest) return nothing('few')
  // Where it happens mostly, a condition has to go half of the way to always to say anything.
  const search = {
    density: Math.max(density, (1 + total / all.cases.length) / 2),
    alpha,
    least: leastPoints,
    most,
    significance,
  }
  const base = searchedCases / searched.cases.length
  const found: FoundBox[] = []
  let rest = searched
  while (found.length < wanted && casesOf(rest) >= worth * searchedCases && casesOf(rest) >= leastPoints) {
    const box = boxIn(rest, search)
    // Neither half of the way from how often it happens anyway to what is wanted, nor several times as often: no condition.
    if (!box) break
    const { density: reached, coverage } = box.measures
    const often = reached >= several * base && coverage >= several * worth
    if (reached < (base + search.density) / 2 && !often) break
    const own = measure(searched, box.bounds)
    if (box.measures.cases < worth * searchedCases) break
    found.push({
      bounds: box.bounds.map((bound) => ({
        ...bound,
        share: measure(all, [bound]).mass,
      })),
      searched: own,
      held: measure(held, box.bounds),
    })
    rest = outside(rest, box.bounds)
  }
  const missed = found.reduce((points, { bounds }) => outside(points, bounds), held)
  return {
    outcome: found.length > 0 ? 'found' : 'no-box',
    boxes: found,
    ...facts,
    together: (heldCases - casesOf(missed)) / heldCases,
  }
}

/** A box in the inputs that tell cases from other points by themselves; the many others would only be restricted by luck. */
function boxIn(points: Points, search: BoxSearch): Box | undefined {
  const chosen = points.coordinates
    .map((list, coordinate) => ({ coordinate, ...kolmogorovSmirnov(list, points.cases) }))
    .filter(({ p }) => p < screening)
    .sort((a, b) => b.distance - a.distance || a.coordinate - b.coordinate)
    .slice(0, looked)
  if (chosen.length === 0) return undefined
  const box = findBox(
    { coordinates: chosen.map(({ coordinate }) => points.coordinates[coordinate]!), cases: points.cases },
    search,
  )
  return (
    box && {
      ...box,
      bounds: box.bounds.map((bound) => ({ ...bound, coordinate: chosen[bound.coordinate]!.coordinate })),
    }
  )
}

/** Points that lie not inside a box. */
function outside(points: Points, bounds: readonly Omit<Bound, 'quasiP'>[]): Points {
  const rows: number[] = []
  for (let i = 0; i < points.cases.length; i++) {
    const inside = bounds.every(({ coordinate, low, high }) => {
      const x = points.coordinates[coordinate]![i]!
      return x >= low && x <= high
    })
    if (!inside) rows.push(i)
  }
  return {
    coordinates: points.coordinates.map((list) => Float64Array.from(rows, (i) => list[i]!)),
    cases: Uint8Array.from(rows, (i) => points.cases[i]!),
  }
}
