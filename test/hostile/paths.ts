import type { HostileCase } from './cases.ts'

const quoted = (text: string): string => JSON.stringify(text)

/** A scenario that builds on this path. */
function reference(id: string, path: string, covers?: string, code: 'E0122' | 'E0121' = 'E0122'): HostileCase {
  return {
    id,
    ...(covers === undefined ? {} : { covers: [covers] }),
    find: 'extends: reference.yaml',
    bad: `extends: «${quoted(path)}`,
    codes: [code],
  }
}

const identifier = (id: string, written: string, covers?: string): HostileCase => ({
  id,
  ...(covers === undefined ? {} : { covers: [covers] }),
  find: 'id: a',
  bad: `id: «${written}`,
  codes: ['E0212'],
})

const chain = (length: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length }, (_, i) => [
      `scenarios/chain-${i}.yaml`,
      `kind: scenario\nid: chain-${i}\nbaseline: toy\nextends: ${i + 1 < length ? `chain-${i + 1}` : 'reference'}.yaml\n`,
    ]),
  )

/** Twenty storeys of two files, each of which builds on both of the storey below: 2^20 ways down, 40 files. */
const diamond = (storeys: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: storeys }, (_, i) =>
      ['left', 'right'].map((side) => [
        `scenarios/${side}-${i}.yaml`,
        `kind: scenario\nid: ${side}-${i}\nbaseline: toy\nextends: ${
          i + 1 < storeys ? `[left-${i + 1}.yaml, right-${i + 1}.yaml]` : 'reference.yaml'
        }\n`,
      ]),
    ).flat(),
  )

/** Class G: paths and ids. Links, pipes, devices and odd names are made by the test itself. */
export const paths: readonly HostileCase[] = [
  reference('g01-parent', '../../../../etc/hostname', 'g01-extends-parent.yaml'),
  reference('g01b-parent-yaml', '../../../../etc/passwd.yaml'),
  reference('g02-absolute', '/etc/hostname', 'g02-extends-absolute.yaml'),
  reference('g02b-absolute-yaml', '/etc/x.yaml'),
  reference('g03-windows-drive', 'C:/x.yaml'),
  reference('g04-file-url', 'file:///etc/hostname'),
  reference('g05-backslash', '..\\..\\windows\\win.ini', 'g05-extends-backslash.yaml'),
  reference('g06-unc', '\\\\127.0.0.1\\share\\x.yaml', 'g06-extends-unc.yaml'),
  reference('g07-http', 'http://127.0.0.1:9/x.yaml'),
  {
    ...reference('g08-nul', 'x', 'g08-extends-nul.yaml'),
    bad: 'extends: «"ok.yaml\\0.txt"',
    codes: ['E0106', 'E0122'],
  },
  reference('g09-dev-zero', '/dev/zero'),
  reference('g09b-dev-stdin', '/dev/stdin'),
  reference('g10-proc', '/proc/self/environ', 'g10-extends-proc.yaml'),
  reference('g11-home', '~/x.yaml'),
  reference('g12-dot-dir', '.git/config.yaml'),
  reference('g13-dir', '.', 'g13-extends-dir.yaml'),
  reference('g13b-dir-parent', '..'),
  reference('g14-data-uri', 'data:text/yaml,id: x', 'g14-extends-data-uri.yaml'),
  reference('g15-glob', '*.yaml'),
  reference('g16-variable', '$HOME/x.yaml', undefined, 'E0121'),
  reference('g17-stdin', '-', 'g17-extends-stdin.yaml'),
  reference('g18-trailing-dot', 'reference.yaml.'),
  reference('g18b-trailing-space', 'reference.yaml '),
  reference('g19-win-stream', 'base.yaml:stream', 'g19-extends-win-stream.yaml'),
  reference('g20-device-name', 'con.yaml'),
  reference('g20b-device-name-upper', 'sub/COM1.yaml'),
  reference('g21-missing', 'not-there.yaml', undefined, 'E0121'),
  reference('g21b-empty', ''),
  reference('g21c-long', `${'x'.repeat(5000)}.yaml`),
  {
    id: 'g22-cycle',
    covers: ['g22-extends-cycle-a.yaml'],
    find: 'extends: reference.yaml',
    bad: 'extends: «other.yaml',
    files: { 'scenarios/other.yaml': 'kind: scenario\nid: other\nbaseline: toy\nextends: a.yaml\n' },
    codes: ['E0303'],
    place: 'scenarios/other.yaml:4:10',
  },
  { ...reference('g23-self', 'a.yaml'), codes: ['E0303'] },
  {
    id: 'g24-csv-parent',
    covers: ['g24-csv-parent.yaml'],
    find: 'drivers:\n',
    bad: 'facilities: { table: «"../../../../etc/passwd", columns: { capacity: { unit: 万t/a } } }\ndrivers:\n',
    codes: ['E0122', 'E0304'],
  },
  {
    id: 'g25-output-parent',
    covers: ['g25-output-parent.yaml'],
    find: 'drivers:\n',
    bad: '«output: { dir: "../../../tmp/evil", file: "/tmp/evil.html" }\ndrivers:\n',
    codes: ['E0201'],
  },
  identifier('g26-id-as-path', '"../../evil"', 'g26-id-as-path.yaml'),
  identifier('g27-id-windows-reserved', 'CON', 'g27-id-windows-reserved.yaml'),
  identifier('g27b-id-windows-com', 'com1'),
  identifier('g27c-id-file', '"nul.csv"'),
  identifier('g28-id-dot', '"."'),
  identifier('g28b-id-space', '"a b"'),
  identifier('g28c-id-trailing-space', '"a "'),
  identifier('g28d-id-slash', 'a/b'),
  identifier('g28e-id-empty', '""'),
  identifier('g28f-id-long', 'x'.repeat(65)),
  identifier('g29-id-percent', '"%2e%2e"'),
  identifier('g30-id-dash', '"-rf"', 'g30-id-dash.yaml'),
  identifier('g31-id-number-like', '1e3', 'g31-id-number-like.yaml'),
  identifier('g31b-id-true', 'true'),
  identifier('g31c-id-null', '"null"'),
  {
    id: 'g32-depth-3',
    covers: ['g32-extends-depth-0.yaml'],
    find: 'extends: reference.yaml',
    bad: 'extends: chain-0.yaml',
    files: chain(3),
    codes: [],
  },
  {
    id: 'g32b-chain-500',
    covers: ['gen:fs/chain-500/'],
    find: 'extends: reference.yaml',
    bad: 'extends: chain-0.yaml',
    files: chain(500),
    codes: ['E0313'],
    place: 'scenarios/chain-15.yaml:4:10',
  },
  {
    id: 'a24-diamond',
    covers: ['gen:fs/diamond-20/'],
    find: 'extends: reference.yaml',
    bad: 'extends: left-0.yaml',
    files: diamond(20),
    codes: ['E0313'],
    place: 'scenarios/left-15.yaml:4:11',
  },
  {
    id: 'a24b-diamond-within-depth',
    find: 'extends: reference.yaml',
    bad: 'extends: left-0.yaml',
    files: diamond(13),
    codes: [],
  },
  { ...reference('g33-baseline-parent', 'x'), find: 'baseline: toy', bad: 'baseline: «../../../etc/passwd' },
  { ...reference('g34-policy-path', 'x'), find: 'drivers:\n', bad: 'policies: [«"/etc/passwd.yaml"]\ndrivers:\n', codes: ['E0122', 'E0212'] },
  {
    ...reference('g35-library-path', 'x'),
    file: 'baselines/toy.yaml',
    find: 'libraries: none',
    bad: 'libraries: [none, «"/usr/share/x.yaml"]',
    place: 'baselines/toy.yaml:3:19',
  },
]
