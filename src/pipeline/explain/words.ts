import { indicators } from '../../analysis/indicators/index.ts'
import { targetRules } from '../../analysis/targets/index.ts'
import { type Code, codes, helpOf } from '../../diagnostics/codes.ts'
import { aboutField } from '../../model/about.ts'
import { sameDimension } from '../../quantity/dimension.ts'
import { canonicalUnit, parseUnitExactly, unitNames } from '../../quantity/unit.ts'
import { rounded } from '../../report/assemble.ts'
import type {
  CodePage,
  IndicatorPage,
  ListPage,
  RulePage,
  UnitPage,
} from '../../report/explain/explanation.ts'
import type { Text } from '../../text/text.ts'

/** Pages of what the program itself knows, without a scenario. */

const format = 'peakzero/explain@1'
const same = (word: string): Text => ({ zh: word, en: word })

/** A code by its number or its slug. */
export function codePage(word: string): CodePage | undefined {
  const known = (Object.keys(codes) as Code[]).find(
    (code) => code === word.toUpperCase() || codes[code].slug === word,
  )
  if (!known) return undefined
  const row = codes[known]
  const help = helpOf(known)
  return {
    format,
    kind: 'code',
    id: known,
    name: same(row.slug),
    slug: row.slug,
    severity: row.severity,
    message: { zh: row.zh, en: row.en },
    ...(help ? { help } : {}),
  }
}

export function indicatorPage(id: string): IndicatorPage | undefined {
  const found = indicators.find((indicator) => indicator.id === id)
  if (!found) return undefined
  const { name, about, unit } = found
  return { format, kind: 'indicator', id, name, about, unit: unit.replace('@{prices}', '') }
}

export function rulePage(id: string): RulePage | undefined {
  const found = targetRules.find((rule) => rule.rule === id)
  if (!found) return undefined
  return {
    format,
    kind: 'rule',
    id,
    name: found.name,
    about: found.about,
    fields: Object.entries(found.shape).flatMap(([key, shape]) => {
      const about = aboutField(shape)
      return about ? [{ key, about }] : []
    }),
  }
}

export function unitPage(text: string): UnitPage | undefined {
  const unit = parseUnitExactly(text)
  if ('unknown' in unit) return undefined
  const others = unitNames.flatMap((name) => {
    const other = parseUnitExactly(name)
    if ('unknown' in other || name === text || !sameDimension(other.dimension, unit.dimension)) return []
    return [{ unit: name, factor: rounded(unit.factor / other.factor) }]
  })
  const canonical = canonicalUnit(unit.dimension) || '1'
  return { format, kind: 'unit', id: text, name: same(text), canonical, factor: rounded(unit.factor), others }
}

const lists: Readonly<Record<string, { readonly name: Text; readonly items: () => ListPage['items'] }>> = {
  codes: {
    name: { zh: '代码', en: 'codes' },
    items: () =>
      (Object.keys(codes) as Code[]).sort().map((code) => ({
        id: `${code} ${codes[code].slug}`,
        about: { zh: codes[code].zh, en: codes[code].en },
      })),
  },
  indicators: {
    name: { zh: '指标', en: 'indicators' },
    items: () =>
      indicators.map(({ id, name, about }) => ({
        id,
        about: { zh: `${name.zh}：${about.zh}`, en: `${name.en}: ${about.en}` },
      })),
  },
  rules: {
    name: { zh: '目标的判定规则', en: 'rules of targets' },
    items: () => targetRules.map(({ rule, about }) => ({ id: rule, about })),
  },
}

export function listPage(word: string): ListPage | undefined {
  if (!Object.hasOwn(lists, word)) return undefined
  const list = lists[word]!
  return { format, kind: 'list', id: word, name: list.name, items: list.items() }
}

/** Every word that has a page without a scenario. */
export function knownWords(): readonly string[] {
  return [
    ...Object.keys(lists),
    'figures',
    ...Object.entries(codes).flatMap(([code, { slug }]) => [code, slug]),
    ...indicators.map(({ id }) => id),
    ...targetRules.map(({ rule }) => rule),
  ]
}
