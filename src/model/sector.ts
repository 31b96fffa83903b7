import * as z from 'zod'
import { choice, provenance, text, word } from './field.ts'

/** What a sector may be: such sectors have one colour on every chart of every county, and are one band where they are many. */
export const sectorKinds = [
  'coking',
  'metals',
  'chemicals',
  'building-materials',
  'power',
  'buildings',
  'transport',
] as const

/** A leaf or a branch of the sector tree. `order` places it in tables; `parent` is another sector. */
export const sector = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  parent: word({ zh: '上级部门', en: 'the sector it belongs to' }).optional(),
  kind: choice(sectorKinds, {
    zh: '是什么部门：决定图上的颜色，下级部门同上级；不改变任何数值',
    en: 'what the sector is: its colour on charts, and that of sectors below it; no figure depends on it',
  }).optional(),
  ...provenance,
})
export type Sector = z.output<typeof sector>
