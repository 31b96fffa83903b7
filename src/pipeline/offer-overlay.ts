import type { Model } from '../model/model.ts'
import { canonicalUnit } from '../quantity/unit.ts'
import type { Candidate, Move } from '../study/offers.ts'

/** The overlay that makes the moves of an offer, as a user would write it: laid over the scenario with the project. */
export function offerOverlay(model: Model, county: string, project: string, candidate: Candidate): string {
  const lines = candidate.moves.flatMap((move) => lineOf(model, project, move))
  const sections = new Map<string, string[]>()
  for (const { section, text } of lines) sections.set(section, [...(sections.get(section) ?? []), text])
  return [
    'kind: overlay',
    `id: ${`for-${project}`.slice(0, 60)}`,
    `for: ${county}`,
    ...[...sections].flatMap(([section, texts]) => [`${section}:`, ...texts.map((text) => `  ${text}`)]),
    '',
  ].join('\n')
}

const source = 'grade: assumption'

function lineOf(
  model: Model,
  project: string,
  move: Move,
): readonly { readonly section: string; readonly text: string }[] {
  switch (move.kind) {
    case 'size': {
      const { stages } = model.projects.get(project)!
      const sizes = move.capacities.map(({ value, unit }) => `{ value: ${value} ${unit}, ${source} }`)
      const text = stages
        ? `stages: [${stages.map(({ start }, i) => `{ capacity: ${sizes[i]}, start: ${dateOf(start.year)} }`).join(', ')}]`
        : `capacity: ${sizes[0]}`
      return [{ section: 'projects', text: `${project}: { ${text} }` }]
    }
    case 'later': {
      const { stages, start, retrofit } = model.projects.get(project)!
      const text = retrofit
        ? `retrofit: { from: ${dateOf(retrofit.from.year + move.years)} }`
        : stages
          ? `stages: [${stages.map((stage) => `{ capacity: ${stage.capacity.value} ${unitOf(stage.capacity)}, start: ${dateOf(stage.start.year + move.years)} }`).join(', ')}]`
          : `start: ${dateOf(start!.year + move.years)}`
      return [{ section: 'projects', text: `${project}: { ${text} }` }]
    }
    case 'close':
      return [{ section: move.section, text: `${move.unit}: { retired: ${dateOf(move.from)} }` }]
    case 'measure': {
      const level = `${Number((move.level * 100).toPrecision(6))}%`
      const text = `{ from: ${move.from}, ${move.from}: { value: ${level}, ${source} }, after: hold }`
      return [{ section: 'measures', text: `${move.measure}: { adoption: ${text} }` }]
    }
    case 'include':
      return [{ section: 'projects', text: `${move.project}: { included: true }` }]
    case 'leave-out':
      return [{ section: 'projects', text: `${move.project}: { included: false }` }]
    case 'site':
      return [{ section: 'projects', text: `${project}: { site: ${move.site} }` }]
  }
}

function unitOf(given: { readonly dimension: Parameters<typeof canonicalUnit>[0] }): string {
  return canonicalUnit(given.dimension)
}

/** A real year as a date: `2028`, or `2028-07`. */
export function dateOf(year: number): string {
  const whole = Math.floor(year + 1e-9)
  const month = Math.round((year - whole) * 12) + 1
  return month === 1 ? String(whole) : `${whole}-${String(month).padStart(2, '0')}`
}
