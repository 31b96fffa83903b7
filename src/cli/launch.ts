#!/usr/bin/env node
// The first thing that runs, and nearly nothing: whatever goes wrong later, the user gets one of our exit codes and a
// sentence. The rest is behind import(), so that a missing or broken file is caught here too.
import { writeSync } from 'node:fs'
import type { Text } from '../text/text.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { chooseLanguage } from './language.ts'

/** Put in by build.mjs from package.json. */
declare const PEAKZERO_VERSION: string | undefined
const version = typeof PEAKZERO_VERSION === 'string' ? PEAKZERO_VERSION : '0.0.0'

const argv = process.argv.slice(2)
const texts = {
  bug: { zh: 'peakzero 出错了，不是您的文件有错。', en: 'peakzero has a bug; your files are not to blame.' },
  report: {
    zh: '请在问题单里附上命令、版本 {version} 和加了 --debug 的输出。',
    en: 'Please open an issue with the command, version {version} and the output under --debug.',
  },
  silent: { zh: '程序没有答复就结束了', en: 'the program ended without an answer' },
  gone: {
    zh: 'peakzero：启动时所在的文件夹已经不在了。',
    en: 'peakzero: the folder that it was started in is gone.',
  },
  stopped: { zh: '已停止。', en: 'Stopped.' },
} satisfies Record<string, Text>

const language = chooseLanguage(argv, process.env)

/** Write at once and without fuss: there may be nobody left to read it. */
function say(lines: string): void {
  try {
    writeSync(2, `${lines}\n`)
  } catch {
    // stderr is closed or full: nothing can be said, and the exit code still says it.
  }
}

function bug(error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  const first = `${name}: ${message}`.split('\n', 1)[0]?.slice(0, 200)
  const shown = argv.includes('--debug') ? `\n${stack ?? ''}` : ''
  say(`${texts.bug[language]}\n  ${first}\n  ${texts.report[language].replace('{version}', version)}${shown}`)
}

let settled = false
const known: readonly number[] = Object.values(exitCode)

function end(code: ExitCode): void {
  settled = true
  process.exitCode = code
}

function crash(error: unknown): void {
  bug(error)
  end(exitCode.bug)
  // Nothing may go on after an error that nobody caught; what was written to stdout is written (sync on POSIX).
  process.exit()
}

function stop(code: ExitCode): void {
  say(texts.stopped[language])
  end(code)
  process.exit()
}

function answerVersion(): void {
  try {
    writeSync(1, `${version}\n`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return
    say(`peakzero: stdout: ${(error as NodeJS.ErrnoException).code}`)
    process.exitCode = exitCode.io
  }
}

async function start(): Promise<void> {
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
  process.on('SIGINT', () => stop(exitCode.interrupted))
  process.on('SIGTERM', () => stop(exitCode.terminated))
  process.on('exit', (code) => {
    if (settled && known.includes(code)) return
    if (!settled) say(`${texts.bug[language]}\n  ${texts.silent[language]}`)
    process.exitCode = exitCode.bug
  })
  const { env, stdout, stderr } = process
  try {
    // What was answered before may need no program at all. (The words are those of recall.ts, which is not read for others.)
    const before = /\b(check|run|compare|decompose|explain)\b/.test(argv.join(' '))
      ? await (await import('./recall.ts')).ask(argv, env, stdout, stderr)
      : undefined
    if (before !== undefined) end(before)
    else {
      const { main } = await import('./main.ts')
      end(await main({ argv, env, version, stdout, stderr }))
    }
    // Nothing is left to do and nothing to be written: leave at once, without a last sweep of memory.
    if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) process.exit()
  } catch (error) {
    // A path that is not absolute leads nowhere then: no bug of ours.
    const gone = (error as NodeJS.ErrnoException | undefined)?.syscall === 'uv_cwd'
    if (gone) say(texts.gone[language])
    else bug(error)
    end(gone ? exitCode.io : exitCode.bug)
  }
}

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) answerVersion()
else void start()
