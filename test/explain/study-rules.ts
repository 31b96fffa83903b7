import { type Loose, none, type Rule } from './named.ts'

/** Names of numbers of many runs, by the rules of docs/figures.md alone. */

const settings = (ways: readonly string[]): readonly Rule[] =>
  ways.map((way) => ({ way, name: none('as it was asked, or where it stands') }))

/** What all studies that draw tell alike. */
const common = (study: (document: Loose) => string): readonly Rule[] => [
  { way: 'broken/*/line', name: none('where it stands') },
  { way: 'broken/*/*', name: ([i, key], d) => `${study(d)}.broken.${Number(i) + 1}.${key}` },
  { way: 'defaultRanges/*/line', name: none('where it stands') },
  {
    way: 'defaultRanges/*/*',
    name: ([i, key], d) => `${study(d)}.defaultRange.${d.defaultRanges[i!].of}.${key}`,
  },
]

export const ensembleRules: readonly Rule[] = [
  ...settings([
    'seed',
    'block',
    'replicates',
    'residual/year',
    'dimensions/*/line',
    'projects/*/line',
    'targets/*/by',
  ]),
  ...common(() => 'ensemble'),
  { way: 'pulls/*/year', name: none('the year of the name') },
  {
    way: 'pulls/*/inputs/*/by',
    name: ([i, k], d) => {
      const { indicator, year, inputs } = d.pulls[i!]
      return `ensemble.pull.${indicator}.by.${inputs[k!].id}@${year}`
    },
  },
  { way: 'redrawn/*/line', name: none('where it stands') },
  { way: 'redrawn/*/*', name: ([i, key]) => `ensemble.redrawn.${Number(i) + 1}.${key}` },
  { way: 'counties/*/redrawn', name: ([i], d) => `ensemble.county.${d.counties[i!].id}.redrawn` },
  { way: 'draws/*', name: ([key]) => `ensemble.draws.${key}` },
  { way: 'certain', name: () => 'ensemble.certain' },
  { way: 'quantileError', name: () => 'ensemble.quantileError' },
  { way: 'indicators/*/years/*/*', name: ([id, year, key]) => `ensemble.${id}.${key}@${year}` },
  { way: 'indicators/*/run/*', name: none('the single run: INDICATOR@YEAR of the scenario') },
  { way: 'residual/run', name: none('the single run: neutrality.residual of the scenario') },
  { way: 'residual/*', name: ([key]) => `ensemble.residual.${key}` },
  { way: 'peak/run', name: none('the single run: peak of the scenario') },
  { way: 'peak/*/*', name: ([key, year]) => `ensemble.peak.${key}@${year}` },
  { way: 'targets/*/years/*', name: ([i, year], d) => `ensemble.target.${d.targets[i!].id}.share@${year}` },
  {
    way: 'targets/*/interval/*',
    name: ([i, end], d) => `ensemble.target.${d.targets[i!].id}.${end === '0' ? 'low' : 'high'}`,
  },
  { way: 'targets/*/*', name: ([i, key], d) => `ensemble.target.${d.targets[i!].id}.${key}` },
  { way: 'projects/*/*', name: ([i, key], d) => `ensemble.project.${d.projects[i!].id}.${key}` },
  ...['projects/*/delay/*', 'projects/*/delay/*/*'].map((way) => ({
    way,
    name: none('a distribution as written: ensemble.input.projects.ID.delay'),
  })),
  ...['*', 'distribution/*', 'distribution/*/*'].map(
    (rest): Rule => ({
      way: `dimensions/*/${rest}`,
      name: ([i, ...keys], d) =>
        `ensemble.input.${d.dimensions[i!].id}.${rest === '*' ? keys[0] : ['distribution', ...keys].join('.')}`,
    }),
  ),
  { way: 'correlations/*/rho', name: ([i]) => `ensemble.correlation.${Number(i) + 1}` },
]

const asked = (before: string, of: string, input: string): string => {
  const [name = '', year] = of.split('@')
  return `${before}.${name}${input === '' ? '' : `.by.${input}`}${year === undefined ? '' : `@${year}`}`
}

const row = (key: string) => (keys: readonly string[], d: Loose) => {
  const question = d.questions[keys[0]!]
  return asked(`${d.method}.${key}`, question.of, question.rows[keys[1]!].id)
}

export const sensitivityRules: readonly Rule[] = [
  ...settings([
    'seed',
    'design/*',
    'inputs/*/line',
    'questions/*/year',
    'questions/*/certain/*/line',
    'questions/*/kinks/*/count',
    'questions/*/kinks/*/years/*',
  ]),
  ...common((d) => d.method),
  { way: 'points/*', name: ([key], d) => `${d.method}.points.${key}` },
  { way: 'certain', name: (_, d) => `${d.method}.certain` },
  { way: 'inputs/*/*', name: ([i, key], d) => `${d.method}.input.${d.inputs[i!].id}.${key}` },
  { way: 'questions/*/run', name: none('the single run: as it is asked of the scenario') },
  {
    way: 'questions/*/sums/*',
    name: ([i, key], d) => asked(`${d.method}.sums.${key}`, d.questions[i!].of, ''),
  },
  { way: 'questions/*/*', name: ([i, key], d) => asked(`${d.method}.${key}`, d.questions[i!].of, '') },
  { way: 'questions/*/rows/*/first/value', name: row('first') },
  { way: 'questions/*/rows/*/total/value', name: row('total') },
  ...(['first', 'total'] as const).map(
    (index): Rule => ({
      way: `questions/*/rows/*/${index}/*`,
      name: ([i, j, end], d) => row(`${index}.${end}`)([i!, j!], d),
    }),
  ),
  {
    way: 'questions/*/rows/*/linear/*',
    name: ([i, j, end], d) => row(`slope.${end === '0' ? 'low' : 'high'}`)([i!, j!], d),
  },
  { way: 'questions/*/rows/*/*', name: ([i, j, key], d) => row(key!)([i!, j!], d) },
  {
    way: 'questions/*/certain/*/*',
    name: ([i, j, key], d) => {
      const question = d.questions[i!]
      return asked(
        `${d.method}.certain${key === 'change' ? '' : `.${key}`}`,
        question.of,
        question.certain[j!].id,
      )
    },
  },
]

export const discoverRules: readonly Rule[] = [
  ...settings(['seed', 'target/by', 'wanted/*', 'boxes/*/bounds/*/line']),
  ...common((d) => `discover.${d.target.id}`),
  ...['draws/*', 'searched/*', 'held/*'].map(
    (way): Rule => ({
      way,
      name: ([key], d) => `discover.${d.target.id}.${way.replace('/*', '')}.${key}`,
    }),
  ),
  ...['dimensions', 'cases', 'share', 'together'].map(
    (way): Rule => ({
      way,
      name: (_, d) => `discover.${d.target.id}.${way}`,
    }),
  ),
  { way: 'boxes/*/lift', name: ([i], d) => `discover.${d.target.id}.box.${Number(i) + 1}.lift` },
  {
    way: 'boxes/*/bounds/*/values/*',
    name: ([i, j, k], d) => `discover.${d.target.id}.box.${Number(i) + 1}.bound.${Number(j) + 1}.values.${k}`,
  },
  {
    way: 'boxes/*/bounds/*/*',
    name: ([i, j, key], d) => `discover.${d.target.id}.box.${Number(i) + 1}.bound.${Number(j) + 1}.${key}`,
  },
  {
    way: 'boxes/*/*/*',
    name: ([i, half, key], d) => `discover.${d.target.id}.box.${Number(i) + 1}.${half}.${key}`,
  },
]
