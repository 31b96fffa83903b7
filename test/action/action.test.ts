// The action as a pull request of a fork meets it: a repository with a base and a head, no secret, the two files of GitHub.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { verbs } from '../../src/cli/verbs/index.ts'
import { buildProgram, type Project, repository } from '../county.ts'
import { plainCounty } from '../model/plain.ts'

// A works that emits 30 t a year, said so; nothing else, and a cap of 40 t.
const plain = plainCounty(
  `facilities:
  all:
    process: given
    sector: works
    emissions:
      - { species: co2, scope: energy, amount: { 2020: 30 tCO2/a, 2030: 30 tCO2/a, interpolate: linear } }
`,
  {
    scenario: `targets:
  limit:
    name: a cap
    rule: cap
    indicator: co2.total
    values: { 2025: 40 tCO2 }
`,
  },
)
// Sectors and goods that nothing here uses would be warned of.
const county: Project = {
  ...plain,
  'baselines/toy.yaml': plain['baselines/toy.yaml']!.replace(', homes: { name: homes }', ''),
}

let folder = ''
let action = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'action-'))
  action = join(folder, 'action')
  await buildProgram(action)
  mkdirSync(join(action, '.github/action'), { recursive: true })
  cpSync(join(repository, '.github/action/check.mjs'), join(action, '.github/action/check.mjs'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const git = (cwd: string, ...args: string[]): string =>
  execFileSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'core.hooksPath=/dev/null', ...args],
    {
      cwd,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'] ?? '',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
      },
    },
  )

function write(root: string, files: Project): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/** The lines of the head that differ from the base, by file. */
function changed(root: string): Map<string, Set<number>> {
  const lines = new Map<string, Set<number>>()
  let file = ''
  for (const line of git(root, 'diff', '-U0', 'base', 'head').split('\n')) {
    if (line.startsWith('+++ b/')) file = line.slice(6)
    const [, from, length = '1'] = /^@@ .* \+(\d+)(?:,(\d+))? @@/.exec(line) ?? []
    if (from === undefined) continue
    const own = lines.get(file) ?? new Set()
    for (let i = 0; i < Number(length); i++) own.add(Number(from) + i)
    lines.set(file, own)
  }
  return lines
}

interface Tried {
  readonly status: number | null
  readonly annotations: readonly { level: string; file: string; line: number; title: string }[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly comment: string
  readonly log: string
  readonly changed: Map<string, Set<number>>
  readonly untouched: boolean
}

let tries = 0

/** A pull request: `head` laid over the county, checked by the action's script with what a fork's run has. */
function pullRequest(
  head: Project,
  inputs: Readonly<Record<string, string>> = {},
  at = '',
  base: 'approved' | 'plain' = 'plain',
): Tried {
  const root = join(folder, `try-${tries++}`)
  mkdirSync(root)
  git(root, 'init', '-q')
  const placed = (files: Project): Project =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${at}${path}`, text]))
  write(root, placed(county))
  if (at !== '') write(root, { [`${at}peakzero.yaml`]: '' })
  if (base === 'approved') {
    const approve = ['check', 'scenarios', '--update-approved', '--reason', 'looked at', '--lang', 'en']
    const approved = spawnSync(process.execPath, [join(action, 'dist/launch.js'), ...approve], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
    })
    if (approved.status !== 0) throw new Error(approved.stdout + approved.stderr)
  }
  git(root, 'add', '-A')
  git(root, 'commit', '-qm', 'base')
  git(root, 'tag', 'base')
  write(root, placed(head))
  git(root, 'add', '-A')
  git(root, 'commit', '-qm', 'head', '--allow-empty')
  git(root, 'tag', 'head')
  const temp = join(folder, `temp-${tries}`)
  mkdirSync(temp)
  const output = join(temp, 'output')
  const summary = join(temp, 'summary')
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(action, '.github/action/check.mjs')], {
    cwd: root,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_WORKSPACE: root,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: temp,
      PEAKZERO_PATHS: `${at}scenarios ${at}baselines`,
      ...inputs,
    },
  })
  const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '')
  const outputs = Object.fromEntries(
    read(output)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  const annotations = stdout.split('\n').flatMap((line) => {
    const [, level, properties] = /^::(\w+) (.*?)::/.exec(line) ?? []
    if (level === undefined || properties === undefined) return []
    const property = Object.fromEntries(
      properties.split(',').map((pair) => pair.split('=') as [string, string]),
    )
    return [{ level, file: property['file']!, line: Number(property['line']), title: property['title']! }]
  })
  return {
    status,
    annotations,
    outputs,
    summary: read(summary),
    comment: read(outputs['comment'] ?? ''),
    log: stdout + stderr,
    changed: changed(root),
    untouched: git(root, 'status', '--porcelain') === '',
  }
}

const scenario = county['scenarios/a.yaml']!

describe('a pull request', () => {
  test('that changes nothing of note: 0, no annotation, a report all the same', () => {
    const tried = pullRequest({ 'scenarios/a.yaml': `# checked\n${scenario}` })
    expect(tried.log).not.toContain('::error')
    expect(tried).toMatchObject({ status: 0, annotations: [], untouched: true })
    expect(tried.outputs).toMatchObject({ 'exit-code': '0', errors: '0', findings: '0' })
    expect(tried.comment).toContain('### ✓ peakzero check')
    expect(tried.summary).toBe(tried.comment)
    expect(JSON.parse(readFileSync(tried.outputs['sarif']!, 'utf8')).version).toBe('2.1.0')
  })

  test('that breaks a line: 2, the annotation on that very line, the table names it', () => {
    const tried = pullRequest({ 'scenarios/a.yaml': scenario.replace('2025: 40 tCO2', '2025: 40 tce') })
    expect(tried.status).toBe(2)
    const [first] = tried.annotations
    expect(first).toMatchObject({ level: 'error', file: 'scenarios/a.yaml' })
    for (const { file, line } of tried.annotations) expect([...tried.changed.get(file)!]).toContain(line)
    expect(tried.comment).toMatch(
      new RegExp(`\\| scenarios/a\\.yaml:${first!.line}:\\d+ \\| ✗ ${first!.title} \\|`),
    )
    expect(tried.outputs).toMatchObject({ 'exit-code': '2', errors: '1' })
    expect(tried.comment).toContain('could not be run')
  })

  test('that moves a verdict: 1, and the table says which', () => {
    const tried = pullRequest({ 'scenarios/a.yaml': scenario.replaceAll('40 tCO2', '20 tCO2') })
    expect(tried.status).toBe(1)
    expect(tried.outputs).toMatchObject({ 'exit-code': '1', errors: '0', findings: '1' })
    expect(tried.annotations).toEqual([
      {
        level: 'error',
        file: 'scenarios/a.yaml',
        line: expect.any(Number),
        title: 'finding-target target-missed',
      },
    ])
    expect(tried.comment).toMatch(/\| a .*\| ✗ failed \|.*\| limit expected met, missed.*\|/)
  })

  test('that moves an approved figure: 1, at the line of the input that moved it, with old, new, year and cause', () => {
    const moved = county['baselines/toy.yaml']!.replace('2030: 30 tCO2/a', '2030: 36 tCO2/a')
    const tried = pullRequest({ 'baselines/toy.yaml': moved }, {}, '', 'approved')
    expect(tried.status).toBe(1)
    expect(tried.outputs).toMatchObject({ 'exit-code': '1', errors: '0' })
    expect(tried.annotations.length).toBeGreaterThan(0)
    for (const { file, line, title, level } of tried.annotations) {
      expect([level, file, title]).toEqual([
        'error',
        'baselines/toy.yaml',
        'finding-approved approved-differs',
      ])
      expect([...tried.changed.get(file)!]).toContain(line)
    }
    // 30 t in 2030 became 36: +20 %.
    expect(tried.comment).toMatch(
      /\| a \| [^|]*\(co2\.total, tCO2\) \| 2030 \| 30 \| 36 \| \+20% \| beyond tolerance/,
    )
    const [line] = [...tried.changed.get('baselines/toy.yaml')!]
    expect(tried.comment).toMatch(
      new RegExp(`- facilities\\.all\\.emissions: .*30.* → .*36.* \\(baselines/toy\\.yaml:${line}\\)`),
    )
    expect(tried.comment).toMatch(/co2\.total@(?:&#8203;)?2030: approved 0\.00003\D.*now 0\.000036\D/)
  })

  test('that brings programs of its own: none of them is run, and there is no token to take', () => {
    const canary = join(folder, 'canary')
    const evil = `import('node:fs').then(({ writeFileSync }) => writeFileSync(${JSON.stringify(canary)}, JSON.stringify(process.env)))\n`
    const tried = pullRequest({
      '.github/action/check.mjs': evil,
      'action.yml': 'runs: { using: node20, main: dist/launch.js }\n',
      'dist/launch.js': evil,
      'dist/index.mjs': evil,
      'node_modules/yaml/index.js': evil,
      'node_modules/yaml/package.json': '{ "name": "yaml", "type": "module", "main": "index.js" }',
      'package.json': JSON.stringify({
        type: 'module',
        scripts: { prepare: `touch ${canary}`, postinstall: `touch ${canary}` },
      }),
      '.npmrc': `node-options=--import=${canary}.mjs\n`,
      'scenarios/a.yaml': scenario.replaceAll('40 tCO2', '20 tCO2'),
    })
    expect(tried.status).toBe(1)
    expect(existsSync(canary)).toBe(false)
    expect(tried.untouched).toBe(true)
  })

  test('in a county that is a folder of the repository: paths are those of the repository', () => {
    const broken = { 'scenarios/a.yaml': scenario.replace('2025: 40 tCO2', '2025: 40 tce') }
    const tried = pullRequest(broken, {}, 'counties/b c/'.replace(' ', '-'))
    expect(tried.status).toBe(2)
    const [first] = tried.annotations
    expect(first?.file).toBe('counties/b-c/scenarios/a.yaml')
    expect([...tried.changed.get(first!.file)!]).toContain(first!.line)
  })

  test('fail-on: never reports and passes; a warning counts when asked; nothing else is hidden', () => {
    const broken = { 'scenarios/a.yaml': scenario.replace('2025: 40 tCO2', '2025: 40 tce') }
    expect(pullRequest(broken, { PEAKZERO_FAIL_ON: 'never' })).toMatchObject({
      status: 0,
      outputs: { 'exit-code': '2' },
    })
    expect(pullRequest({}, { PEAKZERO_PATHS: '--no-such-option' }).status).toBe(2)
    expect(pullRequest({}, { PEAKZERO_FAIL_ON: 'sometimes' })).toMatchObject({ status: 64, outputs: {} })
  })

  test('of a stranger who writes commands into names: no line that GitHub would obey', () => {
    const evil = '::add-mask::x ##[add-matcher]/tmp/x %0A::set-output name=comment::/etc/passwd'
    const tried = pullRequest({
      'scenarios/a.yaml': `${scenario}title: ${JSON.stringify(evil)}\n`,
      'scenarios/::stop-commands::x.yaml': 'kind: scenario\nid: "::error::x"\n',
      'scenarios/b.yaml': `kind: scenario\nid: b\nbaseline: ${JSON.stringify(evil)}\n`,
    })
    expect(tried.status).toBe(2)
    const commands = tried.log.split('\n').filter((line) => /^\s*::|##\[/.test(line))
    expect(
      commands.filter((line) => !/^::(error|warning|notice) file=[^:]*,title=[^:]*::/.test(line)),
    ).toEqual([])
    expect(tried.outputs['comment']).toContain('/comment.md')
    expect(Object.keys(tried.outputs).sort()).toEqual(
      ['comment', 'errors', 'exit-code', 'findings', 'report', 'sarif', 'warnings'].sort(),
    )
    expect(readdirSync(dirname(tried.outputs['comment']!)).sort()).toEqual([
      'comment.md',
      'peakzero.sarif',
      'report.json',
    ])
  })
})

describe('what is written for other systems', () => {
  const read = (path: string) => parse(readFileSync(join(repository, path), 'utf8'))

  test('action.yml: no input is ever code, no secret is asked for', () => {
    const text = readFileSync(join(repository, 'action.yml'), 'utf8')
    const { inputs, outputs, runs } = read('action.yml')
    expect(runs.using).toBe('composite')
    for (const step of runs.steps) expect(step.run).not.toContain('${{')
    const taken = [...text.matchAll(/inputs\.([a-z-]+)/g)].map(([, name]) => name)
    expect([...new Set(taken)].sort()).toEqual(Object.keys(inputs).sort())
    const given = [...text.matchAll(/steps\.check\.outputs\.([a-z-]+)/g)].map(([, name]) => name)
    expect(given).toEqual(Object.keys(outputs))
    expect(text).not.toMatch(/secrets\.|github\.token|pull_request_target:/)
  })

  test('pre-commit hooks call verbs that there are, on the files that check knows', () => {
    const hooks = read('.pre-commit-hooks.yaml') as {
      entry: string
      files: string
      language: string
      id: string
    }[]
    expect(hooks.map(({ id }) => id)).toEqual(['peakzero-check', 'peakzero-check-all'])
    for (const { entry, files, language } of hooks) {
      const [program, verb] = entry.split(' ')
      expect(program).toBe(Object.keys(read('package.json').bin)[0])
      expect(Object.keys(verbs)).toContain(verb)
      expect(language).toBe('node')
      expect('scenarios/jiaocheng/reference.yaml').toMatch(new RegExp(files))
      expect('src/cli/main.ts').not.toMatch(new RegExp(files))
    }
  })
})
