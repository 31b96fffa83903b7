import { inertLines } from '../text/inert-line.ts'
import type { Text } from '../text/text.ts'

/** Something that could not be written: exit 74 with a sentence, never a stack. */
export class OutputError extends Error {
  /** The path as the user gave it, or `stdout`. */
  readonly target: string
  /** The system's name of the cause: `ENOSPC`. */
  readonly code: string
  readonly bytes: number | undefined

  constructor(target: string, error: unknown, bytes?: number) {
    const { code } = error as NodeJS.ErrnoException
    // An error without a system's name is no matter of disks: it is ours, and must stay visible as such.
    if (typeof code !== 'string') throw error
    super(`${target}: ${code}`)
    this.name = 'OutputError'
    this.target = target
    this.code = code
    this.bytes = bytes
  }
}

const denied: Text = { zh: '没有写入权限', en: 'no permission to write there' }
const causes: Readonly<Record<string, Text>> = {
  ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
  EDQUOT: { zh: '磁盘配额已满', en: 'the disk quota is used up' },
  EFBIG: { zh: '超过允许的文件大小', en: 'the file would be larger than allowed' },
  EACCES: denied,
  EPERM: denied,
  EROFS: { zh: '磁盘是只读的', en: 'the disk is read-only' },
  ENOTDIR: { zh: '路径中有一段不是文件夹', en: 'part of the path is no folder' },
  EEXIST: { zh: '那里已有同名文件', en: 'a file of that name is in the way' },
  EISDIR: { zh: '那里是文件夹', en: 'a folder of that name is in the way' },
  ENAMETOOLONG: { zh: '名称太长', en: 'the name is too long' },
  ENOENT: { zh: '那里没有这样的文件夹', en: 'there is no such folder' },
  EIO: { zh: '磁盘读写出错', en: 'the disk reports an error' },
}

const sentence: Text = { zh: '写不了 {target}：{cause}{need}。', en: 'cannot write {target}: {cause}{need}.' }
const need: Text = { zh: '，需要约 {size} MB', en: ', about {size} MB are needed' }

/** The sentence for the user: what could not be written, why, and how much room it needs when the disk is full. */
export function explainOutput(error: OutputError): Text {
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT'
  const size = error.bytes !== undefined && full ? (error.bytes / 1e6).toFixed(1) : undefined
  const say = (language: keyof Text): string => {
    const known = causes[error.code]?.[language]
    const cause = known === undefined ? error.code : `${known} (${error.code})`
    return sentence[language]
      .replace('{target}', () => error.target)
      .replace('{cause}', () => cause)
      .replace('{need}', size === undefined ? '' : need[language].replace('{size}', size))
  }
  return { zh: say('zh'), en: say('en') }
}

/** The part of a stream that is used; tests hand in their own. */
export interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(content: string | Uint8Array, done: (error?: Error | null) => void): boolean
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** stdout is the answer, stderr is the talk. */
export interface Output {
  /** Write to stdout. A closed pipe ends quietly; what else fails is an OutputError. */
  answer(content: string | Uint8Array): Promise<void>
  /** Write lines to stderr; whether anybody hears them changes nothing. */
  talk(text: string): Promise<void>
  /** Write a line on a terminal's stderr over the one before; an empty one clears it. */
  overwrite(line: string): void
  /** Whether something was written to stdout already. */
  readonly answered: boolean
}

function write(stream: Stream, content: string | Uint8Array): Promise<unknown> {
  return new Promise((done) => stream.write(content, (error) => done(error ?? undefined)))
}

/** Make the two channels of the program from its streams. */
export function output(stdout: Stream, stderr: Stream): Output {
  // The error of a write comes by its callback; the event comes as well, and would end the process.
  stdout.on('error', () => {})
  stderr.on('error', () => {})
  let answered = false
  let closed = false
  return {
    async answer(content) {
      if (content.length === 0 || closed) return
      answered = true
      const error = await write(stdout, content)
      if (error === undefined) return
      const { code } = error as NodeJS.ErrnoException
      closed = code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED'
      if (!closed) throw new OutputError('stdout', error)
    },
    async talk(text) {
      // Talk ends up in logs of CI systems, which obey some lines.
      const inert = inertLines(text)
      await write(stderr, inert.endsWith('\n') ? inert : `${inert}\n`)
    },
    overwrite(line) {
      stderr.write(`\r${inertLines(line)}\x1b[K`, () => {})
    },
    get answered() {
      return answered
    },
  }
}
