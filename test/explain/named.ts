/**
 * Which name `explain` takes for each number of a document, by the rules of docs/figures.md alone, and which numbers have none
 * by nature. A number that no rule knows is a gap.
 */

export type Place = readonly (string | number)[]

export interface Numbered {
  readonly at: Place
  readonly value: number
}

/** Every number of a document with the way to it. */
export function numbersIn(value: unknown, at: Place = []): readonly Numbered[] {
  if (typeof value === 'number') return [{ at, value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    numbersIn(inner, [...at, Array.isArray(value) ? Number(key) : key]),
  )
}

/** `*` stands for one key; the entries of the way are handed to the rule in order. */
export interface Rule {
  readonly way: string
  /** The name, or why there is none. */
  readonly name: (keys: readonly string[], document: Loose) => string | { readonly why: string }
}

// biome-ignore lint/suspicious/noExplicitAny: a document as JSON, walked by its keys
export type Loose = any

export function nameOf(
  document: Loose,
  at: Place,
  rules: readonly Rule[],
): string | { why: string } | undefined {
  for (const { way, name } of rules) {
    const steps = way.split('/')
    if (steps.length !== at.length || !steps.every((step, i) => step === '*' || step === String(at[i])))
      continue
    return name(
      at.flatMap((key, i) => (steps[i] === '*' ? [String(key)] : [])),
      document,
    )
  }
  return undefined
}

export const none = (why: string) => () => ({ why })

const cutTables = ['sector', 'facility', 'fuel', 'energy', 'feedstock', 'gas', 'scope', 'sectorCo2']

/** Numbers of `run --format json`. */
export const runRules: readonly Rule[] = [
  ...['base', 'observedTo', 'to'].map((key) => ({
    way: `horizon/${key}`,
    name: none('years that the county states'),
  })),
  { way: 'conventions/prices', name: none('the year of prices that the county states') },
  { way: 'indicators/*/values/*', name: ([id, year]) => `${id}@${year}` },
  { way: 'peak/year', name: () => 'peak' },
  { way: 'peak/value', name: () => 'peak.value' },
  { way: 'peak/plateau/*', name: ([i]) => `peak.plateau.${i === '0' ? 'from' : 'to'}` },
  { way: 'neutrality/*', name: ([key]) => `neutrality.${key}` },
  { way: 'targets/*/limit/*', name: ([i, year], { targets }) => `${targets[i!].explain}.limit@${year}` },
  { way: 'targets/*/*', name: ([i, key], { targets }) => `${targets[i!].explain}.${key}` },
  { way: 'projects/*/*', name: none('a date or share as written: explain projects.ID') },
  { way: 'projects/*/ramp/*', name: none('a date or share as written: explain projects.ID') },
  { way: 'ledgers/*/years/*', name: none('a year') },
  ...['used', 'freed'].map((key) => ({
    way: `ledgers/*/${key}/*`,
    name: ([i, t]: readonly string[], { ledgers }: Loose) =>
      `${ledgers[i!].explain}.${key}@${ledgers[i!].years[t!]}`,
  })),
  {
    way: 'ledgers/*/parts/*/values/*',
    name: ([i, j, t], { ledgers }) =>
      `${ledgers[i!].explain}.part.${ledgers[i!].parts[j!].of}@${ledgers[i!].years[t!]}`,
  },
  {
    way: 'ledgers/*/headroom/*',
    name: ([i, year], { ledgers }) => `${ledgers[i!].explain}.headroom@${year}`,
  },
  {
    way: 'ledgers/*/quotas/*/*/*',
    name: ([i, j, key, year], { ledgers }) => {
      const { id, kind } = ledgers[i!].quotas[j!]
      return `${ledgers[i!].explain}.${key}.${id}.${kind}@${year}`
    },
  },
  {
    way: 'ledgers/*/quotas/*/*',
    name: ([i, j, key], { ledgers }) => {
      const { id, kind } = ledgers[i!].quotas[j!]
      return `${ledgers[i!].explain}.${key}.${id}.${kind}`
    },
  },
  {
    way: 'ledgers/*/periods/*/*',
    name: ([i, j, key], { ledgers }) =>
      key === 'from' || key === 'to'
        ? { why: 'years of a plan period: explain plans.ID' }
        : `${ledgers[i!].explain}.period.${ledgers[i!].periods[j!].plan}.${key}`,
  },
  ...cutTables.flatMap((table): Rule[] => [
    { way: `tables/${table}/years/*`, name: none('a year') },
    {
      way: `tables/${table}/rows/*/values/*`,
      name: ([i, t], { tables }) => `${tables[table].rows[i!].explain}@${tables[table].years[t!]}`,
    },
  ]),
  { way: 'tables/flow/*/tce', name: ([i], { tables }) => tables.flow[i!].explain },
  { way: 'tables/flow/*/year', name: none('a year') },
  {
    way: 'tables/balance/*/values/*',
    name: ([i, t], { tables }) => `${tables.balance[i!].explain}@${tables.sector.years[t!]}`,
  },
  { way: 'tables/observed/*/observed', name: ([i], { tables }) => tables.observed[i!].explain },
  {
    way: 'tables/observed/*/model',
    name: ([i], { tables }) => `${tables.observed[i!].item}@${tables.observed[i!].year}`,
  },
  { way: 'tables/observed/*/year', name: none('a year') },
  { way: 'tables/reconciliation/*/year', name: none('a year') },
  {
    way: 'tables/reconciliation/*/*',
    name: ([i, key], { tables }) => `${tables.reconciliation[i!].explain}.${key}`,
  },
  { way: 'context/*/value', name: ([i], { context }) => `context.${context[i!].id}.value` },
  { way: 'context/*/year', name: none('a year') },
  {
    way: 'levels/*/*',
    name: ([i, key], { levels }) =>
      key === 'figure'
        ? levels[i!].explain
        : key === 'year'
          ? { why: 'a year' }
          : key === 'level'
            ? { why: 'the class of the figure between level1, level2 and level3' }
            : `ladder.${levels[i!].ladder}.${key}`,
  },
  { way: 'evidence/*/*/*', name: ([id, year, grade]) => `evidence.${id}.${grade}@${year}` },
  {
    way: 'assumptions/*/*/*/*',
    name: ([counting, id, year, grade]) => `evidence.${id}.${grade}.${counting}@${year}`,
  },
  { way: 'costs/uncosted/*', name: none('how many entries state no cost: a count') },
  { way: 'costs/*', name: ([key]) => `costs.${key}` },
  { way: 'changes/peakYear', name: () => 'change.peak' },
  { way: 'changes/peakValue', name: () => 'change.peak.value' },
  { way: 'changes/co2In2030', name: () => 'change.co2.total@2030' },
  { way: 'changes/residual', name: () => 'change.neutrality.residual' },
  {
    way: 'changes/cost/*',
    name: ([key]) => (key === 'avoided' || key === 'perTonne' ? `change.${key}` : `change.costs.${key}`),
  },
  { way: 'changes/inputs/*/line', name: none('a line of a file') },
  { way: 'warnings/*/*', name: none('a place in a file') },
]

/** Numbers of `compare --format json`; of a figure of one side it is said which. */
export const compareRules: readonly Rule[] = [
  { way: 'years/*', name: none('a year') },
  { way: 'observedTo', name: none('a year') },
  { way: 'indicators/*/values/*/*', name: none('a figure of one side: INDICATOR@YEAR of that scenario') },
  { way: 'peak/*/*', name: none('a figure of one side: peak, peak.value') },
  { way: 'peak/*/plateau/*', name: none('a figure of one side: peak.plateau.from, .to') },
  { way: 'neutrality/*/*', name: none('a figure of one side: neutrality.year, .residual') },
  { way: 'targets/*/margins/*', name: none('a figure of one side: target.ID.margin') },
  { way: 'pairs/*/differing', name: none('a count') },
  { way: 'pairs/*/beyond/*/difference', name: ([i, j], { pairs }) => pairs[i!].beyond[j!].explain },
  { way: 'pairs/*/beyond/*/tolerance', name: none('as asked for by --tolerance') },
  { way: 'pairs/*/beyond/*/year', name: none('a year') },
  { way: 'pairs/*/beyond/*/*', name: none('a figure of one side: INDICATOR@YEAR') },
  { way: 'pairs/*/inputs/*/*/line', name: none('a line of a file') },
  { way: 'pairs/*/attribution/gap', name: ([i], { pairs }) => pairs[i!].attribution.explain },
  { way: 'pairs/*/attribution/year', name: none('a year') },
  { way: 'pairs/*/attribution/*', name: none('a figure of one side: INDICATOR@YEAR') },
  {
    way: 'pairs/*/attribution/*/*/difference',
    name: ([i, list, j], { pairs }) =>
      pairs[i!].attribution[list!][j!].explain ?? { why: 'firms and zones are no cut that explain knows' },
  },
  { way: 'pairs/*/attribution/*/*/*', name: none('a figure of one side: the name less change.') },
]

/** Numbers of `decompose --format json`. */
export const decomposeRules: readonly Rule[] = [
  { way: 'from', name: none('a year') },
  { way: 'to', name: none('a year') },
  { way: 'before', name: (_, { indicator, from }) => `${indicator}@${from}` },
  { way: 'after', name: (_, { indicator, to }) => `${indicator}@${to}` },
  { way: 'change', name: (_, { explain }) => explain },
  { way: 'effects/*/value', name: ([i], { effects }) => effects[i!].explain },
  { way: 'sectors/*/change', name: ([i], { sectors }) => sectors[i!].explain },
  {
    way: 'sectors/*/effects/*',
    name: ([i, effect], { sectors, indicator, from, to }) =>
      `effect.${effect}.${indicator}.of.${sectors[i!].id}@${from}..${to}`,
  },
  { way: 'forms/*', name: none('how many leaves a form holds: a count') },
  { way: 'trend/*', name: none('a test statistic over all years') },
]
