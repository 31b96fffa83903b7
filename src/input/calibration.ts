import type { Diagnose } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/span.ts'
import type { Entry, MapTree, Tree } from '../model/tree.ts'
import type { Text } from '../text/text.ts'
import type { Case } from './scenario.ts'

/** What was solved for one unknown: by what it is multiplied, or its value where it is a single number. */
export interface SolvedUnknown {
  readonly control: string
  readonly unknown: string
  readonly factor: number
  readonly value?: {
    readonly after: number
    readonly low: number
    readonly high: number
    readonly unit: string
  }
}

const texts = {
  title: { zh: '校准', en: 'calibrated' },
  about: {
    zh: '由 peakzero calibrate 解出：每个控制总量一个未知数，都在各自的范围之内。',
    en: 'Solved by peakzero calibrate: one unknown a control total, each within its range.',
  },
  source: { zh: '校准求解', en: 'solved by calibration' },
} satisfies Record<string, Text>

/** A text in both languages, in YAML. */
function pair({ zh, en }: Text): string {
  return `{ zh: ${zh}, en: ${JSON.stringify(en)} }`
}

/** Nested keys of the overlay; a leaf is a line of YAML. */
type Nest = Map<string, Nest | string>

/**
 * The solved unknowns as an overlay of grade `calibrated`: a single number by its value, a series by the share by which all
 * its points move. Reports an unknown that stands in a list or is written nowhere (E0424).
 */
export function overlayOf(
  opened: Case,
  solved: readonly SolvedUnknown[],
  diagnose: Diagnose,
): string | undefined {
  const root: Nest = new Map()
  let failed = false
  for (const { control, unknown, factor, value } of solved) {
    const tree = treeAt(opened.tree, unknown.split('.'))
    const controls = opened.tree.entries.get('controls')?.value
    const at = placeOf(controls, control) ?? opened.tree.at
    if (!tree) {
      diagnose('E0424', at, { path: unknown, nearest: '' })
      failed = true
      continue
    }
    const note = `note: "${control}"`
    const leaf =
      value && isNumber(tree)
        ? `{ value: ${written(value.after, value.unit)}, range: [${written(value.low, value.unit)}, ${written(value.high, value.unit)}], source: calibration, grade: calibrated, ${note} }`
        : `{ times: { value: ${number(factor)}, source: calibration, grade: calibrated, ${note} } }`
    put(root, unknown.split('.'), leaf)
  }
  if (failed) return undefined
  const county = opened.county.id
  const lines = [
    'kind: overlay',
    `id: ${county}-calibrated`,
    `for: ${county}`,
    `title: ${pair(texts.title)}`,
    `about: ${pair(texts.about)}`,
    'sources:',
    `  calibration: { title: ${pair(texts.source)}, kind: judgement }`,
    ...linesOf(root, 0),
  ]
  return `${lines.join('\n')}\n`
}

function placeOf(controls: Tree | undefined, id: string): Span | undefined {
  const entry = controls?.kind === 'map' ? controls.entries.get(id) : undefined
  const unknown = entry?.value.kind === 'map' ? entry.value.entries.get('unknown') : undefined
  return unknown?.value.at
}

function treeAt(tree: MapTree, keys: readonly string[]): Tree | undefined {
  let at: Tree | undefined = tree
  for (const key of keys) {
    const entry: Entry | undefined = at?.kind === 'map' ? at.entries.get(key) : undefined
    if (!entry) return undefined
    at = entry.value
  }
  return at
}

/** Whether a tree is one number: a scalar, or `{value, …}` without growth. */
function isNumber(tree: Tree): boolean {
  return (
    tree.kind === 'scalar' ||
    (tree.kind === 'map' && tree.entries.has('value') && !tree.entries.has('growth'))
  )
}

function put(nest: Nest, keys: readonly string[], leaf: string): void {
  const [key = '', ...rest] = keys
  if (rest.length === 0) {
    nest.set(key, leaf)
    return
  }
  const below = nest.get(key)
  const next: Nest = below instanceof Map ? below : new Map()
  nest.set(key, next)
  put(next, rest, leaf)
}

function linesOf(nest: Nest, depth: number): readonly string[] {
  const indent = '  '.repeat(depth)
  return [...nest].flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${indent}${key}: ${value}`]
      : [`${indent}${key}:`, ...linesOf(value, depth + 1)],
  )
}

/** A number with its unit as a file says it, to 12 digits. */
function written(value: number, unit: string): string {
  return unit === '1' || unit === '' ? number(value) : `${number(value)} ${unit}`
}

function number(value: number): string {
  return String(Number(value.toPrecision(12)))
}
