import type { Figure } from '../chart/figure-data.ts'
import { packageParts, relationsPart } from '../office/package-parts.ts'
import { declaration, xml } from '../office/xml.ts'
import { zip } from '../office/zip.ts'
import { chartPart } from './chart-part.ts'
import { stylesPart } from './styles.ts'

/** What a chapter is made of, from top to bottom. */
export type Block =
  | { readonly kind: 'title' | 'text' | 'note' | 'caption'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
      /** Shares of the width of the page. */
      readonly widths: readonly number[]
      /** Columns from this one on hold figures and stand at the right. */
      readonly figuresFrom: number
    }
  | { readonly kind: 'chart'; readonly figure: Figure }

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const kind = 'application/vnd.openxmlformats-officedocument'
/** Width of the text on A4 with 2.5 cm margins, in twentieths of a point; and in English Metric Units. */
const textWidth = 9_070
const emu = 635

function paragraph(style: string, text: string, more = ''): string {
  const properties = `<w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>`
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r></w:p>`
}

function table(block: Extract<Block, { kind: 'table' }>): string {
  const sum = block.widths.reduce((total, share) => total + share, 0)
  const widths = block.widths.map((share) => Math.round((textWidth * share) / sum))
  const row = (cells: readonly string[], head: boolean) => {
    const items = widths.map((width, i) => {
      const side = i >= block.figuresFrom ? '<w:jc w:val="right"/>' : ''
      return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(head ? 'TableHead' : 'TableText', cells[i] ?? '', side)}</w:tc>`
    })
    const properties = head
      ? '<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>'
      : '<w:trPr><w:cantSplit/></w:trPr>'
    return `<w:tr>${properties}${items.join('')}</w:tr>`
  }
  const edge = (name: string, size: number) =>
    `<w:${name} w:val="single" w:sz="${size}" w:space="0" w:color="1B2733"/>`
  const properties = `<w:tblPr><w:tblW w:w="${textWidth}" w:type="dxa"/><w:tblBorders>${edge('top', 12)}${edge('bottom', 12)}${edge('insideH', 2)}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>`
  const grid = `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`
  const rows = [row(block.head, true), ...block.rows.map((cells) => row(cells, false))]
  // A table needs a paragraph after it; this one is low.
  return `<w:tbl>${properties}${grid}${rows.join('')}</w:tbl>${paragraph('TableText', '')}`
}

function chart(figure: Figure, n: number): string {
  const rows = figure.form === 'waterfall' ? figure.places.length * 0.55 + 1.5 : 8
  const [cx, cy] = [textWidth * emu, Math.round(Math.min(18, rows) * 360_000)]
  return `<w:p><w:pPr><w:pStyle w:val="Figure"/><w:keepNext/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${n}" name="chart${n}" descr="${xml(figure.title)}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="chart${n}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}

/** A document of these blocks on A4: no macros, fields, links or embedded files; equal blocks give equal bytes. */
export function document(
  blocks: readonly Block[],
  about: { readonly title: string; readonly creator: string; readonly language: 'zh' | 'en' },
): Uint8Array {
  const charts: Figure[] = []
  const body = blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return paragraph(`Heading${block.level}`, block.text)
      case 'table':
        return table(block)
      case 'chart':
        return chart(block.figure, charts.push(block.figure))
      case 'title':
        return paragraph('Title', block.text)
      case 'note':
        return paragraph('Source', block.text)
      case 'caption':
        return paragraph('Caption', block.text, '<w:keepNext/>')
      default:
        return paragraph('Body', block.text)
    }
  })
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="851" w:footer="851" w:gutter="0"/></w:sectPr>'
  const parts = charts.map((figure, i) => ({
    path: `word/charts/chart${i + 1}.xml`,
    content: chartPart(figure),
  }))
  return zip([
    ...packageParts(
      { path: 'word/document.xml', type: `${kind}.wordprocessingml.document.main+xml` },
      [
        { path: 'word/styles.xml', type: `${kind}.wordprocessingml.styles+xml` },
        ...parts.map(({ path }) => ({ path, type: `${kind}.drawingml.chart+xml` })),
      ],
      about.title,
      about.creator,
    ),
    {
      path: 'word/document.xml',
      content: `${declaration}<w:document xmlns:w="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body>${body.join('')}${page}</w:body></w:document>`,
    },
    relationsPart('word/_rels/document.xml.rels', [
      { id: 'styles', type: 'styles', target: 'styles.xml' },
      ...parts.map((_, i) => ({ id: `chart${i + 1}`, type: 'chart', target: `charts/chart${i + 1}.xml` })),
    ]),
    { path: 'word/styles.xml', content: stylesPart(about.language) },
    ...parts,
  ])
}
