import { type Indicator, tce } from './indicator.ts'

export const energyExcludedFeedstock: Indicator = {
  id: 'energy.excluded-feedstock',
  name: { zh: '原料用能（扣除项）', en: 'feedstock energy (excluded)' },
  unit: 'tce',
  about: {
    zh: '作原料、产品不是能源的用能',
    en: 'energy used as raw material for products that are no energy carrier',
  },
  plan: (accounts) => tce(accounts, (leaf) => leaf.feedstock),
}
