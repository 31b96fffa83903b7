import { deflateSync, strToU8 } from 'fflate'

/** A file in the archive. */
export interface Part {
  readonly path: string
  readonly content: string | Uint8Array
}

const polynomial = 0xedb88320
const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? polynomial ^ (c >>> 1) : c >>> 1
  return c
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** 1 January 1980, 0:00, as a date of MS-DOS: the same in every archive, so that equal parts give equal bytes. */
const date = (1 << 5) | 1
const time = 0
/** Version 2.0 of the format; names are UTF-8. */
const version = 20
const utf8 = 0x0800
const deflated = 8

/** Numbers in little-endian order: [value, bytes]. */
function fields(...list: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array {
  const bytes: number[] = []
  for (const [value, size] of list) for (let k = 0; k < size; k++) bytes.push((value >>> (8 * k)) & 0xff)
  return Uint8Array.from(bytes)
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/**
 * A zip archive of these parts in their order (APPNOTE 6.3): no times, no owners, no extra fields, so that it depends on nothing
 * but its content. The container is written here because fflate's own takes the local time zone into the dates.
 */
export function zip(parts: readonly Part[]): Uint8Array {
  const local: Uint8Array[] = []
  const central: Uint8Array[] = []
  let offset = 0
  for (const { path, content } of parts) {
    const name = strToU8(path)
    const bytes = typeof content === 'string' ? strToU8(content) : content
    const packed = deflateSync(bytes, { level: 6 })
    const common = [
      [version, 2],
      [utf8, 2],
      [deflated, 2],
      [time, 2],
      [date, 2],
      [crc32(bytes), 4],
      [packed.length, 4],
      [bytes.length, 4],
      [name.length, 2],
      [0, 2],
    ] as const
    const head = fields([0x04034b50, 4], ...common)
    local.push(head, name, packed)
    central.push(
      fields([0x02014b50, 4], [version, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      name,
    )
    offset += head.length + name.length + packed.length
  }
  const size = central.reduce((sum, { length }) => sum + length, 0)
  const n = parts.length
  const end = fields([0x06054b50, 4], [0, 2], [0, 2], [n, 2], [n, 2], [size, 4], [offset, 4], [0, 2])
  return join([...local, ...central, end])
}
