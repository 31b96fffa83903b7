import type { Language, Text } from '../text/text.ts'
import type { EnsembleResult } from './ensemble.ts'
import { amount, say } from './figure.ts'

const texts = {
  below: {
    zh: '{year} 年单次运行的{name}（{run}）比 95% 的抽样都低：范围往一边伸得更远，抽样的平均是 {mean}{inputs}',
    en: '{year}: the single run’s {name} ({run}) lies below 95% of the draws: ranges reach further one way than the other, and the mean of the draws is {mean}{inputs}',
  },
  above: {
    zh: '{year} 年单次运行的{name}（{run}）比 95% 的抽样都高：范围往一边伸得更远，抽样的平均是 {mean}{inputs}',
    en: '{year}: the single run’s {name} ({run}) lies above 95% of the draws: ranges reach further one way than the other, and the mean of the draws is {mean}{inputs}',
  },
  inputs: { zh: '；单独抽取时拉动最多的：{list}', en: '; drawn alone, these move it most: {list}' },
  input: { zh: '{name} {by}', en: '{name} {by}' },
} satisfies Record<string, Text>

/** Inputs that are named. */
const shown = 3

/**
 * Where the single run stands outside its own fan (5 % to 95 %), and why, as sentences: in the years that targets name and the last
 * one. Nothing where it stands inside.
 */
export function pullTexts(
  e: EnsembleResult,
  language: Language,
  written: (text: string) => string,
): readonly string[] {
  const named = e.targets.flatMap(({ by }) => (by === undefined ? [] : [by]))
  const years = [...new Set([...named, e.residual.year])].sort((a, b) => a - b)
  return Object.entries(e.indicators).flatMap(([id, { name, unit, years: fan, run }]) =>
    years.flatMap((year) => {
      const [spread, single] = [fan[String(year)], run[String(year)]]
      if (!spread || single === undefined || (single >= spread.p5 && single <= spread.p95)) return []
      const strongest =
        e.pulls?.find((pull) => pull.indicator === id && pull.year === year)?.inputs.slice(0, shown) ?? []
      const list = strongest.map((input) =>
        say(texts.input, language, {
          name: written(input.name[language]),
          by: `${input.by > 0 ? '+' : ''}${amount(input.by, unit, language)}`,
        }),
      )
      return [
        say(single < spread.p5 ? texts.below : texts.above, language, {
          year,
          name: written(name[language]),
          run: amount(single, unit, language),
          mean: amount(spread.mean, unit, language),
          inputs:
            list.length === 0
              ? ''
              : say(texts.inputs, language, { list: list.join(language === 'zh' ? '，' : ', ') }),
        }) + (language === 'zh' ? '。' : '.'),
      ]
    }),
  )
}
