// A stage for the program: streams that remember, and a front door that answers what a test hands it.
import type { FrontDoor } from '../../src/cli/context.ts'
import type { ExitCode } from '../../src/cli/exit-code.ts'
import { main, type World } from '../../src/cli/main.ts'
import type { Stream } from '../../src/cli/output.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'

export interface Recorder extends Stream {
  readonly text: string
}

/** A stream that keeps what is written, or fails every write with a system error. */
export function recorder(options: { isTTY?: boolean; columns?: number; fails?: string } = {}): Recorder {
  const { isTTY = false, columns = 80, fails } = options
  let text = ''
  return {
    isTTY,
    columns,
    on: () => undefined,
    write(content, done) {
      if (fails === undefined)
        text += typeof content === 'string' ? content : new TextDecoder().decode(content)
      done(fails === undefined ? null : Object.assign(new Error(fails), { code: fails }))
      return true
    },
    get text() {
      return text
    },
  }
}

export const source = 'kind: scenario\ncapacity: 30 万t\n'

/** A made-up mistake in a made-up file: `30 万t` at 2:11. */
export const mistake: Diagnostic = {
  code: 'E0121',
  at: { file: 'scenarios/a.yaml', start: 25, end: 30 },
  args: { path: 'b.yaml' },
}
export const unreadable: Diagnostic = {
  code: 'E0124',
  at: { file: 'scenarios/c.yaml', start: 0, end: 0 },
  args: { path: 'scenarios/c.yaml', cause: 'EACCES' },
}
export const remark: Diagnostic = {
  code: 'W0607',
  at: { file: 'scenarios/a.yaml', start: 0, end: 4 },
  args: { count: 1 },
}

export const loaded = (diagnostics: readonly Diagnostic[] = []) => ({
  diagnostics,
  sourceText: (file: string) => (file === 'scenarios/a.yaml' ? source : undefined),
})

/** A front door of which only the named functions open. */
export function door(functions: Partial<FrontDoor>): () => Promise<FrontDoor> {
  return async () => functions as FrontDoor
}

export interface Played {
  readonly code: ExitCode
  readonly out: string
  readonly err: string
}

/** Run one command as a user would type it. */
export async function play(
  command: string,
  functions: Partial<FrontDoor> = {},
  world: Partial<World> = {},
): Promise<Played> {
  const stdout = recorder()
  const stderr = recorder()
  const argv = command.split(' ').filter((word) => word !== '')
  const code = await main({
    argv,
    env: {},
    version: '1.2.3',
    stdout,
    stderr,
    door: door(functions),
    ...world,
  })
  return {
    code,
    out: (world.stdout as Recorder | undefined)?.text ?? stdout.text,
    err: (world.stderr as Recorder | undefined)?.text ?? stderr.text,
  }
}
