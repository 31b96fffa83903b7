import type { HostileCase } from './cases.ts'

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
const before = 'kind: scenario\nid: a\nbaseline: toy\nextends: reference.yaml\nsource: made-up\ngrade: assumption\n'
const scenario = `${before}drivers:\n  growth: { path: { value: 1, growth: 4% } }\n`

const range = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join('')

/** A line more at the end of the scenario. */
const more = (id: string, bad: string, rest: Omit<HostileCase, 'id' | 'find' | 'bad'>): HostileCase => ({
  id,
  find: 'drivers:\n',
  bad: `${bad}\ndrivers:\n`,
  ...rest,
})
/** Another growth of the driver. */
const growth = (id: string, bad: string, rest: Omit<HostileCase, 'id' | 'find' | 'bad'>): HostileCase => ({
  id,
  find: 'growth: 4%',
  bad,
  ...rest,
})
/** Another capacity of the oven. */
const capacity = (id: string, bad: string, rest: Omit<HostileCase, 'id' | 'find' | 'bad'>): HostileCase => ({
  id,
  file: 'baselines/toy.yaml',
  find: 'capacity: 60 万t/a',
  bad: `capacity: ${bad}`,
  ...rest,
})

/** Class A: what is cheap to write and dear to read. Big files are made by the test itself. */
const dear: readonly HostileCase[] = [
  more('a02-quadratic-alias', `about: &a [${'x, '.repeat(2000)}x]\nnote: [${'*a, '.repeat(2000)}*a]`, {
    covers: ['a02-quadratic-alias.yaml'],
    codes: ['E0108', 'E0203'],
    place: 'scenarios/a.yaml:7:8',
  }),
  more(
    'a03-billion-laughs',
    Array.from({ length: 10 }, (_, i) => {
      const inner = i === 0 ? '"lol"' : Array(9).fill(`*a${i - 1}`).join(', ')
      return `k${i}: &a${i} [${inner}]`
    }).join('\n'),
    { covers: ['a03-alias-chain-under-100.yaml'], codes: ['E0108', 'E0201'], place: 'scenarios/a.yaml:7:5' },
  ),
  more('a04-alias-small', 'about: «&a x\nnote: *a', { covers: ['a04-alias-small-under-limit.yaml'], codes: ['E0108'] }),
  more('a05-deep-flow', `note: ${'['.repeat(10_000)}${']'.repeat(10_000)}`, {
    covers: ['a05-deep-flow.yaml'],
    codes: ['E0103'],
    place: 'scenarios/a.yaml:7:71',
  }),
  more('a08-deep-under-stack', `note: ${'['.repeat(300)}${']'.repeat(300)}`, {
    covers: ['a08-deep-under-stack.yaml'],
    codes: ['E0103', 'E0203'],
    place: 'scenarios/a.yaml:7:70',
  }),
  more('a11-huge-key', `«${'k'.repeat(100_000)}: 1`, { covers: ['a11-huge-key.yaml'], codes: ['E0101'] }),
  more('a12-many-keys', Array.from({ length: 40_000 }, (_, i) => `k${i}: 1`).join('\n'), {
    covers: ['a12-many-keys.yaml'],
    // The base holds 12 keys and values: the first key past 50,000 is that of the 24,995th line after it.
    codes: ['E0104'],
    place: 'scenarios/a.yaml:25001:1',
  }),
  // As many as fit: every one of them is read, laid over the base, and refused.
  more('a12-many-keys-within', Array.from({ length: 24_980 }, (_, i) => `k${i}: 1`).join('\n'), {
    codes: ['E0201', 'E0125'],
    place: 'scenarios/a.yaml:7:1',
  }),
  more('a13-many-items', `note: [${'1, '.repeat(60_000)}1]`, {
    // 12 of the base, the key, and 49,988 items of three characters each.
    codes: ['E0104'],
    place: 'scenarios/a.yaml:7:149969',
  }),
  more('a17-ensemble-huge', '«ensemble: { runs: 1e15, seed: 1, workers: 100000 }', {
    covers: ['a17-ensemble-huge.yaml'],
    codes: ['E0201'],
  }),
  { id: 'a18-horizon-huge', file: 'baselines/toy.yaml', find: 'to: 2035', bad: 'to: «999999999', codes: ['E0213'] },
  more('a19-many-docs', `«${'---\nx: 1\n'.repeat(5000)}`, { covers: ['a19-many-docs.yaml'], codes: ['E0107'] }),
  more('a25-blank-lines', '\n'.repeat(300_000), { codes: ['E0102'], place: 'scenarios/a.yaml:1:1' }),
  more('a26-bad-escapes', `about: "${'\\q'.repeat(100_000)}"`, { codes: ['E0101'], place: 'scenarios/a.yaml:7:9' }),
  more('a27-keys-in-a-line', `about: ${'a: '.repeat(160_000)}`, { codes: ['E0104'], place: 'scenarios/a.yaml:7:149969' }),
  { id: 'a28-dashes-in-a-line', text: `${'- '.repeat(64)}«${'- '.repeat(400_000)}`, codes: ['E0103'] },
  { id: 'a29-circle-of-drivers', find: 'drivers:\n', bad: `drivers:\n${range(300, (i) => `  d${i}: { name: d, path: ${i === 0 ? '«' : ''}"= d${(i + 1) % 300} + 1" }\n`)}`, codes: ['E0310'] },
  { id: 'a30-sectors-in-sectors', file: 'baselines/toy.yaml', find: '  land: { name: land }\n', bad: `  land: { name: land }\n  s0: { name: s }\n${range(40, (i) => `  s${i + 1}: { name: s, parent: ${i === 16 ? '«' : ''}s${i} }\n`)}`, codes: ['E0832'] },
  more('a31-many-policies', `«policies: [${range(20_000, (i) => `p${i}, `)}p]`, { codes: ['E0830'] }),
  more('a32-many-tests', `«tests:\n${range(3_000, (i) => `  t${i}: { expect: { peak: 2020 } }\n`)}`, { codes: ['E0830'] }),
  more('a20-many-anchors', `note: [«${'&a 1, '.repeat(500)}1]`, { codes: ['E0108', 'E0203'] }),
  more('a21-many-tags', `note: [«${'!x 1, '.repeat(500)}1]`, { codes: ['E0109', 'E0203'] }),
]

/** Class B: what YAML does that nobody meant. */
const traps: readonly HostileCase[] = [
  {
    // The full-width colons make all of it one text: the grade, which no number of the file takes.
    id: 'b50-grade-of-nothing',
    text: 'kind: scenario\nid: a\nbaseline: toy\nextends: reference.yaml\ngrade: «assumption\n  source：made-up\n  title：x\n',
    codes: ['E0211'],
  },
  { id: 'b01-empty', covers: ['b01-empty.yaml'], text: '', codes: ['E0113'], place: 'scenarios/a.yaml:1:1' },
  { id: 'b02-only-comments', covers: ['b02-only-comments.yaml'], text: '# nothing\n# here\n', codes: ['E0113'], place: 'scenarios/a.yaml:1:1' },
  { id: 'b03-null-doc', covers: ['b03-null-doc.yaml'], text: '«null\n', codes: ['E0114'] },
  { id: 'b04-scalar-root', covers: ['b04-scalar-root.yaml'], text: '«just text\n', codes: ['E0114'] },
  { id: 'b05-list-root', covers: ['b05-list-root.yaml'], text: '«- kind: scenario\n- id: a\n', codes: ['E0114'] },
  { id: 'b06-multi-docs', covers: ['b06-multi-docs.yaml'], text: `${scenario}«---\n${scenario}`, codes: ['E0107'] },
  { id: 'b07-dup-key', covers: ['b07-dup-key.yaml'], find: 'grade: assumption\n', bad: 'grade: assumption\n«grade: assumption\n', codes: ['E0112'] },
  {
    id: 'b08-dup-key-nested-year',
    covers: ['b08-dup-key-nested-year.yaml'],
    file: 'baselines/toy.yaml',
    find: '2020: 20 万人, ',
    bad: '2020: 20 万人, «2020: 21 万人, ',
    codes: ['E0112'],
  },
  {
    id: 'b09-dup-key-by-type',
    covers: ['b09-dup-key-by-type.yaml'],
    file: 'baselines/toy.yaml',
    find: '2020: 20 万人, ',
    bad: '2020: 20 万人, «"2020": 21 万人, ',
    codes: ['E0112'],
  },
  { id: 'b11-yaml11-directive', covers: ['b11-yaml11-directive.yaml'], text: `«%YAML 1.1\n---\n${scenario}`, codes: ['E0111'] },
  capacity('b12-octal', '«010', { covers: ['b12-octal.yaml'], codes: ['E0119'] }),
  capacity('b12b-hex', '«0x10', { codes: ['E0119'] }),
  capacity('b13-underscore-number', '«1_000', { covers: ['b13-underscore-number.yaml'], codes: ['E0119'] }),
  capacity('b13b-underscore-quantity', '«1_000 万t/a', { codes: ['E0119'] }),
  capacity('b14-sexagesimal', '«12:30', { codes: ['E0119', 'E0207'] }),
  { id: 'b15-yes', file: 'baselines/toy.yaml', find: 'tradable: false', bad: 'tradable: «no', codes: ['E0203'] },
  { id: 'b16-tabs', covers: ['b16-tabs.yaml'], find: '  growth: {', bad: '«\tgrowth: {', codes: ['E0118'] },
  growth('b17-percent', 'growth: 5%', { covers: ['b17-percent-string.yaml'], codes: [] }),
  { id: 'b20-fullwidth-colon', covers: ['b20-fullwidth-colon.yaml'], find: 'grade: assumption', bad: 'grade«：assumption', codes: ['E0117'] },
  more('b21-merge-key', '«<<: { note: x }', { covers: ['b21-merge-key.yaml'], codes: ['E0110'] }),
  more('b23-cyclic-anchor', 'note: «&a [*a]', { covers: ['b23-cyclic-anchor.yaml'], codes: ['E0108', 'E0203'] }),
  more('b24-undefined-alias', 'note: «*nowhere', { covers: ['b24-undefined-alias.yaml'], codes: ['E0108'] }),
  more('b27-tag-python', 'note: «!!python/object/apply:os.system ["touch canary"]', { covers: ['b27-tag-python.yaml'], codes: ['E0109', 'E0203'] }),
  capacity('b30-tag-float', '«!!float 60', { covers: ['b30-tag-set-float.yaml'], codes: ['E0109'] }),
  more('b31-tag-binary', 'note: «!!binary aGVsbG8=', { codes: ['E0109'] }),
  { id: 'b33-unknown-key', covers: ['b33-unknown-key-typo.yaml'], find: 'drivers:', bad: '«drivres:', codes: ['E0201'] },
  more('b34-missing-value', '«about:', { covers: ['b34-missing-value.yaml'], codes: ['E0101'] }),
  { id: 'b37-truncated', covers: ['b37-no-newline-truncated.yaml'], text: `${before}«drive`, codes: ['E0101'] },
  { id: 'b37b-truncated-at-value', text: `${before}drivers:\n  growth: { path: { value: 1«`, codes: ['E0101'] },
  { id: 'b37c-truncated-before-drivers', text: 'kind: scenario\nid: a\n', codes: ['E0202'], place: 'scenarios/a.yaml:1:1' },
  {
    id: 'b41-git-conflict',
    covers: ['b41-git-conflict.yaml'],
    text: `${before}«<<<<<<< HEAD\nnote: a\n=======\nnote: b\n>>>>>>> x\n`,
    codes: ['E0101'],
  },
  more('b50-bool-key', '«true: 1', { codes: ['E0115'] }),
  more('b51-date', 'note: 2020-01-01', { codes: [] }),
  more('b52-complex-key', '? «[a, b]\n: 1', { codes: ['E0101'] }),
]

const raw = (id: string, at: number, hole: readonly number[], rest: Omit<HostileCase, 'id' | 'text'>): HostileCase => ({
  id,
  text: bytes(before, 'note: "', Array(at).fill(0x61), hole, '"\n', scenario.slice(before.length)),
  ...rest,
})
const utf8 = (text: string): readonly number[] => [...Buffer.from(text)]

/** Class C: bytes and characters that are not what they look like. */
const characters: readonly HostileCase[] = [
  raw('c01-nul', 2, [0], { covers: ['c01-nul.yaml'], codes: ['E0106'], place: 'scenarios/a.yaml:7:10' }),
  raw('c03-gbk', 0, [0xbb, 0xf9, 0xd7, 0xbc], { covers: ['c03-gbk.yaml'], codes: ['E0105'], place: 'scenarios/a.yaml:7:8' }),
  {
    id: 'c04-utf16le',
    covers: ['c04-utf16le.yaml'],
    text: new Uint8Array(Buffer.from(`\ufeff${scenario}`, 'utf16le')),
    codes: ['E0105'],
    place: 'scenarios/a.yaml:1:1',
  },
  raw('c05-overlong', 0, [0xc0, 0xaf], { codes: ['E0105'], place: 'scenarios/a.yaml:7:8' }),
  raw('c06-truncated-utf8', 0, [0xe5, 0x9f], { codes: ['E0105'], place: 'scenarios/a.yaml:7:9' }),
  more('c07-lone-surrogate', 'note: «"\\ud800"', { covers: ['c07-lone-surrogate-escape.yaml'], codes: ['E0106'] }),
  raw('c08-bidi', 1, utf8('\u202e'), { codes: ['E0106'], place: 'scenarios/a.yaml:7:9' }),
  more('c09-osc8-link', 'note: «"\\e]8;;http://127.0.0.1\\ax\\e]8;;\\a"', { covers: ['c09-osc8-link.yaml'], codes: ['E0106'] }),
  raw('c10-escape', 0, [0x1b, 0x5b, 0x32, 0x4a], { codes: ['E0106'], place: 'scenarios/a.yaml:7:8' }),
  { id: 'c11-zero-width-id', covers: ['c11-zero-width-id.yaml'], text: scenario.replace('id: a', 'id: a\u200b'), codes: ['E0106'], place: 'scenarios/a.yaml:2:6' },
  raw('c15-del-c1', 0, [0x7f, 0xc2, 0x9b], { covers: ['c15-del-c1.yaml'], codes: ['E0106'], place: 'scenarios/a.yaml:7:8' }),
  more('c16-bell-backspace', 'note: «"ok\\b\\b\\a"', { covers: ['c16-bell-backspace.yaml'], codes: ['E0106'] }),
  raw('c17-vertical-tab', 0, [0x0b], { covers: ['c17-vertical-tab.yaml'], codes: ['E0106'], place: 'scenarios/a.yaml:7:8' }),
  raw('c18-replacement', 0, utf8('\ufffd'), { codes: ['E0106'], place: 'scenarios/a.yaml:7:8' }),
  raw('c19-noncharacter', 0, utf8('\uffff'), { codes: ['E0106'], place: 'scenarios/a.yaml:7:8' }),
  raw('c20-tag-characters', 0, utf8('\u{e0041}'), { codes: ['E0106'], place: 'scenarios/a.yaml:7:8' }),
]

/** Class D: names that a program has for itself. */
const reserved: readonly HostileCase[] = [
  more('d01-proto', '«__proto__: { polluted: 1 }', { codes: ['E0115'] }),
  more('d02-constructor-prototype', '«constructor: { prototype: { polluted: 1 } }', { covers: ['d02-constructor-prototype.yaml'], codes: ['E0115'] }),
  more('d03-proto-nested', 'sectors: { «__proto__: { polluted: 1 } }', { covers: ['d03-proto-nested.yaml'], codes: ['E0115', 'E0304'] }),
  more('d05-proto-path', 'sectors: { «"__proto__.polluted": 1 }', { covers: ['d05-proto-path.yaml'], codes: ['E0115', 'E0304'] }),
  { id: 'd08-id-proto', covers: ['d08-id-proto-alias.yaml'], find: 'id: a', bad: 'id: «__proto__', codes: ['E0115', 'E0212'] },
  { id: 'd08b-entity-proto', file: 'baselines/toy.yaml', find: '  homes: { name: homes }', bad: '  «__proto__: { name: homes }', codes: ['E0115'] },
  {
    id: 'd09-ref-constructor',
    covers: ['d09-ref-constructor.yaml'],
    file: 'scenarios/reference.yaml',
    find: 'indicator: co2.total',
    bad: 'indicator: «constructor',
    codes: ['E0301'],
  },
  { id: 'd09b-process-constructor', file: 'baselines/toy.yaml', find: '    process: nh3', bad: '    process: «constructor', codes: ['E0301', 'E0202'] },
  { id: 'd09c-unit-proto', file: 'baselines/toy.yaml', find: 'capacity: 60 万t/a', bad: 'capacity: «60 __proto__/a', codes: ['E0119'] },
  { id: 'd09d-rule-tostring', file: 'scenarios/reference.yaml', find: 'rule: cap', bad: 'rule: «toString', codes: ['E0211'] },
  { id: 'd09e-kind-constructor', find: 'kind: scenario', bad: 'kind: «constructor', codes: ['E0211'] },
  { id: 'd09f-unit-constructor', file: 'baselines/toy.yaml', find: 'capacity: 60 万t/a', bad: 'capacity: «60 constructor', codes: ['E0206'] },
]

/** Class I: numbers that are none, or not what they seem. */
const numbers: readonly HostileCase[] = [
  capacity('i01-nan', '«.nan', { codes: ['E0119', 'E0217'] }),
  capacity('i02-inf', '«.inf', { covers: ['i02-inf.yaml'], codes: ['E0119', 'E0217'] }),
  capacity('i03-neg-inf', '«-.inf', { covers: ['i03-neg-inf.yaml'], codes: ['E0119', 'E0217'] }),
  capacity('i04-1e400', '«1e400', { covers: ['i04-1e400.yaml'], codes: ['E0119', 'E0217'] }),
  capacity('i04b-1e400-unit', '«1e400 万t/a', { codes: ['E0217'] }),
  capacity('i05-underflow', '«1e-400', { codes: ['E0119'] }),
  { id: 'i06-minus-zero', covers: ['i06-minus-zero.yaml'], file: 'baselines/toy.yaml', find: 'amount: 12 t/a', bad: 'amount: -0 t/a', codes: [] },
  capacity('i09-trailing-dot', '60. 万t/a', { covers: ['i09-trailing-dot.yaml'], codes: [] }),
  capacity('i10-comma-decimal', '«1,5 万t/a', { covers: ['i10-comma-decimal.yaml'], codes: ['E0119'] }),
  capacity('i11-number-string', '«"60"', { covers: ['i11-number-string.yaml'], codes: ['E0119'] }),
  capacity('i12-nan-string', '«"NaN"', { covers: ['i12-nan-string.yaml'], codes: ['E0217'] }),
  capacity('i13-infinity', '«Infinity', { covers: ['i13-infinity-string.yaml'], codes: ['E0119', 'E0217'] }),
  capacity('i14-plain', '«60', { codes: ['E0205'] }),
  capacity('i15-percent', '«50%', { covers: ['i15-percent.yaml'], codes: ['E0204'] }),
  capacity('i16-unit-in-number', '60 万t/a', { covers: ['i16-unit-in-number.yaml'], codes: [] }),
  capacity('i17-bool', '«true', { covers: ['i17-bool.yaml'], codes: ['E0207'] }),
  capacity('i18-list', '«[60 万t/a]', { covers: ['i18-list.yaml'], codes: ['E0203'] }),
  capacity('i19-unicode-minus', '«−60 万t/a', { covers: ['i19-unicode-minus.yaml'], codes: ['E0117'] }),
  capacity('i20-wan', '«1.5万', { covers: ['i20-wan.yaml'], codes: ['E0205'] }),
  capacity('i21-negative', '«-60 万t/a', { covers: ['i21-negative.yaml'], codes: ['E0209'] }),
  capacity('i22-exact', '«9007199254740993', { codes: ['E0119'] }),
  {
    id: 'i27-year-float',
    covers: ['i27-year-float.yaml'],
    file: 'baselines/toy.yaml',
    find: '2020: 20 万人',
    bad: '«2020.5: 20 万人',
    codes: ['E0201'],
  },
  { id: 'i28-year-date', file: 'baselines/toy.yaml', find: '2020: 20 万人', bad: '«2020-01-01: 20 万人', codes: ['E0201'] },
  { id: 'i29-horizon-reversed', file: 'baselines/toy.yaml', find: 'to: 2035', bad: 'to: «2010', codes: ['E0209'] },
  more('i31-seed-bad', '«ensemble: { runs: 10, seed: -1.5 }', { covers: ['i31-seed-bad.yaml'], codes: ['E0201'] }),
  capacity('i32-fullwidth', '«６０ 万t/a', { codes: ['E0117'] }),
  capacity('i33-huge', '«1e300 万t/a', { codes: ['E0209'] }),
]

/** What must pass, or the harness would only show that everything is refused. */
const controls: readonly HostileCase[] = [
  { id: '00-ok-base', covers: ['00-ok-base.yaml'], text: scenario, codes: [] },
  { id: '00-ok-crlf', covers: ['00-ok-crlf.yaml'], text: scenario.replaceAll('\n', '\r\n'), codes: [] },
  { id: '00-ok-bom', covers: ['00-ok-bom.yaml'], text: `\ufeff${scenario}`, codes: [] },
  {
    id: '00-ok-nfd-name',
    covers: ['00-ok-nfd-name.yaml'],
    // The id is written decomposed in one place and composed in the other: they are the same id.
    text: `${scenario}  caf\u0065\u0301: { name: caf\u0065\u0301, path: { value: 1, growth: 2% } }\n  more: { name: more, path: "= caf\u00e9 * 2" }\n`,
    // `more` uses the other name; nothing uses `more`.
    codes: ['W0650'],
    exit: 0,
  },
  {
    id: 'i30-horizon-one-year',
    covers: ['i30-horizon-one-year.yaml'],
    file: 'baselines/toy.yaml',
    find: 'observed-to: 2022, to: 2035',
    bad: 'observed-to: 2020, to: «2020',
    codes: ['E0209'],
  },
]

export const damaged: readonly HostileCase[] = [...controls, ...dear, ...traps, ...characters, ...reserved, ...numbers]
