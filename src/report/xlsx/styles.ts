import { declaration } from '../office/xml.ts'
import type { Look } from './sheet.ts'

const argb = (colour: string): string => `FF${colour.slice(1).toUpperCase()}`
/** Numbers below this are formats that every spreadsheet has. */
const firstOwnFormat = 164

/** Collects looks and gives each its number; equal ones once, in the order in which they are met. */
export class Styles {
  readonly #fonts: string[] = []
  readonly #fills: string[] = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ]
  readonly #borders: string[] = ['<border><left/><right/><top/><bottom/><diagonal/></border>']
  readonly #formats: string[] = []
  readonly #looks: string[] = []
  readonly #fontName: string

  constructor(fontName: string) {
    this.#fontName = fontName
    this.of({})
  }

  /** The number of a look. `plain`: a text that would be a formula if it were typed again. */
  of(look: Look, plain = false): number {
    const font = place(this.#fonts, this.#font(look))
    const fill = look.fill
      ? place(
          this.#fills,
          `<fill><patternFill patternType="solid"><fgColor rgb="${argb(look.fill)}"/><bgColor indexed="64"/></patternFill></fill>`,
        )
      : 0
    const border = look.rule ? place(this.#borders, rule(look.rule)) : 0
    const format = look.format ? firstOwnFormat + place(this.#formats, look.format) : 0
    const horizontal = look.align ? ` horizontal="${look.align}"` : ''
    const wrap = look.wrap ? ' wrapText="1"' : ''
    const alignment = `<alignment${horizontal} vertical="top"${wrap}/>`
    const quoted = plain ? ' quotePrefix="1"' : ''
    return place(
      this.#looks,
      `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${quoted} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`,
    )
  }

  #font({ bold, size = 10.5, ink = '#1b2733' }: Look): string {
    return `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><color rgb="${argb(ink)}"/><name val="${this.#fontName}"/></font>`
  }

  /** The style sheet with all looks that were asked for. */
  part(): string {
    const list = (name: string, items: readonly string[]) =>
      `<${name} count="${items.length}">${items.join('')}</${name}>`
    const formats = this.#formats.map(
      (code, i) =>
        `<numFmt numFmtId="${firstOwnFormat + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
    )
    return `${declaration}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${
      formats.length > 0 ? list('numFmts', formats) : ''
    }${list('fonts', this.#fonts)}${list('fills', this.#fills)}${list('borders', this.#borders)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list(
      'cellXfs',
      this.#looks,
    )}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  }
}

function rule(side: 'below' | 'above'): string {
  const edge = (name: string) => `<${name} style="thin"><color rgb="FF1B2733"/></${name}>`
  return side === 'below'
    ? `<border><left/><right/><top/>${edge('bottom')}<diagonal/></border>`
    : `<border><left/><right/>${edge('top')}<bottom/><diagonal/></border>`
}

function place(list: string[], item: string): number {
  const found = list.indexOf(item)
  return found >= 0 ? found : list.push(item) - 1
}
