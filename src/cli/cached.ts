import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'
import type { CheckedPart, CheckPart } from '../index.ts'
import type { World } from './main.ts'
import { here } from './recall.ts'

/**
 * What the launcher imports in a build: the program as one script, with the machine code that V8 kept when the program was
 * built (`program.VERB.cache`, one for each of the verbs that are used most: to read what another verb needs costs time too). Half of a short run is compiling what is run once. The cache belongs to one version of V8 and
 * one text; another V8 refuses it and compiles, which costs time and changes nothing.
 */

const file = fileURLToPath(new URL('./program.cjs', import.meta.url))
const warm = ['run', 'compare', 'explain', 'check']
// Most runs are short. The young generation of V8 grows at once to its usual size, instead of in steps of which each copies all
// that was made so far; and what has run a few times only is not worth an optimising compiler's time: a long run gets it a
// moment later. (Flags are part of what the kept code was made under: they have to stand before. V8 11 to 13, of Node 20 to 24,
// have these two.)
const engine = Number.parseInt(process.versions.v8, 10)
if (engine >= 11 && engine <= 13)
  setFlagsFromString('--semi-space-growth-factor=32 --interrupt-budget=300000')
const verb = process.argv.slice(2).find((word) => warm.includes(word)) ?? 'run'
const cacheFile = file.replace(/cjs$/, `${verb}.cache`)
const cachedData = existsSync(cacheFile) ? readFileSync(cacheFile) : undefined
// The build wraps the program in the function that a CommonJS file is, so that it need not be copied here.
const script = new Script(readFileSync(file, 'latin1'), {
  filename: file,
  ...(cachedData ? { cachedData } : {}),
})
const loaded: { exports: Partial<typeof import('./main.ts')> } = { exports: {} }
script.runInThisContext()(loaded.exports, createRequire(file), loaded, file, dirname(file))

/** The program (main.ts). Answers that may be kept are kept. */
export function main(world: World): Promise<number> {
  const { main: program, remember } = loaded.exports
  if (!program || !remember) throw new Error('the program is not whole: build it again')
  const { argv, env, stdout, stderr } = world
  const around = { argv, env, stdout, stderr, cwd: here(), node: process.version }
  return program({ remember: (looks, parts, code) => remember(around, looks, parts, code), ...world })
}

/** What a thread of a check does (checker.ts). */
export function checkFiles(part: CheckPart): Promise<CheckedPart> {
  const { checkFiles: check } = loaded.exports
  if (!check) throw new Error('the program is not whole: build it again')
  return check(part)
}

/** For the build: what V8 has compiled so far. */
export function createCache(): Buffer {
  return script.createCachedData()
}
