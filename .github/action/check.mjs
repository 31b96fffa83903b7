// What the action does: runs `peakzero check` on the files of a pull request and hands its reports on. It reads no secret and writes
// nowhere but to the runner's temporary folder and the two files by which a step tells GitHub something.
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const { env } = process
const program = fileURLToPath(new URL('../../dist/launch.js', import.meta.url))

/** A mistake in the workflow: 64, as wrong usage of the program is. */
function refuse(text) {
  process.stderr.write(`${text}\n`)
  process.exit(64)
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19))
  refuse(`peakzero needs Node 20.19 or later, not ${process.versions.node}: put actions/setup-node before it`)

/** One of a few words; what is none of them is not repeated, for it may be anything. */
function choice(name, choices) {
  const value = env[name] || choices[0]
  return choices.includes(value)
    ? value
    : refuse(`${name.slice(9).toLowerCase()}: one of ${choices.join(', ')}`)
}

const failOn = choice('PEAKZERO_FAIL_ON', ['error', 'warning', 'never'])
const language = choice('PEAKZERO_LANG', ['en', 'zh'])
const summary = choice('PEAKZERO_SUMMARY', ['true', 'false'])
const given = env.PEAKZERO_PATHS || 'scenarios baselines'
const paths = given
  .split(given.trim().includes('\n') ? '\n' : /\s+/)
  .map((path) => path.trim())
  .filter((path) => path !== '')
if (paths.length === 0) refuse('paths: at least one file or folder')

const folder = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'peakzero-'))
const files = {
  sarif: join(folder, 'peakzero.sarif'),
  comment: join(folder, 'comment.md'),
  report: join(folder, 'report.json'),
}
const { status, error } = spawnSync(
  process.execPath,
  [
    program,
    'check',
    ...['--lang', language, '--format', 'github', '--no-color'],
    ...[
      '--out',
      `sarif=${files.sarif}`,
      '--out',
      `markdown=${files.comment}`,
      '--out',
      `json=${files.report}`,
    ],
    ...(failOn === 'warning' ? ['--strict'] : []),
    '--',
    ...paths,
  ],
  {
    cwd: resolve(env.GITHUB_WORKSPACE || '.'),
    // What the program does depends on the files, not on what else a runner has in its environment.
    env: { PATH: env.PATH ?? '', LANG: 'C.UTF-8', NO_COLOR: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
if (error) process.stderr.write(`peakzero could not be started: ${error.code}\n`)
const code = status ?? 70

// Only numbers and paths of our own making: a line that a stranger could break would be an output of his.
const outputs = { 'exit-code': code }
if (existsSync(files.report)) {
  const { errors, warnings, findings } = JSON.parse(readFileSync(files.report, 'utf8')).summary
  Object.assign(outputs, { errors, warnings, findings }, files)
}
if (env.GITHUB_OUTPUT)
  appendFileSync(
    env.GITHUB_OUTPUT,
    Object.entries(outputs)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  )
if (summary === 'true' && env.GITHUB_STEP_SUMMARY && existsSync(files.comment))
  appendFileSync(env.GITHUB_STEP_SUMMARY, readFileSync(files.comment, 'utf8'))

const about = code === 0 || code === 1 || code === 2
process.exitCode = failOn === 'never' && about ? 0 : code
