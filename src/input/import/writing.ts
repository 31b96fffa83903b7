import type { ImportMap } from '../../model/import-map.ts'
import type { Fuel } from './gathered.ts'
import type { Words } from './words.ts'

/** A book that went in. */
export interface BookSource {
  readonly file: string
  readonly sha256: string
}

/** Everything that the writer needs beside what was gathered. */
export interface Writing {
  readonly map: ImportMap
  readonly words: Words
  readonly books: readonly BookSource[]
  fuel(id: string): Fuel | undefined
}
