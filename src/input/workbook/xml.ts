import { bookLimits, Refusal, refusals, within } from './refusal.ts'

/** What the scanner tells. Names come without their prefix: `x:row` is `row`. */
export interface Listener {
  open?(name: string, attribute: (key: string) => string | undefined): void
  text?(text: string): void
  close?(name: string): void
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The five entities of XML and characters by number; anything else would have to be declared, and is refused. */
function plain(text: string, part: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&\s]{0,12})(;?)/g, (_, name: string, end: string) => {
    const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name)
    const code = number ? (number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)) : 0
    const found = number && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entities[name]
    if (end === '' || found === undefined) throw new Refusal(refusals.dtd, part)
    return found
  })
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Scan XML from its beginning to its end: elements, attributes and text, as much as spreadsheets use of it. A DOCTYPE is
 * refused, so that nothing can be declared, fetched or multiplied.
 * @throws Refusal
 */
export function scanXml(xml: string, part: string, listener: Listener): void {
  let at = 0
  const open: string[] = []
  const bad = () => new Refusal(refusals.xml, part)
  while (at < xml.length) {
    const tag = xml.indexOf('<', at)
    if (tag < 0) {
      if (xml.slice(at).trim() !== '') throw bad()
      break
    }
    if (tag > at && open.length > 0) listener.text?.(plain(xml.slice(at, tag), part))
    if (xml.startsWith('<!--', tag)) at = past(xml, '-->', tag, bad)
    else if (xml.startsWith('<![CDATA[', tag)) {
      const end = past(xml, ']]>', tag, bad)
      listener.text?.(xml.slice(tag + 9, end - 3))
      at = end
    } else if (xml[tag + 1] === '!') throw new Refusal(refusals.dtd, part)
    else if (xml[tag + 1] === '?') at = past(xml, '?>', tag, bad)
    else {
      const end = endOfTag(xml, tag, bad)
      at = end + 1
      if (xml[tag + 1] === '/') {
        const name = xml.slice(tag + 2, end).trim()
        if (open.pop() !== name) throw bad()
        listener.close?.(local(name))
        continue
      }
      const empty = xml[end - 1] === '/'
      const inside = xml.slice(tag + 1, empty ? end - 1 : end)
      const name = /^[^\s/>]+/.exec(inside)?.[0]
      if (name === undefined) throw bad()
      listener.open?.(local(name), (key) => attributeOf(inside, key, part))
      if (empty) listener.close?.(local(name))
      else {
        open.push(name)
        within(open.length, bookLimits.depth, part)
      }
    }
  }
  if (open.length > 0) throw bad()
}

function past(xml: string, mark: string, from: number, bad: () => Refusal): number {
  const found = xml.indexOf(mark, from)
  if (found < 0) throw bad()
  return found + mark.length
}

/** The `>` that ends a tag: not one inside a quoted attribute. */
function endOfTag(xml: string, from: number, bad: () => Refusal): number {
  for (let at = from; at < xml.length; at++) {
    const sign = xml[at]
    if (sign === '>') return at
    if (sign !== '"' && sign !== "'") continue
    at = xml.indexOf(sign, at + 1)
    if (at < 0) break
  }
  throw bad()
}

const patterns = new Map<string, RegExp>()

function attributeOf(tag: string, key: string, part: string): string | undefined {
  const pattern = patterns.get(key) ?? new RegExp(`\\s(?:[\\w.-]+:)?${key}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(key, pattern)
  const found = pattern.exec(tag)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : plain(value, part)
}
