import { structureLever } from '../engine/union.ts'
import type { Model } from '../model/model.ts'
import { rounded } from '../report/assemble.ts'
import type { InputDifference, LeverShares } from '../report/compare.ts'
import { leverGap } from '../study/levers.ts'
import type { Text } from '../text/text.ts'
import type { Ran } from './case.ts'
import type { Session } from './session.ts'
import { analyseMixture } from './union.ts'

/** Orders drawn unless told otherwise. */
export const defaultPermutations = 500
export const defaultSeed = 1

/** How far the mixture may miss a side, as a share of the figure: rounding of loops that are cut elsewhere. */
const tolerance = 1e-9

const texts = {
  grounds: {
    zh: '两边的年份或价格年不同，杠杆无从分起。',
    en: 'The sides have other years or another price year, so there are no levers to share the gap.',
  },
  loop: {
    zh: '有一种混合情形里环路 {path} 在 {year} 年无解，杠杆分不出。',
    en: 'In a mixture of both sides the loop {path} has no answer in {year}, so the gap cannot be shared by lever.',
  },
  open: {
    zh: '混合情形不能重现两边的数字（{found} 对 {expected}），杠杆不可信，未列出。',
    en: 'The mixture does not give back the figures of the sides ({found} for {expected}): levers would be wrong and are left out.',
  },
  notFinite: {
    zh: '有一种混合情形算不出有限的数，杠杆分不出。',
    en: 'A mixture of both sides gives no finite figure, so the gap cannot be shared by lever.',
  },
  structure: { zh: '结构（不能逐项混合）', en: 'structure (not one by one)' },
} satisfies Record<string, Text>

function fill(text: Text, args: Readonly<Record<string, string | number>>): Text {
  const say = (sentence: string) =>
    sentence.replace(/\{(\w+)\}/g, (_, key: string) => String(args[key] ?? ''))
  return { zh: say(text.zh), en: say(text.en) }
}

/** The gap of one figure by lever; a note instead where it cannot be shared. */
export async function leverShares(
  a: Ran,
  b: Ran,
  session: Session,
  figure: {
    readonly indicator: string
    readonly year: number
    readonly before: number
    readonly after: number
  },
  inputs: readonly InputDifference[],
  options: { readonly seed?: number; readonly permutations?: number },
): Promise<LeverShares | { readonly note: Text }> {
  const union = await analyseMixture(a.analysed, b.analysed, session)
  const node = union?.mixture((built) => built.figures.indicators.get(figure.indicator)?.node)
  if (!union || node === undefined) return { note: texts.grounds }
  const { permutations = defaultPermutations, seed = defaultSeed } = options
  const found = leverGap(union, node, figure.year, { permutations, seed })
  if ('problem' in found) {
    const { about, year } = found.problem
    return { note: fill(texts.loop, { path: about.join(' → '), year }) }
  }
  const { shapley, levers, idle } = found
  if (![...shapley.shares, found.before, found.after].every(Number.isFinite)) return { note: texts.notFinite }
  for (const side of ['before', 'after'] as const)
    if (Math.abs(found[side] - figure[side]) > tolerance * (1 + Math.abs(figure[side])))
      return { note: fill(texts.open, { found: rounded(found[side]), expected: figure[side] }) }
  const row = (id: string, entities: readonly string[], difference: number, error?: number) => ({
    id,
    name: leverName(id, entities, [a.analysed.model, b.analysed.model]),
    difference: rounded(difference),
    explain: `lever.${figure.indicator}.of.${id}@${figure.year}`,
    ...(error === undefined ? {} : { error: rounded(error) }),
    paths: inputs
      .map(({ path }) => path)
      .filter((path) => entities.some((entity) => path === entity || path.startsWith(`${entity}.`))),
  })
  const rows = [
    ...levers.map(({ id, entities }, i) => row(id, entities, shapley.shares[i]!, shapley.errors?.[i])),
    ...idle.map(({ id, entities }) => row(id, entities, 0, shapley.errors ? 0 : undefined)),
  ].sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || (x.id < y.id ? -1 : 1))
  return {
    method: shapley.method,
    runs: shapley.runs,
    ...(shapley.permutations === undefined ? {} : { permutations: shapley.permutations, seed }),
    rows,
  }
}

/** What users call an entity. */
export function leverName(id: string, entities: readonly string[], models: readonly Model[]): Text {
  if (id === structureLever) {
    const names = entities.map((entity) => leverName(entity, [], models))
    const of = (language: keyof Text) =>
      names.map((name) => name[language]).join(language === 'zh' ? '、' : ', ')
    return names.length === 0
      ? texts.structure
      : { zh: `${texts.structure.zh}：${of('zh')}`, en: `${texts.structure.en}: ${of('en')}` }
  }
  const [kind = '', key = '', third = ''] = id.split('.')
  for (const model of models) {
    const maps: Readonly<Record<string, ReadonlyMap<string, { readonly name?: Text | undefined }>>> = {
      drivers: model.drivers,
      projects: model.projects,
      facilities: model.facilities,
      measures: model.measures,
      commodities: model.commodities,
      processes: model.processes,
      demands: model.demands,
      improvements: model.improvements,
      land: model.land,
      'end-uses': model.endUses,
      species: model.species,
      economy: model.sectors,
    }
    const name = maps[kind]?.get(kind === 'economy' ? third : key)?.name
    if (name) return name
  }
  return { zh: id, en: id }
}
