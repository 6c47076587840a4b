import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['tablewright-source'] },
  ssr: { resolve: { conditions: ['tablewright-source'], externalConditions: ['tablewright-source'] } },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/support/postgres-server.ts', 'test/support/built-cli.ts'],
    // A golden file that is missing is a failure; `vitest run -u` writes it.
    update: 'none',
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './test/support/closing-line.ts'],
  },
})
