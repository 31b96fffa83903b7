import { toAscii } from '../text/format.ts'

/** What a piece of text is for; colour never says what sign and word do not. */
export type Role = 'good' | 'bad' | 'warn' | 'strong' | 'quiet' | 'link'

/** The 16 colours of every terminal, by role. */
const codes: Readonly<Record<Role, string>> = {
  good: '32',
  bad: '1;31',
  warn: '33',
  strong: '1',
  quiet: '90',
  link: '36',
}

const signs: Readonly<Partial<Record<Role, readonly [sign: string, ascii: string]>>> = {
  good: ['✓ ', 'ok '],
  bad: ['✗ ', 'X  '],
  warn: ['! ', '!  '],
}

/** How text is dressed for one stream. */
export interface Ink {
  /** Put the colour of a role around a text; the text itself where there are no colours. */
  paint(role: Role | undefined, text: string): string
  /** The text with the signs that the stream can show: to be used before anything is measured. */
  plain(text: string): string
  /** The sign of a verdict with its blank, blanks for other roles: all of one width. */
  sign(role: Role | undefined): string
  /** What stands at the end of a text that was cut. */
  readonly cut: string
}

/** Choose the ink for a stream. */
export function ink({ colour, ascii }: { readonly colour: boolean; readonly ascii: boolean }): Ink {
  return {
    paint: (role, text) => (colour && role && text !== '' ? `\u001b[${codes[role]}m${text}\u001b[0m` : text),
    plain: (text) => (ascii ? toAscii(text) : text),
    sign: (role) => (role && signs[role]?.[ascii ? 1 : 0]) ?? (ascii ? '   ' : '  '),
    cut: ascii ? '...' : '…',
  }
}
