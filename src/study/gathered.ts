import { type Moments, MomentTree } from './moments.ts'
import { Tally, type TallyShape } from './tally.ts'

/** What blocks of draws say together: the same bits for the same blocks, whoever computed them and in whatever order they came. */
export class Gathered {
  readonly shape: TallyShape
  /** Whole numbers and sketches; its moments stay empty. */
  readonly counts: Tally
  readonly tree = new MomentTree()

  constructor(shape: TallyShape) {
    this.shape = shape
    this.counts = new Tally(shape)
  }

  /** Adds the tally of a block that is not in it yet. */
  add(block: number, tally: Tally): void {
    this.counts.addCounts(tally)
    this.tree.add(0, block, tally.moments)
  }

  /** Adds other blocks. */
  merge(other: Gathered): void {
    this.counts.addCounts(other.counts)
    for (const { level, index, row } of other.tree.nodes) this.tree.add(level, index, row)
  }

  /** By figure, then year. */
  moments(): readonly Moments[] {
    return this.tree.sum() ?? this.counts.moments
  }
}
