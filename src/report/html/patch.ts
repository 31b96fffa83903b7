/// <reference lib="dom" />
/**
 * Puts new markup into a part of the page by changing only what differs: texts, attributes, elements that come or go. A chart
 * keeps its elements while a lever moves, so that the browser lays out and paints a few paths and figures instead of all; what a
 * reader opened stays open, what is selected or in focus stays so.
 */
export function patch(box: Element, markup: string, closedToo: boolean): void {
  const fresh = document.createElement('template')
  fresh.innerHTML = markup
  patchChildren(box, fresh.content, closedToo)
}

/** Children are held against each other by their place; where the kinds differ, the new one takes the place of the old. */
function patchChildren(old: Node, fresh: Node, closedToo: boolean): void {
  let mine = old.firstChild
  let theirs = fresh.firstChild
  while (theirs) {
    const next = theirs.nextSibling
    if (!mine) {
      old.appendChild(theirs)
    } else {
      const after: ChildNode | null = mine.nextSibling
      if (mine.nodeName === theirs.nodeName) patchNode(mine, theirs, closedToo)
      else old.replaceChild(theirs, mine)
      mine = after
    }
    theirs = next
  }
  while (mine) {
    const after: ChildNode | null = mine.nextSibling
    old.removeChild(mine)
    mine = after
  }
}

function patchNode(mine: Node, theirs: Node, closedToo: boolean): void {
  if (!(mine instanceof Element) || !(theirs instanceof Element)) {
    if (mine.nodeValue !== theirs.nodeValue) mine.nodeValue = theirs.nodeValue
    return
  }
  const details = mine instanceof HTMLDetailsElement
  for (const { name, value } of theirs.attributes)
    if (mine.getAttribute(name) !== value) mine.setAttribute(name, value)
  if (mine.attributes.length !== theirs.attributes.length)
    // Whether figures are open is the reader's, not the markup's.
    for (const { name } of [...mine.attributes])
      if (!theirs.hasAttribute(name) && !(details && name === 'open')) mine.removeAttribute(name)
  // What is folded away can wait until there is time.
  if (details && !mine.open && !closedToo) return
  patchChildren(mine, theirs, closedToo)
}
