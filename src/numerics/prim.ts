import { exp, log } from './elementary.ts'

/**
 * Boxes in which something happens often: the patient rule induction method (J. H. Friedman and N. I. Fisher, Statistics and
 * Computing 9 (1999) 123–143), judged by coverage and density and by quasi-p-values (B. P. Bryant and R. J. Lempert,
 * Technological Forecasting and Social Change 77 (2010) 34–49).
 *
 * Peeling: from the whole cube a slice of the share α is cut off where this leaves the highest density of cases, again and
 * again. Pasting: at the end slices are put back where this does not lower the density. Which of the boxes on the way is meant
 * is chosen by a density that is wanted.
 */
export interface Box {
  /** Bounds of the restricted coordinates only, rising. */
  readonly bounds: readonly Bound[]
  readonly measures: Measures
}

export interface Bound {
  readonly coordinate: number
  /** −∞ or ∞ where that side is open. */
  readonly low: number
  readonly high: number
  /** Chance that a box without this restriction would by luck hold as many cases among as many points. */
  readonly quasiP: number
}

export interface Measures {
  /** Points and cases inside. */
  readonly points: number
  readonly cases: number
  /** Share of all cases that lie inside, share of the points inside that are cases, share of all points inside. */
  readonly coverage: number
  readonly density: number
  readonly mass: number
}

export interface BoxSearch {
  /** The density that is wanted; the largest coverage that reaches it is taken. */
  readonly density: number
  /** Share of the points that one slice cuts off. */
  readonly alpha: number
  /** A box never holds fewer points. */
  readonly least: number
  /** Coordinates that a box restricts at most. */
  readonly most: number
  /** A restriction stays only while its quasi-p-value is no greater. */
  readonly significance: number
}

/** Points: one list a coordinate, all as long as `cases` (1: it happens). */
export interface Points {
  readonly coordinates: readonly Float64Array[]
  readonly cases: Uint8Array
}

interface Limits {
  readonly low: Float64Array
  readonly high: Float64Array
}

/** Whether a point lies inside: bounds belong to the box. */
function inside({ coordinates }: Points, { low, high }: Limits, i: number): boolean {
  for (let k = 0; k < coordinates.length; k++) {
    const x = coordinates[k]![i]!
    if (x < low[k]! || x > high[k]!) return false
  }
  return true
}

/** What a box holds of other points than those it was found on. */
export function measure(points: Points, bounds: readonly Omit<Bound, 'quasiP'>[]): Measures {
  const k = points.coordinates.length
  const limits: Limits = {
    low: new Float64Array(k).fill(Number.NEGATIVE_INFINITY),
    high: new Float64Array(k).fill(Number.POSITIVE_INFINITY),
  }
  for (const { coordinate, low, high } of bounds) {
    limits.low[coordinate] = low
    limits.high[coordinate] = high
  }
  return counted(points, limits)
}

function counted(points: Points, limits: Limits): Measures {
  let [held, hits, all] = [0, 0, 0]
  const n = points.cases.length
  for (let i = 0; i < n; i++) {
    all += points.cases[i]!
    if (!inside(points, limits, i)) continue
    held++
    hits += points.cases[i]!
  }
  return {
    points: held,
    cases: hits,
    coverage: all === 0 ? 0 : hits / all,
    density: held === 0 ? 0 : hits / held,
    mass: n === 0 ? 0 : held / n,
  }
}

/** The box that is meant; undefined where none is denser than all points together. */
export function findBox(points: Points, search: BoxSearch): Box | undefined {
  const k = points.coordinates.length
  const whole: Limits = {
    low: new Float64Array(k).fill(Number.NEGATIVE_INFINITY),
    high: new Float64Array(k).fill(Number.POSITIVE_INFINITY),
  }
  const base = counted(points, whole)
  if (base.cases === 0 || base.cases === base.points) return undefined
  const way = peel(points, whole, search)
  const boxes = way.map((limits) => ({ limits, measures: counted(points, limits) }))
  const dense = boxes.filter(({ measures }) => measures.density >= search.density)
  const better = (x: Measures, y: Measures) =>
    dense.length > 0 ? x.coverage - y.coverage || x.density - y.density : balance(x) - balance(y)
  const chosen = (dense.length > 0 ? dense : boxes).reduce((best, one) =>
    better(one.measures, best.measures) > 0 ? one : best,
  )
  if (!(chosen.measures.density > base.density)) return undefined
  const box = lean(points, paste(points, chosen.limits, search), search)
  const measures = counted(points, box)
  if (!(measures.density > base.density)) return undefined
  const bounds = restricted(box).map((coordinate) => ({
    coordinate,
    low: box.low[coordinate]!,
    high: box.high[coordinate]!,
    quasiP: byLuck(points, box, opened(box, coordinate)),
  }))
  return bounds.length === 0 ? undefined : { bounds, measures }
}

/** Harmonic mean of coverage and density. */
function balance({ coverage, density }: Measures): number {
  return coverage + density === 0 ? 0 : (2 * coverage * density) / (coverage + density)
}

function restricted({ low, high }: Limits): readonly number[] {
  const found: number[] = []
  for (let k = 0; k < low.length; k++)
    if (low[k]! > Number.NEGATIVE_INFINITY || high[k]! < Number.POSITIVE_INFINITY) found.push(k)
  return found
}

/** Boxes on the way from all points to the least number of points. */
function peel(points: Points, start: Limits, { alpha, least }: BoxSearch): readonly Limits[] {
  const { coordinates, cases } = points
  const n = cases.length
  const sorted = coordinates.map((list) => {
    const order = Int32Array.from({ length: n }, (_, i) => i)
    return order.sort((i, j) => list[i]! - list[j]! || i - j)
  })
  const held = new Uint8Array(n).fill(1)
  let [size, hits] = [n, cases.reduce((sum, one) => sum + one, 0)]
  let limits = start
  const way: Limits[] = [limits]
  while (size > least && hits < size) {
    const slice = Math.max(1, Math.floor(alpha * size))
    let best: { density: number; coordinate: number; low: boolean; edge: number } | undefined
    for (const [k, order] of sorted.entries())
      for (const low of [true, false]) {
        const cut = slicedOff(coordinates[k]!, order, held, cases, slice, low)
        const left = size - cut.points
        if (cut.edge === undefined || left < least) continue
        const density = (hits - cut.cases) / left
        if (best === undefined || density > best.density)
          best = { density, coordinate: k, low, edge: cut.edge }
      }
    if (best === undefined) break
    const { coordinate, low, edge } = best
    limits = { low: limits.low.slice(), high: limits.high.slice() }
    ;(low ? limits.low : limits.high)[coordinate] = edge
    const list = coordinates[coordinate]!
    for (let i = 0; i < n; i++)
      if (held[i] === 1 && (low ? list[i]! < edge : list[i]! > edge)) {
        held[i] = 0
        size--
        hits -= cases[i]!
      }
    way.push(limits)
  }
  return way
}

/** What a slice at one end would take, and the bound that remains: between the last point cut and the first kept. */
function slicedOff(
  list: Float64Array,
  order: Int32Array,
  held: Uint8Array,
  cases: Uint8Array,
  slice: number,
  low: boolean,
): { readonly points: number; readonly cases: number; readonly edge: number | undefined } {
  const n = order.length
  let [taken, hits] = [0, 0]
  let last = Number.NaN
  for (let p = 0; p < n; p++) {
    const i = order[low ? p : n - 1 - p]!
    if (held[i] === 0) continue
    const x = list[i]!
    // Points of one value go together, or not at all.
    if (taken >= slice && x !== last) return { points: taken, cases: hits, edge: (x + last) / 2 }
    taken++
    hits += cases[i]!
    last = x
  }
  return { points: taken, cases: hits, edge: undefined }
}

/** Puts slices back while the density does not fall. */
function paste(points: Points, box: Limits, { alpha }: BoxSearch): Limits {
  let limits = box
  let now = counted(points, limits)
  for (let round = 0; round < 1000; round++) {
    let best: { limits: Limits; measures: Measures } | undefined
    for (const coordinate of restricted(limits))
      for (const low of [true, false]) {
        const wider = widened(points, limits, coordinate, low, Math.max(1, Math.floor(alpha * now.points)))
        if (!wider) continue
        const measures = counted(points, wider)
        if (measures.density < now.density || measures.points <= now.points) continue
        if (best === undefined || measures.density > best.measures.density) best = { limits: wider, measures }
      }
    if (!best) break
    limits = best.limits
    now = best.measures
  }
  return limits
}

/** The box with one face moved out over so many more points. */
function widened(
  points: Points,
  limits: Limits,
  coordinate: number,
  low: boolean,
  slice: number,
): Limits | undefined {
  const side = low ? limits.low : limits.high
  const open = low ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (side[coordinate] === open) return undefined
  const free: Limits = { low: limits.low.slice(), high: limits.high.slice() }
  ;(low ? free.low : free.high)[coordinate] = open
  const list = points.coordinates[coordinate]!
  const edge = side[coordinate]!
  const beyond: number[] = []
  for (let i = 0; i < list.length; i++)
    if ((low ? list[i]! < edge : list[i]! > edge) && inside(points, free, i)) beyond.push(list[i]!)
  if (beyond.length <= slice) return free
  beyond.sort((x, y) => (low ? y - x : x - y))
  ;(low ? free.low : free.high)[coordinate] = (beyond[slice - 1]! + beyond[slice]!) / 2
  return free
}

/**
 * Opens sides whose bounds may be luck, the likeliest first, and then takes away the coordinates that cost the least density
 * until few enough are left.
 */
function lean(points: Points, box: Limits, { most, significance }: BoxSearch): Limits {
  let limits = box
  for (;;) {
    const sides = restricted(limits).flatMap((coordinate) =>
      (['low', 'high'] as const).flatMap((side) => {
        const free = opened(limits, coordinate, [side])
        return free[side][coordinate] === limits[side][coordinate]
          ? []
          : [{ free, p: byLuck(points, limits, free) }]
      }),
    )
    if (sides.length <= 1) return limits
    const lucky = sides.reduce((worst, one) => (one.p > worst.p ? one : worst))
    if (lucky.p > significance) {
      limits = lucky.free
      continue
    }
    const rows = restricted(limits)
    if (rows.length <= most) return limits
    limits = rows
      .map((coordinate) => opened(limits, coordinate))
      .map((free) => ({ free, density: counted(points, free).density }))
      .reduce((best, one) => (one.density > best.density ? one : best)).free
  }
}

function opened(
  limits: Limits,
  coordinate: number,
  sides: readonly ('low' | 'high')[] = ['low', 'high'],
): Limits {
  const free: Limits = { low: limits.low.slice(), high: limits.high.slice() }
  if (sides.includes('low')) free.low[coordinate] = Number.NEGATIVE_INFINITY
  if (sides.includes('high')) free.high[coordinate] = Number.POSITIVE_INFINITY
  return free
}

/** P(X ≥ cases) for X binomial with the points of the box and the density of a wider one: as many cases by luck. */
function byLuck(points: Points, limits: Limits, wider: Limits): number {
  const own = counted(points, limits)
  return binomialTail(own.points, own.cases, counted(points, wider).density)
}

/** P(X ≥ h) for X binomial of n and p: terms from h up, each by its ratio to the one before (Abramowitz and Stegun, 26.1.20). */
export function binomialTail(n: number, h: number, p: number): number {
  if (h <= 0) return 1
  if (p <= 0) return 0
  if (p >= 1) return 1
  // The tail that lies farther from the mean is summed; the other is its complement.
  if (h <= n * p) return 1 - binomialTail(n, n - h + 1, 1 - p)
  let logTerm = 0
  for (let i = 1; i <= h; i++) logTerm += log((n - h + i) / i)
  let term = exp(logTerm + h * log(p) + (n - h) * log(1 - p))
  let sum = term
  for (let k = h; k < n && term > sum * 1e-17; k++) {
    term *= ((n - k) / (k + 1)) * (p / (1 - p))
    sum += term
  }
  return Math.min(1, sum)
}
