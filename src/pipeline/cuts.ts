import type { EffectId } from '../analysis/lmdi.ts'
import type { Leaf } from '../engine/context.ts'
import { specialName } from '../report/assemble.ts'
import type { Text } from '../text/text.ts'
import type { Ran } from './case.ts'

/** Effects of a decomposition as they are told. */
export const effectNames: Readonly<Record<EffectId, Text>> = {
  activity: { zh: '活动总量', en: 'activity' },
  structure: { zh: '活动结构', en: 'structure' },
  intensity: { zh: '能源强度', en: 'energy intensity' },
  'fuel-mix': { zh: '用能结构', en: 'fuel mix' },
  'fuel-factor': { zh: '燃料排放因子', en: 'fuel emission factor' },
  'purchase-factor': { zh: '外购电热排放因子', en: 'factor of bought power and heat' },
  'process-factor': { zh: '过程排放强度', en: 'process factor' },
  'removal-activity': { zh: '碳汇面积与捕集规模', en: 'extent of sinks and capture' },
  'removal-rate': { zh: '单位吸收与封存率', en: 'rate of sinks and capture' },
  'sign-change': { zh: '正负号改变', en: 'change of sign' },
}

/** Keys of leaves that belong to no entity of the kind that is asked for. */
const none = ''
const noneText: Text = { zh: '未分', en: 'not assigned' }

/** To which sector, facility, firm or zone a leaf belongs. */
export function cutKeys(
  { analysed }: Ran,
  word: 'sector' | 'facility' | 'firm' | 'zone',
): (leaf: Leaf) => string {
  if (word === 'sector') return (leaf) => leaf.sector
  if (word === 'facility') return (leaf) => leaf.actor
  const { sites } = analysed.model
  const keys = new Map(
    analysed.actors.map(({ id, facility }) => {
      if (word === 'firm') return [id, facility?.firm?.en ?? none]
      const site = facility?.site?.id
      return [id, site === undefined ? none : (sites.get(site)?.zone.id ?? none)]
    }),
  )
  return (leaf) => keys.get(leaf.actor) ?? none
}

/** The name of a row of a cut. */
export function cutNames(
  { analysed }: Ran,
  word: 'sector' | 'facility' | 'firm' | 'zone',
): (id: string) => Text | undefined {
  const { model, actors } = analysed
  const commodity = (id: string): Text =>
    model.commodities.get(id)?.name ?? model.measures.get(id)?.name ?? { zh: id, en: id }
  return (id) => {
    if (id === none) return noneText
    if (word === 'sector') return model.sectors.get(id)?.name
    if (word === 'zone') return model.zones.get(id)?.name
    if (word === 'firm') return actors.find(({ facility }) => facility?.firm?.en === id)?.facility?.firm
    const actor = actors.find((candidate) => candidate.id === id)
    return actor?.name ?? model.land.get(id)?.name ?? specialName(id, commodity)
  }
}
