import { line } from './csv.ts'
import type { RawWriter } from './raw.ts'

/** Raw draws as CSV: a line of names, then a line a draw; what is empty stays empty. */
export function rawCsv(write: (text: string) => void): RawWriter {
  let columns = 0
  return {
    head(head) {
      columns = head.columns.length
      write(line(['draw', 'broken', ...head.columns.map(({ name }) => name)]))
    },
    block({ first, rows, broken, numbers }) {
      const lines: string[] = []
      for (let row = 0; row < rows; row++) {
        const cells: (number | string)[] = [first + row, broken[row] ?? '']
        for (let column = 0; column < columns; column++) {
          const value = numbers[column * rows + row]!
          cells.push(Number.isNaN(value) ? '' : value)
        }
        lines.push(line(cells))
      }
      write(lines.join(''))
    },
    finish() {},
  }
}
