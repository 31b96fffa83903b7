import type { Text } from '../../text/text.ts'
import { safe } from './svg.ts'
import { tell, type View } from './view.ts'

const show: Text = { zh: '看数字', en: 'Show the figures' }

/** The figures of a chart as a table that opens under it. Cells are escaped here; numbers stand at the right. */
export function figures(
  view: View,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  strong: ReadonlySet<number> = new Set(),
): string {
  const th = head.map((text, i) => `<th scope="col"${i > 0 ? ' class="n"' : ''}>${safe(text)}</th>`).join('')
  const body = rows
    .map((row, k) => {
      const cells = row.map((text, i) =>
        i === 0
          ? `<th scope="row">${strong.has(k) ? `<b>${safe(text)}</b>` : safe(text)}</th>`
          : `<td class="n">${strong.has(k) ? `<b>${safe(text)}</b>` : safe(text)}</td>`,
      )
      return `<tr>${cells.join('')}</tr>`
    })
    .join('')
  return `<details><summary>${tell(show, view)}</summary><div class="scroll" tabindex="0"><table><thead><tr>${th}</tr></thead><tbody>${body}</tbody></table></div></details>`
}

/** Years that a table shows: base, round ones, the last. */
export function tableYears(years: readonly number[]): readonly number[] {
  return years.flatMap((year, i) =>
    i === 0 || i === years.length - 1 || year === 2025 || year === 2030 || year === 2035 || year % 10 === 0
      ? [i]
      : [],
  )
}
