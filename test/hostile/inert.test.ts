import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base } from '../invalid/base.ts'
import { faults, sinks, written } from './inert-sinks.ts'
import { shown } from './shown.ts'

/** Texts of a county: another one at each place that asks. */
type Texts = () => string

/** A county that says such texts wherever a text may stand. The target is missed, so that `check` has something to say. */
function saying(text: Texts): Readonly<Record<string, string>> {
  const quoted = () => JSON.stringify(text())
  const toy = base['baselines/toy.yaml']
    .replace('made-up: { title: made up, kind: judgement }', () => `made-up: { title: ${quoted()}, kind: judgement, note: ${quoted()} }`)
    .replace('homes: { name: homes }', () => `homes: { name: ${quoted()} }`)
    .replace('name: coke demand', () => `name: ${quoted()}`)
    .replace('coal: { name: coal,', () => `coal: { name: ${quoted()},`)
    .replace('name: oven\n', () => `name: ${quoted()}\n`)
    .replace('    process: oven\n', () => `    name: ${quoted()}\n    process: oven\n`)
    .replace('amount: 12 t/a }', () => `amount: { value: 12 t/a, note: ${quoted()} } }`)
  const reference = base['scenarios/reference.yaml']
    .replace('{ rule: cap,', () => `{ name: ${quoted()}, clause: ${quoted()}, rule: cap,`)
    .replace('5000 万tCO2', '1 万tCO2')
    .replace('severity: should', 'severity: must')
  const scenario = `${base['scenarios/a.yaml'].replace('id: a\n', () => `id: a\ntitle: ${quoted()}\nabout: ${quoted()}\nreference: reference.yaml\n`)}projects:\n  oven-b: { name: ${quoted()}, included: true }\n`
  return { ...base, 'baselines/toy.yaml': toy, 'scenarios/reference.yaml': reference, 'scenarios/a.yaml': scenario }
}

/** A scenario whose mistakes are this text: as a unit, a key, a choice, an id, a path. */
function wrong(text: Texts): Readonly<Record<string, string>> {
  const quoted = () => JSON.stringify(text())
  const scenario = base['scenarios/a.yaml'].replace('drivers:\n', () => `policies: [${quoted()}]\ndrivers:\n`)
  const short = JSON.stringify(text().slice(0, 200))
  const toy = base['baselines/toy.yaml']
    .replace('capacity: 60 万t/a', () => `capacity: ${JSON.stringify(`60 ${text()}`)}`)
    .replace('group: product', () => `group: ${quoted()}`)
    .replace('area: 1000 ha,', () => `area: 1000 ha, ${short}: 1,`)
    .replace('operation: outlet', () => `operation: ${quoted()}`)
  return { ...base, 'baselines/toy.yaml': toy, 'scenarios/a.yaml': scenario }
}

const harmless = 'harmless'
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peakzero-inert-'))
  for (const [name, files] of [
    ['saying', saying(() => harmless)],
    ['wrong', wrong(() => harmless)],
  ] as const)
    put(`${harmless}-${name}`, files)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(folder, name)
  for (const [path, content] of Object.entries({ 'peakzero.yaml': '', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return join(root, 'scenarios')
}

const all = await sinks()

describe('texts of users are inert in every output', () => {
  it('tries every format of every verb', () => {
    expect(all.length).toBeGreaterThan(5)
  })

  // Each county shifts the texts by three places: every text stands at several places, and every place sees a third of them.
  const counties = Array.from({ length: Math.ceil(shown.length / 3) }, (_, i) => i * 3)

  for (const [kind, make] of [
    ['saying', saying],
    ['wrong', wrong],
  ] as const)
    describe.each(all.map((sink, i) => [`${sink.verb} ${sink.format ?? ''}`, sink, i] as const))(`${kind}: %s`, (_, sink, turn) => {
      // In CI each output takes its turn of them, mistakes every fourth (they are written by few hands), names every third:
      // neighbours among the outputs take different ones, so that together they see all.
      const share = process.env.CI ? (kind === 'wrong' ? 4 : 3) : 1
      it('is inert', { timeout: 120_000 }, async () => {
        const other = join(folder, `${harmless}-${kind}`, 'scenarios')
        const held = await written(sink, [join(other, 'a.yaml'), join(other, 'reference.yaml')], 'en')
        for (const first of counties.filter((_, i) => (i + turn) % share === 0)) {
          let next = first
          const used = new Set<string>()
          const files = make(() => {
            const { text } = shown[next++ % shown.length]!
            used.add(text)
            return text
          })
          const scenarios = put(`${first}-${kind}`, files)
          const said = await written(sink, [join(scenarios, 'a.yaml'), join(scenarios, 'reference.yaml')], 'en')
          const texts = [...used].join('\n')
          expect(said.exit, said.err.slice(0, 2000)).toBe(held.exit)
          if (kind === 'wrong') expect(said.exit).not.toBe(0)
          // Streams of people are judged as a terminal, the answer by its format.
          expect(faults('pretty', 'txt', said.err, held.err, texts)).toEqual([])
          if (said.out !== '')
            expect(faults(sink.format ?? 'text', sink.format ?? 'txt', said.out, held.out, texts)).toEqual([])
          expect((globalThis as { __CANARY?: number }).__CANARY).toBeUndefined()
          expect(({} as { polluted?: number }).polluted).toBeUndefined()
        }
      })
    })
})
