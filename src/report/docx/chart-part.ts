import type { Figure } from '../chart/figure-data.ts'
import { colour } from '../chart/svg.ts'
import { declaration, xml } from '../office/xml.ts'

const chartSpace = 'http://schemas.openxmlformats.org/drawingml/2006/chart'
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main'

/** A series as the chart draws it: values by place, how it is filled or stroked. */
interface Series {
  readonly name: string
  readonly values: readonly (number | undefined)[]
  readonly look: string
}

const rgb = (hex: string): string => `<a:srgbClr val="${hex.slice(1).toUpperCase()}"/>`
const solid = (hex: string): string => `<c:spPr><a:solidFill>${rgb(hex)}</a:solidFill></c:spPr>`
const hatched = (hex: string, preset: string): string =>
  `<c:spPr><a:pattFill prst="${preset}"><a:fgClr>${rgb('#ffffff')}</a:fgClr><a:bgClr>${rgb(hex)}</a:bgClr></a:pattFill></c:spPr>`
const unseen = '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'

function stroke(hex: string, points: number, dashed: boolean): string {
  const dash = dashed ? '<a:prstDash val="dash"/>' : ''
  return `<c:spPr><a:ln w="${Math.round(points * 12_700)}" cap="rnd"><a:solidFill>${rgb(hex)}</a:solidFill>${dash}<a:round/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`
}

/** Values with 12 significant digits; what is not told is a gap. */
function numbers(values: readonly (number | undefined)[], decimals: number): string {
  const code = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
  const points = values.map((value, i) =>
    value === undefined ? '' : `<c:pt idx="${i}"><c:v>${Number(value.toPrecision(12)) + 0}</c:v></c:pt>`,
  )
  return `<c:numLit><c:formatCode>${code}</c:formatCode><c:ptCount val="${values.length}"/>${points.join('')}</c:numLit>`
}

function series(list: readonly Series[], from: number, figure: Figure, line: boolean): string {
  const places = figure.places.map((place, i) => `<c:pt idx="${i}"><c:v>${xml(place)}</c:v></c:pt>`)
  const cat = `<c:cat><c:strLit><c:ptCount val="${figure.places.length}"/>${places.join('')}</c:strLit></c:cat>`
  return list
    .map(({ name, values, look }, i) => {
      const head = `<c:idx val="${from + i}"/><c:order val="${from + i}"/><c:tx><c:v>${xml(name)}</c:v></c:tx>${look}`
      const invert = line ? '' : '<c:invertIfNegative val="0"/>'
      const smooth = line ? '<c:smooth val="0"/>' : ''
      return `<c:ser>${head}${invert}${cat}<c:val>${numbers(values, figure.decimals)}</c:val>${smooth}</c:ser>`
    })
    .join('')
}

/** A bar of a waterfall between two levels, parted at zero: what stands on each side, and what is not seen beneath it. */
export function bar(
  from: number,
  to: number,
): { readonly base: number; readonly up: number; readonly down: number } {
  const [low, high] = [Math.min(from, to), Math.max(from, to)]
  if (low >= 0) return { base: low, up: high - low, down: 0 }
  if (high <= 0) return { base: high, up: 0, down: low - high }
  return { base: 0, up: high, down: low }
}

function waterfallSeries(figure: Figure): Series[] {
  const values = figure.bands[0]?.values ?? []
  const last = values.length - 1
  let level = 0
  const bars = values.map((value, i) => {
    const end = i === 0 || i === last
    const from = end ? 0 : level
    level = end ? value : level + value
    return { ...bar(from, level), kind: end ? 'end' : level < from ? 'cut' : 'add' }
  })
  const looks = {
    end: solid(colour.ink),
    cut: solid(colour.cut),
    add: hatched(colour.bad, 'wdUpDiag'),
  } as const
  const visible = (['end', 'cut', 'add'] as const).flatMap((kind) =>
    (['up', 'down'] as const).map(
      (side): Series => ({
        name: `${kind} ${side}`,
        values: bars.map((one) => (one.kind === kind ? one[side] : 0)),
        look: looks[kind],
      }),
    ),
  )
  const base: Series = { name: 'base', values: bars.map((one) => one.base), look: unseen }
  return [base, ...visible.filter((one) => one.values.some((value) => value !== 0))]
}

const textOf = (size: number): string =>
  `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size}"><a:solidFill>${rgb(colour.soft)}</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`

function axes(figure: Figure, sideways: boolean): string {
  const line = `<c:spPr><a:ln w="6350"><a:solidFill>${rgb(colour.faint)}</a:solidFill></a:ln></c:spPr>`
  const grid = `<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill>${rgb(colour.grid)}</a:solidFill></a:ln></c:spPr></c:majorGridlines>`
  const years = figure.places.length
  const skip = !sideways && years > 12 ? '<c:tickLblSkip val="5"/><c:tickMarkSkip val="5"/>' : ''
  const order = sideways ? 'maxMin' : 'minMax'
  const title = `<c:title><c:tx><c:rich><a:bodyPr${sideways ? '' : ' rot="-5400000" vert="horz"'}/><a:p><a:pPr><a:defRPr sz="900" b="0"/></a:pPr><a:r><a:rPr lang="en-US" sz="900" b="0"/><a:t>${xml(figure.unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
  const cat = `<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="${order}"/></c:scaling><c:delete val="0"/><c:axPos val="${sideways ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line}${textOf(900)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${skip}<c:noMultiLvlLbl val="1"/></c:catAx>`
  const val = `<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${sideways ? 'b' : 'l'}"/>${grid}${title}<c:numFmt formatCode="#,##0.##" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${line}${textOf(900)}<c:crossAx val="1"/><c:crosses val="${sideways ? 'max' : 'autoZero'}"/><c:crossBetween val="${figure.form === 'lines' ? 'midCat' : 'between'}"/></c:valAx>`
  return cat + val
}

/** A chart that an office program draws itself, with the fonts that it has: its values can be read and its looks be changed. */
export function chartPart(figure: Figure): string {
  const sideways = figure.form === 'waterfall'
  const bands: Series[] = sideways
    ? waterfallSeries(figure)
    : figure.bands.map(({ name, values, fill, texture }) => ({
        name,
        values,
        look: texture === undefined ? solid(fill) : hatched(fill, texture === 'dots' ? 'pct20' : 'wdUpDiag'),
      }))
  const lines = figure.lines.map(
    ({ name, values, ink, style }): Series => ({
      name,
      values,
      look: stroke(ink, style === 'strong' ? 2.25 : 1.5, style === 'dashed'),
    }),
  )
  const ids = '<c:axId val="1"/><c:axId val="2"/>'
  const gap = figure.form === 'areas' ? 6 : 60
  const bars =
    bands.length === 0
      ? ''
      : `<c:barChart><c:barDir val="${sideways ? 'bar' : 'col'}"/><c:grouping val="stacked"/><c:varyColors val="0"/>${series(bands, 0, figure, false)}<c:gapWidth val="${gap}"/><c:overlap val="100"/>${ids}</c:barChart>`
  const strokes =
    lines.length === 0
      ? ''
      : `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series(lines, bands.length, figure, true)}<c:marker val="1"/>${ids}</c:lineChart>`
  const legend = sideways
    ? ''
    : `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textOf(900)}</c:legend>`
  return `${declaration}<c:chartSpace xmlns:c="${chartSpace}" xmlns:a="${drawing}"><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${bars}${strokes}${axes(figure, sideways)}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>`
}
