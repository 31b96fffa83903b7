import type { Rows } from './row.ts'

/** E04: the domain (engine/compile). */
export const domainCodes = {
  E0401: {
    slug: 'lead-missing',
    severity: 'error',
    zh: '过程 {id} 应有且只有一个 lead: true 的产出，现有 {found} 个',
    en: 'process {id} needs exactly one output with lead: true, it has {found}',
    help: {
      zh: '活动量按主产出计；没有主产出或有两个，就不知道“每单位”是每什么。\n错：outputs: [{ of: coke, amount: 1 t/t }]\n对：outputs: [{ of: coke, lead: true, amount: 1 t/t }]',
      en: 'Activity is counted in the lead output; with none or two of them “per unit” has no meaning.\nwrong: outputs: [{ of: coke, amount: 1 t/t }]\nright: outputs: [{ of: coke, lead: true, amount: 1 t/t }]',
    },
  },
  E0402: {
    slug: 'carbon-open',
    severity: 'error',
    zh: '过程 {id} 的碳不平：投入 {in} kgC，产出 {out} kgC，差 {gap}（容差 {tolerance}）',
    en: 'the carbon of process {id} does not close: {in} kgC in, {out} kgC out, a gap of {gap} (tolerance {tolerance})',
    help: {
      zh: '碳不会消失：进去的碳要么在产品里，要么排掉，要么存住。常见的原因是漏了一种产出，或含碳量用了别的基（干基、收到基）。',
      en: 'Carbon does not vanish: what goes in leaves in products, is emitted or is stored. Often an output is missing, or a carbon content is on another basis (dry, as received).',
    },
  },
  E0403: {
    slug: 'carbon-unaccounted',
    severity: 'error',
    zh: '过程 {id} 的 {commodity} 带碳，却不属于任何排放核算方法',
    en: '{commodity} of process {id} carries carbon but belongs to no accounting method',
    help: {
      zh: '带碳的流必须恰好归一种核算方法，否则它的碳要么漏算，要么算两次。\n对：emits: [carbon-balance]',
      en: 'Each flow that carries carbon belongs to exactly one accounting method, or its carbon is lost or counted twice.\nright: emits: [carbon-balance]',
    },
  },
  E0404: {
    slug: 'outlets-missing',
    severity: 'error',
    zh: '{commodity} 是不能外卖的副产，却没有写 outlets（去向）',
    en: '{commodity} is a by-product that cannot be sold; say where it goes: outlets',
    help: {
      zh: '不能外卖的副产（如焦炉煤气）总要有去处。写出先后顺序和余下的归宿。\n对：outlets: [{ to: captive-power }] … rest: flare',
      en: 'A by-product that cannot be sold (such as coke-oven gas) has to go somewhere. Give the order, and what takes the rest.\nright: outlets: [{ to: captive-power }] … rest: flare',
    },
  },
  E0405: {
    slug: 'not-an-outlet',
    severity: 'error',
    zh: '{id} 用 {commodity}，却不在它的 outlets 里',
    en: '{id} uses {commodity} but is not among its outlets',
    help: {
      zh: '用了这种副产的设施要列在它的 outlets 里，否则分配顺序不明。\n对：outlets: [{ to: captive-power }]',
      en: 'Whatever uses such a by-product is listed among its outlets; else nobody knows its turn.\nright: outlets: [{ to: captive-power }]',
    },
  },
  E0406: {
    slug: 'does-not-use',
    severity: 'error',
    zh: '{id} 并不{verb} {commodity}',
    en: '{id} does not {verb} {commodity}',
    help: {
      zh: '只能改这个过程真正用到或产出的商品。看过程的 inputs 和 outputs。',
      en: 'Only what the process really uses or makes can be changed. See its inputs and outputs.',
    },
  },
  E0407: {
    slug: 'shares-over-one',
    severity: 'error',
    zh: '{what} 在 {year} 年合计 {found}，应为 {expected}',
    en: '{what} sum to {found} in {year}, expected {expected}',
    help: {
      zh: '份额的合计不对，多出或缺少的部分没有归属。核对每一年，插值的年份也算。\n错：{ a: 60%, b: 50% }\n对：{ a: 60%, b: 40% }',
      en: 'The shares do not add up, so something belongs to nobody or to two. Check each year, interpolated ones too.\nwrong: { a: 60%, b: 50% }\nright: { a: 60%, b: 40% }',
    },
  },
  E0408: {
    slug: 'loop-gain',
    severity: 'error',
    zh: '这个环路自用多于自产：{path}',
    en: 'this loop uses more of itself than it makes: {path}',
    help: {
      zh: '生产一单位要用掉一单位以上的自己，产量就没有解。看环路上的单耗，多半差了一个单位。',
      en: 'If making one unit takes more than one unit of the same, no output solves it. Look at the inputs along the loop; a unit is likely wrong.',
    },
  },
  E0409: {
    slug: 'rest-negative',
    severity: 'error',
    zh: '{sector} 在 {year} 年：设施增加值之和 {found} 超过部门总额 {limit}',
    en: 'in {year} the facilities of {sector} add {found}, more than the whole sector: {limit}',
    help: {
      zh: '设施之和超过部门总额，剩下的就成了负数。核对设施的增加值，或部门总额的口径。',
      en: 'The facilities exceed the whole sector, so its rest is negative. Check their value added, or the scope of the total.',
    },
  },
  E0410: {
    slug: 'expression-unit',
    severity: 'error',
    zh: '表达式的单位是 {found}，应为 {expected}',
    en: 'the expression is in {found}, expected {expected}',
    help: {
      zh: '表达式算出的单位与字段不同，多半漏乘或多除了一项。\n错："= gdp"\n对："= gdp * intensity"',
      en: 'The expression comes out in another unit than the field; mostly a factor is missing or one too many.\nwrong: "= gdp"\nright: "= gdp * intensity"',
    },
  },
  E0411: {
    slug: 'energy-open',
    severity: 'error',
    zh: '过程 {id} 的能量损失 {found} 不在 {expected} 之内',
    en: 'the energy loss of process {id} is {found}, outside {expected}',
    help: {
      zh: '投入与产出的能量差应在声明的损失之内。核对热值，以及是否漏了蒸汽或电。\n对：loss: [8%, 12%]',
      en: 'The energy that goes in and comes out may differ by the declared loss. Check calorific values, and whether steam or power is missing.\nright: loss: [8%, 12%]',
    },
  },
  E0412: {
    slug: 'carbon-created',
    severity: 'error',
    zh: '过程 {id} 产出的碳比投入的多 {gap}：每单位投入 {in} kgC，产出 {out} kgC',
    en: '{gap} more carbon comes out of process {id} than goes in: {in} kgC in, {out} kgC out per unit',
    help: {
      zh: '碳不会凭空产生：产出的含碳量写高了，或投入漏写了一种。也可能投入按收到基、产出按干基。\n错：coke-oven-gas: 4200 Nm3/t\n对：coke-oven-gas: 420 Nm3/t',
      en: 'Carbon is not made from nothing: the carbon of an output is too high, an input is missing, or inputs are as received and outputs dry.\nwrong: coke-oven-gas: 4200 Nm3/t\nright: coke-oven-gas: 420 Nm3/t',
    },
  },
  E0413: {
    slug: 'loop-size',
    severity: 'error',
    zh: '环路里需要断开的商品有 {found} 个，上限 8',
    en: 'the loop needs {found} torn commodities, at most 8 are allowed',
    help: {
      zh: '环路太大，逐年求解会慢而不稳。看是否有不该相连的过程，或把小的回用写成净量。',
      en: 'So large a loop is slow and unstable to solve each year. Look for processes that should not be connected, or give small recycling as a net amount.',
    },
  },
  E0414: {
    slug: 'replacement-ratio',
    severity: 'error',
    zh: '{id} 置换：关停 {closed}，新建 {built}，比例 {found} 低于要求 {expected}',
    en: '{id} replaces {closed} by {built}: the ratio {found} is below {expected}',
    help: {
      zh: '产能置换按“关停 ÷ 新建”计。多关、少建，或换一条政策依据。\n错：replaces: { units: [a], ratio: 1.0 }\n对：replaces: { units: [a, b], ratio: 1.25 }',
      en: 'Replacement is counted as closed ÷ new. Close more, build less, or name another policy.\nwrong: replaces: { units: [a], ratio: 1.0 }\nright: replaces: { units: [a, b], ratio: 1.25 }',
    },
  },
  E0415: {
    slug: 'energy-created',
    severity: 'error',
    zh: '过程 {id} 产出的能量多于投入：每单位投入 {in} GJ，产出 {out} GJ',
    en: 'more energy comes out of process {id} than goes in: {in} GJ in, {out} GJ out per unit',
    help: {
      zh: '能量不会凭空产生。看热值的单位（kJ 与 kcal）、煤气的标准体积，或漏写的燃料。\n错：lhv: 4000 kJ/Nm3 … 17000 MJ/Nm3\n对：lhv: 17 MJ/Nm3',
      en: 'Energy is not made from nothing. Look at calorific values (kJ or kcal), gas volumes at 0 °C, or a fuel left out.\nwrong: lhv: 4000 kJ/Nm3 … 17000 MJ/Nm3\nright: lhv: 17 MJ/Nm3',
    },
  },
  E0417: {
    slug: 'balance-negative',
    severity: 'error',
    zh: '{id} 的碳平衡为负：带走的碳比投入的多 {gap}',
    en: 'the carbon balance of {id} is negative: {gap} more carbon leaves than enters',
    help: {
      zh: '措施或本设施的系数把投入的碳减到了产出之下。减少原料的措施要同时减少产出。\n错：{ input: coking-coal, relative: 20% }\n对：{ input: coke-oven-gas, relative: 5% }',
      en: 'A measure or the unit’s own coefficients cut the carbon that goes in below what comes out. A measure that saves feedstock must also cut the output.\nwrong: { input: coking-coal, relative: 20% }\nright: { input: coke-oven-gas, relative: 5% }',
    },
  },
  E0418: {
    slug: 'not-a-supplier',
    severity: 'error',
    zh: '{id} 写了 operation: demand，却不在 {commodity} 的 suppliers 里，不会有需求找它',
    en: '{id} says operation: demand but is not among the suppliers of {commodity}: nothing will ask it to run',
    help: {
      zh: '按需求运行的设施要写进它主产品的 suppliers，按先后次序分担需求。\n对：coke: { suppliers: [coke-a, coke-b] }',
      en: 'A facility that runs on demand must stand in the suppliers of its lead product, in the order in which they share the demand.\nright: coke: { suppliers: [coke-a, coke-b] }',
    },
  },
  E0419: {
    slug: 'push-and-pull',
    severity: 'error',
    zh: '{commodity} 既写了 suppliers 又写了 outlets：要么按需求拉动，要么按副产分配',
    en: '{commodity} has both suppliers and outlets: it is either pulled by demand or shared out as a by-product',
    help: {
      zh: '按需求生产的商品写 suppliers；随主产品一起产生的副产写 outlets。两个都写就说不清谁定活动量。\n对：只留其中一个',
      en: 'What is made on demand has suppliers; what comes along with another product has outlets. With both, nothing says what sets the activity.\nright: keep one of the two',
    },
  },
  E0416: {
    slug: 'combustion-data',
    severity: 'error',
    zh: '{commodity} 被当燃料烧，却没有 {missing}',
    en: '{commodity} is burnt as a fuel but has no {missing}',
    help: {
      zh: '烧一种燃料要知道它的热值、含碳量和氧化率，并写出来源。\n对：{ lhv: 20.9 GJ/t, carbon: 26.4 tC/TJ, oxidation: 99% }',
      en: 'To burn a fuel its calorific value, carbon content and oxidation have to be known, with their source.\nright: { lhv: 20.9 GJ/t, carbon: 26.4 tC/TJ, oxidation: 99% }',
    },
  },
  E0420: {
    slug: 'stream-missing',
    severity: 'error',
    zh: '{id} 没有名为 {stream} 的 CO2 气流；现有：{expected}',
    en: '{id} has no CO2 stream {stream}; it has: {expected}',
    help: {
      zh: '捕集只能作用于过程里写明的一股 CO2（streams），否则捕集的量没有依据。\n对：streams: { vent: { name: 脱碳尾气, of: carbon-balance, share: 60% } } … capture: { stream: vent, rate: 90% }',
      en: 'Capture acts on a stream that the process declares (streams); else the amount captured rests on nothing.\nright: streams: { vent: { name: CO2 vent, of: carbon-balance, share: 60% } } … capture: { stream: vent, rate: 90% }',
    },
  },
  E0421: {
    slug: 'over-potential',
    severity: 'error',
    zh: '措施 {id} 在 {year} 年的采用率 {found} 超过它的潜力 {limit}',
    en: 'measure {id} is adopted by {found} in {year}, more than its potential of {limit}',
    help: {
      zh: '潜力是这项措施最多能用到的份额。降低采用率；改造（retrofit）不写 share 就是整个设施；若潜力偏小，请连同来源一起改。\n对：adoption: { 2025: 10%, 2040: 80%, after: hold }',
      en: 'The potential is how far the measure can go at most. Lower the adoption, or change the potential together with its source; a retrofit without `share` changes the whole unit.\nright: adoption: { 2025: 10%, 2040: 80%, after: hold }',
    },
  },
  E0422: {
    slug: 'captured-over-produced',
    severity: 'error',
    zh: '{id} 在 {year} 年封存 {found} tCO2，多于它排出的 {limit} tCO2',
    en: '{id} stores {found} tCO2 in {year}, more than the {limit} tCO2 that it gives off',
    help: {
      zh: '封存的不能多于排出的。多半是来气不足时换烧了别的燃料，而捕集仍按原来的气流计。降低采用率或另设气流。',
      en: 'No more can be stored than is given off. Often a by-product gas was replaced by another fuel while capture counts the old stream. Lower the adoption or declare another stream.',
    },
  },
  E0423: {
    slug: 'reconciliation-open',
    severity: 'error',
    zh: '核对项 {id}：{year} 年模型与观测总量相差 {found}，超过容差 {limit}',
    en: 'reconciliation {id}: in {year} the model differs from the observed total by {found}, more than the tolerance of {limit}',
    help: {
      zh: '模型与本县的观测总量对不上，基线不能用来推算未来。查漏算或重算的设施，或用 peakzero calibrate 在范围内解出一个未知数；不要放宽容差了事。',
      en: 'The model does not meet an observed total of this county, so nothing should be projected from it. Look for units left out or counted twice, or let peakzero calibrate solve one unknown within its range; do not just widen the tolerance.',
    },
  },
  E0424: {
    slug: 'unknown-number',
    severity: 'error',
    zh: '待解的数 {path} 不在这个基线里{nearest}',
    en: 'the unknown {path} is no number of this baseline{nearest}',
    help: {
      zh: '写一个数或序列的路径，用点相连，如 facilities.coke-a.utilisation。列表里面的数不能求解，请改写成设施或终端用途自己的字段。\n对：unknown: end-uses.rest-power.intensity',
      en: 'Give the path of a number or a series, joined by dots, such as facilities.coke-a.utilisation. A number inside a list cannot be solved; write it as a field of its own.\nright: unknown: end-uses.rest-power.intensity',
    },
  },
  E0425: {
    slug: 'calibration-out-of-range',
    severity: 'error',
    zh: '控制总量 {id}：{path} 在其范围内（{low} 到 {high} 倍）达不到 {total}，最近为 {found}',
    en: 'control {id}: {path} cannot meet {total} within its range ({low} to {high} times); the nearest is {found}',
    help: {
      zh: '未知数的范围有依据，不能为凑总量而放宽。多半是别处漏了或重了，或总量的口径不同。',
      en: 'The range of the unknown has a basis and is not stretched to meet a total. Something else is likely missing or counted twice, or the total has another scope.',
    },
  },
} as const satisfies Rows
