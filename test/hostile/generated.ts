/** What cannot lie in a repository: huge files, pipes, devices, links, odd names. Each is made in a folder and tried as a process. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface GeneratedCase {
  readonly id: string
  readonly covers?: string
  /** Makes it in the root of a project with the small county; `outside` is a folder beside the project. */
  make(root: string, outside: string): void
  /** What is run in the root of the project. */
  readonly args: readonly string[]
  readonly exit: number
  /** What stderr must say. */
  readonly says: RegExp
}

/** A file of this size that takes no room. */
function sparse(path: string, megabytes: number): void {
  writeFileSync(path, 'kind: scenario\n')
  truncateSync(path, megabytes * 1024 * 1024)
}

const header = 'kind: scenario\nid: b\nbaseline: toy\n'

export const generated: readonly GeneratedCase[] = [
  {
    id: 'a06-big-yaml',
    covers: 'gen:big-50mb.yaml',
    make: (root) => sparse(join(root, 'scenarios/big.yaml'), 50),
    args: ['check', 'scenarios/big.yaml'],
    exit: 2,
    says: /scenarios\/big\.yaml:1:1 error E0102/,
  },
  {
    id: 'a07-big-csv',
    covers: 'gen:big-500mb.csv',
    make(root) {
      sparse(join(root, 'scenarios/firms.csv'), 500)
      writeFileSync(
        join(root, 'scenarios/b.yaml'),
        `${header}facilities: { table: firms.csv, columns: { process: {}, capacity: { unit: 万t/a } } }\n`,
      )
    },
    args: ['check', 'scenarios/b.yaml'],
    exit: 2,
    says: /scenarios\/firms\.csv(?::1:1)? error E0102/,
  },
  {
    id: 'a09-big-line',
    covers: 'gen:big-line-1gb.yaml',
    make: (root) => sparse(join(root, 'scenarios/line.yaml'), 600),
    args: ['check', 'scenarios'],
    exit: 2,
    says: /scenarios\/line\.yaml:1:1 error E0102/,
  },
  {
    id: 'a10-just-under-the-limit',
    make: (root) => writeFileSync(join(root, 'scenarios/b.yaml'), `${header}about: ${'焦'.repeat(340_000)}\n`),
    args: ['check', 'scenarios/b.yaml'],
    exit: 0,
    says: /0 errors/,
  },
  {
    id: 'g40-symlink-out',
    covers: 'gen:fs/symlink-out.yaml',
    make(root, outside) {
      writeFileSync(join(outside, 'secret.yaml'), 'secret: root:x:0:0\n')
      symlinkSync(join(outside, 'secret.yaml'), join(root, 'scenarios/link.yaml'))
    },
    args: ['check', 'scenarios/link.yaml'],
    exit: 2,
    says: /E0122/,
  },
  {
    id: 'g41-symlink-folder-out',
    make(root, outside) {
      mkdirSync(join(outside, 'deep'))
      writeFileSync(join(outside, 'deep/other.yaml'), 'secret: root:x:0:0\n')
      symlinkSync(join(outside, 'deep'), join(root, 'scenarios/deep'))
    },
    args: ['check', 'scenarios/deep/other.yaml'],
    exit: 2,
    says: /E0122/,
  },
  {
    id: 'g42-symlink-loop',
    make: (root) => symlinkSync('loop.yaml', join(root, 'scenarios/loop.yaml')),
    args: ['check', 'scenarios/loop.yaml'],
    exit: 74,
    says: /E012\d/,
  },
  {
    id: 'g43-fifo',
    covers: 'gen:fs/fifo.yaml',
    make: (root) => void spawnSync('mkfifo', [join(root, 'scenarios/fifo.yaml')]),
    args: ['check', 'scenarios/fifo.yaml'],
    exit: 2,
    says: /E0122/,
  },
  {
    id: 'g43b-fifo-in-folder',
    make: (root) => void spawnSync('mkfifo', [join(root, 'scenarios/fifo.yaml')]),
    args: ['check', 'scenarios'],
    exit: 2,
    says: /E0122/,
  },
  {
    id: 'g43c-fifo-extended',
    make(root) {
      spawnSync('mkfifo', [join(root, 'scenarios/fifo.yaml')])
      writeFileSync(join(root, 'scenarios/b.yaml'), `${header}extends: fifo.yaml\n`)
    },
    args: ['check', 'scenarios/b.yaml'],
    exit: 2,
    says: /scenarios\/b\.yaml:4:10 error E0122/,
  },
  {
    id: 'g44-device',
    make: (root) => symlinkSync('/dev/zero', join(root, 'scenarios/zero.yaml')),
    args: ['check', 'scenarios/zero.yaml'],
    exit: 2,
    says: /E0122/,
  },
  {
    id: 'g45-folder-named-yaml',
    covers: 'gen:fs/dir.yaml/',
    make(root) {
      mkdirSync(join(root, 'scenarios/dir.yaml'))
      writeFileSync(join(root, 'scenarios/b.yaml'), `${header}extends: dir.yaml\n`)
    },
    args: ['check', 'scenarios/b.yaml'],
    exit: 2,
    says: /scenarios\/b\.yaml:4:10 error E0122/,
  },
  {
    id: 'g45b-empty-folder-named-yaml',
    make: (root) => mkdirSync(join(root, 'scenarios/dir.yaml')),
    args: ['check', 'scenarios/dir.yaml'],
    exit: 2,
    says: /E0123/,
  },
  {
    id: 'g46-newline-name',
    covers: 'gen:fs/newline-name',
    make: (root) => writeFileSync(join(root, 'scenarios/b\n::error::x\u001b[2J.yaml'), header),
    args: ['check', 'scenarios'],
    exit: 2,
    says: /scenarios\/b<U\+000A>::error::x<U\+001B>\[2J\.yaml(?::1:1)? error E0126/,
  },
  {
    id: 'g46b-bidi-name',
    make: (root) => writeFileSync(join(root, 'scenarios/b\u202elmay.yaml'), header),
    args: ['check', 'scenarios'],
    exit: 2,
    says: /scenarios\/b<U\+202E>lmay\.yaml(?::1:1)? error E0126/,
  },
  {
    id: 'g47-latin1-name',
    covers: 'gen:fs/latin1-name',
    make: (root) =>
      writeFileSync(Buffer.concat([Buffer.from(`${root}/scenarios/caf`), Buffer.from([0xe9]), Buffer.from('.yaml')]), header),
    args: ['check', 'scenarios'],
    exit: 2,
    says: /E0126/,
  },
  {
    id: 'g48-out-is-a-link-to-a-file',
    covers: 'gen:fs/out-symlink',
    make(root, outside) {
      writeFileSync(join(outside, 'target'), 'untouched')
      symlinkSync(join(outside, 'target'), join(root, 'out'))
    },
    args: ['run', 'scenarios/a.yaml', '--format', 'json', '--out', 'out'],
    exit: 74,
    says: /out/,
  },
  {
    id: 'g48b-out-holds-a-link',
    make(root, outside) {
      writeFileSync(join(outside, 'target'), 'untouched')
      mkdirSync(join(root, 'out'))
      symlinkSync(join(outside, 'target'), join(root, 'out/a.json'))
    },
    args: ['run', 'scenarios/a.yaml', '--format', 'json', '--out', 'out'],
    exit: 0,
    says: /^/,
  },
  {
    id: 'g49-long-path',
    make: () => undefined,
    args: ['check', `scenarios/${'x'.repeat(5000)}.yaml`],
    exit: 74,
    says: /E012\d/,
  },
]
