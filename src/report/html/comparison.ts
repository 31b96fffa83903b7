import { formatNumber } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Text } from '../../text/text.ts'
import { grouping } from '../chart/palette.ts'
import { sectorBands } from '../chart/sector-bands.ts'
import type { Attribution, Comparison, InputSide, Pair, Share } from '../compare.ts'
import { comparisonTexts, letterOf, type Row, rowsOf, sheetOf } from '../comparison-page.ts'
import { isYears } from '../figure.ts'
import type { Result } from '../result.ts'
import { emissionsChart, emissionsUnit } from './emissions.ts'
import { safe, sign, textWidth } from './svg.ts'
import { columnIn, figureIn, subscripts, tell, type View } from './view.ts'
import { waterfall } from './waterfall.ts'

/** What a page of several scenarios is made of: what differs, and the result of every side. */
export interface Sides {
  readonly comparison: Comparison
  readonly results: readonly Result[]
}

const words = {
  county: { zh: '{county}：{n} 个情景并排', en: '{county}: {n} scenarios side by side' },
  counties: { zh: '{n} 个情景并排', en: '{n} scenarios side by side' },
  reference: { zh: '参照', en: 'reference' },
  figures: { zh: '一、差在哪里', en: '1. Where they differ' },
  figuresLead: {
    zh: '每格下面一行是与 A 之差；▲ 高于 A，▼ 低于 A。',
    en: 'Under each figure its difference from A: ▲ above it, ▼ below it.',
  },
  same: { zh: '同 A', en: 'as A' },
  near: { zh: '≈ A', en: '≈ A' },
  charts: { zh: '排放：同一尺度', en: 'Emissions, on one scale' },
  dashed: { zh: '；虚线为 A 的净排放', en: '; dashed: the net of A' },
  targets: { zh: '二、目标：谁达标', en: '2. Targets: who meets them' },
  targetsSame: { zh: '各情景都一样的 {n} 个目标', en: '{n} targets alike in all' },
  noTargets: { zh: '没有目标。', en: 'There are no targets.' },
  none: { zh: '没有一个目标的判定不同。', en: 'No target is judged differently.' },
  met: { zh: '达标', en: 'met' },
  missed: { zh: '不达标', en: 'missed' },
  absent: { zh: '无此目标', en: 'no such target' },
  why: { zh: '三、差距由谁造成', en: '3. Who causes the gap' },
  whyLead: {
    zh: '每张图从 A 走到另一个情景，各步之和等于两端之差，没有剩余。',
    en: 'Each chart leads from A to the other scenario; the steps add up to the difference of the ends, with no remainder.',
  },
  noGap: { zh: '{b} 与 A 在 {year} 年没有差别。', en: '{b} and A do not differ in {year}.' },
  inputs: { zh: '四、改了哪些输入', en: '4. Which inputs differ' },
  inputsOf: { zh: '{b} 与 A：{n} 处', en: '{b} against A: {n}' },
  more: { zh: '另 {n} 处', en: '{n} more' },
  absentSide: { zh: '无', en: 'none' },
  net: { zh: 'A 净排放', en: 'A, net' },
} satisfies Record<string, Text>

/** Who is who. */
function name({ comparison }: Sides, i: number, view: View): string {
  const { title, county } = comparison.scenarios[i]!
  const one = comparison.scenarios.every((other) => other.county.id === county.id)
  return inert(one ? title[view.language] : `${county.title[view.language]} ${title[view.language]}`)
}

export function comparisonTitle({ comparison }: Sides, view: View): string {
  const [first, ...others] = comparison.scenarios
  const one = others.every(({ county }) => county.id === first!.county.id)
  const n = comparison.scenarios.length
  const county = inert(first!.county.title[view.language])
  return tell(one ? words.county : words.counties, view, { county, n })
}

function figuresTable({ comparison }: Sides, view: View): string {
  const sheet = sheetOf(comparison, {
    language: view.language,
    width: 80,
    colour: false,
    ascii: false,
    verbose: false,
  })
  const heads = comparison.scenarios.map((_, i) => `<th scope="col" class="n">${letterOf(i)}</th>`)
  const row = ({ name: own, values, unit, marks }: Row): string => {
    const years = isYears(unit)
    const column = years ? undefined : columnIn(values, unit, view)
    const write = (value: number) =>
      column ? column.write(value) : formatNumber(value, view.language, { decimals: 0, group: false })
    const cells = values.map((value, i) => {
      const difference = value - values[0]!
      const arrow = difference > 0 ? '▲' : '▼'
      const told =
        i === 0
          ? ''
          : difference === 0
            ? `<span class="d">${words.same[view.language]}</span>`
            : /[1-9]/.test(write(difference))
              ? `<span class="d on">${arrow} ${safe(write(Math.abs(difference)))}</span>`
              : `<span class="d">${words.near[view.language]}</span>`
      return `<td class="n">${safe(write(value))}${marks?.[i] ? '*' : ''}${told}</td>`
    })
    // A price year stands in parentheses of its own: one pair is enough.
    const unitLabel = column?.label.replace(
      /\s*[(（]([^()（）]+)[)）]$/u,
      view.language === 'zh' ? '，$1' : ', $1',
    )
    const label = column ? `${subscripts(own)}（${unitLabel}）` : own
    return `<tr><th scope="row">${safe(view.language === 'en' ? label.replace('（', ' (').replace('）', ')') : label)}</th>${cells.join('')}</tr>`
  }
  const rows = rowsOf(sheet)
  const note = rows.some(({ marks }) => marks?.includes(true))
    ? `<p class="unit">${safe(comparisonTexts.notHeld[view.language])}</p>`
    : ''
  return `<table class="sides"><thead><tr><th scope="col"></th>${heads.join('')}</tr></thead><tbody>${rows.map(row).join('')}</tbody></table>${note}`
}

/** A stacked chart a scenario, one axis and one set of colours for all. */
function charts(sides: Sides, view: View): string {
  const { results } = sides
  const tables = results.map(({ tables: { sector } }) => sector)
  const kinds = Object.assign({}, ...results.map(({ sectorKinds }) => sectorKinds ?? {}))
  // Sectors of all sides, each with the row of the first side that has it: colours are those of the county.
  const rows = tables.flatMap((table, i) =>
    table.rows.filter(
      (row) => !tables.slice(0, i).some((other) => other.rows.some(({ id }) => id === row.id)),
    ),
  )
  const groups = grouping({ tables: { sector: { ...tables[0]!, rows } }, sectorKinds: kinds })
  const extremes = results.map((result) => {
    const { up, down } = sectorBands(result, view.language, groups)
    const sums = (list: typeof up) =>
      result.tables.sector.years.map((_, i) => list.reduce((sum, { values }) => sum + values[i]!, 0))
    return { most: Math.max(...sums(up), 1e-9), least: Math.min(...sums(down), 0) }
  })
  const netOf = (result: Result) => {
    const { indicator, years } = result.tables.sector
    return years.map((year) => result.indicators[indicator]?.values[String(year)] ?? 0)
  }
  const years = tables[0]!.years.join()
  const [first] = results
  const drawn = results.map((result, i) => {
    const { svg, key } = emissionsChart(result, view, undefined, {
      most: Math.max(...extremes.map(({ most }) => most)),
      least: Math.min(...extremes.map(({ least }) => least)),
      groups,
      ...(i > 0 && result.tables.sector.years.join() === years
        ? { reference: { name: words.net[view.language], net: netOf(first!) } }
        : {}),
    })
    return `<figure><h3>${letterOf(i)} ${safe(name(sides, i, view))}</h3><div class="legend">${key}</div><div class="chart">${svg}</div></figure>`
  })
  return `<div class="beside n${Math.min(3, results.length) === 3 ? 3 : 2}">${drawn.join('')}</div>`
}

function targetsTable({ comparison }: Sides, view: View): string {
  const { targets } = comparison
  if (targets.length === 0) return `<p class="none">${words.noTargets[view.language]}</p>`
  const differ = targets.filter(({ verdicts }) => verdicts.some((verdict) => verdict !== verdicts[0]))
  const alike = targets.filter((target) => !differ.includes(target))
  const head = `<thead><tr><th scope="col"></th>${comparison.scenarios.map((_, i) => `<th scope="col">${letterOf(i)}</th>`).join('')}</tr></thead>`
  const table = (list: typeof targets) => {
    const rows = list.map(({ name: own, verdicts, severity }) => {
      const cells = verdicts.map((verdict, i) => {
        const standing =
          verdict === 'met' ? 'good' : verdict === 'absent' ? undefined : severity === 'must' ? 'bad' : 'warn'
        return `<td><b class="mo">${letterOf(i)}</b> <span class="st ${standing ?? ''}">${sign(standing, 15)}${words[verdict][view.language]}</span></td>`
      })
      return `<tr><th scope="row">${safe(inert(own[view.language]))}</th>${cells.join('')}</tr>`
    })
    return `<table class="sides verd">${head}<tbody>${rows.join('')}</tbody></table>`
  }
  const folded =
    alike.length === 0
      ? ''
      : `<details class="keep"><summary>${tell(words.targetsSame, view, { n: alike.length })}</summary>${table(alike)}</details>`
  return `${differ.length > 0 ? table(differ) : `<p class="none">${words.none[view.language]}</p>`}${folded}`
}

const cuts = ['lever', 'effect', 'sector', 'facility', 'firm', 'zone'] as const

function causes(sides: Sides, view: View): string {
  const { pairs } = sides.comparison
  return pairs
    .map((pair, k) => {
      const notes = pair.notes
        .map((note) => `<p class="unit">${safe(inert(note[view.language]))}</p>`)
        .join('')
      return (pair.attribution ? waterfalls(pair.attribution, k + 1, sides, view) : '') + notes
    })
    .join('')
}

function waterfalls(attribution: Attribution, i: number, sides: Sides, view: View): string {
  const { before, gap, unit, year } = attribution
  const b = letterOf(i)
  if (gap === 0) return `<p class="none">${safe(tell(words.noGap, view, { b, year }))}</p>`
  // A long title would be cut: who is who stands at the top.
  const label = (k: number) => {
    const whole = `${letterOf(k)} ${name(sides, k, view)}`
    return textWidth(whole, 13) <= (view.width('changes') < 520 ? 110 : 220) ? whole : letterOf(k)
  }
  return cuts
    .map((word) => {
      const rows: readonly Share[] | undefined =
        word === 'lever' ? attribution.lever?.rows : attribution[word]
      if (!rows || rows.length === 0) return ''
      const by = comparisonTexts.by[word][view.language]
      const named = subscripts(inert(attribution.name[view.language]))
      // A blank stands between a Chinese and a Latin word.
      const own = view.language === 'zh' && /^[A-Za-z]/.test(named) ? ` ${named}` : named
      const title = `${tell(comparisonTexts.gap, view, { year, name: own, b, by })}${view.language === 'zh' ? '：' : ': '}${figureIn(gap, unit, view, { short: true, sign: true })}`
      const { lever } = attribution
      const sampled =
        word === 'lever' && lever?.method === 'sampled'
          ? `<p class="unit">${safe(tell(comparisonTexts.sampled, view, { n: lever.permutations ?? 0, seed: lever.seed ?? 0 }))}</p>`
          : ''
      const parts = rows.map((share) => ({ name: inert(share.name[view.language]), value: share.difference }))
      const drawn = waterfall(
        { chart: 'changes', title, unit },
        { name: label(0), value: before },
        parts,
        label(i),
        view,
      )
      return `<figure class="mgap"><h3>${safe(title)}</h3>${sampled}${drawn}</figure>`
    })
    .join('')
}

/** Inputs that are read at once; the others open. */
const listed = 12

function inputsOf(pair: Pair, i: number, view: View): string {
  const { inputs = [] } = pair
  if (inputs.length === 0) return ''
  const at = (side: InputSide | undefined, letter: string) =>
    `<b>${letter}</b> ${side ? `${safe(side.value)} <code>${safe(`${side.file}:${side.line}`)}</code>` : words.absentSide[view.language]}`
  const items = inputs.map(
    ({ path, before, after }) =>
      `<li><span><code class="key">${safe(path)}</code><br>${at(before, 'A')}<br>${at(after, letterOf(i))}</span></li>`,
  )
  const rest = items.slice(listed)
  const more =
    rest.length === 0
      ? ''
      : `<details class="keep"><summary>${tell(words.more, view, { n: rest.length })}</summary><ul class="plain one">${rest.join('')}</ul></details>`
  return `<h3 class="mgap">${tell(words.inputsOf, view, { b: letterOf(i), n: inputs.length })}</h3><ul class="plain one">${items.slice(0, listed).join('')}</ul>${more}`
}

/** The three widths at which charts are drawn: a wide page, paper and tablets, a phone. The style shows one of them. */
const widths = [
  { name: 'w3', wide: 1144, gap: 28, columns: 3 },
  { name: 'w2', wide: 690, gap: 28, columns: 2, paper: true },
  { name: 'w1', wide: 350, gap: 0, columns: 1 },
]

/** Everything in one language. Each chart stands three times, once for each width, since no script measures the page. */
export function comparisonBody(sides: Sides, language: View['language']): string {
  const count = sides.comparison.scenarios.length
  const view = (wide: (chart: string) => number, paper = false): View => ({
    language,
    mass: language === 'zh' ? 'wt' : 'Mt',
    alive: false,
    paper,
    width: wide,
  })
  const plain = view(() => 640)
  const three = (draw: (view: View) => string) =>
    widths
      .map(({ name: own, wide, gap, columns, paper }) => {
        const side = Math.min(columns, count)
        const each = Math.floor((wide - gap * (side - 1)) / side)
        return `<div class="${own}">${draw(view((chart) => (chart === 'emissions' ? each : wide), paper))}</div>`
      })
      .join('')
  const list = sides.comparison.scenarios.map(
    ({ path }, i) =>
      `<li><b>${letterOf(i)}</b> ${safe(name(sides, i, plain))}${i === 0 ? ` (${words.reference[language]})` : ''} <code>${safe(path)}</code></li>`,
  )
  const inputs = sides.comparison.pairs.map((pair, k) => inputsOf(pair, k + 1, plain)).join('')
  return `<header><h1>${safe(comparisonTitle(sides, plain))}</h1><ul class="vs">${list.join('')}</ul></header>
<main><h2>${words.figures[language]}</h2><p class="unit">${words.figuresLead[language]}</p>${figuresTable(sides, plain)}
<h3 class="mgap">${words.charts[language]}</h3><p class="unit">${safe(emissionsUnit(sides.results[0]!, plain) + words.dashed[language])}</p>${three((one) => charts(sides, one))}
<section class="pb"><h2>${words.targets[language]}</h2>${targetsTable(sides, plain)}</section>
<section><h2>${words.why[language]}</h2><p class="lead">${words.whyLead[language]}</p>${three((one) => causes(sides, one))}</section>
${inputs === '' ? '' : `<section class="pb"><h2>${words.inputs[language]}</h2>${inputs}</section>`}</main>
<footer><code>${safe(`peakzero ${sides.comparison.generator.version} · ${sides.comparison.format}`)}</code></footer>`
}
