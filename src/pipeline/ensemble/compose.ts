import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/span.ts'
import { rounded } from '../../report/assemble.ts'
import type { BrokenRow, EnsembleResult, FanRow, ProjectRow, Spread } from '../../report/ensemble.ts'
import { type Chance, chanceOf } from '../../study/chance.ts'
import { replicates } from '../../study/draws.ts'
import type { Gathered } from '../../study/gathered.ts'
import type { Moments } from '../../study/moments.ts'
import type { Tally } from '../../study/tally.ts'
import type { EnsembleFrame } from './frame.ts'

/** Draws below which the outer quantiles rest on a handful: 10/(1 − 0.95). */
const tailDraws = 200

/** How likely the target at a place of the list is. */
export function chanceAt(frame: EnsembleFrame, { met, sound }: Tally, i: number): Chance {
  return chanceOf(met.subarray(i * replicates, (i + 1) * replicates), sound, frame.design === 'random')
}

/** Half the width of a 95 % interval: what the reader sees as ±. */
export const halfWidth = ({ interval: [low, high] }: Chance): number => (high - low) / 2

/** Conditions that broke, the most frequent first. */
function brokenRows({ conditions }: EnsembleFrame, breaches: Tally['breaches']): readonly BrokenRow[] {
  const known = new Map(conditions.map(({ key, ...row }) => [key, row]))
  return [...breaches.values()]
    .sort((a, b) => b.count - a.count || a.first - b.first || (a.key < b.key ? -1 : 1))
    .map(({ key, count, first }) => ({ ...(known.get(key) ?? unlisted(key)), draws: count, first }))
}

/** What no condition of the files stands for: a loop without an answer, a figure that is no number; of a region, of one of its counties. */
function unlisted(key: string): Omit<BrokenRow, 'draws' | 'first'> {
  const [, county, loop] = /^(?:(\S+) )?(?:not-finite|loop (.*))$/.exec(key) ?? []
  return {
    condition: loop === undefined ? 'E0501' : 'E0502',
    about: [county, loop].filter((word) => word !== undefined).join(': '),
    ...(county === undefined ? {} : { county }),
  }
}

/** Of a region: draws for which each county drew its own numbers again. */
function redrawnBy({ counties = [] }: EnsembleFrame, redrawn: readonly BrokenRow[]) {
  return counties.map(({ id, title }) => ({
    id,
    title,
    redrawn: redrawn.reduce((sum, { county, draws }) => sum + (county === id ? draws : 0), 0),
  }))
}

/** Projects whose future is drawn, with the sound draws in which each was built. */
function projectRows(frame: EnsembleFrame, { built, soundDraws }: Tally): readonly ProjectRow[] {
  let at = 0
  return frame.projects.map(({ drawn, ...row }) => ({ ...row, built: drawn ? built[at++]! : soundDraws }))
}

/** Says what is to be known of the draws as such: none holds (E0857), some do not (W0852), they are few (W0851), counties drew again (W0982). */
export function judgeDraws(
  frame: EnsembleFrame,
  { counts }: Gathered,
  place: Span,
  diagnose: Diagnose,
): void {
  const sound = counts.soundDraws
  const broken = counts.draws - sound
  const share = (count: number) => `${Number(((count / counts.draws) * 100).toPrecision(3))}%`
  if (sound === 0) {
    const [worst] = brokenRows(frame, counts.breaches)
    diagnose('E0857', place, {
      found: counts.draws,
      code: worst?.condition ?? '',
      about: worst?.about ?? '',
    })
    return
  }
  if (broken > 0)
    diagnose('W0852', place, {
      count: broken,
      found: counts.draws,
      share: share(broken),
    })
  const [most] = redrawnBy(frame, brokenRows(frame, counts.redrawn)).sort((a, b) => b.redrawn - a.redrawn)
  if (most && most.redrawn > 0)
    diagnose('W0982', place, {
      count: counts.drawnAgain,
      found: counts.draws,
      county: most.id,
      share: share(most.redrawn),
    })
  if (sound < tailDraws) diagnose('W0851', place, { found: sound, expected: tailDraws })
}

/** Frame and tallies → result. */
export function compose(frame: EnsembleFrame, gathered: Gathered): EnsembleResult {
  const { counts } = gathered
  const { program, scenario, design, seed, draws, block, dimensions, certain, base, to } = frame
  const sound = counts.soundDraws
  const redrawn = brokenRows(frame, counts.redrawn)
  const years = to - base + 1
  const moments = gathered.moments()
  const spread = (i: number) => spreadOf(counts, moments[i]!, i)
  const byYear = <T>(value: (t: number) => T, from = base, end = to): Readonly<Record<string, T>> =>
    Object.fromEntries(
      Array.from({ length: end - from + 1 }, (_, k) => [String(from + k), value(from + k - base)]),
    )
  const counted = (list: Float64Array) =>
    Object.fromEntries(
      Array.from(list, (count, t) => [String(base + t), count] as const).filter(([, count]) => count > 0),
    )
  const indicators: Record<string, FanRow> = {}
  for (const [f, { id, name, unit, run }] of frame.fans.entries())
    indicators[id] = { name, unit, years: byYear((t) => spread(f * years + t)), run: byYear((t) => run[t]!) }
  const rest = frame.fans.findIndex(({ id }) => id === frame.neutral)
  const { unit, run } = frame.fans[rest]!
  return {
    format: 'peakzero/ensemble@1',
    generator: { name: 'peakzero', version: program },
    scenario,
    design,
    seed,
    draws: { asked: draws, done: counts.draws, sound },
    block,
    replicates: design === 'random' ? 0 : replicates,
    quantileError: 1 / 256,
    dimensions,
    certain,
    ...(frame.defaultRanges ? { defaultRanges: frame.defaultRanges } : {}),
    correlations: frame.correlations,
    projects: projectRows(frame, counts),
    broken: brokenRows(frame, counts.breaches),
    ...(frame.counties ? { redrawn, counties: redrawnBy(frame, redrawn) } : {}),
    indicators,
    peak: { ...frame.peak, settled: counted(counts.peaks), unsettled: counted(counts.unsettled) },
    residual: {
      indicator: frame.neutral,
      unit,
      year: to,
      run: run.at(-1)!,
      ...spread(rest * years + years - 1),
    },
    ...(frame.pulls ? { pulls: frame.pulls } : {}),
    targets: frame.targets.map(({ judged, run, ...row }, i) => {
      const { count, share, error, interval } = chanceAt(frame, counts, i)
      return {
        ...row,
        draws: count,
        share: rounded(share),
        error: rounded(error),
        interval: [rounded(interval[0]), rounded(interval[1])] as const,
        run,
        years: byYear((t) => rounded(counts.passes[i * years + t]! / sound), judged[0], judged[1]),
      }
    }),
  }
}

function spreadOf(tally: Tally, moments: Moments, i: number): Spread {
  const sketch = tally.sketches[i]!
  const q = (p: number) => rounded(sketch.quantile(p))
  return {
    mean: rounded(moments.mean),
    sd: rounded(moments.sd),
    least: rounded(sketch.least),
    p5: q(0.05),
    p25: q(0.25),
    p50: q(0.5),
    p75: q(0.75),
    p95: q(0.95),
    greatest: rounded(sketch.greatest),
  }
}
