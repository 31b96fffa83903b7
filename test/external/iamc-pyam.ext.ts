import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../src/index.ts'
import { format } from '../../src/report/formats/iamc.ts'
import { repository } from '../county.ts'
import { page } from '../report/fixture.ts'

/** Reads the file, and adds parts up by pyam's own rules; prints the number of points and what does not add up. */
const script = `
import sys, warnings
warnings.simplefilter('ignore')
import pyam
df = pyam.IamDataFrame(sys.argv[1])
wrong = df.check_aggregate('Emissions|CO2|Energy and Industrial Processes',
  components=['Emissions|CO2|Energy', 'Emissions|CO2|Industrial Processes'])
print(len(df.data), len(df.region), 0 if wrong is None else len(wrong))
`
const missing = spawnSync('python3', ['-c', 'import pyam'], { encoding: 'utf8' }).status !== 0

test.skipIf(missing)(
  'pyam reads every point of two counties, and their parts add up by its rules',
  async () => {
    const { results } = await run([
      join(repository, 'scenarios/jiaocheng/reference.yaml'),
      join(repository, 'scenarios/wangmo/reference.yaml'),
    ])
    const text = String(format.render(results, page))
    const folder = mkdtempSync(join(tmpdir(), 'peakzero-pyam-'))
    try {
      const file = join(folder, 'iamc.csv')
      writeFileSync(file, text)
      const { stdout, stderr } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' })
      const [points, regions, wrong] = stdout.trim().split('\n').at(-1)!.split(' ').map(Number)
      expect({ points, regions, wrong }, stderr).toEqual({
        points: text.trimEnd().split('\n').length - 1,
        regions: 2,
        wrong: 0,
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
