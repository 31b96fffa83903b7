import { describe, expect, it } from 'vitest'
import { runProject, told } from '../county.ts'
import { base } from '../invalid/base.ts'

const county = (find: string, put: string) => ({
  ...base,
  'baselines/toy.yaml': base['baselines/toy.yaml'].replace(find, put),
})

describe('run and the rules of modelling mistakes', () => {
  it('shows no figure of a county that check would refuse', async () => {
    // 15 万 t of coke a year from an oven of 6 万 t: no plant runs at 250 %.
    const { results, ...loaded } = await runProject(
      county('capacity: 60 万t/a', 'capacity: 6 万t/a\n    observed: { 2020: 15 万t/a }'),
      'scenarios/a.yaml',
    )
    expect(told(loaded).map(({ code }) => code)).toContain('E0627')
    expect(results).toEqual([])
  })

  it('says nothing of what only needs thought', async () => {
    const { results, ...loaded } = await runProject(
      county('drivers:\n', 'drivers:\n  peeple: { name: people, path: 20 万人 }\n'),
      'scenarios/a.yaml',
    )
    expect(told(loaded).filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(results).toHaveLength(1)
  })
})
