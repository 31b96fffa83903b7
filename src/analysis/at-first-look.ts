/** What a record of makers makes. */
type Made<M extends Readonly<Record<string, () => unknown>>> = { readonly [K in keyof M]: ReturnType<M[K]> }

/**
 * A record whose parts are made when someone looks at them, once: a check of a thousand scenarios asks for few of the tables
 * that a report prints. To all who look it is a plain record; a copy of it (a spread) looks at everything.
 */
export function atFirstLook<M extends Readonly<Record<string, () => unknown>>>(makers: M): Made<M> {
  const record = {}
  for (const key of Object.keys(makers)) {
    const look = (): unknown => {
      const value = makers[key]!()
      Object.defineProperty(record, key, { value, enumerable: true })
      return value
    }
    Object.defineProperty(record, key, { get: look, enumerable: true, configurable: true })
  }
  return record as Made<M>
}
