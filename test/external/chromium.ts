import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

/** What to install where the tests of the page are skipped. */
export const missing =
  'no Chromium found: apt-get install chromium fonts-noto-cjk, or name one in PEAKZERO_CHROMIUM'

/** The Chromium of this machine: the one that is named, else the first on the path. */
export function findChromium(): string | undefined {
  const named = process.env['PEAKZERO_CHROMIUM']
  if (named) return named
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

/** Starts it. As root, which is what containers are, it refuses its sandbox. */
export function launch(executablePath: string): Promise<Browser> {
  const root = process.getuid?.() === 0
  return chromium.launch({ executablePath, args: root ? ['--no-sandbox'] : [] })
}

/**
 * Runs in the page: every text that another one covers, that leaves the page or its drawing, every box that cuts what it holds,
 * and a page that scrolls sideways. Empty where a reader meets nothing of the kind.
 */
export function faultsOfLayout(): string[] {
  const faults: string[] = []
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth > width)
    faults.push(`scrolls sideways: ${document.documentElement.scrollWidth} > ${width}`)
  interface Box {
    readonly text: string
    readonly left: number
    readonly right: number
    readonly top: number
    readonly bottom: number
  }
  // For readers who hear the page only.
  const hidden = (element: Element): boolean => {
    for (let at: Element | null = element; at; at = at.parentElement)
      if (getComputedStyle(at).clipPath.startsWith('inset(50%')) return true
    return false
  }
  const boxes: Box[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    const parent = node.parentElement
    if (text === '' || !parent || /^(SCRIPT|STYLE|TITLE)$/i.test(parent.tagName)) continue
    if (
      !parent.checkVisibility({ visibilityProperty: true }) ||
      parent.closest('.sr, .scroll, details:not([open]) > :not(summary)')
    )
      continue
    if (hidden(parent)) continue
    range.selectNodeContents(node)
    const svg = parent.closest('svg')?.getBoundingClientRect()
    for (const { left, right, top, bottom } of range.getClientRects()) {
      // Boxes of fonts are taller than what is printed in them.
      const air = (bottom - top) * 0.24
      const box = { text: text.slice(0, 40), left, right, top: top + air, bottom: bottom - air }
      if (right - left < 1) continue
      boxes.push(box)
      if (left < -1 || right > width + 1) faults.push(`leaves the page: ${box.text}`)
      if (
        svg &&
        (left < svg.left - 2 || right > svg.right + 2 || box.top < svg.top - 2 || box.bottom > svg.bottom + 2)
      )
        faults.push(`leaves its drawing: ${box.text}`)
    }
  }
  boxes.sort((a, b) => a.top - b.top)
  boxes.forEach((a, i) => {
    for (let k = i + 1; k < boxes.length && boxes[k]!.top < a.bottom - 1; k++) {
      const b = boxes[k]!
      if (a.left < b.right - 1.5 && b.left < a.right - 1.5) faults.push(`overlap: ${a.text} / ${b.text}`)
    }
  })
  for (const element of document.body.querySelectorAll<HTMLElement>('main *, header *, footer *, .bar *')) {
    if (!element.checkVisibility() || element.closest('.sr, svg, .scroll, input')) continue
    const { overflowX } = getComputedStyle(element)
    if (overflowX === 'visible' || hidden(element)) continue
    if (element.scrollWidth > element.clientWidth + 1)
      faults.push(`cut: ${(element.textContent ?? '').trim().slice(0, 40)}`)
  }
  return [...new Set(faults)]
}

/** Pages of a PDF as Chromium writes them: how many texts are shown on each, its number among them. */
export function pagesOfPdf(bytes: Buffer): readonly number[] {
  const text = bytes.toString('latin1')
  const streams = new Map<string, Buffer>()
  for (const found of text.matchAll(/(\d+) 0 obj\s*<<[^>]*?\/Length (\d+)[^>]*>>\s*stream\r?\n/g)) {
    const from = found.index + found[0].length
    streams.set(found[1]!, bytes.subarray(from, from + Number(found[2])))
  }
  return [...text.matchAll(/\/Type \/Page\b(?!s)[\s\S]*?endobj/g)].map(([page]) => {
    const contents = streams.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '')
    return contents
      ? (
          inflateSync(contents)
            .toString('latin1')
            .match(/\bT[jJ]\b/g) ?? []
        ).length
      : 0
  })
}
