import type { Analysed } from '../analysis/figures.ts'
import { type LiveFigures, openLive } from '../analysis/live.ts'
import { packLive } from '../analysis/live-pack.ts'
import { codes } from '../diagnostics/codes.ts'
import { collector } from '../diagnostics/diagnostic.ts'
import { prepare, run } from '../engine/evaluate.ts'
import { dependents } from '../engine/walk.ts'
import { mergeTrees } from '../input/extend.ts'
import { resolveModel } from '../input/resolve.ts'
import { isIncluded, type Model } from '../model/model.ts'
import type { MapTree, Tree } from '../model/tree.ts'
import type { Lever, Live } from '../report/live.ts'
import type { Text } from '../text/text.ts'
import { analyse, type Ran } from './case.ts'
import type { Session } from './session.ts'
import { isAtomic, vocabulary } from './vocabulary.ts'

/** A lever before its slot is known: what an overlay would say so that it is there and changes nothing. */
interface Candidate {
  readonly kind: Lever['kind']
  readonly name: Text
  readonly path: string
  readonly from?: number
  /** What is laid over the scenario; nothing where the slot is there anyway. */
  readonly neutral?: unknown
  /** Where `neutral` is laid, if not at the path itself; several levers of one list are laid once. */
  readonly laid?: string
  readonly list?: string
  readonly item?: number
  readonly value: number
}

/** Indicators that the page shows and a lever may move. Costs are not computed again: a lever that moves only them says so. */
const shown = /^(co2\.|ghg\.|energy\.|sink$|so2$|nox$|pm25$|voc$|water$|n2o$|ch4$)/

/** How many levers stand in front; the others are folded away. */
const front = 9
const projectsInFront = 4
const sharesInFront = 1

/**
 * The live part of a page. Levers are put into the scenario as an overlay would put them, at the place where they change
 * nothing, and that scenario is compiled: moving a lever is then the very plan that its overlay leads to. Levers that cannot be
 * put so are left out. Undefined where no lever is left, or where the untouched plan does not give the figures of the run.
 */
export async function liveOf(ran: Ran, session: Session): Promise<Live | undefined> {
  const { model } = ran.analysed
  const { readValue } = await import('../input/document.ts')
  let candidates = candidatesOf(ran.opened.tree, model)
  for (let round = 0; round < 5 && candidates.length > 0; round++) {
    const { diagnostics, diagnose } = collector()
    let tree: MapTree = ran.opened.tree
    const done = new Set<string>()
    for (const { path, neutral, laid = path } of candidates) {
      if (neutral === undefined || done.has(laid)) continue
      done.add(laid)
      const overlay = readValue('', JSON.stringify(nested(laid, neutral)), leverFile(laid), diagnose)
      if (overlay?.kind === 'map') tree = mergeTrees(tree, overlay, isAtomic, diagnose)
    }
    const touched = resolveModel({ ...ran.opened, tree }, vocabulary, diagnose)
    const analysed = touched && (await analyse(touched, { diagnose, parsed: session.parsed }))
    const errors = diagnostics.filter(({ code }) => codes[code].severity === 'error')
    if (analysed && errors.length === 0) return pack(ran, analysed, candidates)
    const bad = new Set(errors.map(({ at }) => at.file))
    const left = candidates.filter(({ path, laid = path }) => !bad.has(leverFile(laid)))
    // An error that no lever owns: most likely a project that cannot run here, so none is offered that does not run.
    candidates =
      left.length < candidates.length
        ? left
        : candidates.filter(({ kind, value }) => kind !== 'switch' || value === 1)
    if (left.length === candidates.length && round > 0) return undefined
  }
  return undefined
}

const leverFile = (path: string): string => `--lever ${path}`

function nested(path: string, value: unknown): unknown {
  return path.split('.').reduceRight((inner, key) => ({ [key]: inner }), value)
}

function candidatesOf(tree: MapTree, model: Model): readonly Candidate[] {
  const from = model.horizon.observedTo + 1
  const scale = { times: { value: 1, grade: 'assumption' }, from }
  const has = (section: string, id: string, key: string) => {
    const entity = entryOf(entryOf(tree, section), id)
    return entryOf(entity, key) !== undefined
  }
  const scales = (
    section: 'drivers' | 'measures',
    key: string,
    ids: Iterable<readonly [string, { readonly name?: Text }]>,
  ) =>
    [...ids].flatMap(([id, { name }]): Candidate[] =>
      id.includes('.') || !has(section, id, key)
        ? []
        : [
            {
              kind: 'scale',
              name: name ?? { zh: id, en: id },
              path: `${section}.${id}.${key}`,
              from,
              neutral: scale,
              value: 1,
            },
          ],
    )
  const projects = [...model.projects].flatMap(([id, project]): Candidate[] => {
    if (id.includes('.')) return []
    const name = project.name ?? { zh: id, en: id }
    const on = isIncluded(project, model.projectsFrom)
    const start =
      project.start && project.start.year >= from && !project.stages ? project.start.year : undefined
    return [
      {
        kind: 'switch',
        name,
        path: `projects.${id}.included`,
        value: on ? 1 : 0,
        ...(on ? {} : { neutral: true }),
      },
      ...(start === undefined
        ? []
        : [{ kind: 'year' as const, name, path: `projects.${id}.start`, value: start }]),
    ]
  })
  return [
    ...scales('drivers', 'path', model.drivers),
    ...scales('measures', 'adoption', model.measures),
    ...projects,
    ...outletShares(tree, model),
  ]
}

/**
 * The least share of a by-product that each of its outlets gets. An overlay replaces the whole list, so the list is laid with a
 * share at every place that has none: 0 %, which changes nothing. Amounts a year are no shares and stay as they are.
 */
function outletShares(tree: MapTree, model: Model): readonly Candidate[] {
  const said = entryOf(tree, 'commodities')
  if (said?.kind !== 'map') return []
  const named = (id: string): Text =>
    model.facilities.get(id)?.name ??
    model.projects.get(id)?.name ??
    model.endUses.get(id)?.name ??
    model.processes.get(id)?.name ?? { zh: id, en: id }
  return [...said.entries.keys()].flatMap((id): Candidate[] => {
    const outlets = entryOf(entryOf(said, id), 'outlets')
    const commodity = model.commodities.get(id)
    if (outlets?.kind !== 'list' || !commodity?.outlets || id.includes('.') || outlets.items.length < 2)
      return []
    const list = `commodities.${id}.outlets`
    const neutral = outlets.items.map((item) => {
      const plain = plainOf(item)
      const map = typeof plain === 'string' ? { to: plain } : (plain as Record<string, unknown>)
      return 'take' in map ? map : { ...map, take: { 'at-least': { value: '0%', grade: 'assumption' } } }
    })
    return commodity.outlets.flatMap((outlet, i): Candidate[] => {
      const { atLeast } = outlet
      const isShare = atLeast === undefined || Object.keys(atLeast.dimension.powers).length === 0
      const to = named(outlet.to)
      return isShare
        ? [
            {
              kind: 'share',
              name: {
                zh: `${commodity.name.zh}最少给${to.zh}`,
                en: `${commodity.name.en}: least share to ${to.en}`,
              },
              path: `${list}.${i + 1}.take`,
              laid: list,
              neutral,
              list,
              item: i,
              value: atLeast?.value ?? 0,
            },
          ]
        : []
    })
  })
}

/** A tree as plain data, its words as they were written. */
function plainOf(tree: Tree): unknown {
  if (tree.kind === 'map')
    return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plainOf(value)]))
  if (tree.kind === 'list') return tree.items.map(plainOf)
  return tree.kind === 'scalar' ? (tree.quoted ? tree.text : (tree.value ?? tree.text)) : undefined
}

function entryOf(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === 'map' ? tree.entries.get(key)?.value : undefined
}

function pack(ran: Ran, analysed: Analysed, candidates: readonly Candidate[]): Live | undefined {
  const { plan, model } = analysed
  const bySlot = new Map(plan.slots.map(({ path }, slot) => [path, slot]))
  const values = Float64Array.from(analysed.values)
  const found = candidates.flatMap((candidate) => {
    const slot = bySlot.get(candidate.path)
    return slot === undefined ? [] : [{ ...candidate, planSlot: slot }]
  })
  for (const { planSlot, value, kind } of found) if (kind === 'switch') values[planSlot] = value
  // A project that is compiled only for its lever must have the lever, or it would run.
  const lists = Object.fromEntries(
    found.flatMap(({ list, neutral }) => (list ? [[list, neutral as readonly unknown[]] as const] : [])),
  )
  const lost = candidates.some(
    ({ kind, neutral, path }) => kind === 'switch' && neutral === true && !bySlot.has(path),
  )
  if (lost || found.length === 0) return undefined
  const { trajectories, problems } = run(prepare(plan), values)
  if (problems.length > 0) return undefined
  const slots = found.map(({ planSlot }) => planSlot)
  const flowYears = [...new Set(ran.summary.streams.map(({ year }) => year))].sort((a, b) => a - b)
  const indicators = new Set([...analysed.figures.indicators.keys()].filter((id) => shown.test(id)))
  indicators.add(analysed.figures.neutral.indicator).add(analysed.figures.peak.indicator)
  const packed = packLive(analysed, { slots, values, trajectories, indicators, flowYears })
  const engine = openLive(packed)
  const base = engine.run(engine.values)
  if ('text' in base || !sameAsRun(ran, base)) return undefined
  const levers = found.map((candidate, slot) => leverOf(candidate, slot, analysed))
  const moved = levers.map((lever) => effectOf(engine, base, lever))
  const order = levers.map((_, i) => i).sort((a, b) => moved[b]! - moved[a]! || a - b)
  // Growth and paths beside projects: a list of projects alone would hide what moves a county most slowly.
  const some = (kind: Lever['kind'], count: number) =>
    order.filter((i) => levers[i]!.kind === kind && moved[i]! > 0).slice(0, count)
  const shares = some('share', sharesInFront)
  const main = new Set([
    ...some('scale', front - projectsInFront - shares.length),
    ...some('switch', projectsInFront),
    ...shares,
  ])
  const nodes = shownNodes(analysed, indicators)
  const _costOnly = (slot: number) => {
    const reached = dependents(plan, new Set([slot]))
    return nodes.every((node) => reached[node] === 0)
  }
  return {
    file: ran.opened.file,
    county: model.county.id,
    levers: levers.map((lever, i) => ({
      ...lever,
      costOnly: moved[i] === 0,
      main: main.has(i) && moved[i]! > 0,
    })),
    lists,
    sectors: Object.fromEntries([...model.sectors].map(([id, { name }]) => [id, name])),
    plan: packed,
  }
}

function leverOf(
  candidate: Candidate & { readonly planSlot: number },
  slot: number,
  analysed: Analysed,
): Lever {
  const { kind, name, path, from, value, list, item } = candidate
  const { observedTo, to } = analysed.model.horizon
  const range =
    kind === 'switch'
      ? { low: 0, high: 1, step: 1 }
      : kind === 'year'
        ? {
            low: value - Math.floor(value - observedTo - 1),
            high: value + Math.floor(to - 1 - value),
            step: 1,
          }
        : kind === 'share'
          ? { low: 0, high: 1, step: 0.05 }
          : { low: path.startsWith('measures.') ? 0 : 0.5, high: highest(path, analysed), step: 0.05 }
  return {
    kind,
    name,
    path,
    ...(from === undefined ? {} : { from }),
    ...(list === undefined || item === undefined ? {} : { list, item }),
    slot,
    value,
    ...range,
    costOnly: false,
    main: false,
  }
}

/** The largest multiple of a course: one and a half; less where it is a share that may not pass one. */
function highest(path: string, { plan, values }: Analysed): number {
  let most = 0
  for (const [i, slot] of plan.slots.entries())
    if (slot.path.startsWith(`${path}.base`) && slot.unit === '1') most = Math.max(most, values[i]!)
  if (most > 1 || most < 0.2) return 1.5
  return Math.min(1.5, Math.floor((1 / most) * 20 + 1e-9) / 20)
}

/** Nodes of what the page shows: indicators without costs, and the margins of targets. */
function shownNodes({ figures }: Analysed, indicators: ReadonlySet<string>): readonly number[] {
  const series = [...figures.indicators.values()].flatMap(({ id, node }) =>
    indicators.has(id) ? [node] : [],
  )
  return [...series, ...figures.targets.map(({ columns }) => columns.margin)]
}

/** Whether the untouched live plan gives the figures of the run, to 12 digits. */
function sameAsRun(ran: Ran, figures: LiveFigures): boolean {
  const close = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b), 1e-9)
  const met = ran.summary.verdicts.every(({ target, verdict }) => {
    const live = figures.verdicts.find(({ id }) => id === target.id)?.verdict
    return (
      live !== undefined &&
      live.met === verdict.met &&
      close(live.figure, verdict.figure) &&
      close(live.shown, verdict.shown)
    )
  })
  return (
    met &&
    ran.summary.indicators.every(({ column, values }) => {
      const live = figures.indicators.get(column.id)
      return live === undefined || values.every((value, i) => close(value, live[i]!))
    })
  )
}

/** How much a lever moves what is shown: the larger change of net emissions over all years, then of anything else. */
function effectOf(engine: ReturnType<typeof openLive>, base: LiveFigures, lever: Lever): number {
  const values = Float64Array.from(engine.values)
  values[lever.slot] =
    lever.kind === 'switch'
      ? 1 - lever.value
      : lever.kind === 'year'
        ? Math.min(lever.high, lever.value + 3)
        : lever.kind === 'share'
          ? Math.min(1, lever.value + 0.2)
          : Math.max(lever.low, 0.9)
  const figures = engine.run(values)
  if ('text' in figures) return Number.MIN_VALUE
  let most = 0
  let any = 0
  for (const [id, series] of figures.indicators) {
    const before = base.indicators.get(id)!
    for (let i = 0; i < series.length; i++) {
      const change = Math.abs(series[i]! - before[i]!)
      if (id === 'ghg.net') most = Math.max(most, change)
      if (change > 0) any = Number.MIN_VALUE
    }
  }
  return most > 0 ? most : any
}
