import type { Between } from '../../analysis/explain/between-name.ts'
import { parseFigureName } from '../../analysis/explain/figure-name.ts'
import type { Figure } from '../../analysis/explain/figures.ts'
import { nearestHint } from '../../diagnostics/nearest.ts'
import type { FigurePage } from '../../report/explain/explanation.ts'
import type { Text } from '../../text/text.ts'
import { failed, type Loaded, loadedFrom, openSession, type Session } from '../session.ts'
import { type Asked, type AskOptions, ask } from './ask.ts'
import {
  differencePage,
  effectPage,
  perTonnePage,
  type SideFigure,
  shortPage,
  yieldPage,
} from './difference.ts'
import { trendPage } from './trend.ts'

/** What a difference is held against, beside what changes the scenario itself. */
export interface BetweenOptions extends AskOptions {
  readonly depth?: number
  /** The other scenario; the one that the scenario names as its reference unless said. */
  readonly against?: string
}

export interface BetweenName {
  readonly what: string
  readonly between: Between
}

/** Figures that a name needs on both sides. */
const figuresOf = ({ kind, figure }: Between): readonly string[] => {
  if (kind === 'perTonne') return [figure, 'sum.ghg.net']
  return kind === 'yield' ? [figure, valueAddedIn(figure)] : [figure]
}

const valueAddedIn = (figure: string): string => figure.replace(/^[^@]*/, 'gdp')

/** Pages of differences; each side is compiled and run once, however many are asked for. */
export async function explainBetween(
  wanted: readonly BetweenName[],
  path: string,
  options: BetweenOptions,
  session: Session,
  loaded: Loaded,
): Promise<readonly (FigurePage | undefined)[]> {
  const names = [...new Set(wanted.flatMap(({ between }) => figuresOf(between)))]
  const after = await ask(names, path, options, session, loaded)
  if (!after) return wanted.map(() => undefined)
  const place = (what: string, start = 0) => ({ file: `explain ${what}`, start, end: what.length })
  const two = wanted.find(({ between }) => between.years === undefined)
  // Projects and closures are held against the scenario itself, unless another is named.
  const { admit, close, move, offset, with: overlays, set, against } = options
  const own = { ...(overlays ? { with: overlays } : {}), ...(set ? { set } : {}) }
  const ownSide = admit || close || move !== undefined
  const offer = wanted.some(({ between }) => between.kind === 'offer')
  const otherPath = against ?? (ownSide ? path : after.reference)
  const without: AskOptions =
    against !== undefined || !ownSide ? {} : offer && offset ? { ...own, ...(admit ? { admit } : {}) } : own
  let before: Asked | undefined
  if (two !== undefined) {
    if (otherPath === undefined) {
      session.diagnose('E0806', place(two.what), { what: two.what })
      return wanted.map(() => undefined)
    }
    // The other scenario may be of another project; messages go to the same list.
    const other = await openSession(otherPath, session)
    before = await ask(names, otherPath, without, other, loadedFrom(other))
    if (!before) return wanted.map(() => undefined)
  }
  const both: Both = { after, before, names, path, otherPath, options, session }
  const levers = new Map<string, FigurePage | undefined>()
  for (const { what, between } of wanted)
    if (between.kind === 'lever' && !failed(session)) levers.set(what, await leverPageOf(what, between, both))
  return wanted.map(({ what, between }) => {
    if (failed(session)) return undefined
    if (between.kind === 'lever') return levers.get(what)
    return pageOf(what, between, both)
  })
}

/** Pages that need more than the two runs: the mixture of both sides for a lever. */
async function leverPageOf(what: string, between: Between, both: Both): Promise<FigurePage | undefined> {
  const sides = sidesOf(what, between.figure, between, both)
  if (!sides) return undefined
  const { leverPage } = await import('./lever.ts')
  const command = `peakzero compare ${both.otherPath} ${both.path} --by lever --at ${between.figure}`
  const page = await leverPage(what, between.lever!, ...sides, command, both.session)
  if (page && 'unknown' in page) {
    const place = { file: `explain ${what}`, start: between.start, end: what.length }
    both.session.diagnose('E0800', place, {
      what: between.lever!,
      ...nearestHint(between.lever!, page.unknown),
    })
    return undefined
  }
  return page
}

interface Both {
  readonly after: Asked
  readonly before: Asked | undefined
  readonly names: readonly string[]
  readonly path: string
  readonly otherPath: string | undefined
  readonly options: BetweenOptions
  readonly session: Session
}

function pageOf(what: string, between: Between, both: Both): FigurePage | undefined {
  const { path, otherPath, options, session } = both
  const sides = (figure: string) => sidesOf(what, figure, between, both)
  const own = sides(between.figure)
  if (!own) return undefined
  const [before, after] = own
  if (failed(session)) return undefined
  switch (between.kind) {
    case 'change':
      return differencePage(what, before, after, options.depth)
    case 'offer':
      return differencePage(what, before, after, options.depth)
    case 'short':
      return shortPage(what, before, after, options.depth)
    case 'trend':
      return trendPage(what, between.statistic!, after, between.years!)
    case 'yield': {
      const value = sides(valueAddedIn(between.figure))
      if (!value) return undefined
      const top = differencePage(what, ...value, options.depth)
      return yieldPage(what, top, differencePage(`change.${between.figure}`, before, after, options.depth))
    }
    case 'lever':
      return undefined
    case 'lost':
    case 'avoided':
      return differencePage(what, before, after, options.depth, -1)
    case 'perTonne': {
      const tonnes = sides('sum.ghg.net')
      if (!tonnes) return undefined
      const net = differencePage(what, before, after, options.depth)
      const unit = `${net.unit.replace('万元', '元')}/tCO2e`
      return perTonnePage(what, net, differencePage('change.avoided', ...tonnes, options.depth, -1), unit)
    }
    case 'effect': {
      const { years } = between
      const command = years
        ? `peakzero decompose ${path} --of ${before.figure.id} --from ${years[0]} --to ${years[1]}`
        : `peakzero compare ${otherPath} ${path} --by effect --at ${between.figure}`
      const page = effectPage(what, between, before, after, command)
      if (!page)
        session.diagnose(
          'E0800',
          { file: `explain ${what}`, start: 0, end: what.length },
          { what, nearest: '' },
        )
      return page
    }
  }
}

/** The figure on both sides; where one side lacks the part (a unit that the other does not have) it is nothing there. */
function sidesOf(
  what: string,
  asked: string,
  { years, start }: Between,
  { after, before, names, session }: Both,
): readonly [before: SideFigure, after: SideFigure] | undefined {
  const i = names.indexOf(asked)
  const others = years ? after : before!
  const [there, here] = [others.found[i]!, after.found[i]!]
  const known = 'figure' in here ? here.figure : 'figure' in there ? there.figure : undefined
  const at = { file: `explain ${what}`, start, end: what.length }
  if (!known) {
    if ('ambiguous' in here)
      session.diagnose('E0801', at, { what: asked, choices: here.ambiguous.join(', ') })
    else session.diagnose('E0800', at, { what: asked, nearest: '' })
    return undefined
  }
  const { year } = parseFigureName(asked)
  const side = (
    one: Asked,
    found: (typeof after.found)[number],
    own: number | undefined,
    label: Text,
  ): SideFigure | undefined => {
    const ran = one.run()
    if (!ran) return undefined
    const { base, to } = one.model.horizon
    const { levels: _, absent: __, ...plain } = known
    const figure: Figure = 'figure' in found ? found.figure : { ...plain, node: one.zero }
    const moment = figure.timeless ? undefined : (own ?? figure.yearOf?.(ran.trajectories))
    if (figure.timeless ? own !== undefined : moment === undefined || moment < base || moment > to) {
      session.diagnose('E0803', at, {
        what,
        example: figure.timeless ? what.replace(/@.*$/, '') : `${what.replace(/@.*$/, '')}@${base}`,
        years: `${base}–${to}`,
      })
      return undefined
    }
    const absent = figure.absent?.(ran.trajectories, (moment ?? base) - base)
    if (absent) {
      const args = { what, reason: absent.en, 'reason.zh': absent.zh }
      session.diagnose('E0805', at, args)
      return undefined
    }
    return {
      analysed: one.analysed,
      trajectories: ran.trajectories,
      get unfolding() {
        return ran.unfolding
      },
      figure,
      year: moment,
      loaded: one.loaded,
      label,
    }
  }
  const label = (one: Asked, own: number | undefined): Text =>
    years ? { zh: String(own), en: String(own) } : one.model.title
  const first = side(others, there, years?.[0] ?? year, label(others, years?.[0]))
  const last = first && side(after, here, years?.[1] ?? year, label(after, years?.[1]))
  return first && last ? [first, last] : undefined
}
