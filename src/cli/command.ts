import { type Argument, Command, Option as Flag, type Help } from 'commander'
import { nearest } from '../diagnostics/nearest.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { displayWidth } from '../text/width.ts'
import { fillText, type Option, UsageError, type Values, type Verb } from './context.ts'

const about: Text = {
  zh: '模拟一个县的低碳转型：由 YAML 算出逐年能耗、排放、污染物和目标判断。',
  en: 'Simulates the low-carbon transition of a county: YAML in; energy, emissions,\npollutants and verdicts on targets out, year by year.',
}

/** Options of every verb. */
export const globalOptions: readonly Option[] = [
  { flags: '--lang <zh|en>', about: { zh: '语言', en: 'language' } },
  { flags: '--no-color', about: { zh: '不用颜色', en: 'no colours' } },
  { flags: '--ascii', about: { zh: '只用 ASCII 符号', en: 'plain ASCII signs' } },
  { flags: '--quiet', about: { zh: '不写提示', en: 'no notes' } },
  { flags: '--verbose', about: { zh: '列出全部警告和改动', en: 'list all warnings and changes' } },
  { flags: '--debug', about: { zh: '程序出错时写出调用栈', en: 'a stack when the program has a bug' } },
  {
    flags: '--no-cache',
    about: { zh: '不用上次的答复，重新计算', en: 'work anew, whatever was answered before' },
  },
  { flags: '--version', about: { zh: '版本', en: 'version' } },
]

const helpText: Text = { zh: '帮助', en: 'help' }
const titles: Readonly<Record<string, Text>> = {
  'Usage:': { zh: '用法:', en: 'Usage:' },
  'Arguments:': { zh: '参数：', en: 'Arguments:' },
  'Options:': { zh: '选项：', en: 'Options:' },
  'Global Options:': { zh: '通用选项：', en: 'Global options:' },
  'Commands:': { zh: '动词：', en: 'Verbs:' },
}

/** An example in 80 columns; a longer one goes on in lines that a shell joins. */
function exampleText(example: string): string {
  const lines = ['']
  for (const word of example.split(' ')) {
    const last = lines.at(-1)!
    const room = lines.length === 1 ? 76 : 74
    if (last !== '' && last.length + 1 + word.length > room) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return `  ${lines.join(' \\\n    ')}`
}

const examplesTitle: Text = { zh: '例如：', en: 'For example:' }
const choicesText: Text = { zh: '{about}：{choices}', en: '{about}: {choices}' }

const texts = {
  option: { zh: '没有选项 {found}', en: 'there is no option {found}' },
  verb: { zh: '没有动词 {found}', en: 'there is no verb {found}' },
  argument: { zh: '缺少参数 <{found}>', en: 'the argument <{found}> is missing' },
  value: { zh: '选项 {found} 后面缺少值', en: 'the option {found} wants a value' },
  many: { zh: '参数太多：最多 {found} 个', en: 'too many arguments: at most {found}' },
  choice: { zh: '{flag} 没有 {found}；有 {choices}', en: '{flag} knows no {found}; there are {choices}' },
  near: { zh: '；最接近的是 {near}', en: '; the nearest is {near}' },
  other: { zh: '命令看不懂：{found}', en: 'this command cannot be understood: {found}' },
} satisfies Record<string, Text>

/** A mistake in the command line, with the nearest right word. */
function misuse(text: Text, found: string, candidates: Iterable<string> = []): UsageError {
  const near = nearest(found, candidates)
  const more = near === undefined ? { zh: '', en: '' } : fillText(texts.near, { near })
  const said = fillText(text, { found: inert(found) })
  return new UsageError({ zh: said.zh + more.zh, en: said.en + more.en })
}

const longFlag = (flags: string): string => /--[a-z-]+/.exec(flags)?.[0] ?? flags

/** Turn an error of commander (14.0.3: its sentences are English, its words in quotes) into one of ours. */
export function usageError(
  error: { code: string; message: string },
  verb: Verb | undefined,
  names: string[],
): UsageError {
  const found = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const flags = [...(verb?.options ?? []), ...globalOptions].map((option) => longFlag(option.flags))
  switch (error.code) {
    case 'commander.unknownOption':
      return misuse(texts.option, found, [...flags, '--help'])
    case 'commander.unknownCommand':
      return misuse(texts.verb, found, names)
    case 'commander.missingArgument':
      return misuse(texts.argument, found)
    case 'commander.optionMissingArgument':
      return misuse(texts.value, longFlag(found))
    case 'commander.excessArguments':
      return misuse(texts.many, /Expected (\d+)/.exec(error.message)?.[1] ?? '')
    default:
      return misuse(texts.other, error.message.replace(/^error: /, ''))
  }
}

/** Refuse a value that is none of the choices of its option. */
export function checkChoices(verb: Verb, values: Values): void {
  for (const { flags, choices } of verb.options) {
    const flag = longFlag(flags)
    const value = values[flag.slice(2)]
    if (choices === undefined || typeof value !== 'string' || choices.includes(value)) continue
    throw misuse(
      fillText(texts.choice, { flag, found: '{found}', choices: choices.join(', ') }),
      value,
      choices,
    )
  }
}

function flagOf(option: Option, language: Language): Flag {
  const shown = option.choices
    ? fillText(choicesText, { about: option.about[language], choices: option.choices.join(', ') })[language]
    : option.about[language]
  const flag = new Flag(option.flags, shown)
  if (option.choices && !option.undecided) flag.default(option.choices[0], 'first')
  if (option.repeatable) flag.argParser((value: string, all: readonly string[] = []) => [...all, value])
  return flag
}

const operand = (argument: Argument): string => {
  const name = argument.name().toUpperCase() + (argument.variadic ? '...' : '')
  return argument.required ? name : `[${name}]`
}

/** Help in one language: our titles, widths of Chinese, defaults not spelt out. */
function localHelp(language: Language): Partial<Help> {
  return {
    showGlobalOptions: true,
    helpWidth: 80,
    displayWidth: (text: string) => displayWidth(text),
    styleTitle: (title: string) => titles[title]?.[language] ?? title,
    optionDescription: (option: Flag) => option.description,
    subcommandTerm: (command: Command) =>
      [command.name(), ...command.registeredArguments.map(operand)].join(' '),
  }
}

/**
 * Build the command line for some verbs. `begin` gets the verb, its operands and its options; help goes to `help`.
 * Commander throws instead of leaving (`exitOverride`).
 */
export function program(
  verbs: ReadonlyMap<string, Verb>,
  language: Language,
  help: (text: string) => void,
  begin: (verb: Verb, operands: readonly string[], values: Values) => void,
): Command {
  const base = (command: Command, examples: readonly string[]): Command =>
    command
      .exitOverride()
      .configureOutput({ writeOut: help, writeErr: () => {} })
      .configureHelp(localHelp(language))
      .helpOption('-h, --help', helpText[language])
      .helpCommand(false)
      .addHelpText('after', `\n${examplesTitle[language]}\n${examples.map(exampleText).join('\n')}`)
  const firsts = [...verbs.values()].flatMap((verb) => verb.examples.slice(0, 1))
  const root = base(new Command('peakzero'), firsts).usage('VERB ...').description(about[language])
  for (const option of globalOptions) root.addOption(flagOf(option, language))
  for (const [name, verb] of verbs) {
    const command = base(root.command(name), verb.examples)
    command.summary(verb.summary[language]).description(verb.summary[language])
    for (const argument of verb.arguments) command.argument(argument.name, argument.about[language])
    for (const option of verb.options) command.addOption(flagOf(option, language))
    command.usage([...verb.arguments.map((argument) => argument.name), '[--...]'].join(' '))
    command.action(() => begin(verb, command.args, command.opts()))
  }
  return root
}
