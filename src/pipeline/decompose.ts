import { decompose as decomposed, statesOf } from '../analysis/lmdi.ts'
import { trendOf } from '../analysis/trend.ts'
import { at } from '../analysis/verdict.ts'
import { nearestHint } from '../diagnostics/nearest.ts'
import { rounded } from '../report/assemble.ts'
import type { Decomposed } from '../report/decompose.ts'
import { runCase } from './case.ts'
import { cutNames, effectNames } from './cuts.ts'
import { Desk, failed, type Loaded, type ScenarioOptions } from './session.ts'
import { version } from './vocabulary.ts'

/** Options of `decompose`. */
export interface DecomposeOptions extends ScenarioOptions {
  /** The base year unless said. */
  readonly from?: number
  /** The last year unless said. */
  readonly to?: number
  /** The indicator of the peak unless said; one of CO2 or greenhouse gases. */
  readonly indicator?: string
}

/** LMDI between two years of one scenario, observed or not (model.md, last paragraph). */
export async function decompose(
  path: string,
  options: DecomposeOptions = {},
): Promise<Loaded & { readonly decomposed?: Decomposed }> {
  const desk = new Desk()
  const session = await desk.at(path)
  const ran = await runCase(path, session, options)
  if (!ran || failed(session)) return desk.loaded()
  const { analysed, trajectories } = ran
  const { model, figures } = analysed
  const { base, observedTo, to: last } = model.horizon
  const id = options.indicator ?? figures.peak.indicator
  const from = options.from ?? base
  const to = options.to ?? last
  const place = (file: string) => ({ file, start: 0, end: 0 })
  for (const [option, year] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    if (year < base || year > last)
      session.diagnose('E0782', place(option), { found: year, expected: `${base} … ${last}` })
  if (from >= to) session.diagnose('E0782', place('--to'), { found: to, expected: `${from + 1} … ${last}` })
  if (failed(session)) return desk.loaded()
  const states = statesOf(analysed, trajectories, id, [from, to])
  if (!states) {
    const known = [...figures.indicators.keys()].filter((name) => /^(co2|ghg)\./.test(name))
    // What exists but is no sum of emissions is another mistake than a name that nothing bears.
    if (figures.indicators.has(id)) session.diagnose('E0818', place('--of'), { id, known: known.join(', ') })
    else session.diagnose('E0781', place('--of'), { id, ...nearestHint(id, known) })
    return desk.loaded()
  }
  const found = decomposed(states[0]!, states[1]!)
  const column = figures.indicators.get(id)!
  const series = trajectories.value(column.node)
  const course = Array.from({ length: to - from + 1 }, (_, i) => at(series, from - base + i))
  const trend = trendOf(course)
  const sectorName = cutNames(ran, 'sector')
  const parents = new Set([...model.sectors.values()].flatMap(({ parent }) => parent?.id ?? []))
  return {
    ...desk.loaded(),
    decomposed: {
      format: 'peakzero/decompose@1',
      generator: { name: 'peakzero', version },
      scenario: { id: model.id, title: model.title, county: model.county },
      indicator: id,
      name: column.name,
      unit: found.unit,
      from,
      to,
      observed: to <= observedTo,
      before: rounded(found.before),
      after: rounded(found.after),
      change: rounded(found.change),
      explain: `change.${id}@${from}..${to}`,
      effects: [...found.effects].map(([effect, value]) => ({
        id: effect,
        name: effectNames[effect],
        value: rounded(value),
        explain: `effect.${effect}.${id}@${from}..${to}`,
      })),
      sectors: [...found.sectors].map(([sector, effects]) => ({
        id: sector,
        name: sectorName(sector) ?? { zh: sector, en: sector },
        change: rounded([...effects.values()].reduce((sum, value) => sum + value, 0)),
        effects: Object.fromEntries([...effects].map(([effect, value]) => [effect, rounded(value)])),
        explain: `change.${id}.of.${parents.has(sector) ? 'only' : 'sector'}:${sector}@${from}..${to}`,
      })),
      forms: Object.fromEntries(found.forms),
      ...(trend
        ? {
            trend: {
              s: trend.s,
              z: rounded(trend.z),
              p: rounded(trend.p),
              explain: `trend.${id}.z@${from}..${to}`,
            },
          }
        : {}),
    },
  }
}
