import { nearest } from '../../diagnostics/nearest.ts'
import type { DiscoverResult } from '../../report/discover.ts'
import type { EnsembleResult } from '../../report/ensemble.ts'
import type { Explanation, FigurePage, StudyInput, StudyPage } from '../../report/explain/explanation.ts'
import type { StudyNumber } from '../../report/explain/study/number.ts'
import type { Schema } from '../../report/schema/shape.ts'
import type { SensitivityResult } from '../../report/sensitivity.ts'
import type { Text } from '../../text/text.ts'
import type { Saved } from '../saved.ts'
import type { ScenarioOptions, Session } from '../session.ts'

/** A saved result of `ensemble`, `sensitivity` or `discover`, as its reader found it. */
export type SavedStudy = Saved & { readonly path: string }

type Study = EnsembleResult | SensitivityResult | DiscoverResult

/** Names of numbers of many runs begin so. */
export const studyName = /^(?:ensemble|sobol|morris|gradient|discover)\./

/** What each study is: its shape, and its numbers. */
const studies: Readonly<
  Record<Study['format'], () => Promise<{ schema: Schema; numbers(study: never): readonly StudyNumber[] }>>
> = {
  'peakzero/ensemble@1': async () => ({
    schema: (await import('../../report/schema/ensemble-schema.ts')).ensembleSchema,
    numbers: (await import('../../report/explain/study/ensemble.ts')).ensembleNumbers,
  }),
  'peakzero/sensitivity@1': async () => ({
    schema: (await import('../../report/schema/sensitivity-schema.ts')).sensitivitySchema,
    numbers: (await import('../../report/explain/study/sensitivity.ts')).sensitivityNumbers,
  }),
  'peakzero/discover@1': async () => ({
    schema: (await import('../../report/schema/sensitivity-schema.ts')).discoverSchema,
    numbers: (await import('../../report/explain/study/discover.ts')).discoverNumbers,
  }),
}

/** How many inputs a page tells. */
const shown = 10

/**
 * Explains a number of many runs from the result that holds it: what it says, of how many draws, how sure it is. With the scenario
 * also the single run beside it with its sources, and the inputs that move that most.
 */
export async function explainStudy(
  what: string,
  saved: SavedStudy,
  path: string | undefined,
  options: ScenarioOptions,
  session: Session,
  explain: (what: string) => Promise<Explanation | undefined>,
): Promise<StudyPage | undefined> {
  const read = await readStudy(saved, session)
  if (!read) return undefined
  const { study, numbers } = read
  const at = { file: `explain ${what}`, start: 0, end: what.length }
  const found = numbers.find(({ name }) => name === what)
  if (!found) {
    const near = nearest(
      what,
      numbers.map(({ name }) => name),
    )
    session.diagnose('E0800', at, { what, nearest: near ?? '' })
    return undefined
  }
  const { id, title, county } = study.scenario
  const single = path === undefined ? undefined : await singleRun(found, explain)
  if (path !== undefined && single && single.scenario.id !== id) {
    session.diagnose(
      'E0822',
      { file: path, start: 0, end: 0 },
      {
        path: saved.path,
        id,
        found: single.scenario.id,
      },
    )
    return undefined
  }
  const now = single?.value
  const { single: told } = found
  if (told && now !== undefined && Math.abs(now - told.value) > 1e-9 * Math.max(1, Math.abs(told.value)))
    session.diagnose('W0820', at, { what: told.what, found: now, expected: told.value, path: saved.path })
  const ranked = path === undefined || !told ? undefined : await rankedInputs(told.what, path, options, study)
  const inputs = ranked ?? ownInputs(found, study)
  return {
    format: 'peakzero/explain@1',
    kind: 'study',
    id: what,
    name: found.of,
    about: found.about,
    scenario: { id, title, county: county.title },
    ...(found.year === undefined ? {} : { year: found.year }),
    value: found.value,
    unit: found.unit,
    ...(found.interval ? { interval: found.interval } : {}),
    made: madeText(study),
    file: saved.path,
    uncertain: uncertainIn(study),
    inputs,
    ...(told ? { single: { ...told, ...(single ? { page: single } : {}) } } : {}),
    command: commandOf(study, path ?? `${id}.yaml`),
  }
}

/** Reads a saved study; nothing of it is trusted before it fits its shape (E0121, E0124, E0810, E0812, E0821). */
async function readStudy(
  saved: SavedStudy,
  session: Session,
): Promise<{ readonly study: Study; readonly numbers: readonly StudyNumber[] } | undefined> {
  const { path } = saved
  const at = { file: path, start: 0, end: 0 }
  if (!('text' in saved)) {
    if ('cause' in saved) session.diagnose('E0124', at, { path, cause: saved.cause })
    else session.diagnose('E0121', at, { path, where: '' })
    return undefined
  }
  let document: unknown
  try {
    document = JSON.parse(saved.text)
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0]!.slice(0, 80) : ''
    session.diagnose('E0810', at, { path, found: said })
    return undefined
  }
  const format = (document as { format?: unknown } | null)?.format
  const known = typeof format === 'string' && Object.hasOwn(studies, format)
  if (!known) {
    session.diagnose('E0821', at, { path, found: typeof format === 'string' ? format : '' })
    return undefined
  }
  const { schema, numbers } = await studies[format as Study['format']]()
  const { misfit } = await import('../../report/schema/shape.ts')
  const bad = misfit(document, schema)
  if (bad) {
    session.diagnose('E0812', at, { place: bad.path, expected: bad.expected, found: bad.found })
    return undefined
  }
  const study = document as Study
  return { study, numbers: numbers(study as never) }
}

/** The same figure in the single run, where it has a page of its own. */
async function singleRun(
  { single }: StudyNumber,
  explain: (what: string) => Promise<Explanation | undefined>,
): Promise<FigurePage | undefined> {
  const page = single && (await explain(single.what))
  return page?.kind === 'figure' ? page : undefined
}

/** Inputs by how far a run at either end of their range moves the figure, the largest first. */
async function rankedInputs(
  what: string,
  path: string,
  options: ScenarioOptions,
  study: Study,
): Promise<readonly StudyInput[]> {
  // The year of a peak and a verdict move in steps: no slope tells what moves them.
  if (!what.includes('@')) return []
  const { sensitivity } = await import('../sensitivity/sensitivity.ts')
  const { sensitivity: found } = await sensitivity(path, {
    ...(options.with ? { with: options.with } : {}),
    ...(options.set ? { set: options.set } : {}),
    ...(study.defaultRanges ? { defaultRanges: true } : {}),
    method: 'gradient',
    of: [what],
  })
  if (!found) return []
  const rows = new Map(found.inputs.map((row) => [row.id, row]))
  return found.questions[0]!.rows.slice(0, shown).flatMap((row): readonly StudyInput[] => {
    const { id, name, unit, value, low, high, file, line } = rows.get(row.id)!
    const moved = [row.low ?? row.linear![0], row.high ?? row.linear![1]] as const
    return moved.some((change) => change !== 0)
      ? [{ id, name, unit, value, low, high, file, line, moves: moved }]
      : []
  })
}

/** The input that a number belongs to, as the study tells it. */
function ownInputs({ place }: StudyNumber, study: Study): readonly StudyInput[] {
  if (!place) return []
  const rows =
    'inputs' in study ? study.inputs : 'boxes' in study ? study.boxes.flatMap((box) => box.bounds) : []
  const known = rows.find(({ id }) => id === place.path)
  const { path: id, file, line } = place
  if (!known) return [{ id, name: { zh: id, en: id }, file, line }]
  const { name, unit, value, low, high } = known
  return [{ id, name, unit, value, low, high, file, line }]
}

const uncertainIn = (study: Study): number =>
  'inputs' in study
    ? study.inputs.length
    : typeof study.dimensions === 'number'
      ? study.dimensions
      : study.dimensions.length

/** How the runs were made, and how many of them count. */
function madeText(study: Study): Text {
  if (study.format === 'peakzero/sensitivity@1') {
    const { points, method, seed } = study
    return {
      zh: `${method}，种子 ${seed}：${points.done} 个点，其中 ${points.broken} 个县内条件不成立${points.unsound === 'keep' ? '（照样计入）' : '（没有计入）'}`,
      en: `${method}, seed ${seed}: ${points.done} points, at ${points.broken} of them the county breaks a condition (${points.unsound === 'keep' ? 'taken all the same' : 'left out'})`,
    }
  }
  const { draws, design, seed } = study
  return {
    zh: `${draws.done} 次抽样（${design}，种子 ${seed}），其中 ${draws.sound} 次县内条件都成立，其余没有计入`,
    en: `${draws.done} draws (${design}, seed ${seed}), in ${draws.sound} of them all conditions of the county hold; the others are left out`,
  }
}

/** What gives the study again, beside overlays and assignments, which a result does not tell. */
function commandOf(study: Study, path: string): string {
  const ranges = study.defaultRanges ? ' --default-ranges' : ''
  const tail = `--seed ${study.seed}${ranges} --format json`
  if (study.format === 'peakzero/ensemble@1')
    return `peakzero ensemble ${path} --draws ${study.draws.asked} --design ${study.design} ${tail}`
  if (study.format === 'peakzero/discover@1') {
    const { density, most, boxes } = study.wanted
    return `peakzero discover ${path} --target ${study.target.id} --when ${study.when} --draws ${study.draws.asked} --design ${study.design} --density ${density} --most ${most} --boxes ${boxes} ${tail}`
  }
  const { design, method, points } = study
  const of = study.questions.map((question) => `--of ${question.of}`).join(' ')
  const how =
    design.kind === 'morris'
      ? `--trajectories ${design.trajectories} --levels ${design.levels} `
      : 'asked' in design
        ? `--draws ${design.asked} --design ${design.kind} `
        : ''
  return `peakzero sensitivity ${path} --method ${method} ${of} ${how}--unsound ${points.unsound} ${tail}`
}
