import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The text of a file beside the running program (or beside the folder of its chunks), where the build put one. */
export function readBeside(name: string): string | undefined {
  const here = dirname(fileURLToPath(import.meta.url))
  const path = [join(here, name), join(dirname(here), name)].find(existsSync)
  return path === undefined ? undefined : readFileSync(path, 'utf8')
}
