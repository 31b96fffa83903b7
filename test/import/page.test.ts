import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { recorder } from '../cli/stage.ts'
import { repository } from '../county.ts'
import { type Made, makeBook } from './make-book.ts'

const rows: Made[][] = [
  ['2023年规模以上工业企业名单'],
  [
    '企业名称',
    '行业代码',
    '主要产品',
    '产量（万吨）',
    '能源消费量',
    undefined,
    '综合能源消费量（吨标准煤，当量值）',
  ],
  [undefined, undefined, undefined, undefined, '原煤（吨）', '电力（万千瓦时）'],
  ['甲铸造有限公司', '3391', '铸铁件', 3.2, '８００', 560.5, 1260.3],
  ['乙砖厂', '3031', '烧结砖', '12', '4,100', '—', 2928.6],
  ['丙食品有限公司', '1331', '食用油', 0.4, undefined, undefined, 560],
  ['合计', undefined, undefined, 15.6, 4900, 560.5, 4748.9],
]

/** docs/import.md shows what the program says; `GENERATE=1` writes it. */
it('docs/import.md shows what comes of its own book', async () => {
  const root = mkdtempSync(join(tmpdir(), 'peakzero-import-'))
  writeFileSync(join(root, 'peakzero.yaml'), '')
  const at = (name: string) => join(root, name)
  writeFileSync(
    at('firms.xlsx'),
    makeBook([{ name: '名单', rows, merges: ['A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:F2', 'G2:G3'] }]),
  )
  const play = async (...argv: readonly string[]) => {
    const stdout = recorder()
    const stderr = recorder()
    expect(
      await main({ argv: ['import', at('firms.xlsx'), ...argv], env: {}, version: '0', stdout, stderr }),
    ).toBe(0)
    return stdout.text
  }
  const map = await play('--propose', at('map.yaml'))
  const answer = await play('--map', at('map.yaml'))
  rmSync(root, { recursive: true, force: true })
  // By hand: 800 + 4,100 t of coal; 560.5 × 10 MWh; 560 tce that nobody told by fuel; outputs in tonnes.
  expect(answer).toMatch(/4,900 t\/a/)
  expect(answer).toMatch(/5,605 MWh\/a/)
  expect(answer).toMatch(/560 tce\/a/)
  expect(answer).toMatch(/120,000 t\/a/)
  const width = Math.max(...rows.map((cells) => cells.length))
  const line = (cells: readonly Made[]) =>
    `| ${Array.from({ length: width }, (_, i) => cells[i] ?? '').join(' | ')} |`
  const made: Readonly<Record<string, string>> = {
    book: [line([]), `|${' --- |'.repeat(width)}`, ...rows.map(line)].join('\n'),
    map: `\`\`\`yaml\n${map.slice(map.indexOf('    columns:'), map.indexOf('\nindustries:')).trimEnd()}\n\`\`\``,
    answer: `\`\`\`\n${answer.trimEnd()}\n\`\`\``,
  }
  const path = join(repository, 'docs/import.md')
  const page = readFileSync(path, 'utf8')
  const written = page.replace(
    /<!-- made: (\w+) -->\n[\s\S]*?<!-- end -->/g,
    (_, name: string) => `<!-- made: ${name} -->\n${made[name]}\n<!-- end -->`,
  )
  if (process.env['GENERATE']) writeFileSync(path, written)
  else expect(page).toBe(written)
})
