import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { ImportMap } from '../../model/import-map.ts'
import { narrow } from '../workbook/amount.ts'
import { isCreditCode } from './credit-code.ts'
import { type Gathered, unclassified } from './gathered.ts'
import { isMojibake } from './mojibake.ts'

/** A text that a spreadsheet would compute where it is opened again. */
const formula = /^\s*[=+@\t]|^\s*-\s*[A-Za-z(\d]/u

/** The firms of all tables: one firm is one unit, whichever table names it. */
export class Firms {
  readonly #gathered: Gathered
  readonly #map: ImportMap
  readonly #diagnose: Diagnose
  readonly #byCode = new Map<string, string>()
  readonly #byName = new Map<string, string>()
  readonly #told = new Set<string>()

  constructor(gathered: Gathered, map: ImportMap, diagnose: Diagnose) {
    this.#gathered = gathered
    this.#map = map
    this.#diagnose = diagnose
  }

  /**
   * The key of the firm of a row; undefined where the row names none. Says names and codes that cannot be right.
   * @param industry As the row writes it.
   */
  of(
    name: string,
    code: string,
    industry: string,
    at: { name: Span; code: Span; industry: Span },
  ): string | undefined {
    const plainCode = narrow(code).toUpperCase()
    if (name === '' && plainCode === '') return undefined
    if (formula.test(name)) {
      this.#once(`name ${name}`, () => this.#diagnose('E0905', at.name, { name }))
      return undefined
    }
    const garbled = isMojibake(name)
    if (garbled) this.#once(`garbled ${name}`, () => this.#diagnose('W0920', at.name, { found: name }))
    if (plainCode !== '' && !isCreditCode(plainCode))
      this.#once(`code ${plainCode} ${name}`, () =>
        this.#diagnose('W0921', at.code, { code: plainCode, name }),
      )
    const plain = narrow(name)
    const usable = isCreditCode(plainCode)
    const known = (usable ? this.#byCode.get(plainCode) : undefined) ?? this.#byName.get(plain)
    if (known !== undefined) {
      const unit = this.#gathered.units.get(known)!
      if (!usable || unit.code === undefined || unit.code === plainCode) {
        if (unit.sector === unclassified && industry !== '')
          this.#gathered.units.set(known, {
            ...unit,
            sector: this.#sector(industry, name, at.industry),
            industry: narrow(industry),
          })
        return known
      }
    }
    const key = usable ? plainCode : plain === '' ? plainCode : plain
    if (usable) this.#byCode.set(plainCode, key)
    if (plain !== '' && !this.#byName.has(plain)) this.#byName.set(plain, key)
    this.#gathered.units.set(key, {
      key,
      name: garbled || name === '' ? plainCode || `${this.#gathered.units.size + 1}` : name.trim(),
      sector: this.#sector(industry, name, at.industry),
      at: at.name,
      ...(narrow(industry) === '' ? {} : { industry: narrow(industry) }),
      ...(usable ? { code: plainCode } : {}),
    })
    return key
  }

  #once(key: string, say: () => void): void {
    if (this.#told.has(key)) return
    this.#told.add(key)
    say()
  }

  /** The sector that the map gives to the code of an industry; a code that it does not place is said. */
  #sector(industry: string, name: string, at: Span): string {
    const code = narrow(industry)
    if (code === '') return unclassified
    const placed = this.#map.industries
    const found = placed && Object.hasOwn(placed, code) ? placed[code]?.sector.id : undefined
    if (found !== undefined && found !== unclassified) return found
    this.#once(`industry ${code} ${name}`, () => this.#diagnose('W0922', at, { code: industry, name }))
    return unclassified
  }
}
