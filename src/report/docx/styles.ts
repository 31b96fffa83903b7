import type { Text } from '../../text/text.ts'
import { declaration } from '../office/xml.ts'

/** Fonts that office programs have or replace by their like; none is carried in the file. */
const serif: Text = { zh: '宋体', en: 'SimSun' }
const sans: Text = { zh: '黑体', en: 'SimHei' }

interface Style {
  readonly id: string
  readonly name: string
  /** Half points. */
  readonly size: number
  readonly bold?: boolean
  readonly head?: boolean
  readonly ink?: string
  /** Space before and after, twentieths of a point; line in 240ths. */
  readonly before?: number
  readonly after?: number
  readonly line?: number
  readonly indent?: boolean
  readonly centre?: boolean
  readonly outline?: 0 | 1
  readonly keep?: boolean
}

const styles: readonly Style[] = [
  { id: 'Title', name: 'Title', size: 36, bold: true, head: true, centre: true, after: 240, keep: true },
  {
    id: 'Heading1',
    name: 'heading 1',
    size: 30,
    bold: true,
    head: true,
    before: 360,
    after: 120,
    outline: 0,
    keep: true,
  },
  {
    id: 'Heading2',
    name: 'heading 2',
    size: 26,
    bold: true,
    head: true,
    before: 240,
    after: 80,
    outline: 1,
    keep: true,
  },
  { id: 'Body', name: 'Body Text', size: 24, line: 360, after: 60, indent: true },
  { id: 'Caption', name: 'caption', size: 21, bold: true, head: true, centre: true, before: 160, after: 80 },
  { id: 'Figure', name: 'Figure', size: 21, centre: true, before: 120 },
  { id: 'TableHead', name: 'Table Head', size: 18, bold: true },
  { id: 'TableText', name: 'Table Text', size: 18 },
  { id: 'Source', name: 'Source', size: 18, ink: '4D5A67', after: 160 },
]

/** The styles of a chapter; headings carry the names by which every word processor builds a table of contents. */
export function stylesPart(language: 'zh' | 'en'): string {
  const latin = (head: boolean) => (head ? 'Arial' : 'Times New Roman')
  const fonts = (head: boolean) => {
    const east = (head ? sans : serif)[language]
    return `<w:rFonts w:ascii="${latin(head)}" w:hAnsi="${latin(head)}" w:cs="${latin(head)}" w:eastAsia="${east}"/>`
  }
  const list = styles.map((style) => {
    const { id, name, size, bold, head = false, ink, before = 0, after = 0, line = 276 } = style
    const keep = style.keep ? '<w:keepNext/>' : ''
    const spacing = `<w:spacing w:before="${before}" w:after="${after}" w:line="${line}" w:lineRule="auto"/>`
    const indent =
      style.indent && language === 'zh' ? '<w:ind w:firstLineChars="200" w:firstLine="480"/>' : ''
    const side = style.centre ? '<w:jc w:val="center"/>' : ''
    const outline = style.outline === undefined ? '' : `<w:outlineLvl w:val="${style.outline}"/>`
    const colour = ink ? `<w:color w:val="${ink}"/>` : ''
    return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${keep}${spacing}${indent}${side}${outline}</w:pPr><w:rPr>${fonts(head)}${bold ? '<w:b/>' : ''}${colour}<w:sz w:val="${size}"/></w:rPr></w:style>`
  })
  const lang = `<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>`
  return `${declaration}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>${fonts(false)}<w:sz w:val="24"/>${lang}</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${list.join('')}</w:styles>`
}
