import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contributions, cutBy } from '../../src/analysis/contributions.ts'
import { decompose, type Form, formOf, statesOf } from '../../src/analysis/lmdi.ts'
import { type Ran, runCase } from '../../src/pipeline/case.ts'
import { cutKeys } from '../../src/pipeline/cuts.ts'
import { Desk, type Session } from '../../src/pipeline/session.ts'
import { analyseMixture } from '../../src/pipeline/union.ts'
import { leverGap } from '../../src/study/levers.ts'
import { repository } from '../county.ts'

/**
 * Every pair of scenarios of a county that ships: each scenario is compiled and run once, the pairs share it. Parts are held
 * against the figures of the two runs, in full precision, and never against one another.
 */
interface Shipped {
  readonly name: string
  readonly ran: Ran
  readonly session: Session
}

const desk = new Desk()
async function shipped(county: string): Promise<readonly Shipped[]> {
  const files = readdirSync(join(repository, 'scenarios', county)).filter((name) => name.endsWith('.yaml'))
  const found: Shipped[] = []
  for (const name of files.sort()) {
    const path = join(repository, 'scenarios', county, name)
    const session = await desk.at(path)
    const ran = await runCase(path, session, {})
    if (!ran) throw new Error(JSON.stringify(session.diagnostics))
    found.push({ name, ran, session })
  }
  return found
}

const figureOf = ({ ran }: Shipped, indicator: string, year: number): number => {
  const { analysed, trajectories } = ran
  return trajectories.value(analysed.figures.indicators.get(indicator)!.node)[
    year - analysed.model.horizon.base
  ]!
}
const sum = (list: Iterable<number>) => [...list].reduce((all, one) => all + one, 0)
const size = (list: Iterable<number>) => [...list].reduce((all, one) => all + Math.abs(one), 0)

/** What is read of one scenario, once for all its pairs. */
const known = new Map<string, unknown>()
function once<T>({ name, ran }: Shipped, what: string, make: (ran: Ran) => T): T {
  const key = `${ran.analysed.model.county.id} ${name} ${what}`
  if (!known.has(key)) known.set(key, make(ran))
  return known.get(key) as T
}
const partsOf = (side: Shipped, indicator: string) =>
  once(side, indicator, ({ analysed, trajectories }) => contributions(analysed, trajectories, indicator)!)
const stateOf = (side: Shipped, indicator: string, year: number) =>
  once(
    side,
    `${indicator}@${year}`,
    ({ analysed, trajectories }) => statesOf(analysed, trajectories, indicator, [year])![0]!,
  )
const rowsOf = (side: Shipped, indicator: string, year: number, word: Parameters<typeof cutKeys>[1]) =>
  once(side, `${indicator}@${year} ${word}`, (ran) => {
    const i = year - ran.analysed.model.horizon.base
    const rows = cutBy(partsOf(side, indicator), cutKeys(ran, word))
    return new Map([...rows].map(([id, values]) => [id, values[i]!]))
  })

/** Parts add up to a gap to 1e-9 of what is added. */
function addsUp(parts: readonly number[], gap: number, what: string): void {
  const off = Math.abs(sum(parts) - gap)
  expect(off <= 1e-9 * size(parts), `${what}: ${sum(parts)} for ${gap}`).toBe(true)
}

/** By the last paragraph of model.md: sinks and storage; what is bought; fuels burnt; all else is process or a balance. */
function formByScope({ scope, method }: { readonly scope: string; readonly method: string }): Form {
  if (scope === 'sink' || scope === 'stored') return 'removal'
  if (scope === 'indirect') return 'indirect'
  return method === 'combustion' ? 'fuel' : 'process'
}

describe.each(['jiaocheng', 'rutland', 'wangmo'])('%s', (county) => {
  const all = shipped(county)
  const pairs = async () => {
    const sides = await all
    return sides.flatMap((a, i) => sides.slice(i + 1).map((b) => [a, b] as const))
  }

  test('the leaves are partitioned by the four forms', async () => {
    for (const side of await all) {
      const { name, ran } = side
      const { analysed } = ran
      const leaves = analysed.leaves.filter((leaf) => leaf.kind === 'emission')
      for (const leaf of leaves)
        expect(formOf(leaf), `${name} ${leaf.actor} ${leaf.scope}`).toBe(formByScope(leaf))
      for (const indicator of ['co2.total', 'ghg.net']) {
        const found = partsOf(side, indicator)
        const state = stateOf(side, indicator, 2030)
        // No leaf is lost and none counts twice: as many terms as leaves, and together the indicator.
        expect(state.terms.size).toBe(found.parts.size)
        const terms = [...state.terms.values()].map(({ value }) => value)
        addsUp(terms, figureOf(side, indicator, 2030), `${name} ${indicator}`)
        const { forms } = decompose(state, state)
        expect(sum(forms.values())).toBe(found.parts.size)
      }
    }
  })

  test('effects, sectors, facilities, firms and zones of every pair add up, in both directions', async () => {
    for (const [one, other] of await pairs())
      for (const [a, b] of [
        [one, other],
        [other, one],
      ] as const)
        for (const [indicator, wanted] of [
          ['co2.total', 2030],
          ['ghg.net', 2060],
        ] as const) {
          const year = Math.min(wanted, a.ran.analysed.model.horizon.to)
          const what = `${a.name} ${b.name} ${indicator}@${year}`
          const gap = figureOf(b, indicator, year) - figureOf(a, indicator, year)
          const { effects, sectors } = decompose(stateOf(a, indicator, year), stateOf(b, indicator, year))
          addsUp([...effects.values()], gap, `${what} effects`)
          addsUp(
            [...sectors.values()].flatMap((row) => [...row.values()]),
            gap,
            `${what} sectors by effect`,
          )
          for (const word of ['sector', 'facility', 'firm', 'zone'] as const) {
            const [before, after] = [rowsOf(a, indicator, year, word), rowsOf(b, indicator, year, word)]
            const ids = [...new Set([...before.keys(), ...after.keys()])]
            addsUp(
              ids.map((id) => (after.get(id) ?? 0) - (before.get(id) ?? 0)),
              gap,
              `${what} ${word}`,
            )
          }
        }
  })

  test('levers of every pair add up to the gap of the two runs', async () => {
    // CI takes every third pair: a mixture is compiled for each.
    const each = [...(await pairs()).entries()].filter(([i]) => !process.env.CI || i % 3 === 1)
    for (const [i, [a, b]] of each) {
      const [indicator, year] = i % 2 === 0 ? ['ghg.net', 2050] : ['co2.total', 2030]
      const mixture = (await analyseMixture(a.ran.analysed, b.ran.analysed, a.session))!
      const node = mixture.mixture((built) => built.figures.indicators.get(indicator as string)?.node)!
      const found = leverGap(mixture, node, year as number, { permutations: 2, seed: 7 })
      const what = `${a.name} ${b.name} ${indicator}@${year}`
      if ('problem' in found) throw new Error(what)
      const gap =
        figureOf(b, indicator as string, year as number) - figureOf(a, indicator as string, year as number)
      addsUp([...found.shapley.shares], gap, what)
    }
  })
})
