import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codes } from '../../src/diagnostics/codes.ts'
import { message } from '../../src/diagnostics/render.ts'
import { explain, explainFigures, run } from '../../src/index.ts'
import type { FigurePage, PlainLevel } from '../../src/report/explain/explanation.ts'
import { repository } from '../county.ts'
import { evaluate } from './evaluate.ts'

const scenario = (path: string) => join(repository, 'scenarios', path)

async function figure(what: string, path: string, depth?: number): Promise<FigurePage> {
  const answer = await explain(what, scenario(path), depth === undefined ? {} : { depth })
  if (answer.explanation?.kind !== 'figure')
    throw new Error(`${what}: ${answer.diagnostics.map((one) => message(one, 'en'))}`)
  return answer.explanation
}

/** Every level with terms gives its value again; how many were looked at. */
function workOut(level: PlainLevel): number {
  if (!level.terms || !level.how) return 0
  const { value, scale } = evaluate(level)
  expect(Math.abs(value - level.value), `${level.id ?? level.name.en} (${level.how})`).toBeLessThanOrEqual(
    1e-9 * Math.max(scale, Math.abs(level.value)),
  )
  return 1 + level.terms.reduce((sum, term) => sum + workOut(term), 0)
}

test('every level can be worked out from the terms that are shown', async () => {
  const page = await figure('co2.total@2030', 'jiaocheng/reference.yaml', 12)
  expect(workOut(page.tree)).toBeGreaterThan(500)
})

describe('samples over indicators, years, scenarios and counties', () => {
  const paths = ['jiaocheng/neutral-combined.yaml', 'wangmo/reference.yaml', 'rutland/reference.yaml']
  test.each(paths)('%s', async (path) => {
    const { results } = await run([scenario(path)])
    const result = results[0]!
    const ids = Object.keys(result.indicators)
    const { base, to } = result.horizon
    // A fixed walk over indicators and years: each indicator in three years, others for each county.
    const whats = ids.flatMap((id, i) =>
      [0, 1, 2].map((k) => `${id}@${base + ((i * 7 + k * 13 + path.length) % (to - base + 1))}`),
    )
    const { explanations } = await explainFigures(whats, scenario(path), { depth: 4 })
    for (const [i, what] of whats.entries()) {
      const page = explanations[i]
      if (page?.kind !== 'figure') throw new Error(`${what} has no page`)
      const series = result.indicators[what.split('@')[0]!]!
      expect(page.value, what).toBe(series.values[what.split('@')[1]!])
      expect(page.unit).toBe(series.unit)
      workOut(page.tree)
    }
  })
})

describe('words without a scenario', () => {
  test.each(Object.entries(codes))('%s by number and by slug', async (code, { slug }) => {
    for (const word of [code, code.toLowerCase(), slug]) {
      const { explanation } = await explain(word)
      expect(explanation).toMatchObject({ kind: 'code', id: code, slug })
    }
  })
})
