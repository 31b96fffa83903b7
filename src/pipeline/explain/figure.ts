import type { Figure } from '../../analysis/explain/figures.ts'
import type { Level, Term } from '../../analysis/explain/level.ts'
import type { Unfolding } from '../../analysis/explain/unfold.ts'
import type { Analysed } from '../../analysis/figures.ts'
import { indicators } from '../../analysis/indicators/index.ts'
import { position } from '../../diagnostics/position.ts'
import type { Trajectories } from '../../engine/plan.ts'
import { evidence, slotsUnder } from '../../engine/walk.ts'
import type { Model } from '../../model/model.ts'
import { rounded } from '../../report/assemble.ts'
import type {
  CitedSource,
  FigurePage,
  PlainInput,
  PlainLevel,
  ScenarioName,
} from '../../report/explain/explanation.ts'
import type { Loaded } from '../session.ts'

/** How many contributions a page tells. */
const largest = 10

/** The page of one figure of a run. */
export function figurePage(
  analysed: Analysed,
  trajectories: Trajectories,
  unfolding: Unfolding,
  figure: Figure,
  year: number | undefined,
  depth: number | undefined,
  loaded: Loaded,
): FigurePage {
  const { model, plan } = analysed
  const index = (year ?? model.horizon.base) - model.horizon.base
  const tree =
    figure.levels?.({ analysed, trajectories, names: unfolding.names }, index) ??
    unfolding.tree(figure.node, index, depth, {
      name: figure.name,
      unit: figure.unit,
      id: figure.id,
      cuttable: figure.indicator !== undefined,
    })
  const plain = plainLevels(model, loaded)
  const parts = figure.levels ? [] : unfolding.leaves(figure.node, index)
  const gross = parts.reduce((sum, part) => sum + Math.abs(part.value), 0)
  const slots = slotsUnder(plan, figure.node).map((slot) => plan.slots[slot]!)
  const about = indicators.find(({ id }) => id === figure.id)?.about ?? figure.about
  const id = year === undefined ? figure.id : `${figure.id}@${year}`
  return {
    format: 'peakzero/explain@1',
    kind: 'figure',
    id,
    name: figure.name,
    ...(about ? { about } : {}),
    scenario: scenarioName(model),
    ...(year === undefined ? {} : { year }),
    value: rounded(tree.value),
    unit: figure.unit,
    tree: plain({ ...tree, id }),
    contributions: [...parts]
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .slice(0, largest)
      .map(({ id, name, value }) => ({
        ...(id === undefined ? {} : { id: year === undefined ? id : `${id}@${year}` }),
        name,
        value: rounded(value),
        share: tree.value === 0 ? 0 : rounded(value / tree.value),
      })),
    evidence: gross === 0 ? {} : grades(analysed, trajectories, parts, index, gross),
    inputs: slots.length,
    sources: cited(
      model,
      slots.map(({ source }) => source),
    ),
  }
}

export function scenarioName(model: Model): ScenarioName {
  return { id: model.id, title: model.title, county: model.county.title }
}

/** Sources by how many numbers name them. */
export function cited(
  model: Pick<Model, 'sources'>,
  ids: readonly (string | undefined)[],
): readonly CitedSource[] {
  const counts = new Map<string, number>()
  for (const id of ids) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([id, inputs]) => {
      const source = model.sources.get(id)
      return {
        id,
        title: source?.title ?? { zh: id, en: id },
        ...(source?.url ? { url: source.url } : {}),
        ...(source?.verified ? { verified: source.verified } : {}),
        inputs,
      }
    })
}

/** Shares of the gross amount by the weakest grade under each part. */
function grades(
  analysed: Analysed,
  trajectories: Trajectories,
  parts: readonly { readonly node: number; readonly value: number }[],
  index: number,
  gross: number,
): Readonly<Record<string, number>> {
  const gradeOf = evidence(analysed.plan, undefined, {
    indexes: [index],
    value: (node) => trajectories.value(node),
  })
  const sizes = new Map<string, number>()
  for (const part of parts) {
    const found = gradeOf(part.node, 0)
    const grade = found.ungraded || found.weakest === undefined ? 'ungraded' : found.weakest
    sizes.set(grade, (sizes.get(grade) ?? 0) + Math.abs(part.value))
  }
  return Object.fromEntries(
    [...sizes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([grade, size]) => [grade, rounded(size / gross)]),
  )
}

/** What the deflator did to a number, behind the number as it was written. */
function converted(by: number | undefined): string {
  return by === undefined ? '' : ` × ${Number(by.toPrecision(6))} (deflator)`
}

/** Levels as plain data: spans become lines, numbers are rounded once. */
function plainLevels(model: Model, loaded: Loaded): (level: Level) => PlainLevel {
  const input = ({ path, at, grade, source, deflated }: NonNullable<Level['input']>): PlainInput => {
    const text = at === undefined ? undefined : loaded.sourceText(at.file)
    const title = source === undefined ? undefined : model.sources.get(source)?.title
    return {
      path,
      ...(at === undefined ? {} : { file: at.file }),
      ...(at === undefined || text === undefined
        ? {}
        : { ...position(text, at.start), text: text.slice(at.start, at.end) + converted(deflated) }),
      ...(grade === undefined ? {} : { grade }),
      ...(source === undefined ? {} : { source }),
      ...(title === undefined ? {} : { title }),
    }
  }
  const plain = (level: Level): PlainLevel => {
    const year = level.year === undefined ? {} : { year: level.year }
    return {
      name: level.name,
      ...(level.id === undefined ? {} : { id: level.id }),
      value: rounded(level.value),
      unit: level.unit,
      ...year,
      ...(level.how === undefined ? {} : { how: level.how }),
      ...(level.terms === undefined ? {} : { terms: level.terms.map(term) }),
      ...(level.folded ? { folded: true } : {}),
      ...(level.input === undefined ? {} : { input: input(level.input) }),
    }
  }
  const term = (one: Term) => ({
    ...plain(one),
    factor: rounded(one.factor),
    ...(one.joined === undefined ? {} : { joined: one.joined }),
  })
  return plain
}
