import { message } from '../diagnostics/render.ts'
import type { Model } from '../model/model.ts'
import { amount } from '../report/figure.ts'
import type { Reason } from '../study/admit.ts'
import type { Move } from '../study/offers.ts'
import type { Language, Text } from '../text/text.ts'
import { dateOf } from './offer-overlay.ts'

/** What `admit` and `screen` say of a reason and of an offer, in both languages. */

type Fill = Readonly<Record<string, string | number | ((language: Language) => string)>>

function fill(text: Text, args: Fill): Text {
  const one = (language: Language) =>
    text[language].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = args[name]
      return String(typeof value === 'function' ? value(language) : (value ?? ''))
    })
  return { zh: one('zh'), en: one('en') }
}

const figure = (value: number, unit: string) => (language: Language) => amount(value, unit, language)
const named = (text: Text) => (language: Language) => text[language]

const reasons = {
  over: {
    zh: '{name}：{year} 年起不够，{worst} 年缺 {missing}',
    en: '{name}: short from {year}, by {missing} in {worst}',
  },
  overBefore: {
    zh: '{name}：本来就缺 {old}，再加重 {missing}（{worst} 年）',
    en: '{name}: short by {old} without it, by {missing} more with it ({worst})',
  },
  offset: {
    zh: '{name}：新增排放要 {ratio} 倍削减，{worst} 年还缺 {missing}',
    en: '{name}: new emissions are offset {ratio} to 1; {missing} of cuts are missing in {worst}',
  },
  outcome: {
    zh: '{name}：没有它达标，有它从 {year} 年起不达标',
    en: '{name}: met without it, missed with it from {year}',
  },
  part: {
    zh: '（只建 {share} 时就已如此）',
    en: ' (already at {share} of its size)',
  },
  feed: {
    zh: '来料不足：{year} 年只够 {share}',
    en: 'not enough feed or fuel: {share} of what it asks for in {year}',
  },
  unmet: {
    zh: '{name}供不上：{year} 年缺 {missing}',
    en: '{name} cannot be supplied: {missing} missing in {year}',
  },
  entry: {
    zh: '{name}：要求 {wanted} 级，单耗 {figure} kgce/t（{level}）',
    en: '{name}: level {wanted} is asked for, {figure} kgce/t is {level}',
  },
  idle: {
    zh: '这个情景里没有人要它的产品：从 {year} 年起一直停着',
    en: 'nothing in this scenario asks for what it makes: it stands still from {year}',
  },
  changesNothing: {
    zh: '对{unit}的改造什么也没有改变：它从 {year} 年起不运行，或没有这项措施作用的东西',
    en: 'changing {unit} changes nothing: it does not run from {year} on, or has nothing that the measure acts on',
  },
  broken: {
    zh: '加进来县就算不通：{message}（{code}）',
    en: 'the county does not hold together with it: {message} ({code})',
  },
  zone: {
    zh: '{zone}不准新上{what}',
    en: '{what} may not be built in {zone}',
  },
  needs: { zh: '要先有{name}，这个情景里没有', en: 'it needs {name}, which does not run in the scenario' },
  excludes: { zh: '与{name}只能上一个，后者已在运行', en: 'it cannot stand beside {name}, which runs' },
  replaces: {
    zh: '置换不足：关停 {closed} ÷ 新建 {built} = {found}，要求 {ratio}',
    en: 'replacement is too small: {closed} closed ÷ {built} built = {found}, {ratio} is asked for',
  },
  approval: {
    zh: '{subject}：{year} 年用 {found}，批准量只有 {granted}',
    en: '{subject}: it uses {found} in {year}, and only {granted} are granted',
  },
  permitOffset: {
    zh: '{subject}：批准量要由{from}腾出 {granted}，{year} 年只腾出 {found}',
    en: '{subject}: its permit asks {from} to free {granted}; in {year} it frees {found}',
  },
} satisfies Record<string, Text>

const beyond: Text = { zh: '限额以外', en: 'beyond the limit' }
const level = (n: number): Text => (n > 3 ? beyond : { zh: `${n} 级`, en: `level ${n}` })
const percent = (share: number) => `${Number((share * 100).toPrecision(3))}%`

export function reasonText(reason: Reason, model: Model, name: (id: string) => Text): Text {
  switch (reason.rule) {
    case 'limit': {
      const { constraint, year, worst, missing, before, without } = reason.breach
      const args = {
        name: named(constraint.name),
        year,
        worst,
        missing: figure(missing, constraint.unit),
        old: figure(-without, constraint.unit),
        ratio: constraint.ratio ?? '',
      }
      const text = !constraint.usedUp
        ? reasons.outcome
        : constraint.kind === 'offset'
          ? reasons.offset
          : before
            ? reasons.overBefore
            : reasons.over
      const said = fill(text, args)
      if (reason.size === undefined) return said
      const part = fill(reasons.part, { share: percent(reason.size) })
      return { zh: said.zh + part.zh, en: said.en + part.en }
    }
    case 'supply': {
      const { commodity, year, wanted, found } = reason.shortage
      if (commodity === undefined) return fill(reasons.feed, { year, share: percent(found / wanted) })
      const unit = model.commodities.get(commodity)?.unit.unit ?? ''
      return fill(reasons.unmet, {
        name: named(name(commodity)),
        year,
        missing: figure(wanted - found, unit),
      })
    }
    case 'entry':
      return fill(reasons.entry, {
        name: named(reason.target.name),
        wanted: reason.wanted,
        figure: Number(reason.level.figure.toPrecision(4)),
        level: named(level(reason.level.level)),
      })
    case 'idle':
      return reason.changed === undefined
        ? fill(reasons.idle, { year: reason.year })
        : fill(reasons.changesNothing, { year: reason.year, unit: named(name(reason.changed)) })
    case 'broken':
      return fill(reasons.broken, {
        message: (language: Language) => message(reason.problem, language),
        code: reason.problem.code,
      })
    case 'zone':
      return fill(reasons.zone, {
        zone: named(model.zones.get(reason.zone)!.name),
        what: named(
          model.sectors.get(reason.what)?.name ?? model.processes.get(reason.what)?.name ?? name(reason.what),
        ),
      })
    case 'needs':
      return fill(reasons.needs, { name: named(name(reason.needed)) })
    case 'excludes':
      return fill(reasons.excludes, { name: named(name(reason.other)) })
    case 'replaces':
      return fill(reasons.replaces, {
        closed: figure(reason.closed, reason.unit),
        built: figure(reason.built, reason.unit),
        found: Number((reason.closed / reason.built).toPrecision(3)),
        ratio: reason.ratio,
      })
    case 'approval':
      return fill(reason.from === undefined ? reasons.approval : reasons.permitOffset, {
        from: named(name(reason.from ?? '')),
        year: reason.year,
        found: figure(reason.found, reason.unit),
        subject: named(reason.name),
        granted: figure(reason.granted, reason.unit),
      })
  }
}

const offers = {
  size: { zh: '规模减到 {size}（{share}）', en: 'cut to {size} ({share})' },
  later: { zh: '推迟到 {start}投产', en: 'start in {start}' },
  close: { zh: '{from}关停{name}', en: 'close {name} in {from}' },
  measure: { zh: '{from} 年起{name}采用率达到 {level}', en: '{name} adopted to {level} from {from}' },
  include: { zh: '同时上{name}', en: 'build {name} too' },
  leaveOut: { zh: '不上{name}', en: 'leave out {name}' },
  site: { zh: '改在{name}建', en: 'build it at {name}' },
  date: { zh: '{year} 年', en: '{year}' },
} satisfies Record<string, Text>
const and: Text = { zh: '，并', en: ', and ' }
const dated = { zh: '于 ' }

const dateText = (year: number) => (language: Language) => fill(offers.date, { year: dateOf(year) })[language]

export function offerText(
  moves: readonly Move[],
  model: Model,
  id: string,
  name: (id: string) => Text,
): Text {
  const texts = moves.map((move) => moveText(move, model, id, name))
  return {
    // A date wants its preposition where it follows another step.
    zh: texts.map(({ zh }, i) => (i > 0 && /^\d/.test(zh) ? `${dated.zh}${zh}` : zh)).join(and.zh),
    en: texts.map(({ en }) => en).join(and.en),
  }
}

function moveText(move: Move, model: Model, id: string, name: (id: string) => Text): Text {
  switch (move.kind) {
    case 'size': {
      const whole = move.capacities.reduce((sum, { value }) => sum + value, 0)
      return fill(offers.size, {
        size: figure(whole, move.capacities[0]?.unit ?? ''),
        share: percent(Number(move.share.toPrecision(2))),
      })
    }
    case 'later':
      return fill(offers.later, { start: dateText(move.start) })
    case 'close':
      return fill(offers.close, { from: dateText(move.from), name: named(name(move.unit)) })
    case 'measure':
      return fill(offers.measure, {
        from: move.from,
        name: named(name(move.measure)),
        level: percent(move.level),
      })
    case 'include':
      return fill(offers.include, { name: named(name(move.project)) })
    case 'leave-out':
      return fill(offers.leaveOut, { name: named(name(move.project)) })
    case 'site':
      return fill(offers.site, { name: named(model.sites.get(move.site)?.name ?? name(id)) })
  }
}
