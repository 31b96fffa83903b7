import type { Rows } from './row.ts'

/** E0750–E0779, W0750–W0779, and of E08 the numbers from E0813 on: ledgers, `admit`, `screen`. */
export const ledgerCodes = {
  E0750: {
    slug: 'not-one-project',
    severity: 'error',
    zh: 'admit 要的是一个 overlay，其中恰好有一个情景里没有的项目；这里有 {count} 个（{ids}）',
    en: 'admit takes an overlay with exactly one project that the scenario does not have; this one has {count} ({ids})',
    help: {
      zh: '一次只判一个项目。项目文件写成 overlay，projects 下只列这一个；随它改变的设施、需求、供应顺序可以写在同一文件里。已在情景里的项目用 screen。\n对：projects: { methanol-2: { process: methanol-from-cog, status: planned, capacity: 30 万t/a, start: 2027 } }',
      en: 'One project is judged at a time. Write it as an overlay with this one under projects; units, demands and orders that change with it may stand in the same file. Projects of the scenario itself: screen.\nright: projects: { methanol-2: { process: methanol-from-cog, status: planned, capacity: 0.3 Mt/a, start: 2027 } }',
    },
  },
  E0751: {
    slug: 'quota-twice',
    severity: 'error',
    zh: '指标 {id} 同时写了 total 和 values',
    en: 'the quota {id} gives both total and values',
    help: {
      zh: '两者同义，只写一个。\n对：nox: { control-unit: key, values: { 2026: 3.1 kt/a, 2030: 2.9 kt/a } }',
      en: 'They mean the same: write one of them.\nright: nox: { control-unit: key, values: { 2026: 3.1 kt/a, 2030: 2.9 kt/a } }',
    },
  },
  E0752: {
    slug: 'no-such-unit',
    severity: 'error',
    zh: '没有叫 {id} 的设施或项目{nearest}',
    en: 'no unit or project is called {id}{nearest}',
    help: {
      zh: '--close 后写设施的编号。\n对：peakzero screen scenarios/jiaocheng/reference.yaml --close ammonia-cog',
      en: '--close takes the id of a unit.\nright: peakzero screen scenarios/jiaocheng/reference.yaml --close ammonia-cog',
    },
  },
  W0750: {
    slug: 'quota-exceeded',
    severity: 'warning',
    zh: '台账 {ledger}：{quota} 从 {year} 年起不够，最多缺 {short}（{worst} 年）',
    en: 'ledger {ledger}: {quota} is short from {year}, at most by {short} in {worst}',
    help: {
      zh: '用量超过了声明的指标。peakzero screen 说哪些项目放得下、关掉什么能腾出余量。',
      en: 'The use exceeds a declared quota. peakzero screen says which projects fit and what closures would free.',
    },
  },
  W0751: {
    slug: 'no-site',
    severity: 'warning',
    zh: '台账 {ledger}：{count} 个设施没有写 site，{amount} 不属于任何管控单元（{year} 年）',
    en: 'ledger {ledger}: {count} units name no site, so {amount} belong to no control unit in {year}',
    help: {
      zh: '分管控单元的台账只算写明厂址的设施。漏写会使余量看起来偏大。\n对：site: coking-park',
      en: 'The ledger of a control unit counts units with a site only; a missing site makes its headroom look larger.\nright: site: coking-park',
    },
  },
  W0752: {
    slug: 'over-approval',
    severity: 'warning',
    zh: '项目 {project} 在 {year} 年用 {found} 的 {subject}，批准量是 {granted}',
    en: 'project {project} uses {found} of {subject} in {year}, granted are {granted}',
    help: {
      zh: '模型算出的用量超过批文。查产能、利用率、单耗，或批文的口径。',
      en: 'The model uses more than the permit grants. Look at capacity, utilisation and coefficients, or at what the permit counts.',
    },
  },
  W0753: {
    slug: 'quota-not-judged',
    severity: 'warning',
    zh: '指标 {quota} 的年份不在规划期 {plan} 之内，没有一年可判',
    en: 'the years of quota {quota} lie outside the plan {plan}: no year is judged',
    help: {
      zh: '指标只在规划期的年份判定。把年份写进规划期，或去掉 plan。\n对：energy: { plan: fyp15, total: { 2030: 310 万tce/a } }',
      en: 'A quota is judged in the years of its plan only. Give years inside the plan, or leave plan out.\nright: energy: { plan: fyp15, total: { 2030: 3.1 Mtce/a } }',
    },
  },
  W0754: {
    slug: 'needed-missing',
    severity: 'warning',
    zh: '项目 {project} 要先有 {needed}，它在这个情景里不运行',
    en: 'project {project} needs {needed}, which does not run in this scenario',
    help: {
      zh: '前置项目没有纳入。把它纳入，或先不上这个项目。\n对：projects: { acid-park: { included: true } }',
      en: 'What it needs is not included. Include it, or leave this project out.\nright: projects: { acid-park: { included: true } }',
    },
  },
  W0755: {
    slug: 'excluded-together',
    severity: 'warning',
    zh: '项目 {project} 与 {other} 不能并存，两个都在运行',
    en: 'project {project} and {other} cannot stand together, and both run',
    help: {
      zh: '二者择一。\n对：projects: { hydrogen: { included: false } }',
      en: 'Choose one of them.\nright: projects: { hydrogen: { included: false } }',
    },
  },
  W0756: {
    slug: 'zone-forbids',
    severity: 'warning',
    zh: '项目 {project} 建在 {zone}，那里不准新上 {what}',
    en: 'project {project} stands in {zone}, where {what} may not be built',
    help: {
      zh: '分区管控的准入清单不允许。换厂址，或不上。',
      en: 'The entry list of the zone forbids it. Choose another site, or leave it out.',
    },
  },
  E0813: {
    slug: 'unit-not-standing',
    severity: 'error',
    zh: '{id} 关不了：{reason}；{year} 年还在运行、编号相近的有 {ids}',
    en: '{id} cannot close: {reason}; of the units that stand in {year} the nearest are {ids}',
    help: {
      zh: '--close 问的是从观测期后第一年起关停会腾出什么，只能写那一年还在运行的设施。\n对：peakzero screen scenarios/jiaocheng/reference.yaml --close ammonia-cog',
      en: '--close asks what a closure from the first year after the observed ones would free, so the unit must stand in that year.\nright: peakzero screen scenarios/jiaocheng/reference.yaml --close ammonia-cog',
    },
  },
  E0814: {
    slug: 'until-judges-nothing',
    severity: 'error',
    zh: '--until {found} 不在可以判的年份 {expected} 之内',
    en: '--until {found} lies outside the years that can be judged, {expected}',
    help: {
      zh: '只判到某年时，那一年不能早于项目投产，也不能在情景的年份之外：否则什么都没有判，却像是放得下。\n对：peakzero admit project.yaml --to scenarios/jiaocheng/peak-2028.yaml --until 2030',
      en: 'The last judged year lies neither before the start of the project nor outside the years of the scenario: nothing would be judged, and everything would seem to fit.\nright: peakzero admit project.yaml --to scenarios/jiaocheng/peak-2028.yaml --until 2030',
    },
  },
  E0815: {
    slug: 'closure-breaks',
    severity: 'error',
    zh: '关停 {ids} 以后，县就算不通：{reason}',
    en: 'with {ids} closed the county does not hold together: {reason}',
    help: {
      zh: '关停使某个平衡或份额越界，结果没有意义。先改情景（由谁接替供应），再问。\n对：peakzero screen scenarios/jiaocheng/reference.yaml --close ammonia-cog',
      en: 'The closure drives a balance or a share out of its bounds, so no answer would mean anything. Say in the scenario who takes over, then ask again.\nright: peakzero screen scenarios/jiaocheng/reference.yaml --close ammonia-cog',
    },
  },
  E0816: {
    slug: 'permit-half',
    severity: 'error',
    zh: '{subject} 的批文写了 {there}，没有写 {wanted}：削减替代无从判断',
    en: 'the permit of {subject} gives {there} and no {wanted}, so its offset cannot be judged',
    help: {
      zh: 'offset 是倍数，from 是由哪个设施腾出，两者一起才是条件。\n错：nox: { amount: 40 t/a, offset: 2 }\n对：nox: { amount: 40 t/a, offset: 2, from: works-a }',
      en: 'offset is the ratio, from the unit that frees it: only both together are a condition.\nwrong: nox: { amount: 40 t/a, offset: 2 }\nright: nox: { amount: 40 t/a, offset: 2, from: works-a }',
    },
  },
  W0817: {
    slug: 'permit-not-offset',
    severity: 'warning',
    zh: '项目 {project}：{subject} 的批准量要由 {from} 腾出 {wanted}，{year} 年只腾出 {found}',
    en: 'project {project}: its permit of {subject} asks {from} to free {wanted}; in {year} it frees {found}',
    help: {
      zh: '批文以关停或减排为条件。让该设施关停、减产或加装治理，或改写批文的条件。\n对：facilities: { works-a: { retired: 2027 } }',
      en: 'The permit was granted on the condition that another unit gives up as much. Close it, run it less, clean it, or correct the condition.\nright: facilities: { works-a: { retired: 2027 } }',
    },
  },
} as const satisfies Rows
