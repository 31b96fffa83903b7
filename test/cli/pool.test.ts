import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { pool, ThreadError } from '../../src/cli/pool.ts'
import type { Order, Told } from '../../src/thread.ts'

const folder = mkdtempSync(join(tmpdir(), 'pool-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A thread that counts how often it was asked for a block, and does what `act` says then. */
function threadFile(name: string, act: string): string {
  const path = join(folder, `${name}.mjs`)
  writeFileSync(
    path,
    `import { parentPort, workerData } from 'node:worker_threads'
const asked = new Int32Array(workerData.asked)
parentPort.on('message', (index) => {
  const time = Atomics.add(asked, index, 1)
  ${act}
  parentPort.postMessage({ tally: { numbers: [index], breaches: [] } })
})
`,
  )
  return path
}

/** Asks for all blocks at once. */
async function compute(file: string, threads: number, blocks: number) {
  const asked = new SharedArrayBuffer(4 * blocks)
  const crew = pool(threads, file)({ job: { seed: 7 }, asked } as unknown as Order, blocks)!
  try {
    const asking = Array.from({ length: blocks }, (_, index) => crew.block(index))
    const answers = (await Promise.all(asking)) as Told[]
    return {
      answers: answers.map(({ tally }) => ('numbers' in tally ? tally.numbers[0] : -1)),
      asked: [...new Int32Array(asked)],
    }
  } finally {
    await crew.end()
  }
}

describe('threads', () => {
  test('answer every block once', async () => {
    const { answers, asked } = await compute(threadFile('good', ''), 2, 9)
    expect(answers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(asked).toEqual(answers.map(() => 1))
  })

  test.each([
    ['leaves', 'if (index === 3 && time === 0) process.exit(0)'],
    ['fails', "if (index === 3 && time === 0) throw new Error('worn out')"],
  ])('one that %s is replaced, and its block done again', async (name, act) => {
    const { answers, asked } = await compute(threadFile(name, act), 2, 6)
    expect(answers).toEqual([0, 1, 2, 3, 4, 5])
    expect(asked).toEqual([1, 1, 1, 2, 1, 1])
  })

  test.each([
    ['always', "if (index === 2) throw new Error('worn out')", /block 2 \(seed 7\): Error: worn out/],
    ['gone', 'if (index === 2) process.exit(5)', /block 2 \(seed 7\): it left without a word/],
  ])('a block over which two die (%s) is an error with its number and the seed, and no hang', async (name, act, said) => {
    const found = compute(threadFile(`twice-${name}`, act), 2, 4)
    await expect(found).rejects.toThrow(ThreadError)
    await expect(found).rejects.toThrow(said)
  })

  test('a thread that cannot start is an error', async () => {
    await expect(compute(join(folder, 'missing.mjs'), 2, 3)).rejects.toThrow(ThreadError)
    writeFileSync(join(folder, 'broken.mjs'), 'throw new Error("broken")')
    await expect(compute(join(folder, 'broken.mjs'), 1, 3)).rejects.toThrow(/broken/)
  })

  test('out of memory is said as that', async () => {
    const path = threadFile(
      'memory',
      "throw Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })",
    )
    await expect(compute(path, 1, 1)).rejects.toThrow(/fewer --threads/)
  })
})
