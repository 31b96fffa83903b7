/**
 * Whether the text of a user is inert in an output. Verbs and their formats are taken from the registry of verbs: one that is
 * added later is tried without a line here, by the rules of its name or, where it has none, by those of plain text.
 */
import type { Verb } from '../../src/cli/context.ts'
import { main } from '../../src/cli/main.ts'
import { verbs } from '../../src/cli/verbs/index.ts'
import { unzipSync } from 'fflate'
import { recorder } from '../cli/stage.ts'

/** An output that a user can ask for: a verb with one of its formats. */
export interface Sink {
  readonly verb: string
  readonly format: string | undefined
  readonly needs: number
}

/** Verbs that take no scenario, or whose answer holds nothing of one. */
const withoutScenario = new Set(['schema'])

/** Every verb that takes files, with every format that it offers. */
export async function sinks(): Promise<readonly Sink[]> {
  const found: Sink[] = []
  for (const [name, load] of Object.entries(verbs)) {
    if (withoutScenario.has(name)) continue
    const { verb }: { verb: Verb } = await load()
    const needs = verb.arguments.filter((argument) => argument.name.startsWith('<')).length
    const choices = verb.options.find(({ flags }) => flags.startsWith('--format'))?.choices
    // A png holds no text: it is what a renderer draws of the svg, which is tried (and each reads the fonts of the machine anew).
    for (const format of choices ?? [undefined])
      if (format !== 'png') found.push({ verb: name, format, needs })
  }
  return found
}

/** What a sink writes to stdout and stderr for these files, as a user on a pipe gets it. */
export async function written(sink: Sink, operands: readonly string[], language: 'zh' | 'en') {
  const chunks: Uint8Array[] = []
  const stdout = {
    ...recorder(),
    write(content: string | Uint8Array, done: (error: Error | null) => void) {
      chunks.push(typeof content === 'string' ? Buffer.from(content) : content)
      done(null)
      return true
    },
  }
  const stderr = recorder()
  const files = Array.from({ length: Math.max(1, sink.needs) }, (_, i) => operands[i % operands.length]!)
  const format = sink.format === undefined ? [] : ['--format', sink.format]
  const exit = await main({
    argv: [sink.verb, ...files, ...format, '--lang', language],
    env: {},
    version: '0.0.0-test',
    stdout,
    stderr,
  })
  return { exit, out: readable(Buffer.concat(chunks)), err: stderr.text }
}

/** Bytes as what a program reads out of them: the parts of an office file, the texts of a picture, else the text itself. */
function readable(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK')
    return Object.entries(unzipSync(bytes))
      .map(([name, part]) => `${name}\n${Buffer.from(part).toString('utf8')}\n`)
      .join('')
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG')
    return (bytes.toString('latin1').match(/[tiz]TXt|tEXt/g) ?? []).map(() => '\u0001').join('')
  return bytes.toString('utf8')
}

/** What an output must never be, whatever a user wrote: the reasons, none for a clean one. */
export type Judge = (output: string, text: string) => readonly string[]

const controls: Judge = (output) =>
  // A terminal obeys these; an output of text holds none of them.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/.test(output.replace(/^\ufeff/, ''))
    ? ['a control or invisible character']
    : []

/** Lines that a build server takes for an order. */
const orders: Judge = (output, text) =>
  output
    .split(/[\r\n]/)
    .filter((line) => /^\s*(?:::|##(?:vso|teamcity)\[|section_(?:start|end):)/.test(line))
    .filter((line) => [...text.matchAll(/::[\w-]+|##(?:vso|teamcity)\[|section_start:/g)].some(([order]) => line.trimStart().startsWith(order)))
    .map((line) => `an order to the build server: ${line.slice(0, 60)}`)

const json: Judge = (output) => {
  try {
    const parsed: unknown = JSON.parse(output)
    return polluted(parsed) ? ['a key __proto__'] : []
  } catch (error) {
    return [`no JSON: ${String(error)}`]
  }
}

function polluted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(polluted)
}

/** Tags, handlers inside of tags and ends of CDATA that are not the format's own can only come from the user: with a harmless text there are none more. Escaped they are text. */
const markup = (output: string): number =>
  // What stands between the quotes of an attribute is text, as long as it holds no quote.
  (output.replaceAll(/="[^"<>]*"/g, '=""').match(/<\/?(?:script|img|svg|style|details|summary|w:t)\b|<[^<>]*\son\w+\s*=|<[^<>]*=\s*["']?javascript:|<!--/gi) ?? []).length

/** Markdown outside of code: links, images, tags, mentions that a reader's browser would make something of. */
const markdown: Judge = (output) => {
  const prose = output.replaceAll(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '').replaceAll(/\\./g, '')
  return /(?<!\\)<(?:script|img|svg|style|details|summary|w:)|\]\(\s*(?:javascript|http:\/\/127)|(?<![\w/`.])@octocat/i.test(prose)
    ? [`live Markdown: ${/(?:<|\]\(|@octocat).{0,60}/.exec(prose)?.[0]}`]
    : []
}

/** Cells of a CSV that a spreadsheet computes. */
const csv: Judge = (output) =>
  output.split('\n').flatMap((line) =>
    (line.match(/"(?:[^"]|"")*"|[^,]+/g) ?? [])
      .map((cell) => cell.replace(/^"|"$/g, ''))
      .filter((cell) => /^[=+@\t\r]|^-(?!\d)/.test(cell) && !/^[+-]?\d/.test(cell))
      .map((cell) => `a formula: ${cell.slice(0, 40)}`),
  )

const judges: Readonly<Record<string, readonly Judge[]>> = {
  txt: [controls, orders],
  json: [json],
  md: [controls, markdown],
  csv: [controls, csv],
}

/** By which rules the output of a format is judged: by name first, else by ending. */
const byName: Readonly<Record<string, readonly Judge[]>> = {
  pretty: [controls, orders],
  text: [controls, orders],
  json: [json],
  sarif: [json],
  gitlab: [json],
  junit: [controls],
  github: [controls],
  markdown: [controls, markdown],
}

/** Formats of markup: no tag or handler more than with a harmless text. */
const marked = new Set(['html', 'svg', 'junit', 'xml', 'docx', 'xlsx'])

/** What an office program acts on: formulas, links, fields, targets outside, macros. */
const acts = (output: string): number =>
  (output.match(/<f[\s>]|<hyperlinks?\b|TargetMode="External"|<w:(?:instrText|fldSimple|hyperlink)\b|<ddeLink\b|vbaProject|<externalBook\b/g) ?? []).length
const office = new Set(['docx', 'xlsx'])

/** What is wrong with an output that holds a user's text, held against the same output with a harmless text. */
export function faults(format: string, extension: string, output: string | Uint8Array, harmless: string | Uint8Array, text: string): readonly string[] {
  if (typeof output !== 'string' || typeof harmless !== 'string') return []
  const rules = byName[format] ?? judges[extension] ?? [controls]
  const found = rules.flatMap((judge) => judge(output, text))
  if ((marked.has(format) || marked.has(extension)) && markup(output) > markup(harmless)) found.push('markup that is not the format’s own')
  if (office.has(format) && acts(output) > acts(harmless)) found.push('something that an office program acts on')
  if (format === 'github') found.push(...github(output))
  return found
}

/** Annotations: every order is one of ours, about a file of the project, on a line of its own. */
function github(output: string): readonly string[] {
  return output
    .split(/[\r\n]/)
    .filter((line) => line.startsWith('::') && !/^::(?:error|warning|notice) file=(?:scenarios|baselines)\/[\w./-]+,/.test(line))
    .map((line) => `an order that is not ours: ${line.slice(0, 60)}`)
}
