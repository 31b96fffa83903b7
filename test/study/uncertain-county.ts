import { peopled as small } from '../check/small.ts'
import { type Project, plainScenario } from '../county.ts'

/**
 * The county of test/check/small.ts with fires that are uncertain: 800 t of the stack and U(0, 100) t of fires stand under a
 * cap of 860 t in 2030, so the cap holds with a chance of exactly 60 %.
 */
export function county(fires: string, n2o = '2 t/a', scenario = ''): Project {
  const text = small
    .replace('amount: 50 tCO2/a', `amount: ${fires}`)
    .replace('amount: 2 t/a', `amount: ${n2o}`)
  return {
    'baselines/toy.yaml': text,
    'scenarios/a.yaml': `${plainScenario}source: made-up
grade: assumption
targets:
  cap: { rule: cap, indicator: co2.total, values: { 2030: 860 tCO2 } }
  gone: { rule: neutral, indicator: ghg.net, by: 2035, severity: should }
expect: { gone: missed }
${scenario}`,
  }
}

export const uniform = '{ value: 50 tCO2/a, uncertain: { uniform: [0 tCO2/a, 100 tCO2/a] } }'
