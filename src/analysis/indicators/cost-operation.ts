import { costOf, type Indicator } from './indicator.ts'

export const costOperation: Indicator = {
  id: 'cost.operation',
  name: { zh: '运行维护', en: 'operation and maintenance' },
  unit: '万元@{prices}',
  about: {
    zh: '固定与可变运维，不含外购能源与物料',
    en: 'fixed and variable, without bought energy and materials',
  },
  plan: (accounts) => costOf(accounts, ['fixed', 'variable']),
}
