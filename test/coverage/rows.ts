import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Text } from '../../src/text/text.ts'
import { repository } from '../county.ts'

/** Something that stands for an item: its kind and its id, such as `process: tar-refining`. */
export type Ref = Readonly<Record<string, string>>

/** How a test turns a row, and what must change by it (the headline indicator where nothing is said). */
export interface Toggle {
  readonly overlay?: string
  readonly set?: readonly string[]
  readonly changes?: string
  /** What it is compared with, where that is not the county as it stands. */
  readonly against?: string
}

/** One item of the plan, as docs/coverage.yaml has it: represented, or not modelled and why. */
export interface Row {
  readonly id: string
  readonly item: Text
  readonly by?: readonly Ref[]
  readonly how?: Text
  readonly not?: Text
  readonly toggle?: Toggle
}

interface Section {
  readonly title: Text
  readonly rows: readonly Row[]
}

const { sections } = parse(readFileSync(join(repository, 'docs/coverage.yaml'), 'utf8')) as {
  readonly sections: readonly Section[]
}

export const rows: readonly Row[] = sections.flatMap((section) => section.rows)

/** Kind and id of each reference of a row. */
export const refsOf = (row: Row) =>
  (row.by ?? []).map((ref) => {
    const [[kind, id]] = Object.entries(ref) as [[string, string]]
    return { kind, id }
  })

function line(row: Row): string {
  const said = row.not
    ? `**not modelled / 未建模**: ${row.not.en} ${row.not.zh}`
    : `${refsOf(row)
        .map(({ kind, id }) => `${kind} \`${id}\``)
        .join('; ')}${row.how ? `. ${row.how.en} ${row.how.zh}` : ''}`
  return `| ${row.id} | ${row.item.en}<br>${row.item.zh} | ${said} |`
}

/** docs/coverage.md. */
export function page(): string {
  const declined = rows.filter((row) => row.not).length
  return `<!-- Made from docs/coverage.yaml by npm run generate: edit that file. -->
# What the county's plan names, and what stands for it here
# 县规划提到的事项，与模型中的对应

${rows.length} items of the low-carbon chapter of the county's plan: ${rows.length - declined} are represented, ${declined} are not, each with its reason.
A test turns each one on, off or up and demands that a result changes. A product without a sheet of its own is run through a *generic* process whose energy per unit has a stated range.

规划低碳章节共 ${rows.length} 项：${rows.length - declined} 项有对应，${declined} 项没有，逐项说明原因。测试对每一项作开、关或增减，结果必须改变。没有专门工艺表的产品用“通用过程”，能耗给出范围。

${sections.map(({ title, rows: own }) => `## ${title.en} · ${title.zh}\n\n| | item | represented by |\n| --- | --- | --- |\n${own.map(line).join('\n')}\n`).join('\n')}`
}
