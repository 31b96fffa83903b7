import type { Text } from '../../text/text.ts'

/** Why a book is not read. Thrown by its readers, caught in `open.ts`, which knows the place. */
export class Refusal extends Error {
  readonly reason: Text
  /** The part of the book that it is about: a path in the archive. */
  readonly part: string
  readonly size: { readonly found: string; readonly limit: string } | undefined

  constructor(reason: Text, part = '', size?: { readonly found: string; readonly limit: string }) {
    super(reason.en)
    this.reason = reason
    this.part = part
    this.size = size
  }
}

/** What a book may hold. Measured: at these limits a book is read in about a second and 200 MB. */
export const bookLimits = {
  bytes: 32 * 1024 * 1024,
  parts: 2_000,
  part: 40 * 1024 * 1024,
  unpacked: 96 * 1024 * 1024,
  sheets: 100,
  rows: 100_000,
  columns: 1_000,
  cells: 400_000,
  merges: 20_000,
  depth: 64,
  text: 32_767,
} as const

export const refusals = {
  oldBinary: {
    zh: '这是旧的二进制格式（.xls），不读；请在 Excel 或 WPS 里另存为 .xlsx',
    en: 'this is the old binary format (.xls), which is not read; save it as .xlsx in Excel or WPS',
  },
  encrypted: {
    zh: '文件有打开密码，读不了；请去掉密码再存一份',
    en: 'the file is encrypted with a password; save a copy without one',
  },
  macros: {
    zh: '工作簿里有宏，不读；请另存为不含宏的 .xlsx',
    en: 'the workbook holds macros and is not read; save it as .xlsx without macros',
  },
  links: {
    zh: '工作簿引用了别的工作簿，数可能已经过时；请在“编辑链接”里断开后再存',
    en: 'the workbook refers to other workbooks, so its figures may be stale; break the links and save it again',
  },
  noBook: {
    zh: '这不是 XLSX 工作簿，也不是能读的 CSV 文本',
    en: 'this is neither an XLSX workbook nor CSV text that can be read',
  },
  damaged: {
    zh: '文件损坏：压缩包读不到头或内容对不上',
    en: 'the file is damaged: its archive cannot be read or does not hold what it says',
  },
  method: {
    zh: '压缩方式不是 XLSX 用的那两种',
    en: 'a part is packed in a way that XLSX does not use',
  },
  path: {
    zh: '压缩包里有指向包外的路径',
    en: 'the archive holds a path that leads outside of it',
  },
  twice: {
    zh: '压缩包里有两个同名部件，不知道哪个算数',
    en: 'the archive holds two parts of one name: nobody knows which counts',
  },
  dtd: {
    zh: 'XML 里有 DOCTYPE 或实体声明，不读',
    en: 'its XML declares a DOCTYPE or entities, which is not read',
  },
  xml: { zh: 'XML 写错了', en: 'its XML is not well-formed' },
  encoding: {
    zh: '部件不是 UTF-8',
    en: 'a part is not UTF-8',
  },
  size: { zh: '太大', en: 'too large' },
  text: {
    zh: '文本既不是 UTF-8、UTF-16，也不是 GB18030',
    en: 'the text is neither UTF-8, UTF-16 nor GB18030',
  },
  quote: { zh: '引号没有合上', en: 'a quote is never closed' },
} satisfies Record<string, Text>

/** Refuse what is larger than a limit. */
export function within(found: number, limit: number, part: string, unit = ''): void {
  if (found > limit)
    throw new Refusal(refusals.size, part, { found: `${found}${unit}`, limit: `${limit}${unit}` })
}
