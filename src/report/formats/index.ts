import type { Format } from '../result.ts'

/** Every format; a file is loaded only when its format is asked for. The first is the default. */
export const formats: Readonly<Record<string, () => Promise<{ readonly format: Format }>>> = {
  text: () => import('./text.ts'),
  json: () => import('./json.ts'),
  markdown: () => import('./markdown.ts'),
  csv: () => import('./csv.ts'),
  iamc: () => import('./iamc.ts'),
  svg: () => import('./svg.ts'),
  png: async () => (await import('./png.ts')).load(),
  xlsx: () => import('./xlsx.ts'),
  docx: () => import('./docx.ts'),
  html: () => import('./html.ts'),
}
