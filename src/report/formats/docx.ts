import { inert } from '../../text/inert.ts'
import { chapterOf } from '../docx/chapter.ts'
import { document } from '../docx/document.ts'
import type { Format } from '../result.ts'

/** The chapter of a county study; several results follow each other, each with its own title. */
export const format: Format = {
  name: 'docx',
  extension: 'docx',
  binary: true,
  about: {
    zh: '文档：章节、编号的表与图、来源',
    en: 'a document: chapter, numbered tables and figures, sources',
  },
  render(results, { language }) {
    return document(
      results.flatMap((result) => chapterOf(result, language)),
      {
        title: results.map(({ scenario }) => inert(scenario.title[language], 200)).join(' · '),
        creator: `peakzero ${results[0]?.generator.version ?? ''}`.trim(),
        language,
      },
    )
  },
}
