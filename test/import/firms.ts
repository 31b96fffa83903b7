// A list of firms as a county's statistics office keeps it, made by a seeded generator, with its usual dirt.
import type { Made } from './make-book.ts'

/** A small generator of its own (mulberry32), so that the workbook is the same for ever. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A credit code whose last sign checks the others: GB 32100-2015, weights 3^i mod 31, written down from the standard. */
export function creditCode(random: () => number): string {
  const body = `91141122MA${Array.from({ length: 7 }, () => signs[Math.floor(random() * 31)]).join('')}`
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  const sum = [...body].reduce((all, sign, i) => all + signs.indexOf(sign) * weights[i]!, 0)
  return body + signs[(31 - (sum % 31)) % 31]
}

export interface Firm {
  readonly name: string
  readonly code: string
  readonly industry: string
  readonly product: string
  readonly output: number
  readonly capacity: number
  readonly coal: number
  readonly power: number
  readonly gas: number
  readonly total: number
  readonly value: number
}

const kinds = [
  ['焦化', '2521', '焦炭'],
  ['铸造', '3391', '铸铁件'],
  ['化肥', '2621', '硝基复合肥'],
  ['建材', '3031', '烧结砖'],
  ['耐火', '3089', '耐火砖'],
  ['食品', '1331', '食用油'],
] as const

const round = (value: number, digits: number) => Number(value.toFixed(digits))

/** So many firms. Every seventh states only its total energy. */
export function firmsOf(count: number, seed: number): readonly Firm[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, i): Firm => {
    const [kind, industry, product] = kinds[Math.floor(random() * kinds.length)]!
    const output = round(0.5 + random() * 90, 2)
    const only = i % 7 === 6
    const coal = only ? 0 : round(random() * 20000, 2)
    const power = only ? 0 : round(50 + random() * 3000, 3)
    const gas = only ? 0 : round(random() * 120, 2)
    // Reference coefficients of GB/T 2589: coal 0.7143 tce/t, power 1.229 tce and gas 13.3 tce per 10,000 kWh and m³.
    const total = only
      ? round(200 + random() * 9000, 2)
      : round(coal * 0.714286 + power * 1.229 + gas * 13.3, 2)
    return {
      name: `交城县第${i + 1}${kind}有限公司`,
      code: creditCode(random),
      industry,
      product,
      output,
      capacity: round(output * (1 + random()), 1),
      coal,
      power,
      gas,
      total,
      value: round(random() * 20000, 1),
    }
  })
}

const sumOf = (
  firms: readonly Firm[],
  key: 'output' | 'capacity' | 'coal' | 'power' | 'gas' | 'total' | 'value',
) => firms.reduce((sum, firm) => sum + firm[key], 0)

/** Amounts in the ways in which typists write them. */
function dirty(value: number, i: number): Made {
  if (value === 0) return ['—', undefined, '-', '－'][i % 4]
  if (i % 11 === 3) return value.toLocaleString('en-US', { maximumFractionDigits: 6 })
  if (i % 13 === 5)
    return String(value).replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
  if (i % 17 === 7) return ` ${value} `
  return value
}

export const headerRows = 6
export const merges = ['A1:L1', 'H3:J3', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4', 'K3:K4', 'L3:L4']

/** The sheet: title, whose and when, a header of two levels, numbered columns, rows, a blank row, the total, notes. */
export function sheetOf(firms: readonly Firm[]): Made[][] {
  return [
    ['交城县2023年规模以上工业企业名单'],
    ['填报单位：交城县统计局', undefined, undefined, undefined, undefined, '2023年'],
    [
      ...['序 号', '企业名称', '统一社会信用代码', '行业代码', '主要产品', '产量', '产能', '能源消费量'],
      ...[undefined, undefined, '综合能源消费量（吨标准煤，当量值）', '工业增加值（万元）'],
    ],
    [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      '（万吨）',
      '（万吨/年）',
      '原煤（吨）',
      '电力（万千瓦时）',
      '天然气\n（万立方米）',
    ],
    ['甲', '乙', '丙', '丁', '戊', 1, 2, 3, 4, 5, 6, 7],
    [undefined, '一、规模以上工业'],
    ...firms.map((firm, i): Made[] => [
      ...[i + 1, firm.name, firm.code, firm.industry, firm.product],
      ...[dirty(firm.output, i), firm.capacity, dirty(firm.coal, i + 1), dirty(firm.power, i + 2)],
      ...[dirty(firm.gas, i + 3), dirty(firm.total, i + 4), dirty(firm.value, i + 5)],
    ]),
    [],
    [
      ...[
        '合  计',
        undefined,
        undefined,
        undefined,
        undefined,
        sumOf(firms, 'output'),
        sumOf(firms, 'capacity'),
      ],
      ...[
        sumOf(firms, 'coal'),
        sumOf(firms, 'power'),
        sumOf(firms, 'gas'),
        sumOf(firms, 'total'),
        sumOf(firms, 'value'),
      ],
    ],
    ['注：本表数据为快报数。'],
    ['单位负责人：', undefined, '填表人：', undefined, '报出日期：2024年1月10日'],
  ]
}

export { sumOf }
