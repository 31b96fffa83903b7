import { contributions, cutBy } from '../analysis/contributions.ts'
import { rounded } from '../report/assemble.ts'
import type { Attribution, CutWord, InputDifference, Share } from '../report/compare.ts'
import type { CutTable } from '../report/result.ts'
import type { Text } from '../text/text.ts'
import { cutKeys, cutNames, effectNames } from './cuts.ts'
import type { Side } from './sides.ts'

/** How the gap is shared out. */
interface AttributionOptions {
  readonly by?: readonly CutWord[]
  readonly seed?: number
  readonly permutations?: number
}

const texts = {
  noLevers: {
    zh: '保存的结果不能再运行，所以分不出杠杆；请给出情景文件。',
    en: 'A saved result cannot be run again, so there are no levers to share the gap; give the scenario file.',
  },
  noLeaves: {
    zh: '保存的结果只有 co2.total 按部门、ghg.net 按部门和设施的分项，所以 {what} 说不出。',
    en: 'A saved result holds only co2.total by sector and ghg.net by sector and facility, so {what} cannot be told.',
  },
  notAdditive: {
    zh: '{indicator} 不是各部分之和，不能按 {what} 拆分。',
    en: '{indicator} is no sum of parts, so it cannot be taken apart by {what}.',
  },
  onlyEmissions: {
    zh: '{indicator} 不是排放量，没有 LMDI 效应；请用 co2 或 ghg 的指标。',
    en: '{indicator} is no emission, so it has no LMDI effects; take an indicator of co2 or ghg.',
  },
} satisfies Record<string, Text>

function fill(text: Text, args: Readonly<Record<string, string>>): Text {
  const say = (sentence: string) => sentence.replace(/\{(\w+)\}/g, (_, key: string) => args[key] ?? '')
  return { zh: say(text.zh), en: say(text.en) }
}

/**
 * The gap between two sides at one figure, taken apart by what `by` names: parts that add up to it. What cannot be told is said
 * in `notes`.
 */
export async function attributionOf(
  reference: Side,
  side: Side,
  { indicator, year }: { readonly indicator: string; readonly year: number },
  inputs: readonly InputDifference[],
  options: AttributionOptions,
  notes: Text[],
): Promise<Attribution | undefined> {
  const by = options.by ?? ['sector']
  if (by.length === 0) return undefined
  const series = [reference, side].map(({ result }) => result.indicators[indicator]!)
  const [before, after] = series.map(({ values }) => values[String(year)]!) as [number, number]
  const lists: { -readonly [K in keyof Attribution]?: Attribution[K] } = {}
  const cuts = by.filter((word) => word !== 'effect' && word !== 'lever')
  const parents = new Set(
    [reference, side].flatMap(({ ran }) =>
      ran ? [...ran.analysed.model.sectors.values()].flatMap(({ parent }) => parent?.id ?? []) : [],
    ),
  )
  const called = (word: string) =>
    word === 'sector'
      ? (id: string) => `change.${indicator}.of.${parents.has(id) ? 'only' : 'sector'}:${id}@${year}`
      : (id: string) => `change.${indicator}.of.${word}:${id === '' ? 'none' : id}@${year}`
  if (reference.ran && side.ran) {
    const parts = [reference.ran, side.ran].map(({ analysed, trajectories }) =>
      contributions(analysed, trajectories, indicator),
    )
    for (const word of cuts) {
      const [a, b] = parts
      if (!a || !b) {
        notes.push(fill(texts.notAdditive, { indicator, what: word }))
        continue
      }
      const rows = [a, b].map((found, i) => {
        const ran = (i === 0 ? reference : side).ran!
        const index = year - ran.analysed.model.horizon.base
        return new Map([...cutBy(found, cutKeys(ran, word))].map(([id, values]) => [id, values[index]!]))
      })
      const names = [reference.ran, side.ran].map((ran) => cutNames(ran, word))
      // A side that does not have the part has only its id for a name.
      const name = (id: string) => {
        const found = names.map((nameOf) => nameOf(id))
        return found.find((text) => text && text.en !== id) ?? found[0] ?? found[1]
      }
      lists[word] = shares(rows[0]!, rows[1]!, name, called(word))
      const { sectors } = side.ran.analysed.model
      if (word === 'sector')
        lists.sectorTotals = subtotals(
          lists[word],
          (id) => sectors.get(id)?.parent?.id,
          name,
          (id) => `change.${indicator}.of.sector:${id}@${year}`,
        )
    }
    if (by.includes('effect')) {
      const { decompose, statesOf } = await import('../analysis/lmdi.ts')
      const [a, b] = [reference.ran, side.ran].map(({ analysed, trajectories }) =>
        statesOf(analysed, trajectories, indicator, [year]),
      )
      if (!a || !b) notes.push(fill(texts.onlyEmissions, { indicator }))
      else
        lists.effect = [...decompose(a[0]!, b[0]!).effects].map(([id, value]) => ({
          id,
          name: effectNames[id],
          difference: rounded(value),
          explain: `effect.${id}.${indicator}@${year}`,
        }))
    }
    if (by.includes('lever') && before !== after) {
      const { leverShares } = await import('./lever-shares.ts')
      const found = await leverShares(
        reference.ran,
        side.ran,
        reference.session,
        { indicator, year, before, after },
        inputs,
        options,
      )
      if ('note' in found) notes.push(found.note)
      else lists.lever = found
    }
  } else {
    for (const word of by) {
      if (word === 'lever') continue
      const tables = [reference, side].map(({ result }) => savedTable(result.tables, indicator, word))
      const [a, b] = tables
      if (!a || !b) {
        notes.push(fill(texts.noLeaves, { what: word }))
        continue
      }
      const rows = [a, b].map(
        (table) =>
          new Map(table.rows.map(({ id, values }) => [id, values[table.years.indexOf(year)] ?? 0] as const)),
      )
      const name = (id: string) => [...a.rows, ...b.rows].find((row) => row.id === id)?.name
      lists[word as 'sector' | 'facility'] = shares(rows[0]!, rows[1]!, name)
    }
    if (by.includes('lever')) notes.push(texts.noLevers)
  }
  return {
    indicator,
    name: series[0]!.name,
    year,
    unit: series[0]!.unit,
    before,
    after,
    gap: rounded(after - before),
    explain: `change.${indicator}@${year}`,
    ...lists,
  }
}

/** The cut of a saved result that holds an indicator, if it has one. */
function savedTable(tables: Side['result']['tables'], indicator: string, word: string): CutTable | undefined {
  if (word === 'facility') return tables.facility.indicator === indicator ? tables.facility : undefined
  if (word !== 'sector') return undefined
  return [tables.sector, tables.sectorCo2].find((table) => table.indicator === indicator)
}

/** What the sectors above the rows come to. */
function subtotals(
  rows: readonly Share[],
  parentOf: (id: string) => string | undefined,
  nameOf: (id: string) => Text | undefined,
  called: (id: string) => string,
): readonly Share[] {
  const [before, after] = [new Map<string, number>(), new Map<string, number>()]
  for (const row of rows) {
    const seen = new Set<string>()
    for (let id = parentOf(row.id); id !== undefined && !seen.has(id); id = parentOf(id)) {
      seen.add(id)
      before.set(id, (before.get(id) ?? 0) + (row.before ?? 0))
      after.set(id, (after.get(id) ?? 0) + (row.after ?? 0))
    }
  }
  return shares(before, after, nameOf, called)
}

/** Rows of both sides, largest difference first; rows that are zero on both sides are left out. */
function shares(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  nameOf: (id: string) => Text | undefined,
  called?: (id: string) => string,
): readonly Share[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort()
  return ids
    .flatMap((id) => {
      const [a, b] = [before.get(id) ?? 0, after.get(id) ?? 0]
      if (a === 0 && b === 0) return []
      return [
        {
          id,
          name: nameOf(id) ?? { zh: id, en: id },
          before: rounded(a),
          after: rounded(b),
          difference: rounded(b - a),
          ...(called ? { explain: called(id) } : {}),
        },
      ]
    })
    .sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || (x.id < y.id ? -1 : 1))
}
