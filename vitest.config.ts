import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** These put other modules in the place of ours, so each wants modules of its own. */
const mocking = ['test/mutants/**/*.test.ts']

const common = {
  setupFiles: ['test/setup.ts'],
  pool: 'threads' as const,
  // A machine may be slow or busy: these stop what hangs, and judge no speed.
  testTimeout: 120_000,
  hookTimeout: 240_000,
}

export default defineConfig({
  test: {
    // Vitest leaves a processor free; with two that is half of them.
    maxWorkers: availableParallelism(),
    projects: [
      // The program is read once a thread, not once a file: a third of the time of the suite.
      {
        test: { ...common, name: 'shared', include: ['test/**/*.test.ts'], exclude: mocking, isolate: false },
      },
      { test: { ...common, name: 'apart', include: mocking } },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/cli/launch.ts'],
      reporter: ['text-summary', 'lcov', 'json-summary'],
    },
  },
})
