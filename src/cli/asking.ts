import type { Text } from '../text/text.ts'
import { type Context, fillText } from './context.ts'

const text: Text = {
  zh: '任何一个数都可以问，名字见 docs/figures.md：\n  {command}\n  peakzero explain figures {scenario}',
  en: 'Any of these numbers can be asked for; their names stand in docs/figures.md:\n  {command}\n  peakzero explain figures {scenario}',
}

const study: Text = {
  zh: '任何一个数都可以问（名字见 docs/figures.md）；先用 --format json 存下来：\n  {command}',
  en: 'Saved with --format json, any of these can be asked for (docs/figures.md):\n  {command}',
}

/** The same of a number of many runs, which is asked of its saved result. */
export function howToAskSaved(
  { verbose, language }: Pick<Context, 'verbose' | 'language'>,
  name: string,
  scenario: string,
): string {
  if (!verbose) return ''
  const command = `peakzero explain ${name} ${scenario} --in saved.json`
  return `\n${fillText(study, { command })[language]}\n`
}

/** The last line of a verbose page: how to ask where a number comes from. Nothing where the page is not verbose. */
export function howToAsk(
  { verbose, language }: Pick<Context, 'verbose' | 'language'>,
  name: string,
  scenario: string,
  more = '',
): string {
  if (!verbose) return ''
  const command = `peakzero explain ${name} ${scenario}${more}`
  return `\n${fillText(text, { command, scenario })[language]}\n`
}
