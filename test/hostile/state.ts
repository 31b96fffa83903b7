/**
 * Class L: files in which the program itself keeps something (approved results and their inputs, saved results, checkpoints, shards,
 * waivers), emptied, torn, forged, of another day. Each is written by the program first and then damaged in one way.
 */
import type { Code } from '../../src/diagnostics/codes.ts'

export type Kept = 'approved' | 'inputs' | 'result' | 'checkpoint' | 'shard' | 'waivers'

export interface StateCase {
  readonly id: string
  /** Row of the public corpus that it stands for. */
  readonly covers?: string
  readonly in: Kept
  readonly damage: (text: string) => string
  /** What has to be said, among what follows from it; empty: nothing at all. */
  readonly says: readonly Code[]
  /** 1: a finding, no message: what the file does not hold was not compared. */
  readonly exit: 0 | 1 | 2
}

/** Replaces what stands in a text once. */
const put = (find: string, words: string) => (text: string) => {
  if (text.split(find).length !== 2) throw new Error(`the text holds “${find}” not once`)
  return text.replace(find, () => words)
}
const half = (text: string) => text.slice(0, text.length >> 1)
/** The last line never finished. */
const torn = (text: string) => text.slice(0, -20)
const polluting = '"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}'
/** Fields of the object in the second line, under the hash that the first line has: a forger who knows no better. */
const body = (find: string | RegExp, words: string) => (text: string) => text.replace(find, () => words)

export const states: readonly StateCase[] = [
  { id: 'l02-approved-empty', covers: 'l02-baseline-empty.json', in: 'approved', damage: () => '', says: ['E0113'], exit: 2 },
  { id: 'l02b-inputs-empty', in: 'inputs', damage: () => '', says: ['E0720'], exit: 2 },
  { id: 'l02c-result-empty', in: 'result', damage: () => '', says: ['E0810'], exit: 2 },
  { id: 'l02d-checkpoint-empty', in: 'checkpoint', damage: () => '', says: ['E0861'], exit: 2 },
  { id: 'l02e-shard-empty', in: 'shard', damage: () => '', says: ['E0861'], exit: 2 },
  { id: 'l02f-approved-no-figures', in: 'approved', damage: (text) => text.replace(/^figures:[^]*$/m, 'figures: {}\n'), says: [], exit: 1 },
  { id: 'l03-approved-nan', covers: 'l03-baseline-nan.json', in: 'approved', damage: put('2030: 850,', '2030: .nan,'), says: ['E0119'], exit: 2 },
  { id: 'l03b-approved-null', in: 'approved', damage: put('2030: 850,', '2030: null,'), says: ['E0203'], exit: 2 },
  { id: 'l03i-approved-year-gone', in: 'approved', damage: put(' 2030: 850,', ''), says: [], exit: 1 },
  { id: 'l03c-approved-nan-text', in: 'approved', damage: put('2030: 850,', '2030: "NaN",'), says: ['E0203'], exit: 2 },
  { id: 'l03d-approved-huge', in: 'approved', damage: put('2030: 850,', '2030: 1e999,'), says: ['E0119'], exit: 2 },
  { id: 'l03e-result-null', in: 'result', damage: body(/"2030":850\b/, '"2030":null'), says: ['E0812'], exit: 2 },
  { id: 'l03f-result-nan', in: 'result', damage: body(/"2030":850\b/, '"2030":NaN'), says: ['E0810'], exit: 2 },
  { id: 'l03g-result-nan-text', in: 'result', damage: body(/"2030":850\b/, '"2030":"NaN"'), says: ['E0812'], exit: 2 },
  { id: 'l03h-tolerance-nan', in: 'approved', damage: put('tolerance: 1e-9', 'tolerance: .inf'), says: ['E0119'], exit: 2 },
  { id: 'l04-approved-future', covers: 'l04-baseline-future.json', in: 'approved', damage: put('layout: 1', 'layout: 99'), says: ['E0721'], exit: 2 },
  { id: 'l04b-inputs-future', in: 'inputs', damage: put('approved-inputs@1', 'approved-inputs@99'), says: ['E0720'], exit: 2 },
  { id: 'l04c-result-future', in: 'result', damage: put('peakzero/result@1', 'peakzero/result@99'), says: ['E0811'], exit: 2 },
  { id: 'l04d-checkpoint-future', in: 'checkpoint', damage: put('peakzero/shard@1', 'peakzero/shard@99'), says: ['E0866'], exit: 2 },
  { id: 'l04e-shard-future', in: 'shard', damage: put('peakzero/shard@1', 'peakzero/shard@99'), says: ['E0866'], exit: 2 },
  { id: 'l05-approved-proto', covers: 'l05-baseline-proto.json', in: 'approved', damage: put('verdicts:\n', 'verdicts:\n  __proto__: met\n'), says: ['E0115'], exit: 2 },
  { id: 'l05b-approved-constructor', in: 'approved', damage: put('figures:\n', 'figures:\n  constructor: { unit: "1", all: 1, 2020: 1 }\n'), says: ['E0115'], exit: 2 },
  { id: 'l05c-inputs-proto', in: 'inputs', damage: (text) => text.replace('"texts": {', `"texts": {${polluting}, `), says: ['E0720'], exit: 2 },
  { id: 'l05d-inputs-listing-proto', in: 'inputs', damage: (text) => text.replace('"listings": {', `"listings": {${polluting}, `), says: ['E0720'], exit: 2 },
  { id: 'l05e-result-proto', in: 'result', damage: (text) => text.replace('{', `{${polluting},`), says: [], exit: 0 },
  { id: 'l05f-checkpoint-proto', in: 'checkpoint', damage: (text) => text.replace('{', `{${polluting},`), says: ['E0861'], exit: 2 },
  { id: 'l06-approved-torn', in: 'approved', damage: half, says: ['E0101'], exit: 2 },
  { id: 'l06b-inputs-torn', in: 'inputs', damage: half, says: ['E0720'], exit: 2 },
  { id: 'l06c-result-torn', in: 'result', damage: half, says: ['E0810'], exit: 2 },
  { id: 'l06d-shard-torn', in: 'shard', damage: torn, says: ['E0861'], exit: 2 },
  { id: 'l07-approved-key-twice', in: 'approved', damage: put('  cap: met\n', '  cap: met\n  cap: missed\n'), says: ['E0112'], exit: 2 },
  { id: 'l07b-inputs-forged', in: 'inputs', damage: put('2030: 800 tCO2/a', '2030: 801 tCO2/a'), says: ['E0720'], exit: 2 },
  { id: 'l08-resume-torn', covers: 'l08-resume-torn.jsonl', in: 'checkpoint', damage: torn, says: ['W0776'], exit: 0 },
  { id: 'l08b-resume-torn-early', in: 'checkpoint', damage: (text) => text.slice(0, 12), says: ['W0776'], exit: 0 },
  { id: 'l08c-resume-torn-between', in: 'checkpoint', damage: (text) => text.slice(0, text.indexOf('\n') + 1), says: ['W0776'], exit: 0 },
  { id: 'l08d-resume-whole', in: 'checkpoint', damage: (text) => text, says: [], exit: 0 },
  { id: 'l08e-resume-flipped', in: 'checkpoint', damage: (text) => text.replace(/"done":\d+/, '"done":3'), says: ['E0861'], exit: 2 },
  { id: 'l08f-resume-more-behind', in: 'checkpoint', damage: (text) => `${text}{}\n`, says: ['E0861'], exit: 2 },
  { id: 'l08g-resume-no-such-file-at-all', in: 'checkpoint', damage: () => 'kind: scenario\n', says: ['E0861'], exit: 2 },
  { id: 'l11-waivers-ended-and-unused', covers: 'l11-suppressions-expired.yaml', in: 'waivers', damage: (text) => text, says: ['W0734', 'W0735'], exit: 0 },
  { id: 'l11b-waiver-without-reason', in: 'waivers', damage: (text) => text.replaceAll('reason: it was so', 'reason: ""'), says: ['E0203'], exit: 2 },
  { id: 'l11c-waiver-of-no-code', in: 'waivers', damage: (text) => text.replace('code: W0602', 'code: W9999'), says: ['E0730'], exit: 2 },
]

/** Rows that need more than one file, tried by tests of their own in state.test.ts. */
export const alsoCovered: readonly (readonly [row: string, exit: number])[] = [
  ['l09-resume-other-inputs.jsonl', 2],
  ['l10-resume-dup-run.jsonl', 2],
]
