/** What the exit code of the program says (cli.md, Contract). */
export const exitCode = {
  done: 0,
  findings: 1,
  input: 2,
  usage: 64,
  bug: 70,
  io: 74,
  again: 75,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]

/** Gravest first. An interruption ends everything; wrong usage ends a command before there is anything to weigh. */
const gravity: readonly ExitCode[] = [130, 143, 64, 70, 74, 2, 75, 1, 0]

/** The gravest of several: one bad file never hides a worse one, and never stops the others. */
export function gravest(codes: Iterable<ExitCode>): ExitCode {
  const found = new Set(codes)
  return gravity.find((code) => found.has(code)) ?? exitCode.done
}
