// Who may look at whom (the rooms' READMEs say why). For dependency-cruiser: `npm run rooms`.

/** Which rooms each room may look down on. A pair that is not listed is forbidden. */
const below = {
  disk: [],
  quantity: [],
  numerics: [],
  text: ['quantity'],
  diagnostics: ['text', 'quantity'],
  model: ['quantity', 'text', 'diagnostics'],
  input: ['disk', 'model', 'quantity', 'text', 'diagnostics'],
  engine: ['model', 'quantity', 'numerics', 'diagnostics', 'text'],
  analysis: ['engine', 'model', 'quantity', 'numerics', 'text', 'diagnostics'],
  study: ['analysis', 'engine', 'model', 'quantity', 'numerics', 'text', 'diagnostics'],
  report: ['quantity', 'numerics', 'text', 'diagnostics'], // and types from anywhere below
  pipeline: [
    'disk',
    'report',
    'study',
    'analysis',
    'engine',
    'input',
    'model',
    'quantity',
    'text',
    'diagnostics',
  ],
  cli: ['disk', 'diagnostics', 'text', 'report'], // and the front door
}

/** A package has one door. */
const doors = {
  yaml: 'src/input/(document[.]ts$|yaml/)',
  mathjs: 'src/engine/expression[.]ts$',
  zod: 'src/(model/|input/(bind|schema)[.]ts$)',
  commander: 'src/cli/',
  fflate: 'src/report/office/zip[.]ts$',
  'hyparquet(-writer)?': 'src/report/formats/parquet[.]ts$',
  '@resvg/resvg-js': 'src/report/formats/png[.]ts$',
}

module.exports = {
  forbidden: [
    // Types may refer to each other in both directions: nothing runs.
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...Object.entries(below).map(([room, rooms]) => ({
      name: `${room}-looks-down-only`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: {
        path: '^src/',
        pathNot: [
          `^src/(${[room, ...rooms].join('|')})/`,
          ...(room === 'cli' ? ['^src/(index|thread)[.]ts$'] : []),
        ],
        ...(room === 'report' ? { dependencyTypesNot: ['type-only'] } : {}),
      },
    })),
    // Types from below are for report; its own roof is not below.
    {
      name: 'report-never-looks-up',
      severity: 'error',
      from: { path: '^src/report/' },
      to: { path: '^src/(cli/|pipeline/|index[.]ts$|browser[.]ts$)' },
    },
    ...Object.entries(doors).map(([name, place]) => ({
      name: `${name}-has-one-door`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^${place}` },
      to: { path: `node_modules/${name}/` },
    })),
    {
      name: 'files-open-at-the-doors',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|disk/|input/(load|pack-library)[.]ts$)' },
      to: { path: '^(node:)?fs(/promises)?$', dependencyTypes: ['core'] },
    },
    { name: 'src-never-sees-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
    { name: 'no-lost-import', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
    doNotFollow: { path: 'node_modules' },
  },
}
