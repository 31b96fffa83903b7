import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applied, openLive, overlayText } from '../../../src/browser.ts'
import { run } from '../../../src/index.ts'
import type { Lever } from '../../../src/report/live.ts'
import type { Result } from '../../../src/report/result.ts'

const scenario = 'scenarios/jiaocheng/peak-2028.yaml'
// A project reads only what lies inside it.
const folder = mkdtempSync('test/report/html/overlay-')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let saved: Result
beforeAll(async () => {
  const ran = await run([scenario], { page: true })
  saved = ran.results[0]!
}, 120_000)

/** What is on the screen with these levers, and what the program says of the overlay that the page would download. */
async function both(set: Readonly<Record<string, number>>): Promise<readonly [Result, Result]> {
  const live = saved.live!
  const engine = openLive(live.plan)
  const values = Float64Array.from(engine.values)
  for (const [path, value] of Object.entries(set))
    values[live.levers.find((lever) => lever.path === path)!.slot] = value
  const figures = engine.run(values)
  if ('text' in figures) throw new Error(figures.text.en)
  const overlay = join(folder, 'adjusted.yaml')
  writeFileSync(overlay, overlayText(live, values))
  const ran = await run([scenario], { with: [overlay] })
  expect(ran.diagnostics.filter(({ code }) => code.startsWith('E'))).toEqual([])
  return [applied(saved, figures, values), ran.results[0]!]
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 2e-12 * Math.max(Math.abs(a), Math.abs(b)) + 1e-9
}

/** Every figure that the page shows and a lever moves. */
function expectSame(screen: Result, program: Result): void {
  for (const [id] of saved.live!.plan.indicators)
    for (const [year, value] of Object.entries(program.indicators[id]!.values))
      if (!near(screen.indicators[id]!.values[year]!, value))
        throw new Error(
          `${id} ${year}: ${screen.indicators[id]!.values[year]} on the screen, ${value} by the program`,
        )
  expect(screen.peak).toEqual({ ...program.peak, value: expect.closeTo(program.peak.value, 3) })
  expect(screen.neutrality.year).toBe(program.neutrality.year)
  expect(near(screen.neutrality.residual, program.neutrality.residual)).toBe(true)
  for (const target of program.targets) {
    const shown = screen.targets.find(({ id }) => id === target.id)!
    expect([shown.id, shown.met, shown.firstMiss, shown.drivers]).toEqual([
      target.id,
      target.met,
      target.firstMiss,
      target.drivers,
    ])
    expect(near(shown.margin, target.margin) && near(shown.figure, target.figure)).toBe(true)
  }
  for (const row of program.tables.sector.rows) {
    const shown = screen.tables.sector.rows.find(({ id }) => id === row.id)
    for (const [i, value] of row.values.entries()) expect(near(shown?.values[i] ?? 0, value)).toBe(true)
  }
}

describe('a live page', () => {
  it('gives for levers moved one after another, bit by bit, what a page opened with them gives', () => {
    const { plan, levers } = saved.live!
    const moving = openLive(plan)
    const values = Float64Array.from(moving.values)
    const kept: { figures: unknown; copy: unknown }[] = []
    // Each lever there and some back again, two at once now and then: what a move does not reach must not be left behind.
    for (const [i, { slot, low, high }] of levers.slice(0, 16).entries()) {
      values[slot] = low + (high - low) * ((i % 5) / 5)
      if (i % 3 === 2) values[levers[i - 1]!.slot] = moving.values[levers[i - 1]!.slot]!
      const figures = moving.run(values)
      expect(figures).toEqual(openLive(plan).run(values))
      kept.push({ figures, copy: structuredClone(figures) })
    }
    // And what was handed out stays as it was.
    for (const { figures, copy } of kept) expect(figures).toEqual(copy)
  })

  it('shows the saved figures while no lever is moved', () => {
    const engine = openLive(saved.live!.plan)
    const figures = engine.run(engine.values)
    if ('text' in figures) throw new Error(figures.text.en)
    const shown = applied(saved, figures, engine.values)
    expectSame(shown, saved)
    const plain = ({ from, to, commodity, year, tce }: (typeof saved.tables.flow)[number]) => ({
      from,
      to,
      commodity,
      year,
      tce,
    })
    expect(shown.tables.flow.map(plain)).toEqual(saved.tables.flow.map(plain))
  })

  it('comes to what the program says of the downloaded overlay: growth, grid, a measure, a project in, one out, a start, shares of outlets', async () => {
    const live = saved.live!
    const of = (test: (lever: Lever) => boolean) => live.levers.find(test)!.path
    const later = live.levers.find(({ path }) => path === 'projects.park-heat.start')!
    const share = (test: (lever: Lever) => boolean) =>
      of(
        (lever) =>
          lever.kind === 'share' && lever.path.startsWith('commodities.coke-oven-gas.') && test(lever),
      )
    const sets: Readonly<Record<string, number>>[] = [
      // With shares of outlets of coke-oven gas: more to ammonia first, and one for an outlet that had none.
      {
        'drivers.coke-market.path': 0.9,
        'drivers.grid-shanxi-stated.path': 0.85,
        [share(({ value }) => value === 0.15)]: 0.4,
        [share(({ value, name }) => value === 0 && /hydrogen|LNG/.test(name.en))]: 0.1,
      },
      {
        'measures.n2o-tertiary.adoption': 0.6,
        [of(({ kind, value }) => kind === 'switch' && value === 0)]: 1,
      },
      { 'projects.park-heat.included': 0, 'projects.nitrate-park.included': 1 },
      { [later.path]: later.value + 3, 'projects.hydrogen-meijin.included': 1 },
    ]
    for (const set of sets) {
      const [screen, program] = await both(set)
      expectSame(screen, program)
    }
  }, 240_000)

  it('offers every kind of lever, nine in front at most, and says which move costs alone', () => {
    const { levers } = saved.live!
    expect(new Set(levers.map(({ kind }) => kind))).toEqual(new Set(['scale', 'switch', 'year', 'share']))
    expect(levers.filter(({ main }) => main).length).toBeLessThanOrEqual(9)
    expect(levers.find(({ path }) => path === 'drivers.carbon-price.path')?.costOnly).toBe(true)
    expect(levers.find(({ path }) => path === 'drivers.coke-market.path')?.costOnly).toBe(false)
    expect(levers.find(({ kind, value }) => kind === 'share' && value === 0.15)?.costOnly).toBe(false)
  })
})
