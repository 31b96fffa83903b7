import { bind } from '../input/bind.ts'
import { baselineOf, type Written } from '../input/import/baseline.ts'
import { fuelsOf } from '../input/import/fuels.ts'
import { gather, sayWhy } from '../input/import/import.ts'
import type { ImportedTotal } from '../input/import/imported-totals.ts'
import { processesOf } from '../input/import/library-process.ts'
import { type Listing, listingOf } from '../input/import/listing.ts'
import { baseName, proposalOf } from '../input/import/propose.ts'
import { recogniseSheet } from '../input/import/recognise.ts'
import { type Words, wordsOf } from '../input/import/words.ts'
import { openShippedLibrary, readKind } from '../input/scenario.ts'
import type { Book } from '../input/workbook/grid.ts'
import { openBook } from '../input/workbook/open.ts'
import { type ImportMap, importMap } from '../model/import-map.ts'
import { importWords } from '../model/import-words.ts'
import type { Session } from './session.ts'
import { failed, type Loaded, loadedFrom, openSession } from './session.ts'

export type { Listing as ImportListing } from '../input/import/listing.ts'

/** Options of `importBooks`. */
export interface ImportOptions {
  /** The map by which the books are read. Without it one is proposed. */
  readonly map?: string
  /** The id of the county in a proposal. */
  readonly id?: string
}

/** What an import hands back: a proposal, or the files of a baseline with everything that was seen on the way. */
export interface Imported extends Loaded {
  readonly proposal?: string
  readonly files?: readonly Written[]
  readonly totals?: readonly ImportedTotal[]
  readonly listing?: Listing
}

const unknownSheet = { zh: '认不出是哪种表', en: 'no kind of table is recognised' }

/** Where the words of tables are. */
const wordsFile = 'baselines/import/words.yaml'

/**
 * Books of a statistics office → a proposed map, or, by a map, a baseline with its tables and its reconciliation. Nothing is
 * written here, and nothing is handed back where there is an error.
 */
export async function importBooks(paths: readonly string[], options: ImportOptions = {}): Promise<Imported> {
  const session = await openSession(options.map ?? paths[0] ?? '.')
  const loaded = loadedFrom(session)
  const map = options.map === undefined ? undefined : await readMap(options.map, session)
  const opened = paths.flatMap((path): readonly { book: Book; sha256: string }[] => {
    const read = session.project.readBook(path)
    const book = read && openBook(read.bytes, read.file, session.diagnose)
    // Figures are known by the name of their book, wherever it lay: the same books give the same bytes.
    return book ? [{ book: { ...book, file: baseName(book.file) }, sha256: read.sha256 }] : []
  })
  const words = await readWords(session)
  if (failed(session) || !words) return loaded
  const books = opened.map(({ book }) => book)
  if (options.map === undefined) {
    const sheets = books
      .flatMap((book) => book.sheets.flatMap((grid) => recogniseSheet(book, grid, words)))
      .filter(({ layout }) => layout.grid.height > 0)
    for (const { kind, layout, at } of sheets)
      if (kind === 'none' && !layout.grid.hidden) sayWhy(session.diagnose, 'W0926', at, unknownSheet)
    return { ...loaded, proposal: proposalOf(options.id ?? 'county', sheets, words) }
  }
  if (!map) return loaded
  const library = await openShippedLibrary(session, session.diagnose)
  const fuel = fuelsOf(library)
  const process = processesOf(library, fuel)
  const { gathered, modelled } = gather(books, { map, words, fuel, process, diagnose: session.diagnose })
  const { figures, outputs, values } = gathered
  if (!failed(session) && figures.length + outputs.length + values.length + modelled.length === 0)
    session.diagnose('E0908', { file: books[0]?.file ?? '', start: 0, end: 0 }, {})
  if (failed(session)) return loaded
  const sources = opened.map(({ book, sha256 }) => ({ file: book.file, sha256 }))
  const { files, totals } = baselineOf(gathered, { map, words, fuel, books: sources }, modelled)
  const listing = listingOf(gathered, modelled, totals, map, fuel)
  return { ...loaded, files: [...listing.files, ...files], totals, listing: listing.listing }
}

async function readMap(path: string, session: Session): Promise<ImportMap | undefined> {
  const document = await readKind(session, path, ['import'], session.diagnose)
  // Its mistakes were said when it was read.
  return document && bind(document.tree, importMap, () => undefined)
}

async function readWords(session: Session): Promise<Words | undefined> {
  const { shipped } = session
  const path = `${shipped.root}/${wordsFile}`
  const document = await readKind(session, path, ['words'], session.diagnose, undefined, shipped)
  const declared = document && bind(document.tree, importWords, session.diagnose)
  return declared && wordsOf(declared)
}
