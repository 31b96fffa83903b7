import type { Result } from '../report/result.ts'
import type { Text } from '../text/text.ts'

/**
 * What both sides of a comparison rest on and do not share: figures are held against each other all the same, so it has to be
 * said. A result from before a convention was told says nothing of it.
 */
export function groundsThatDiffer(a: Result, b: Result): readonly Text[] {
  return grounds.flatMap(({ of, text }) => {
    const [x, y] = [of(a), of(b)]
    if (x === undefined || y === undefined || x === y) return []
    const say = (sentence: string) => sentence.replace('{a}', () => x).replace('{b}', () => y)
    return [{ zh: say(text.zh), en: say(text.en) }]
  })
}

interface Ground {
  readonly of: (result: Result) => string | undefined
  readonly text: Text
}

/** Results are read from files too, and older ones may lack a convention. */
const conventions = (result: Result): Partial<Result['conventions']> => result.conventions ?? {}
const word = (value: unknown): string | undefined => (value === undefined ? undefined : String(value))

const grounds: readonly Ground[] = [
  {
    of: ({ scenario }) => scenario.county.id,
    text: {
      zh: '两边不是同一个县（{a}、{b}）：差额里有县与县的不同，不只是情景的不同。',
      en: 'The sides are different counties ({a}, {b}): the gap holds what differs between counties, not only between scenarios.',
    },
  },
  {
    of: (result) => word(conventions(result).gwp),
    text: {
      zh: '两边的全球增温潜势不同（{a}、{b}）：温室气体之差里有换算的不同。',
      en: 'The sides use other warming potentials ({a}, {b}): differences of greenhouse gases hold that too.',
    },
  },
  {
    of: (result) => word(conventions(result).prices),
    text: {
      zh: '两边的价格年不同（{a}、{b}）：金额和按产值算的强度没有比较。',
      en: 'The sides have other price years ({a}, {b}): money and intensities per value added are not compared.',
    },
  },
  {
    of: (result) => word(conventions(result).electricity),
    text: {
      zh: '两边的电力折标不同（{a}、{b}）：能耗之差里有折算的不同。',
      en: 'The sides count electricity otherwise ({a}, {b}): differences of energy hold that too.',
    },
  },
  {
    of: (result) => word(conventions(result).exportCredit),
    text: {
      zh: '一边抵扣外送的电热，另一边不抵扣（{a}、{b}）：间接排放之差里有口径的不同。',
      en: 'One side takes off what power and heat it sells, the other does not ({a}, {b}): differences of indirect emissions hold that too.',
    },
  },
  {
    of: (result) => word(conventions(result).gdp),
    text: {
      zh: '一边的生产总值由各部分相加，另一边是给定的（{a}、{b}）。',
      en: 'GDP adds up from its parts on one side and is given on the other ({a}, {b}).',
    },
  },
  {
    of: ({ horizon }) => word(horizon.base),
    text: {
      zh: '两边的基准年不同（{a}、{b}）：只比较两边都有的年份。',
      en: 'The sides have other base years ({a}, {b}): only years that both have are compared.',
    },
  },
  {
    of: ({ horizon }) => word(horizon.to),
    text: {
      zh: '两边的末年不同（{a}、{b}）：达峰、中和各按自己的全部年份判定，其余只比较两边都有的年份。',
      en: 'The sides end in other years ({a}, {b}): peak and neutrality are judged over all years of each, all else in years that both have.',
    },
  },
]
