import { hashOf, type Listed } from '../../input/listing.ts'
import { byCodePoint } from '../../text/order.ts'

/**
 * `inputs.json` beside the approved results of a county: the inputs that they were computed from, each entity once for all
 * scenarios. A line an entity, so that a change can be read in review; each text is known by its own hash, so that damage is
 * found. A listing is kept by its digest: an approved file and its listing cannot be mixed up, whatever is killed between.
 */
export interface InputsFile {
  readonly format: 'peakzero/approved-inputs@1'
  /** Entities (`path hash`) that every listing holds. */
  readonly common: readonly string[]
  /** Digest → the scenario and what it has beside the common entities. */
  readonly listings: Readonly<Record<string, { readonly id: string; readonly own: readonly string[] }>>
  /** `path hash` → text. */
  readonly texts: Readonly<Record<string, string>>
}

/** Reads the file; a reason where it is not as it was written. */
export function readInputs(text: string): InputsFile | { readonly reason: string } {
  let file: InputsFile
  try {
    file = JSON.parse(text) as InputsFile
  } catch {
    return { reason: 'JSON' }
  }
  if (file?.format !== 'peakzero/approved-inputs@1')
    return { reason: `format ${String(file?.format).slice(0, 40)}` }
  if (!Array.isArray(file.common) || !isObject(file.listings) || !isObject(file.texts))
    return { reason: 'format' }
  for (const [key, entry] of Object.entries(file.texts))
    if (typeof entry !== 'string' || key !== `${key.slice(0, -17)} ${hashOf(entry)}`)
      return { reason: key.slice(0, 80) }
  const known = (key: string) => Object.hasOwn(file.texts, key)
  const lists = [file.common, ...Object.values(file.listings).map((listing) => listing?.own)]
  for (const list of lists) {
    const lost = Array.isArray(list) ? list.find((key) => !known(key)) : 'listings'
    if (lost !== undefined) return { reason: String(lost).slice(0, 80) }
  }
  return file
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

const keyOf = ({ path, hash }: Pick<Listed, 'path' | 'hash'>): string => `${path} ${hash}`

/** The entities of a listing: path → text. */
export function listingOf(file: InputsFile, digest: string): ReadonlyMap<string, string> | undefined {
  const listing = Object.hasOwn(file.listings, digest) ? file.listings[digest] : undefined
  if (!listing) return undefined
  return new Map([...file.common, ...listing.own].map((key) => [key.slice(0, -17), file.texts[key]!]))
}

/** The whole file anew, with some listings added and only those kept that `keep` says. */
export function writeInputs(
  old: InputsFile | undefined,
  added: ReadonlyMap<string, { readonly id: string; readonly listed: readonly Listed[] }>,
  keep: (digest: string, id: string) => boolean,
): string {
  const texts = new Map<string, string>(Object.entries(old?.texts ?? {}))
  const lists = new Map<string, { id: string; keys: ReadonlySet<string> }>()
  for (const [digest, { id, own }] of Object.entries(old?.listings ?? {}))
    if (keep(digest, id)) lists.set(digest, { id, keys: new Set([...old!.common, ...own]) })
  for (const [digest, { id, listed }] of added) {
    for (const one of listed) texts.set(keyOf(one), one.text)
    lists.set(digest, { id, keys: new Set(listed.map(keyOf)) })
  }
  const all = [...lists.values()]
  const used = [...new Set(all.flatMap(({ keys }) => [...keys]))].sort(byCodePoint)
  const common = used.filter((key) => all.every(({ keys }) => keys.has(key)))
  const shared = new Set(common)
  const line = (value: unknown) => JSON.stringify(value)
  const listings = [...lists].sort(([a, x], [b, y]) => byCodePoint(x.id, y.id) || byCodePoint(a, b))
  return [
    '{',
    '"format": "peakzero/approved-inputs@1",',
    `"common": [\n${common.map(line).join(',\n')}\n],`,
    `"listings": {\n${listings
      .map(([digest, { id, keys }]) => {
        const own = used.filter((key) => keys.has(key) && !shared.has(key))
        return `${line(digest)}: {"id": ${line(id)}, "own": [\n${own.map(line).join(',\n')}\n]}`
      })
      .join(',\n')}\n},`,
    `"texts": {\n${used.map((key) => `${line(key)}: ${line(texts.get(key))}`).join(',\n')}\n}`,
    '}',
    '',
  ].join('\n')
}
