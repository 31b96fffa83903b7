import { page } from '../html/page.ts'
import type { Format } from '../result.ts'

/** One file that opens offline: both languages, charts, tables, sources; with the script of the program, levers too. */
export const format: Format = {
  name: 'html',
  extension: 'html',
  about: {
    zh: '一个离线网页：图表、目标、依据，措施可当场调',
    en: 'one offline page: charts, targets, grounds, levers to try',
  },
  page: true,
  refuse: (results) =>
    results.length > 1
      ? {
          zh: `html 每个情景一个文件：${results.length} 个情景请加 --out 文件夹`,
          en: `html is one file a scenario: with ${results.length} scenarios, say --out DIR`,
        }
      : undefined,
  render(results, options) {
    const [first, ...more] = results
    if (!first || more.length > 0) throw new RangeError('a page holds one scenario')
    return page(first, options.language, options.script)
  },
}
