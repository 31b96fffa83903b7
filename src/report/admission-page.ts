import { formatNumber } from '../text/format.ts'
import { inert } from '../text/inert.ts'
import type { Language, Text } from '../text/text.ts'
import { displayWidth } from '../text/width.ts'
import type { AdmissionResult, LedgerEffect } from './admission.ts'
import { amount, decimalsOf, difference, say, scaleOf } from './figure.ts'
import { ink, type Role } from './ink.ts'
import type { RenderOptions } from './result.ts'
import { bond, type Cell, type Column, hanging, layout, wrap } from './table.ts'

const texts = {
  question: { zh: '{name}（{facts}）能否进入“{scenario}”？', en: 'Does {name} ({facts}) fit {scenario}?' },
  year: { zh: '{year} 年', en: '{year}' },
  comma: { zh: '，', en: ', ' },
  admitted: { zh: '放得下', en: 'Yes' },
  tightest: { zh: '，最紧的是{name}（{year} 年）', en: '; the tightest is {name} in {year}' },
  conditions: {
    zh: '有条件：{n} 项“应当”的要求因它不达标',
    en: 'With conditions: {n} that should be met are made worse',
  },
  refused: { zh: '放不下：{n} 项不允许', en: 'No: {n} stand against it' },
  first: { zh: '，最早卡在{name}（{year} 年）', en: '; {name} binds first, in {year}' },
  firstNoYear: { zh: '，先是{name}', en: '; first of all {name}' },
  clause: { zh: '依据：{clause}', en: 'by: {clause}' },
  columns: {
    ledger: { zh: '', en: '' },
    year: { zh: '最紧年', en: 'Tightest' },
    used: { zh: '已用', en: 'Used' },
    project: { zh: '本项目', en: 'Project' },
    limit: { zh: '指标', en: 'Budget' },
    spare: { zh: '余量', en: 'Spare' },
    unit: { zh: '单位', en: 'unit' },
  },
  offset: { zh: '{name} *', en: '{name} *' },
  offsetNote: {
    zh: '* 削减替代：已用、本项目为按倍数应削减的量，指标为其余来源已削减的量。',
    en: '* offsets: used and project are the cuts asked for, the budget is what others have cut.',
  },
  others: { zh: '其余台账', en: 'Other ledgers' },
  unlimited: {
    zh: '没有声明指标，只列增量（{year} 年）：',
    en: 'no quota, so what it adds in {year}: ',
  },
  peak: { zh: '达峰', en: 'Peak' },
  peakText: {
    zh: '{before} 年 {beforeValue} → {after} 年 {afterValue}',
    en: '{beforeValue} in {before} → {afterValue} in {after}',
  },
  level: { zh: '能耗等级', en: 'Energy level' },
  levelText: {
    zh: '{figure} kgce/t，{level}（{name}：{l1} / {l2} / {l3}）',
    en: '{figure} kgce/t, {level} ({name}: {l1} / {l2} / {l3})',
  },
  levelN: { zh: '{n} 级', en: 'level {n}' },
  beyond: { zh: '超限额', en: 'beyond the limit' },
  none: { zh: '这个过程没有限额', en: 'no limit is known for this process' },
  displaced: { zh: '因它改变运行', en: 'Units it changes' },
  before: { zh: '原已不达标', en: 'Missed before' },
  beforeText: { zh: '{name}（{change}）', en: '{name} ({change})' },
  offersHead: {
    zh: '任选其一，就放得下（各项已重算）',
    en: 'Any one of these makes it fit (each was re-run)',
  },
  offersPartly: {
    zh: '任选其一，就没有“必须”的要求不达标（各项已重算）',
    en: 'Any one of these leaves no must in its way (each was re-run)',
  },
  lost: { zh: '，增加值 {change}', en: ', value added {change}' },
  bought: {
    zh: '；{names}改为外购，生产的排放移到别处',
    en: '; {names} bought instead: what making it emits moves elsewhere',
  },
  noOffers: {
    zh: '没有找到能放下的办法：试了规模 {sizes} 次、投产年 {years} 个、关停 {closures} 个设施、加大 {measures} 项措施、{pairs} 对组合',
    en: 'Nothing was found that lets it in: tried {sizes} sizes, {years} starts, closing {closures} units, raising {measures} measures, {pairs} pairs',
  },
  overlay: { zh: '用法：存为文件，加 --offset 文件名', en: 'to use it: save it and add --offset FILE' },
  until: { zh: '只判到 {year} 年', en: 'judged to {year} only' },
} satisfies Record<string, Text | Record<string, Text>>

/** What an admission is drawn with. */
interface Drawing {
  readonly result: AdmissionResult
  readonly language: Language
  readonly width: number
  readonly options: RenderOptions
}

const word = (text: Text, language: Language) => inert(text[language], 600)

export function admissionText(result: AdmissionResult, options: RenderOptions): string {
  const drawing: Drawing = {
    result,
    language: options.language,
    width: Math.max(40, Math.min(80, options.width)),
    options,
  }
  const parts = [
    questionLines(drawing),
    verdictLines(drawing),
    ledgerLines(drawing),
    factLines(drawing),
    offerLines(drawing),
  ]
  const page = parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
  return page.replaceAll(bond, ' ')
}

function facts({ project, until }: AdmissionResult, language: Language, horizonTo?: number): string {
  const parts = [
    ...(project.capacity === undefined
      ? []
      : [amount(project.capacity, project.unit ?? '', language) + yearly(project.unit)]),
    ...(project.start === undefined ? [] : [say(texts.year, language, { year: Math.floor(project.start) })]),
    ...(horizonTo !== undefined && until < horizonTo ? [say(texts.until, language, { year: until })] : []),
  ]
  return parts.join(texts.comma[language])
}

/** Amounts of a page are yearly; a capacity says so itself. */
function yearly(unit: string | undefined): string {
  return unit?.endsWith('/a') ? '/a' : ''
}

function questionLines({ result, language, width, options }: Drawing): string[] {
  const pen = ink(options)
  const text = say(texts.question, language, {
    name: word(result.project.name, language),
    facts: facts(result, language, lastYear(result)),
    scenario: word(result.scenario.title, language),
  })
  return hanging('', pen.plain(text), width).map((line) => pen.paint('strong', line))
}

function lastYear(result: AdmissionResult): number {
  const values = Object.values(result.effect.indicators)[0]?.values ?? {}
  return Math.max(...Object.keys(values).map(Number))
}

const roles = { admitted: 'good', conditions: 'warn', refused: 'bad' } as const satisfies Record<string, Role>

/** The sentence of the verdict, for every format. */
export function verdictSentence(result: AdmissionResult, language: Language): string {
  const { verdict, reasons, ledgers } = result
  if (verdict === 'admitted') {
    const tightest = [...ledgers].sort((a, b) => spare(a) - spare(b))[0]
    const more = tightest
      ? say(texts.tightest, language, { name: word(tightest.name, language), year: tightest.year })
      : ''
    return texts.admitted[language] + more
  }
  const counted = reasons.filter(({ severity }) => verdict === 'conditions' || severity === 'must')
  const head = say(verdict === 'refused' ? texts.refused : texts.conditions, language, { n: counted.length })
  const dated = counted.filter(({ year }) => year !== undefined)
  const undated = counted.find(({ year }) => year === undefined)
  const first = undated ?? dated[0]
  if (!first) return head
  return first.year === undefined
    ? head + say(texts.firstNoYear, language, { name: word(first.name, language) })
    : head + say(texts.first, language, { name: word(first.name, language), year: first.year })
}

function spare({ headroom, limit, used, project }: LedgerEffect): number {
  return headroom / Math.max(Math.abs(limit), Math.abs(used + project), 1e-12)
}

function verdictLines({ result, language, width, options }: Drawing): string[] {
  const pen = ink(options)
  const role = roles[result.verdict]
  const sign = pen.sign(role)
  const blank = ' '.repeat(displayWidth(sign))
  const lines = hanging(blank, pen.plain(verdictSentence(result, language)), width)
  const head = lines.map((line, i) =>
    i === 0 ? pen.paint(role, sign.trimEnd()) + line.slice(sign.trimEnd().length) : line,
  )
  const why = result.reasons.flatMap((reason) => {
    const mark = pen.sign(reason.severity === 'must' ? 'bad' : 'warn')
    const { clause } = reason
    const text =
      word(reason.text, language) +
      (clause
        ? `${language === 'zh' ? '；' : '; '}${say(texts.clause, language, { clause: inert(clause) })}`
        : '')
    return hanging(`${blank}${mark}`, pen.plain(text), width)
  })
  return [...head, ...why]
}

function ledgerLines({ result, language, width, options }: Drawing): string[] {
  const pen = ink(options)
  const rows = result.ledgers
  if (rows.length === 0) return []
  const head = [
    texts.columns.ledger,
    texts.columns.year,
    texts.columns.used,
    texts.columns.project,
    texts.columns.limit,
    texts.columns.spare,
    texts.columns.unit,
  ].map((text): Cell => ({ text: text[language], role: 'quiet' }))
  const roleOf = (row: LedgerEffect): Role =>
    !row.fits ? (row.severity === 'must' ? 'bad' : 'warn') : spare(row) < 0.05 ? 'warn' : 'good'
  const signs = rows.map(roleOf)
  const body = rows.map((row): Cell[] => {
    const figures = [row.used, row.project, row.limit, row.headroom]
    const scale = scaleOf(row.unit, language, Math.max(...figures.map(Math.abs)))
    const decimals = decimalsOf(figures.map((value) => value * scale.by))
    const show = (value: number, sign = false) =>
      pen.plain(formatNumber(value * scale.by, language, { decimals, sign }))
    const name = word(row.name, language)
    return [
      { text: pen.plain(row.kind === 'offset' ? say(texts.offset, language, { name }) : name) },
      { text: String(row.year) },
      { text: show(row.used) },
      { text: show(row.project, true) },
      { text: show(row.limit) },
      { text: show(row.headroom), role: row.fits ? undefined : roleOf(row) },
      { text: pen.plain(scale.label.replace(/（.*）| \(.*\)/, '')), role: 'quiet' },
    ]
  })
  const all = [head, ...body]
  const blank = pen.sign(undefined)
  const widest = (i: number): number => Math.max(...all.map((row) => displayWidth(row[i]?.text ?? '')))
  const fixed = displayWidth(blank) + [1, 2, 3, 4, 5, 6].reduce((sum, i) => sum + widest(i) + 2, 0)
  const names = Math.max(12, Math.min(widest(0), width - fixed))
  const columns: Column[] = [
    { side: 'left', least: names, most: names, gap: 0 },
    ...[1, 2, 3, 4, 5].map((): Column => ({ side: 'right', gap: 2 })),
    { side: 'left', gap: 2 },
  ]
  const broken = all.flatMap((row, i) => {
    const role = signs[i - 1]
    const sign = pen.sign(role)
    const first = pen.paint(role, sign.trimEnd()) + sign.slice(sign.trimEnd().length)
    const lines = wrap(row[0]?.text ?? '', names).slice(0, 3)
    return (lines.length === 0 ? [''] : lines).map((text, k) => ({
      sign: k === 0 ? first : blank,
      row: [{ ...row[0], text }, ...row.slice(1).map((cell) => (k === 0 ? cell : { text: '' }))],
    }))
  })
  const shown = layout(
    broken.map(({ row }) => row),
    columns,
    pen,
  ).map((line, i) => (broken[i]?.sign ?? blank) + line)
  const note = rows.some(({ kind }) => kind === 'offset')
    ? hanging('', pen.plain(texts.offsetNote[language]), width).map((line) => pen.paint('quiet', line))
    : []
  return [...shown, ...note]
}

function factLines({ result, language, width, options }: Drawing): string[] {
  const pen = ink(options)
  return factsOf(result, language).flatMap(({ head, text }) => {
    const left = `${head}${' '.repeat(Math.max(2, 14 - displayWidth(head)))}`
    return hanging(left, pen.plain(text), width)
  })
}

/** What else is to be known: peak, level, ledgers without a quota, units that are displaced, what was missed before. */
function factsOf(
  result: AdmissionResult,
  language: Language,
): readonly { readonly head: string; readonly text: string }[] {
  const { effect, level, displaced, missedBefore, unlimited, project } = result
  const { without, with: now } = effect.peak
  const list = language === 'zh' ? '、' : ', '
  const found = [
    {
      head: texts.peak[language],
      text: say(texts.peakText, language, {
        before: without.year,
        after: now.year,
        beforeValue: amount(without.value, without.unit, language),
        afterValue: amount(now.value, now.unit, language),
      }),
    },
    {
      head: texts.level[language],
      text: level
        ? say(texts.levelText, language, {
            figure: formatNumber(level.figure, language, { significant: 4 }),
            level: level.level > 3 ? texts.beyond[language] : say(texts.levelN, language, { n: level.level }),
            name: word(level.ladderName, language),
            l1: formatNumber(level.level1, language),
            l2: formatNumber(level.level2, language),
            l3: formatNumber(level.level3, language),
          })
        : texts.none[language],
    },
  ]
  if (unlimited.length > 0)
    found.push({
      head: texts.others[language],
      text:
        say(texts.unlimited, language, { year: project.settled ?? '' }) +
        unlimited
          .map(
            ({ name, unit, added }) =>
              `${word(name, language)} ${amount(added, unit, language, { sign: true, short: true })}`,
          )
          .join(list),
    })
  if (displaced.length > 0)
    found.push({
      head: texts.displaced[language],
      text: displaced
        .slice(0, 4)
        .map(
          ({ name, without: old, with: after, unit }) =>
            `${word(name, language)} ${change(old, after, unit, language)}`,
        )
        .join(list),
    })
  if (missedBefore.length > 0)
    found.push({
      head: texts.before[language],
      text: missedBefore
        .map(({ name, without: old, with: after, unit }) =>
          say(texts.beforeText, language, {
            name: word(name, language),
            change: `${difference(old, unit, language, { short: true })} → ${difference(after, unit, language, { short: true })}`,
          }),
        )
        .join(list),
    })
  return found
}

/** Two figures in one unit, that of the larger. */
function change(old: number, after: number, unit: string, language: Language): string {
  const { label, by } = scaleOf(unit, language, Math.max(Math.abs(old), Math.abs(after)))
  const decimals = decimalsOf([old * by, after * by])
  const write = (value: number) => formatNumber(value * by, language, { decimals })
  return `${write(old)} → ${write(after)}${label === '' ? '' : `${bond}${label.replaceAll(' ', bond)}`}`
}

function offerSentence(offer: AdmissionResult['offers'][number], language: Language): string {
  const { valueAdded, text, bought } = offer
  const lost =
    valueAdded && Math.abs(valueAdded.change) > 0.5
      ? say(texts.lost, language, {
          change: amount(valueAdded.change, valueAdded.unit, language, { sign: true }),
        })
      : ''
  return word(text, language) + lost + (bought ? boughtWords(bought, language) : '')
}

/** That a closure only moves emissions to where the thing is made now. */
export function boughtWords(bought: readonly { readonly name: Text }[], language: Language): string {
  const names = bought.map(({ name }) => word(name, language)).join(language === 'zh' ? '、' : ', ')
  return say(texts.bought, language, { names })
}

function offersHead(result: AdmissionResult, language: Language): string {
  const whole = result.offers.every(({ verdict }) => verdict === 'admitted')
  return (whole ? texts.offersHead : texts.offersPartly)[language]
}

function offerLines({ result, language, width, options }: Drawing): string[] {
  const pen = ink(options)
  const { offers, searched } = result
  if (!searched) return []
  if (offers.length === 0)
    return hanging('', pen.plain(say(texts.noOffers, language, { ...searched })), width)
  const lines = offers.flatMap((offer, i) => {
    const shown = hanging(`  ${i + 1}  `, pen.plain(offerSentence(offer, language)), width)
    const yaml = options.verbose
      ? offer.overlay
          .trimEnd()
          .split('\n')
          .map((line) => pen.paint('quiet', `       ${line}`))
      : []
    return [...shown, ...yaml]
  })
  const use = options.verbose ? [pen.paint('quiet', texts.overlay[language])] : []
  return [offersHead(result, language), ...lines, ...use]
}

/** The same for a page of Markdown: a pull request, a note. */
export function admissionMarkdown(result: AdmissionResult, language: Language): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  const mark = { admitted: '✓', conditions: '!', refused: '✗' }[result.verdict]
  const question = say(texts.question, language, {
    name: word(result.project.name, language),
    facts: facts(result, language, lastYear(result)),
    scenario: word(result.scenario.title, language),
  })
  const lines = [`### ${mark} ${question}`, '', `**${verdictSentence(result, language)}**`, '']
  for (const reason of result.reasons) {
    const { clause } = reason
    const by = clause
      ? `${language === 'zh' ? '；' : '; '}${say(texts.clause, language, { clause: inert(clause) })}`
      : ''
    lines.push(`- ${reason.severity === 'must' ? '✗' : '!'} ${word(reason.text, language)}${by}`)
  }
  if (result.reasons.length > 0) lines.push('')
  if (result.ledgers.length > 0) {
    const { year, used, project, limit, spare: left, unit } = texts.columns
    const heads = [year, used, project, limit, left, unit].map((text) => text[language])
    lines.push(`| | ${heads.join(' | ')} |`, `| --- | ---: | ---: | ---: | ---: | ---: | --- |`)
    for (const row of result.ledgers) {
      const figures = [row.used, row.project, row.limit, row.headroom]
      const scale = scaleOf(row.unit, language, Math.max(...figures.map(Math.abs)))
      const decimals = decimalsOf(figures.map((value) => value * scale.by))
      const show = (value: number, sign = false) =>
        formatNumber(value * scale.by, language, { decimals, sign })
      const sign = row.fits ? '✓' : row.severity === 'must' ? '✗' : '!'
      const name = `${sign} ${word(row.name, language)}${row.kind === 'offset' ? ' \\*' : ''}`
      lines.push(
        `| ${cell(name)} | ${row.year} | ${show(row.used)} | ${show(row.project, true)} | ${show(row.limit)} | ${show(row.headroom)} | ${cell(scale.label)} |`,
      )
    }
    if (result.ledgers.some(({ kind }) => kind === 'offset'))
      lines.push('', `\\${texts.offsetNote[language]}`)
    lines.push('')
  }
  for (const { head, text } of factsOf(result, language)) lines.push(`- ${head ? `**${head}** ` : ''}${text}`)
  if (result.searched) {
    lines.push('')
    if (result.offers.length === 0) lines.push(say(texts.noOffers, language, { ...result.searched }))
    else {
      lines.push(`**${offersHead(result, language)}**`, '')
      for (const [i, offer] of result.offers.entries())
        lines.push(`${i + 1}. ${offerSentence(offer, language)}`)
    }
  }
  return `${lines.join('\n')}\n`
}
