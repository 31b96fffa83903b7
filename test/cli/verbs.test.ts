import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FrontDoor } from '../../src/cli/context.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { CheckedScenario } from '../../src/report/check/check-report.ts'
import type { Result } from '../../src/report/result.ts'
import { displayWidth } from '../../src/text/width.ts'
import { sample, targets } from '../report/fixture.ts'
import { loaded, mistake, play, recorder, remark, unreadable } from './stage.ts'

const run = (results: readonly Result[], diagnostics: readonly Diagnostic[] = []): Partial<FrontDoor> => ({
  run: async () => ({ ...loaded(diagnostics), results, scenarios: results.length }),
})
/** The must that the fixture misses against its expectation is met here. */
const fine = sample({
  targets: targets.map((target) => (target.id === 'energy-quota' ? { ...target, met: true } : target)),
})

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verbs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('run', () => {
  test('a page on stdout, nothing on stderr', async () => {
    const { code, out, err } = await play('run a.yaml --lang zh', run([sample()]))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('✓ 2028 年达峰')
  })

  test('what was asked reaches the front door', async () => {
    let asked: unknown
    const functions: Partial<FrontDoor> = {
      run: async (...all) => {
        asked = all
        return { ...loaded(), results: [sample()], scenarios: 1 }
      },
    }
    await play('run a.yaml b --with o.yaml --with p.yaml --set x.y=80% --years 2020..2040', functions)
    expect(asked).toEqual([
      ['a.yaml', 'b'],
      { with: ['o.yaml', 'p.yaml'], set: ['x.y=80%'], years: [2020, 2040] },
    ])
    await play('run a.yaml', functions)
    expect(asked).toEqual([['a.yaml'], {}])
  })

  test('JSON is one document', async () => {
    const { out, err } = await play('run a.yaml --format json', run([sample()]))
    expect(JSON.parse(out).format).toBe('peakzero/result@1')
    expect(err).toBe('')
    const two = await play('run a b --format json', run([sample(), fine]))
    expect(JSON.parse(two.out).format).toBe('peakzero/results@1')
  })

  test('errors: framed on stderr, 2, the good pages all the same', async () => {
    const { code, out, err } = await play('run a b', run([sample()], [mistake, mistake]))
    expect(code).toBe(2)
    expect(out).toContain('Peak in 2028')
    expect(err).toContain('scenarios/a.yaml:2:11 error E0121')
    expect(err).toContain('^^^^^')
    expect(err.trimEnd().split('\n').at(-1)).toBe('1 error, 0 warnings')
  })

  test('errors and JSON: the diagnostics are the document', async () => {
    const { code, out } = await play('run a b --format json', run([sample()], [mistake]))
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({
      format: 'peakzero/diagnostics@1',
      diagnostics: [
        {
          code: 'E0121',
          severity: 'error',
          file: 'scenarios/a.yaml',
          range: { start: { line: 2, column: 11 } },
        },
      ],
    })
  })

  test('a file that cannot be read is 74, and graver than a wrong one', async () => {
    expect((await play('run a', run([], [unreadable]))).code).toBe(74)
    expect((await play('run a', run([], [unreadable, mistake]))).code).toBe(74)
  })

  test('nothing to run is no success', async () => {
    expect(await play('run a', run([]))).toMatchObject({
      code: 2,
      out: '',
      err: 'there is no scenario to run\n',
    })
    const json = await play('run a --format json', run([]))
    expect(JSON.parse(json.out)).toEqual({ format: 'peakzero/diagnostics@1', diagnostics: [] })
  })

  test('warnings do not fail', async () => {
    expect((await play('run a', run([sample()], [remark]))).code).toBe(0)
  })

  test('--gate: 1 when a must is missed that was not expected to be', async () => {
    expect((await play('run a --gate', run([sample()]))).code).toBe(1)
    expect((await play('run a', run([sample()]))).code).toBe(0)
    expect((await play('run a --gate', run([fine]))).code).toBe(0)
  })

  test('--gate: 1 when a target is met that was expected to be missed', async () => {
    const met = sample({ targets: targets.map((target) => ({ ...target, met: true })) })
    expect((await play('run a --gate', run([met]))).code).toBe(1)
  })

  test('--out: a file a scenario, stdout empty', async () => {
    const out = join(folder, 'new/deep')
    const played = await play(`run a --format json --out ${out}`, run([sample()]))
    expect(played).toMatchObject({ code: 0, out: '' })
    expect(played.err).toContain(join(out, 'sample.json'))
    expect(readdirSync(out)).toEqual(['sample.json'])
    expect(JSON.parse(readFileSync(join(out, 'sample.json'), 'utf8')).format).toBe('peakzero/result@1')
    expect((await play(`run a --format json --out ${out} --quiet`, run([sample()]))).err).toBe('')
  })

  test('--out and errors: no file', async () => {
    const played = await play(`run a --out ${folder}`, run([sample()], [mistake]))
    expect(played.code).toBe(2)
    expect(readdirSync(folder)).toEqual([])
  })

  test('--out: two of one id would overwrite each other', async () => {
    const played = await play(`run a b --out ${folder}`, run([sample(), sample()]))
    expect(played).toMatchObject({
      code: 64,
      err: expect.stringContaining('two scenarios have the id sample'),
    })
    expect(readdirSync(folder)).toEqual([])
  })

  test.each(['/dev/full', '/proc/nowhere'])('--out %s: 74 before anything is computed', async (place) => {
    const never: Partial<FrontDoor> = {
      run: async () => {
        throw new Error('computed')
      },
    }
    const played = await play(`run a --out ${place}`, never)
    expect(played).toMatchObject({ code: 74, out: '' })
    expect(played.err).toMatch(/^peakzero: cannot write \S+: .*\(E[A-Z]+\)\.\n$/)
  })

  test('hints only for those who watch', async () => {
    const stdout = recorder({ isTTY: true })
    const stderr = recorder({ isTTY: true })
    const watched = await play('run scenarios/a.yaml', run([sample()]), { stdout, stderr })
    expect(watched.err).toContain('peakzero resolve scenarios/a.yaml --blame')
    expect(watched.err.trim().split('\n').length).toBeLessThanOrEqual(2)
    expect((await play('run scenarios/a.yaml', run([sample()]))).err).toBe('')
  })

  test('colours on a terminal, by FORCE_COLOR, never by NO_COLOR; else the same text', async () => {
    const results = run([sample()])
    const plain = (await play('run a', results)).out
    const esc = '\u001b'
    const tty = (env: Record<string, string>) =>
      play('run a', results, { env, stdout: recorder({ isTTY: true }) })
    expect((await tty({})).out).toContain(esc)
    expect((await tty({ NO_COLOR: '1' })).out).toBe(plain)
    expect((await tty({ TERM: 'dumb' })).out).toBe(plain)
    expect((await play('run a --no-color', results, { stdout: recorder({ isTTY: true }) })).out).toBe(plain)
    expect((await play('run a', results, { env: { FORCE_COLOR: '1' } })).out).toContain(esc)
    expect((await play('run a --no-color', results, { env: { FORCE_COLOR: '1' } })).out).toBe(plain)
  })

  test('--ascii, or a locale that is not UTF-8', async () => {
    const ascii = (await play('run a --ascii', run([sample()]))).out
    expect(ascii).toContain('ok Peak in 2028')
    for (const env of [{ LC_ALL: 'C' }, { LANG: 'en_US.ISO-8859-1' }])
      expect((await play('run a', run([sample()]), { env })).out).toBe(ascii)
    expect((await play('run a', run([sample()]), { env: { LC_ALL: 'C.UTF-8' } })).out).toContain('✓')
  })

  test('a bug leaves one JSON document behind', async () => {
    const stdout = recorder()
    const broken: Partial<FrontDoor> = {
      run: async () => {
        throw new TypeError('x is not a function')
      },
    }
    await expect(play('run a --format json', broken, { stdout })).rejects.toThrow('x is not a function')
    expect(JSON.parse(stdout.text)).toEqual({ format: 'peakzero/bug@1', exit: 70 })
  })
})

describe('check', () => {
  type Checked = Awaited<ReturnType<FrontDoor['check']>>
  const files = Array.from({ length: 14 }, (_, i) => `scenarios/${i}.yaml`)
  const scenarios = files.slice(5).map((file) => ({
    file,
    id: file,
    title: { zh: file, en: file },
    outcome: 'passed' as CheckedScenario['outcome'],
    verdicts: [],
    compared: { targets: 1, tests: 0, approved: 0 },
    moved: [],
    causes: [],
  }))
  const check = (rest: Partial<Checked>): Partial<FrontDoor> => ({
    check: async () => ({ ...loaded(), version: '1.2.3', files, scenarios, findings: [], ...rest }),
  })
  /** The same scenarios, the first of which does not come out as it should. */
  const oneFailed = scenarios.map((one, i) => (i === 0 ? { ...one, outcome: 'failed' as const } : one))
  const finding = {
    file: 'scenarios/a.yaml',
    scenario: 'a',
    kind: 'target' as const,
    id: 'carbon-neutrality',
    at: remark.at,
    message: { zh: '碳中和：2060 年差 72.5 万吨', en: 'carbon neutrality: 0.72 Mt short in 2060' },
  }

  test('all well is one line, and a last line that counts', async () => {
    expect(await play('check scenarios', check({}))).toEqual({
      code: 0,
      out: '✓ 9 scenarios: targets met, or missed as expected\n',
      err: '0 errors, 0 warnings, 0 waived, 0 skipped in 14 files\n',
    })
    expect(await play('check scenarios --lang zh', check({}))).toEqual({
      code: 0,
      out: '✓ 9 个情景：目标达标或与预期一致\n',
      err: '0 个错误，0 条警告，0 项豁免，0 个跳过；共 14 个文件\n',
    })
    expect((await play('check scenarios --quiet', check({}))).err).toBe('')
  })

  test('files without a scenario', async () => {
    expect((await play('check baselines', check({ scenarios: [] }))).out).toBe(
      '✓ 14 files right, no scenario to judge\n',
    )
  })

  test('findings: 1, each under its file', async () => {
    const { code, out } = await play(
      'check scenarios --lang zh',
      check({ findings: [finding], scenarios: oneFailed }),
    )
    expect(code).toBe(1)
    expect(out).toBe(
      '✗ scenarios/a.yaml                     1 项不符\n    目标  碳中和：2060 年差 72.5 万吨\n\n8 个通过，1 个不通过\n',
    )
    expect(out.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([])
  })

  test('errors: 2 and the frames, findings or not', async () => {
    const { code, err } = await play(
      'check scenarios',
      check({ diagnostics: [mistake, remark], findings: [finding] }),
    )
    expect(code).toBe(2)
    expect(err).toContain('scenarios/a.yaml:2:11 error E0121')
    expect(err.trimEnd().split('\n').at(-1)).toBe('1 error, 0 warnings, 0 waived, 0 skipped in 14 files')
  })

  test('--strict makes warnings findings', async () => {
    const warning: Diagnostic = { code: 'W0601', at: remark.at, args: {} }
    expect((await play('check scenarios', check({ diagnostics: [warning] }))).code).toBe(0)
    expect((await play('check scenarios --strict', check({ diagnostics: [warning] }))).code).toBe(1)
  })

  test('checking nothing is no pass', async () => {
    const { code, err } = await play('check nowhere', check({ files: [], scenarios: [] }))
    expect(code).toBe(2)
    expect(err).toContain('checking nothing is no pass')
  })

  test('JSON', async () => {
    const { code, out } = await play(
      'check scenarios --format json',
      check({ findings: [finding], diagnostics: [mistake] }),
    )
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({
      format: 'peakzero/check@1',
      version: '1.2.3',
      strict: false,
      files: expect.arrayContaining(['scenarios/13.yaml']),
      findings: [
        {
          kind: 'target',
          scenario: 'a',
          id: 'carbon-neutrality',
          file: 'scenarios/a.yaml',
          line: 1,
          column: 1,
          message: finding.message,
        },
      ],
      diagnostics: [
        {
          code: 'E0121',
          slug: 'file-missing',
          severity: 'error',
          file: 'scenarios/a.yaml',
          line: 2,
          column: 11,
          endLine: 2,
          endColumn: 16,
          path: 'capacity',
          value: '30 万t',
        },
      ],
      summary: { errors: 1, warnings: 0, findings: 1, waived: 0, passed: 9, failed: 0, skipped: 0 },
    })
  })

  test('--out: the report in a file instead of stdout, more of them beside it; none half written', async () => {
    const file = join(folder, 'new', 'report.json')
    const other = join(folder, 'again.json')
    const played = await play(
      `check scenarios --format json --out ${file} --out json=${other}`,
      check({ diagnostics: [mistake] }),
    )
    expect(played).toMatchObject({ code: 2, out: '' })
    expect(JSON.parse(readFileSync(file, 'utf8')).summary.errors).toBe(1)
    expect(readFileSync(other, 'utf8')).toBe(readFileSync(file, 'utf8'))
    expect(readdirSync(folder).sort()).toEqual(['again.json', 'new'])
    // With a format of its own, stdout has what --format asks for.
    const both = await play(`check scenarios --out json=${other}`, check({}))
    expect(both.out).toContain('9 scenarios')
  })

  test.each(['--out xml=a.xml', '--out json=', '--out a --out b'])('%s is wrong usage', async (options) => {
    const never: Partial<FrontDoor> = {
      check: async () => {
        throw new Error('checked')
      },
    }
    const { code, err } = await play(`check scenarios ${options}`, never)
    expect(code).toBe(64)
    expect(err).toContain('--out')
  })

  test.each(['/dev/full/a', '/proc/nowhere/a'])('--out %s: 74 before anything is checked', async (place) => {
    const never: Partial<FrontDoor> = {
      check: async () => {
        throw new Error('checked')
      },
    }
    expect(await play(`check a --out ${place}`, never)).toMatchObject({ code: 74, out: '' })
  })

  test('what is told on stderr is no command to a CI system', async () => {
    const file = '::stop-commands::x.yaml'
    const { err } = await play(
      'check scenarios',
      check({
        diagnostics: [{ ...mistake, at: { file, start: 0, end: 0 }, args: { path: '##[add-mask]a' } }],
      }),
    )
    expect(err.split('\n').filter((line) => /^\s*::|##\[/.test(line))).toEqual([])
    expect(err).toContain('x3a:stop-commands::x.yaml')
  })
})

describe('resolve', () => {
  const entry = {
    path: 'measures.ccus.adoption.2050',
    text: '80%',
    file: 'scenarios/a.yaml',
    line: 33,
    column: 12,
    grade: 'expert',
    source: 'plan-2021',
    grounds: [
      { grade: 'expert', source: 'plan-2021', title: { zh: '规划', en: 'the plan' } },
      { grade: 'assumption', source: 'judgement' },
    ],
    replaced: [{ text: '0%', file: 'scenarios/reference.yaml', line: 7 }],
    effects: [
      {
        path: 'measures.ccus.adoption',
        unit: '1',
        value: 0.8,
        low: 0.5,
        high: 1,
        stated: true,
        indicator: 'co2.total',
        indicatorUnit: 'tCO2',
        year: 2030,
        level: [20_000, -10_000] as const,
        peakYear: [1, 0] as const,
      },
    ],
  }
  const resolve = (diagnostics: readonly Diagnostic[] = []): Partial<FrontDoor> => ({
    resolve: async () => ({ ...loaded(diagnostics), entries: [entry] }),
  })

  test('lines of path = value', async () => {
    expect(await play('resolve a.yaml', resolve())).toEqual({
      code: 0,
      out: 'measures.ccus.adoption.2050 = 80%\n',
      err: '',
    })
  })
  test('--blame says who, and what it replaced', async () => {
    expect((await play('resolve a.yaml --blame', resolve())).out).toBe(
      'measures.ccus.adoption.2050 = 80%\n    scenarios/a.yaml:33:12  expert  plan-2021 “the plan”\n      assumption  judgement\n    was 0%  scenarios/reference.yaml:7\n    measures.ccus.adoption: if wrong within its range 50% … 100%: co2.total in 2030 +0.02\u202fMt\u202fCO₂ … −0.01\u202fMt\u202fCO₂, peak year +1 … 0\n',
    )
  })
  test('JSON, with and without blame', async () => {
    const plain = JSON.parse((await play('resolve a.yaml --format json', resolve())).out)
    expect(plain).toEqual({ format: 'peakzero/resolved@1', entries: [{ path: entry.path, text: '80%' }] })
    const blamed = JSON.parse((await play('resolve a.yaml --blame --format json', resolve())).out)
    expect(blamed.entries).toEqual([entry])
  })
  test('--effect without --blame is wrong usage', async () => {
    expect(await play('resolve a.yaml --effect', resolve())).toMatchObject({ code: 64, out: '' })
  })
  test('errors are 2', async () => {
    expect(await play('resolve a.yaml', resolve([mistake]))).toMatchObject({ code: 2, out: '' })
  })
})

describe('schema', () => {
  const schemas = { scenario: { type: 'object' }, library: { type: 'object', title: 'x' } }
  const functions: Partial<FrontDoor> = {
    described: Object.keys(schemas),
    schema: async (kind) => (kind === undefined ? schemas : { [kind]: schemas[kind as 'scenario'] }),
  }
  test('one kind is the schema itself', async () => {
    expect(JSON.parse((await play('schema library', functions)).out)).toEqual(schemas.library)
  })
  test('an unknown kind is 64 with the nearest', async () => {
    expect(await play('schema scenaro', functions)).toMatchObject({
      code: 64,
      err: expect.stringContaining('the nearest is scenario'),
    })
  })
  test('--out writes a file a kind', async () => {
    const played = await play(`schema --out ${folder}`, functions)
    expect(played).toMatchObject({ code: 0, out: '' })
    expect(readdirSync(folder).sort()).toEqual(['library.json', 'scenario.json'])
    expect(existsSync(join(folder, 'schema.json'))).toBe(false)
  })
})
