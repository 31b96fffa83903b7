import type { Rows } from './row.ts'

/** E0840 to W0849: files and projects that do not hold together, and supply that leaves the county. */
export const coherenceCodes = {
  E0840: {
    slug: 'no-project',
    severity: 'error',
    zh: '找不到 {path}：{folder} 以上没有 peakzero.yaml，也没有 .git，只好把它当作项目的根',
    en: 'there is no {path}: no folder from {folder} upward holds peakzero.yaml or .git, so it is taken as the project',
    help: {
      zh: '用编号引用的基线、政策和库从项目的根找起：baselines/、baselines/policies/、baselines/library/。在项目最上层放一个空文件 peakzero.yaml（或用 git）。\n对：mine/peakzero.yaml、mine/baselines/county.yaml、mine/scenarios/a.yaml',
      en: 'Baselines, policies and libraries that are named by id are looked for from the root of the project: baselines/, baselines/policies/, baselines/library/. Put an empty file peakzero.yaml into the uppermost folder of the project (or use git).\nright: mine/peakzero.yaml, mine/baselines/county.yaml, mine/scenarios/a.yaml',
    },
  },
  E0841: {
    slug: 'open-project-unsound',
    severity: 'error',
    zh: '抽样时可能建成的项目（{ids}）放进来，县就算不通：{code}',
    en: 'with projects that may be built in a draw ({ids}) the county does not hold together: {code}',
    help: {
      zh: '单次运行里没有的项目，抽样时按概率可能会来；来了县就算不通，就没法抽样。改好项目（见它自己的错误），或写明它不来。\n错：{ status: idea, operation: demand }（没有写进 suppliers）\n对：写进 suppliers；或 included: false；或 chance: 0%',
      en: 'A project that the single run leaves out may come in a draw; where the county does not hold together with it, nothing can be drawn. Mend the project (its own error is told beside), or say that it does not come.\nwrong: { status: idea, operation: demand } (among no suppliers)\nright: name it among the suppliers; or included: false; or chance: 0%',
    },
  },
} as const satisfies Rows
