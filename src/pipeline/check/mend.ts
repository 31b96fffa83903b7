import { codes } from '../../diagnostics/codes.ts'
import { applyFixes, type Fix, fixOf, unreadable } from '../../diagnostics/fix.ts'
import { position } from '../../diagnostics/position.ts'
import { Desk } from '../session.ts'
import { check } from './check.ts'

/** A file with certain edits made. */
export interface Mended {
  readonly file: string
  readonly path: string
  /** The text that the edits were made in (no BOM, LF), and with them. */
  readonly before: string
  readonly after: string
  readonly edits: readonly {
    readonly line: number
    readonly code: string
    readonly from: string
    readonly to: string
  }[]
  /** Errors of the file before: an edit that adds one is taken back. */
  readonly errors: number
}

/** The certain edits of the mistakes under some paths, file by file; nothing is written here. */
export async function mend(paths: readonly string[]): Promise<readonly Mended[]> {
  const desk = new Desk()
  const found = new Map<string, string>()
  for (const path of paths) {
    const { project } = await desk.at(path)
    for (const file of project.findFiles(path)) found.set(project.shown(file), file)
  }
  const checked = await check(paths)
  const mended: Mended[] = []
  for (const [file, path] of found) {
    const own = checked.diagnostics.filter(({ at }) => at.file === file)
    const before = checked.sourceText(file)
    if (before === undefined || own.some(({ code }) => unreadable.has(code))) continue
    const fixes = new Map<string, Fix>()
    for (const diagnostic of own) {
      const fix = fixOf(diagnostic, before)
      if (fix) fixes.set(`${fix.at.start} ${fix.at.end}`, fix)
    }
    const { text, applied } = applyFixes(before, [...fixes.values()])
    if (applied.length === 0) continue
    mended.push({
      file,
      path,
      before,
      after: text,
      errors: new Set(
        own
          .filter(({ code }) => codes[code].severity === 'error')
          .map(({ at, code }) => `${at.start} ${code}`),
      ).size,
      edits: applied.map(({ at, code, replacement }) => ({
        line: position(before, at.start).line,
        code,
        from: before.slice(at.start, at.end),
        to: replacement,
      })),
    })
  }
  return mended
}

/** How many errors a file has now. */
export async function errorsIn(path: string): Promise<number> {
  const { diagnostics, files } = await check([path])
  return new Set(
    diagnostics
      .filter(({ code, at }) => codes[code].severity === 'error' && files.includes(at.file))
      .map(({ at, code }) => `${at.start} ${code}`),
  ).size
}
