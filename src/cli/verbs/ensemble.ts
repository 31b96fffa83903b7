import { dirname, join } from 'node:path'
import type { RawWriter } from '../../report/raw.ts'
import { ensembleWriter, type StudyFormat, studyFormats } from '../../report/study-formats.ts'
import type { Text } from '../../text/text.ts'
import { howToAskSaved } from '../asking.ts'
import { type Context, fillText, UsageError, type Values, type Verb } from '../context.ts'
import { exitOf } from '../diagnosed.ts'
import { type Course, conduct, drawOptions, drawValues, refusal, wholeOptions } from '../drawing.ts'
import { type ExitCode, exitCode, gravest } from '../exit-code.ts'
import { prepareFolder, readSaved, writePieces, writeWhole } from '../store.ts'

const texts = {
  until: {
    zh: '--until 要写成 0 与 50% 之间的份额，例如 1%，不是 {found}',
    en: '--until wants a share between 0 and 50 %, such as 1%, not {found}',
  },
  shard: {
    zh: '--shard 要写成 k/n，1 ≤ k ≤ n ≤ 100000，例如 3/10，不是 {found}',
    en: '--shard wants k/n with 1 ≤ k ≤ n ≤ 100000, such as 3/10, not {found}',
  },
  shardOut: {
    zh: '--shard 要和 --out 文件夹 一起写：分片是一个文件',
    en: '--shard goes with --out FOLDER: a shard is a file',
  },
  outShard: {
    zh: '--out 只用于 --shard；结果写到标准输出',
    en: '--out is for --shard only; the result goes to stdout',
  },
  rawResume: {
    zh: '--raw 不能和 --resume 一起用：以前的抽样没有留下来',
    en: '--raw does not go with --resume: the draws of before were not kept',
  },
  written: { zh: '分片 {k}/{n} 已写入 {path}', en: 'shard {k}/{n} is in {path}' },
  kept: {
    zh: '已停止；{done} / {of} 次抽样留在 {path}，用同一条命令继续。',
    en: 'Stopped; {done} of {of} draws are kept in {path}: the same command goes on from there.',
  },
  stopped: {
    zh: '已停止；下面是已完成的 {done} / {of} 次抽样。',
    en: 'Stopped; what follows is of the {done} of {of} draws that were done.',
  },
  lost: {
    zh: '已停止；没有写 --resume 文件，已完成的 {done} / {of} 次抽样没有留下。',
    en: 'Stopped; without --resume FILE the {done} of {of} draws that were done are not kept.',
  },
} satisfies Record<string, Text>

/** Raw draws as the name of their file asks. */
async function rawWriter(path: string, write: (content: string | Uint8Array) => void): Promise<RawWriter> {
  return /\.parquet$/i.test(path)
    ? (await import('../../report/formats/parquet.ts')).rawParquet(write)
    : (await import('../../report/raw-csv.ts')).rawCsv(write)
}

/** How often what is done is written down, in milliseconds. */
const keepEvery = 5000

/** `1%` or `0.01` as a share. */
function untilOption(value: unknown): number | undefined {
  if (value === undefined) return undefined
  const [, digits, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(String(value)) ?? []
  const share = Number(digits) / (percent ? 100 : 1)
  if (!(share > 0 && share < 0.5)) throw new UsageError(fillText(texts.until, { found: String(value) }))
  return share
}

function shardOption(value: unknown): { readonly k: number; readonly n: number } | undefined {
  if (value === undefined) return undefined
  const [, k, n] = (/^(\d{1,6})\/(\d{1,6})$/.exec(String(value)) ?? []).map(Number)
  if (!(k !== undefined && n !== undefined && k >= 1 && k <= n && n <= 100000))
    throw new UsageError(fillText(texts.shard, { found: String(value) }))
  return { k, n }
}

/** What an option says, beside those that all who draw have. */
function asked(values: Values) {
  const [until, shard] = [untilOption(values.until), shardOption(values.shard)]
  const [out, resume, raw] = [values.out, values.resume, values.raw] as (string | undefined)[]
  if (shard && out === undefined) throw new UsageError(texts.shardOut)
  if (!shard && out !== undefined) throw new UsageError(texts.outShard)
  if (raw !== undefined && resume !== undefined) throw new UsageError(texts.rawResume)
  return {
    options: {
      ...drawValues(values),
      ...wholeOptions(values, ['draws']),
      ...(until === undefined ? {} : { until }),
      ...(shard ? { shard } : {}),
      ...(values.design === undefined ? {} : { design: values.design as 'sobol' | 'lhs' | 'random' }),
    },
    shard,
    out,
    resume,
    raw,
  }
}

async function act(context: Context, [path = '']: readonly string[], values: Values): Promise<ExitCode> {
  const { options, shard, out, resume, raw } = asked(values)
  for (const file of [resume, raw]) if (file !== undefined) prepareFolder(dirname(file))
  if (out !== undefined) prepareFolder(out)
  const before = resume === undefined ? undefined : readSaved(resume)
  const { ensemble } = await context.door()
  const pieces = raw === undefined ? undefined : writePieces(raw)
  const writer = pieces && (await rawWriter(raw!, pieces.write))
  // The first time soon: that it cannot be kept is to be known before an hour is gone.
  let kept = Number.NEGATIVE_INFINITY
  const work = async (course: Course): Promise<ExitCode> => {
    const found = await ensemble(path, {
      ...options,
      ...(before && 'text' in before ? { resume: { path: resume!, text: before.text } } : {}),
      ...(writer ? { raw: writer } : {}),
      after: async (progress) => {
        const stop = await course.after(progress)
        const now = performance.now()
        const whole = progress.done === progress.of
        if (resume !== undefined && (stop || whole || now - kept > keepEvery)) {
          kept = now
          writeWhole(resume, progress.keep())
        }
        return stop
      },
    })
    const { done, of, heard } = course
    // A shard has no answer but its file, and what was stopped before its first block has none at all.
    const refused = await refusal(context, values, found, true)
    if (refused !== undefined) return refused
    if (heard === undefined) {
      writer?.finish()
      pieces?.finish()
    } else {
      const said = resume !== undefined && done > 0 ? texts.kept : shard ? texts.lost : texts.stopped
      await context.complain(fillText(said, { done, of, path: resume ?? '' })[context.language])
    }
    if (found.shard !== undefined && shard) {
      const file = join(out!, `${found.id}-${shard.k}-of-${shard.n}.shard`)
      writeWhole(file, found.shard)
      await context.note(fillText(texts.written, { ...shard, path: file })[context.language])
    }
    if (found.ensemble) {
      const write = await ensembleWriter(values.format as StudyFormat)
      const hint = values.format === 'text' ? howToAskSaved(context, 'ensemble.residual.p50', path) : ''
      await context.answer(write(found.ensemble, context) + hint)
    }
    return gravest([exitOf(found.diagnostics), heard ?? exitCode.done])
  }
  try {
    return await conduct(context, work)
  } finally {
    pieces?.drop()
  }
}

export const verb: Verb = {
  summary: {
    zh: '在不确定之下，各目标有多大可能达到？',
    en: 'How likely is each target, given what is uncertain?',
  },
  arguments: [{ name: '<scenario>', about: { zh: '情景文件', en: 'a scenario file' } }],
  options: [
    {
      flags: '--draws <n>',
      about: {
        zh: '抽样次数，默认 4096；sobol 是 2 的幂，lhs 是 16 的倍数',
        en: 'how many draws, 4096 unless given; sobol takes a power of two, lhs a multiple of 16',
      },
    },
    {
      flags: '--design <name>',
      about: {
        zh: '抽样方法，默认 sobol；不确定的数超过 1024 个（如一个省）时默认 random',
        en: 'how numbers are drawn: sobol unless given, random where more than 1,024 are uncertain (as of a province)',
      },
      choices: ['sobol', 'lhs', 'random'],
      undecided: true,
    },
    drawOptions.seed,
    drawOptions.defaultRanges,
    {
      flags: '--until <share>',
      about: {
        zh: '每个目标的概率都准到 ± 这么多（95% 区间）就停，例如 1%；--draws 是上限',
        en: 'stop once the probability of every target is known to ± so much (95 % interval), such as 1%; --draws is the limit',
      },
    },
    drawOptions.threads,
    {
      flags: '--resume <file>',
      about: {
        zh: '把已完成的记在这个文件里；它已经在时从那里继续',
        en: 'keep what is done in this file, and go on from there if it is there already',
      },
    },
    {
      flags: '--shard <k/n>',
      about: {
        zh: '只算 n 份中的第 k 份，写成一个分片文件；用 merge 合起来',
        en: 'compute part k of n only, as a shard; merge puts shards together',
      },
    },
    { flags: '--out <folder>', about: { zh: '分片写到哪个文件夹', en: 'folder that a shard is written to' } },
    {
      flags: '--raw <file>',
      about: {
        zh: '每次抽样一行：.parquet 结尾写成 Parquet，否则写成 CSV（大而慢）',
        en: 'each draw as a row: Parquet where the name ends in .parquet, else CSV (large and slow)',
      },
    },
    drawOptions.with,
    drawOptions.set,
    { flags: '--format <name>', about: { zh: '输出格式', en: 'format' }, choices: studyFormats },
  ],
  examples: [
    'peakzero ensemble scenarios/jiaocheng/reference.yaml --draws 1024',
    'peakzero ensemble scenarios/jiaocheng/reference.yaml --design random --until 1% --resume jiaocheng.part',
    'peakzero ensemble scenarios/jiaocheng/reference.yaml --draws 65536 --shard 3/10 --out shards',
  ],
  act,
}
