import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A pool of threads has crashed Temporal's native module: every file gets a process.
    pool: 'forks',
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
