import type { Rows } from './row.ts'

/** E0841 to W0849: files and projects that do not hold together, and supply that leaves the county. */
export const coherenceCodes = {
  E0841: {
    slug: 'open-project-unsound',
    severity: 'error',
    zh: '抽样时可能建成的项目（{ids}）放进来，县就算不通：{code}',
    en: 'with projects that may be built in a draw ({ids}) the county does not hold together: {code}',
    help: {
      zh: '单次运行里没有的项目，抽样时按概率可能会来；来了县就算不通，就没法抽样。改好项目（见它自己的错误），或写明它不来。\n错：{ status: idea, operation: demand }（没有写进 suppliers）\n对：写进 suppliers；或 included: false；或 chance: 0%',
      en: 'A project that the single run leaves out may come in a draw; where the county does not hold together with it, nothing can be drawn. Mend the project (its own error is told beside), or say that it does not come.\nwrong: { status: idea, operation: demand } (among no suppliers)\nright: name it among the suppliers; or included: false; or chance: 0%',
    },
  },
  E0842: {
    slug: 'library-begins-later',
    severity: 'error',
    zh: '库里的 {what} 从 {first} 年起才有值，而县的基准年是 {base} 年',
    en: '{what} of the library begins in {first}, after the base year {base} of the county',
    help: {
      zh: '库里的序列在它的第一年以前没有值，也不悄悄当作不变。在县的基线里按同样的路径写上从基准年起的值；确实可以当作不变的，写 before: hold。\n对：commodities: { electricity: { tce-equivalent: { 2005: 370 gce/kWh, 2020: 305 gce/kWh, after: hold } } }',
      en: 'Before its first year a series of the library has no value, and none is made up. Say it in the baseline of the county under the same path, from the base year on; what may be taken as unchanged says before: hold.\nright: commodities: { electricity: { tce-equivalent: { 2005: 370 gce/kWh, 2020: 305 gce/kWh, after: hold } } }',
    },
  },
  E0843: {
    slug: 'library-prices',
    severity: 'error',
    zh: '库里的金额是 {found} 年价，县是 {prices} 年价：请写 deflator',
    en: 'money in the libraries is at {found} prices, the county counts at {prices} prices: state a deflator',
    help: {
      zh: '不同年份的元不是同一种元。在基线里写价格指数（如 GDP 平减指数），别的价格年的金额就按它换算，explain 里写明。\n对：prices: 2025 … deflator: { 2020: 1, 2025: 1.04, source: 统计年鉴, grade: statistics }',
      en: 'Yuan of different years are different money. State a price index in the baseline (such as the GDP deflator): money of other price years is converted by it, and `explain` says so.\nright: prices: 2025 … deflator: { 2020: 1, 2025: 1.04, source: yearbook, grade: statistics }',
    },
  },
  W0840: {
    slug: 'made-then-bought',
    severity: 'warning',
    zh: '{commodity} 原来县里自产（{from} 年 {made}），{year} 年起 {share} 靠外购（{amount}）：制造它的排放在县外，不在账里',
    en: '{commodity} was made in the county ({made} in {from}); from {year} on {share} is bought ({amount}): what its making emits lies outside and is not counted',
    help: {
      zh: '排放下降只是因为改由别处生产，不是减排。常见原因：置换把整个设施关了（replaces 关的是整个设施，要关一部分请拆成两个）；供应它的设施缺煤气而减产（outlets 写 shortfall: { buy: … }）；产能低于需求。确实打算外购的，在 waivers.yaml 里写明理由。\n错：replaces: { units: [converters-390] }（新炉只有 80 万吨）\n对：facilities: { converters-100: …, converters-290: … } … replaces: { units: [converters-100] }',
      en: 'Emissions fall only because others make it. Usual causes: a replacement closed a whole unit (`replaces` closes units whole; split the unit to close a part), a supplier that curtails for want of a by-product gas (`shortfall: { buy: … }` at the outlet), or less capacity than demand. What is meant to be bought gets a waiver with its reason.\nwrong: replaces: { units: [converters-390] } (the new furnace makes 0.8 Mt)\nright: facilities: { converters-100: …, converters-290: … } … replaces: { units: [converters-100] }',
    },
  },
} as const satisfies Rows
