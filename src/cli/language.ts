import type { Language } from '../text/text.ts'

type Environment = Readonly<Record<string, string | undefined>>

const setting = (env: Environment, category: string): string | undefined =>
  env.LC_ALL || env[category] || env.LANG || undefined

/** The value of `--lang`, as written; the last one counts, as for every option. */
export function languageAsked(argv: readonly string[]): string | undefined {
  let asked: string | undefined
  for (const [i, word] of argv.entries()) {
    if (word === '--') break
    if (word === '--lang') asked = argv[i + 1]
    else if (word.startsWith('--lang=')) asked = word.slice('--lang='.length)
  }
  return asked
}

/** Choose the language: `--lang`, else LC_ALL, LC_MESSAGES, LANG; English where none of them is Chinese. */
export function chooseLanguage(argv: readonly string[], env: Environment): Language {
  const asked = languageAsked(argv)
  if (asked === 'zh' || asked === 'en') return asked
  return /^zh([_.@-]|$)/i.test(setting(env, 'LC_MESSAGES') ?? '') ? 'zh' : 'en'
}

/** Whether the locale names a character set that is not UTF-8. No locale at all counts as UTF-8: containers have none. */
export function wantsAscii(env: Environment): boolean {
  const locale = setting(env, 'LC_CTYPE')
  if (locale === undefined) return false
  if (locale === 'C' || locale === 'POSIX') return true
  const set = /\.([^@]+)/.exec(locale)?.[1]
  return set !== undefined && !/^utf-?8$/i.test(set)
}

/** Whether to colour what goes to a stream: never with `--no-color` or NO_COLOR, always with FORCE_COLOR, else on terminals. */
export function wantsColour(env: Environment, refused: boolean, terminal: boolean): boolean {
  if (refused || env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return true
  return terminal && env.TERM !== 'dumb'
}
