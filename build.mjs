// Bundles src into dist/: the launcher alone (it must start in no time), the program in chunks that are loaded when needed,
// and the front doors of the package. Built beside dist and put in its place whole, so that a running copy is never half new.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
process.chdir(root)
const { build } = await bundler()
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const target = resolve('dist')
const fresh = resolve(`dist.${process.pid}.tmp`)

/**
 * The bundler. `npm install -g git+…`, which is what pre-commit does, prepares a clone without the development packages, since
 * the install inside takes `global` for its own: then they are installed here first.
 */
async function bundler() {
  const require = createRequire(import.meta.url)
  try {
    return require('esbuild')
  } catch (error) {
    const { npm_config_global: global, npm_execpath: npm } = process.env
    if (global !== 'true' || !npm) throw error
    const env = { ...process.env, npm_config_global: 'false' }
    execFileSync(process.execPath, [npm, 'ci', '--ignore-scripts'], { cwd: root, env, stdio: 'inherit' })
    return require('esbuild')
  }
}

const common = {
  bundle: true,
  // Found where it is installed: a part of other programs, no part of this one (src/report/formats/png.ts).
  external: ['@resvg/resvg-js'],
  format: 'esm',
  target: 'node20',
  outdir: fresh,
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  define: { PEAKZERO_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
}
const require_ = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);"

/** The launcher finds the program beside it; it is no part of its bundle. */
const besideMain = {
  name: 'beside-main',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(main|cached|recall)\.ts$/ }, ({ path }) => ({
      path: path.replace('.ts', '.js').replace('cached', 'main'),
      external: true,
    }))
  },
}

/** Loaded by import() when a run needs them: the YAML parser and the parser of expressions. */
const lazy = {
  document: 'src/input/document.ts',
  expression: 'src/engine/expression.ts',
  parquet: 'src/report/formats/parquet.ts',
}
/** The parser of command lines can start other programs, which ours never asks of it: what it needs for that is loaded if ever. */
const noOtherPrograms = {
  name: 'no-other-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('commander') ? { path: 'later', namespace: 'child-process' } : undefined,
    )
    onLoad({ filter: /^later$/, namespace: 'child-process' }, () => ({
      contents: "module.exports = { get spawn() { return require('child_process').spawn } }",
    }))
  },
}
const lazily = {
  name: 'lazily',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined
      const found = Object.entries(lazy).find(([, from]) => resolve(resolveDir, path) === resolve(from))
      return found ? { path: `./${found[0]}.cjs`, external: true } : undefined
    })
  },
}

/** Every file under a folder with its bytes, to see whether anything changed. */
function contents(folder, prefix = '') {
  if (!existsSync(folder)) return new Map()
  return new Map(
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      const name = `${prefix}${entry.name}`
      return entry.isDirectory() ? [...contents(path, `${name}/`)] : [[name, readFileSync(path, 'base64')]]
    }),
  )
}

function same(a, b) {
  return a.size === b.size && [...a].every(([name, bytes]) => b.get(name) === bytes)
}

/** Put the fresh folder in the place of the old one; leave the old one alone when nothing changed. */
function replace() {
  if (same(contents(fresh), contents(target))) return
  const old = `${target}.${process.pid}.old.tmp`
  if (existsSync(target)) renameSync(target, old)
  renameSync(fresh, target)
  rmSync(old, { recursive: true, force: true })
}

/** What is built, unless its source is missing: a build without it is no build, and says so. */
const missing = []
function entries(sources) {
  return Object.fromEntries(
    Object.entries(sources).filter(([, source]) => {
      const there = existsSync(source)
      if (!there) missing.push(source)
      return there
    }),
  )
}

try {
  mkdirSync(fresh, { recursive: true })
  // CommonJS: Node starts it without its loader of modules.
  const plain = {
    ...common,
    platform: 'node',
    format: 'cjs',
    supported: { 'dynamic-import': false }, // no import() in a script: require, behind a promise
    define: { ...common.define, 'import.meta.url': '__url' },
    banner: { js: "const __url=require('node:url').pathToFileURL(__filename).href;" },
  }
  writeFileSync(join(fresh, 'package.json'), '{ "type": "commonjs" }\n')
  await build({ ...plain, banner: {}, entryPoints: { launch: 'src/cli/launch.ts' }, plugins: [besideMain] })
  await build({ ...plain, entryPoints: { main: 'src/cli/cached.ts' } })
  await build({ ...plain, banner: {}, entryPoints: { recall: 'src/cli/recall.ts' } })
  // A thread of a check: the program once more.
  await build({ ...plain, banner: {}, entryPoints: { checker: 'src/cli/checker.ts' }, plugins: [besideMain] })
  // The program is one script, so that V8 can keep what it compiled; what few runs need stays in files of its own.
  const script = {
    ...plain,
    minifyIdentifiers: true,
    banner: { js: `(function (exports, require, module, __filename, __dirname) {${plain.banner.js}` },
    footer: { js: '})' },
    plugins: [lazily, noOtherPrograms],
  }
  for (const [name, from] of Object.entries(entries({ program: 'src/cli/main.ts', ...lazy })))
    await build({
      ...script,
      outdir: undefined,
      outfile: join(fresh, `${name}.cjs`),
      entryPoints: [from],
      ...(name === 'program' ? {} : { banner: plain.banner, footer: {} }),
    })
  // What regular expressions hold beyond ASCII is written as its number, as the bundler does with strings: a script of one byte
  // a character is read faster and takes half the room.
  const program = join(fresh, 'program.cjs')
  const escaped = readFileSync(program, 'utf8').replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  writeFileSync(program, escaped)
  // What a thread of an ensemble runs.
  await build({
    ...plain,
    minifyIdentifiers: true,
    outdir: undefined,
    outfile: join(fresh, 'worker.cjs'),
    entryPoints: ['src/cli/worker.ts'],
  })
  const node = entries({ index: 'src/index.ts' })
  await build({
    ...common,
    platform: 'node',
    entryPoints: node,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: require_ },
  })
  const browser = { ...common, platform: 'browser', target: 'es2022' }
  await build({ ...browser, entryPoints: { browser: 'src/browser.ts' } })
  // The same as one script that a page carries in itself.
  await build({
    ...browser,
    format: 'iife',
    minify: true,
    sourcemap: false,
    charset: 'utf8',
    entryPoints: { page: 'src/browser.ts' },
  })

  // ---- The shipped library, read once and kept as trees with positions (src/input/precompiled.ts `pack`). ----
  // src/input/pack-library.ts exports `packLibrary(parse): Promise<object>`; what it gives is written to dist/builtin.json.
  if (existsSync('src/input/pack-library.ts')) {
    const tool = join(fresh, 'pack-library.mjs')
    await build({
      ...common,
      platform: 'node',
      sourcemap: false,
      outdir: undefined,
      outfile: tool,
      stdin: {
        contents:
          "export { packLibrary } from './src/input/pack-library.ts'\nexport { parseExpression } from './src/engine/expression.ts'",
        resolveDir: root,
        loader: 'ts',
      },
      banner: { js: require_ },
    })
    const { packLibrary, parseExpression } = await import(pathToFileURL(tool).href)
    const { built, singles } = await packLibrary(parseExpression)
    writeFileSync(join(fresh, 'builtin.json'), JSON.stringify(built))
    writeFileSync(join(fresh, 'library.json'), JSON.stringify(singles))
    rmSync(tool)
  }
  // ---------------------------------------------------------------------------------------------------------------

  // Run the program on what ships, in this very folder, a process a verb, and keep what V8 compiled for it (src/cli/cached.ts).
  if (existsSync('scenarios')) {
    const reference = 'scenarios/jiaocheng/reference.yaml'
    const calls = {
      run: [
        ['run', 'scenarios/jiaocheng'],
        ['run', reference, '--format', 'json'],
      ],
      compare: [['compare', reference, 'scenarios/jiaocheng/peak-2028.yaml']],
      explain: [['explain', 'co2.total@2030', reference]],
      check: [['check', reference, '--no-cache']],
    }
    const warm = `const [main, calls, version, to] = JSON.parse(process.env.WARM)
      const program = require(main)
      const write = (_, done) => { done(null); return true }
      const sink = { isTTY: false, columns: 80, on: () => undefined, write }
      const world = { env: { LANG: 'C.UTF-8' }, version, stdout: sink, stderr: sink }
      void (async () => {
        for (const argv of calls) await program.main({ ...world, argv })
        require('node:fs').writeFileSync(to, program.createCache())
      })()`
    const made = Object.entries(calls).map(([verb, of]) => {
      const to = join(fresh, `program.${verb}.cache`)
      const job = JSON.stringify([join(fresh, 'main.js'), of, version, `${to}.tmp`])
      execFileSync(process.execPath, ['-e', warm], { env: { ...process.env, WARM: job }, stdio: 'inherit' })
      return to
    })
    for (const to of made) renameSync(`${to}.tmp`, to)
  }

  // What names this build: kept answers of another one are not told (src/cli/recall.ts). The code that V8 kept says nothing new.
  const named = [...contents(fresh)]
    .filter(([name]) => !name.endsWith('.cache'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(join(fresh, 'stamp'), createHash('sha256').update(JSON.stringify(named)).digest('hex'))

  replace()
} finally {
  rmSync(fresh, { recursive: true, force: true })
}
if (missing.length > 0) {
  console.error(`build.mjs: missing ${missing.join(', ')}: dist is not complete`)
  process.exitCode = 1
}
