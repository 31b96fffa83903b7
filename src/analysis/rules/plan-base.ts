import type { Rule } from './rule.ts'

/** A cut over a plan period that starts from its first year: plans are measured against the year before them. */
export const planBase: Rule = {
  codes: ['W0653'],
  look({ model, diagnose }) {
    for (const target of model.targets) {
      if (target.rule !== 'reduction') continue
      const from = target.fields['from'] as { year: number; at: Parameters<typeof diagnose>[1] } | undefined
      const to = target.fields['to'] as { year: number } | undefined
      if (!from || !to) continue
      const plan = [...model.plans].find(
        ([, period]) => period.from.year === from.year && period.to.year === to.year,
      )
      // Five years that end with a five-year plan of China (2025, 2030 …) are meant even where no plan is declared.
      const usual = to.year - from.year === 4 && to.year % 5 === 0
      if (plan || usual)
        diagnose('W0653', from.at, { target: target.id, from: from.year, to: to.year, before: from.year - 1 })
    }
  },
}
