import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { targetRules } from '../../src/analysis/targets/index.ts'
import { run, schema } from '../../src/index.ts'
import type { Result } from '../../src/report/result.ts'
import { repository, withProject } from '../county.ts'
import { page, type Row, refsOf, rows, type Toggle } from './rows.ts'

/**
 * The low-carbon chapter of the county's plan, item by item: what a row names exists, and turning it changes a result. A row
 * may bring its own turn (docs/coverage.yaml); whatever it names beyond that is turned here in the way of its kind.
 */

type Tree = Readonly<Record<string, unknown>>
const read = (path: string) => parse(readFileSync(join(repository, path), 'utf8')) as Tree
const yamlUnder = (folder: string) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => read(join(folder, name)))
const library = yamlUnder('baselines/library')
const policies = yamlUnder('baselines/policies')
const county = [read('baselines/jiaocheng.yaml'), read('scenarios/jiaocheng/reference.yaml')]
/** All entries of a section, later files laid over earlier ones entry by entry. */
function entries(section: string): Readonly<Record<string, Tree>> {
  const all: Record<string, Tree> = {}
  for (const file of [...library, ...policies, ...county])
    for (const [id, entry] of Object.entries((file[section] ?? {}) as Readonly<Record<string, Tree>>))
      all[id] = { ...all[id], ...entry }
  return all
}

const reference = readFileSync(join(repository, 'scenarios/jiaocheng/reference.yaml'), 'utf8')
const overlayText = (body: string) =>
  `kind: overlay\nid: turned\nfor: jiaocheng\ndefaults: { source: county-judgement, grade: assumption }\n${body}\n`

/** The county with something turned. */
async function turned({ overlay, set }: Toggle): Promise<Result> {
  const files = {
    'scenarios/reference.yaml': reference,
    ...(overlay ? { 'overlay.yaml': overlayText(overlay) } : {}),
  }
  const { results, diagnostics } = await withProject(files, (root) =>
    run([join(root, 'scenarios/reference.yaml')], {
      ...(overlay ? { with: [join(root, 'overlay.yaml')] } : {}),
      ...(set ? { set } : {}),
    }),
  )
  expect(diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
  return results[0]!
}
const before = await turned({})

/** What a toggle is to change, as text. */
function watched(result: Result, changes = 'co2.total'): string {
  if (changes === 'targets')
    return JSON.stringify(result.targets.map(({ id, met, figure, margin }) => [id, met, figure, margin]))
  if (changes === 'projects') return JSON.stringify(result.projects.map(({ id, included }) => [id, included]))
  expect(Object.keys(result.indicators)).toContain(changes)
  return JSON.stringify(result.indicators[changes]!.values)
}

const ids = (section: string) => Object.keys(entries(section))
const declared: Readonly<Record<string, readonly string[]>> = {
  process: ids('processes'),
  commodity: ids('commodities'),
  driver: ids('drivers'),
  facility: ids('facilities'),
  project: ids('projects'),
  'end-use': ids('end-uses'),
  sector: ids('sectors'),
  site: ids('sites'),
  zone: ids('zones'),
  measure: ids('measures'),
  improvement: ids('improvements'),
  ladder: ids('ladders'),
  target: ids('targets'),
  policy: policies.map(({ id }) => String(id)),
  rule: targetRules.map(({ rule }) => rule),
  indicator: Object.keys(before.indicators),
  scenario: readdirSync(join(repository, 'scenarios/jiaocheng')).map((name) => name.replace('.yaml', '')),
}

it('goes through all 104 items once, in order, each represented or declined with a reason in both languages', () => {
  const range = (letter: string, last: number) =>
    Array.from({ length: last }, (_, i) => `${letter}${String(i + 1).padStart(2, '0')}`)
  expect(rows.map(({ id }) => id)).toEqual([
    ...range('T', 12),
    ...range('C', 14),
    ...range('I', 16),
    ...range('P', 40),
    ...range('J', 16),
    ...range('X', 6),
  ])
  for (const { id, by, not } of rows) {
    expect(Boolean(by) !== Boolean(not), id).toBe(true)
    if (not) expect(Math.min(not.zh.length, not.en.length), id).toBeGreaterThan(10)
  }
})

it('names nothing that does not exist', async () => {
  const text = JSON.stringify([await schema('scenario'), await schema('library')])
  const missing = rows.flatMap((row) =>
    refsOf(row).filter(({ kind, id }) =>
      kind === 'field' ? !text.includes(`"${id.split('.').at(-1)!}"`) : !(declared[kind] ?? []).includes(id),
    ),
  )
  expect(missing).toEqual([])
})

describe('the turn that a row brings changes what it is about', () => {
  const turns = rows.filter((row): row is Row & { readonly toggle: Toggle } => row.toggle !== undefined)
  it.each(turns.map((row) => [row.id, row] as const))('%s', async (_, { toggle }) => {
    const { changes, against } = toggle
    const after = await turned(toggle)
    const compared = against === undefined ? before : await turned({ overlay: against })
    expect(watched(after, changes)).not.toBe(watched(compared, changes))
    // A rule that is added judges something: what it asks for here is asked in vain.
    for (const target of after.targets) if (target.id === 'try') expect(target.met).toBe(false)
  })
})

/** References that no turn of a row touches, by kind. */
const untouched = (kind: string) => [
  ...new Set(
    rows.flatMap((row) =>
      refsOf(row)
        .filter((ref) => ref.kind === kind && !JSON.stringify(row.toggle ?? {}).includes(ref.id))
        .map(({ id }) => id),
    ),
  ),
]

describe('what a row names beyond its turn', () => {
  const unit = (process: string) => {
    const outputs = entries('processes')[process]!['outputs'] as readonly Tree[]
    const lead = String(outputs.find((flow) => flow['lead'])!['of'])
    return `  try-${process}: { name: try, process: ${process}, sector: other-industry, status: building, included: true, operation: capacity, capacity: 1000 ${entries('commodities')[lead]!['unit']}/a, start: 2027-01 }\n`
  }
  const flows = (process: string, side: 'inputs' | 'outputs') =>
    ((entries('processes')[process]![side] ?? []) as readonly Tree[]).map((flow) => String(flow['of']))
  /** A gas that cannot be sold goes to the units that ask for it, and what they leave is flared. */
  function gases(processes: readonly string[]): string {
    const touched = new Set(processes.flatMap((id) => [...flows(id, 'inputs'), ...flows(id, 'outputs')]))
    const lines = [...touched]
      .filter((id) => entries('commodities')[id]!['tradable'] === false)
      .map((id) => {
        const asking = processes.filter((one) => flows(one, 'inputs').includes(id)).map((one) => `try-${one}`)
        const known = entries('commodities')[id]!['outlets'] as readonly unknown[] | undefined
        if (known === undefined)
          return `  ${id}: { outlets: [${asking}], rest: flare, sector: other-industry }\n`
        return asking.length === 0 ? '' : `  ${id}: { outlets: ${JSON.stringify([...known, ...asking])} }\n`
      })
      .filter((line) => line !== '')
    return lines.length > 0 ? `commodities:\n${lines.join('')}` : ''
  }
  const units = (processes: readonly string[]) => ({
    overlay: `projects:\n${processes.map(unit).join('')}${gases(processes)}`,
  })
  const processes = untouched('process')
  const all = turned(units(processes))
  it.each(processes)('a unit of process %s', async (process) => {
    const row = (await all).tables.facility.rows.find(({ id }) => id === `try-${process}`)
    if (row?.values.some((value) => value !== 0)) return
    // It emits nothing itself: then the county buys less, or more, with it than without.
    const alone = await turned(units([process]))
    expect(JSON.stringify(alone.tables.balance)).not.toBe(JSON.stringify(before.tables.balance))
    expect(JSON.stringify(alone.indicators)).not.toBe(JSON.stringify(before.indicators))
  })

  const turn = (kind: string, body: (id: string) => string) =>
    untouched(kind).map((id) => [`${kind} ${id}`, body(id)] as const)
  const turns = [
    ...turn('driver', (id) => `drivers: { ${id}: { path: { times: 90%, from: 2030 } } }`),
    // What is gone after the last observed year is moved where its capacity stands.
    ...turn('facility', (id) =>
      'retired' in entries('facilities')[id]!
        ? `facilities: { ${id}: { capacity: 75 万t/a } }`
        : `facilities: { ${id}: { utilisation: { times: 90%, from: 2026 } } }`,
    ),
    ...turn('project', (id) => {
      const runs = before.projects.find((project) => project.id === id)!.included
      return `projects: { ${id}: { included: ${!runs} } }`
    }),
    ...turn('improvement', (id) => `improvements: { ${id}: { index: { times: 90%, from: 2030 } } }`),
  ]
  // CI turns every fifth: each is a run of the whole county.
  const tried = process.env['CI'] ? turns.filter((_, i) => i % 5 === 0) : turns
  it.each(tried)('%s', async (_, overlay) => {
    const after = await turned({ overlay })
    expect(JSON.stringify(after.indicators)).not.toBe(JSON.stringify(before.indicators))
  })

  it('sectors and indicators carry figures', () => {
    const rowsOf = (id: string) => before.tables.sector.rows.filter((row) => row.id === id)
    for (const id of untouched('sector'))
      expect(
        rowsOf(id).some(({ values }) => values.some((value) => value !== 0)),
        id,
      ).toBe(true)
    for (const id of untouched('indicator'))
      expect(
        Object.values(before.indicators[id]!.values).some((value) => value !== 0),
        id,
      ).toBe(true)
  })
  it('commodities flow, end uses act, targets of the county are judged', async () => {
    const flowing = new Set(before.tables.balance.map(({ commodity }) => commodity))
    const withUnits = new Set((await all).tables.balance.map(({ commodity }) => commodity))
    for (const id of untouched('commodity')) expect(flowing.has(id) || withUnits.has(id), id).toBe(true)
    const acting = before.tables.facility.rows.map(({ id }) => id)
    for (const id of untouched('end-use'))
      expect(
        acting.some((actor) => actor === id || actor.startsWith(`${id}.`)),
        id,
      ).toBe(true)
    const judged = before.targets.map(({ id }) => id)
    for (const id of untouched('target')) expect(judged).toContain(id)
    for (const id of untouched('policy'))
      expect(existsSync(join(repository, 'baselines/policies', `${id}.yaml`)), id).toBe(true)
  })
})

it('docs/coverage.md is made from docs/coverage.yaml (npm run generate)', () => {
  const file = join(repository, 'docs/coverage.md')
  if (process.env['GENERATE']) writeFileSync(file, page())
  expect(readFileSync(file, 'utf8')).toBe(page())
})
