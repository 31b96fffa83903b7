import { formatNumber, formatPercent, formatPoints } from '../../text/format.ts'
import { inert } from '../../text/inert.ts'
import type { Language, Text } from '../../text/text.ts'
import { brokenCondition } from '../broken-row.ts'
import { studyDrawing } from '../chart/draw-study.ts'
import type { StudyFigure } from '../chart/study-figure.ts'
import { discoverFigures, ensembleFigures, sensitivityFigures } from '../chart/study-figures.ts'
import { px, rect } from '../chart/svg.ts'
import type { DiscoverResult } from '../discover.ts'
import { boundLines, discoverTexts, howText as howDiscovered, outcomeText } from '../discover-formats.ts'
import type { BrokenRow, ChanceRow, EnsembleResult } from '../ensemble.ts'
import { chanceText, howText as howDrawn } from '../ensemble-formats.ts'
import { say } from '../figure.ts'
import { pullTexts } from '../pull.ts'
import { lostText, redrawnText } from '../redrawn.ts'
import type { SensitivityResult } from '../sensitivity.ts'
import {
  cellsOf,
  changeText,
  headOf,
  headsOf,
  howText,
  questionName,
  sensitivityTexts,
  spanOf,
  sumsText,
  weight,
} from '../sensitivity-words.ts'
import { shell } from './shell.ts'
import { safe, sign } from './svg.ts'
import { subscripts } from './view.ts'

/**
 * Pages of what many runs say, in the frame of every page: without scripts, both languages. Each chart stands three times, once for
 * a wide page, for paper and for a phone: the style shows one of them, and its text never shrinks.
 */
const widths = [
  ['w3', 1144],
  ['w2', 690],
  ['w1', 350],
] as const

const words = {
  ensemble: { zh: '{title}：多大可能', en: '{title}: how likely' },
  targets: { zh: '目标', en: 'Targets' },
  target: { zh: '目标', en: 'target' },
  share: { zh: '达到的可能', en: 'chance' },
  interval: { zh: '95% 区间', en: '95 % interval' },
  run: { zh: '单次运行', en: 'single run' },
  met: { zh: '达到', en: 'met' },
  missed: { zh: '未达到', en: 'missed' },
  peak: { zh: '何时达峰', en: 'When the peak comes' },
  chances: { zh: '逐年看', en: 'Year by year' },
  fans: { zh: '走势', en: 'Courses' },
  broken: { zh: '条件不成立的抽样', en: 'Draws in which a condition breaks' },
  redrawn: { zh: '重抽了自己的数的县', en: 'Counties that drew their own numbers again' },
  brokenLead: {
    zh: '{count} 次（{share}）县内条件不成立，没有计入上面的数。',
    en: 'In {count} ({share}) the county breaks a condition; they are not in the figures above.',
  },
  condition: { zh: '条件', en: 'condition' },
  count: { zh: '次数', en: 'how often' },
  place: { zh: '位置', en: 'where' },
  figures: { zh: '看数字', en: 'Show the figures' },
  all: { zh: '全部输入', en: 'All inputs' },
  inputs: { zh: '不确定的数', en: 'Uncertain numbers' },
} satisfies Record<string, Text>

const paragraph = (text: string, kind = 'sub') => `<p class="${kind}">${safe(text)}</p>`

function figure(one: StudyFigure, language: Language): string {
  const drawn = widths.map(
    ([name, wide]) => `<div class="${name}">${studyDrawing(one, language, wide)}</div>`,
  )
  return `<figure class="mgap"><h3>${safe(subscripts(one.title))}</h3><p class="unit">${safe(subscripts(one.measure))}</p><div class="chart">${drawn.join('')}</div></figure>`
}

/** A table; the first column holds names, those of `numbers` stand at the right. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: ReadonlySet<number>,
): string {
  const side = (i: number) => (numbers.has(i) ? ' class="n"' : '')
  const th = head.map((text, i) => `<th scope="col"${side(i)}>${safe(text)}</th>`).join('')
  const body = rows
    .map(
      (row) =>
        `<tr>${row.map((text, i) => (i === 0 ? `<th scope="row">${safe(text)}</th>` : `<td${side(i)}>${safe(text)}</td>`)).join('')}</tr>`,
    )
    .join('')
  return `<div class="scroll" tabindex="0"><table><thead><tr>${th}</tr></thead><tbody>${body}</tbody></table></div>`
}

const folded = (summary: string, inside: string) =>
  `<details><summary>${safe(summary)}</summary>${inside}</details>`

function redrawnSection(e: EnsembleResult, language: Language): string {
  const found = redrawnText(e, language, inert)
  if (!found) return ''
  const rows = found.rows.map((row) => `<li>${safe(row)}</li>`).join('')
  return `<section><h2>${words.redrawn[language]}</h2>${paragraph(found.lead, 'lead')}<ul>${rows}</ul></section>`
}

function brokenSection(
  rows: readonly BrokenRow[],
  count: number,
  of: number,
  language: Language,
  leadText: Text = words.brokenLead,
): string {
  if (count === 0) return ''
  const lead = say(leadText, language, {
    count: formatNumber(count, language),
    share: formatPercent(count / of, language),
  })
  return `<section><h2>${words.broken[language]}</h2>${paragraph(lead, 'lead')}${table(
    [words.condition[language], words.count[language], words.place[language]],
    rows.map((row) => [
      brokenCondition(row, language, inert),
      formatNumber(row.draws, language),
      row.file === undefined ? '' : `${row.file}:${row.line}`,
    ]),
    new Set([1]),
  )}</section>`
}

function head(title: string, lines: readonly string[]): string {
  return `<header><h1>${safe(title)}</h1>${lines.map((text) => paragraph(text)).join('')}</header>`
}

const foot = (
  {
    generator,
    format,
    scenario,
  }: Pick<SensitivityResult, 'generator' | 'scenario'> & { readonly format: string },
  more: string,
) =>
  `<footer><code>${safe(`${generator.name} ${generator.version} · ${format} · ${scenario.id} · ${more}`)}</code></footer>`

const bar = { wide: 220, high: 14 }

/** A target: how likely it is met, with its interval, beside what the single run says. */
function chanceRow(row: ChanceRow, language: Language): string {
  const standing = row.share >= 0.5 ? 'good' : 'bad'
  const [low, high] = row.interval
  const at = (share: number) => px(share * bar.wide)
  const drawn = `<svg width="${bar.wide}" height="${bar.high}" role="img" aria-label="${safe(chanceText(row, language))}">${rect(0, 2, bar.wide, 10, '#e9ecee')}${rect(0, 2, row.share * bar.wide, 10, '#3f8f7a')}<path d="M${at(low)} 7H${at(high)}" stroke="#1b2733" stroke-width="1.6"/></svg>`
  const half = `± ${formatPoints((high - low) / 2, language)}`
  const run = (row.run ? words.met : words.missed)[language]
  return `<tr><th scope="row" class="nm"><span class="st ${standing}">${sign(standing, 16)}</span> ${safe(inert(row.name[language]))}</th><td class="n re">${safe(formatPercent(row.share, language))}</td><td class="n mg">${safe(half)}</td><td class="m">${drawn}</td><td class="ms"><span class="mo">${words.run[language]}</span> ${safe(run)}</td></tr>`
}

/** `ensemble --format html`. */
export function ensemblePage(e: EnsembleResult, language: Language): string {
  const title = (one: Language) => say(words.ensemble, one, { title: inert(e.scenario.title[one]) })
  const part = (one: Language) => {
    const drawn = ensembleFigures(e, one)
    const of = (...forms: readonly StudyFigure['form'][]) =>
      drawn
        .filter(({ form }) => forms.includes(form))
        .map((each) => figure(each, one))
        .join('')
    const rows = e.targets.map((row) => chanceRow(row, one))
    const targets = `<table class="cards"><thead><tr><th scope="col">${words.target[one]}</th><th scope="col" class="n">${words.share[one]}</th><th scope="col" class="n">${words.interval[one]}</th><th scope="col"></th><th scope="col">${words.run[one]}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
    const inputs = folded(
      words.inputs[one],
      table(
        [words.all[one], '', words.place[one]],
        e.dimensions.map(({ id, value, unit, file, line }) => [
          id,
          `${formatNumber(value, one, { significant: 4 })} ${unit}`,
          `${file}:${line}`,
        ]),
        new Set([1]),
      ),
    )
    const chances = of('chances')
    return `${head(title(one), howDrawn(e, one).slice(0, 1))}<main><section><h2>${words.targets[one]}</h2>${targets}</section><section class="pb"><h2>${words.peak[one]}</h2>${of('histogram')}</section>${chances === '' ? '' : `<section><h2>${words.chances[one]}</h2>${chances}</section>`}<section class="pb"><h2>${words.fans[one]}</h2>${pullTexts(
      e,
      one,
      inert,
    )
      .map((text) => paragraph(text, 'lead'))
      .join(
        '',
      )}${of('fan')}</section>${brokenSection(e.broken, e.draws.done - e.draws.sound, e.draws.done, one, lostText(e, words.brokenLead))}${redrawnSection(e, one)}</main>${inputs}${foot(e, `${e.design} ${e.seed} ${e.draws.done}`)}`
  }
  return shell({
    title: title(language),
    language,
    version: e.generator.version,
    parts: { zh: part('zh'), en: part('en') },
  })
}

/** `sensitivity --format html`. */
export function sensitivityPage(s: SensitivityResult, language: Language): string {
  const title = (one: Language) => say(sensitivityTexts.title, one, { title: inert(s.scenario.title[one]) })
  const inputs = new Map(s.inputs.map((row) => [row.id, row]))
  const part = (one: Language) => {
    const drawn = new Map(sensitivityFigures(s, one).map((each) => [each.id, each]))
    const sections = s.questions.map((question, i) => {
      const chart = drawn.get(`${s.method}-${i + 1}`)
      const rows = question.rows.filter((row) => weight(row) > 0)
      const all = folded(
        words.figures[one],
        table(
          [sensitivityTexts.input[one], ...headsOf(s.method, one), words.place[one]],
          rows.map((row) => {
            const input = inputs.get(row.id)
            return [
              inert(input?.name[one] ?? row.id) + (row.kinked ? ' ‡' : ''),
              ...cellsOf(s.method, row, question.unit, one),
              input ? `${input.file}:${input.line}` : '',
            ]
          }),
          new Set(headsOf(s.method, one).map((_, k) => k + 1)),
        ),
      )
      const notes = [
        ...(question.sums ? [sumsText(question, one)] : []),
        ...(s.method === 'morris' ? [sensitivityTexts.morrisNote[one]] : []),
        ...(s.method === 'gradient' ? [sensitivityTexts.gradientNote[one]] : []),
      ].map((text) => paragraph(text, 'unit'))
      const kinks =
        question.kinks && question.kinks.length > 0
          ? folded(
              sensitivityTexts.kinks[one],
              `<ul class="plain one">${question.kinks.map(({ op, at, years }) => `<li>${safe(`${op} · ${inert(at)} · ${spanOf(years, one)}`)}</li>`).join('')}</ul>`,
            )
          : ''
      const certain =
        question.certain && question.certain.length > 0
          ? `<h3 class="mgap">${safe(sensitivityTexts.certain[one])}</h3>${table(
              [sensitivityTexts.input[one], '', words.place[one]],
              question.certain.map((row) => [
                inert(row.name[one]),
                changeText(row.change, question.unit, one),
                `${row.file}:${row.line}`,
              ]),
              new Set([1]),
            )}`
          : ''
      return `<section class="pb"><h2>${safe(subscripts(questionName(question, one)))}</h2>${paragraph(headOf(question, one), 'lead')}${chart ? figure(chart, one) : paragraph(sensitivityTexts.flat[one])}${notes.join('')}${rows.length > 0 ? all : ''}${kinks}${certain}</section>`
    })
    const broken = s.method === 'gradient' ? '' : brokenSection(s.broken, s.points.broken, s.points.done, one)
    return `${head(title(one), [howText(s, one)])}<main>${sections.join('')}${broken}</main>${foot(s, `${s.method} ${s.seed} ${s.points.done}`)}`
  }
  return shell({
    title: title(language),
    language,
    version: s.generator.version,
    parts: { zh: part('zh'), en: part('en') },
  })
}

/** `discover --format html`. */
export function discoverPage(d: DiscoverResult, language: Language): string {
  const title = (one: Language) =>
    say(discoverTexts.title, one, {
      title: inert(d.scenario.title[one]),
      target: inert(d.target.name[one]),
      happens: discoverTexts[d.when][one],
    })
  const part = (one: Language) => {
    const other = outcomeText(d, one)
    const drawn = discoverFigures(d, one)
    const boxes = d.boxes.map(
      (box, i) =>
        `<section class="pb">${figure(drawn[i]!, one)}<ul class="plain one">${boundLines(d, box, one)
          .map((text) => `<li>${safe(text)}</li>`)
          .join('')}</ul></section>`,
    )
    const meaning =
      d.boxes.length > 0
        ? paragraph(say(discoverTexts.meaning, one, { happens: discoverTexts[d.when][one] }), 'unit')
        : ''
    return `${head(title(one), [howDiscovered(d, one)])}<main>${other === undefined ? '' : `<section>${paragraph(other, 'lead')}</section>`}${boxes.join('')}${meaning}${brokenSection(d.broken, d.draws.done - d.draws.sound, d.draws.done, one)}</main>${foot(d, `${d.design} ${d.seed} ${d.draws.done}`)}`
  }
  return shell({
    title: title(language),
    language,
    version: d.generator.version,
    parts: { zh: part('zh'), en: part('en') },
  })
}
