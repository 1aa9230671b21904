import { defineConfig } from 'vitest/config';

/** Records the histories that are missing: `npx vitest run --config test/replay/record.config.ts`. */
export default defineConfig({
  test: {
    pool: 'forks',
    include: ['test/replay/record-histories.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
