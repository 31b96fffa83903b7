import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { format } from '../../src/report/formats/json.ts'
import type { Result } from '../../src/report/result.ts'
import { indicator, type Project, resultOf } from '../county.ts'
import { type County, county, reorderedFiles, type Spec, specs } from './counties.ts'

/** What may be changed in a county without changing its figures, and what changes them in a known way. */

const idsOf = (result: Result) => Object.keys(result.indicators)

/** Equal within rounding: sums in another order differ in the last bits. */
function expectSameFigures(a: Result, b: Result, options: { times?: number; until?: number } = {}): void {
  const { times = 1, until = 2030 } = options
  expect(idsOf(b)).toEqual(idsOf(a))
  for (const id of idsOf(a)) {
    const intensive = /intensity/.test(id)
    const before = indicator(a, id)
    const after = indicator(b, id)
    const size = Math.max(...before.map(Math.abs), ...gross(a)) * 1e-9
    for (let t = 0; t <= until - 2020; t++) {
      const wanted = before[t]! * (intensive ? 1 : times)
      const slack = intensive ? Math.abs(wanted) * 1e-6 : Math.max(times, 1) * size
      if (!(Math.abs(after[t]! - wanted) <= slack))
        throw new Error(`${id} in ${2020 + t}: ${after[t]} instead of ${wanted}`)
    }
  }
}

/** The size of the terms of ghg.net by year: net figures may be small where their terms are not. */
function gross(result: Result): readonly number[] {
  const { rows } = result.tables.facility
  return result.tables.facility.years.map((_, t) =>
    rows.reduce((sum, row) => sum + Math.abs(row.values[t]!), 0),
  )
}

/** The JSON of a result without what names places in files: hashes, lines and columns. */
function bytes(result: Result): string {
  const warnings = result.warnings.map((warning) => ({ ...warning, line: 0, column: 0 }))
  return format.render([{ ...result, warnings, scenario: { ...result.scenario, files: [] } }], {
    language: 'en',
    width: 80,
    colour: false,
    ascii: false,
    verbose: false,
  }) as string
}

const overlayHead = { kind: 'overlay', id: 'over', for: 'toy', source: 'made-up', grade: 'assumption' }
const withOverlay = (made: County, content: object): Project => ({
  ...made.files,
  'overlays/over.yaml': JSON.stringify({ ...overlayHead, ...content }),
})
const overlaid = { with: ['overlays/over.yaml'] }

const check = (runs: number, property: (spec: Spec) => Promise<void>) =>
  fc.assert(fc.asyncProperty(specs, property), { numRuns: runs })

describe('what changes nothing', () => {
  it('the order of keys, byte for byte', () =>
    check(20, async (spec) => {
      const made = county(spec)
      const [a, b, c] = await Promise.all(
        [made.files, reorderedFiles(made, 1), reorderedFiles(made, 4)].map((files) => resultOf(files)),
      )
      expect(bytes(b!)).toBe(bytes(a!))
      expect(bytes(c!)).toBe(bytes(a!))
    }))

  it('an overlay that says nothing, byte for byte', () =>
    check(10, async (spec) => {
      const made = county(spec)
      const a = await resultOf(made.files)
      const b = await resultOf(withOverlay(made, {}), 'scenarios/a.yaml', overlaid)
      expect(bytes(b)).toBe(bytes(a))
    }))

  it('a facility written as two halves', () =>
    check(25, async (spec) => {
      // A project that replaces the kiln would have to name both halves.
      const alone = { ...spec, project: 'none' as const }
      const a = await resultOf(county(alone).files)
      const b = await resultOf(county(alone, { split: true }).files)
      expectSameFigures(a, b)
      for (const name of ['sector', 'fuel', 'gas', 'scope'] as const)
        expect(b.tables[name].rows.map(({ id }) => id)).toEqual(a.tables[name].rows.map(({ id }) => id))
    }))

  it('a project that is not included', () =>
    check(20, async (spec) => {
      const out = { ...spec, project: 'out' as const }
      const a = await resultOf(county(out, { withoutProject: true }).files)
      const b = await resultOf(county(out).files)
      expect(b.indicators).toEqual(a.indicators)
      expect(b.tables).toEqual(a.tables)
    }))

  it('a measure that nobody adopts', () =>
    check(20, async (spec) => {
      const a = await resultOf(county({ ...spec, floor: 0 }, { withoutMeasures: true }).files)
      const b = await resultOf(county({ ...spec, floor: 0 }, { idleMeasures: true }).files)
      expectSameFigures(a, b)
    }))

  it('an overlay from 2030 on, in the years before', () =>
    check(20, async (spec) => {
      const made = county(spec)
      const a = await resultOf(made.files)
      const files = withOverlay(made, {
        facilities: { ammonia: { utilisation: { from: 2030, 2030: '10%' } } },
        drivers: { people: { path: { times: '50%', from: 2030 } } },
        demands: {
          'more-coke': {
            of: 'coke',
            amount: { 2020: '0 t/a', 2029: '0 t/a', 2030: '5000 t/a', interpolate: 'linear' },
          },
        },
        measures: { saving: { adoption: { plus: '0%', from: 2030 } } },
      })
      const b = await resultOf(files, 'scenarios/a.yaml', overlaid)
      for (const id of idsOf(a))
        expect(indicator(b, id).slice(0, 10), id).toEqual(indicator(a, id).slice(0, 10))
      // The homes halve: the overlay does arrive.
      expect(JSON.stringify(b.tables.balance)).not.toBe(JSON.stringify(a.tables.balance))
    }))
})

describe('what changes figures in a known way', () => {
  it('twice of everything is twice of everything', () =>
    check(25, async (spec) => {
      const a = await resultOf(county(spec).files)
      const b = await resultOf(county(spec, { scale: 2 }).files)
      expectSameFigures(a, b, { times: 2 })
    }))
})
