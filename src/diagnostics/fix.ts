import type { Code } from './codes.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Span } from './span.ts'

/** An edit that is certain: the characters of a place and what stands there instead. */
export interface Fix {
  readonly code: Code
  readonly at: Span
  readonly replacement: string
}

/** Keys that people write in Chinese, by what the format calls them. */
const keys: readonly { readonly zh: string; readonly key: string }[] = [
  { zh: '项目', key: 'projects' },
  { zh: '设施', key: 'facilities' },
  { zh: '措施', key: 'measures' },
  { zh: '目标', key: 'targets' },
  { zh: '部门', key: 'sectors' },
  { zh: '商品', key: 'commodities' },
  { zh: '过程', key: 'processes' },
  { zh: '驱动', key: 'drivers' },
  { zh: '需求', key: 'demands' },
  { zh: '产能', key: 'capacity' },
  { zh: '利用率', key: 'utilisation' },
  { zh: '名称', key: 'name' },
  { zh: '来源', key: 'source' },
]

/**
 * The certain edit for a mistake, or undefined where a person has to decide: a misspelt key with one near name, a percent
 * sign left out of a share, a full-width sign, underscores in a number, an expression without quotes. `text` is the text of
 * its file.
 */
export function fixOf({ code, at, args }: Diagnostic, text: string): Fix | undefined {
  const written = text.slice(at.start, at.end)
  const edit = (replacement: string): Fix | undefined =>
    replacement === written ? undefined : { code, at, replacement }
  switch (code) {
    case 'E0201': {
      const word = written.trim()
      if (word !== String(args['key'])) return undefined
      const known = keys.find(({ zh }) => zh === word)?.key
      const nearest = String(args['nearest'] ?? '')
      const instead = known ?? nearest
      return instead === '' ? undefined : edit(instead)
    }
    case 'E0208': {
      // Between 1 and 100 a share can only be meant in percent.
      const value = Number(written)
      return /^\d+(\.\d+)?$/.test(written) && value > 1 && value <= 100 ? edit(`${written}%`) : undefined
    }
    case 'E0117': {
      const [character, instead] = [String(args['character']), String(args['instead'])]
      if (instead === '' || !written.includes(character)) return undefined
      return edit(written.replaceAll(character, instead))
    }
    case 'E0119':
      return /^\d{1,3}(_\d{3})+(?![\d_])/.test(written) ? edit(written.replaceAll('_', '')) : undefined
    case 'E0210':
      return /^=[^"'#\n{}[\],:]+$/.test(written) ? edit(`"${written.trim()}"`) : undefined
    default:
      return undefined
  }
}

/** Codes after which the rest of a file is not understood: nothing in it is mended. */
export const unreadable: ReadonlySet<Code> = new Set<Code>([
  'E0101',
  'E0102',
  'E0103',
  'E0104',
  'E0105',
  'E0106',
  'E0107',
  'E0108',
  'E0109',
  'E0110',
  'E0111',
  'E0113',
  'E0114',
  'E0116',
  'E0118',
])

/** Applies edits that do not overlap, from the last to the first. */
export function applyFixes(text: string, fixes: readonly Fix[]): { text: string; applied: readonly Fix[] } {
  const sorted = [...fixes].sort((a, b) => b.at.start - a.at.start)
  const applied: Fix[] = []
  let done = text
  let end = Number.POSITIVE_INFINITY
  for (const fix of sorted) {
    if (fix.at.end > end) continue
    done = done.slice(0, fix.at.start) + fix.replacement + done.slice(fix.at.end)
    end = fix.at.start
    applied.push(fix)
  }
  return { text: done, applied: applied.reverse() }
}
