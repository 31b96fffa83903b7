import { dirname } from 'node:path'
import { sortDiagnostics } from '../../diagnostics/render.ts'
import { assembleCheck } from '../../report/check/assemble-check.ts'
import type { CheckReport } from '../../report/check/check-report.ts'
import { checkFormats } from '../../report/check/formats/index.ts'
import { summaryLine } from '../../report/check/summary-line.ts'
import type { RenderOptions } from '../../report/result.ts'
import type { Text } from '../../text/text.ts'
import { approve, approvingOf, approvingOptions } from '../approving.ts'
import { checkCrew } from '../check-crew.ts'
import { type Context, type FrontDoor, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { type Diagnosed, tell } from '../diagnosed.ts'
import { type ExitCode, exitCode, gravest } from '../exit-code.ts'
import { prepareFolder, writeWhole } from '../store.ts'
import { waiting } from '../watch-words.ts'
import { threadsOf } from '../whole-option.ts'

type Checked = Awaited<ReturnType<FrontDoor['check']>>
type CheckMemory = NonNullable<NonNullable<Parameters<FrontDoor['check']>[1]>['memory']>

const texts = {
  nothing: {
    zh: '没有可检查的文件：什么也没查，不算通过',
    en: 'no file to check: checking nothing is no pass',
  },
  out: {
    zh: '--out 要写成 文件 或 格式=文件，格式有 {formats}，不是 {found}',
    en: '--out wants FILE or FORMAT=FILE, with a format of {formats}, not {found}',
  },
  twice: {
    zh: '--out 只能有一个不带格式的文件',
    en: '--out may name but one file without a format',
  },
  wrote: { zh: '已写入 {path}', en: 'wrote {path}' },
  watch: {
    zh: '--watch 不能与 --update-approved、--fix 同用：它只看不写',
    en: '--watch goes with neither --update-approved nor --fix: it looks and writes nothing',
  },
  date: {
    zh: '--date 要写成 2027-06-30 这样的日期，不是 {found}',
    en: '--date wants a day such as 2027-06-30, not {found}',
  },
} satisfies Record<string, Text>

/** A report to be written to a file. */
interface Wanted {
  readonly format: string
  readonly path: string
}

/** `--out results.sarif` takes the format of `--format`, `--out sarif=results.sarif` names its own. */
function wantedFiles(values: Values): { readonly files: readonly Wanted[]; readonly instead: boolean } {
  const names = Object.keys(checkFormats)
  const given = Array.isArray(values.out) ? values.out.map(String) : []
  let bare = 0
  const files = given.map((text): Wanted => {
    const [, name, path] = /^([a-z0-9-]+)=(.*)$/s.exec(text) ?? []
    if (name === undefined) {
      bare++
      return { format: String(values.format), path: text }
    }
    if (!names.includes(name) || path === undefined || path === '')
      throw new UsageError(fillText(texts.out, { formats: names.join(', '), found: text }))
    return { format: name, path }
  })
  if (files.some(({ path }) => path === ''))
    throw new UsageError(fillText(texts.out, { formats: names.join(', '), found: '""' }))
  if (bare > 1) throw new UsageError(texts.twice)
  return { files, instead: bare === 1 }
}

async function render(name: string, report: CheckReport, options: RenderOptions): Promise<string> {
  const { format } = await checkFormats[name]!()
  return format.render(report, options)
}

/** Mistakes and warnings that no waiver covers. */
function standing({ diagnostics, sourceText }: Diagnosed, report: CheckReport): Diagnosed {
  const sorted = sortDiagnostics(diagnostics)
  return { sourceText, diagnostics: sorted.filter((_, i) => !report.diagnostics[i]?.waived) }
}

/** What a check found, as an exit code: an error is input that cannot be used, a file that cannot be read is 74. */
function exitOfReport({ diagnostics, summary, strict, files }: CheckReport): ExitCode {
  const unreadable = diagnostics.filter(({ code, waived }) => code === 'E0124' && !waived).length
  return gravest([
    summary.errors > unreadable ? exitCode.input : exitCode.done,
    unreadable > 0 ? exitCode.io : exitCode.done,
    summary.findings > 0 || (strict && summary.warnings > 0) ? exitCode.findings : exitCode.done,
    files.length === 0 && summary.errors === 0 ? exitCode.input : exitCode.done,
  ])
}

/** Which waivers count, and the day by which they are judged. */
function waiversOf(context: Context, values: Values): { readonly file?: string; readonly today: string } {
  const date = values.date === undefined ? undefined : String(values.date)
  // A day that there is comes back as it was written.
  const real = (day: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day
  if (date !== undefined && !real(date)) throw new UsageError(fillText(texts.date, { found: date }))
  const file = values.waivers === undefined ? {} : { file: String(values.waivers) }
  return { ...file, today: date ?? context.today }
}

/** The report by which a check that approves is judged: what it approves is no finding any more. */
function withoutApproved(report: CheckReport): CheckReport {
  const findings = report.findings.filter(({ kind, waived }) => kind !== 'approved' && !waived).length
  return { ...report, summary: { ...report.summary, findings } }
}

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  if (values.watch !== true) return (await once(context, operands, values)).code
  if (values.updateApproved === true || values.fix === true) throw new UsageError(texts.watch)
  const { again } = await import('../watch.ts')
  const memory = new Map()
  return again(async () => {
    const { checked } = await once(context, operands, values, memory)
    await context.note(waiting[context.language])
    return { looks: checked.looks, operands }
  })
}

async function once(
  context: Context,
  operands: readonly string[],
  values: Values,
  memory?: CheckMemory,
): Promise<{ readonly code: ExitCode; readonly checked: Checked }> {
  const { files, instead } = wantedFiles(values)
  const approving = approvingOf(context, values)
  const waivers = waiversOf(context, values)
  for (const { path } of files) prepareFolder(dirname(path))
  const { check } = await context.door()
  if (values.fix === true) {
    const { mendFiles } = await import('../mend.ts')
    await mendFiles(context, operands)
  }
  const checked = await check(operands, {
    waivers,
    crew: checkCrew(threadsOf(values)),
    // Lets the signals in: without a pause Ctrl-C would be heard when all files are done.
    rest: () => new Promise<void>((go) => setImmediate(go)),
    ...(approving ? { approve: approving } : {}),
    ...(memory ? { memory } : {}),
  })
  const report = assembleCheck(checked, { strict: values.strict === true })
  const options: RenderOptions = {
    language: context.language,
    width: context.width,
    colour: context.colour,
    ascii: context.ascii,
    verbose: context.verbose,
  }
  await tell(context, standing(checked, report))
  if (!instead) await context.answer(await render(String(values.format), report, options))
  // All are rendered before the first is written. A file has no terminal: no colours, 80 columns.
  const plain: RenderOptions = { ...options, width: 80, colour: false }
  const contents = await Promise.all(files.map(({ format }) => render(format, report, plain)))
  for (const [i, { path }] of files.entries()) {
    writeWhole(path, contents[i]!)
    await context.note(fillText(texts.wrote, { path })[context.language])
  }
  if (report.files.length === 0) await context.complain(texts.nothing[context.language])
  if (approving && checked.writings)
    await approve(context, checked.writings, {
      errors: report.summary.errors > 0,
      scenarios: report.scenarios.length,
    })
  // Where something cannot be used, the disk may hold more than was looked at: nothing is kept.
  if (report.summary.errors === 0 && report.files.length > 0) context.rests(checked.looks)
  const code = exitOfReport(approving ? withoutApproved(report) : report)
  const line = summaryLine(report, context.language)
  await (code === exitCode.done ? context.note(line) : context.complain(line))
  return { code, checked }
}

export const verb: Verb = {
  summary: {
    zh: '这些文件写得对吗，结果与预期一致吗？',
    en: 'Are these files right, and do their results come out as expected?',
  },
  arguments: [
    {
      name: '<path...>',
      about: { zh: '文件或文件夹（在其中查找）', en: 'files or folders (which are searched)' },
    },
  ],
  options: [
    {
      flags: '--strict',
      about: { zh: '警告也算发现（退出码 1）', en: 'warnings count as findings (exit 1)' },
    },
    {
      flags: '--fix',
      about: {
        zh: '先改掉可以确定的错（拼错的键、漏写的 % 等），保留注释与版式',
        en: 'first make the edits that are certain (a misspelt key, a percent sign left out, full-width signs …); comments and layout stay',
      },
    },
    {
      flags: '--format <name>',
      about: { zh: '输出格式', en: 'format' },
      choices: Object.keys(checkFormats),
    },
    {
      flags: '--out <file>',
      about: {
        zh: '写到文件而不是标准输出；格式=文件 则另写一份，可重复',
        en: 'write to a file instead of stdout; FORMAT=FILE writes one more, and may be repeated',
      },
      repeatable: true,
    },
    {
      flags: '--waivers <file>',
      about: {
        zh: '豁免文件（默认为项目的 waivers.yaml）',
        en: 'file of waivers (waivers.yaml of the project)',
      },
    },
    {
      flags: '--date <day>',
      about: { zh: '按哪一天判断豁免是否到期', en: 'day by which waivers are judged' },
    },
    {
      flags: '--watch',
      about: { zh: '每次保存后重新检查，Ctrl-C 结束', en: 'check again at each save, until Ctrl-C' },
    },
    {
      flags: '--threads <n>',
      about: {
        zh: '线程数，默认为处理器个数（文件少时只用一个）；结果相同',
        en: 'threads, as many as processors unless given (one for few files); the answer is the same',
      },
    },
    ...approvingOptions,
  ],
  examples: [
    'peakzero check scenarios baselines',
    'peakzero check scenarios/jiaocheng --strict',
    'peakzero check scenarios --format sarif --out results.sarif',
  ],
  act,
}
