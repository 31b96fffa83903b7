/**
 * Keys that would reach into JavaScript's objects; refused wherever they stand, also as a part of a dotted
 * path.
 */
export const reservedKeys: ReadonlySet<string> = new Set([
  ...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable'],
  ...['toString', 'toLocaleString', 'valueOf', '__defineGetter__', '__defineSetter__'],
  ...['__lookupGetter__', '__lookupSetter__'],
])
