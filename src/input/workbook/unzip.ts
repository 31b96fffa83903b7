import { inflateRawSync } from 'node:zlib'
import { bookLimits, Refusal, refusals, within } from './refusal.ts'

/** The parts of an archive: names are known at once, contents are unpacked when asked for. */
export interface Archive {
  readonly names: readonly string[]
  /** The bytes of a part; undefined where there is none of that name. */
  part(name: string): Uint8Array | undefined
}

interface Row {
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly crc: number
  readonly offset: number
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/**
 * Open a zip archive (APPNOTE 6.3) by its central directory. Nothing is unpacked before the whole directory has been looked
 * at; a part is unpacked into at most as many bytes as it declares, and all of them together stay below a limit, so that a
 * bomb costs nothing.
 * @throws Refusal
 */
export function openArchive(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const rows = directoryOf(bytes, view)
  let unpacked = 0
  return {
    names: [...rows.keys()],
    part(name) {
      const row = rows.get(name)
      if (!row) return undefined
      within(row.size, bookLimits.part, name, ' bytes')
      unpacked += row.size
      within(unpacked, bookLimits.unpacked, name, ' bytes')
      return contentOf(bytes, view, name, row)
    },
  }
}

function directoryOf(bytes: Uint8Array, view: DataView): Map<string, Row> {
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === 0xffffffff)
    throw new Refusal(refusals.size, '', { found: 'zip64', limit: 'zip' })
  within(count, bookLimits.parts, '')
  const rows = new Map<string, Row>()
  const decoder = new TextDecoder('utf-8')
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new Refusal(refusals.damaged)
    const nameLength = view.getUint16(at + 28, true)
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if (/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0/.test(name)) throw new Refusal(refusals.path, name)
    const folded = name.toLowerCase()
    if (rows.has(folded)) throw new Refusal(refusals.twice, name)
    if (view.getUint16(at + 8, true) & 1) throw new Refusal(refusals.encrypted, name)
    rows.set(folded, {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return rows
}

/** Where the end record stands: within the last 64 KiB. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at
  throw new Refusal(refusals.damaged)
}

function contentOf(bytes: Uint8Array, view: DataView, name: string, row: Row): Uint8Array {
  const { offset, packed, size, method } = row
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50)
    throw new Refusal(refusals.damaged, name)
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const raw = bytes.subarray(from, from + packed)
  if (raw.length !== packed || (method !== 0 && method !== 8))
    throw new Refusal(method === 0 || method === 8 ? refusals.damaged : refusals.method, name)
  let content: Uint8Array
  try {
    content = method === 0 ? raw : inflateRawSync(raw, { maxOutputLength: Math.max(1, size) })
  } catch {
    throw new Refusal(refusals.damaged, name)
  }
  if (content.length !== size || crc32(content) !== row.crc) throw new Refusal(refusals.damaged, name)
  return content
}
