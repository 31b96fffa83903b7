import { describe, expect, it } from 'vitest'
import { collector } from '../../src/diagnostics/diagnostic.ts'
import { readText } from '../../src/input/document.ts'
import {
  blame,
  equalTrees,
  extendsOrder,
  flowText,
  type IsAtomic,
  type Link,
  type MergeOptions,
  mergeTrees,
} from '../../src/input/extend.ts'
import { applySets } from '../../src/input/set.ts'
import type { MapTree } from '../../src/model/tree.ts'

function tree(text: string, file = 'f.yaml'): MapTree {
  const { diagnostics, diagnose } = collector()
  const result = readText(text, file, diagnose)
  expect(diagnostics).toEqual([])
  return result as MapTree
}

const isAtomic: IsAtomic = (path) => path.at(-1) === 'adoption' || path.at(-1) === 'path'

function merge(base: string, over: string, options?: MergeOptions) {
  const { diagnostics, diagnose } = collector()
  const result = mergeTrees(tree(base, 'base.yaml'), tree(over, 'over.yaml'), isAtomic, diagnose, options)
  return {
    result,
    text: flowText(result),
    found: diagnostics.map(({ code, args }) => ({ code, ...args })),
    diagnostics,
  }
}

const base =
  'measures:\n  ccus: { applies-to: [a, b], adoption: { 2035: 0%, 2050: 70% } }\n  dry: { adoption: 5% }\n'

describe('mergeTrees', () => {
  it('merges maps by key and keeps the order', () => {
    const { text, found } = merge('a: { x: 1, y: 2 }\nb: 1', 'c: 3\na: { z: 3, x: 4 }')
    expect(text).toBe('{a: {x: 4, y: 2, z: 3}, b: 1, c: 3}')
    expect(found).toEqual([])
  })

  it('replaces a series and a list whole', () => {
    const { text, found } = merge(base, 'measures: { ccus: { applies-to: [c], adoption: { 2040: 1% } } }')
    expect(text).toContain('ccus: {applies-to: [c], adoption: {2040: 1%}}')
    expect(found).toEqual([])
  })

  it('lays a part of a series over what stood, twice', () => {
    const first = merge(base, 'measures: { ccus: { adoption: { from: 2040, 2045: 1% } } }')
    expect(first.found).toEqual([])
    expect(first.text).toContain('adoption: {2035: 0%, 2050: 70%} ⊕ {from: 2040, 2045: 1%}')
    const { diagnose } = collector()
    const again = tree('measures: { ccus: { adoption: { times: 90% } } }')
    const second = mergeTrees(first.result, again, isAtomic, diagnose)
    expect(flowText(second)).toContain('⊕ {from: 2040, 2045: 1%} ⊕ {times: 90%}')
  })

  it('needs something under a layer', () => {
    const { found } = merge(base, 'measures: { ccus: { adoptoin: 1, path: { times: 90% } } }')
    expect(found).toEqual([{ code: 'E0308', path: 'measures.ccus.path', nearest: '' }])
  })

  it('removes by null, and says when there is nothing', () => {
    expect(merge(base, 'measures: { dry: null }').text).not.toContain('dry')
    const { found, diagnostics } = merge(base, 'measures: { dyr: null, new: { x: null } }')
    expect(found).toEqual([
      { code: 'E0305', path: 'measures.dyr' },
      { code: 'E0305', path: 'measures.new.x' },
    ])
    expect(diagnostics[0]?.at).toEqual({ file: 'over.yaml', start: 12, end: 15 })
  })

  it('says when an override changes nothing, with both places', () => {
    const { diagnostics } = merge(base, 'measures: { dry: { adoption: " 5%" } }')
    expect(diagnostics).toMatchObject([
      {
        code: 'E0304',
        args: { path: 'measures.dry.adoption' },
        at: { file: 'over.yaml', start: 29, end: 34 },
      },
    ])
    expect(diagnostics[0]?.related).toEqual([{ file: 'base.yaml', start: 95, end: 97 }])
    expect(merge(base, 'measures: { ccus: { adoption: { 2050: 70%, 2035: 0% } } }').found).toHaveLength(1)
    expect(merge(base, 'measures: { ccus: { applies-to: [a, b] } }').found).toHaveLength(1)
    expect(merge(base, 'measures: { ccus: {} }').found).toHaveLength(1)
    expect(merge(base, 'measures: { ccus: { applies-to: [b, a] } }').found).toEqual([])
    expect(merge('a: { v: 1, source: s }', 'a: { v: 2, source: s }').found).toEqual([])
  })

  it('asks the caller whether two values mean the same', () => {
    const sameValue = () => false
    expect(merge(base, 'measures: { dry: { adoption: 5% } }', { sameValue }).found).toEqual([])
  })

  it('is silent for layers of libraries but tells what is shadowed', () => {
    const shadowed: string[] = []
    const options: MergeOptions = { silent: true, shadowed: (path) => shadowed.push(path.join('.')) }
    const { found } = merge(base, 'measures: { dry: { adoption: 5% } }\nx: null', options)
    expect(found).toEqual([])
    expect(shadowed).toEqual(['measures.dry.adoption'])
  })

  it('changes nothing with an empty overlay, and leaves its arguments alone', () => {
    const one = tree(base)
    const before = flowText(one)
    const { diagnostics, diagnose } = collector()
    expect(mergeTrees(one, { kind: 'map', entries: new Map(), at: one.at }, isAtomic, diagnose)).toEqual(one)
    mergeTrees(one, tree('measures: { dry: null, ccus: { adoption: 1% } }'), isAtomic, diagnose)
    expect(flowText(one)).toBe(before)
    expect(diagnostics).toEqual([])
  })

  it('keeps the trail, oldest first', () => {
    const { diagnose } = collector()
    const layers = ['a: { v: 1 }', 'a: { v: 2 }', 'a: { v: 3 }\nb: 4'].map((text, i) =>
      tree(text, `${i}.yaml`),
    )
    const all = layers.reduce((before, next) => mergeTrees(before, next, isAtomic, diagnose))
    expect(blame(all)).toMatchObject([
      {
        path: 'a.v',
        value: '3',
        at: { file: '2.yaml' },
        replaced: [
          { value: '1', at: { file: '0.yaml' } },
          { value: '2', at: { file: '1.yaml' } },
        ],
      },
      { path: 'b', value: '4', replaced: [] },
    ])
  })
})

it('equalTrees ignores the order of keys, not of lists', () => {
  expect(equalTrees(tree('a: 1\nb: "x"'), tree('b: x\na: 1'))).toBe(true)
  expect(equalTrees(tree('a: [1, 2]'), tree('a: [2, 1]'))).toBe(false)
  expect(equalTrees(tree('a: 1'), tree('a: 1\nb: 1'))).toBe(false)
  expect(equalTrees(tree('a: null'), tree('a: "null"'))).toBe(false)
})

describe('extendsOrder', () => {
  async function order(graph: Record<string, string[]>, start = 'a') {
    const { diagnostics, diagnose } = collector()
    const empty = tree('x: 1')
    const link = (id: string): Link => ({ id, file: id, tree: empty })
    let asked = 0
    const parents = async ({ id }: Link) => {
      asked += 1
      return (graph[id] ?? []).map((name) => ({ link: link(name), at: { file: id, start: 0, end: 1 } }))
    }
    const found = await extendsOrder(link(start), parents, diagnose)
    return { order: found.map(({ id }) => id).join(' '), diagnostics, asked }
  }

  it('puts what is extended first, in the order written', async () => {
    expect((await order({ a: ['b', 'c'], b: ['d'] })).order).toBe('d b c a')
  })

  it('applies the two ways of a diamond once', async () => {
    expect((await order({ a: ['b', 'c'], b: ['d'], c: ['d'] })).order).toBe('d b c a')
    const wide = Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`${i}`, [`${i + 1}`, `${i + 1}`]]))
    expect((await order(wide, '0')).asked).toBe(16)
  })

  it('names a circle', async () => {
    const { diagnostics } = await order({ a: ['b'], b: ['c'], c: ['b'] })
    expect(diagnostics).toMatchObject([{ code: 'E0303', args: { path: 'b → c → b' }, at: { file: 'c' } }])
  })

  it('goes 16 files deep', async () => {
    const chain = (length: number) =>
      Object.fromEntries(Array.from({ length }, (_, i) => [i === 0 ? 'a' : `${i}`, [`${i + 1}`]]))
    expect((await order(chain(16))).diagnostics).toEqual([])
    expect((await order(chain(17))).diagnostics).toMatchObject([{ code: 'E0313', args: { limit: 16 } }])
    expect((await order(chain(500))).asked).toBeLessThan(20)
  })
})

describe('--set', () => {
  async function set(text: string, ...assignments: string[]) {
    const { diagnostics, diagnose } = collector()
    return { result: await applySets(tree(text), assignments, diagnose, isAtomic), diagnostics }
  }

  it.each([
    ['measures.ccus.adoption.2050=80%', '2050: 80%'],
    ['measures.dry.adoption={2030: 5%, 2040: 6%}', 'dry: {adoption: {2030: 5%, 2040: 6%}}'],
    ['measures.ccus.applies-to.1=c', 'applies-to: [a, c]'],
    ['measures.dry.adoption==min(1, 2)', 'adoption: =min(1, 2)'],
  ])('%s', async (assignment, expected) => {
    const { result, diagnostics } = await set(base, assignment)
    expect(diagnostics).toEqual([])
    expect(flowText(result)).toContain(expected)
  })

  it('keeps the trail and its place', async () => {
    const { result } = await set(base, 'measures.dry.adoption=6%')
    const row = blame(result).find(({ path }) => path === 'measures.dry.adoption')
    expect(row).toMatchObject({
      value: '6%',
      at: { file: '--set measures.dry.adoption=6%', start: 22, end: 24 },
      replaced: [{ value: '5%' }],
    })
  })

  it('removes by null', async () => {
    expect(flowText((await set(base, 'measures.dry=null')).result)).not.toContain('dry')
  })

  it('finds keys that hold dots', async () => {
    const { result } = await set('given: { p.x.on-time: 1 }', 'given.p.x.on-time=2')
    expect(flowText(result)).toBe('{given: {p.x.on-time: 2}}')
  })

  it('reaches into what was laid over', async () => {
    const layered = merge(base, 'measures: { ccus: { adoption: { from: 2040, 2045: 1% } } }').result
    const { diagnostics, diagnose } = collector()
    const sets = ['measures.ccus.adoption.2045=2%', 'measures.ccus.adoption.2035=3%']
    expect(flowText(await applySets(layered, sets, diagnose, isAtomic))).toContain(
      '{2035: 3%, 2050: 70%} ⊕ {from: 2040, 2045: 2%}',
    )
    expect(diagnostics).toEqual([])
  })

  it.each([
    ['measures.ccsu.adoption=1', 'measures.ccsu.adoption', 'measures.ccus'],
    ['measures.ccus.adoption.2051=1%', 'measures.ccus.adoption.2051', 'measures.ccus.adoption.2050'],
    ['mesures=1', 'mesures', 'measures'],
    ['measures.__proto__.x=1', 'measures.__proto__.x', ''],
    ['nothing', 'nothing', ''],
  ])('%s is an unknown path', async (assignment, path, nearest) => {
    const { diagnostics } = await set(base, assignment)
    expect(diagnostics).toMatchObject([
      { code: 'E0308', args: { path, nearest }, at: { start: 0, end: path.length } },
    ])
    expect(diagnostics[0]?.at.file).toBe(`--set ${assignment}`)
  })

  it('reports a value that is none', async () => {
    const { diagnostics } = await set(base, 'measures.dry.adoption=', 'measures.dry.adoption={2030: 5,200 t}')
    expect(diagnostics).toMatchObject([{ code: 'E0101' }, { code: 'E0116', at: { start: 29, end: 36 } }])
  })
})
