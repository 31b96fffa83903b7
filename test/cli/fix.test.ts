import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Context } from '../../src/cli/context.ts'
import { mendFiles } from '../../src/cli/mend.ts'
import type { Code } from '../../src/diagnostics/codes.ts'
import { fixOf } from '../../src/diagnostics/fix.ts'
import * as door from '../../src/index.ts'
import { withProject } from '../county.ts'
import { base } from '../invalid/base.ts'

/** What `check --fix` makes of a baseline, what it says, and what it says the second time. */
async function fixed(edit: (text: string) => string) {
  return withProject({ ...base, 'baselines/toy.yaml': edit(base['baselines/toy.yaml']) }, async (root) => {
    const path = join(root, 'baselines/toy.yaml')
    const says: string[] = []
    const say = async (text: string) => {
      says.push(text)
    }
    const context = { door: async () => door, language: 'en', note: say, complain: say } as unknown as Context
    await mendFiles(context, [path])
    const text = readFileSync(path, 'utf8')
    const first = [...says]
    says.length = 0
    await mendFiles(context, [path])
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(says).toEqual(['no edit is certain'])
    return { text, says: first }
  })
}

/** The wrong word in place of the right one; the text with the right one is what has to come back, comments and all. */
const slip = (right: string, wrong: string) => async () => {
  const whole = base['baselines/toy.yaml']
  expect(whole.split(right).length).toBe(2)
  const found = await fixed((text) => `# said here\n${text.replace(right, wrong)}`)
  expect(found.text).toBe(`# said here\n${whole}`)
  expect(found.says).toHaveLength(1)
  expect(found.says[0]).toMatch(/^changed baselines\/toy\.yaml:\d+ E0\d{3}: .+ → .+$/)
}

describe('check --fix', () => {
  it('a misspelt key', slip('    commissioned: 2010-05', '    comissioned: 2010-05'))
  it('a section in Chinese', slip('\nfacilities:\n', '\n设施:\n'))
  it('a percent sign left out of a share', slip('    utilisation: 90%', '    utilisation: 90'))

  it('keeps line ends of Windows', async () => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n')
    const found = await fixed((text) => windows(text.replace('utilisation: 90%', 'utilisation: 90')))
    expect(found.text).toBe(windows(base['baselines/toy.yaml']))
  })

  it('leaves alone what a person has to decide, and files that it cannot read', async () => {
    for (const [right, wrong] of [
      ['utilisation: 90%', 'utilisation: 900'],
      ['capacity: 60 万t/a', 'capacity: 60 万t'],
      ['    process: oven\n', '    process: owen\n'],
      ['commissioned: 2010-05', 'comissioned: 2010-05\n    x: { a: [1'],
    ] as const) {
      const found = await fixed((text) => text.replace(right, () => wrong))
      expect(found.text).toBe(base['baselines/toy.yaml'].replace(right, () => wrong))
      expect(found.says).toEqual(['no edit is certain'])
    }
  })
})

describe('what is certain', () => {
  const at = (code: Code, written: string, args: Record<string, string> = {}) =>
    fixOf({ code, at: { file: 'a.yaml', start: 0, end: written.length }, args }, `${written}\nrest`)
      ?.replacement

  it.each([
    ['E0119', '1_000', {}, '1000'],
    ['E0119', '1_000 ha', {}, '1000 ha'],
    ['E0119', '1,5 t', {}, undefined],
    ['E0119', '012', {}, undefined],
    ['E0210', '= people * 2', {}, '"= people * 2"'],
    ['E0210', '= people # more', {}, undefined],
    ['E0117', '\uff13', { character: '\uff13', instead: '3' }, '3'],
    ['E0208', '57', {}, '57%'],
    ['E0208', '570', {}, undefined],
    ['E0201', 'targest', { key: 'targest', nearest: 'targets' }, 'targets'],
    ['E0201', 'frobnicate', { key: 'frobnicate', nearest: '' }, undefined],
    ['E0301', 'stel', { id: 'stel', nearest: 'steel' }, undefined],
  ] as const)('%s %s', (code, written, args, wanted) => {
    expect(at(code, written, args)).toBe(wanted)
  })
})
