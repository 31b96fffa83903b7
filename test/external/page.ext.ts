/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// The page as readers have it: a file opened in Chromium, its levers moved by keys and clicks, its overlay downloaded and run by
// the program, its printed pages. Times are measured and told, never asserted.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '../../src/report/result.ts'
import { faultsOfLayout, findChromium, launch, missing, pagesOfPdf } from './chromium.ts'
import { counties } from './page-counties.ts'

const root = resolve(import.meta.dirname, '../..')
const scenario = 'scenarios/jiaocheng/peak-2028.yaml'
const executable = findChromium()
// A project reads only what lies inside it, and the downloaded overlay is laid over a scenario of this one.
let folder = ''
let browser: Browser | undefined

const peakzero = async (...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'dist/launch.js'), ...args], {
    cwd: root,
    maxBuffer: 1e8,
  })
  return stdout
}
const fileOf = (id: string) => join(folder, `${id}.html`)

if (executable === undefined) console.warn(missing)

/** A page with what it said and asked for; the file itself is no request to anybody. */
async function open(id: string, width: number, fragment = '', script = true) {
  const context = await browser!.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: script,
    acceptDownloads: true,
  })
  const page = await context.newPage()
  const said: string[] = []
  const asked: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  page.on('request', (request) => asked.push(request.url()))
  if (script)
    await page.addInitScript(() => {
      document.addEventListener('peakzero:shown', (event) => {
        ;(window as unknown as { shown: unknown }).shown = (event as CustomEvent).detail
      })
    })
  const url = pathToFileURL(fileOf(id)).href
  await page.goto(url + fragment)
  if (script) await settled(page)
  return { page, said, asked: () => asked.filter((one) => !one.startsWith(url) && !one.startsWith('blob:')) }
}

/** Wait until what was moved is drawn, what is off the screen too: the page says so (`aria-busy`). A page without script has no such word. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    for (let i = 0; i < 3; i++) await frame()
    while (document.querySelector('main[aria-busy=true]')) await frame()
    for (let i = 0; i < 12; i++) await frame()
  })

/** Every panel of the language on show as it stands in the page. */
const drawn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('div[data-lang=zh] [data-panel]')].map((box) => [
      box.getAttribute('data-panel')!,
      box.innerHTML,
    ]),
  )

/** Runs in the page: a slider moved 21 times; medians of the time until the frame is painted, and of the engine's part. */
async function measured(): Promise<{ repaint: number; engine: number }> {
  const input = document.querySelector<HTMLInputElement>('div[data-lang=zh] [data-levers] input[type=range]')!
  const channel = new MessageChannel()
  const painted = () =>
    new Promise<void>((done) => {
      requestAnimationFrame(() => {
        channel.port1.onmessage = () => done()
        channel.port2.postMessage(0)
      })
    })
  const repaint: number[] = []
  const engine: number[] = []
  let begun = 0
  const begin = () => {
    begun = performance.now()
  }
  const end = () => engine.push(performance.now() - begun)
  document.addEventListener('peakzero:levers', begin)
  document.addEventListener('peakzero:shown', end)
  for (let i = 0; i < 21; i++) {
    await new Promise((done) => setTimeout(done, 60))
    const start = performance.now()
    input.value = String(80 + i)
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await painted()
    repaint.push(performance.now() - start)
  }
  document.removeEventListener('peakzero:levers', begin)
  document.removeEventListener('peakzero:shown', end)
  const median = (list: number[]) => list.sort((a, b) => a - b)[10]!
  return { repaint: median(repaint), engine: median(engine) }
}

const shown = (page: Page) => page.evaluate(() => (window as unknown as { shown: Result }).shown)

describe.skipIf(executable === undefined)('the page in Chromium', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(root, 'test/external/page-'))
    const own = counties()
    for (const [path, text] of Object.entries(own.files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const scenarios = [
      scenario,
      'scenarios/rutland/neutral.yaml',
      'scenarios/wangmo/clean-villages.yaml',
      ...own.scenarios.map((path) => join(folder, path)),
    ]
    await peakzero('run', ...scenarios, '--format', 'html', '--out', folder)
    const sides = ['reference', 'peak-2028', 'neutral-combined'].map((id) => `scenarios/jiaocheng/${id}.yaml`)
    await peakzero('compare', ...sides, '--format', 'html', '--out', folder)
    browser = await launch(executable!)
  })
  afterAll(async () => {
    await browser?.close()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  it('answers levers with the figures that the program gives for the downloaded overlay, to 12 digits', async () => {
    const { page, said, asked } = await open('peak-2028', 1280, '#lang=zh')
    expect(statSync(fileOf('peak-2028')).size).toBeLessThanOrEqual(1_500_000)
    const before = await shown(page)
    const levers = page.locator('div[data-lang=zh] [data-levers]')
    const slider = levers.locator('input[type=range]').first()
    await slider.focus()
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft')
    const project = levers.locator('input[role=switch]').first()
    await project.focus()
    await page.keyboard.press('Space')
    await settled(page)
    const screen = await shown(page)
    expect(screen.indicators['ghg.net']).not.toEqual(before.indicators['ghg.net'])
    expect(await page.locator('div[data-lang=zh] [data-adjusted]').isVisible()).toBe(true)

    const downloading = page.waitForEvent('download')
    await levers.locator('[data-act=save]').click()
    const overlay = join(folder, 'adjusted.yaml')
    await (await downloading).saveAs(overlay)
    const json = await peakzero('run', scenario, '--with', overlay, '--format', 'json')
    const program = JSON.parse(json) as Result
    const live = await page.evaluate(() => {
      const { live } = JSON.parse(document.getElementById('data')!.textContent!)
      return live.plan.indicators.map(([id]: [string]) => id) as string[]
    })
    expect(live.length).toBeGreaterThan(10)
    let compared = 0
    const differ: string[] = []
    const hold = (what: string, one: number, other: number) => {
      compared++
      // Both are rounded to 12 digits: they may stand on either side of a half.
      if (Math.abs(one - other) > 1.01e-12 * Math.max(Math.abs(one), Math.abs(other)) * 10)
        differ.push(`${what}: ${one} on the screen, ${other} by the program`)
    }
    for (const id of live)
      for (const [year, value] of Object.entries(program.indicators[id]!.values))
        hold(`${id}@${year}`, screen.indicators[id]!.values[year]!, value)
    for (const target of program.targets) {
      const own = screen.targets.find(({ id }) => id === target.id)!
      expect([own.id, own.met, own.firstMiss]).toEqual([target.id, target.met, target.firstMiss])
      hold(target.id, own.margin, target.margin)
    }
    expect(differ).toEqual([])
    expect(compared).toBeGreaterThan(400)
    expect(screen.peak.year).toBe(program.peak.year)

    // The same fragment opens the same screen.
    const fragment = new URL(page.url()).hash
    const again = await open('peak-2028', 1280, fragment)
    const { live: _, ...same } = await shown(again.page)
    const { live: __, ...first } = screen
    expect(same).toEqual(first)
    // What levers changed in place is what a page draws that is opened so.
    expect(await drawn(again.page)).toEqual(await drawn(page))
    expect(await again.page.locator('div[data-lang=zh] input[role=switch]').first().isChecked()).toBe(
      await project.isChecked(),
    )
    await again.page.close()

    await levers.locator('[data-act=reset]').click()
    await settled(page)
    expect((await shown(page)).indicators['ghg.net']).toEqual(before.indicators['ghg.net'])
    expect([said, asked()]).toEqual([[], []])

    const kept = await page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done))
      const of = (panel: string) => document.querySelector(`div[data-lang=zh] [data-panel=${panel}]`)!
      const input = document.querySelector<HTMLInputElement>(
        'div[data-lang=zh] [data-levers] input[type=range]',
      )!
      const move = async () => {
        input.value = String(Number(input.value) - 5)
        input.dispatchEvent(new Event('input', { bubbles: true }))
        await frame()
        await frame()
      }
      // The first move brings the line as it was saved.
      await move()
      const path = of('emissions').querySelector('svg > path[fill="none"][stroke-width="2.8"]')!
      const [before, svg] = [path.getAttribute('d'), of('evidence').innerHTML]
      let replaced = 0
      new MutationObserver((list) => {
        for (const { removedNodes } of list) replaced += removedNodes.length
      }).observe(of('emissions'), { childList: true, subtree: true })
      await move()
      const same = of('emissions').querySelector('svg > path[fill="none"][stroke-width="2.8"]') === path
      return {
        same,
        moved: path.getAttribute('d') !== before,
        few: replaced < 12,
        evidence: of('evidence').innerHTML === svg,
      }
    })
    expect(kept).toEqual({ same: true, moved: true, few: true, evidence: true })

    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const busy = async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value
    }
    const heard: string[] = []
    for (const slower of [1, 4]) {
      await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
      const began = await busy()
      const times = await page.evaluate(measured)
      const each = (await busy()) - began
      heard.push(
        `${slower === 1 ? 'as is' : 'processor at a quarter'}: slider to repaint ${times.repaint.toFixed(1)} ms median of 21, engine part ${times.engine.toFixed(1)} ms, main thread busy ${(each / 21).toFixed(1)} ms a move`,
      )
    }
    console.log(`page: ${heard.join('; ')} (bar: 50 and 16); ${statSync(fileOf('peak-2028')).size} bytes`)
    await page.close()
  })

  const ids = [
    'peak-2028',
    'compare-reference-peak-2028-neutral-combined',
    'neutral',
    'clean-villages',
    ...counties().ids,
  ]
  it.each(
    ids,
  )('%s: no text lies on another, is cut or leaves the page, in both languages, 1280 and 390 wide, and on paper', async (id) => {
    const { page, said, asked } = await open(id, 1280)
    const faults: string[] = []
    for (const language of ['zh', 'en'] as const) {
      await page.locator(`label[for=lang-${language}]`).click()
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 })
        await settled(page)
        await settled(page)
        faults.push(...(await page.evaluate(faultsOfLayout)).map((fault) => `${language} ${width} ${fault}`))
      }
      await page.setViewportSize({ width: 690, height: 900 })
      await page.emulateMedia({ media: 'print' })
      await settled(page)
      faults.push(...(await page.evaluate(faultsOfLayout)).map((fault) => `${language} print ${fault}`))
      await page.emulateMedia({ media: 'screen' })
    }
    expect(faults).toEqual([])
    const pages = pagesOfPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }))
    expect(pages.length).toBeGreaterThanOrEqual(3)
    // A page that only its number stands on is blank.
    expect(Math.min(...pages)).toBeGreaterThan(6)
    expect([said, asked()]).toEqual([[], []])
    await page.close()
  })

  it('is read without scripts, in both languages', async () => {
    const { page, said, asked } = await open('peak-2028', 1280, '', false)
    const seen = await page.locator('main').filter({ visible: true }).innerText()
    expect(seen).toMatch(/2060/)
    const svgs = await page.locator('main svg[role=img]').filter({ visible: true }).count()
    expect(svgs).toBeGreaterThanOrEqual(8)
    await page.locator('label[for=lang-zh]').click()
    expect(await page.locator('h1').filter({ visible: true }).innerText()).toContain('交城县')
    await page.locator('label[for=lang-en]').click()
    expect(await page.locator('h1').filter({ visible: true }).innerText()).toContain('Jiaocheng')
    expect([said, asked()]).toEqual([[], []])
    await page.close()
  })

  it('is walked by keys: every control is reached, shows that it is, and figures open', async () => {
    const { page } = await open('peak-2028', 1280, '#lang=en')
    const reached = new Set<string>()
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab')
      const [name, outline] = await page.evaluate(() => {
        const on = document.activeElement as HTMLElement
        const said =
          on.getAttribute('data-act') ?? on.getAttribute('data-set') ?? on.getAttribute('type') ?? on.tagName
        const ringed = on.matches('.seg input') ? on.nextElementSibling! : on
        return [said, getComputedStyle(ringed).outlineStyle]
      })
      if (name === 'BODY') break
      reached.add(name)
      expect(`${name} ${outline}`).toBe(`${name} solid`)
    }
    for (const one of ['radio', 'range', 'checkbox', 'SUMMARY', 'mass=wt'])
      expect([...reached]).toContain(one)
    const summary = page.locator('div[data-lang=en] main summary').first()
    await summary.focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('div[data-lang=en] main details[open] table').first().isVisible()).toBe(true)
    await page.close()
  })
})

it.skipIf(executable !== undefined)(`skipped: ${missing}`, () => {})
