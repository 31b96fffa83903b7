import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { collector } from '../../src/diagnostics/diagnostic.ts'
import { readText } from '../../src/input/document.ts'
import { mergeTrees } from '../../src/input/extend.ts'
import { pack, unpack } from '../../src/input/precompiled.ts'
import { spreadProvenance } from '../../src/input/provenance.ts'
import type { MapTree } from '../../src/model/tree.ts'

function tree(text: string, file = 'f.yaml'): MapTree {
  const { diagnose } = collector()
  return spreadProvenance(readText(text, file, diagnose) as MapTree)
}

const again = (value: MapTree) => unpack(JSON.parse(JSON.stringify(pack(value))))

it('gives back exactly what was packed', () => {
  const text =
    'z: { b: [1, 0.5, 5., true, ~, "x", 1e3], a: 5% }\na: |\n  t\ndefaults: { source: s, grade: g }\nb: { v: 1 }'
  expect(again(tree(text))).toEqual(tree(text))
  expect([...(again(tree(text)) as MapTree).entries.keys()]).toEqual(['z', 'a', 'defaults', 'b'])
})

it('keeps trails, layers and several files', () => {
  const { diagnose } = collector()
  const over = tree('a: { from: 2030, 2040: 1 }\nb: 3', 'over.yaml')
  const merged = mergeTrees(tree('a: { 2020: 1 }\nb: 2'), over, () => true, diagnose)
  expect(again(merged)).toEqual(merged)
})

it('keeps minus zero and numbers that their text does not give', () => {
  const at = { file: 'f', start: 3, end: 4 }
  for (const value of [-0, 0.1, 5]) {
    const scalar = { kind: 'scalar', value, text: 'five', quoted: false, at } as const
    expect(unpack(JSON.parse(JSON.stringify(pack(scalar))))).toEqual(
      Object.is(value, -0) ? { ...scalar, value: 0 } : scalar,
    )
  }
})

it('renames files', () => {
  expect(unpack(pack(tree('a: 1')), (file) => `builtin:${file}`).at.file).toBe('builtin:f.yaml')
})

it('works for every good file of the corpus', () => {
  const folder = join(import.meta.dirname, '..', 'hostile')
  const names = readdirSync(folder).filter((name) => name.startsWith('00-ok') && name.endsWith('.yaml'))
  for (const name of names) {
    const { diagnose } = collector()
    const read = readText(
      readFileSync(join(folder, name), 'utf8')
        .replace(/^\ufeff/, '')
        .replace(/\r\n?/g, '\n'),
      name,
      diagnose,
    )
    expect(again(read as MapTree), name).toEqual(read)
  }
})
