import { declaration, xml } from './xml.ts'
import type { Part } from './zip.ts'

const types = 'application/vnd.openxmlformats-package.core-properties+xml'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** One relation of a part to another; the target is relative to the part. */
export interface Relation {
  readonly id: string
  /** The last word of its type: `worksheet`, `styles`, `chart`. */
  readonly type: string
  readonly target: string
}

/** The relations of a part, as their own part. */
export function relationsPart(path: string, list: readonly Relation[]): Part {
  const items = list.map(
    ({ id, type, target }) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return {
    path,
    content: `${declaration}<Relationships xmlns="${relations}">${items.join('')}</Relationships>`,
  }
}

/**
 * The parts that every OOXML package begins with: content types, relations of the package, and its title. No dates: the same
 * result has the same bytes.
 */
export function packageParts(
  main: { readonly path: string; readonly type: string },
  others: readonly { readonly path: string; readonly type: string }[],
  title: string,
  creator: string,
): readonly Part[] {
  const overrides = [main, { path: 'docProps/core.xml', type: types }, ...others].map(
    ({ path, type }) => `<Override PartName="/${path}" ContentType="${type}"/>`,
  )
  return [
    {
      path: '[Content_Types].xml',
      content: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    },
    {
      path: '_rels/.rels',
      content: `${declaration}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="${main.path}"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    },
    {
      path: 'docProps/core.xml',
      content: `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(title)}</dc:title><dc:creator>${xml(creator)}</dc:creator></cp:coreProperties>`,
    },
  ]
}
