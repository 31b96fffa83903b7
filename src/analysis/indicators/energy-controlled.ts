import type { Indicator } from './indicator.ts'

export const energyControlled: Indicator = {
  id: 'energy.controlled',
  name: { zh: '考核能耗', en: 'controlled energy' },
  unit: 'tce',
  about: {
    zh: '综合能耗扣除原料用能与新增可再生电量',
    en: 'energy consumption less feedstock and added renewable electricity',
  },
  plan: (accounts) => {
    const { g } = accounts
    const parts = ['energy.total', 'energy.excluded-feedstock', 'energy.excluded-renewables'].map((id) =>
      accounts.indicator(id),
    )
    const [total, feedstock, renewables] = parts
    if (total === undefined || feedstock === undefined || renewables === undefined) return undefined
    return g.sum([total, g.negate(feedstock), g.negate(renewables)])
  },
}
