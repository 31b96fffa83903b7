import type { RenderOptions } from '../result.ts'
import type { Explanation } from './explanation.ts'

/** A way to write an answer of `explain`. */
export interface ExplainFormat {
  render(explanation: Explanation, options: RenderOptions): string
}

/** Every format; a file is loaded only when its format is asked for. The first is the default. */
export const explainFormats: Readonly<Record<string, () => Promise<ExplainFormat>>> = {
  text: async () => ({ render: (await import('./text.ts')).explainText }),
  json: async () => ({ render: (explanation) => `${JSON.stringify(explanation, undefined, 1)}\n` }),
  markdown: async () => ({ render: (await import('./markdown.ts')).explainMarkdown }),
}
