import { defineConfig } from 'vitest/config'

// The outer ring: programs of others, started for real (`npm run test:outside`). Slower and heavier than `npm test`, and apart from it.
export default defineConfig({
  test: {
    include: ['test/external/**/*.ext.ts'],
    setupFiles: ['test/setup.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
