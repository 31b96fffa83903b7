import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Code, codes, helpOf } from '../../src/diagnostics/codes.ts'
import { reasons } from '../../src/diagnostics/reasons.ts'
import { terms } from '../../src/diagnostics/terms.ts'
import type { Text } from '../../src/text/text.ts'

const names = (sentence: string) =>
  [...sentence.matchAll(/\{([a-zA-Z]\w*)\}/g)].map(([, name]) => name).sort()
const han = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/

describe.each(Object.keys(codes) as Code[])('%s', (code) => {
  const row: Text & { slug: string; severity: string } = codes[code]

  test('zh and en carry the same names', () => {
    expect(names(row.zh)).toEqual(names(row.en))
  })

  test('severity follows the letter, the slug is plain', () => {
    expect(row.severity === 'error').toBe(code.startsWith('E'))
    expect(row.slug).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  test('it has help in both languages, with the same number of examples', () => {
    const help = helpOf(code)
    expect(help).toBeDefined()
    if (!help) return
    expect(help.zh).toMatch(han)
    expect(help.en).not.toMatch(/\p{Script=Han}/u)
    expect(help.zh.split('\n').length).toBe(help.en.split('\n').length)
    const kinds = (text: string) =>
      text
        .split('\n')
        .slice(1)
        .map((line) => (/^(错：|wrong: )/.test(line) ? 'wrong' : 'right'))
    expect(kinds(help.zh)).toEqual(kinds(help.en))
    for (const line of help.en.split('\n').slice(1)) expect(line).toMatch(/^(wrong|right): /)
  })
})

test('slugs are unique', () => {
  const slugs = Object.values(codes).map(({ slug }) => slug)
  expect(new Set(slugs).size).toBe(slugs.length)
})

test('reasons and terms say the same in both languages', () => {
  for (const row of Object.values(reasons)) expect(names(row.zh)).toEqual(names(row.en))
  for (const row of [...Object.values(reasons), ...Object.values(terms)]) {
    expect(row.zh).not.toBe('')
    expect(row.en).not.toMatch(han)
  }
})

test('in these rooms Chinese stands in zh: properties, the unit table and comments only; nothing asks the machine', () => {
  for (const room of ['quantity', 'text', 'diagnostics']) {
    const folder = new URL(`../../src/${room}/`, import.meta.url)
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
      const code = readFileSync(new URL(file, folder), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/^\s*\/\/.*$|\s\/\/ .*$/gm, '')
      expect(code).not.toMatch(/\b(console|process\.|Date\b|Intl\b|toLocale|localeCompare|Math\.random)/)
      if (/^(unit(-table)?|numerals)\.ts$/.test(file)) continue
      expect(code.replace(/\bzh:\s*(['"`]).*?\1/g, ''), `${room}/${file}`).not.toMatch(han)
    }
  }
})
