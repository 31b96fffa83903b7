import { countDiagnostics } from '../../diagnostics/render.ts'
import type { Text } from '../../text/text.ts'
import { type Context, fillText, type Values, type Verb } from '../context.ts'
import { diagnosticsDocument, exitOf, summary, tell } from '../diagnosed.ts'
import type { ExitCode } from '../exit-code.ts'

const texts = {
  solved: {
    zh: '{control}：{unknown} × {factor}（范围 {low} 到 {high}），{before} → {after} {unit}',
    en: '{control}: {unknown} × {factor} (range {low} to {high}), {before} → {after} {unit}',
  },
} satisfies Record<string, Text>

const short = (value: number): number => Number(value.toPrecision(5))

async function act(context: Context, operands: readonly string[], values: Values): Promise<ExitCode> {
  const [path = ''] = operands
  const { calibrate } = await context.door()
  const ran = await calibrate(path)
  const json = values.format === 'json'
  const { error } = countDiagnostics(ran.diagnostics)
  await tell(context, ran)
  if (error > 0 || !ran.calibrated) {
    if (json) await context.answer(diagnosticsDocument(ran))
    await context.complain(summary(ran, context.language))
    return exitOf(ran.diagnostics)
  }
  const { solved, overlay } = ran.calibrated
  for (const row of solved)
    await context.note(
      fillText(texts.solved, {
        control: row.control,
        unknown: row.unknown,
        factor: short(row.factor),
        low: short(row.range[0]),
        high: short(row.range[1]),
        before: short(row.before),
        after: short(row.after),
        unit: row.unit,
      })[context.language],
    )
  await context.answer(
    json
      ? `${JSON.stringify({ format: 'peakzero/calibration@1', solved, overlay }, undefined, 2)}\n`
      : overlay,
  )
  return exitOf(ran.diagnostics)
}

export const verb: Verb = {
  summary: {
    zh: '哪些未知数使模型与控制总量一致？',
    en: 'Which unknowns make the model meet its control totals?',
  },
  arguments: [
    { name: '<baseline>', about: { zh: '基线文件，其中有 controls', en: 'a baseline with controls' } },
  ],
  options: [{ flags: '--format <name>', about: { zh: '输出格式', en: 'format' }, choices: ['yaml', 'json'] }],
  examples: ['peakzero calibrate baselines/jiaocheng.yaml'],
  act,
}
