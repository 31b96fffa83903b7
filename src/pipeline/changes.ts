import { position } from '../diagnostics/position.ts'
import { differences } from '../input/difference.ts'
import { rounded } from '../report/assemble.ts'
import type { Changes } from '../report/result.ts'
import { type Ran, runCase } from './case.ts'
import { loadedFrom, type Session } from './session.ts'
import { isAtomic } from './vocabulary.ts'

/** What a scenario changes against the one that it names as its reference, and what comes of it. */
export async function changesOf(
  ran: Ran,
  session: Session,
  references: Map<string, Promise<Ran | undefined>>,
  page = false,
): Promise<Changes | undefined> {
  const path = ran.opened.reference
  if (path === undefined) return undefined
  const known = references.get(path) ?? runCase(path, session, {})
  references.set(path, known)
  const reference = await known
  if (!reference) return undefined
  const here = ran.summary
  const there = reference.summary
  const { base, to } = ran.analysed.model.horizon
  const at2030 = (summary: typeof here) =>
    summary.indicators.find(({ column }) => column.id === 'co2.total')?.values[Math.min(2030, to) - base] ?? 0
  const inputs = differences(reference.opened.tree, ran.opened.tree, isAtomic).map(
    ({ path: key, before, after }) => {
      const { file, start } = (after ?? before)!.at
      const text = loadedFrom(session).sourceText(file)
      return {
        path: key,
        before: before?.value ?? '-',
        after: after?.value ?? '-',
        file,
        line: text === undefined ? 1 : position(text, start).line,
      }
    },
  )
  const model = reference.analysed.model
  const sum = (summary: typeof here, id: string) =>
    summary.indicators
      .find(({ column }) => column.id === id)
      ?.values.reduce((all, value) => all + value, 0) ?? 0
  const avoided = sum(there, 'ghg.net') - sum(here, 'ghg.net')
  const unit = `万元@${model.prices}`
  const cost = () => {
    if (!here.costs || !there.costs) return {}
    const present = here.costs.present - there.costs.present
    const sales = here.costs.sales - there.costs.sales
    const net = present - sales
    return {
      cost: {
        unit,
        present: rounded(present),
        sales: rounded(sales),
        net: rounded(net),
        avoided: rounded(avoided),
        perTonneUnit: `元@${model.prices}/tCO2e`,
        // 万元 to 元; per tonne only where something is avoided
        ...(avoided > 0 ? { perTonne: rounded((net / avoided) * 1e4) } : {}),
      },
    }
  }
  return {
    ...cost(),
    reference: { id: model.id, title: model.title },
    peakYear: here.peak.year - there.peak.year,
    peakValue: Number((here.peak.value - there.peak.value).toPrecision(12)),
    co2In2030: Number((at2030(here) - at2030(there)).toPrecision(12)),
    residual: Number((here.neutrality.residual - there.neutrality.residual).toPrecision(12)),
    inputs,
    ...(page ? bySector(ran, reference) : {}),
  }
}

/** The reference's net emissions, and by how much each sector of either scenario differs. */
function bySector(ran: Ran, reference: Ran): Pick<Changes, 'net' | 'bySector'> {
  const { model } = ran.analysed
  const length = model.horizon.to - model.horizon.base + 1
  const here = new Map(ran.summary.cuts.sector.map((row) => [row.id, row.values]))
  const there = new Map(reference.summary.cuts.sector.map((row) => [row.id, row.values]))
  const sum = (rows: ReadonlyMap<string, Float64Array>, i: number) =>
    [...rows.values()].reduce((all, values) => all + (values[i] ?? 0), 0)
  const years = Array.from({ length }, (_, i) => i)
  return {
    net: years.map((i) => rounded(sum(there, i))),
    bySector: [...new Set([...here.keys(), ...there.keys()])].sort().map((id) => ({
      id,
      name: model.sectors.get(id)?.name ??
        reference.analysed.model.sectors.get(id)?.name ?? { zh: id, en: id },
      values: years.map((i) => rounded((here.get(id)?.[i] ?? 0) - (there.get(id)?.[i] ?? 0))),
    })),
  }
}
