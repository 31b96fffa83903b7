import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import type { Reason } from '../../diagnostics/reasons.ts'
import type { Span } from '../../diagnostics/span.ts'
import { fullWidth } from '../characters.ts'

/** What a file may hold; how long a file at each limit takes is measured in docs/robustness.md. */
export const limits = {
  bytes: 1024 * 1024,
  depth: 64,
  nodes: 50_000,
  lines: 100_000,
  perCode: 20,
  key: 256,
} as const

/** One text and what is said of it: positions in its file, so many messages a kind and no more. */
export class Hearing {
  readonly text: string
  readonly shift: number
  readonly file: string
  readonly diagnose: Diagnose
  /** Diagnostics made so far. */
  count = 0
  /** Only what stands before this offset is reported: after a syntax error the rest is guesswork. */
  until = Number.POSITIVE_INFINITY
  readonly perCode = new Map<string, number>()

  constructor(text: string, shift: number, file: string, diagnose: Diagnose) {
    this.text = text
    this.shift = shift
    this.file = file
    this.diagnose = (code, at, args, related) => {
      const seen = this.perCode.get(code) ?? 0
      this.count += 1
      if (seen >= limits.perCode || at.start - shift >= this.until) return
      this.perCode.set(code, seen + 1)
      diagnose(code, at, args, related)
    }
  }

  at(start: number, end: number): Span {
    return { file: this.file, start: start + this.shift, end: end + this.shift }
  }

  yamlReason(start: number, end: number, reason: Reason, more: Readonly<Record<string, string>> = {}): void {
    const args = { reason, ...more }
    this.diagnose('E0101', this.at(start, end), args)
  }
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}

/** As much of a text as a message shows. */
export function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

/** Where a full-width character stands on a line, outside quotes and comments; −1 when nowhere. */
export function fullWidthOffset(line: string): number {
  let quote = ''
  for (let i = 0; i < line.length; i++) {
    const character = line[i] ?? ''
    if (quote) {
      if (character === quote) quote = ''
    } else if ((character === '"' || character === "'") && /^$|[\s:,[{]/.test(line[i - 1] ?? ''))
      quote = character
    else if (character === '#' && /^$|\s/.test(line[i - 1] ?? '')) return -1
    else if (fullWidth.has(character)) return i
  }
  return -1
}
