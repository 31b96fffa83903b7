import { colour, px, safe } from '../chart/svg.ts'

// The page draws with the strokes of the chart files; what only a page needs stands below.
export {
  clip as shorten,
  colour,
  label,
  line,
  path,
  px,
  rect,
  safe,
  type TextStyle,
  textWidth,
  ticks,
} from '../chart/svg.ts'

/** A drawing with its finding as its name. */
export function drawing(width: number, height: number, name: string, body: string): string {
  const [w, h] = [px(width), px(height)]
  return `<svg viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-label="${safe(name)}">${body}</svg>`
}

/** Signs of a verdict: disc and tick, square and cross, triangle and bang, so that no colour is needed. */
export function sign(standing: 'good' | 'bad' | 'warn' | undefined, size: number): string {
  if (standing === undefined) return ''
  const shape = {
    good: '<circle cx="9" cy="9" r="9"/>',
    bad: '<rect x=".5" y=".5" width="17" height="17" rx="2"/>',
    warn: '<path d="M9 -.5L18.6 17H-.6Z"/>',
  }[standing]
  const mark = {
    good: 'M5 9.3l2.7 2.7L13.2 6.3',
    bad: 'M5.8 5.8l6.4 6.4M12.2 5.8l-6.4 6.4',
    warn: 'M9 4.6v5.2M9 11.6v2',
  }[standing]
  return `<svg width="${size}" height="${size}" viewBox="-1 -1 20 20" aria-hidden="true"><g fill="${colour[standing]}">${shape}</g><path d="${mark}" fill="none" stroke="#fff" stroke-width="2.1"/></svg>`
}
