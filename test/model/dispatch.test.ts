import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { column, columnsOf } from '../county.ts'
import { plainCounty, valuesOf } from './plain.ts'

/** Who runs how much: against a plain retelling of the rule (take what you must, then in turn), and closed forms of loops. */

const one = '{ base: 2020, observed-to: 2020, to: 2021 }'

describe('works whose gas is made only when they run', () => {
  // A tonne of steel takes 1 t of coke and 4 Nm³ of the gas of which the oven makes 400 a tonne: standing still and running
  // both satisfy the balances; what is built runs.
  it('run, and do not stand still for want of their own gas', async () => {
    const columns = await columnsOf(
      plainCounty(
        `facilities:
  steel: { process: steel, capacity: 100 t/a, operation: capacity }
  oven: { process: oven, capacity: 500 t/a }`,
        {
          horizon: one,
          commodities: `  coke: { name: coke, unit: t, group: product, suppliers: [oven] }
  gas: { name: gas, unit: Nm3, group: by-product-gas, tradable: false, outlets: [steel], rest: flare, sector: works }
`,
          processes: `  oven: { name: oven, sector: works, outputs: [{ of: coke, lead: true, amount: 1 t/t }, { of: gas, amount: 400 Nm3/t }] }
  steel: { name: steel, sector: works, inputs: [{ of: coke, amount: 1 t/t }, { of: gas, amount: 4 Nm3/t }], outputs: [{ of: thing, lead: true, amount: 1 t/t }] }
`,
        },
      ),
    )
    expect(column(columns, 'activity.steel')[0]).toBeCloseTo(100, 9)
    expect(column(columns, 'balance.gas.flare')[0]).toBeCloseTo(100 * 396, 6)
  })
})

describe('two suppliers of one product that share a by-product', () => {
  // 100 Nm³ of gas; 10 a tonne. The first takes 80 and makes 8 of the 12 that are wanted; the second wants 4, gets 20 Nm³, makes 2.
  const county = (order: string) =>
    plainCounty(
      `facilities:
  oven: { process: oven, capacity: 10 t/a }
  first: { process: plant, operation: outlet, capacity: 8 t/a }
  second: { process: plant, operation: demand, capacity: 9 t/a }
demands: { sold: { of: good, amount: 12 t/a } }`,
      {
        horizon: one,
        commodities: `  good: { name: good, unit: t, group: product, suppliers: [${order}] }
  gas: { name: gas, unit: Nm3, group: by-product-gas, tradable: false, outlets: [first, second], rest: flare, sector: works }
`,
        processes: `  oven: { name: oven, sector: works, outputs: [{ of: thing, lead: true, amount: 1 t/t }, { of: gas, amount: 10 Nm3/t }] }
  plant: { name: plant, sector: works, inputs: [{ of: gas, amount: 10 Nm3/t }], outputs: [{ of: good, lead: true, amount: 1 t/t }] }
`,
      },
    )
  it.each(['first, second', 'second, first'])('in the order %s', async (order) => {
    const columns = await columnsOf(county(order))
    expect(column(columns, 'activity.first')[0]).toBeCloseTo(8, 9)
    expect(column(columns, 'activity.second')[0]).toBeCloseTo(2, 9)
    expect(column(columns, 'balance.good.imports')[0]).toBeCloseTo(2, 9)
  })
})

describe('pull: suppliers in declared order up to capacity, the rest is bought', () => {
  it('serves any demand as a hand would', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 400 }),
        fc.array(fc.record({ size: fc.integer({ min: 0, max: 150 }), fixed: fc.boolean() }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.boolean(),
        async (demand, plants, tradable) => {
          const ids = plants.map((_, i) => `plant-${'edcba'[i]}`)
          const units = plants.map(
            ({ size, fixed }, i) =>
              `  ${ids[i]}: { process: make, capacity: ${size} t/a${fixed ? ', operation: capacity' : ''} }`,
          )
          const files = plainCounty(
            `facilities:\n${units.join('\n')}\ndemands: { sold: { of: good, amount: ${demand} t/a } }`,
            {
              horizon: one,
              commodities: `  good: { name: good, unit: t, group: product, suppliers: [${ids.join(', ')}]${tradable ? '' : ', tradable: false'} }`,
            },
          )
          const text = files['baselines/toy.yaml']!.replace('outputs: [{ of: thing,', 'outputs: [{ of: good,')
          const found = await columnsOf({ ...files, 'baselines/toy.yaml': text })
          // By hand: what must run, runs; what is still wanted goes down the list.
          let wanted = Math.max(
            0,
            demand - plants.reduce((sum, plant) => sum + (plant.fixed ? plant.size : 0), 0),
          )
          let made = 0
          for (const [i, { size, fixed }] of plants.entries()) {
            const runs = fixed ? size : Math.min(size, wanted)
            if (!fixed) wanted -= runs
            made += runs
            expect(column(found, `activity.${ids[i]}`)[0]).toBeCloseTo(runs, 9)
          }
          const short = Math.max(0, demand - made)
          expect(column(found, `balance.good.${tradable ? 'imports' : 'unmet'}`)[0]).toBeCloseTo(short, 9)
          expect(column(found, `balance.good.${tradable ? 'unmet' : 'imports'}`)[0]).toBe(0)
          expect(column(found, 'balance.good.exports')[0]).toBeCloseTo(Math.max(0, made - demand), 9)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('push: minimum takes first, then in declared order, the rest is flared', () => {
  it('shares out any by-product as a hand would', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 300 }),
        fc.array(
          fc.record({
            size: fc.integer({ min: 1, max: 120 }),
            take: fc.integer({ min: 0, max: 60 }),
            most: fc.integer({ min: 5, max: 100 }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        async (gas, users) => {
          const ids = users.map((_, i) => `user-${'cebda'[i]}`)
          const files = plainCounty(
            `facilities:
  source: { process: source, capacity: ${gas} t/a }
${users.map(({ size }, i) => `  ${ids[i]}: { process: use, capacity: ${size} t/a }`).join('\n')}`,
            {
              horizon: one,
              commodities: `  lead: { name: lead, unit: t, group: product }
  gas: { name: gas, unit: Nm3, group: by-product-gas, tradable: false, outlets: [${users
    .map(({ take, most }, i) => `{ to: ${ids[i]}, take: { at-least: ${take}% }, at-most: ${most}% }`)
    .join(', ')}] }`,
              processes: `  source: { name: s, sector: works, outputs: [{ of: lead, lead: true, amount: 1 t/t }, { of: gas, amount: 1 Nm3/t }] }
  use: { name: u, sector: works, inputs: [{ of: gas, amount: 1 Nm3/t }], outputs: [{ of: thing, lead: true, amount: 1 t/t }] }`,
            },
          )
          const found = await columnsOf(files)
          const appetite = users.map(({ size, most }) => Math.min(size, (gas * most) / 100))
          const least = users.map(({ take }, i) => Math.min(appetite[i]!, (gas * take) / 100))
          const got = users.map(() => 0)
          let left = gas
          for (const [i, want] of least.entries()) {
            got[i] = Math.min(want, left)
            left -= got[i]!
          }
          for (const [i, want] of appetite.entries()) {
            const more = Math.min(want - got[i]!, left)
            got[i] = got[i]! + more
            left -= more
          }
          for (const [i, id] of ids.entries())
            expect(column(found, `activity.${id}`)[0], id).toBeCloseTo(got[i]!, 8)
          expect(column(found, 'balance.gas.flare')[0]).toBeCloseTo(left, 8)
        },
      ),
      { numRuns: 80 },
    )
  })

  it('buys the same energy of another fuel where it says so', async () => {
    // 100 Nm3 of gas for 300 that are wanted: 200 Nm3 · 17 MJ are bought as 3,400 MJ / 34 MJ = 100 Nm3 of the other.
    const files = plainCounty(
      `facilities:
  source: { process: source, capacity: 100 t/a }
  user: { process: use, capacity: 300 t/a }`,
      {
        horizon: one,
        commodities: `  lead: { name: lead, unit: t, group: product }
  other: { name: other, unit: Nm3, group: gas, energy: 34 MJ/Nm3, carbon: 0.5 kgC/Nm3 }
  gas: { name: gas, unit: Nm3, group: by-product-gas, energy: 17 MJ/Nm3, tradable: false, outlets: [{ to: user, shortfall: { buy: other } }] }`,
        processes: `  source: { name: s, sector: works, closure: none, closure-reason: arithmetic alone, outputs: [{ of: lead, lead: true, amount: 1 t/t }, { of: gas, amount: 1 Nm3/t }] }
  use: { name: u, sector: works, inputs: [{ of: gas, use: fuel, amount: 1 Nm3/t }], outputs: [{ of: thing, lead: true, amount: 1 t/t }] }`,
      },
    )
    const columns = await columnsOf(files)
    expect(column(columns, 'activity.user')[0]).toBeCloseTo(300, 9)
    expect(column(columns, 'balance.gas.uses')[0]).toBeCloseTo(100, 9)
    expect(column(columns, 'balance.other.imports')[0]).toBeCloseTo(100, 9)
    // 100 Nm3 · 0.5 kgC · 44/12.
    expect(column(columns, 'co2.energy')[0]).toBeCloseTo((50 * 44) / 12 / 1000, 9)
  })
})

describe('loops', () => {
  const plant = (own: number, losses: number, capacity: string) =>
    plainCounty(
      `facilities: { plant: { process: plant, capacity: ${capacity} } }\ndemands: { sold: { of: heat, amount: 1000 GJ/a } }`,
      {
        horizon: one,
        commodities: `  heat: { name: heat, unit: GJ, group: heat, losses: ${losses}%, suppliers: [plant] }`,
        processes: `  plant: { name: p, sector: works, closure: none, closure-reason: arithmetic alone, inputs: [{ of: heat, use: fuel, amount: ${own} GJ/GJ }], outputs: [{ of: heat, lead: true, amount: 1 GJ/GJ }] }`,
      },
    )
  it.each([
    [0.1, 0],
    [0.5, 0],
    [0.9, 0],
    [0.2, 10],
    [0, 5],
  ])('a plant that uses %s of its own, %s %% lost on the way: x = D / (1 − l − a)', async (own, losses) => {
    const [x] = await valuesOf(plant(own, losses, '1000000 GJ/a'), 'activity.plant')
    expect(x).toBeCloseTo(1000 / (1 - losses / 100 - own), 6)
  })
  it('at its capacity it buys the rest: (D + a·C) / (1 − l) − C', async () => {
    const columns = await columnsOf(plant(0.2, 10, '800 GJ/a'))
    expect(column(columns, 'activity.plant')[0]).toBeCloseTo(800, 9)
    expect(column(columns, 'balance.heat.imports')[0]).toBeCloseTo((1000 + 0.2 * 800) / 0.9 - 800, 6)
  })
  it('a mine that uses power and a plant that burns its coal: x = D / (1 − m·f)', async () => {
    const files = plainCounty(
      `facilities: { mine: { process: mine, capacity: 1 Mt/a }, plant: { process: plant, capacity: 1000000 GJ/a } }
demands: { sold: { of: heat, amount: 1000 GJ/a } }`,
      {
        horizon: one,
        commodities: `  heat: { name: heat, unit: GJ, group: heat, suppliers: [plant] }
  ore: { name: ore, unit: t, group: material, suppliers: [mine] }`,
        processes: `  mine: { name: m, sector: works, inputs: [{ of: heat, use: fuel, amount: 3 GJ/t }], outputs: [{ of: ore, lead: true, amount: 1 t/t }] }
  plant: { name: p, sector: works, closure: none, closure-reason: arithmetic alone, inputs: [{ of: ore, amount: 0.1 t/GJ }], outputs: [{ of: heat, lead: true, amount: 1 GJ/GJ }] }`,
      },
    )
    const columns = await columnsOf(files)
    expect(column(columns, 'activity.plant')[0]).toBeCloseTo(1000 / (1 - 0.3), 6)
    expect(column(columns, 'activity.mine')[0]).toBeCloseTo(100 / (1 - 0.3), 6)
  })
})
