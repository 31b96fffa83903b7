import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { message } from '../../src/diagnostics/render.ts'
import { compare, decompose, explainFigures, run } from '../../src/index.ts'
import { repository } from '../county.ts'
import { compareRules, decomposeRules, type Loose, nameOf, numbersIn, type Rule, runRules } from './named.ts'

const scenario = (path: string) => join(repository, 'scenarios', path)

/** Park and Miller's generator: the same sample in every run. */
function sampler(seed: number): (many: number) => number {
  let state = seed
  return (many) => {
    state = (state * 48271) % 2147483647
    return state % many
  }
}

interface Named {
  readonly what: string
  readonly value: number
}

/** Every number with its name; what no rule knows fails. */
function named(document: Loose, rules: readonly Rule[]): readonly Named[] {
  const unknown = new Set<string>()
  const found = numbersIn(document).flatMap(({ at, value }) => {
    const name = nameOf(document, at, rules)
    if (name === undefined) unknown.add(at.map((key) => (/^\d+$/.test(String(key)) ? '*' : key)).join('/'))
    return typeof name === 'string' ? [{ what: name, value }] : []
  })
  expect([...unknown]).toEqual([])
  return found
}

/** So many of them, every kind of name at least once. */
function sampled(all: readonly Named[], many: number, seed: number): readonly Named[] {
  const pick = sampler(seed)
  const kinds = new Map<string, Named[]>()
  for (const one of all) {
    const kind = one.what.split(/[.@]/)[0]!
    kinds.set(kind, [...(kinds.get(kind) ?? []), one])
  }
  const few = [...kinds.values()].flatMap((kind) => [0, 1, 2].map(() => kind[pick(kind.length)]!))
  return [...few, ...Array.from({ length: many }, () => all[pick(all.length)]!)]
}

async function hold(sample: readonly Named[], path: string, against?: string): Promise<void> {
  const whats = sample.map(({ what }) => what)
  const { explanations, diagnostics } = await explainFigures(whats, path, {
    depth: 1,
    ...(against === undefined ? {} : { against }),
  })
  const wrong = diagnostics.filter(({ code }) => code.startsWith('E')).map((one) => message(one, 'en'))
  expect(wrong).toEqual([])
  const differ = sample.flatMap(({ what, value }, i) => {
    const page = explanations[i]
    if (page?.kind !== 'figure') return [`${what} has no page`]
    // Documents take differences of numbers of 12 digits, which are exact to 5e-12 of each side.
    const sides = /^(change|effect)/.test(what) ? (page.tree.terms ?? []) : []
    const scale = sides.reduce((sum, side) => sum + Math.abs(side.value), Math.abs(value))
    const allowed =
      page.tree.how === 'product' && sides.length > 0
        ? 1e-9 * Math.abs(value)
        : (sides.length > 0 ? 5e-12 : 2e-12) * scale
    return Math.abs(page.value - value) <= allowed ? [] : [`${what}: ${page.value} and ${value}`]
  })
  expect(differ).toEqual([])
}

/** Numbers drawn for each scenario. */
const MANY = Number(process.env['MANY'] ?? 60)

describe('numbers of run: each has a name, and explain gives it again to 12 digits', () => {
  test.each([
    'jiaocheng/neutral-combined.yaml',
    'wangmo/reference.yaml',
    'rutland/reference.yaml',
  ])('%s', async (path) => {
    const { results } = await run([scenario(path)])
    await hold(sampled(named(results[0], runRules), MANY, 20301231), scenario(path))
  })
})

test('numbers of compare: each gap is told from both sides', async () => {
  const [a, b] = ['jiaocheng/reference.yaml', 'jiaocheng/neutral-combined.yaml'].map(scenario) as [
    string,
    string,
  ]
  const { comparison } = await compare([a, b], {
    by: ['sector', 'facility', 'firm', 'zone', 'effect'],
    at: { indicator: 'co2.total', year: 2030 },
  })
  await hold(sampled(named(comparison, compareRules), MANY, 5), b, a)
})

test('numbers of decompose: each change and effect is told from both years', async () => {
  const path = scenario('rutland/neutral.yaml')
  const { decomposed } = await decompose(path, { indicator: 'ghg.net' })
  await hold(sampled(named(decomposed, decomposeRules), MANY, 7), path)
})
