import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import { readCsv } from './csv.ts'
import type { Book } from './grid.ts'
import { bookLimits, Refusal, refusals } from './refusal.ts'
import { readXlsx } from './xlsx.ts'

/** What an old binary workbook, and an encrypted new one, begin with (compound file). */
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/**
 * Bytes → book, by what they are and not by the ending of the name. What is no workbook, or one that is not read, is said
 * (E0900, E0901), with the part of the archive that it is about.
 */
export function openBook(bytes: Uint8Array, file: string, diagnose: Diagnose): Book | undefined {
  try {
    if (bytes.length > bookLimits.bytes)
      throw new Refusal(refusals.size, '', {
        found: `${bytes.length} bytes`,
        limit: `${bookLimits.bytes} bytes`,
      })
    if (compound.every((byte, i) => bytes[i] === byte)) {
      const whole = new TextDecoder('latin1').decode(bytes)
      const encrypted = whole.includes([...'EncryptedPackage'].join('\0'))
      throw new Refusal(encrypted ? refusals.encrypted : refusals.oldBinary)
    }
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readXlsx(bytes, file)
    if (bytes.length === 0) throw new Refusal(refusals.noBook)
    return readCsv(bytes, file)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const at = {
      file: error.part === '' || error.part === file ? file : `${file} ${error.part}`,
      start: 0,
      end: 0,
    }
    if (error.size) diagnose('E0901', at, error.size)
    else {
      const args = { reason: error.reason.en, 'reason.zh': error.reason.zh, 'reason.en': error.reason.en }
      diagnose('E0900', at, args)
    }
    return undefined
  }
}
