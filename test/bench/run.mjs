// Speed as ratios: pairs run in turn in one session, so that a noisy machine is noisy to both. `npm run bench`.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(here, '../..')
process.chdir(root)
const rounds = Number(process.env.ROUNDS ?? 21)

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Milliseconds of one process, start to end; a command that fails is no measurement. */
function time(args) {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const took = Number(process.hrtime.bigint() - start) / 1e6
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
  return took
}

/** A and B in turn, after one round that is thrown away. */
function pair(name, target, a, b) {
  time(a)
  time(b)
  const times = { a: [], b: [] }
  for (let i = 0; i < rounds; i++) {
    times.a.push(time(a))
    times.b.push(time(b))
  }
  const ratios = times.a.map((value, i) => value / times.b[i])
  return { name, target, ratio: median(ratios), ours: median(times.a), theirs: median(times.b), rounds }
}

/** A scenario that differs from the reference by twelve levers that all move its emissions: 4,096 mixtures. */
const twelve = [
  'kind: scenario',
  'id: twelve',
  'baseline: jiaocheng',
  'extends: ../jiaocheng/reference.yaml',
  'defaults: { source: made-up, grade: assumption }',
  'sources:',
  '  made-up: { title: made up, kind: judgement }',
  'drivers:',
  ...[
    'coke-market',
    'nitrate-market',
    'ferro-alloy-index',
    'building-index',
    'works-index',
    'new-works-index',
    'cars-per-person',
    'heavy-trucks',
    'public-floor-per-person',
  ].map((id) => `  ${id}: { path: { times: 90%, from: 2027 } }`),
  'demands:',
  '  refined-femn-sales: { intensity: 9 万t/a }',
  '  mn-si-sales: { intensity: 2.5 万t/a }',
  '  casting-sales: { intensity: 16 万t/a }',
  '',
].join('\n')

/** A scenario of 200 lines on top of the reference: long paths of six drivers that a measure and an end use could follow. */
function provinceFile(i) {
  const lines = [
    'kind: scenario',
    `id: p${i}`,
    'baseline: jiaocheng',
    'extends: ../jiaocheng/reference.yaml',
    'defaults: { source: made-up, grade: assumption }',
    'sources:',
    '  made-up: { title: made up, kind: judgement }',
    'drivers:',
  ]
  for (let k = 0; k < 6; k++) {
    lines.push(`  d${k}:`, `    name: { zh: d${k}, en: d${k} }`, '    path:')
    for (let year = 2020; year <= 2060; year += 2) lines.push(`      ${year}: ${100 + k + i + year - 2020}`)
    lines.push('      interpolate: linear')
  }
  lines.push('measures:', '  n2o-tertiary:', '    adoption:', '      from: 2026')
  lines.push(`      2030: ${30 + (i % 50)}%`, '      2040: 85%', '      after: hold')
  while (lines.length < 200) lines.push(`# line ${lines.length} of a file as long as people write them`)
  return `${lines.join('\n')}\n`
}

const reference = 'scenarios/jiaocheng/reference.yaml'
const nothing = ['-e', '0']
const rows = [pair('--version / node -e 0', 1.5, ['dist/launch.js', '--version'], nothing)]
const other = 'scenarios/jiaocheng/peak-2028.yaml'
const left = []
if (existsSync(reference))
  rows.push(
    pair(
      'run reference --format json / node -e 0',
      4,
      ['dist/launch.js', 'run', reference, '--format', 'json', '--no-cache'],
      nothing,
    ),
  )
else left.push(`run: ${reference} is missing`)
if (existsSync(reference) && existsSync(other)) {
  rows.push(
    pair(
      'compare of two scenarios / node -e 0',
      6,
      ['dist/launch.js', 'compare', reference, other, '--no-cache'],
      nothing,
    ),
  )
  // More than 12 levers, sampled with 500 orders (over 10,000 runs): the whole process, from files to the answer (milliseconds, no ratio).
  const start = time([
    'dist/launch.js',
    'compare',
    reference,
    'scenarios/jiaocheng/neutral-combined.yaml',
    '--by',
    'lever',
    '--no-cache',
  ])
  rows.push({ name: 'gap by lever of neutral-combined, whole process', target: 5000, ours: start, rounds: 1 })
}

// ---- A check that was made before, with nothing changed since: whole processes. ----
const kept = mkdtempSync(join(tmpdir(), 'bench-'))
process.env.XDG_CACHE_HOME = join(kept, 'cache')
rows.push(
  pair(
    'check again, unchanged / node -e 0',
    3,
    ['dist/launch.js', 'check', 'scenarios', 'baselines', '--quiet'],
    nothing,
  ),
  pair('compare again, unchanged / node -e 0', 3, ['dist/launch.js', 'compare', reference, other], nothing),
)

// ---- A province: files of 200 lines in one process (PROVINCE says how many), in seconds; and whether a file costs more among many. ----
{
  const many = Number(process.env.PROVINCE ?? 1000)
  const place = join(kept, 'province')
  cpSync('baselines', join(place, 'baselines'), { recursive: true })
  cpSync('scenarios/jiaocheng', join(place, 'scenarios/jiaocheng'), { recursive: true })
  writeFileSync(join(place, 'peakzero.yaml'), '')
  // Twelve levers are shared exactly, over all their 4,096 mixtures: the whole process again (milliseconds).
  mkdirSync(join(place, 'scenarios/twelve'))
  writeFileSync(join(place, 'scenarios/twelve/twelve.yaml'), twelve)
  const sides = ['scenarios/jiaocheng/reference.yaml', 'scenarios/twelve/twelve.yaml'].map((file) =>
    join(place, file),
  )
  const asked = [
    'dist/launch.js',
    'compare',
    ...sides,
    '--by',
    'lever',
    '--at',
    'co2.total@2030',
    '--format',
    'json',
    '--no-cache',
  ]
  const { stdout } = spawnSync(process.execPath, asked, { encoding: 'utf8', maxBuffer: 1e9 })
  const { runs } = JSON.parse(stdout).pairs[0].attribution.lever
  if (runs !== 4096) throw new Error(`twelve levers are 4096 mixtures, not ${runs}`)
  rows.push({
    name: 'gap of 12 levers, 4096 mixtures, whole process',
    target: 5000,
    ours: time(asked),
    rounds: 1,
  })
  const take = (count) => {
    const folder = join(place, `scenarios/of-${count}`)
    mkdirSync(folder)
    for (let i = 0; i < count; i++) writeFileSync(join(folder, `p${i}.yaml`), provinceFile(i))
    const start = process.hrtime.bigint()
    const { status, stderr } = spawnSync(
      process.execPath,
      ['dist/launch.js', 'check', folder, '--no-cache', '--quiet'],
      { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1e9 },
    )
    if (status !== 0)
      throw new Error(`check of ${count} files ended with ${status}: ${String(stderr).slice(0, 2000)}`)
    return Number(process.hrtime.bigint() - start) / 1e9
  }
  const few = Math.max(1, Math.round(many / 10))
  const [small, large] = [take(few), take(many)]
  rows.push({
    name: `check of ${many} scenarios, seconds`,
    target: (20 * many) / 1000,
    ours: large,
    rounds: 1,
  })
  rows.push({
    name: `time a file, ${many} / ${few} files`,
    target: 1.1,
    ratio: large / many / (small / few),
    ours: (large / many) * 1000,
    theirs: (small / few) * 1000,
    rounds: 1,
  })
}
rmSync(kept, { recursive: true, force: true })

// ---- One engine run of the compiled reference county, first and warm (milliseconds, no ratio). ----
// dist/index.mjs exports `compileFile(path)`: a promise of something with `run()`.
const door = existsSync('dist/index.mjs') ? await import(pathToFileURL(resolve('dist/index.mjs')).href) : {}
if (typeof door.compileFile === 'function' && existsSync(reference)) {
  const compiled = await door.compileFile(reference)
  const once = () => {
    const start = process.hrtime.bigint()
    compiled.run()
    return Number(process.hrtime.bigint() - start) / 1e6
  }
  rows.push({ name: 'one engine run, first', target: 25, ours: once(), rounds: 1 })
  for (let i = 0; i < 50; i++) once()
  rows.push({
    name: 'one engine run, warm',
    target: 3,
    ours: median(Array.from({ length: 50 }, once)),
    rounds: 50,
  })
} else left.push('engine run: dist/index.mjs has no compileFile')
// ---- An ensemble of the reference county, in one thread: draws, figures and sketches (milliseconds a draw, no ratio). ----
// The time of a short ensemble is taken off, so that reading, compiling and emitting do not count.
if (typeof door.ensemble === 'function' && existsSync(reference)) {
  const draw = async (draws) => {
    const start = process.hrtime.bigint()
    await door.ensemble(reference, { draws, design: 'sobol' })
    return { took: Number(process.hrtime.bigint() - start) / 1e6 }
  }
  await draw(1024)
  const short = await draw(1024)
  const long = await draw(16384)
  rows.push({
    name: 'ensemble, one thread, ms a draw',
    target: 0.08,
    ours: (long.took - short.took) / (16384 - 1024),
    rounds: 1,
  })
} else left.push('ensemble: dist/index.mjs has no ensemble')
// ---- Memory: the most that a whole process held, at 64 times as many draws; and a region of several copies of the county. ----
/** Peak resident set (bytes) and processor time (seconds) of a process, as it tells them itself when it ends. */
function cost(args) {
  const place = mkdtempSync(join(tmpdir(), 'cost-'))
  const told = join(place, 'told.mjs')
  const file = join(place, 'cost.json')
  writeFileSync(
    told,
    `import { writeFileSync } from 'node:fs'
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  writeFileSync(${JSON.stringify(file)}, JSON.stringify({ peak: maxRSS * 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 }))
})`,
  )
  time(['--import', pathToFileURL(told).href, ...args])
  const found = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(place, { recursive: true, force: true })
  return found
}
if (existsSync(reference)) {
  const drawn = (path, draws) =>
    cost([
      'dist/launch.js',
      'ensemble',
      path,
      '--draws',
      String(draws),
      '--design',
      'random',
      '--threads',
      '1',
      '--quiet',
    ])
  const [few, many] = [drawn(reference, 2048), drawn(reference, 131072)]
  rows.push({
    name: 'ensemble, peak memory at 131072 / 2048 draws (MB)',
    target: 1.05,
    ratio: many.peak / few.peak,
    ours: many.peak / 1e6,
    theirs: few.peak / 1e6,
    rounds: 1,
  })
  // Copies of the county with other ids; COUNTIES says how many.
  const counties = Number(process.env.COUNTIES ?? 12)
  const place = mkdtempSync(join(tmpdir(), 'region-'))
  for (const folder of ['library', 'policies'])
    cpSync(join('baselines', folder), join(place, 'baselines', folder), { recursive: true })
  writeFileSync(join(place, 'peakzero.yaml'), '')
  const [baseline, scenario] = ['baselines/jiaocheng.yaml', reference].map((path) =>
    readFileSync(path, 'utf8'),
  )
  const ids = Array.from({ length: counties }, (_, i) => `c${i}`)
  mkdirSync(join(place, 'scenarios'))
  for (const id of ids) {
    writeFileSync(join(place, `baselines/${id}.yaml`), baseline.replace(/^id: jiaocheng$/m, `id: ${id}`))
    const own = scenario
      .replace(/^baseline: jiaocheng$/m, `baseline: ${id}`)
      .replace(/^reference: .*$/m, `reference: ${id}.yaml`)
      .replace(/^expect:.*(?:\n {2}.*)*/m, '')
    writeFileSync(join(place, `scenarios/${id}.yaml`), own)
  }
  const region = (list) => {
    const path = join(place, `scenarios/of-${list.length}.yaml`)
    writeFileSync(
      path,
      `kind: region\nid: r\ntitle: { zh: r, en: r }\ncounties: [${list.map((id) => `${id}.yaml`).join(', ')}]\n`,
    )
    return drawn(path, 2048)
  }
  const [one, all] = [region(ids.slice(0, 1)), region(ids)]
  rmSync(place, { recursive: true, force: true })
  rows.push({
    name: `ensemble, processor time a county, ${counties} / 1 counties (s)`,
    target: 1.1,
    ratio: all.cpu / counties / one.cpu,
    ours: all.cpu / counties,
    theirs: one.cpu,
    rounds: 1,
  })
}
// ---- The gradient of one figure with respect to every number, beside one run: both warm, in turn, by the same interpreter. ----
if (typeof door.gradientBench === 'function' && existsSync(reference)) {
  const { once, gradient } = await door.gradientBench(reference, 'ghg.net', 2045)
  const clock = (act) => {
    const start = process.hrtime.bigint()
    act()
    return Number(process.hrtime.bigint() - start) / 1e6
  }
  for (let i = 0; i < 30; i++) {
    clock(once)
    clock(gradient)
  }
  const times = Array.from({ length: 40 }, () => [clock(once), clock(gradient)])
  rows.push({
    name: 'gradient, all numbers / one run',
    target: 5,
    ratio: median(times.map(([a, b]) => b / a)),
    ours: median(times.map(([, b]) => b)),
    theirs: median(times.map(([a]) => a)),
    rounds: 40,
  })
} else left.push('gradient: dist/index.mjs has no gradientBench')
// ---- The same against C from the same graph, random numbers, conditions and sketches included (microseconds a draw of processor time). ----
if (existsSync(reference)) {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-'))
  const { build } = await import('esbuild')
  const banner = { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" }
  await build({
    entryPoints: [join(here, 'yardstick.ts')],
    outfile: resolve('dist/yardstick.tmp.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    define: { PEAKZERO_VERSION: '"0.0.0"' },
    banner,
  })
  try {
    const { yardstick } = await import(pathToFileURL(resolve('dist/yardstick.tmp.mjs')).href)
    const found = await yardstick(reference, 16384)
    // Plan to the first numbers of the module: passes, bytes, compilation and one batch, in processes of their own under the flags that the
    // program gives V8 (cli/cached.ts); beside the processor time that an empty process has taken when it ends.
    const flags = ['--semi-space-growth-factor=32', '--interrupt-budget=300000']
    const told = (args) => JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout)
    const bundle = JSON.stringify(pathToFileURL(resolve('dist/yardstick.tmp.mjs')).href)
    const code = `import(${bundle}).then((m) => m.cold(${JSON.stringify(reference)})).then((x) => console.log(JSON.stringify(x)))`
    const empty = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)'
    const cold = Array.from({ length: 7 }, () => ({
      ...told([...flags, '-e', code]),
      empty: told(['-e', empty]),
    }))
    rows.push({
      name: 'plan to first batch of the module, cold / node -e 0 (ms)',
      target: 1.5,
      ratio: median(cold.map(({ first, empty: other }) => first / other)),
      ours: median(cold.map(({ first }) => first)),
      theirs: median(cold.map(({ empty: other }) => other)),
      rounds: cold.length,
    })
    rows.push({
      name: 'plan to first batch of the module, again',
      target: 50,
      ours: median(cold.map(({ again }) => again)),
      rounds: cold.length,
    })
    const compiler = ['clang', 'gcc'].find((name) => spawnSync(name, ['--version']).status === 0)
    if (found.c === undefined) left.push(`ensemble against C: ${found.why}`)
    else if (!compiler) left.push('ensemble against C: neither clang nor gcc is there')
    else {
      writeFileSync(join(folder, 'y.c'), found.c)
      for (const [flag, target] of [
        ['-march=native', 2.7],
        ['-msse4.1', 1.25],
      ]) {
        const program = join(folder, flag.slice(2))
        const made = spawnSync(compiler, [
          '-O3',
          '-ffp-contract=off',
          '-w',
          flag,
          join(folder, 'y.c'),
          '-lm',
          '-o',
          program,
        ])
        if (made.status !== 0) {
          left.push(`ensemble against C ${flag}: ${compiler} refuses it`)
          continue
        }
        found.kernel()
        const pairs = Array.from({ length: 5 }, () => {
          const [us, mean] = String(spawnSync(program).stdout).split(' ').map(Number)
          const ours = found.kernel()
          if (!(Math.abs(ours.mean / mean - 1) < 1e-9)) throw new Error('C computes something else')
          return { ours: ours.us, theirs: us }
        })
        rows.push({
          name: `ensemble, us a draw (${found.drawn.join(' of ')} drawn) / ${compiler} -O3 ${flag}`,
          target,
          ratio: median(pairs.map(({ ours, theirs }) => ours / theirs)),
          ours: median(pairs.map(({ ours }) => ours)),
          theirs: median(pairs.map(({ theirs }) => theirs)),
          rounds: pairs.length,
        })
      }
    }
  } finally {
    rmSync(resolve('dist/yardstick.tmp.mjs'), { force: true })
    rmSync(folder, { recursive: true, force: true })
  }
  // Two threads against one: whole processes, less what both spend before the first draw.
  const draws = Number(process.env.DRAWS ?? 131072)
  const take = (threads, count) =>
    time([
      'dist/launch.js',
      'ensemble',
      reference,
      '--draws',
      String(count),
      '--threads',
      String(threads),
      '--quiet',
    ])
  const pairs = Array.from({ length: 3 }, () => ({
    one: take(1, draws) - take(1, 1024),
    two: take(2, draws) - take(2, 1024),
  }))
  rows.push({
    name: `ensemble of ${draws} draws: two threads / one`,
    target: 1 / 1.85,
    ratio: median(pairs.map(({ one, two }) => two / one)),
    ours: median(pairs.map(({ two }) => two)),
    theirs: median(pairs.map(({ one }) => one)),
    rounds: pairs.length,
  })
}
// ---------------------------------------------------------------------------------------------------

const show = (value) => (value === undefined ? '-' : value.toFixed(2))
console.log(
  `${'case'.padEnd(44)}${'ours ms'.padStart(10)}${'other ms'.padStart(10)}${'ratio'.padStart(8)}${'target'.padStart(8)}`,
)
for (const { name, ours, theirs, ratio, target } of rows) {
  const met = (ratio ?? ours) <= target ? 'ok' : 'MISSED'
  console.log(
    `${name.padEnd(44)}${show(ours).padStart(10)}${show(theirs).padStart(10)}${show(ratio).padStart(8)}${show(target).padStart(8)}  ${met}`,
  )
}
for (const line of left) console.log(`not measured: ${line}`)
writeFileSync(
  join(here, 'latest.json'),
  `${JSON.stringify({ node: process.version, arch: process.arch, rows, notMeasured: left }, undefined, 2)}\n`,
)
