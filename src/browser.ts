/// <reference lib="dom" />
/**
 * The second front door: what stands in a page and runs in a browser. The interpreter of the engine, the verdicts of the
 * analysis and the drawings of the report; no input, no files, no parser, nothing of Node.
 */
import { openLive } from './analysis/live.ts'
import { applied } from './report/html/apply.ts'
import { leverList, leverValue } from './report/html/levers.ts'
import { movedLevers, overlayText } from './report/html/overlay.ts'
import { pageTitle, panels } from './report/html/panels.ts'
import { patch } from './report/html/patch.ts'
import type { View } from './report/html/view.ts'
import type { Lever, Live } from './report/live.ts'
import type { Result } from './report/result.ts'

export { openLive } from './analysis/live.ts'
export { applied } from './report/html/apply.ts'
export { overlayText } from './report/html/overlay.ts'

/** Widths of charts on paper: A4 less its margins. */
const paper: Readonly<Record<string, number>> = { headroom: 216, evidence: 690 }

/** Milliseconds without a move before what is off the screen, folded or in the address follows. */
const pause = 120

interface State {
  language: 'zh' | 'en'
  mass: 'wt' | 'Mt'
  flow?: number
  change?: number
  print: boolean
}

function start(saved: Result): void {
  const { live } = saved
  const engine = live ? openLive(live.plan) : undefined
  const values = engine ? Float64Array.from(engine.values) : new Float64Array(0)
  const radio = (language: 'zh' | 'en') => document.getElementById(`lang-${language}`) as HTMLInputElement
  const language = radio('en').checked ? 'en' : 'zh'
  const state: State = { language, mass: language === 'zh' ? 'wt' : 'Mt', print: false }
  let shown = saved
  readFragment()
  radio(state.language).checked = true
  document.documentElement.classList.add('js')

  /** The part of the page in the language that is on show. */
  function part(): HTMLElement {
    return document.querySelector(`div[data-lang=${state.language}]`)!
  }

  function view(): View {
    return {
      language: state.language,
      mass: state.mass,
      alive: !state.print,
      paper: state.print,
      width: (chart) => (state.print ? (paper[chart] ?? 690) : (widths.get(chart) ?? 640)),
      ...(state.flow === undefined ? {} : { flowYear: state.flow }),
      ...(state.change === undefined ? {} : { changeYear: state.change }),
    }
  }

  /** What the page gives each chart, and which panels are on the screen: asked once, for asking makes the browser lay out. */
  const widths = new Map<string, number>()
  function measure(): void {
    watch.disconnect()
    widths.clear()
    near.clear()
    behind.clear()
    boxes = [...part().querySelectorAll<HTMLElement>('[data-panel]')]
    for (const box of part().querySelectorAll<HTMLElement>('[data-width]')) {
      const chart = box.dataset['width']!
      if (!widths.has(chart)) widths.set(chart, Math.max(140, Math.floor(box.clientWidth)))
    }
    for (const box of boxes) {
      const { top, bottom } = box.getBoundingClientRect()
      if (bottom > 0 && top < innerHeight) near.add(box)
      watch.observe(box)
    }
  }

  function moved(): boolean {
    return live !== undefined && movedLevers(live, values).length > 0
  }

  /** Panels of the language on show; those on the screen or close to it; those whose drawing is behind the figures. */
  let boxes: readonly HTMLElement[] = []
  const near = new Set<Element>()
  const behind = new Set<HTMLElement>()
  const markups = new WeakMap<HTMLElement, string>()
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) near.add(target)
        else near.delete(target)
        if (isIntersecting && behind.has(target as HTMLElement)) put(target as HTMLElement, true)
      }
    },
    { rootMargin: '160px' },
  )

  function put(box: HTMLElement, whole: boolean): void {
    const on = { result: shown, ...(moved() ? { saved } : {}) }
    const markup = panels[box.dataset['panel']!]!(on, view())
    const same = markups.get(box) === markup
    if (!same) patch(box, markup, whole)
    if (same || whole) {
      markups.set(box, markup)
      behind.delete(box)
    } else {
      // What is folded is drawn when there is time.
      markups.delete(box)
    }
  }

  /** Draw the panels: what is on the screen now, the rest when there is time; on paper all at once. */
  function draw(): void {
    for (const box of boxes) {
      behind.add(box)
      if (state.print) put(box, true)
      else if (near.has(box)) put(box, false)
    }
    busy(behind.size > 0)
    later()
    for (const button of document.querySelectorAll<HTMLElement>('[data-set^="mass="]'))
      say(button, 'aria-pressed', String(button.dataset['set'] === `mass=${state.mass}`))
    for (const tag of document.querySelectorAll<HTMLElement>('[data-adjusted]'))
      if (tag.hidden === moved()) tag.hidden = !moved()
    say(document.documentElement, 'lang', state.language === 'zh' ? 'zh-CN' : 'en')
    const title = pageTitle(saved, view())
    if (document.title !== title) document.title = title
  }

  function busy(on: boolean): void {
    for (const main of document.querySelectorAll('main')) say(main, 'aria-busy', String(on))
  }

  /** The panels that are behind, one at a time, once no lever has moved for a moment. */
  let waiting = 0
  function later(): void {
    clearTimeout(waiting)
    waiting = window.setTimeout(next, pause)
  }
  function next(): void {
    const [box] = behind
    if (box) put(box, true)
    busy(behind.size > 0)
    if (behind.size > 0) waiting = window.setTimeout(next)
  }

  /** Run the plan with the levers as they stand; a fault leaves the last good figures, greyed, and says why. */
  function compute(): void {
    if (!engine || !live) return
    document.dispatchEvent(new Event('peakzero:levers'))
    const figures = moved() ? engine.run(values) : undefined
    const box = part().querySelector<HTMLElement>('[data-fault]')
    const fault = figures && 'text' in figures ? figures.text[state.language] : ''
    if (box) tellText(box, fault)
    document.querySelector('main')?.classList.toggle('stale', fault !== '')
    if (!figures) shown = saved
    else if (!('text' in figures)) shown = applied(saved, figures, values)
    // What is on the screen, with all its digits, for whoever listens: a page around this one, or a test.
    document.dispatchEvent(new CustomEvent('peakzero:shown', { detail: shown }))
  }

  function drawLevers(): void {
    for (const box of document.querySelectorAll<HTMLElement>('[data-levers]')) box.innerHTML = ''
    const box = part().querySelector<HTMLElement>('[data-levers]')
    if (!box || !live) return
    box.innerHTML = leverList(live, values, view())
    box.oninput = (event) => {
      const input = event.target as HTMLInputElement
      const lever = live.levers[Number(input.dataset['lever'])]
      if (!lever) return
      values[lever.slot] = lever.kind === 'switch' ? Number(input.checked) : valueAt(lever, input)
      soon()
    }
    box.onclick = (event) => {
      const act = (event.target as HTMLElement).closest<HTMLElement>('[data-act]')?.dataset['act']
      if (act === 'reset') {
        for (const { slot, value } of live.levers) values[slot] = value
        drawLevers()
        soon()
      }
      if (act === 'save') save(live)
    }
    tellLevers()
  }

  function tellLevers(): void {
    const box = part().querySelector<HTMLElement>('[data-levers]')
    if (!box || !live) return
    for (const output of box.querySelectorAll<HTMLElement>('[data-of]')) {
      const lever = live.levers[Number(output.dataset['of'])]!
      tellText(output, leverValue(lever, values[lever.slot]!, view()))
    }
    for (const button of box.querySelectorAll<HTMLButtonElement>('[data-act]'))
      if (button.disabled === moved()) button.disabled = !moved()
    const command = box.querySelector<HTMLElement>('[data-command]')
    if (command) tellText(command, `peakzero run ${live.file}${moved() ? ' \\\n  --with adjusted.yaml' : ''}`)
  }

  function save({ file }: Live): void {
    const blob = new Blob([overlayText(live!, values)], { type: 'text/yaml' })
    // The one before has been taken by now; this one is still to be read.
    if (downloaded) URL.revokeObjectURL(downloaded)
    downloaded = URL.createObjectURL(blob)
    const link = document.createElement('a')
    link.href = downloaded
    link.download = 'adjusted.yaml'
    link.title = file
    link.click()
  }

  let downloaded = ''
  let frame = 0
  let writing = 0
  function soon(): void {
    if (frame) return
    frame = requestAnimationFrame(() => {
      frame = 0
      compute()
      tellLevers()
      draw()
      clearTimeout(writing)
      writing = window.setTimeout(writeFragment, pause)
    })
  }

  function readFragment(): void {
    const said = new URLSearchParams(location.hash.slice(1))
    const language = said.get('lang')
    if (language === 'zh' || language === 'en') {
      state.language = language
      state.mass = language === 'zh' ? 'wt' : 'Mt'
    }
    const mass = said.get('mass')
    if (mass === 'wt' || mass === 'Mt') state.mass = mass
    if (!live) return
    for (const lever of live.levers) {
      const value = Number(said.get(lever.path) ?? Number.NaN)
      if (value >= lever.low && value <= lever.high) values[lever.slot] = value
    }
  }

  function writeFragment(): void {
    const said = new URLSearchParams({ lang: state.language, mass: state.mass })
    if (live) for (const { lever, value } of movedLevers(live, values)) said.set(lever.path, String(value))
    history.replaceState(null, '', `#${said}`)
  }

  function all(): void {
    compute()
    drawLevers()
    measure()
    draw()
  }
  for (const language of ['zh', 'en'] as const)
    radio(language).onchange = () => {
      state.language = language
      state.mass = language === 'zh' ? 'wt' : 'Mt'
      all()
      writeFragment()
    }
  document.addEventListener('click', (event) => {
    const hit = event.target as HTMLElement
    if (hit.closest('[data-print]')) print()
    const [key, value = ''] = hit.closest<HTMLElement>('[data-set]')?.dataset['set']?.split('=') ?? []
    if (key === 'mass') state.mass = value === 'wt' ? 'wt' : 'Mt'
    if (key === 'flow') state.flow = Number(value)
    if (key === 'change') state.change = Number(value)
    if (key !== undefined) soon()
  })
  // Figures that somebody unfolds before their turn has come.
  document.addEventListener(
    'toggle',
    ({ target }) => {
      const box = (target as HTMLElement).closest<HTMLElement>('[data-panel]')
      if (box && behind.has(box)) put(box, true)
    },
    true,
  )
  let resized = 0
  addEventListener('resize', () => {
    cancelAnimationFrame(resized)
    resized = requestAnimationFrame(() => {
      measure()
      draw()
    })
  })
  const paperNow = (on: boolean) => {
    if (state.print === on) return
    state.print = on
    if (!on) measure()
    draw()
  }
  const media = matchMedia('print')
  media.addEventListener('change', ({ matches }) => paperNow(matches))
  addEventListener('beforeprint', () => paperNow(true))
  addEventListener('afterprint', () => paperNow(false))
  all()
}

/** Say a text, an attribute, only where it is another: what is set again is laid out again. */
function tellText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

function say(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}

function valueAt(lever: Lever, input: HTMLInputElement): number {
  const step = Number(input.value)
  // A scale is set in whole per cent, a start in years and months: the numbers that the overlay will say.
  if (lever.kind === 'scale' || lever.kind === 'share') return step / 100
  const month = Math.round((lever.value - Math.floor(lever.value + 1e-6)) * 12)
  return step + month / 12
}

const data = typeof document === 'undefined' ? null : document.getElementById('data')
if (data) start(JSON.parse(data.textContent ?? '') as Result)
