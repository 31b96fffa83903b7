/** A case as a project on disk, and what `check` makes of it. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { exitOf } from '../../src/cli/diagnosed.ts'
import { position } from '../../src/diagnostics/position.ts'
import { check } from '../../src/index.ts'
import { told } from '../county.ts'
import { base } from '../invalid/base.ts'
import type { HostileCase } from './cases.ts'

type Content = string | Uint8Array

/** The files of a case without its mark, and the place that the mark stood on. */
export function filesOf(row: HostileCase): { files: Readonly<Record<string, Content>>; place: string | undefined } {
  const files: Record<string, Content> = { ...base, ...row.files }
  const file = row.file ?? 'scenarios/a.yaml'
  if (row.text !== undefined) files[file] = row.text
  if (row.find !== undefined) {
    const text = files[file] as string
    if (text.split(row.find).length !== 2) throw new Error(`${row.id}: ${file} holds “${row.find}” not once`)
    files[file] = text.replace(row.find, () => row.bad ?? '')
  }
  let { place } = row
  const text = files[file]!
  if (typeof text === 'string' && text.includes('«')) {
    const { line, column } = position(text, text.indexOf('«'))
    place ??= `${file}:${line}:${column}`
    files[file] = text.replace('«', '')
  }
  return { files, place }
}

/** Writes files into a folder of their own, hands it to `use`, and removes it; tells what was written beside them. */
export async function inFolder<T>(files: Readonly<Record<string, Content>>, use: (root: string) => T | Promise<T>) {
  const root = mkdtempSync(join(tmpdir(), 'peakzero-hostile-'))
  try {
    writeFileSync(join(root, 'peakzero.yaml'), '')
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), content)
    }
    const before = listing(root)
    const value = await use(root)
    const written = listing(root).filter((path) => !before.includes(path))
    return { value, written }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function listing(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
}

/** What `check` says of the scenario of a case: its exit code, its messages, and what it wrote. */
export async function tried(row: HostileCase) {
  const { files, place } = filesOf(row)
  const { value, written } = await inFolder(files, async (root) => {
    const checked = await check([join(root, 'scenarios/a.yaml')])
    const said = told(checked).filter(({ severity }) => severity !== 'info')
    return { checked, said, exit: exitOf(checked.diagnostics) }
  })
  return { ...value, written, place }
}
