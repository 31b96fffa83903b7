import type { Ref } from '../../engine/plan.ts'
import { canonicalUnit } from '../../quantity/unit.ts'
import type { Family } from './family.ts'

export const held: Family = {
  pattern: 'reconciliation.ID.model, .against, .residual, .relative, .tolerance',
  about: { zh: '模型与观测或类比值的核对', en: 'the model beside an observed total or an analogue' },
  list: ({ figures }) =>
    figures.reconciliation.flatMap(({ id }) => heldWords.map((word) => `reconciliation.${id}.${word}`)),
  find(name, { built, figures }) {
    for (const { id, item, model, against, unit } of figures.reconciliation) {
      if (!name.startsWith(`reconciliation.${id}.`)) continue
      const word = heldWords.find((one) => name === `reconciliation.${id}.${one}`)
      if (!word) continue
      const { g } = built
      const residual = () => g.subtract(model, against)
      const make: Readonly<Record<(typeof heldWords)[number], () => Ref>> = {
        model: () => model,
        against: () => against,
        residual,
        // Against nothing, any difference is the whole of it.
        relative: () =>
          g.ratio(
            residual(),
            g.max(against, g.negate(against)),
            g.select(model, g.constant(1), g.constant(0)),
          ),
        tolerance: () => built.given(item.tolerance, `reconciliation.${id}.tolerance`),
      }
      return {
        name: item.name,
        about: this.about,
        unit: word === 'relative' || word === 'tolerance' ? '1' : unit,
        node: make[word](),
        timeless: true,
      }
    }
    return undefined
  },
}

/** Totals that were observed, in the years that have one. */
export const observed: Family = {
  pattern: 'observed.INDICATOR@YEAR',
  about: { zh: '观测到的总量', en: 'a total as it was observed' },
  list: ({ built, figures }) =>
    [...built.model.observed].flatMap(([id, curve]) =>
      figures.indicators.has(id) && curve.kind === 'points' ? [`observed.${id}`] : [],
    ),
  find(name, { built, figures }) {
    for (const [id, curve] of built.model.observed) {
      const column = figures.indicators.get(id)
      if (name !== `observed.${id}` || !column || curve.kind !== 'points') continue
      const { g } = built
      const { base } = g.horizon
      const years = new Set(curve.points.map(({ year }) => year))
      const node = curve.points.reduce<Ref>((otherwise, { year, value }) => {
        const flag = g.table(Array.from({ length: g.length }, (_, i) => (base + i === year ? 1 : 0)))
        return g.select(flag, built.given(value, `${name}.${year}`), otherwise)
      }, g.constant(0))
      return {
        name: { zh: `${column.name.zh}（观测）`, en: `${column.name.en} (observed)` },
        about: this.about,
        unit: column.unit,
        node,
        absent: (_, index) =>
          years.has(base + index)
            ? undefined
            : { zh: '这一年没有观测值', en: 'nothing was observed in that year' },
      }
    }
    return undefined
  },
}

/** Numbers of policies, and limits of energy per unit: what results are held against or told beside. */
export const stated: Family = {
  pattern: 'context.ID.value, ladder.ID.level1, .level2, .level3',
  about: { zh: '政策或标准里写明的数', en: 'a number as a policy or a standard states it' },
  list: ({ built: { model } }) => [
    ...[...model.context].flatMap(([id, { value }]) => (value ? [`context.${id}.value`] : [])),
    ...[...model.ladders.keys()].flatMap((id) => rungs.map((rung) => `ladder.${id}.${rung}`)),
  ],
  find(name, { built }) {
    const { g, model } = built
    for (const [id, { value, name: called }] of model.context)
      if (value && name === `context.${id}.value`)
        return {
          name: called,
          about: this.about,
          unit: canonicalUnit(value.dimension) || '1',
          node: built.given(value, name),
          timeless: true,
        }
    for (const [id, entry] of model.ladders) {
      const rung = rungs.find((one) => name === `ladder.${id}.${one}`)
      if (!rung) continue
      const limit = built.given(entry[rung], `ladders.${id}.${rung}`)
      return {
        name: entry.name,
        about: this.about,
        unit: 'kgce/t',
        node: g.mul(limit, g.constant(1000)),
        timeless: true,
      }
    }
    return undefined
  },
}

const rungs = ['level1', 'level2', 'level3'] as const
const heldWords = ['model', 'against', 'residual', 'relative', 'tolerance'] as const
