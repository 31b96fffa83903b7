import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check, run } from '../../src/index.ts'
import { told, withProject } from '../county.ts'
import { base } from '../invalid/base.ts'

/** A result of the small county, saved, changed by `change`, and checked. */
async function checked(change: (text: string, root: string) => string, set: readonly string[] = []) {
  return withProject(base, async (root) => {
    const { results } = await run([join(root, 'scenarios/a.yaml')], {
      with: [join(root, 'overlays/more.yaml')],
      set,
    })
    const saved = JSON.stringify(results[0])
    mkdirSync(join(root, 'results'))
    const path = join(root, 'results/a.json')
    writeFileSync(path, change(saved, root))
    const loaded = await check([path])
    return { files: loaded.files, said: told(loaded), saved: results[0]! }
  })
}

describe('check of a saved result', () => {
  it('is silent where the inputs still give every figure, what was set included', async () => {
    const { files, said } = await checked((text) => text, ['facilities.oven-a.capacity=61 万t/a'])
    expect(said).toEqual([])
    expect(files).toEqual(['results/a.json'])
  })

  it('names the figure that a flipped digit changed (F12)', async () => {
    let before = 0
    const { said, saved } = await checked((text) => {
      before = JSON.parse(text).indicators['co2.total'].values['2030']
      return text.replace(`"2030":${before}`, `"2030":${before + 1}`)
    })
    expect(saved.indicators['co2.total']!.values[2030]).toBe(before)
    const [one] = said
    expect(said).toHaveLength(1)
    expect(one).toMatchObject({ code: 'E0127' })
    expect(one!.args['path']).toMatch(/\.2030$/)
    expect(one!.place).toMatch(/^results\/a\.json:1:\d\d+/)
  })

  it.each([
    ['cut off', (text: string) => text.slice(0, 500), 'E0810'],
    ['of a later format', (text: string) => text.replace('result@1', 'result@9'), 'E0811'],
    ['without its peak', (text: string) => text.replace('"peak":', '"peek":'), 'E0812'],
    ['of another version', (text: string) => text.replace(/"version":"[^"]*"/, '"version":"0.0.1"'), 'W0129'],
    [
      'of files that are not here',
      (text: string) => text.replaceAll('"path":"baselines/', '"path":"elsewhere/'),
      'W0129',
    ],
  ])('says when it is %s', async (_, change, code) => {
    expect((await checked(change)).said.map((one) => one.code)).toEqual([code])
  })

  it('says which input is another than it was', async () => {
    const { said } = await checked((text, root) => {
      writeFileSync(
        join(root, 'scenarios/a.yaml'),
        base['scenarios/a.yaml'].replace('growth: 4%', 'growth: 5%'),
      )
      return text
    })
    expect(said.map(({ code, args }) => [code, args['path']])).toEqual([['W0128', 'scenarios/a.yaml']])
  })
})
