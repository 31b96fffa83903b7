import type { Lever, Live } from '../live.ts'

/** The levers that stand elsewhere than in the saved scenario, in their order. */
export function movedLevers(
  live: Live,
  values: ArrayLike<number>,
): readonly { readonly lever: Lever; readonly value: number }[] {
  return live.levers.flatMap((lever) => {
    const value = values[lever.slot]!
    return value === lever.value ? [] : [{ lever, value }]
  })
}

/** What an overlay says of one lever. */
function written(lever: Lever, value: number): string {
  if (lever.kind === 'switch') return value === 1 ? 'true' : 'false'
  if (lever.kind === 'year') {
    const whole = Math.floor(value + 1e-6)
    const month = Math.round((value - whole) * 12) + 1
    return month === 1 ? String(whole) : `${whole}-${String(month).padStart(2, '0')}`
  }
  return `{ times: { value: ${Math.round(value * 100)}%, grade: assumption }, from: ${lever.from} }`
}

type Nest = Map<string, Nest | string>

/**
 * The overlay that says what is on the screen: laid over the scenario by `--with`, the program comes to the same figures, since
 * the page computes with the very plan that the overlay leads to.
 */
export function overlayText(live: Live, values: ArrayLike<number>): string {
  const root: Nest = new Map()
  const put = (path: string, text: string) => {
    const keys = path.split('.')
    let at = root
    for (const key of keys.slice(0, -1)) {
      const next = at.get(key)
      const below: Nest = next instanceof Map ? next : new Map()
      at.set(key, below)
      at = below
    }
    at.set(keys.at(-1)!, text)
  }
  const moved = movedLevers(live, values)
  for (const { lever, value } of moved) if (lever.list === undefined) put(lever.path, written(lever, value))
  // A list is replaced whole: the outlets as they stand, with the shares that were moved.
  for (const list of new Set(moved.flatMap(({ lever }) => lever.list ?? []))) {
    const items = live.lists[list]!.map((item, i) => {
      const found = moved.find(({ lever }) => lever.list === list && lever.item === i)
      const take = found && {
        'at-least': { value: `${Math.round(found.value * 100)}%`, grade: 'assumption' },
      }
      return take ? { ...(item as object), take } : item
    })
    put(list, JSON.stringify(items))
  }
  const lines = (nest: Nest, depth: number): string[] =>
    [...nest].flatMap(([key, value]) =>
      typeof value === 'string'
        ? [`${'  '.repeat(depth)}${key}: ${value}`]
        : [`${'  '.repeat(depth)}${key}:`, ...lines(value, depth + 1)],
    )
  return `${['kind: overlay', 'id: adjusted', `for: ${live.county}`, ...lines(root, 0)].join('\n')}\n`
}
