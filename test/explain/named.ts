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
  ...['moved', 'unranged', 'clipped', 'year'].map((key) => ({
    way: `assumptions/${key}`,
    name: none('a count, a year'),
  })),
  ...['byLevel', 'byPeakYear'].flatMap((list): Rule[] => [
    {
      way: `assumptions/${list}/*/level/*`,
      name: ([i, end], { assumptions }) =>
        `move ${assumptions[list][i!].path}=${end === '0' ? 'low' : 'high'} change.${assumptions.indicator}@${assumptions.year}`,
    },
    {
      way: `assumptions/${list}/*/peakYear/*`,
      name: ([i, end], { assumptions }) =>
        `move ${assumptions[list][i!].path}=${end === '0' ? 'low' : 'high'} change.peak`,
    },
    { way: `assumptions/${list}/*/*`, name: none('a number as it is written, with its range, and its line') },
  ]),
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
    name: ([i, list, j], { pairs }) => pairs[i!].attribution[list!][j!].explain,
  },
  { way: 'pairs/*/attribution/lever/*', name: none('how the shares were drawn: counts and a seed') },
  {
    way: 'pairs/*/attribution/lever/rows/*/difference',
    name: ([i, j], { pairs }) => pairs[i!].attribution.lever.rows[j!].explain,
  },
  { way: 'pairs/*/attribution/lever/rows/*/error', name: none('the standard error of a sample of orders') },
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
  { way: 'trend/*', name: ([key], { trend }) => trend.explain.replace('.z@', `.${key}@`) },
]

/** On which side a number of `admit` or `screen` stands: the scenario as it is, or with the project. */
export const without = (what: string) => `without ${what}`

/** Numbers of the reasons of a verdict; `at` is the way to the list, the reason is found by `find`. */
const reasonRules = (
  at: string,
  find: (keys: readonly string[], document: Loose) => Loose,
): readonly Rule[] => [
  { way: `${at}/*/year`, name: none('a year') },
  { way: `${at}/*/worst`, name: none('a year') },
  { way: `${at}/*/wanted`, name: none('the level that is asked for') },
  { way: `${at}/*/part`, name: none('the share of its size at which it was tried') },
  {
    way: `${at}/*/*`,
    name: (keys, document) => {
      const key = keys.at(-1)!
      const { rule, explain, part, id } = find(keys, document)
      if (rule === 'replaces') return { why: 'capacities as they are written: explain projects.ID' }
      if (part !== undefined)
        return { why: 'found at a part of its size: set its capacity to that part and ask' }
      if (rule === 'limit')
        return key === 'missing' ? `short.${explain}` : key === 'with' ? explain : without(explain)
      if (rule === 'supply') {
        const unit = String(explain).replace(/^potential\./, '')
        if (id !== '')
          return key === 'missing' ? `change.${explain}` : key === 'with' ? explain : without(explain)
        return key === 'missing' ? `lacking.${unit}` : key === 'with' ? explain : `activity.${unit}`
      }
      if (rule === 'entry')
        return key === 'missing'
          ? String(explain).replace('@', `.beyond.${find(keys, document).wanted}@`)
          : explain
      // A permit: what is used or freed, and how far it misses.
      return key === 'missing'
        ? String(explain).replace('.used@', '.beyond@').replace('.freed@', '.unfreed@')
        : explain
    },
  },
]

const facts: readonly Rule[] = ['start', 'settled', 'capacity'].flatMap((key) => [
  { way: `project/${key}`, name: none('as written: explain projects.ID') },
  { way: `projects/*/${key}`, name: none('as written: explain projects.ID') },
])

/** Numbers of `admit --format json`, asked for with `--admit PROJECT`. */
export const admitRules: readonly Rule[] = [
  ...facts,
  { way: 'until', name: none('as asked for by --until') },
  ...reasonRules('reasons', ([i], { reasons }) => reasons[i!]),
  { way: 'missedBefore/*/year', name: none('a year') },
  {
    way: 'missedBefore/*/*',
    name: ([i, key], { missedBefore }) =>
      key === 'with' ? missedBefore[i!].explain : without(missedBefore[i!].explain),
  },
  {
    way: 'effect/peak/*/plateau/*',
    name: ([side, i]) => sided(side!, `peak.plateau.${i === '0' ? 'from' : 'to'}`),
  },
  { way: 'effect/peak/*/year', name: ([side]) => sided(side!, 'peak') },
  { way: 'effect/peak/*/value', name: ([side]) => sided(side!, 'peak.value') },
  { way: 'effect/indicators/*/values/*', name: ([id, year]) => `change.${id}@${year}` },
  { way: 'ledgers/*/year', name: none('a year') },
  {
    way: 'ledgers/*/*',
    name: ([i, key], { ledgers }) => {
      const { explain, kind } = ledgers[i!]
      const of = (word: string) => String(explain).replace('.margin.', `.${word}.`)
      // Of an offset the cuts asked for are told as use, and what others have cut as the limit.
      const [used, limit] = kind === 'offset' ? [of('limit'), of('figure')] : [of('figure'), of('limit')]
      if (key === 'headroom') return explain
      return key === 'limit' ? limit : key === 'used' ? without(used) : `change.${used}`
    },
  },
  { way: 'unlimited/*/added', name: ([i], { unlimited }) => unlimited[i!].explain },
  {
    way: 'level/*',
    name: ([key], { level }) =>
      key === 'figure'
        ? level.explain
        : key === 'year' || key === 'level'
          ? { why: 'a year, a class' }
          : `ladder.${level.ladder}.${key}`,
  },
  {
    way: 'displaced/*/*',
    name: ([i, key], { displaced }) =>
      key === 'with' ? displaced[i!].explain : without(displaced[i!].explain),
  },
  { way: 'offers/*/valueAdded/year', name: none('a year') },
  {
    way: 'offers/*/valueAdded/change',
    name: ([i], { offers }) => `offset ${i} ${offers[i!].valueAdded.explain}`,
  },
  { way: 'searched/*', name: none('how many were tried: counts') },
  { way: 'warnings/*/*', name: none('a place in a file') },
]

const sided = (side: string, name: string): string => (side === 'with' ? name : without(name))

/** Numbers of `screen --format json`: `id` says whose, the project that is to be named by `--admit`. */
export const screenRules: readonly Rule[] = [
  { way: 'until', name: none('as asked for by --until') },
  ...facts,
  ...reasonRules('projects/*/reasons', ([i, j], { projects }) => projects[i!].reasons[j!]),
  { way: 'projects/*/valueAdded', name: ([i], { projects }) => projects[i!].explain },
  { way: 'projects/*/adds/*/value', name: ([i, id], { projects }) => projects[i!].adds[id!].explain },
  { way: 'projects/*/yields/*/value', name: ([i, id], { projects }) => projects[i!].yields[id!].explain },
  { way: 'set/refused', name: none('a count') },
  { way: 'set/valueAdded', name: (_, { set }) => `set ${set.explain}` },
  { way: 'freed/*/from', name: none('a year') },
  { way: 'freed/*/lost', name: ([i], { freed }) => `close ${i} ${freed[i!].explain}` },
  {
    way: 'freed/*/valueAdded',
    name: none('two screenings apart: of both sets `--admit … --close …` tells the value'),
  },
]

/** Numbers of `ensemble --format json`. */
export const ensembleRules: readonly Rule[] = [
  { way: 'indicators/*/run/*', name: ([id, year]) => `${id}@${year}` },
  { way: 'peak/run', name: () => 'peak' },
  { way: 'residual/run', name: () => 'neutrality.residual' },
]
