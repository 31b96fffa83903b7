import type { Language, Text } from '../../text/text.ts'
import type { Format } from '../result.ts'
import { format as svg } from './svg.ts'

/** The part of the renderer that is used. */
type Renderer = Pick<typeof import('@resvg/resvg-js'), 'Resvg'>

/** Pixels of the picture for each unit of the drawing: sharp in print, and a text of 12 is read. */
const zoom = 2

const texts = {
  renderer: {
    zh: 'png 要用 @resvg/resvg-js 画图，这里没有：npm install @resvg/resvg-js（全局安装的 peakzero 加 -g）；或用 --format svg，再转换，如 rsvg-convert -z 2 a.svg -o a.png',
    en: 'png is drawn by @resvg/resvg-js, which is not here: npm install @resvg/resvg-js (with -g where peakzero is global); or take --format svg and convert it, as by rsvg-convert -z 2 a.svg -o a.png',
  },
  fonts: {
    zh: '这台机器没有能写中文的字体，png 会缺字：装一种，如 apt-get install fonts-noto-cjk；或用 --format svg，由打开它的程序选字体',
    en: 'no font of this machine writes these letters, so a png would lack them: install one, as by apt-get install fonts-dejavu-core; or take --format svg, whose reader chooses the font',
  },
} satisfies Record<string, Text>

function draw({ Resvg }: Renderer, source: string): Uint8Array {
  const fitTo = { mode: 'zoom', value: zoom } as const
  return new Uint8Array(new Resvg(source, { fitTo, background: '#ffffff' }).render().asPng())
}

/** Letters that a font tells apart; without a font both are drawn alike, as nothing or as an empty box. */
const apart: Readonly<Record<Language, readonly [string, string]>> = {
  zh: ['\u56fd', '\u5e74'],
  en: ['a', 'm'],
}

/** Whether a font of this machine writes the language: the two letters, one in each half of a picture, look different. */
function written({ Resvg }: Renderer, language: Language): boolean {
  const [one, other] = apart[language]
  const letter = (x: number, text: string) =>
    `<text x="${x}" y="16" font-size="14" font-family="sans-serif">${text}</text>`
  const source = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">${letter(2, one)}${letter(22, other)}</svg>`
  const { pixels, width } = new Resvg(source).render()
  for (let at = 0; at < pixels.length; at += 4) {
    const column = (at / 4) % width
    if (column < width / 2 && pixels[at + 3] !== pixels[at + 3 + 2 * width]) return true
  }
  return false
}

/** Charts as pictures, by the renderer of this machine; without one the format says what to install. */
export function formatBy(renderer: Renderer | undefined): Format {
  const needed = (): Renderer => {
    if (!renderer) throw new RangeError('no renderer: unfit() tells why')
    return renderer
  }
  return {
    name: 'png',
    extension: 'png',
    about: { zh: '图，PNG；要装 @resvg/resvg-js', en: 'charts as pictures; wants @resvg/resvg-js' },
    binary: true,
    unfit({ language }) {
      if (!renderer) return texts.renderer
      return written(renderer, language) ? undefined : texts.fonts
    },
    render: (results, options) => draw(needed(), String(svg.render(results, options))),
    files: (result, options) =>
      svg.files!(result, options).map(({ name, content }) => ({
        name: name.replace(/svg$/, 'png'),
        content: draw(needed(), String(content)),
      })),
  }
}

/** The format with the renderer that stands beside the program, if one does: it is no part of the program (12 MB). */
export async function load(): Promise<{ readonly format: Format }> {
  return { format: formatBy(await import('@resvg/resvg-js').catch(() => undefined)) }
}
