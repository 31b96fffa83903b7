/** Places taken by names already: a later one that would touch them looks for another place or is left out. */
export class Taken {
  readonly #boxes: (readonly [number, number, number, number])[] = []
  free(x: number, y: number, w: number, h: number): boolean {
    return this.#boxes.every(([a, b, c, d]) => x >= a + c || a >= x + w || y >= b + d || b >= y + h)
  }
  take(x: number, y: number, w: number, h: number): boolean {
    if (!this.free(x, y, w, h)) return false
    this.#boxes.push([x, y, w, h])
    return true
  }
}
