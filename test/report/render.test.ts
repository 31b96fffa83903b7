// A saved result says in every format what the run said, byte for byte; as a page it is complete and stands still.
import { beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../src/index.ts'
import { formats } from '../../src/report/formats/index.ts'
import type { RenderOptions, Result } from '../../src/report/result.ts'
import { displayWidth } from '../../src/text/width.ts'

const plain = { width: 80, colour: false, ascii: false, verbose: false }
const options: readonly RenderOptions[] = [
  { ...plain, language: 'zh' },
  { ...plain, language: 'en', verbose: true },
]

let result: Result
let saved: Result
beforeAll(async () => {
  const ran = await run(['scenarios/jiaocheng/peak-2028.yaml'])
  result = ran.results[0]!
  const { format } = await formats['json']!()
  saved = JSON.parse(String(format.render([result], options[0]!))) as Result
}, 120_000)

const bytes = (rendered: string | Uint8Array) => Buffer.from(rendered).toString('base64')

describe('a saved result', () => {
  it.each(
    Object.keys(formats).filter((name) => name !== 'png'),
  )('as %s is what the run gives', async (name) => {
    const { format } = await formats[name]!()
    for (const one of options) {
      expect(bytes(format.render([saved], one))).toBe(bytes(format.render([result], one)))
      if (format.files)
        expect(format.files(saved, one).map(({ name: file, content }) => [file, bytes(content)])).toEqual(
          format.files(result, one).map(({ name: file, content }) => [file, bytes(content)]),
        )
    }
  })

  it('is a page without levers, that runs nothing and holds every panel in both languages', async () => {
    const { format } = await formats['html']!()
    // The script of the program stands ready; a saved result holds no plan that it could move.
    const page = String(format.render([saved], { ...options[0]!, script: 'console.log("run")' }))
    expect(page).not.toContain('data-levers')
    expect(page).toMatch(/Content-Security-Policy" content="default-src 'none'; [^"]*base-uri 'none'/)
    expect(page).not.toMatch(/unsafe|(?:src|href)="https?:/)
    for (const language of ['zh', 'en']) {
      const from = page.indexOf(`<div data-lang="${language}"`)
      expect(from).toBeGreaterThan(0)
    }
    for (const panel of [
      'verdicts',
      'emissions',
      'headroom',
      'targets',
      'changes',
      'timeline',
      'energy',
      'flows',
    ])
      expect(page.split(`data-panel="${panel}"`)).toHaveLength(3)
    // The peak of the run, where a reader looks first.
    expect(page).toContain(`${result.peak.year} 年达峰`)
  })

  it('as text fits 80 columns, in both languages, with all its ledgers', async () => {
    const { format } = await formats['text']!()
    for (const language of ['zh', 'en'] as const)
      for (const verbose of [false, true]) {
        const lines = String(format.render([result], { ...plain, language, verbose })).split('\n')
        expect(lines.filter((line) => displayWidth(line) > 80)).toEqual([])
      }
  })
})
