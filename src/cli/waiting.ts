import { formatNumber, formatPercent } from '../text/format.ts'
import type { Text } from '../text/text.ts'
import { type Context, fillText } from './context.ts'

const texts = {
  standing: {
    zh: '{done} / {of} {what}（{share}），还要约 {left}',
    en: '{done} of {of} {what} ({share}), about {left} left',
  },
  until: { zh: '{done} 次抽样，概率准到 ± {width}', en: '{done} draws, probabilities known to ± {width}' },
  draws: { zh: '次抽样', en: 'draws' },
  seconds: { zh: '{n} 秒', en: '{n} s' },
  minutes: { zh: '{n} 分 {rest} 秒', en: '{n} min {rest} s' },
} satisfies Record<string, Text>

/** What somebody who waits is shown. */
export interface Waiting {
  show(standing: { readonly done: number; readonly of: number; readonly width?: number }): void
  /** Takes the line away. */
  clear(): void
}

/** Tells a terminal how far a long computation is and how long it will take: after a second, five times a second at most. */
export function waiting(
  context: Context,
  now: () => number = () => performance.now(),
  what: Text = texts.draws,
): Waiting {
  const { progress, language } = context
  const start = now()
  let told = start + 800
  let before: number | undefined
  let shown = false
  const duration = (ms: number): string => {
    const seconds = Math.max(1, Math.round(ms / 1000))
    const [n, rest] = [Math.floor(seconds / 60), seconds % 60]
    return n === 0
      ? fillText(texts.seconds, { n: rest })[language]
      : fillText(texts.minutes, { n, rest })[language]
  }
  return {
    show({ done, of, width }) {
      // What a resumed run had done before took no time of this one.
      before ??= done
      const time = now()
      if (!progress || time - told < 200 || done >= of) return
      told = time
      shown = true
      const speed = (done - before) / (time - start)
      progress(
        width === undefined
          ? fillText(texts.standing, {
              done: formatNumber(done, language),
              of: formatNumber(of, language),
              what: what[language],
              share: formatPercent(done / of, language),
              left: speed > 0 ? duration((of - done) / speed) : '…',
            })[language]
          : fillText(texts.until, {
              done: formatNumber(done, language),
              width: formatPercent(width, language),
            })[language],
      )
    },
    clear() {
      if (shown) progress?.('')
    },
  }
}
