/**
 * The slips that people make in the files of a county, as a grammar: each operator names the places of a file where it can
 * happen and what the text is afterwards. It was fixed before any rule of `check` was written to catch them, and knows nothing
 * of the model: it sees a YAML text, its keys and its scalars.
 */
import { isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar } from 'yaml'

/** One slip in one file. */
export interface Mutant {
  readonly operator: Operator
  readonly file: string
  /** Line of the change, from 1. */
  readonly line: number
  /** The keys that lead to the place, or what the line says. */
  readonly path: string
  readonly before: string
  readonly after: string
  readonly text: string
}

export const operators = [
  'key-misspelt',
  'reference-misspelt',
  'unit-swapped',
  'times-10',
  'times-1000',
  'over-10',
  'over-1000',
  'carbon-for-co2',
  'carbon-unit',
  'percent-dropped',
  'year-dropped',
  'year-shifted',
  'line-dropped',
  'line-doubled',
  'wrong-boundary',
  'sign-flipped',
  'decimal-comma',
  'neighbours-swapped',
] as const

export type Operator = (typeof operators)[number]

/** A replacement of a piece of the text. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

interface Slip {
  readonly edits: readonly Edit[]
  readonly path: string
}

/** A pseudo-random number in [0, 1) from a seed: mulberry32, public domain (Tommy Ettinger). */
export function draws(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** All slips of one kind that a text allows, each with one outcome drawn. */
export function slipsOf(
  operator: Operator,
  file: string,
  text: string,
  draw: () => number,
): readonly Mutant[] {
  return makers[operator](sitesOf(text), draw).flatMap((slip) => {
    const mutated = edited(text, slip.edits)
    if (mutated === text) return []
    const first = slip.edits[0]!
    return [
      {
        operator,
        file,
        line: text.slice(0, first.start).split('\n').length,
        path: slip.path,
        before: text.slice(first.start, first.end).trim(),
        after: first.text.trim(),
        text: mutated,
      },
    ]
  })
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = text
  for (const edit of [...edits].sort((a, b) => b.start - a.start))
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end)
  return result
}

/** What a text says where: its scalars, keys, collections and lines. Words for people (names, notes, sources) are left out. */
interface Sites {
  readonly text: string
  readonly scalars: readonly Site[]
  readonly keys: readonly Site[]
  readonly groups: readonly (readonly Site[])[]
  readonly pairs: readonly PairSite[]
  readonly lines: readonly Site[]
}

interface Site {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly path: string
  readonly quoted: boolean
}

interface PairSite {
  readonly key: Site
  readonly flow: boolean
  readonly from: number
  readonly to: number
}

const forPeople = new Set([
  'name',
  'title',
  'about',
  'note',
  'zh',
  'en',
  'clause',
  'sources',
  'kind',
  'closure-reason',
])

function sitesOf(text: string): Sites {
  const scalars: Site[] = []
  const keys: Site[] = []
  const groups: Site[][] = []
  const pairs: PairSite[] = []
  const site = (node: Scalar, path: string): Site => {
    const [start, end] = node.range!
    const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
    return { start, end, text: text.slice(start, end), path, quoted }
  }
  const visit = (node: unknown, path: string): void => {
    if (isScalar(node)) scalars.push(site(node as Scalar, path))
    const group: Site[] = []
    if (isSeq(node))
      for (const [i, item] of node.items.entries()) {
        visit(item, `${path}[${i}]`)
        if (isScalar(item)) group.push(site(item as Scalar, `${path}[${i}]`))
      }
    if (isMap(node)) {
      const items = node.items as readonly Pair<Scalar, unknown>[]
      for (const [i, { key, value }] of items.entries()) {
        const inner = path === '' ? String(key.value) : `${path}.${String(key.value)}`
        if (forPeople.has(String(key.value))) continue
        const at = site(key, inner)
        keys.push(at)
        const end = (node: unknown, fallback: number) =>
          (node as { range?: readonly number[] } | null)?.range?.[1] ?? fallback
        const next = items[i + 1]?.key.range?.[0]
        const before = items[i - 1]
        const own = end(value, at.end)
        const from = next === undefined && before ? end(before.value, at.start) : at.start
        pairs.push({ key: at, flow: node.flow === true, from, to: next ?? own })
        visit(value, inner)
        if (isScalar(value)) group.push(site(value as Scalar, inner))
      }
    }
    if (group.length > 1) groups.push(group)
  }
  visit(parseDocument(text).contents, '')
  return { text, scalars, keys, groups, pairs, lines: linesOf(text, keys) }
}

/** Lines with content of their own: no comment, no blank, none that holds nothing but words for people. */
function linesOf(text: string, keys: readonly Site[]): readonly Site[] {
  const starts = new Set(keys.map(({ start }) => text.lastIndexOf('\n', start - 1) + 1))
  return [...starts].map((start) => {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found + 1
    return {
      start,
      end,
      text: text.slice(start, end),
      path: text.slice(start, end).trim().slice(0, 60),
      quoted: false,
    }
  })
}

const number = /^([+-]?)(\d+(?:,\d{3})*(?:\.\d+)?)(\s*)(.*)$/s
const yearLike = /^(19|20|21)\d\d$/
const yearMonth = /^((?:19|20|21)\d\d)(-\d\d)?$/

interface Measured {
  readonly site: Site
  readonly sign: string
  readonly digits: string
  readonly gap: string
  readonly unit: string
}

/** Scalars that are a number with whatever stands after it; years and dates are not among them. */
function measured(sites: Sites): readonly Measured[] {
  return sites.scalars.flatMap((site) => {
    const found = site.quoted ? null : number.exec(site.text)
    if (!found || yearMonth.test(site.text)) return []
    const [, sign = '', digits = '', gap = '', unit = ''] = found
    return [{ site, sign, digits, gap, unit }]
  })
}

function scaled(factor: number) {
  return (sites: Sites): readonly Slip[] =>
    measured(sites).flatMap((m) => {
      const value = Number(m.digits.replaceAll(',', '')) * factor
      const digits = plain(value)
      return value === 0 ? [] : [replaced(m.site, `${m.sign}${digits}${m.gap}${m.unit}`)]
    })
}

/** A number as a person writes it: no exponent, at most twelve digits. */
function plain(value: number): string {
  const short = Number(value.toPrecision(12))
  const text = String(short)
  return text.includes('e') ? short.toFixed(12).replace(/0+$/, '') : text
}

function replaced(site: Site, text: string): Slip {
  return { edits: [{ start: site.start, end: site.end, text }], path: site.path }
}

function pick<T>(list: readonly T[], draw: () => number): T {
  return list[Math.floor(draw() * list.length)]!
}

/** A word with one slip of the finger: two letters exchanged, one left out, one twice. */
function misspelt(word: string, draw: () => number): string {
  const letters = [...word]
  const i = Math.floor(draw() * (letters.length - 1))
  const way = draw()
  if (way < 0.4 && letters[i] !== letters[i + 1]) {
    const [a, b] = [letters[i]!, letters[i + 1]!]
    return [...letters.slice(0, i), b, a, ...letters.slice(i + 2)].join('')
  }
  if (way < 0.7 && letters.length > 2) return [...letters.slice(0, i), ...letters.slice(i + 1)].join('')
  return [...letters.slice(0, i + 1), ...letters.slice(i)].join('')
}

/** Units that are taken for each other, whole words of a unit expression. */
const confusions: readonly (readonly [string, readonly string[]])[] = [
  ['万tce', ['tce', '万t']],
  ['万t', ['t', 'kt', '万tce']],
  ['kt', ['t', '万t']],
  ['t', ['kt', 'kg', '万t']],
  ['kg', ['t', 'g']],
  ['g', ['kg']],
  ['kgce', ['tce', 'gce', 'kg']],
  ['gce', ['kgce']],
  ['tce', ['kgce', 't', '万tce']],
  ['GJ', ['MJ', 'TJ', 'MWh']],
  ['TJ', ['GJ']],
  ['MJ', ['GJ', 'kWh']],
  ['万GJ', ['GJ']],
  ['kWh', ['MWh', 'MJ']],
  ['MWh', ['kWh', 'GWh', 'GJ']],
  ['GWh', ['MWh']],
  ['万kWh', ['kWh']],
  ['亿kWh', ['万kWh']],
  ['MW', ['kW', 'GW']],
  ['GW', ['MW']],
  ['kW', ['MW']],
  ['m3', ['Nm3']],
  ['Nm3', ['m3']],
  ['万Nm3', ['Nm3', '万m3']],
  ['万m3', ['m3', '万Nm3']],
  ['ha', ['km2', 'm2']],
  ['m2', ['ha']],
  ['万m2', ['m2']],
  ['元', ['万元']],
  ['万元', ['元', '亿元']],
  ['亿元', ['万元']],
  ['tCO2', ['kgCO2', 'ktCO2']],
  ['kgCO2', ['tCO2']],
]

function swapUnit(unit: string, draw: () => number): string | undefined {
  const words = [...unit.matchAll(/[\p{L}\d]+(?:@\d+)?/gu)].flatMap((match) => {
    const [word] = match
    const [name = '', year] = word.split('@')
    const partners = confusions.find(([known]) => known === name)?.[1]
    return partners ? [{ at: match.index, length: word.length, partners, year }] : []
  })
  if (words.length === 0) return undefined
  const { at, length, partners, year } = pick(words, draw)
  const partner = pick(partners, draw)
  return unit.slice(0, at) + partner + (year === undefined ? '' : `@${year}`) + unit.slice(at + length)
}

const boundaries: Readonly<Record<string, readonly string[]>> = {
  fuel: ['feedstock', 'material', 'own-fuel'],
  feedstock: ['fuel', 'material'],
  'own-fuel': ['fuel', 'feedstock'],
  reductant: ['fuel', 'feedstock'],
  material: ['fuel', 'feedstock'],
  energy: ['process', 'indirect'],
  process: ['energy', 'sink'],
  indirect: ['energy'],
  sink: ['process'],
  memo: ['energy'],
  stored: ['sink'],
  equivalent: ['calorific'],
  calorific: ['equivalent'],
  true: ['false'],
  false: ['true'],
  combustion: ['carbon-balance'],
  'carbon-balance': ['combustion'],
}
const boundaryKeys =
  /\.(?:use|scope|counts-as|electricity|export-credit|biogenic|stored|tradable|of|emits\[\d+\])$/

const word = /^[\p{L}][\p{L}\p{N}_-]{2,}$/u

const makers: Readonly<Record<Operator, (sites: Sites, draw: () => number) => readonly Slip[]>> = {
  'key-misspelt': ({ keys }, draw) =>
    keys
      .filter(({ text, quoted }) => !quoted && word.test(text))
      .map((key) => replaced(key, misspelt(key.text, draw))),
  'reference-misspelt': ({ scalars }, draw) =>
    scalars
      .filter(({ text, quoted }) => !quoted && word.test(text) && !/^(?:true|false|null)$/.test(text))
      .map((site) => replaced(site, misspelt(site.text, draw))),
  'unit-swapped': (sites, draw) =>
    measured(sites).flatMap(({ site, sign, digits, gap, unit }) => {
      const swapped = swapUnit(unit, draw)
      return swapped === undefined ? [] : [replaced(site, `${sign}${digits}${gap}${swapped}`)]
    }),
  'times-10': scaled(10),
  'times-1000': scaled(1000),
  'over-10': scaled(0.1),
  'over-1000': scaled(0.001),
  'carbon-for-co2': (sites) =>
    measured(sites).flatMap(({ site, sign, digits, gap, unit }) => {
      const factor = /CO2(?!e)/.test(unit)
        ? 12 / 44
        : /(?<![\p{L}])(?:k|万)?tC(?![\p{L}])|kgC(?![\p{L}])/u.test(unit)
          ? 44 / 12
          : 0
      const value = Number(digits.replaceAll(',', '')) * factor
      return value === 0 ? [] : [replaced(site, `${sign}${Number(value.toPrecision(4))}${gap}${unit}`)]
    }),
  'carbon-unit': (sites) =>
    measured(sites).flatMap(({ site, sign, digits, gap, unit }) => {
      const swapped = unit.includes('CO2')
        ? unit.replace(/CO2e?/, 'C')
        : unit.replace(/tC(?![\p{L}\d])/u, 'tCO2')
      return swapped === unit ? [] : [replaced(site, `${sign}${digits}${gap}${swapped}`)]
    }),
  'percent-dropped': (sites) =>
    measured(sites).flatMap(({ site, sign, digits, unit }) =>
      unit.startsWith('%') ? [replaced(site, `${sign}${digits}${unit.slice(1)}`)] : [],
    ),
  'year-dropped': ({ pairs, text }) =>
    pairs.flatMap(({ key, flow, from, to }) => {
      if (!yearLike.test(key.text) && !/^\d{4}-\d{4}$/.test(key.text)) return []
      if (flow) return [{ edits: [{ start: from, end: to, text: '' }], path: key.path }]
      const start = text.lastIndexOf('\n', key.start - 1) + 1
      const end = text.indexOf('\n', key.start)
      return [{ edits: [{ start, end: end < 0 ? text.length : end + 1, text: '' }], path: key.path }]
    }),
  'year-shifted': ({ keys, scalars }, draw) =>
    [...keys, ...scalars].flatMap((site) => {
      const by = pick([-10, -1, 1, 10], draw)
      const shifted = (year: string) => String(Number(year) + by)
      const span = /^(\d{4})-(\d{4})$/.exec(site.text)
      if (span) return [replaced(site, `${shifted(span[1]!)}-${span[2]}`)]
      const found = site.quoted ? null : yearMonth.exec(site.text)
      return found ? [replaced(site, `${shifted(found[1]!)}${found[2] ?? ''}`)] : []
    }),
  'line-dropped': ({ lines }) => lines.map((line) => replaced(line, '')),
  'line-doubled': ({ lines }) =>
    lines.map((line) => replaced(line, line.text.replace(/\n?$/, '\n').repeat(2))),
  'wrong-boundary': ({ scalars }, draw) =>
    scalars.flatMap((site) => {
      const other =
        boundaryKeys.test(site.path) && Object.hasOwn(boundaries, site.text)
          ? boundaries[site.text]
          : undefined
      return other ? [replaced(site, pick(other, draw))] : []
    }),
  'sign-flipped': (sites) =>
    measured(sites).flatMap(({ site, sign, digits, gap, unit }) =>
      Number(digits.replaceAll(',', '')) === 0
        ? []
        : [replaced(site, `${sign === '-' ? '' : '-'}${digits}${gap}${unit}`)],
    ),
  'decimal-comma': (sites) =>
    measured(sites).flatMap(({ site, sign, digits, gap, unit }) =>
      digits.includes('.') ? [replaced(site, `${sign}${digits.replace('.', ',')}${gap}${unit}`)] : [],
    ),
  'neighbours-swapped': ({ groups }) =>
    groups.flatMap((group) =>
      group.slice(1).flatMap((right, i) => {
        const left = group[i]!
        const both = [left, right].every(
          ({ text, quoted }) => !quoted && number.test(text) && !yearMonth.test(text),
        )
        if (!both || left.text === right.text) return []
        return [
          {
            edits: [
              { start: left.start, end: left.end, text: right.text },
              { start: right.start, end: right.end, text: left.text },
            ],
            path: left.path,
          },
        ]
      }),
    ),
}

/** A file that may be mutated, and the kind of file it is. */
export interface Source {
  readonly file: string
  readonly group: string
  readonly text: string
}

/**
 * The mutants of a seed: for each operator as many as wanted, spread evenly over the groups of files (scenarios, baselines,
 * processes …) and within a group over its files, so that long files do not drown short ones. None twice.
 */
export function mutantsOf(sources: readonly Source[], perOperator: number, seed: number): readonly Mutant[] {
  const groups = [...new Set(sources.map(({ group }) => group))]
  return operators.flatMap((operator, index) => {
    const draw = draws(seed + index * 7919)
    const open = new Map(
      sources.map((source) => [source.file, [...slipsOf(operator, source.file, source.text, draw)]]),
    )
    const chosen: Mutant[] = []
    for (let tries = 0; chosen.length < perOperator && tries < perOperator * 20; tries++) {
      const group = groups[tries % groups.length]!
      const files = sources.filter((source) => source.group === group && open.get(source.file)!.length > 0)
      if (files.length === 0) continue
      const left = open.get(pick(files, draw).file)!
      chosen.push(...left.splice(Math.floor(draw() * left.length), 1))
    }
    return chosen
  })
}
