import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A pool of threads has crashed Temporal's native module: every file gets a process.
    pool: 'forks',
    // Most tests wait for servers: three files at a time use two cores well.
    maxWorkers: 3,
    include: ['test/**/*.test.ts'],
    setupFiles: ['./test/repeatable.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/count-reporter.ts'],
    coverage: {
      provider: 'v8',
      include: ['domain/**/*.ts'],
      exclude: ['test/**'],
      reporter: ['text-summary', ['text', { skipFull: true }]],
      thresholds: { branches: 100 },
    },
  },
});
