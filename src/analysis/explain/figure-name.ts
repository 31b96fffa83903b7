/** A figure as it is written: `co2.total.of.coking@2030` is a name, cuts and a year. */
export interface FigureName {
  /** Without the year. */
  readonly name: string
  readonly year?: number
  /** Where the year stands in the text, for messages. */
  readonly yearAt?: number
}

/** Splits a word into name and year. A word without `@` is a name alone; what follows `@` must be four digits to be a year. */
export function parseFigureName(text: string): FigureName {
  const cut = text.lastIndexOf('@')
  if (cut < 0 || !/^\d{4}$/.test(text.slice(cut + 1))) return { name: text }
  return { name: text.slice(0, cut), year: Number(text.slice(cut + 1)), yearAt: cut + 1 }
}

/** The parts of a name: an indicator and what it is cut by. Undefined where nothing is cut. */
export function parseParts(
  name: string,
): { readonly indicator: string; readonly cuts: readonly string[] } | undefined {
  const [indicator = '', ...cuts] = name.split('.of.')
  return cuts.length === 0 ? undefined : { indicator, cuts }
}
