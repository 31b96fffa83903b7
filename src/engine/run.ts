import type { Code } from '../diagnostics/codes.ts'
import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Compiled } from './compile.ts'
import type { Check } from './context.ts'
import { type Program, prepare, run } from './evaluate.ts'
import { notFinite } from './finite.ts'
import type { Trajectories } from './plan.ts'

/** How far a condition may be missed by rounding alone, as a share of its scale. */
const slack = 1e-9

/**
 * Plan → Trajectories: evaluates the plan and checks what must hold of numbers: everything finite (E0501), loops settled
 * (E0408, E0502), shares that sum to one (E0407), balances and rests that are not negative (E0417, E0409).
 */
export function runPlan(
  compiled: Compiled,
  diagnose: Diagnose,
  values: Float64Array = compiled.values,
  program: Program = prepare(compiled.plan),
): Trajectories {
  const { trajectories, problems } = run(program, values)
  for (const problem of problems) {
    const at = compiled.actors.find((actor) => problem.about.includes(actor.id))?.at ?? compiled.model.at
    const path = [...problem.about, problem.about[0] ?? ''].join(' → ')
    if (problem.kind === 'loop-gain') diagnose('E0408', at, { path })
    else diagnose('E0502', at, { path, year: problem.year, steps: problem.steps })
  }
  if (problems.length > 0) return trajectories
  const bad = notFinite(trajectories)
  if (bad) {
    const slots = bad.slots.map((slot) => compiled.plan.slots[slot]!)
    const index = bad.year - compiled.plan.horizon.base
    const inside = compiled.expressions.find(({ node }) => {
      const values = trajectories.value(node)
      return node >= bad.node && !Number.isFinite(values[values.length === 1 ? 0 : index])
    })
    const at = inside?.at ?? slots.find((slot) => slot.origin.length > 0)?.origin[0] ?? compiled.model.at
    diagnose(
      'E0501',
      at,
      { what: bad.column ?? 'loop', year: bad.year, value: String(bad.value) },
      slots.flatMap((slot) => slot.origin).slice(1, 4),
    )
    return trajectories
  }
  for (const check of compiled.checks) judge(check, compiled, trajectories, diagnose)
  return trajectories
}

function judge(check: Check, compiled: Compiled, trajectories: Trajectories, diagnose: Diagnose): void {
  const { base } = compiled.model.horizon
  const values = trajectories.value(check.node)
  const scale = check.scale === undefined ? undefined : trajectories.value(check.scale)
  for (const [i, value] of values.entries()) {
    const size =
      scale === undefined ? 1 : Math.max(1e-6, Math.abs(scale.length === 1 ? scale[0]! : scale[i]!))
    const wrong =
      check.test === 'one'
        ? Math.abs(value - 1) > 1e-6
        : check.test === 'at-most-one'
          ? value > (scale === undefined ? 1 : size) * (1 + slack)
          : value < -slack * size
    if (!wrong) continue
    const year = base + i
    // A check of one year says that year itself.
    const args: Record<string, string | number> = { year, ...check.args }
    if (check.test === 'non-negative') {
      args['gap'] = `${Number(((-value / size) * 100).toPrecision(3))}% @ ${year}`
      const digits = digitsApart(size - value, size, 4)
      args['found'] = Number((size - value).toPrecision(digits))
      args['limit'] = Number(size.toPrecision(digits))
    } else {
      const limit = scale === undefined ? 1 : size
      const digits = digitsApart(value, limit)
      args['found'] = percent(value, digits)
      if (scale !== undefined) args['limit'] = percent(size, digits)
    }
    ;(diagnose as (code: Code, at: Span, args: Record<string, string | number>) => void)(
      check.code,
      check.at,
      args,
    )
    return
  }
}

function percent(share: number, digits: number): string {
  return `${Number((share * 100).toPrecision(digits))}%`
}

/** As many digits as it takes to tell two numbers apart: "100%, expected 100%" helps nobody. */
function digitsApart(a: number, b: number, least = 6): number {
  for (let digits = least; digits < 15; digits++)
    if (a.toPrecision(digits) !== b.toPrecision(digits)) return digits
  return 15
}
