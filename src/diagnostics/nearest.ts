/**
 * The Damerau–Levenshtein distance (optimal string alignment: insert, delete, replace, swap neighbours, each costs 1).
 * Gives up above `most` and returns `most + 1`. Reference: L. Boytsov, Indexing methods for approximate dictionary
 * searching, ACM JEA 16 (2011), 2.2.
 */
export function distance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  const from = [...a]
  const to = [...b]
  if (Math.abs(from.length - to.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    // A swap looks two rows back, so a row may pass the limit by one and be mended by the next.
    if (least > most + 1) return most + 1
    before = last
    last = row
  }
  const found = last[to.length] ?? 0
  return found > most ? most + 1 : found
}

/** How many mistakes a word of this many letters may hold: 1 up to 4, then a third of it, at most 4. */
function allowance(letters: number): number {
  return Math.min(4, Math.max(1, Math.floor(letters / 3)))
}

const fold = (word: string): string => word.normalize('NFC').toLowerCase()

/** Longer words are names that nobody mistyped; they are not compared. */
const longest = 100

/**
 * The candidate that was probably meant: fewest mistakes after case folding (none at all wins), within a third of the
 * word's letters. Words of one letter get no guess unless only the case differs. Ties: the same first letter, then the
 * order of the candidates.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(word)
  const letters = [...wanted].length
  if (letters === 0 || letters > longest) return undefined
  let best: string | undefined
  let fewest = letters === 1 ? 0.5 : allowance(letters) + 0.75
  for (const candidate of candidates) {
    const other = fold(candidate)
    const mistakes = distance(wanted, other, Math.floor(fewest))
    // Everything replaced is no likeness: 钢 for 焦, ab for cd.
    if (mistakes >= Math.max(letters, [...other].length)) continue
    const cost = mistakes + (other[0] === wanted[0] ? 0 : 0.25)
    if (cost < fewest) {
      best = candidate
      fewest = cost
    }
  }
  return best
}

/**
 * The argument for `{nearest}` in a message: the bare candidate, or `''`. `render` turns it into `；最接近的是 X` /
 * `; the nearest is X`, or into nothing.
 */
export function nearestHint(word: string, candidates: Iterable<string>): { readonly nearest: string } {
  return { nearest: nearest(word, candidates) ?? '' }
}

/** The candidates that a word comes nearest to, however far they are: where something has to be named. */
export function nearestFew(word: string, candidates: readonly string[], most: number): readonly string[] {
  const wanted = fold(word).slice(0, longest)
  return candidates
    .map((candidate) => ({ candidate, mistakes: distance(wanted, fold(candidate).slice(0, longest)) }))
    .sort((a, b) => a.mistakes - b.mistakes || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate)
}
