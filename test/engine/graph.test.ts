import { describe, expect, it } from 'vitest'
import { prepare, run } from '../../src/engine/evaluate.ts'
import { notFinite } from '../../src/engine/finite.ts'
import { Graph } from '../../src/engine/graph.ts'
import type { Ref } from '../../src/engine/plan.ts'
import { ancestors, dependents, evidence, slotsByColumn, slotsUnder } from '../../src/engine/walk.ts'
import type { Grade } from '../../src/model/given.ts'

const horizon = { base: 2020, observedTo: 2021, to: 2024 }
const at = { file: 'a.yaml', start: 0, end: 1 }

function slot(g: Graph, path: string, value: number, grade?: Grade): Ref {
  return g.slot({ path, unit: 't', value, origin: [at], grade })
}

describe('the builder', () => {
  it('answers with the same node for the same operation', () => {
    const g = new Graph(horizon)
    const [a, b, c] = [slot(g, 'a', 1), slot(g, 'b', 2), slot(g, 'c', 3)]
    expect(g.sum([a, b, c])).toBe(g.sum([a, b, c]))
    expect(g.sum([a, b, c])).not.toBe(g.sum([c, b, a]))
    expect(g.mul(a, b)).toBe(g.mul(b, a))
    expect(g.min(a, b)).toBe(g.min(b, a))
    expect(g.min(a, b)).not.toBe(g.max(a, b))
    expect(g.div(a, b)).not.toBe(g.div(b, a))
    expect(g.table([1, 2, 3, 4, 5])).toBe(g.table([1, 2, 3, 4, 5]))
    expect(g.table([1, 2, 3, 4, 5])).not.toBe(g.table([1, 2, 3, 4, 6]))
    const w = [0, 1, 1, 0, 0, 0.5, 1, 0.5, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0]
    expect(g.blend([a, b], w)).toBe(g.blend([a, b], w.slice()))
    expect(g.blend([a, b], w)).not.toBe(g.blend([b, a], w))
    expect(g.lag(g.blend([a, b], w), a, 2)).not.toBe(g.lag(g.blend([a, b], w), a, 3))
  })

  it('keeps one node for each of 50,000 different operations', () => {
    const g = new Graph(horizon)
    const seen = new Set<number>()
    const first = slot(g, 'x', 1)
    for (let i = 0; i < 50_000; i++) seen.add(g.mul(first, g.constant(i + 2)))
    expect(seen.size).toBe(50_000)
    expect(g.mul(g.constant(777), first)).toBe(g.mul(first, g.constant(777)))
  })

  it('applies identities only where they are exact', () => {
    const g = new Graph(horizon)
    const [a, b] = [slot(g, 'a', 1), slot(g, 'b', 2)]
    const [zero, one] = [g.constant(0), g.constant(1)]
    expect(g.mul(a, one)).toBe(a)
    expect(g.sum([zero, a, zero])).toBe(a)
    expect(g.sum([])).toBe(zero)
    expect(g.constant(-0)).toBe(zero)
    expect(g.mul(a, zero)).not.toBe(zero)
    expect(g.subtract(a, a)).not.toBe(zero)
    expect(g.subtract(a, g.constant(2))).toBe(g.sum([a, g.constant(-2)]))
    expect(g.ratio(a, zero, b)).toBe(b)
    expect(g.constantOf(a)).toBeUndefined()
    expect(g.constantOf(g.constant(2.5))).toBe(2.5)
  })

  it('knows which nodes have a value a year', () => {
    const g = new Graph(horizon)
    const a = slot(g, 'a', 1)
    const t = g.table([1, 2, 3, 4, 5])
    const axes = [a, t, g.mul(a, a), g.mul(a, t), g.at(t, 2022), g.total(t, 2020, 2024), g.running(a)]
    expect(axes.map((node) => g.axis(node))).toEqual(['one', 'year', 'one', 'year', 'one', 'one', 'year'])
    expect(g.at(a, 2022)).toBe(a)
    expect(g.argmax(a)).toBe(g.constant(0))
  })

  it('throws at a misuse, which is a bug of the caller', () => {
    const g = new Graph(horizon)
    const a = slot(g, 'a', 1)
    const t = g.table([1, 2, 3, 4, 5])
    expect(slot(g, 'a', 1)).toBe(a)
    expect(() => slot(g, 'a', 2)).toThrow('a has two values')
    g.column('c', a, 't', {})
    expect(() => g.column('c', a, 't', {})).toThrow('named twice')
    expect(() => g.constant(Number.NaN)).toThrow()
    expect(() => g.table([1])).toThrow()
    expect(() => g.at(t, 2019)).toThrow('no year of the horizon')
    expect(() => g.lag(t, t)).toThrow('axis one')
    expect(() => g.div(a, g.constant(0))).toThrow()
    expect(() => g.blend([a], [0, 1])).toThrow()
    expect(() => g.blend([a], Array(20).fill(1))).toThrow()
    expect(() => g.add(a, 999 as Ref)).toThrow('not of this graph')
    expect(() => new Graph({ base: 2020, observedTo: 2020, to: 2019 })).toThrow()
  })

  it('makes a plan of plain JSON', () => {
    const g = new Graph(horizon)
    const x = g.lag(g.table([1, 2, 3, 4, 5]), slot(g, 'a', 7, 'measured'))
    g.column('c', x, 't', { sector: 's' }, { zh: '甲', en: 'a' })
    g.block('target', [x], ['t'])
    const plan = g.plan()
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
    expect(plan.slots).toEqual([{ path: 'a', unit: 't', kind: 'real', origin: [at], grade: 'measured' }])
    expect([...g.values()]).toEqual([7])
    expect(g.find('c')).toBe(x)
    const values = run(prepare(JSON.parse(JSON.stringify(plan))), g.values()).trajectories.value(x)
    expect([...values]).toEqual([7, 1, 2, 3, 4])
  })
})

describe('walks', () => {
  it('finds the slots under a column and the weakest grade among them', () => {
    const g = new Graph(horizon)
    const [a, b, c] = [slot(g, 'a', 1, 'measured'), slot(g, 'b', 2, 'expert'), slot(g, 'c', 3)]
    g.column('ab', g.mul(a, b), 't', {})
    g.column('a', g.running(a), 't', {})
    g.column('ac', g.add(a, c), 't', {})
    g.column('none', g.constant(1), 't', {})
    const plan = g.plan()
    expect([...slotsByColumn(plan).values()]).toEqual([[0, 1], [0], [0, 2], []])
    const sure = evidence(plan)
    expect(plan.columns.map((column) => sure(column.node))).toEqual([
      { weakest: 'expert', ungraded: false },
      { weakest: 'measured', ungraded: false },
      { weakest: 'measured', ungraded: true },
      { weakest: undefined, ungraded: false },
    ])
    const touched = dependents(plan, new Set([1]))
    expect(plan.columns.map((column) => touched[column.node])).toEqual([1, 0, 0, 0])
    expect([...ancestors(plan, [a])].filter((reached) => reached === 1)).toHaveLength(1)
  })

  it('goes through a loop', () => {
    const g = new Graph(horizon)
    const [a, b] = [slot(g, 'a', 1, 'measured'), slot(g, 'b', 0.5, 'assumption')]
    const t = g.tears(2)
    const inside = g.mul(t.refs[0]!, b)
    g.close(t, [g.add(a, t.refs[1]!), inside])
    const plan = g.plan()
    expect(slotsUnder(plan, inside)).toEqual([0, 1])
    expect(slotsUnder(plan, t.refs[0]!)).toEqual([0, 1])
    expect(evidence(plan)(t.refs[0]!)).toEqual({ weakest: 'assumption', ungraded: false })
    expect(dependents(plan, new Set([0]))[inside]).toBe(1)
  })
})

describe('evidence of one year', () => {
  it('rests on the points beside the year and on the branch that was taken', () => {
    const g = new Graph(horizon)
    const [seen, guess, other] = [
      slot(g, 'p.2020', 1, 'statistics'),
      slot(g, 'p.2024', 2, 'assumption'),
      slot(g, 'q', 3, 'expert'),
    ]
    const line = g.blend(
      [seen, guess],
      [0, 1, 1, 0, 0, 0.75, 1, 0.25, 0, 0.5, 1, 0.5, 0, 0.25, 1, 0.75, 1, 1, 0, 0],
    )
    const later = g.select(g.table([0, 0, 0, 0, 1]), line, other)
    const final = g.at(line, 2024)
    g.column('line', line, 't', {})
    const plan = g.plan()
    const { trajectories } = run(prepare(plan), g.values())
    const grade = (index: number, node: Ref) =>
      evidence(plan, () => true, { indexes: [index], value: (i) => trajectories.value(i) })(node, 0).weakest
    expect([0, 1, 4].map((index) => grade(index, line))).toEqual(['statistics', 'assumption', 'assumption'])
    expect([0, 4].map((index) => grade(index, later))).toEqual(['expert', 'assumption'])
    // A value of a fixed year rests on the whole series, in whatever year it is read.
    expect(grade(0, final)).toBe('assumption')
    expect(evidence(plan)(line).weakest).toBe('assumption')
  })
})

describe('the finite check', () => {
  it('is silent while columns and loops are finite, whatever else is not', () => {
    const g = new Graph(horizon)
    const t = g.table([0, 1, 2, 3, 4])
    g.column('c', g.ratio(g.constant(6), t, g.constant(9)), 't', {})
    g.log(t)
    const found = run(prepare(g.plan()), g.values()).trajectories
    expect([...found.value(g.find('c')!)]).toEqual([9, 6, 3, 2, 1.5])
    expect(notFinite(found)).toBeUndefined()
  })

  it('names the node where it begins, the year, the column and the slots', () => {
    const g = new Graph(horizon)
    const a = slot(g, 'a', 1)
    slot(g, 'other', 1)
    const t = g.table([2, 1, 0, 1, 2])
    const bad = g.div(a, t)
    const later = g.lag(g.mul(bad, g.constant(2)), a)
    g.column('c', g.select(g.less(t, a), later, g.running(g.max(later, a))), 't', {})
    const found = notFinite(run(prepare(g.plan()), g.values()).trajectories)
    expect(found).toMatchObject({
      node: bad,
      op: 'div',
      year: 2022,
      value: Infinity,
      column: 'c',
      columnYear: 2023,
      columnValue: Infinity,
      slots: [0],
    })
  })

  it('follows every operation across years', () => {
    const g = new Graph(horizon)
    const bad = g.log(g.table([1, 1, 1, 0, 1]))
    const ways = [
      g.at(bad, 2023),
      g.total(bad, 2021, 2024),
      g.running(bad),
      g.least(bad, 2020, 2024),
      g.greatest(g.negate(bad), 2020, 2024),
      g.lowest(bad),
      g.sum([g.constant(1), bad]),
    ]
    ways.forEach((way, i) => {
      g.column(`c${i}`, way, '1', {})
    })
    const found = run(prepare(g.plan()), g.values()).trajectories
    expect(notFinite(found)).toMatchObject({ node: bad, op: 'log', year: 2023, value: -Infinity })
    for (const way of ways) {
      const plan = { ...g.plan(), columns: [{ id: 'only', node: way, unit: '1', cut: {} }] }
      expect(notFinite({ ...found, plan })).toMatchObject({ node: bad, year: 2023, column: 'only' })
    }
  })
})
