import type { Span } from '../diagnostics/span.ts'
import type { Curve } from '../model/curve.ts'
import type { Model } from '../model/model.ts'
import type { Process } from '../model/process.ts'
import { balanced, burns, co2PerCarbon } from './carbon.ts'
import type { Actor, ActorFlow, Context } from './context.ts'

/** A carbon balance may be open by this share of what goes in, unless the process says otherwise (model.md, Closure). */
const defaultTolerance = 0.02

/** What a condensing boiler gives of the net heat value of its gas, at most (its gross heat value). */
const condensing = 1.09

/**
 * Checks each process in use once, on its own coefficients (model.md, Closure): every carbon-bearing flow has a method
 * (E0403), no more carbon comes out than goes in (E0412), no more energy (E0415), and the energy loss lies in its declared
 * range (E0411). A unit's own coefficients are checked again, since a user who replaces one of a coherent set tears it.
 */
export function checkClosure(cx: Context): void {
  const done = new Set<string>()
  const county = countyFiles(cx.model)
  for (const actor of cx.actors) {
    if (actor.endUse && actor.process === undefined) checkEndUse(cx, actor)
    if (actor.process === undefined || actor.process === 'given') continue
    const own = actor.facility?.inputs || actor.facility?.outputs
    const key = own ? `${actor.process} ${actor.id}` : actor.process
    if (done.has(key)) continue
    done.add(key)
    const process = cx.model.processes.get(actor.process)
    if (!process) continue
    checkCarbon(cx, actor, process, county)
    checkEnergy(cx, actor, process, county)
  }
}

/** Files that hold what acts here: those of the county, never a library. */
function countyFiles(model: Model): ReadonlySet<string> {
  const files = new Set([model.at.file])
  for (const unit of model.facilities.values()) files.add(unit.process.at.file)
  for (const { process, retrofit } of model.projects.values()) {
    const at = process?.at ?? retrofit?.of.at
    if (at) files.add(at.file)
  }
  for (const use of model.endUses.values()) files.add(use.sector.at.file)
  return files
}

/**
 * Where a balance that does not close has to be mended: the process itself where the county wrote it, else the county's own
 * number under it (a coefficient of the unit, a content of a commodity): a sheet of the library closed before. The sheet is
 * then told as a related place.
 */
function torn(
  actor: Actor,
  sheet: Span,
  own: ReadonlySet<string>,
  contents: readonly ('energy' | 'carbon')[],
): readonly [at: Span, related?: readonly Span[]] {
  if (own.has(sheet.file)) return [sheet]
  const written = [
    ...actor.flows.map(({ amount }) => amount.at),
    ...actor.flows.flatMap(({ commodity }) => contents.flatMap((content) => commodity[content]?.at ?? [])),
  ]
  const at = written.find(({ file }) => own.has(file))
  return at ? [at, [sheet]] : [sheet]
}

/** What an end use takes is burnt or carries no fossil carbon; anything else would vanish from the accounts. */
function checkEndUse(cx: Context, actor: Actor): void {
  for (const flow of actor.flows)
    if (flow.commodity.carbon && !burns(flow) && !flow.commodity.biogenic?.value)
      cx.diagnose('E0403', flow.at, { id: actor.id, commodity: flow.of })
}

function checkCarbon(cx: Context, actor: Actor, process: Process, own: ReadonlySet<string>): void {
  const id = actor.process!
  const balance = actor.methods.find((method) => method.kind === 'carbon-balance')
  const combustion = actor.methods.some((method) => method.kind === 'combustion')
  const flows = balanced(actor)
  if (!balance) {
    for (const flow of flows) {
      // Biogenic carbon, and carbon that is only handed on (a fuel that is sold on), need no method.
      if (flow.commodity.biogenic?.value || (combustion && burns(flow))) continue
      if (flow.direction === 'in' || flow.lead) cx.diagnose('E0403', flow.at, { id, commodity: flow.of })
    }
    return
  }
  const side = (direction: 'in' | 'out') =>
    flows
      .filter((flow) => flow.direction === direction && !flow.commodity.biogenic?.value)
      .reduce((sum, flow) => sum + firstValue(flow.amount) * carbonContent(flow), 0)
  const ins = side('in')
  const outs = side('out')
  const tolerance = process['carbon-tolerance']?.value ?? defaultTolerance
  const left = (ins - outs) * co2PerCarbon
  const slack = tolerance * ins * co2PerCarbon
  const { emitted } = process
  if (outs > ins * (1 + Math.min(tolerance, 1e-9))) {
    const [at, related] = torn(actor, balance.at, own, ['carbon', 'energy'])
    const gap = percent((outs - ins) / (ins || 1))
    cx.diagnose('E0412', at, { id, gap, in: round(ins * 1000), out: round(outs * 1000) }, related)
  } else if (emitted && (left < emitted.low.value - slack || left > emitted.high.value + slack)) {
    // What stays in the balance is far from what such plants are known to emit: a content or a yield is wrong.
    const [at, related] = torn(actor, emitted.at, own, ['carbon', 'energy'])
    const args = {
      id,
      in: round(ins * 1000),
      out: round(outs * 1000),
      gap: `${round(left)} tCO2`,
      tolerance: `${round(emitted.low.value)} … ${round(emitted.high.value)} tCO2 ± ${percent(tolerance)}`,
    }
    cx.diagnose('E0402', at, args, related)
  }
}

/** Whether it makes heat, or a service that is counted as heat. */
const isHeat = ({ lead }: Actor): boolean =>
  lead !== undefined &&
  lead.commodity.group !== 'electricity' &&
  lead.commodity.unit.dimension.powers.energy === 1

const onPowerAlone = ({ flows }: Actor): boolean =>
  flows.every(
    (flow) => flow.direction !== 'in' || flow.commodity.group === 'electricity' || energyContent(flow) === 0,
  )

function checkEnergy(cx: Context, actor: Actor, process: Process, own: ReadonlySet<string>): void {
  const id = actor.process!
  if (process.closure === 'none') {
    if (!process['closure-reason']) cx.diagnose('E0202', actor.at, { key: 'closure-reason' })
    return
  }
  const side = (direction: 'in' | 'out') =>
    actor.flows
      .filter((flow) => flow.direction === direction && flow.capture === undefined)
      .reduce((sum, flow) => sum + firstValue(flow.amount) * energyContent(flow), 0)
  const ins = side('in')
  const outs = side('out')
  const loss = ins === 0 ? 0 : (ins - outs) / ins
  if (!process.loss) {
    // Nothing is said of its loss, but no more comes out than goes in; by net heat values a condensing boiler reaches 109 %.
    const unknown = actor.flows.some(
      (flow) =>
        flow.direction === 'in' && flow.use === 'fuel' && flow.commodity.carbon && energyContent(flow) === 0,
    )
    // Wind, sun and falling water need not be written as an input.
    if (unknown || (ins === 0 && actor.lead?.commodity.group === 'electricity')) return
    // A heat pump lifts heat that is no flow; its coefficient of performance is judged by a rule (W0660).
    if (ins > 0 && isHeat(actor) && onPowerAlone(actor)) return
    const most = actor.lead?.commodity.group === 'heat' ? condensing : 1
    if (outs <= ins * most * (1 + 1e-9)) return
    const [at, related] = torn(actor, actor.lead?.at ?? actor.at, own, ['energy'])
    cx.diagnose('E0415', at, { id, in: round(ins), out: round(outs) }, related)
    return
  }
  const [at, related] = torn(actor, process.loss.at, own, ['energy'])
  if (outs > ins * (1 + 1e-9)) cx.diagnose('E0415', at, { id, in: round(ins), out: round(outs) }, related)
  else if (loss < process.loss.low.value - 1e-9 || loss > process.loss.high.value + 1e-9)
    cx.diagnose(
      'E0411',
      at,
      {
        id,
        found: percent(loss),
        expected: `${percent(process.loss.low.value)} … ${percent(process.loss.high.value)}`,
      },
      related,
    )
}

/** Heat content of a flow: GJ per unit of account; 0 for what carries no energy. */
function energyContent(flow: ActorFlow): number {
  if (flow.commodity.energy) return flow.commodity.energy.value
  return flow.commodity.unit.dimension.powers.energy === 1 ? 1 : 0
}

function carbonContent(flow: ActorFlow): number {
  const carbon = flow.commodity.carbon
  if (!carbon) return 0
  return carbon.dimension.powers.energy === -1 ? carbon.value * energyContent(flow) : carbon.value
}

/** The value of a curve where it begins: what a process sheet states. Expressions have none before the run. */
export function firstValue(curve: Curve): number {
  switch (curve.kind) {
    case 'constant':
      return curve.value.value
    case 'points':
      return curve.points[0]!.value.value
    case 'growth':
      return curve.start?.value ?? 0
    case 'either':
      return curve.a ? firstValue(curve.a) : curve.b ? firstValue(curve.b) : curve.absent
    case 'expression':
      return 0
    default:
      return firstValue(curve.base)
  }
}

function percent(share: number): string {
  return `${round(share * 100)}%`
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
