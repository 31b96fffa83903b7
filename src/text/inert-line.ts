/**
 * What a log reads as a command to the CI system that keeps it: `::error …` at the start of a line, and `##[…]`,
 * `##vso[…]`, `##teamcity[…]` anywhere (GitHub, Azure, TeamCity).
 */
const atStart = /^(\s*):(?=:)/
const anywhere = /##(?=\[|vso\[|teamcity\[)/gi

/** A line of a log that no CI system takes for a command; the characters stay readable: `\x3a:`, `#\x23`. */
export function inertLine(line: string): string {
  return line.replace(atStart, '$1\\x3a').replace(anywhere, '#\\x23')
}

/** The same for many lines. */
export function inertLines(text: string): string {
  return text.includes('::') || text.includes('##') ? text.split('\n').map(inertLine).join('\n') : text
}
