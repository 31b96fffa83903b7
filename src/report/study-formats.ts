import type { DiscoverResult } from './discover.ts'
import type { EnsembleResult } from './ensemble.ts'
import type { RenderOptions } from './result.ts'
import type { SensitivityResult } from './sensitivity.ts'

/** Formats of what many runs say; each is loaded when it is asked for. The first is the default. */
export const studyFormats = ['text', 'markdown', 'json', 'svg', 'html'] as const
export type StudyFormat = (typeof studyFormats)[number]

type Writer<R> = (result: R, options: RenderOptions) => string

/** The writer of an ensemble. */
export async function ensembleWriter(format: StudyFormat): Promise<Writer<EnsembleResult>> {
  if (format === 'html') {
    const { ensemblePage } = await import('./html/study-page.ts')
    return (result, { language }) => ensemblePage(result, language)
  }
  if (format === 'svg') {
    const [{ ensembleFigures }, { studySvg }] = await charts()
    return (result, { language }) =>
      studySvg(ensembleFigures(result, language), result.scenario.title[language], language)
  }
  const { ensembleText, ensembleMarkdown, ensembleJson } = await import('./ensemble-formats.ts')
  return { text: ensembleText, markdown: ensembleMarkdown, json: ensembleJson }[format]
}

/** The writer of a sensitivity. */
export async function sensitivityWriter(format: StudyFormat): Promise<Writer<SensitivityResult>> {
  if (format === 'html') {
    const { sensitivityPage } = await import('./html/study-page.ts')
    return (result, { language }) => sensitivityPage(result, language)
  }
  if (format === 'svg') {
    const [{ sensitivityFigures }, { studySvg }] = await charts()
    return (result, { language }) =>
      studySvg(sensitivityFigures(result, language), result.scenario.title[language], language)
  }
  const { sensitivityText, sensitivityJson } = await import('./sensitivity-formats.ts')
  const { sensitivityMarkdown } = await import('./sensitivity-markdown.ts')
  return { text: sensitivityText, markdown: sensitivityMarkdown, json: sensitivityJson }[format]
}

/** The writer of a discovery. */
export async function discoverWriter(format: StudyFormat): Promise<Writer<DiscoverResult>> {
  if (format === 'html') {
    const { discoverPage } = await import('./html/study-page.ts')
    return (result, { language }) => discoverPage(result, language)
  }
  if (format === 'svg') {
    const [{ discoverFigures }, { studySvg }] = await charts()
    return (result, { language }) =>
      studySvg(discoverFigures(result, language), result.scenario.title[language], language)
  }
  const { discoverText, discoverMarkdown, discoverJson } = await import('./discover-formats.ts')
  return { text: discoverText, markdown: discoverMarkdown, json: discoverJson }[format]
}

const charts = () => Promise.all([import('./chart/study-figures.ts'), import('./chart/draw-study.ts')])
