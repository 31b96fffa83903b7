// Speed as ratios: pairs run in turn in one session, so that a noisy machine is noisy to both. `npm run bench`.
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
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
      ['dist/launch.js', 'run', reference, '--format', 'json'],
      nothing,
    ),
  )
else left.push(`run: ${reference} is missing`)
if (existsSync(reference) && existsSync(other)) {
  rows.push(
    pair('compare of two scenarios / node -e 0', 6, ['dist/launch.js', 'compare', reference, other], nothing),
  )
  // More than 12 levers, sampled with 500 orders (over 10,000 runs): the whole process, from files to the answer (milliseconds, no ratio).
  const start = time([
    'dist/launch.js',
    'compare',
    reference,
    'scenarios/jiaocheng/neutral-combined.yaml',
    '--by',
    'lever',
  ])
  rows.push({ name: 'gap by lever of neutral-combined, whole process', target: 5000, ours: start, rounds: 1 })
}

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
