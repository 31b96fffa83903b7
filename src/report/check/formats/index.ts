import type { CheckFormat } from '../check-format.ts'

/** Every format of `check`; a file is loaded only when its format is asked for. The first is the default. */
export const checkFormats: Readonly<Record<string, () => Promise<{ readonly format: CheckFormat }>>> = {
  pretty: () => import('./pretty.ts'),
  json: () => import('./json.ts'),
  sarif: () => import('./sarif.ts'),
  junit: () => import('./junit.ts'),
  github: () => import('./github.ts'),
  gitlab: () => import('./gitlab.ts'),
  markdown: () => import('./markdown.ts'),
}
