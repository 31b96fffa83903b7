// What an import needs, read once for all tests: from source the library costs a second.
import { join } from 'node:path'
import { collector } from '../../src/diagnostics/diagnostic.ts'
import { bind } from '../../src/input/bind.ts'
import { readText } from '../../src/input/document.ts'
import { baselineOf } from '../../src/input/import/baseline.ts'
import { fuelsOf } from '../../src/input/import/fuels.ts'
import { gather } from '../../src/input/import/import.ts'
import { processesOf } from '../../src/input/import/library-process.ts'
import { listingOf } from '../../src/input/import/listing.ts'
import { proposalOf } from '../../src/input/import/propose.ts'
import { recogniseSheet } from '../../src/input/import/recognise.ts'
import { wordsOf } from '../../src/input/import/words.ts'
import { openShippedLibrary, readKind } from '../../src/input/scenario.ts'
import { openBook } from '../../src/input/workbook/open.ts'
import { importMap } from '../../src/model/import-map.ts'
import { importWords } from '../../src/model/import-words.ts'
import { openSession } from '../../src/pipeline/session.ts'
import { repository } from '../county.ts'

async function readTools() {
  const session = await openSession(join(repository, 'baselines/import/words.yaml'))
  const document = await readKind(
    session,
    join(repository, 'baselines/import/words.yaml'),
    ['words'],
    session.diagnose,
  )
  const declared = bind(document!.tree, importWords, session.diagnose)!
  const library = await openShippedLibrary(session, session.diagnose)
  const fuel = fuelsOf(library)
  return { words: wordsOf(declared), fuel, process: processesOf(library, fuel) }
}

let tools: ReturnType<typeof readTools> | undefined

/** Proposes a map of books, takes it (edited), and imports by it: what `importBooks` does, without reading the library again. */
export async function importedBooks(
  files: Readonly<Record<string, Uint8Array>>,
  edit: (map: string) => string = (map) => map,
) {
  tools ??= readTools()
  const { words, fuel, process } = await tools
  const { diagnostics, diagnose } = collector()
  const books = Object.entries(files).flatMap(([file, bytes]) => openBook(bytes, file, diagnose) ?? [])
  const sheets = books.flatMap((book) => book.sheets.flatMap((grid) => recogniseSheet(book, grid, words)))
  const proposal = proposalOf('toy', sheets, words)
  const text = edit(proposal)
  const tree = readText(text, 'map.yaml', diagnose)
  const map = tree && bind(tree, importMap, diagnose)
  if (!map || diagnostics.length > 0)
    return { proposal, diagnostics, totals: [], files: [], listing: undefined }
  const { gathered, modelled } = gather(books, { map, words, fuel, process, diagnose })
  const failed = diagnostics.some(({ code }) => code.startsWith('E'))
  if (failed) return { proposal, diagnostics, totals: [], files: [], listing: undefined }
  const sources = books.map(({ file }) => ({ file, sha256: '' }))
  const written = baselineOf(gathered, { map, words, fuel, books: sources }, modelled)
  const listed = listingOf(gathered, modelled, written.totals, map, fuel)
  return {
    proposal,
    diagnostics,
    totals: written.totals,
    files: [...listed.files, ...written.files],
    listing: listed.listing,
  }
}
