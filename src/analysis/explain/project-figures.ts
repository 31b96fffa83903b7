import { canonicalUnit } from '../../quantity/unit.ts'
import type { Text } from '../../text/text.ts'
import type { PermitColumns } from '../permits.ts'
import type { Family, FamilyContext } from './family.ts'
import type { Figure } from './figure.ts'
import { beside } from './names.ts'

/** What a project asks for, what of it does not reach it, and what its permits say: the numbers of `admit` and `screen`. */

const words = {
  potential: { zh: '想要的活动量', en: 'activity that it asks for' },
  lacking: { zh: '想要而得不到的活动量', en: 'activity that it asks for and cannot have' },
  used: { zh: '批文所限的用量', en: 'use that the permit limits' },
  beyond: { zh: '超出批准量', en: 'use beyond what is granted' },
  freed: { zh: '为它腾出的量', en: 'what is freed for it' },
  unfreed: { zh: '应腾出而未腾出的量', en: 'what is still to be freed for it' },
} satisfies Record<string, Text>

export const potential: Family = {
  pattern: 'potential.PROJECT@YEAR, lacking.PROJECT@YEAR',
  about: words.potential,
  list: ({ figures }) => [...figures.potentials.keys()].flatMap((id) => [`potential.${id}`, `lacking.${id}`]),
  find(name, { built, figures, names }) {
    const [, word = '', id = ''] = /^(potential|lacking)\.(.+)$/.exec(name) ?? []
    const node = figures.potentials.get(id)
    const actor = built.actors.find((one) => one.id === id)
    if (node === undefined || !actor) return undefined
    const { g } = built
    const about = word === 'potential' ? words.potential : words.lacking
    return {
      name: beside(names.actor(id), about),
      about,
      unit: canonicalUnit(actor.unit) || '1',
      node: word === 'potential' ? node : g.subtract(node, built.activity(actor)),
    }
  },
}

const permitWords = ['used', 'beyond', 'freed', 'unfreed'] as const

export const permit: Family = {
  pattern: 'permit.PROJECT.SUBJECT.used, .beyond, .freed, .unfreed @YEAR',
  about: { zh: '批文：用量、超出、应腾出的量', en: 'permits: use, what is beyond, what is to be freed' },
  list: ({ figures }) =>
    figures.permits.flatMap(({ project, subject }) =>
      permitWords.map((word) => `permit.${project}.${subject}.${word}`),
    ),
  find(name, cx) {
    for (const one of cx.figures.permits) {
      const stem = `permit.${one.project}.${one.subject}.`
      const word = name.startsWith(stem) ? permitWords.find((known) => name === stem + known) : undefined
      const node = word && nodeOf(one, word, cx)
      if (word && node !== undefined)
        return {
          name: beside(cx.names.actor(one.project), words[word]),
          about: words[word],
          unit: one.unit,
          node,
        }
    }
    return undefined
  },
}

function nodeOf(
  { project, subject, approval, used, freed }: PermitColumns,
  word: (typeof permitWords)[number],
  { built }: FamilyContext,
): Figure['node'] | undefined {
  const { g } = built
  const path = `projects.${project}.approvals.${subject}`
  const granted = () => built.given(approval.amount, `${path}.amount`)
  switch (word) {
    case 'used':
      return used
    case 'beyond':
      return g.subtract(used, granted())
    case 'freed':
      return approval.from ? (freed ?? g.constant(0)) : undefined
    case 'unfreed':
      return approval.from && approval.offset
        ? g.subtract(g.mul(built.given(approval.offset, `${path}.offset`), granted()), freed ?? g.constant(0))
        : undefined
  }
}
