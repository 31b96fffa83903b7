import type { LiveFigures } from '../../analysis/live.ts'
import { rounded } from '../assemble.ts'
import type { CutTable, Result } from '../result.ts'

/** The result with the figures of a run of its live plan in place of the saved ones; words, sources and grounds stay. */
export function applied(result: Result, figures: LiveFigures, values: ArrayLike<number>): Result {
  const live = result.live!
  const { base } = result.horizon
  const { sector } = result.tables
  const offset = sector.years[0]! - base
  const series = (list: ArrayLike<number>) => sector.years.map((_, i) => rounded(list[i + offset]!))
  const name = (id: string) =>
    live.sectors[id] ?? sector.rows.find((row) => row.id === id)?.name ?? { zh: id, en: id }
  const rows = figures.sector.map((row): CutTable['rows'][number] => {
    const saved = sector.rows.find(({ id }) => id === row.id)
    return { ...saved, id: row.id, name: name(row.id), values: series(row.values) }
  })
  const indicators = Object.entries(result.indicators).map(([id, saved]) => {
    const now = figures.indicators.get(id)
    if (!now) return [id, saved] as const
    const byYear = Object.keys(saved.values).map((year) => [year, rounded(now[Number(year) - base]!)])
    return [id, { ...saved, values: Object.fromEntries(byYear) }] as const
  })
  const cutOf = (saved: CutTable | undefined, now: LiveFigures['energy']): CutTable | undefined =>
    saved && {
      ...saved,
      rows: now.map((row) => {
        const before = saved.rows.find(({ id }) => id === row.id)
        return {
          ...before,
          id: row.id,
          name: before?.name ?? { zh: row.id, en: row.id },
          values: series(row.values),
        }
      }),
    }
  const energy = cutOf(result.tables.energy, figures.energy)
  const feedstock = cutOf(result.tables.feedstock, figures.feedstock)
  const { since, residual } = figures.neutral
  const { changes } = result
  const before = new Map(sector.rows.map((row) => [row.id, row.values]))
  const after = new Map(rows.map((row) => [row.id, row.values]))
  const differences = changes?.bySector && [
    ...changes.bySector.map((row) => ({
      ...row,
      values: row.values.map(
        (value, i) => value + (after.get(row.id)?.[i] ?? 0) - (before.get(row.id)?.[i] ?? 0),
      ),
    })),
    ...rows
      .filter(({ id }) => !changes.bySector!.some((row) => row.id === id))
      .map(({ id, name: own, values: now }) => ({ id, name: own, values: now })),
  ]
  return {
    ...result,
    indicators: Object.fromEntries(indicators),
    peak: { ...result.peak, ...figures.peak, value: rounded(figures.peak.value) },
    neutrality: {
      indicator: result.neutrality.indicator,
      unit: result.neutrality.unit,
      reached: since !== undefined,
      ...(since === undefined ? {} : { year: since }),
      residual: rounded(residual),
    },
    targets: result.targets.map((target) => {
      const found = figures.verdicts.find(({ id }) => id === target.id)
      if (!found) return target
      const { verdict, drivers } = found
      const { firstMiss: _, ...rest } = target
      return {
        ...rest,
        met: verdict.met,
        margin: rounded(verdict.shown),
        figure: rounded(verdict.figure),
        limit: Object.fromEntries([...verdict.limit].map(([year, value]) => [String(year), rounded(value)])),
        ...(verdict.firstMiss === undefined ? {} : { firstMiss: verdict.firstMiss }),
        drivers: drivers.map(name),
      }
    }),
    projects: result.projects.map((project) => {
      const of = (key: string) => live.levers.find(({ path }) => path === `projects.${project.id}.${key}`)
      const [on, start] = [of('included'), of('start')]
      return {
        ...project,
        ...(on ? { included: values[on.slot] === 1 } : {}),
        ...(start ? { start: values[start.slot]! } : {}),
      }
    }),
    tables: {
      ...result.tables,
      sector: { ...sector, rows },
      ...(energy ? { energy } : {}),
      ...(feedstock ? { feedstock } : {}),
      flow: figures.flow.map((row) => ({ ...row, tce: rounded(row.tce) })),
    },
    ...(changes && differences ? { changes: { ...changes, bySector: differences } } : {}),
  }
}
