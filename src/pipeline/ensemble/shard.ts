import { createHash } from 'node:crypto'
import type { Diagnose } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { EnsembleJob } from '../../study/blocks.ts'
import { Gathered } from '../../study/gathered.ts'
import { Moments } from '../../study/moments.ts'
import { type Packed, Tally } from '../../study/tally.ts'
import type { Text } from '../../text/text.ts'
import { type EnsembleFrame, shapeOf } from './frame.ts'

/** Of which ensemble something is a part: two parts go together only where all of this is the same. */
export interface Identity {
  readonly frame: EnsembleFrame
  /** The files that went in. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
  /** A hash of the model as it is computed: graph, numbers, distributions. What `--with` and `--set` change shows here. */
  readonly model: string
}

/** Part k of n: blocks `from` … `end` − 1. */
export interface Part {
  readonly k: number
  readonly n: number
  readonly from: number
  readonly end: number
}

/** Part k of n of an ensemble of so many blocks: neighbours, as even as whole blocks allow. */
export function partOf(blocks: number, k = 1, n = 1): Part {
  const cut = (i: number) => Math.floor((blocks * i) / n)
  return { k, n, from: cut(k - 1), end: cut(k) }
}

/** Blocks of one part that are done, the first ones of it. */
export interface Kept extends Identity {
  readonly part: Part
  readonly done: number
  readonly gathered: Gathered
}

const format = 'peakzero/shard@1'

/** A hash of what a job computes. */
export function modelHash(job: EnsembleJob, nodes: readonly unknown[]): string {
  const { dimensions, ties, values, checks, fans, targets, peak } = job
  const all = [nodes, dimensions, ties ?? null, [...values], checks, fans, targets, peak]
  return createHash('sha256').update(JSON.stringify(all)).digest('hex')
}

/**
 * What is written to disk: a line that names the format and the hash of the next, and a line with everything. Whoever reads it needs no
 * scenario, and what was changed by one bit is seen.
 */
export function writeShard({ part, done, gathered, ...identity }: Kept): string {
  const { counts, tree } = gathered
  const body = JSON.stringify({
    ...identity,
    part,
    done,
    tally: counts.pack(false),
    moments: tree.nodes.map(({ level, index, row }) => {
      const numbers: number[] = []
      for (const moments of row) moments.pack(numbers)
      return { level, index, numbers }
    }),
  })
  const sha256 = createHash('sha256').update(body).digest('hex')
  return `${JSON.stringify({ format, sha256 })}\n${body}\n`
}

const damaged = {
  empty: { zh: '文件是空的', en: 'the file is empty' },
  cut: { zh: '只有一部分', en: 'only a part of it is there' },
  form: { zh: '不是 peakzero 写的分片', en: 'peakzero did not write it' },
  hash: { zh: '内容与 sha256 不符', en: 'the content does not match its sha256' },
  tally: { zh: '计数对不上', en: 'its counts do not add up' },
} satisfies Record<string, Text>

/**
 * Whether a text is the beginning of what `writeShard` writes and its last line was never finished: a copy that stopped, a disk
 * that was full. Nothing of it can be used, and nothing in it is wrong.
 */
export function isTorn(text: string): boolean {
  const opening = `{"format":"${format}"`
  const begun = text.startsWith(opening) || (text !== '' && opening.startsWith(text))
  return begun && text.split('\n').length <= 2
}

/** Reads what `writeShard` wrote; what is wrong is said (E0861, E0866). */
export function readShard(text: string, path: string, diagnose: Diagnose): Kept | undefined {
  const at: Span = { file: path, start: 0, end: 0 }
  const refuse = (reason: Text): undefined => {
    diagnose('E0861', at, { path, reason: reason.en, 'reason.zh': reason.zh } as {
      path: string
      reason: string
    })
  }
  if (text.trim() === '') return refuse(damaged.empty)
  const [first = '', body = '', ...rest] = text.split('\n')
  let head: { readonly format?: unknown; readonly sha256?: unknown }
  try {
    head = Object(JSON.parse(first))
  } catch {
    return refuse(damaged.form)
  }
  if (typeof head.format !== 'string' || !head.format.startsWith('peakzero/shard@'))
    return refuse(damaged.form)
  if (head.format !== format) {
    diagnose('E0866', at, { path, found: head.format, expected: format })
    return undefined
  }
  if (rest.length !== 1 || rest[0] !== '') return refuse(damaged.cut)
  if (first !== JSON.stringify({ format, sha256: head.sha256 })) return refuse(damaged.form)
  if (createHash('sha256').update(body).digest('hex') !== head.sha256) return refuse(damaged.hash)
  try {
    return keptOf(JSON.parse(body) as Written)
  } catch {
    return refuse(damaged.tally)
  }
}

interface Written extends Identity {
  readonly part: Part
  readonly done: number
  readonly tally: Packed
  readonly moments: readonly {
    readonly level: number
    readonly index: number
    readonly numbers: readonly number[]
  }[]
}

/** @throws where the numbers are not those of such a part */
function keptOf({ frame, files, model, part, done, tally, moments }: Written): Kept {
  const shape = shapeOf(frame)
  const gathered = new Gathered(shape)
  gathered.counts.addCounts(Tally.unpack(shape, tally, false))
  let blocks = 0
  for (const { level, index, numbers } of moments) {
    if (numbers.length !== 3 * shape.fans * shape.years) throw new RangeError('moments of other figures')
    const row = Array.from({ length: numbers.length / 3 }, (_, i) => Moments.unpack(numbers, i * 3))
    gathered.tree.add(level, index, row)
    blocks += 2 ** level
  }
  const all = Math.ceil(frame.draws / frame.block)
  const { from, end } = partOf(all, part.k, part.n)
  const draws =
    Math.min(frame.draws, (part.from + done) * frame.block) - Math.min(frame.draws, from * frame.block)
  if (
    part.from !== from ||
    part.end !== end ||
    blocks !== done ||
    done > end - from ||
    gathered.counts.draws !== draws
  )
    throw new RangeError('blocks are not those of the part')
  return { frame, files, model, part, done, gathered }
}

const names = {
  program: { zh: '程序版本', en: 'the version of the program' },
  scenario: { zh: '情景', en: 'the scenario' },
  county: { zh: '县', en: 'the county' },
  design: { zh: '抽样方法', en: 'the design' },
  seed: { zh: '种子', en: 'the seed' },
  draws: { zh: '抽样次数', en: 'the number of draws' },
  until: { zh: '--until', en: '--until' },
  block: { zh: '块的大小', en: 'the size of a block' },
  years: { zh: '年份', en: 'the horizon' },
  dimensions: { zh: '第 {n} 个不确定的数', en: 'uncertain number {n}' },
  targets: { zh: '第 {n} 个目标', en: 'target {n}' },
  file: { zh: '文件 {path} 的 sha256', en: 'the sha256 of {path}' },
  files: { zh: '文件个数', en: 'the number of files' },
  model: {
    zh: '模型的哈希（--with、--set 也算在内）',
    en: 'the hash of the model (with its --with and --set)',
  },
  shards: { zh: '分片总数', en: 'the number of shards' },
  shard: { zh: '分片的序号', en: 'the number of the shard' },
  frame: { zh: '单次运行的数', en: 'a figure of the single run' },
} satisfies Record<string, Text>

/** What two parts differ in, the first that tells most; undefined where they are parts of one ensemble. */
function differenceOf(
  here: Identity & { readonly part?: Partial<Part> },
  there: Kept,
): { readonly what: Text; readonly found: string | number; readonly expected: string | number } | undefined {
  const [a, b] = [here.frame, there.frame]
  const say = (what: Text, found: unknown, expected: unknown) => ({
    what,
    found: typeof found === 'number' ? found : String(found ?? '–'),
    expected: typeof expected === 'number' ? expected : String(expected ?? '–'),
  })
  if (a.program !== b.program) return say(names.program, b.program, a.program)
  if (a.scenario.id !== b.scenario.id) return say(names.scenario, b.scenario.id, a.scenario.id)
  if (a.scenario.county.id !== b.scenario.county.id)
    return say(names.county, b.scenario.county.id, a.scenario.county.id)
  for (const key of ['design', 'seed', 'draws', 'until', 'block'] as const)
    if (a[key] !== b[key]) return say(names[key], b[key], a[key])
  if (a.base !== b.base || a.to !== b.to) return say(names.years, `${b.base}–${b.to}`, `${a.base}–${a.to}`)
  for (const key of ['dimensions', 'targets'] as const)
    for (let i = 0; i < Math.max(a[key].length, b[key].length); i++) {
      const [mine, other] = [a[key][i]?.id, b[key][i]?.id]
      if (mine !== other) {
        const { zh, en } = names[key]
        const n = String(i + 1)
        return say({ zh: zh.replace('{n}', n), en: en.replace('{n}', n) }, other, mine)
      }
    }
  const theirs = new Map(there.files.map(({ path, sha256 }) => [path, sha256]))
  for (const { path, sha256 } of here.files) {
    const other = theirs.get(path)
    if (other !== sha256) {
      const { zh, en } = names.file
      return say(
        { zh: zh.replace('{path}', () => path), en: en.replace('{path}', () => path) },
        other?.slice(0, 12),
        sha256.slice(0, 12),
      )
    }
  }
  if (here.files.length !== there.files.length) return say(names.files, there.files.length, here.files.length)
  if (here.model !== there.model) return say(names.model, there.model.slice(0, 12), here.model.slice(0, 12))
  if (JSON.stringify(a) !== JSON.stringify(b)) return say(names.frame, '≠', '=')
  const { k, n } = here.part ?? {}
  if (n !== undefined && n !== there.part.n) return say(names.shards, there.part.n, n)
  if (k !== undefined && k !== there.part.k) return say(names.shard, there.part.k, k)
  return undefined
}

/** Whether a part belongs to this ensemble; if not, it is said by what (E0860). */
export function belongs(
  here: Identity & { readonly part?: Partial<Part> },
  there: Kept,
  path: string,
  diagnose: Diagnose,
): boolean {
  const difference = differenceOf(here, there)
  if (!difference) return true
  const { what, found, expected } = difference
  diagnose('E0860', { file: path, start: 0, end: 0 }, {
    path,
    what: what.en,
    'what.zh': what.zh,
    found,
    expected,
  } as { path: string; what: string; found: string | number; expected: string | number })
  return false
}
