import { formatNumber } from '../../text/format.ts'
import type { Text } from '../../text/text.ts'
import type { Lever, Live } from '../live.ts'
import { safe } from './svg.ts'
import { tell, type View } from './view.ts'

const texts = {
  title: { zh: '调一调，看结果', en: 'Try the levers' },
  onPaper: { zh: '本页所用的措施取值', en: 'Lever settings behind these pages' },
  note: {
    zh: '需求与路径按保存情景的百分比调，从 {year} 年起；图表当场重算，虚点线是保存的净排放。',
    en: 'Demands and paths move in per cent of the saved ones, from {year}; the page recomputes, the dotted line is the saved net.',
  },
  more: { zh: '更多（{n}）', en: 'More ({n})' },
  cost: { zh: '只影响费用，不影响本页的图', en: 'changes costs only, nothing that this page shows' },
  reset: { zh: '恢复原情景', en: 'Reset' },
  save: { zh: '下载为 overlay', en: 'Download as overlay' },
  on: { zh: '实施', en: 'in' },
  off: { zh: '不实施', en: 'out' },
  starts: { zh: '{name}：投产年', en: '{name}: start' },
} satisfies Record<string, Text>

/** Where a lever stands, in words; with the saved value where it differs. */
export function leverValue(lever: Lever, value: number, view: View): string {
  const say = (one: number) =>
    lever.kind === 'switch'
      ? (one === 1 ? texts.on : texts.off)[view.language]
      : lever.kind === 'year'
        ? String(Math.floor(one + 1e-6))
        : `${formatNumber(Math.round(one * 100), view.language)}%`
  return value === lever.value ? say(value) : `${say(lever.value)} → ${say(value)}`
}

function control(live: Live, lever: Lever, values: ArrayLike<number>, view: View): string {
  const i = live.levers.indexOf(lever)
  const id = `lever-${view.language}-${i}`
  const own = lever.name[view.language]
  const name = lever.kind === 'year' ? tell(texts.starts, view, { name: own }) : own
  const hint = lever.costOnly ? `<span class="hint">${texts.cost[view.language]}</span>` : ''
  if (lever.kind === 'switch')
    return `<div class="lv"><label class="sw" for="${id}"><span>${safe(name)}${hint}</span><output data-of="${i}"></output><input type="checkbox" role="switch" id="${id}" data-lever="${i}"${values[lever.slot] === 1 ? ' checked' : ''}></label></div>`
  const share = lever.kind === 'scale' || lever.kind === 'share'
  const whole = (value: number) => (share ? Math.round(value * 100) : Math.floor(value + 1e-6))
  const step = share ? Math.round(lever.step * 100) : lever.step
  return `<div class="lv"><label for="${id}"><span>${safe(name)}${hint}</span><output data-of="${i}"></output></label><input type="range" id="${id}" data-lever="${i}" min="${whole(lever.low)}" max="${whole(lever.high)}" step="${step}" value="${whole(values[lever.slot]!)}"></div>`
}

/** The levers: the nine that move most in front, the others folded away. */
export function leverList(live: Live, values: ArrayLike<number>, view: View): string {
  const controls = (list: readonly Lever[]) =>
    list.map((lever) => control(live, lever, values, view)).join('')
  const main = live.levers.filter((lever) => lever.main)
  const rest = live.levers.filter((lever) => !lever.main)
  const year = live.levers.find(({ from }) => from !== undefined)?.from ?? ''
  const more =
    rest.length === 0
      ? ''
      : `<details class="nop"><summary>${tell(texts.more, view, { n: rest.length })}</summary><div class="list">${controls(rest)}</div></details>`
  return `<h3><span class="nop">${texts.title[view.language]}</span><span class="ponly">${texts.onPaper[view.language]}</span></h3><p class="note nop">${tell(texts.note, view, { year })}</p><div class="list">${controls(main)}</div>${more}<p class="wrong" data-fault role="alert"></p><div class="acts"><button type="button" data-act="reset">${texts.reset[view.language]}</button><button type="button" data-act="save">${texts.save[view.language]}</button></div><pre class="cmd" data-command tabindex="0"></pre>`
}
