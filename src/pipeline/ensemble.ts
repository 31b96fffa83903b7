import { at } from '../analysis/verdict.ts'
import { position } from '../diagnostics/position.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Plan } from '../engine/plan.ts'
import { rounded } from '../report/assemble.ts'
import type { BrokenRow, EnsembleResult, FanRow, Spread } from '../report/ensemble.ts'
import type { Design, Dimension, Sampler } from '../study/draws.ts'
import type { Ensemble } from '../study/ensemble.ts'
import type { Tally } from '../study/tally.ts'
import { type Ran, runCase } from './case.ts'
import { Desk, failed, type Loaded, loadedFrom, type ScenarioOptions, type Session } from './session.ts'
import { version } from './vocabulary.ts'

/** Options of `ensemble`. */
export interface EnsembleOptions extends ScenarioOptions {
  /** 4,096 unless said. */
  readonly draws?: number
  /** `sobol` unless said. */
  readonly design?: Design
  /** A whole number from 0 to 2⁵³ − 1; 1 unless said. */
  readonly seed?: number
  /** Use the interpreter where the kernel would do: for tests. */
  readonly interpreted?: boolean
  /** Told after each block how many draws are done; true stops there and keeps what is done. */
  readonly after?: (done: number, of: number) => boolean | Promise<boolean>
}

/** How a scenario's uncertain numbers are drawn: the sampler alone, for those who look at draws themselves. */
export async function ensembleInputs(
  path: string,
  options: EnsembleOptions = {},
): Promise<
  Loaded & {
    readonly inputs?: {
      readonly plan: Plan
      readonly dimensions: readonly Dimension[]
      readonly sampler: Sampler
    }
  }
> {
  const desk = new Desk()
  const session = await desk.at(path)
  const ran = await runCase(path, session, options)
  if (!ran) return desk.loaded()
  const { uncertainOf } = await import('../study/ensemble.ts')
  const { Sampler: Draws } = await import('../study/draws.ts')
  const { plan, values } = ran.analysed
  const { dimensions, ties } = uncertainOf(ran.analysed)
  const { draws = 4096, design = 'sobol', seed = 1 } = options
  return {
    ...desk.loaded(),
    inputs: { plan, dimensions, sampler: new Draws(dimensions, values, design, seed, draws, ties) },
  }
}

/** Draws below which the outer quantiles rest on a handful: 10/(1 − 0.95). */
const tailDraws = 200

/** Draws from everything that a scenario says to be uncertain, and tells how likely each verdict is. */
export async function ensemble(
  path: string,
  options: EnsembleOptions = {},
): Promise<Loaded & { readonly ensemble?: EnsembleResult }> {
  const desk = new Desk()
  const session = await desk.at(path)
  const ran = await runCase(path, session, options)
  if (!ran || failed(session)) return desk.loaded()
  const { ensembleOf, uncertainOf, blockSize } = await import('../study/ensemble.ts')
  const { replicates, sobolDimensions } = await import('../study/draws.ts')
  const { draws = 4096, design = 'sobol', seed = 1 } = options
  const place: Span = { file: path, start: 0, end: 0 }
  const wanted = design === 'sobol' ? `2ⁿ ≥ ${replicates}` : `${replicates} · n`
  const fits =
    Number.isSafeInteger(draws) &&
    draws > 0 &&
    draws <= 2 ** 31 &&
    (design === 'random' ||
      (draws % replicates === 0 && (design !== 'sobol' || Number.isInteger(Math.log2(draws)))))
  if (!fits)
    session.diagnose('E0856', place, { design, found: draws, expected: design === 'random' ? '≥ 1' : wanted })
  const { dimensions, certain, untied } = uncertainOf(ran.analysed)
  for (const { at, id, found, expected } of untied) session.diagnose('E0887', at, { id, found, expected })
  if (design === 'sobol' && dimensions.length > sobolDimensions)
    session.diagnose('E0855', place, { design, found: dimensions.length, expected: sobolDimensions })
  if (failed(session)) return desk.loaded()
  if (dimensions.length === 0) session.diagnose('W0850', place, {})
  const prepared = ensembleOf(ran.analysed, {
    draws,
    design,
    seed,
    ...(options.interpreted ? { interpreted: true } : {}),
  })
  const tally = prepared.empty()
  for (let index = 0; index < prepared.blocks; index++) {
    tally.merge(prepared.block(index))
    if (await options.after?.(tally.draws, draws)) break
  }
  const sound = tally.soundDraws
  const broken = tally.draws - sound
  if (sound === 0) {
    const [worst] = brokenRows(prepared, tally, session)
    session.diagnose('E0857', place, {
      found: tally.draws,
      code: worst?.condition ?? '',
      about: worst?.about ?? '',
    })
    return desk.loaded()
  }
  if (broken > 0)
    session.diagnose('W0852', place, {
      count: broken,
      found: tally.draws,
      share: `${Number(((broken / tally.draws) * 100).toPrecision(3))}%`,
    })
  if (sound < tailDraws) session.diagnose('W0851', place, { found: sound, expected: tailDraws })
  const { model } = ran.analysed
  const independent = design === 'random'
  const { chanceOf } = await import('../study/tally.ts')
  return {
    ...desk.loaded(),
    ensemble: {
      format: 'peakzero/ensemble@1',
      generator: { name: 'peakzero', version },
      scenario: { id: model.id, title: model.title, county: model.county },
      design,
      seed,
      draws: { asked: draws, done: tally.draws, sound },
      block: blockSize,
      replicates: independent ? 0 : replicates,
      quantileError: 1 / 256,
      dimensions: prepared.dimensions.map(({ places, group: _, ...row }) => {
        const { origin } = ran.analysed.plan.slots[places[0]!.slot]!
        return { ...row, ...lineOf(origin[0] ?? place, session), value: rounded(row.value) }
      }),
      certain,
      correlations: model.correlations.map(({ of, rho }) => ({ of: of.map(({ id }) => id), rho })),
      broken: brokenRows(prepared, tally, session),
      ...figuresOf(ran, prepared, tally),
      targets: prepared.targets.map(({ target, columns }, i) => {
        const met = tally.met.subarray(i * replicates, (i + 1) * replicates)
        const { count, share, error, interval } = chanceOf(met, tally.sound, independent)
        const by = target.fields['by'] as { readonly year?: number } | undefined
        const [from, to] = columns.judged
        const { base, to: end } = model.horizon
        const length = end - base + 1
        return {
          id: target.id,
          name: target.name,
          rule: target.rule,
          severity: target.severity,
          ...(typeof by?.year === 'number' ? { by: by.year } : {}),
          draws: count,
          share: rounded(share),
          error: rounded(error),
          interval: [rounded(interval[0]), rounded(interval[1])] as const,
          run: at(ran.trajectories.value(columns.met), 0) === 1,
          years: Object.fromEntries(
            Array.from({ length: to - from + 1 }, (_, k) => [
              String(from + k),
              rounded(tally.passes[i * length + from + k - base]! / sound),
            ]),
          ),
        }
      }),
    },
  }
}

function lineOf(span: Span, session: Session): { readonly file: string; readonly line: number } {
  const text = loadedFrom(session).sourceText(span.file)
  return { file: span.file, line: text === undefined ? 1 : position(text, span.start).line }
}

/** Conditions that broke, the most frequent first. */
function brokenRows(prepared: Ensemble, tally: Tally, session: Session): readonly BrokenRow[] {
  return [...tally.breaches.values()]
    .sort((a, b) => b.count - a.count || a.first - b.first)
    .map(({ key, count, first }) => {
      const { code, check, about } = prepared.condition(key)
      const condition = check?.code ?? (code === 'loop' ? 'E0502' : 'E0501')
      return {
        condition,
        about: check
          ? Object.values(check.args)
              .filter((word) => word !== '')
              .join(' ')
          : about,
        ...(check ? lineOf(check.at, session) : {}),
        draws: count,
        first,
      }
    })
}

function spreadOf(tally: Tally, i: number): Spread {
  const [sketch, moments] = [tally.sketches[i]!, tally.moments[i]!]
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

function figuresOf(
  ran: Ran,
  prepared: Ensemble,
  tally: Tally,
): Pick<EnsembleResult, 'indicators' | 'peak' | 'residual'> {
  const { model, figures } = ran.analysed
  const { base, to } = model.horizon
  const years = Array.from({ length: to - base + 1 }, (_, t) => base + t)
  const indicators: Record<string, FanRow> = {}
  for (const [f, id] of prepared.fans.entries()) {
    const column = figures.indicators.get(id)!
    const series = ran.trajectories.value(column.node)
    indicators[id] = {
      name: column.name,
      unit: column.unit,
      years: Object.fromEntries(
        years.map((year, t) => [String(year), spreadOf(tally, f * years.length + t)]),
      ),
      run: Object.fromEntries(years.map((year, t) => [String(year), rounded(at(series, t))])),
    }
  }
  const counts = (list: Float64Array) =>
    Object.fromEntries(years.flatMap((year, t) => (list[t]! > 0 ? [[String(year), list[t]!]] : [])))
  const neutral = figures.neutral.indicator
  const place = prepared.fans.indexOf(neutral)
  const unit = (id: string) => figures.indicators.get(id)?.unit ?? ''
  return {
    indicators,
    peak: {
      indicator: figures.peak.indicator,
      unit: unit(figures.peak.indicator),
      run: at(ran.trajectories.value(figures.peak.columns.figure), 0),
      settled: counts(tally.peaks),
      unsettled: counts(tally.unsettled),
    },
    residual: {
      indicator: neutral,
      unit: unit(neutral),
      year: to,
      run: rounded(at(ran.trajectories.value(figures.indicators.get(neutral)!.node), years.length - 1)),
      ...spreadOf(tally, place * years.length + years.length - 1),
    },
  }
}
