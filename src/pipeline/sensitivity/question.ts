import { parseFigureName } from '../../analysis/explain/figure-name.ts'
import type { Found } from '../../analysis/explain/figures.ts'
import type { Analysed } from '../../analysis/figures.ts'
import { nearest } from '../../diagnostics/nearest.ts'
import type { Span } from '../../diagnostics/span.ts'
import type { Trajectories } from '../../engine/plan.ts'
import type { Reading } from '../../study/field.ts'
import type { Text } from '../../text/text.ts'
import type { Session } from '../session.ts'

/** A scenario that was run. */
export interface Ran {
  readonly analysed: Analysed
  readonly trajectories: Trajectories
}

/** What is asked about, found in a plan. */
export interface Question extends Reading {
  readonly of: string
  readonly name: Text
  readonly unit: string
  readonly year?: number
  /** Moves in whole steps. */
  readonly steps: boolean
}

export const place = (file: string): Span => ({ file, start: 0, end: 0 })

/** A word as it is asked: a name and, after an @, its year. */
export const named = parseFigureName

/** What is asked about unless said. */
export function defaults({ figures, model }: Analysed, method: string): readonly string[] {
  const { to, base } = model.horizon
  const middle = base <= 2030 && 2030 <= to ? 2030 : to
  const levels = [`${figures.peak.indicator}@${middle}`, `${figures.neutral.indicator}@${to}`]
  return method === 'gradient' ? levels : ['peak', ...levels]
}

const words = {
  peak: { zh: '达峰年份', en: 'year of the peak' },
  margin: { zh: '{name}：余量', en: '{name}: margin' },
} satisfies Record<string, Text>

/** Finds what is asked about; what cannot be found is said. */
export function questionsOf(
  { analysed }: Ran,
  list: readonly string[],
  asked: ReadonlyMap<string, Found>,
  session: Session,
): readonly Question[] {
  const { figures, model, plan } = analysed
  const { base, to } = model.horizon
  const seen = new Set<string>()
  return list.flatMap((of): Question[] => {
    if (seen.has(of)) return []
    seen.add(of)
    const { name, year } = named(of)
    const outside = (expected: string) => {
      session.diagnose('E0951', place('--of'), { id: name, found: year ?? '–', expected })
      return []
    }
    if (name === 'peak') {
      const { figure } = figures.peak.columns
      return [{ of, node: figure, from: base, to: base, name: words.peak, unit: 'year', steps: true }]
    }
    if (name.startsWith('margin.')) {
      const id = name.slice('margin.'.length)
      const known = figures.targets.find(({ target }) => target.id === id)
      if (!known) {
        const ids = figures.targets.map(({ target }) => `margin.${target.id}`)
        session.diagnose('E0950', place('--of'), { id: of, nearest: nearest(name, ids) ?? ids[0] ?? '' })
        return []
      }
      const { columns, target } = known
      const [first, last] = columns.judged
      if (year !== undefined && (year < first || year > last)) return outside(`${first} … ${last}`)
      return [
        {
          of,
          node: columns.margin,
          from: year ?? first,
          to: year ?? last,
          ...(year === undefined ? {} : { year }),
          name: {
            zh: words.margin.zh.replace('{name}', target.name.zh),
            en: words.margin.en.replace('{name}', target.name.en),
          },
          unit: columns.unit,
          steps: false,
        },
      ]
    }
    const found = asked.get(name)
    const other = found && 'figure' in found ? found.figure : undefined
    const column = figures.indicators.get(name) ?? (other?.levels || other?.absent ? undefined : other)
    if (!column) {
      const more =
        !found || 'figure' in found ? [] : 'ambiguous' in found ? found.ambiguous : found.candidates
      const known = ['peak', ...figures.indicators.keys(), ...more]
      session.diagnose('E0950', place('--of'), {
        id: of,
        nearest: nearest(name, known) ?? figures.peak.indicator,
      })
      return []
    }
    const { node } = column
    const yearly = plan.nodes[node]!.axis === 'year'
    if (yearly && (year === undefined || year < base || year > to)) return outside(`${base} … ${to}`)
    return [
      {
        of,
        node,
        from: year ?? base,
        to: year ?? base,
        ...(year === undefined ? {} : { year }),
        name: column.name,
        unit: column.unit,
        steps: false,
      },
    ]
  })
}
