import { type Model, sectorsUnder } from '../model/model.ts'
import type { Actor } from './context.ts'

/** Who stands under an id that `applies-to` may name: a unit, its process, an end use, or a sector with all below it. */
export class Scopes {
  readonly #model: Model
  readonly #under = new Map<string, ReadonlySet<string>>()

  constructor(model: Model) {
    this.#model = model
  }

  includes(actor: Actor, id: string): boolean {
    return (
      id === actor.id ||
      id === actor.process ||
      id === actor.endUse?.id ||
      this.#sectors(id).has(actor.sector)
    )
  }

  #sectors(id: string): ReadonlySet<string> {
    const known = this.#under.get(id)
    if (known) return known
    const { sectors } = this.#model
    const under = sectors.has(id) ? sectorsUnder(sectors, id) : new Set<string>()
    this.#under.set(id, under)
    return under
  }
}
