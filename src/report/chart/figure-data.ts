/**
 * What a chart says, as data: in the units that its readers meet, in one language. SVG files and charts of documents are drawn
 * from it, so that the same figure stands in each.
 */
export interface Figure {
  /** Part of a file name; never a text of a user. */
  readonly id: string
  readonly form: 'areas' | 'columns' | 'lines' | 'waterfall'
  /** The finding, one sentence. */
  readonly title: string
  /** Measure, unit, scope. */
  readonly measure: string
  /** Label of the unit of all values. */
  readonly unit: string
  /** What stands along the axis: years, or the steps of a waterfall. */
  readonly places: readonly string[]
  /** Stacked from zero: what is above it upwards, what is below it downwards. Values by place. */
  readonly bands: readonly Band[]
  readonly lines: readonly Line[]
  readonly marks: readonly Mark[]
  /** Digits after the point that every figure of the chart has. */
  readonly decimals: number
}

export interface Band {
  readonly name: string
  readonly fill: string
  /** Not counted, or short: textured. */
  readonly texture?: 'hatch' | 'dots'
  readonly values: readonly number[]
}

export interface Line {
  readonly name: string
  readonly ink: string
  readonly style: 'strong' | 'plain' | 'dashed'
  /** A limit stands in some years only. */
  readonly values: readonly (number | undefined)[]
}

/** A sign at a place: the peak (a dot with its stem), a deadline (a dotted line), a zero that is wanted (a ring). */
export interface Mark {
  readonly kind: 'peak' | 'deadline' | 'zero'
  readonly place: number
  readonly value: number
  readonly text: string
  readonly ink: string
}
