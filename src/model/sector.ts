import * as z from 'zod'
import { provenance, text, word } from './field.ts'

/** A leaf or a branch of the sector tree. `order` places it in tables; `parent` is another sector. */
export const sector = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  parent: word({ zh: '上级部门', en: 'the sector it belongs to' }).optional(),
  ...provenance,
})
export type Sector = z.output<typeof sector>
