import { describe, expect, it } from 'vitest'
import { cases } from './cases.ts'
import { tried } from './corpus.ts'

describe('broken and hostile input, through the whole of check', () => {
  it.each(cases.map((row) => [row.id, row] as const))('%s', async (_, row) => {
    const { said, exit, written, place, checked } = await tried(row)
    const codes = [...new Set(said.map(({ code }) => code))].sort()
    expect(codes, said.map(({ place, en }) => `${place} ${en.slice(0, 200)}`).join('\n')).toEqual([...row.codes].sort())
    expect(exit).toBe(row.exit ?? (row.codes.length > 0 ? 2 : 0))
    if (row.codes.length > 0 && row.exit !== 0) {
      expect(place, 'every case says where').toBeDefined()
      expect(said.find(({ code }) => code === row.codes[0])!.place).toBe(place)
    } else expect(checked.scenarios.length).toBe(1)
    expect(written).toEqual([])
    expect((globalThis as { __CANARY?: number }).__CANARY).toBeUndefined()
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    for (const one of said) {
      expect(one.en.length + one.zh.length).toBeLessThan(3000)
      expect(`${one.en}${one.zh}`).not.toMatch(/\n\s+at |root:|PATH=|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/)
    }
  })
})
