import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type SensitivityOptions, sensitivity } from '../../src/index.ts'
import { elementaryEffects, trajectory } from '../../src/numerics/morris.ts'
import type { Dimension } from '../../src/study/draws.ts'
import { type CubeFunction, type Factor, factorsOf } from '../../src/study/field.ts'
import {
  effectsFrom,
  indicesFrom,
  type MorrisOrder,
  morrisPieces,
  type Pieces,
  pieceSize,
  type SobolOrder,
  sobolPieces,
} from '../../src/study/sensitivity.ts'
import { threadOf } from '../../src/thread.ts'
import { kiln, kilns, peopled as small, withFires } from '../check/small.ts'
import { plainScenario, told, withProject } from '../county.ts'
import { base } from '../invalid/base.ts'

/** A formula as a function of the unit cube. */
function formula(size: number, f: (x: readonly number[]) => number): CubeFunction {
  const width = 8
  const answers = new Float64Array(width)
  return {
    size,
    width,
    answers: 1,
    at(points, count) {
      for (let lane = 0; lane < count; lane++)
        answers[lane] = f(Array.from({ length: size }, (_, d) => points[d * width + lane]!))
      return answers
    },
  }
}

const singles = (size: number): readonly Factor[] =>
  Array.from({ length: size }, (_, i) => ({ id: `x${i + 1}`, coordinates: [i] }))

/** Every piece of so many rows or trajectories, in order. */
const all = (pieces: Pieces, length: number) =>
  Array.from({ length: Math.ceil(length / pieceSize) }, (_, piece) => pieces(piece))

const sobolOf = (f: CubeFunction, factors: readonly Factor[], order: SobolOrder) =>
  indicesFrom(all(sobolPieces(f, factors, order), order.rows), order)
const morrisOf = (f: CubeFunction, factors: readonly Factor[], order: MorrisOrder, inner?: number) =>
  effectsFrom(all(morrisPieces(f, factors, order, inner), order.trajectories), factors.length, order)

const indicesOf = (
  f: CubeFunction,
  rows: number,
  factors = singles(f.size),
  design: 'sobol' | 'random' = 'sobol',
) =>
  sobolOf(f, factors, {
    rows,
    design,
    seed: 1,
    resamples: 50,
    ids: factors.flatMap(({ coordinates }) => coordinates.map((i) => `x${i}`)),
  })[0]!

/**
 * Ishigami and Homma 1990 (a = 7, b = 0.1): sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ on [−π, π]³. Closed form: V = 13.8446,
 * S = 0.3139, 0.4424, 0, and in total 0.5576, 0.4424, 0.2437.
 */
const ishigami = {
  first: [0.31390519, 0.44241114, 0],
  total: [0.55758886, 0.44241114, 0.24368366],
  variance: 13.8445879,
  mean: 3.5,
}

/** The sine of a third of x as its series to the power 13: on [−π, π] within 2e-12; sin x = 3 s − 4 s³ of it. */
function third(x: string): string {
  let inner = '1'
  for (let k = 12; k >= 2; k -= 2) inner = `(1 - ${x}*${x}/${9 * k * (k + 1)}*${inner})`
  return `${x}/3*${inner}`
}

const pi = Math.PI
const drawn = `{ name: x, path: { value: 0.5, uncertain: { uniform: [-${pi}, ${pi}] } } }`
const county = (drivers: string, targets = '') => ({
  'baselines/toy.yaml': small.replace('drivers:\n', `drivers:\n${drivers}`),
  'scenarios/a.yaml': `${plainScenario}${targets}`,
})
const file = county(
  `  x1: ${drawn}
  x2: ${drawn}
  x3: ${drawn}
  t1: { name: t1, path: '= ${third('x1')}' }
  t2: { name: t2, path: '= ${third('x2')}' }
  s1: { name: s1, path: '= 3*t1 - 4*t1*t1*t1' }
  s2: { name: s2, path: '= 3*t2 - 4*t2*t2*t2' }
`,
  `source: made-up
grade: assumption
targets:
  ishigami: { rule: expression, margin: '= s1 + 7*s2*s2 + 0.1*x3*x3*x3*x3*s1' }
expect: { ishigami: met }
`,
)

const ask = (files: Readonly<Record<string, string>>, options: SensitivityOptions) =>
  withProject(files, (root) => sensitivity(join(root, 'scenarios/a.yaml'), options))

async function answer(files: Readonly<Record<string, string>>, options: SensitivityOptions) {
  const found = await ask(files, options)
  if (!found.sensitivity) throw new Error(JSON.stringify(told(found)))
  return found.sensitivity
}

describe("Sobol' indices", () => {
  test("of Ishigami's function, as a scenario, are within 0.01 of the closed form at 2^14", async () => {
    const { questions, inputs, points } = await answer(file, { of: ['margin.ishigami@2030'], draws: 16384 })
    const [y] = questions
    expect(inputs.map(({ id }) => id)).toEqual(['drivers.x1.path', 'drivers.x2.path', 'drivers.x3.path'])
    expect(points).toEqual({ done: 16384 * 5, broken: 0, unsound: 'drop' })
    expect(Math.abs(y!.mean! - ishigami.mean)).toBeLessThan(0.01)
    expect(Math.abs(y!.sd! ** 2 / ishigami.variance - 1)).toBeLessThan(0.01)
    for (const [i, id] of inputs.map((row) => row.id).entries()) {
      const row = y!.rows.find((candidate) => candidate.id === id)!
      expect(Math.abs(row.first!.value - ishigami.first[i]!)).toBeLessThan(0.01)
      expect(Math.abs(row.total!.value - ishigami.total[i]!)).toBeLessThan(0.01)
      for (const index of [row.first!, row.total!]) {
        expect(index.low).toBeLessThanOrEqual(index.value)
        expect(index.high).toBeGreaterThanOrEqual(index.value)
      }
      expect(row.total!.low).toBeLessThanOrEqual(ishigami.total[i]!)
      expect(row.total!.high).toBeGreaterThanOrEqual(ishigami.total[i]!)
    }
    expect(Math.abs(y!.sums!.first - (0.31390519 + 0.44241114))).toBeLessThan(0.02)
  })

  test("of Sobol's g-function are those of the closed form", () => {
    // Π (|4xᵢ − 2| + aᵢ)/(1 + aᵢ); Vᵢ = 1/(3(1 + aᵢ)²), V = Π(1 + Vᵢ) − 1, Tᵢ = Vᵢ Π_{j≠i}(1 + Vⱼ)  (Saltelli and Sobol' 1995).
    const a = [0, 1, 4.5, 9, 99]
    const own = a.map((ai) => 1 / (3 * (1 + ai) ** 2))
    const product = own.reduce((sum, v) => sum * (1 + v), 1)
    const found = indicesOf(
      formula(5, (x) => x.reduce((y, xi, i) => y * ((Math.abs(4 * xi - 2) + a[i]!) / (1 + a[i]!)), 1)),
      8192,
    )
    for (const [i, v] of own.entries()) {
      expect(Math.abs(found.first[i]!.value - v / (product - 1))).toBeLessThan(0.01)
      expect(Math.abs(found.total[i]!.value - (v * product) / (1 + v) / (product - 1))).toBeLessThan(0.01)
    }
  })

  test('of a sum are the shares of its terms, alone and together, and add up to 1', () => {
    const weights = [3, 2, 1, 0]
    const sum = weights.reduce((total, w) => total + w * w, 0)
    const found = indicesOf(
      formula(4, (x) => x.reduce((y, xi, i) => y + weights[i]! * xi, 7)),
      4096,
    )
    for (const [i, w] of weights.entries())
      for (const list of [found.first, found.total])
        expect(Math.abs(list[i]!.value - (w * w) / sum)).toBeLessThan(0.01)
    // What moves nothing has exactly none.
    expect([found.first[3]!.value, found.total[3]!.value]).toEqual([0, 0])
    expect(found.variance).toBeCloseTo(sum / 12, 2)
  })

  test('of numbers that are tied together are those of the group', () => {
    // x₁ x₂ + x₃: alone x₁ and x₂ explain less than as a group, whose share is that of the product.
    const f = formula(3, ([x = 0, y = 0, z = 0]) => 12 * (x - 0.5) * (y - 0.5) + z)
    const factors = [
      { id: 'x + y', coordinates: [0, 1] },
      { id: 'z', coordinates: [2] },
    ]
    const found = indicesOf(f, 2048, factors)
    // V = 144/144 + 1/12.
    expect(Math.abs(found.first[0]!.value - 12 / 13)).toBeLessThan(0.02)
    expect(Math.abs(found.total[0]!.value - 12 / 13)).toBeLessThan(0.02)
    expect(Math.abs(indicesOf(f, 2048).first[0]!.value)).toBeLessThan(0.02)
  })

  test('random samples come near too; intervals hold the truth mostly', () => {
    const f = formula(2, ([x = 0, y = 0]) => x + 2 * y)
    const found = indicesOf(f, 4000, singles(2), 'random')
    expect(Math.abs(found.total[1]!.value - 0.8)).toBeLessThan(0.05)
    expect(found.total[1]!.low).toBeLessThan(0.8)
    expect(found.total[1]!.high).toBeGreaterThan(0.8)
  })

  test('rows with a value that is none are left out of what they enter; a flat function has no shares', () => {
    const f = formula(2, ([x = 0, y = 0]) => (x < 0.1 ? Number.NaN : x + y))
    const found = indicesOf(f, 1024)
    // 0.9²: x in A and in B.
    expect(Math.abs(found.rows[1]! / 1024 - 0.81)).toBeLessThan(0.02)
    expect(Number.isFinite(found.total[0]!.value)).toBe(true)
    const flat = indicesOf(
      formula(2, () => 3.3),
      64,
    )
    expect(flat.variance).toBe(0)
    expect(flat.total.map(({ value }) => value)).toEqual([0, 0])
  })

  test('stopped early, what is done is kept', () => {
    const f = formula(1, ([x = 0]) => x)
    const order: SobolOrder = { rows: 2 * pieceSize, design: 'sobol', seed: 1, ids: ['x'] }
    const pieces = sobolPieces(f, singles(1), order)
    expect(indicesFrom([pieces(0)], order)[0]!.rows).toEqual([pieceSize])
    // Pieces are the same in any order.
    const [last, first] = [pieces(1), pieces(0)]
    expect(indicesFrom([first, last], order)).toEqual(sobolOf(f, singles(1), order))
  })

  test('the same seed gives the same bytes, another seed others, kernel and interpreter the same', async () => {
    const of = { of: ['margin.ishigami@2030'], draws: 64 }
    const [a, b, c, d] = await Promise.all([
      answer(file, of),
      answer(file, of),
      answer(file, { ...of, seed: 2 }),
      answer(file, { ...of, interpreted: true }),
    ])
    expect(JSON.stringify(b)).toBe(JSON.stringify(a))
    expect(JSON.stringify(d)).toBe(JSON.stringify(a))
    expect(JSON.stringify(c.questions)).not.toBe(JSON.stringify(a.questions))
  })
})

describe('elementary effects', () => {
  test('of a linear function are its slopes, without spread, whatever the trajectories', () => {
    const slopes = [5, -3, 0]
    const [found] = morrisOf(
      formula(3, (x) => x.reduce((y, xi, i) => y + slopes[i]! * xi, 1)),
      singles(3),
      { trajectories: 6, levels: 4, seed: 3 },
      0,
    )
    for (const [i, slope] of slopes.entries()) {
      expect(found![i]!.mu).toBeCloseTo(slope, 12)
      expect(found![i]!.muStar).toBeCloseTo(Math.abs(slope), 12)
      expect(found![i]!.sigma).toBeCloseTo(0, 12)
      expect(found![i]!.count).toBe(6)
    }
  })

  test("of x₂ in Ishigami's function have the size 7.875 with 4 levels, in every trajectory", () => {
    // From −π or −π/3 by 2/3 of the range: 7 sin² moves by 7·0.75, over Δ = 2/3 (SALib's tests say the same).
    const f = formula(3, (x) => {
      const [p, q, r] = x.map((xi) => pi * (2 * xi - 1)) as [number, number, number]
      return Math.sin(p) + 7 * Math.sin(q) ** 2 + 0.1 * r ** 4 * Math.sin(p)
    })
    const [found] = morrisOf(f, singles(3), { trajectories: 10, levels: 4, seed: 1 }, 0)
    expect(found![1]!.muStar).toBeCloseTo(7.875, 9)
    expect(found![1]!.sigma).toBeGreaterThan(0)
    // x₁ and x₃ act together: their effects spread.
    expect(found![0]!.sigma).toBeGreaterThan(1)
    expect(found![2]!.sigma).toBeGreaterThan(1)
  })

  test('trajectories move one coordinate after the other, each once, by Δ, inside the cube', () => {
    for (let number = 0; number < 20; number++) {
      const { points, order, steps } = trajectory(5, 4, 9, number)
      expect([...order].sort()).toEqual([0, 1, 2, 3, 4])
      for (let s = 0; s < 5; s++)
        for (let i = 0; i < 5; i++) {
          const step = points[(s + 1) * 5 + i]! - points[s * 5 + i]!
          expect(step).toBeCloseTo(i === order[s] ? steps[s]! : 0, 12)
        }
      for (const x of points) expect(Math.abs(3 * x - Math.round(3 * x))).toBeLessThan(1e-12)
      for (const step of steps) expect(Math.abs(step)).toBeCloseTo(2 / 3, 12)
    }
  })

  test('a step without a value has no effect', () => {
    const path = trajectory(2, 4, 1, 0)
    const [first, second] = elementaryEffects(2, [path], [Float64Array.of(1, Number.NaN, 3)])
    expect([first!.count, second!.count]).toEqual([0, 0])
  })
})

/**
 * 800 t of the stack in 2030, U(0, 100) t of fires and N₂O of a triangle [1, 2, 4] t at 265: in 2030 CO₂ lies between 800 and
 * 900 t, and the cap of 860 t holds with a chance of 60 %.
 */
const burning = {
  'baselines/toy.yaml': withFires(small),
  'scenarios/a.yaml': `${plainScenario}source: made-up
grade: assumption
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: 860 tCO2 } }
`,
}

/** A kiln of 100 t a year from 2026, as likely as not, and another that stands only beside it; fires are U(0, 100) t. */
const perhaps = {
  ...burning,
  'baselines/toy.yaml': `${burning['baselines/toy.yaml']}
${kilns}${kiln('k', 'status: planned, chance: 50%')}${kiln('l', 'status: planned, chance: 100%, needs: [k]')}`,
}

describe('what may be drawn as in an ensemble', () => {
  const chance = 'projects.k.chance'
  const fires = 'facilities.fires.emissions.1.amount'

  test('projects that may be missing are inputs, and what needs them falls with them', async () => {
    const { questions, inputs } = await answer(perhaps, {
      of: ['co2.total@2030', 'co2.total@2025'],
      draws: 1024,
    })
    const [later, sooner] = questions
    const share = (question: typeof later, id: string) =>
      question!.rows.find((row) => row.id === id)!.total!.value
    // Both kilns stand or fall with the first: 200 t as likely as not are 10,000 t² beside 833.3.
    expect(Math.abs(share(later, chance)! - 10000 / (10000 + 10000 / 12))).toBeLessThan(0.01)
    expect(Math.abs(share(later, fires)! - 10000 / 12 / (10000 + 10000 / 12))).toBeLessThan(0.01)
    expect(Math.abs(share(sooner, fires)! - 1)).toBeLessThan(0.01)
    expect(inputs.find(({ id }) => id === chance)).toMatchObject({ kind: 'built', value: 0, low: 0, high: 1 })
  })

  test('the gradient says what building a project does, no slope of a switch', async () => {
    const { questions } = await answer(perhaps, { method: 'gradient', of: ['co2.total@2030'] })
    const row = questions[0]!.rows.find(({ id }) => id === chance)!
    // The kiln that needs it is not built in the single run, so its switch stays off.
    expect(row).toMatchObject({ linear: [0, 100], low: 0, high: 100 })
  })

  test('numbers without a range get that of their grade when asked for; the result says which', async () => {
    const files = {
      ...burning,
      'baselines/toy.yaml': `${burning['baselines/toy.yaml']}default-ranges: { assumption: 10%, source: made-up, grade: assumption }\n`,
    }
    const { inputs, defaultRanges, questions } = await answer(files, {
      of: ['co2.total@2030'],
      draws: 1024,
      defaultRanges: true,
    })
    expect(inputs.filter(({ grade }) => grade === 'assumption')).toMatchObject([{ value: 1000, members: 1 }])
    expect(defaultRanges).toMatchObject([{ of: 'assumption', half: 0.1, numbers: 1 }])
    // A symmetric triangle of ± 80 t has the variance 80²/6; that of U(0, 100) is 100²/12.
    const [stack, own] = [6400 / 6, 10000 / 12]
    const row = questions[0]!.rows.find(({ id }) => id.includes('stack'))!
    expect(Math.abs(row.total!.value - stack / (stack + own))).toBeLessThan(0.01)
    expect((await ask(burning, { of: ['co2.total@2030'], defaultRanges: true })).sensitivity).toBeUndefined()
  })

  test('correlated pairs are a factor each, though one list of correlations names them all', () => {
    const dimension = (id: string) => ({ id }) as unknown as Dimension
    const factor = [[1], [0.5, 0.8], [0, 0, 1], [0, 0, 0.5, 0.8]]
    const found = factorsOf(['a', 'b', 'c', 'd', 'e'].map(dimension), {
      dependence: { groups: [{ rows: [0, 1, 2, 3], factor }], chains: [] },
    })
    expect(found.map(({ id }) => id)).toEqual(['a + b', 'c + d', 'e'])
  })
})

test('threads that compute the pieces in any order give the same bytes', async () => {
  // A thread gets a copy of its order and answers in its own time: the last piece comes first.
  const hire: SensitivityOptions['hire'] = (order) => {
    const work = threadOf(structuredClone(order))
    const waiting: (() => void)[] = []
    return {
      ahead: 3,
      end: async () => {},
      block: (index) =>
        new Promise((answer) => {
          waiting.unshift(() => answer(structuredClone(work(index))))
          setImmediate(() => waiting.shift()?.())
        }),
    }
  }
  for (const method of ['sobol', 'morris'] as const) {
    const options = { method, of: ['co2.total@2030'], draws: 128, trajectories: 100, interpreted: true }
    const [alone, many] = [await answer(perhaps, options), await answer(perhaps, { ...options, hire })]
    expect(JSON.stringify(many)).toBe(JSON.stringify(alone))
  }
})

describe('the gradient as a tornado', () => {
  test('is range times slope, equals the runs where nothing bends, and names what has no range', async () => {
    const { questions, inputs } = await answer(burning, {
      method: 'gradient',
      of: ['co2.total@2030', 'ghg.net@2030', 'margin.cap'],
    })
    const [co2, ghg, cap] = questions
    const [fires, n2o] = inputs.map(({ id }) => id)
    expect(inputs).toMatchObject([
      { value: 50, low: 5, high: 95, file: 'baselines/toy.yaml', name: { en: 'fires: emissions 1.amount' } },
      { value: 2, members: 1 },
    ])
    const row = (question: typeof co2, id: string | undefined) =>
      question!.rows.find((candidate) => candidate.id === id)!
    // The quantiles at 5 % and 95 % of U(0, 100) are 5 and 95, and the number stands at 50.
    expect(row(co2, fires)).toMatchObject({ linear: [-45, 45], low: -45, high: 45 })
    expect(row(cap, fires)).toMatchObject({ linear: [45, -45], low: 45, high: -45 })
    // Of a triangle [1, 2, 4] they are 1 + √(0.05·3) and 4 − √(0.05·6).
    const [low, high] = [1 + Math.sqrt(0.15) - 2, 4 - Math.sqrt(0.3) - 2]
    expect(row(ghg, n2o).linear![0]).toBeCloseTo(265 * low, 6)
    expect(row(ghg, n2o).linear![1]).toBeCloseTo(265 * high, 6)
    expect(row(co2, n2o)).toMatchObject({ linear: [0, 0], low: 0, high: 0 })
    // The stack states no range: a tenth more of both its points is 80 t in 2030.
    expect(co2!.certain![0]).toMatchObject({ change: 80 })
    expect(co2!.kinks).toEqual([])
  })

  test('of the peak year is refused: it moves in steps (E0955)', async () => {
    const found = await ask(burning, { method: 'gradient', of: ['peak'] })
    expect(told(found)).toMatchObject([{ code: 'E0955', args: { id: 'peak' } }])
  })
})

describe('what cannot be asked is refused', () => {
  const codesOf = async (options: SensitivityOptions, files: Readonly<Record<string, string>> = burning) =>
    told(await ask(files, options)).filter(({ severity }) => severity !== 'info')

  test('a figure or a target that is not there (E0950), a year that is none (E0951)', async () => {
    expect(await codesOf({ of: ['co2.totl@2030'] })).toMatchObject([
      { code: 'E0950', args: { nearest: 'co2.total' } },
    ])
    expect(await codesOf({ of: ['margin.cup'] })).toMatchObject([
      { code: 'E0950', args: { nearest: 'margin.cap' } },
    ])
    expect(await codesOf({ of: ['co2.total'] })).toMatchObject([{ code: 'E0951', args: { found: '–' } }])
    expect(await codesOf({ of: ['margin.cap@2033'] })).toMatchObject([
      { code: 'E0951', args: { found: 2033, expected: '2030 … 2030' } },
    ])
  })

  test('rows, trajectories and levels that no design has (E0953)', async () => {
    for (const options of [
      { draws: 1000 },
      { draws: 1 },
      { trajectories: 1 },
      { levels: 5 },
      { draws: 0, design: 'random' },
    ] as const)
      expect((await codesOf(options)).map(({ code }) => code)).toEqual(['E0953'])
  })

  test("more numbers than two samples of Sobol' points hold (E0952); at random they may be", async () => {
    const fires = Array.from(
      { length: 513 },
      (_, i) => `{ species: co2, scope: process, amount: { value: ${i + 1} t/a, range: [0 t/a, 9999 t/a] } }`,
    )
    const wide = {
      ...burning,
      'baselines/toy.yaml': burning['baselines/toy.yaml'].replace(
        '{ species: n2o,',
        `${fires.join(', ').replaceAll(' t/a', ' tCO2/a')}, { species: n2o,`,
      ),
    }
    expect(await codesOf({ of: ['co2.total@2030'], draws: 2 }, wide)).toMatchObject([
      { code: 'E0952', args: { found: 514, expected: 512 } },
    ])
    const random = await codesOf({ of: ['co2.total@2030'], draws: 2, design: 'random' }, wide)
    expect(random.map(({ code }) => code)).toEqual(['W0952'])
  })

  test('nothing uncertain (W0950), few rows (W0952): said, and answered', async () => {
    const certain = { ...burning, 'baselines/toy.yaml': small }
    expect((await codesOf({ draws: 64 }, certain)).map(({ code }) => code)).toEqual(['W0950'])
    expect((await codesOf({ draws: 64 })).map(({ code }) => code)).toEqual(['W0952'])
  })
})

describe('points at which the county breaks a condition', () => {
  // Boilers 90 % and heat pumps 10 %: where boilers are 80 %, one point in four, the shares do not add up.
  const half = (share: string) => ({
    ...base,
    'baselines/toy.yaml': base['baselines/toy.yaml'].replace(
      'boiler: { 2020: 90%,',
      `boiler: { 2020: ${share},`,
    ),
  })
  const some = half('{ value: 90%, uncertain: { discrete: { 90%: 75%, 80%: 25% } } }')

  test('are counted, told and left out, or taken where that is asked (W0951)', async () => {
    const options = { of: ['co2.total@2020'], draws: 512 }
    const found = await ask(some, options)
    expect(told(found).filter(({ severity }) => severity === 'warning')).toMatchObject([
      { code: 'W0951', args: { done: 'left out' } },
    ])
    const { points, broken } = found.sensitivity!
    expect(broken).toMatchObject([{ condition: 'E0407', file: 'baselines/toy.yaml' }])
    expect(points.broken).toBe(broken[0]!.draws)
    expect(Math.abs(points.broken / points.done - 0.25)).toBeLessThan(0.02)
    const kept = await ask(some, { ...options, unsound: 'keep' })
    expect(kept.sensitivity!.points).toEqual({ ...points, unsound: 'keep' })
    expect(kept.sensitivity!.questions[0]!.rows[0]!.rows).toBe(512)
  })

  test('where none is left, nothing is said of them (E0954)', async () => {
    const found = await ask(half('{ value: 90%, uncertain: { uniform: [50%, 95%] } }'), {
      of: ['co2.total@2020'],
      draws: 64,
    })
    expect(found.sensitivity).toBeUndefined()
    expect(told(found).filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'E0954', args: { code: 'E0407' } },
    ])
  })
})
