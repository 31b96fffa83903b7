import { inert } from '../../text/inert.ts'
import { characterWidth } from '../../text/width.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text of anybody, made harmless for HTML and SVG, between tags or in a quoted attribute. */
export function safe(text: string): string {
  return inert(text, Number.POSITIVE_INFINITY).replace(/[&<>"']/g, (found) => entities[found] ?? found)
}

/** A coordinate: a tenth of a pixel, no minus zero. */
export function px(value: number): string {
  return String(Number(value.toFixed(1)) + 0)
}

/** Ink, axes, and the colours of verdicts. */
export const colour = {
  ink: '#1b2733',
  soft: '#4d5a67',
  faint: '#5f6b77',
  hair: '#d5dbe1',
  grid: '#e3e7eb',
  good: '#0b6e4f',
  bad: '#b42318',
  warn: '#8a5200',
  cut: '#3f8f7a',
} as const

/** About how wide a text is at this size; never less than what common fonts need. */
export function textWidth(text: string, size: number): number {
  let em = 0
  for (const sign of text) {
    if (characterWidth(sign) === 2) em += 1
    else if (/[ilj.,:;'|!\u202f ()]/.test(sign)) em += 0.34
    else if (/[MWmw%@]/.test(sign)) em += 0.9
    else em += /[A-Z]/.test(sign) ? 0.7 : 0.58
  }
  return em * size
}

/** The text, shortened so that it fits. */
export function clip(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text
  let short = ''
  for (const sign of text) {
    if (textWidth(`${short}${sign}…`, size) > room) break
    short += sign
  }
  return short === '' ? '' : `${short.trimEnd()}…`
}

export interface TextStyle {
  readonly size?: number
  readonly fill?: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly bold?: boolean
  /** A white edge, for text over marks. */
  readonly halo?: boolean
}

/** A text at a place; x, y of its base line. */
export function label(x: number, y: number, text: string, style: TextStyle = {}): string {
  const anchor =
    style.anchor === undefined || style.anchor === 'start' ? '' : ` text-anchor="${style.anchor}"`
  const bold = style.bold ? ' font-weight="700"' : ''
  const halo = style.halo
    ? ' stroke="#fff" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"'
    : ''
  return `<text x="${px(x)}" y="${px(y)}" font-size="${style.size ?? 12}" fill="${style.fill ?? colour.soft}"${anchor}${bold}${halo}>${safe(text)}</text>`
}

export function rect(x: number, y: number, w: number, h: number, fill: string, more = ''): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(Math.max(0, w))}" height="${px(Math.max(0, h))}" fill="${fill}"${more}/>`
}

export function path(d: string, more: string): string {
  return `<path d="${d}" ${more}/>`
}

/** A line through points. */
export function line(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('')
}

/** Round steps that cover a span: 1, 2, 2.5 or 5 times a power of ten, about `count` of them. */
export function ticks(low: number, high: number, count: number): readonly number[] {
  const raw = (high - low) / Math.max(1, count)
  if (!(raw > 0)) return [low]
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= raw * 0.999) ?? 10 * power
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}
