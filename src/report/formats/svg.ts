import { inert } from '../../text/inert.ts'
import { chartSvg, sheetSvg } from '../chart/draw.ts'
import { figuresOf } from '../chart/figures.ts'
import type { Format } from '../result.ts'

/** The charts of a result: one file each where a folder is named, one under the other in a single file otherwise. */
export const format: Format = {
  name: 'svg',
  extension: 'svg',
  about: { zh: '图，SVG；有 --out 时每图一个文件', en: 'charts; with --out one file each' },
  render(results, { language }) {
    const groups = results.map((result) => ({
      heading: inert(result.scenario.title[language]),
      figures: figuresOf(result, language),
    }))
    return sheetSvg(groups, groups.map(({ heading }) => heading).join(' · '), language)
  },
  files(result, { language }) {
    return figuresOf(result, language).map((figure) => ({
      name: `${result.scenario.id}-${figure.id}.svg`,
      content: chartSvg(figure, language),
    }))
  },
}
