import { describe, expect, it } from 'vitest'
import { collector } from '../../src/diagnostics/diagnostic.ts'
import { readText } from '../../src/input/document.ts'
import { spreadProvenance } from '../../src/input/provenance.ts'
import type { MapTree, Scalar, Tree } from '../../src/model/tree.ts'

function spread(text: string): MapTree {
  const { diagnostics, diagnose } = collector()
  const tree = readText(text, 'f.yaml', diagnose)
  expect(diagnostics).toEqual([])
  return spreadProvenance(tree as MapTree)
}

/** `path source/grade` of every scalar. */
function list(tree: Tree, path = ''): string[] {
  if (tree.kind === 'map')
    return [...tree.entries].flatMap(([key, { value }]) => list(value, `${path}.${key}`))
  if (tree.kind === 'list') return tree.items.flatMap((item, i) => list(item, `${path}.${i}`))
  const { source = '-', grade = '-' } = tree as Scalar
  return [`${path.slice(1)} ${source}/${grade}`]
}

describe('spreadProvenance', () => {
  it('gives what stands in a block the source and grade of the block, the nearest first', () => {
    const tree = spread(`
defaults: { source: outer, grade: statistics }
a: 1 t
p:
  name: { zh: x }
  defaults: { source: sheet, grade: literature }
  inputs: [{ of: coal, amount: 2 t }, { of: gas, amount: 3 t, source: other }]
  loss: { value: 8%, source: lab, grade: measured, note: n }
`)
    expect(list(tree)).toEqual([
      'defaults.source -/-',
      'defaults.grade -/-',
      'a outer/statistics',
      'p.name.zh -/-',
      'p.defaults.source -/-',
      'p.defaults.grade -/-',
      'p.inputs.0.of sheet/literature',
      'p.inputs.0.amount sheet/literature',
      'p.inputs.1.of other/literature',
      'p.inputs.1.amount other/literature',
      'p.inputs.1.source -/-',
      'p.loss.value lab/measured',
      'p.loss.source -/-',
      'p.loss.grade -/-',
      'p.loss.note -/-',
    ])
  })

  it('leaves a file without any as it was', () => {
    const { diagnose } = collector()
    const tree = readText('a: { b: [1, { c: 2 }] }', 'f.yaml', diagnose) as MapTree
    expect(spreadProvenance(tree)).toEqual(tree)
  })

  it("takes a block's own source before its defaults", () => {
    expect(list(spread('p: { defaults: { source: a }, source: b, v: 1 }'))).toContain('p.v b/-')
  })
})
