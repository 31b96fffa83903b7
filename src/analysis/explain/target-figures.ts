import type { Text } from '../../text/text.ts'
import type { TargetColumns } from '../targets/target-rule.ts'
import { verdictOf } from '../verdict.ts'
import type { Family } from './family.ts'
import type { Figure } from './figure.ts'
import { beside } from './names.ts'
import { belowZero, firstYear } from './years.ts'

const targetFigures = {
  margin: { zh: '余量', en: 'margin' },
  rawMargin: { zh: '判定所用的余量', en: 'margin as it is judged' },
  figure: { zh: '判定的数', en: 'figure judged' },
  limit: { zh: '限值', en: 'limit' },
  met: { zh: '是否达标（1 为达标）', en: 'met (1) or not (0)' },
  firstMiss: { zh: '首次不达标的年份', en: 'first year that is missed' },
} satisfies Record<string, Text>

export const target: Family = {
  pattern: 'target.ID.margin, .rawMargin, .figure, .limit, .met, .firstMiss',
  about: {
    zh: '目标的余量、判定的数与限值；不写年份时取起决定作用的那一年',
    en: 'margin, figure judged and limit of a target; without a year, of the year that decides',
  },
  list: ({ figures }) =>
    figures.targets.flatMap(({ target: { id }, columns }) =>
      Object.keys(targetFigures)
        .filter((word) => word !== 'limit' || columns.limit !== undefined)
        .map((word) => `target.${id}.${word}`),
    ),
  find(name, { built, figures }) {
    for (const { target: one, columns } of figures.targets) {
      if (!name.startsWith(`target.${one.id}.`)) continue
      const word = name.slice(`target.${one.id}.`.length)
      if (!Object.hasOwn(targetFigures, word)) continue
      if (word === 'firstMiss') {
        const { g } = built
        const node = firstYear(g, belowZero(g, columns.margin, columns.judged))
        return {
          name: beside(one.name, targetFigures.firstMiss),
          about: this.about,
          node,
          unit: 'year',
          timeless: true,
          absent: (trajectories) =>
            verdictOf(columns, trajectories, g.horizon.base).firstMiss === undefined
              ? { zh: '这个目标达标', en: 'this target is met' }
              : undefined,
        }
      }
      const node = nodeOfTarget(columns, word)
      if (!node) return undefined
      const { base } = built.g.horizon
      return {
        name: beside(one.name, targetFigures[word as keyof typeof targetFigures]),
        about: this.about,
        ...node,
        ...(word === 'met'
          ? { timeless: true }
          : { yearOf: (trajectories) => verdictOf(columns, trajectories, base).decisive }),
      }
    }
    return undefined
  },
}

/** What a reader is told of a target: `shown` where the rule has one, else its margin. */
function nodeOfTarget(columns: TargetColumns, word: string): Pick<Figure, 'node' | 'unit'> | undefined {
  switch (word) {
    case 'margin':
      return columns.shown ?? { node: columns.margin, unit: columns.unit }
    case 'rawMargin':
      return { node: columns.margin, unit: columns.unit }
    case 'figure':
      return { node: columns.figure, unit: columns.figureUnit }
    case 'limit':
      // A limit is written in the unit of the figure, years among them.
      return columns.limit === undefined ? undefined : { node: columns.limit, unit: columns.figureUnit }
    default:
      return { node: columns.met, unit: '1' }
  }
}
