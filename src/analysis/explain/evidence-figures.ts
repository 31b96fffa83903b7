import type { Ref } from '../../engine/plan.ts'
import { evidence } from '../../engine/walk.ts'
import { grades } from '../../model/given.ts'
import type { Text } from '../../text/text.ts'
import { coefficientSections, type Graded, weighed, weighedIn } from '../summary.ts'
import { co2eByLeaf } from '../tables.ts'
import { at } from '../verdict.ts'
import type { Family } from './family.ts'
import type { Told } from './figure.ts'
import { joined } from './joined.ts'
import type { Level, Term } from './level.ts'
import { beside } from './names.ts'

const words = {
  share: { zh: '依据份额', en: 'share of the evidence' },
  graded: {
    zh: '最弱依据为这一级的各项，绝对量之和',
    en: 'parts whose weakest evidence is of this grade, gross',
  },
  gross: { zh: '所有各项，绝对量之和', en: 'all parts, gross' },
} satisfies Record<string, Text>

/** Which numbers count: how much is done (`activities`), what that emits (`coefficients`), or both. */
const countings: Readonly<Record<string, Parameters<typeof evidence>[1]>> = {
  activities: (slot) => !coefficientSections.test(slot.path),
  coefficients: (slot) => coefficientSections.test(slot.path),
}

/** A share by grade is no operation of the plan: it weighs each leaf by its size and asks for the weakest grade under it. */
function share(
  { analysed, trajectories, names }: Told,
  index: number,
  indicator: string,
  grade: string,
  counting: string,
  unit: string,
  name: Text,
): Level {
  const warming = co2eByLeaf(analysed.model, trajectories, analysed.leaves)
  const gradeOf = evidence(analysed.plan, countings[counting], {
    indexes: [index],
    value: (node) => trajectories.value(node),
  })
  const sizes = new Map<string, number>()
  const parts: Term[] = []
  for (const leaf of analysed.leaves) {
    const counted: Graded | undefined = weighedIn(indicator, leaf, analysed, trajectories, warming)
    if (!counted) continue
    const size = Math.abs(at(counted.values, index))
    if (!(size > 0)) continue
    const found = gradeOf(counted.node, 0)
    const own = found.ungraded || found.weakest === undefined ? 'ungraded' : found.weakest
    sizes.set(own, (sizes.get(own) ?? 0) + size)
    if (own === grade) parts.push({ name: names.leaf(leaf), value: size, unit, factor: 1 })
  }
  const whole = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const graded = sizes.get(grade) ?? 0
  return {
    name,
    value: whole === 0 ? 0 : graded / whole,
    unit: '1',
    how: 'product',
    terms: [
      {
        name: words.graded,
        value: graded,
        unit,
        factor: 1,
        ...(parts.length === 0 ? {} : { how: 'sum', terms: joined(parts) }),
      },
      { name: words.gross, value: whole, unit, factor: -1 },
    ],
  }
}

export const evidenceShare: Family = {
  pattern: 'evidence.INDICATOR.GRADE@YEAR, .activities, .coefficients',
  about: {
    zh: '一项指标有多大份额的最弱依据是这一级（按各项绝对量）',
    en: 'how much of an indicator, by gross size of its parts, rests on this grade as its weakest evidence',
  },
  list: ({ figures }) =>
    weighed
      .filter((id) => figures.indicators.has(id))
      .flatMap((id) => [...grades, 'ungraded'].map((grade) => `evidence.${id}.${grade}`)),
  find(name, { figures }) {
    for (const indicator of weighed) {
      const column = figures.indicators.get(indicator)
      if (!column || !name.startsWith(`evidence.${indicator}.`)) continue
      const [grade = '', counting = '', ...more] = name.slice(`evidence.${indicator}.`.length).split('.')
      const known = grade === 'ungraded' || (grades as readonly string[]).includes(grade)
      if (!known || more.length > 0 || (counting !== '' && !Object.hasOwn(countings, counting)))
        return undefined
      const called = beside(column.name, words.share)
      const own = { zh: `${called.zh}（${grade}）`, en: `${called.en} (${grade})` }
      return {
        name: own,
        about: this.about,
        unit: '1',
        node: column.node as Ref,
        levels: (told, index) => share(told, index, indicator, grade, counting, column.unit, own),
      }
    }
    return undefined
  },
}
