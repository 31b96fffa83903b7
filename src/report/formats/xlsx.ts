import { inert } from '../../text/inert.ts'
import type { Text } from '../../text/text.ts'
import type { Format } from '../result.ts'
import type { Sheet } from '../xlsx/sheet.ts'
import { conclusionSheet } from '../xlsx/sheets/conclusion.ts'
import { dataSheet } from '../xlsx/sheets/data.ts'
import { emissionSheet } from '../xlsx/sheets/emissions.ts'
import { energySheet } from '../xlsx/sheets/energy.ts'
import { groundsSheet } from '../xlsx/sheets/grounds.ts'
import { headroomSheet } from '../xlsx/sheets/headroom.ts'
import type { Material } from '../xlsx/sheets/layout.ts'
import { comparisonSheet, measureSheet, projectSheet } from '../xlsx/sheets/lists.ts'
import { workbook } from '../xlsx/workbook.ts'

/** The sheets in their order; their names are ours, so that no text of a user stands in a name. */
const sheets: readonly (readonly [name: Text, make: (material: Material, name: string) => Sheet])[] = [
  [{ zh: '结论', en: 'Answers' }, conclusionSheet],
  [{ zh: '排放', en: 'Emissions' }, emissionSheet],
  [{ zh: '能源', en: 'Energy' }, energySheet],
  [{ zh: '容量', en: 'Headroom' }, headroomSheet],
  [{ zh: '项目', en: 'Projects' }, projectSheet],
  [{ zh: '措施', en: 'Measures' }, measureSheet],
  [{ zh: '对比', en: 'Comparison' }, comparisonSheet],
  [{ zh: '依据与来源', en: 'Sources' }, groundsSheet],
  [{ zh: '数据', en: 'Data' }, dataSheet],
]

/** A font that every office program has or replaces. */
const font: Text = { zh: '等线', en: 'Calibri' }

/** A workbook of a result; several results stand in one, their sheets numbered in the order in which they were given. */
export const format: Format = {
  name: 'xlsx',
  extension: 'xlsx',
  binary: true,
  about: { zh: '工作簿：各表、公式、来源、全部数据', en: 'a workbook: tables, formulas, sources, all data' },
  render(results, { language }) {
    const list = results.flatMap((result, i) =>
      sheets.map(([name, make]) => {
        const number = results.length > 1 ? ` ${i + 1}` : ''
        return make({ result, all: results, language }, `${name[language]}${number}`)
      }),
    )
    const version = results[0]?.generator.version ?? ''
    return workbook(list, {
      title: results.map(({ scenario }) => inert(scenario.title[language], 200)).join(' · '),
      creator: `peakzero ${version}`,
      font: font[language],
    })
  },
}
