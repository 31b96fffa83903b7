/** What became of all mutants, as a page: rates by operator, what caught them, and every escape. */
import { operators } from './grammar.ts'
import type { Trial } from './harness.ts'

export function reportOf(trials: readonly Trial[]): {
  readonly text: string
  readonly summary: string
  readonly rate: number
} {
  const counted = trials.filter(({ outcome }) => outcome !== 'same')
  const caught = counted.filter(({ outcome }) => outcome === 'caught')
  const found = counted.filter(({ outcome, findings }) => outcome === 'escaped' && findings > 0)
  const rate = caught.length / counted.length
  const percent = (part: number, whole: number) =>
    whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
  const summary = `${counted.length} mutants counted (${trials.length - counted.length} change no figure): ${caught.length} caught by an error or warning (${percent(caught.length, counted.length)}), ${found.length} more only by a finding, ${counted.length - caught.length - found.length} escaped`
  const by = operators.map((operator) => {
    const all = counted.filter(({ mutant }) => mutant.operator === operator)
    const of = all.filter(({ outcome }) => outcome === 'caught')
    return `| ${operator} | ${all.length} | ${of.length} | ${percent(of.length, all.length)} |`
  })
  const tally = new Map<string, number>()
  for (const { codes } of caught) for (const code of codes) tally.set(code, (tally.get(code) ?? 0) + 1)
  const byCode = [...tally].sort((a, b) => b[1] - a[1]).map(([code, count]) => `| ${code} | ${count} |`)
  const escapes = counted
    .filter(({ outcome }) => outcome === 'escaped')
    .map(
      ({ mutant, moved, findings }) =>
        `| ${mutant.operator} | ${mutant.file}:${mutant.line} | ${cell(mutant.path)} | ${cell(mutant.before)} → ${cell(mutant.after)} | ${cell(moved ?? '')} | ${findings} |`,
    )
  const text = [
    '# Slips in shipped files',
    '',
    `${summary}.`,
    '',
    '| operator | counted | caught | rate |',
    '| --- | --- | --- | --- |',
    ...by,
    '',
    '| code | caught |',
    '| --- | --- |',
    ...byCode,
    '',
    '## Escapes',
    '',
    '| operator | place | path | slip | what moved most | findings |',
    '| --- | --- | --- | --- | --- | --- |',
    ...escapes,
    '',
  ].join('\n')
  return { text, summary, rate }
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, 100)
}
