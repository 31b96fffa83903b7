import { type ExitCode, exitCode } from './exit-code.ts'

/** What a verb hears of interruptions while it has something to keep. */
export interface Signals {
  /** The exit code of what was heard; undefined so far. */
  readonly heard: ExitCode | undefined
  /** Gives the signals back to whoever had them. */
  release(): void
}

const codes = { SIGINT: exitCode.interrupted, SIGTERM: exitCode.terminated } as const

/**
 * Takes SIGINT and SIGTERM over from the launcher, so that what is done can be kept. The second one is for whoever had them before:
 * it ends the process at once.
 */
export function listen(): Signals {
  const names = Object.keys(codes) as (keyof typeof codes)[]
  let heard: ExitCode | undefined
  const held = names.map((name) => {
    const before = process.listeners(name)
    const own = () => {
      if (heard !== undefined) for (const other of before) other.call(process, name)
      heard ??= codes[name]
    }
    process.removeAllListeners(name)
    process.on(name, own)
    return { name, before, own }
  })
  return {
    get heard() {
      return heard
    },
    release() {
      for (const { name, before, own } of held) {
        process.removeListener(name, own)
        for (const other of before) process.on(name, other)
      }
    },
  }
}
