import { expect, it } from 'vitest'
import { runProject, told } from '../county.ts'
import { base } from './base.ts'
it('base', async () => {
  const r = await runProject(base, 'scenarios/a.yaml', {with:['overlays/more.yaml']})
  console.log(JSON.stringify(told(r),null,1), r.results[0]?.indicators['co2.total'])
})
