import * as z from 'zod'
import type { Text } from '../text/text.ts'
import { effective } from './documents.ts'

/** What a key of the effective scenario is called, and what of the path is left below it (years, ids, numbers of items). */
export interface FieldAbout {
  readonly about: Text
  readonly rest: readonly string[]
}

/** The description of the field that a path such as `facilities.ovens-a.capacity` leads to: the one of the declaration itself. */
export function aboutOf(path: readonly string[]): FieldAbout | undefined {
  let shape: z.ZodType = effective
  for (const [i, key] of path.entries()) {
    const inner = bare(shape)
    if (inner instanceof z.ZodObject) {
      const next = (inner.shape as Record<string, z.ZodType>)[key]
      if (!next) return undefined
      shape = next
    } else if (inner instanceof z.ZodRecord) shape = inner.valueType as z.ZodType
    else return undefined
    const about = (bare(shape).meta() as { about?: Text } | undefined)?.about
    if (about) return { about, rest: path.slice(i + 1) }
  }
  return undefined
}

function bare(shape: z.ZodType): z.ZodType {
  return shape instanceof z.ZodOptional ? bare(shape.unwrap() as z.ZodType) : shape
}

/** The description of one declared field, such as a field of a target rule. */
export function aboutField(shape: unknown): Text | undefined {
  return (bare(shape as z.ZodType).meta() as { about?: Text } | undefined)?.about
}
