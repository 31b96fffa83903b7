import type { Margins } from '../analysis/constraints.ts'
import type { Model } from '../model/model.ts'
import { exclusions, type Judged, judge, needsOf, runs } from './admit.ts'
import { boughtInstead } from './bought.ts'
import { closable } from './offers.ts'
import { type Item, keyOf, type Selection, select } from './selection.ts'
import type { Trial } from './trial.ts'

/** A project of the county that does not run, held against the scenario by itself. */
export interface Screened {
  readonly id: string
  readonly judged: Judged
  readonly margins?: Margins
  /** Value added of the county that it brings, summed over the judged years that are not observed. */
  readonly value?: number
}

/** The set of projects that fits, and how sure that is. */
export interface Chosen {
  readonly ids: readonly string[]
  /** Value added as the set is run, units closed or not, against the scenario as it is. */
  readonly value: number
  /** The most valuable one among all sets, if what projects take adds up; the set itself was run. */
  readonly exact: boolean
  /** Sets that fit by addition and not when they were run. */
  readonly refused: number
  /** Projects added after the search, one by one, each by a run. */
  readonly added: readonly string[]
}

/** What enters when some units close. */
export interface Freed {
  readonly units: readonly string[]
  readonly from: number
  readonly ids: readonly string[]
  readonly enters: readonly string[]
  /** Value added that enters, and what the closure loses. */
  readonly value: number
  readonly lost: number
  /** Commodities that are bought where the closed units made them. */
  readonly bought: readonly string[]
}

/** Sets that addition lets in and a run does not: after so many the search ends, and is not called exact. */
const mostRefused = 60
/** More projects than this are not searched exactly. */
export const exactUpTo = 20

/**
 * Screens the projects of a scenario that do not run: each alone, the most valuable set that fits, and what enters when units
 * close. The trial is compiled with all of them and every switch off.
 */
export class Screening {
  readonly trial: Trial
  readonly model: Model
  readonly ids: readonly string[]
  readonly screened: readonly Screened[]
  readonly #limits: readonly { readonly key: string; readonly index: number }[]
  readonly #items: readonly Item[]
  readonly #able: readonly Screened[]

  constructor(trial: Trial, before: Model, ids: readonly string[], withProject: (id: string) => Model) {
    this.trial = trial
    this.model = before
    this.ids = ids
    this.screened = ids.map((id): Screened => {
      const values = this.switched([id])
      const judged = judge(trial, id, values, withProject(id))
      const value = judged.outcome && this.valueOf(judged.outcome.trajectories)
      return {
        id,
        judged,
        ...(judged.outcome ? { margins: judged.outcome.margins } : {}),
        ...(value === undefined ? {} : { value }),
      }
    })
    // What a project cannot have by itself no other project gives: only its needs may be among them.
    this.#able = this.screened.filter(({ judged }) =>
      judged.reasons.every(
        (reason) => reason.rule === 'limit' || (reason.rule === 'needs' && ids.includes(reason.needed)),
      ),
    )
    this.#limits = this.#limiting()
    this.#items = this.#able.map((screened) => this.#item(screened))
  }

  /** Values with these projects on and all others of the screening off. */
  switched(
    on: readonly string[],
    closed: readonly { readonly unit: string; readonly section: string; readonly from: number }[] = [],
  ): Float64Array {
    const values = this.trial.values()
    const set = (path: string, value: number) => {
      const slot = this.trial.slot(path)
      if (slot !== undefined) values[slot] = value
    }
    for (const id of this.ids) set(`projects.${id}.included`, on.includes(id) ? 1 : 0)
    for (const { unit, section, from } of closed) set(`${section}.${unit}.retired`, from)
    return values
  }

  /** Value added over the years that are neither observed nor beyond what is judged. */
  valueOf(trajectories: Parameters<Trial['gdp']>[0]): number | undefined {
    const { horizon } = this.trial.analysed.model
    let sum = 0
    for (let year = horizon.observedTo + 1; year <= Math.min(horizon.to, this.trial.until); year++) {
      const now = this.trial.gdp(trajectories, year)
      const old = this.#gdpWithout(year)
      if (now === undefined || old === undefined) return undefined
      sum += now - old
    }
    return sum
  }

  #off: ReturnType<Trial['run']> | undefined
  #gdpWithout(year: number): number | undefined {
    this.#off ??= this.trial.run(this.switched([]), [])
    return this.#off && this.trial.gdp(this.#off.trajectories, year)
  }

  /** The limits and years that some set of projects could overdraw; the others bind nobody. */
  #limiting(): readonly { readonly key: string; readonly index: number }[] {
    const { trial } = this
    const { base } = trial.analysed.model.horizon
    return trial.constraints.flatMap(({ key, usedUp, judged }) => {
      const before = trial.without.margins.get(key)
      if (!before) return []
      const years: { key: string; index: number }[] = []
      for (let year = judged[0]; year <= Math.min(judged[1], trial.until); year++) {
        const index = year - base
        // An outcome that is missed anyway binds nobody.
        if (!usedUp && before[index]! < 0) continue
        const most = this.#able.reduce(
          (sum, { margins }) =>
            sum + Math.max(0, before[index]! - (margins?.get(key)?.[index] ?? before[index]!)),
          0,
        )
        if (most > Math.max(0, before[index]!)) years.push({ key, index })
      }
      return years
    })
  }

  #item({ id, margins, value }: Screened): Item {
    const position = (other: string) => this.#able.findIndex((one) => one.id === other)
    const { without } = this.trial
    const project = this.trial.declared.projects.get(id)!
    return {
      id,
      value: value ?? 1,
      takes: Float64Array.from(this.#limits, ({ key, index }) => {
        const before = without.margins.get(key)![index]!
        return before - (margins?.get(key)?.[index] ?? before)
      }),
      needs: needsOf(project)
        .flatMap((need) => (runs(this.model, need.id) ? [] : [position(need.id)]))
        .filter((i) => i >= 0),
      excludes: exclusions(this.trial.declared, id)
        .map((other) => position(other.id))
        .filter((i) => i >= 0),
    }
  }

  /** What may still be taken of each limit, when units close. */
  #room(margins: Margins): Float64Array {
    return Float64Array.from(this.#limits, ({ key, index }) => {
      const before = this.trial.without.margins.get(key)![index]!
      return (margins.get(key)?.[index] ?? before) - Math.min(0, before)
    })
  }

  #slack(): Float64Array {
    return Float64Array.from(
      this.#limits,
      ({ key, index }) => 1e-9 * (1 + Math.abs(this.trial.without.margins.get(key)![index]!)),
    )
  }

  #fits(on: readonly string[], closed: Parameters<Screening['switched']>[1] = []): boolean {
    const outcome = this.trial.run(this.switched(on, closed), on)
    return outcome !== undefined && outcome.breaches.length + outcome.shortages.length === 0
  }

  /** The most valuable set that fits, with units closed or not. */
  choose(closed: Parameters<Screening['switched']>[1] = []): Chosen {
    const outcome = this.trial.run(this.switched([], closed), [])
    const none: Chosen = { ids: [], value: 0, exact: false, refused: 0, added: [] }
    if (!outcome) return none
    const room = this.#room(outcome.margins)
    const slack = this.#slack()
    const refused = new Set<string>()
    const few = this.#items.length <= exactUpTo
    let found: Selection = { chosen: [], value: 0, exact: false }
    while (refused.size <= mostRefused) {
      found = select(this.#items, room, slack, refused)
      const ids = found.chosen.map((i) => this.#items[i]!.id)
      if (ids.length === 0 || this.#fits(ids, closed)) break
      refused.add(keyOf(found.chosen))
      found = { chosen: [], value: 0, exact: false }
    }
    const ids = found.chosen.map((i) => this.#items[i]!.id)
    const added: string[] = []
    // Where projects help each other, more may fit than addition says.
    for (const item of [...this.#items].sort((a, b) => b.value - a.value)) {
      const now = [...ids, ...added]
      if (now.includes(item.id) || item.value <= 0) continue
      if (item.needs.some((i) => !now.includes(this.#items[i]!.id))) continue
      if (item.excludes.some((i) => now.includes(this.#items[i]!.id))) continue
      if (this.#fits([...now, item.id], closed)) added.push(item.id)
    }
    const all = [...ids, ...added]
    return {
      ids: this.ids.filter((id) => all.includes(id)),
      value: this.#valueWith(all, closed),
      exact: few && found.exact && added.length === 0 && refused.size <= mostRefused,
      refused: refused.size,
      added,
    }
  }

  /** Value added of a set as it is run, against the scenario as it is. */
  #valueWith(ids: readonly string[], closed: Parameters<Screening['switched']>[1]): number {
    if (ids.length === 0 && (closed?.length ?? 0) === 0) return 0
    const outcome = this.trial.run(this.switched(ids, closed), ids)
    return (outcome && this.valueOf(outcome.trajectories)) ?? 0
  }

  /** What is bought because units closed: the same projects with and without them. */
  #bought(
    closed: Parameters<Screening['switched']>[1],
    from: number,
    ids: readonly string[],
  ): readonly string[] {
    const { analysed, until } = this.trial
    const [before, after] = [this.trial.full(this.switched(ids)), this.trial.full(this.switched(ids, closed))]
    if (!before || !after) return []
    return boughtInstead({ analysed, trajectories: before }, { analysed, trajectories: after }, from, until)
  }

  /** What enters when units close from a year on; units that stand then. */
  freed(from: number, named: readonly string[] | undefined, chosen: Chosen): readonly Freed[] {
    const units = closable(this.trial, '', from).filter(({ unit }) => !this.ids.includes(unit))
    const sets =
      named === undefined
        ? units.map((unit) => [unit])
        : [units.filter(({ unit }) => named.includes(unit))].filter((set) => set.length > 0)
    return sets.flatMap((closed): Freed[] => {
      const outcome = this.trial.run(this.switched([], closed), [])
      if (!outcome) return []
      const lost = -(this.valueOf(outcome.trajectories) ?? 0)
      const now = this.choose(closed)
      const enters = now.ids.filter((id) => !chosen.ids.includes(id))
      if (enters.length === 0 && named === undefined) return []
      return [
        {
          units: closed.map(({ unit }) => unit),
          from,
          ids: now.ids,
          enters,
          // The run counts what the closure loses too; that is told by itself.
          value: now.value + lost - chosen.value,
          lost,
          bought: this.#bought(closed, from, now.ids),
        },
      ]
    })
  }
}
