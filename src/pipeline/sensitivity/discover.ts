import { at } from '../../analysis/verdict.ts'
import { nearest } from '../../diagnostics/nearest.ts'
import type { Span } from '../../diagnostics/span.ts'
import { rounded } from '../../report/assemble.ts'
import type { BoundRow, BoxRow, DiscoverResult, MeasuresRow } from '../../report/discover.ts'
import type { FoundBox } from '../../study/discover.ts'
import type { Design, Dimension } from '../../study/draws.ts'
import type { Text } from '../../text/text.ts'
import { runCase } from '../case.ts'
import { type Hire, piecesOf } from '../ensemble/crew.ts'
import { defaultRangeRows } from '../ensemble/default-ranges.ts'
import { judgeOrder } from '../ensemble/ensemble.ts'
import type { DrawOptions } from '../ensemble/outcomes.ts'
import { Desk, failed, type Loaded, type ScenarioOptions } from '../session.ts'
import { version } from '../vocabulary.ts'
import { brokenRows, inputRows, kinds } from './rows.ts'

/** Options of `discover`. */
export interface DiscoverOptions extends ScenarioOptions, DrawOptions {
  readonly target: string
  /** What is looked for; `missed` unless said. */
  readonly when?: 'missed' | 'met'
  /** 8,192 unless said. */
  readonly draws?: number
  /** As in `ensemble`, so that the same draws are looked at; `sobol` unless said. */
  readonly design?: Design
  readonly seed?: number
  /** Share of draws in a condition that should be cases; 0.8 unless said. */
  readonly density?: number
  /** Inputs that a condition names at most; 4 unless said. */
  readonly most?: number
  /** Conditions at most; 3 unless said. */
  readonly boxes?: number
  /** Who computes; this thread unless said. Whoever it is, the result is the same. */
  readonly hire?: Hire
  /** Told after each block how many draws are done; true stops there and keeps what is done. */
  readonly after?: (done: number, of: number) => boolean | Promise<boolean>
}

const outcomes = {
  missed: { zh: '落空', en: 'missed' },
  met: { zh: '达到', en: 'met' },
} satisfies Record<string, Text>

/** Density on the draws that were not searched below that on those that were: from here on it is said. */
const luck = 0.15

/** Says under which conditions a target fails, on the draws that `ensemble` makes. */
export async function discover(
  path: string,
  options: DiscoverOptions,
): Promise<Loaded & { readonly discovered?: DiscoverResult }> {
  const desk = new Desk()
  const session = await desk.at(path)
  const { isRegion } = await import('../region.ts')
  if (await isRegion(path, session)) {
    session.diagnose('E0956', { file: path, start: 0, end: 0 }, {})
    return desk.loaded()
  }
  const single = await runCase(path, session, options)
  if (!single || failed(session)) return desk.loaded()
  // The draws are those of `ensemble`: projects that may be missing or late among them.
  const ran = await (await import('../ensemble/outcomes.ts')).openRan(single, session, options)
  if (failed(session)) return desk.loaded()
  const { analysed } = ran
  const { model, figures } = analysed
  const place = (file: string): Span => ({ file, start: 0, end: 0 })
  const index = figures.targets.findIndex(({ target }) => target.id === options.target)
  const known = figures.targets[index]
  if (!known) {
    const ids = figures.targets.map(({ target }) => target.id)
    session.diagnose('E0960', place('--target'), {
      id: options.target,
      nearest: nearest(options.target, ids) ?? ids[0] ?? '',
    })
    return desk.loaded()
  }
  const study = await import('../../study/discover.ts')
  const { ensembleOf, uncertainOf } = await import('../../study/ensemble.ts')
  const { ends } = await import('../../study/tornado.ts')
  const { draws = 8192, design = 'sobol', seed = 1, when = 'missed' } = options
  const { density = 0.8, most = 4, boxes = 3 } = options
  const want = (option: string, found: number, fits: boolean, expected: string) => {
    if (!fits) session.diagnose('E0953', place(option), { option, found, expected })
  }
  const whole = (n: number, last: number) => Number.isSafeInteger(n) && n >= 1 && n <= last
  want('--density', density, density > 0 && density <= 1, '0% … 100%')
  want('--most', most, whole(most, 20), '1 … 20')
  want('--boxes', boxes, whole(boxes, 20), '1 … 20')
  want('--draws', draws, draws <= 2 ** 20, `≤ ${2 ** 20}`)
  const { dimensions, untied } = uncertainOf(analysed)
  for (const { at, id, found, expected } of untied) session.diagnose('E0887', at, { id, found, expected })
  await judgeOrder(draws, design, dimensions.length, place(path), session)
  if (failed(session)) return desk.loaded()
  const prepared = ensembleOf(analysed, { draws, design, seed })
  let made = 0
  const parts = await piecesOf(
    { kind: 'cases', job: prepared.job, target: index, met: when === 'met' },
    prepared.blocks,
    options.hire,
    async (_, part) => {
      made += part.draws
      return (await options.after?.(made, draws)) === true
    },
  )
  const all = study.joined(parts)
  const found = study.discover(all, { density, most, boxes })
  const broken = brokenRows(
    [...all.broken].map(([key, breach]) => ({ key, ...breach })),
    prepared.checks,
    session,
  )
  const sound = all.cases.length
  if (sound === 0) {
    session.diagnose('E0857', place(path), {
      found: all.draws,
      code: broken[0]?.condition ?? '',
      about: broken[0]?.about ?? '',
    })
    return desk.loaded()
  }
  const cases = found.searched.cases + found.held.cases
  if (sound < all.draws)
    session.diagnose('W0852', place(path), {
      count: all.draws - sound,
      found: all.draws,
      share: `${Number((((all.draws - sound) / all.draws) * 100).toPrecision(3))}%`,
    })
  if (found.outcome === 'few')
    session.diagnose('W0960', place(path), {
      count: cases,
      found: sound,
      expected: 2 * study.fewest,
      outcome: outcomes[when].en,
      'outcome.zh': outcomes[when].zh,
    } as { count: number; found: number; expected: number; outcome: string })
  for (const [i, box] of found.boxes.entries())
    if (box.searched.density - box.held.density > luck)
      session.diagnose('W0961', place(path), {
        box: i + 1,
        found: `${Math.round(box.held.density * 100)}%`,
        expected: `${Math.round(box.searched.density * 100)}%`,
      })
  const { target, columns } = known
  const by = target.fields['by'] as { readonly year?: number } | undefined
  const base = found.held.points === 0 ? 0 : found.held.cases / found.held.points
  const boxRow = ({ bounds, searched, held }: FoundBox): BoxRow => ({
    bounds: bounds.map((bound): BoundRow => {
      const dimension = dimensions[bound.coordinate]!
      const [row] = inputRows(
        { analysed },
        dimensions,
        [{ id: dimension.id, coordinates: [bound.coordinate] }],
        session,
        ends,
      )
      const { id, name, unit, grade, value, low, high, file, line } = row!
      // What is drawn of a start is its delay: bounds are told as the input is, not as the slot that it moves.
      const [first] = dimension.places
      const plus = first && 'plus' in first ? (first.plus ?? 0) : 0
      const [above, below] = [bound.low - plus, bound.high - plus]
      const values = valuesInside(dimension, above, below)
      const kind = kinds[dimension.cause]
      return {
        id,
        name,
        unit,
        ...(kind ? { kind } : {}),
        ...(grade ? { grade } : {}),
        ...(above > Number.NEGATIVE_INFINITY ? { above: rounded(above) } : {}),
        ...(below < Number.POSITIVE_INFINITY ? { below: rounded(below) } : {}),
        ...(values ? { values: values.map(rounded) } : {}),
        value,
        low,
        high,
        share: rounded(bound.share),
        quasiP: rounded(bound.quasiP),
        file,
        line,
      }
    }),
    searched: measuresRow(searched),
    held: measuresRow(held),
    lift: rounded(base === 0 ? 0 : held.density / base),
  })
  return {
    ...desk.loaded(),
    discovered: {
      format: 'peakzero/discover@1',
      generator: { name: 'peakzero', version },
      scenario: { id: model.id, title: model.title, county: model.county },
      target: {
        id: target.id,
        name: target.name,
        rule: target.rule,
        ...(typeof by?.year === 'number' ? { by: by.year } : {}),
        run: at(ran.trajectories.value(columns.met), 0) === 1,
      },
      when,
      design,
      seed,
      draws: { asked: draws, done: all.draws, sound },
      broken,
      dimensions: dimensions.length,
      ...(ran.defaultRanges
        ? { defaultRanges: defaultRangeRows(ran.defaultRanges, dimensions, analysed.plan, session) }
        : {}),
      cases,
      share: rounded(cases / sound),
      searched: found.searched,
      held: found.held,
      wanted: { density, most, boxes },
      outcome: found.outcome,
      boxes: found.boxes.map(boxRow),
      together: rounded(found.together),
    },
  }
}

function measuresRow({ points, cases, coverage, density, mass }: MeasuresRow): MeasuresRow {
  return { points, cases, coverage: rounded(coverage), density: rounded(density), mass: rounded(mass) }
}

/** Of a number with a few values, those that lie inside. */
function valuesInside({ distribution }: Dimension, low: number, high: number): readonly number[] | undefined {
  return distribution.kind === 'discrete'
    ? distribution.values.filter((value) => value >= low && value <= high)
    : undefined
}
